"""The picture of a company's seal: over the row of signatures, and across the edges of all pages.

It is drawn as bars of one red with nothing between them, so that it hides no more than its ink, and
it is in the file before the first signature. It is a picture and counts as no signature.
"""

from typing import Final

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from app.documents.text import Align, TextStyle, para
from app.domain.layout import Seal

RED: Final = HexColor(0xC8322B)
SAID: Final = (
    "印章图案由供电企业提供，是单据的一部分，仅供辨认，不是电子签名；签署以各签名栏的电子签名为准。"
)
_ASIDE: Final = TextStyle(8.5, Align.RIGHT)
_INSET: Final = 4
_FROM_LEFT: Final = 8 * mm
_ON_AN_EDGE: Final = 14 * mm
"""The widest part on one edge: it stays in the margin."""
_TOGETHER: Final = 8
"""One seal goes over so many pages at most; more pages have several."""


class SealRoom(Flowable):  # type: ignore[misc]
    """Room for the company's seal, left of its words; it may be taller and reach above its room."""

    def __init__(self, words: str, seal: Seal, width: float, height: float, tallest: float) -> None:
        super().__init__()
        self.width, self.height = width, height
        self._words = para(words, _ASIDE).inset(_INSET)
        self._seal = seal
        self._size = min(float(seal.size_mm) * mm, tallest)

    def draw(self) -> None:
        """Draw the seal, and the words beside it."""
        beside = min(_FROM_LEFT, (self.width - self._size) / 2)
        draw_bars(self.canv, self._seal, beside, 0, self._size)
        _, tall = self._words.wrap(self.width, self.height)
        self._words.drawOn(self.canv, 0, self.height - tall)


def draw_bars(
    canvas: Canvas, seal: Seal, x: float, y: float, size: float, part: tuple[int, int] = (0, 1)
) -> None:
    """This part of so many from the left, its lower left corner at x, y; `size`: the whole's width.

    A paper is read through it: what is between the bars is not drawn.
    """
    dot = size / seal.width
    first, last = _dots_of(seal, part)
    canvas.saveState()
    canvas.setFillColor(RED)
    path = canvas.beginPath()
    for line, start, end in seal.bars:
        left, right = max(start, first), min(end, last)
        if left < right:
            above = (seal.height - line - 1) * dot
            path.rect(x + (left - first) * dot, y + above, (right - left) * dot, dot)
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.restoreState()


def _dots_of(seal: Seal, part: tuple[int, int]) -> tuple[int, int]:
    """From which dot to which this part of so many goes."""
    number, parts = part
    return round(seal.width * number / parts), round(seal.width * (number + 1) / parts)


def draw_seam(canvas: Canvas, seal: Seal, page: int, pages: int) -> None:
    """The part of the seal on the right edge of this page, counted from 1, of so many."""
    if pages < 2:
        return
    seals = -(-pages // _TOGETHER)
    share = -(-pages // seals)
    number, at = divmod(page - 1, share)
    parts = min(share, pages - number * share)
    wide, tall = canvas._pagesize
    size = min(float(seal.size_mm) * mm, _ON_AN_EDGE * parts)
    first, last = _dots_of(seal, (at, parts))
    left = wide - (last - first) * size / seal.width
    draw_bars(canvas, seal, left, (tall - size) / 2, size, (at, parts))
