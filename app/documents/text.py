"""Words on a paper: plain text, set letter for letter. Nothing here reads markup.

The library's own paragraphs parse what they are given; what a person typed must never be parsed.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache, lru_cache
from typing import Final

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from app.documents.font import (
    BOLD_FILE,
    BOLD_NAME,
    FONT_FILE,
    FONT_NAME,
    characters,
    drawable,
)
from app.documents.lines import break_lines

INK: Final = HexColor(0x1A1D21)
QUIET: Final = HexColor(0x5A626C)
ALERT: Final = HexColor(0xB3261E)


class Align(Enum):
    """Where the lines of a text stand in their box."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True)
class TextStyle:
    """How a text is set: size and leading in points."""

    size: float
    align: Align = Align.LEFT
    colour: Color = INK
    font: str = FONT_NAME
    spread: float = 1.42
    """Distance of two base lines, in sizes."""
    before: float = 0
    """Room above it, in points, unless it heads a page."""

    @property
    def leading(self) -> float:
        """Distance of two base lines, in points."""
        return round(self.size * self.spread, 1)

    @property
    def measure(self) -> Callable[[str], float]:
        """How wide a text is in this style, in points."""
        return _measure(self.font, self.size)


@cache
def _measure(font: str, size: float) -> Callable[[str], float]:
    """A measure that remembers: a form says the same words, and the same characters, many times."""

    @lru_cache(maxsize=8192)
    def width(text: str) -> float:
        return float(pdfmetrics.stringWidth(text, font, size))

    return width


TITLE: Final = TextStyle(18, Align.CENTRE, font=BOLD_NAME)
ORGANISATION: Final = TextStyle(10.5, Align.CENTRE)
HEADING: Final = TextStyle(10.5, font=BOLD_NAME)
LABEL: Final = TextStyle(8.5, Align.CENTRE)
CELL: Final = TextStyle(8.5)
CENTRE: Final = TextStyle(8.5, Align.CENTRE)
SMALL: Final = TextStyle(7.5)
SMALL_CENTRE: Final = TextStyle(7.5, Align.CENTRE)
SMALL_RIGHT: Final = TextStyle(7.5, Align.RIGHT)
NOTE: Final = TextStyle(7.5, colour=QUIET, before=3.5)
BODY: Final = TextStyle(9.5, spread=1.63)
FAILED: Final = TextStyle(8.5, Align.CENTRE, ALERT)

EMPTY: Final = "/"
"""Stands in a cell where there is nothing to say, so that nothing can be written there later."""

_ASCENT: Final = 0.88
"""From the base line to the top of a Han character, in sizes."""


def use_font() -> None:
    """Make the fonts known to the library that draws; once is enough, twice does no harm."""
    for name, file in ((FONT_NAME, FONT_FILE), (BOLD_NAME, BOLD_FILE)):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, str(file)))


class Text(Flowable):  # type: ignore[misc]
    """A text that fills its box line by line and may go on over the page.

    In a table it keeps clear of the rules at its sides by itself (`inset`, in points): a table that
    tears a row over two pages does not tell its cells of the padding.
    """

    def __init__(self, text: str, style: TextStyle, inset: float = 0) -> None:
        super().__init__()
        self._text, self._style, self._inset = text, style, inset
        self.spaceBefore = style.before
        self._lines: tuple[str, ...] = ()
        self._broken_for = -1.0

    def inset(self, points: float) -> "Text":
        """The same text, so far away from the sides of its box."""
        return Text(self._text, self._style, points)

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Its size in a box this wide."""
        # A table asks three times for the same width: how tall, how high the row, and to draw.
        if available_width != self._broken_for:
            inner = available_width - 2 * self._inset
            self._lines = break_lines(self._text, inner, self._style.measure)
            self._broken_for = available_width
        self.width = available_width
        self.height = len(self._lines) * self._style.leading
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """What fits into this height, and the rest; nothing if not one line fits."""
        self.wrap(available_width, available_height)
        fitting = int((available_height + 1e-6) / self._style.leading)
        if fitting >= len(self._lines):
            return [self]
        if fitting < 1:
            return []
        parts = self._lines[:fitting], self._lines[fitting:]
        return [Text("\n".join(part), self._style, self._inset) for part in parts]

    def draw(self) -> None:
        """Set the lines, each in the middle of its leading."""
        canvas: Canvas = self.canv
        style = self._style
        canvas.setFillColor(style.colour)
        canvas.setFont(style.font, style.size)
        y = self.height - (style.leading - style.size) / 2 - _ASCENT * style.size
        for line in self._lines:
            match style.align:
                case Align.LEFT:
                    canvas.drawString(self._inset, y, line)
                case Align.CENTRE:
                    canvas.drawCentredString(self.width / 2, y, line)
                case Align.RIGHT:
                    canvas.drawRightString(self.width - self._inset, y, line)
            y -= style.leading


def para(text: str, style: TextStyle = CELL) -> Text:
    """The text letter for letter; line ends stay, what the font cannot draw is shown as 〓."""
    shown = "\n".join(drawable(line) for line in text.splitlines())
    if style.font == BOLD_NAME and not characters(BOLD_FILE).issuperset(shown):
        style = replace(style, font=FONT_NAME)
    return Text(shown, style)
