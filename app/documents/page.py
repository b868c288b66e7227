"""The page of an official form: tables, rules, headings, footer. Words are set by `text`."""

import io
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, Final, Protocol

import segno
from reportlab import rl_config
from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    LongTable,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Spacer,
    Table,
)
from reportlab.platypus.tables import TableStyle

from app.documents.font import FONT_NAME, drawable
from app.documents.seal_image import draw_seam
from app.documents.text import HEADING, QUIET, Text, para, use_font
from app.domain.paper import Issue

rl_config.useA85 = 0  # photos as they are: five times faster, a fifth smaller
# Nothing here parses markup or follows a link; should anything ever come to, it may go nowhere.
rl_config.trustedSchemes = []
rl_config.trustedHosts = []

RULE: Final = HexColor(0x3C434B)
HAIR: Final = HexColor(0x9AA3AD)
FAINT_RULE: Final = HexColor(0xD3D9E0)
SHADE: Final = HexColor(0xEEF2F6)
FAINT: Final = HexColor(0xF7F9FB)
ACCENT: Final = HexColor(0x1F5FA8)

LEFT: Final = 20 * mm
RIGHT: Final = 15 * mm
TOP: Final = 15 * mm
BOTTOM: Final = 24 * mm
WIDTH: Final = A4[0] - LEFT - RIGHT
HEIGHT: Final = A4[1] - TOP - BOTTOM
WIDE: Final = A4[1] - LEFT - RIGHT
"""Room across a page that lies on its side."""
QR_SIZE: Final = 13 * mm


GRID: Final = (
    ("FONT", (0, 0), (-1, -1), FONT_NAME, 8.5),
    ("INNERGRID", (0, 0), (-1, -1), 0.4, HAIR),
    ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
    ("TOPPADDING", (0, 0), (-1, -1), 2.5),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
)


class _Form(LongTable):  # type: ignore[misc]
    """A table with a frame round each part of it, on whatever page it stands."""

    def draw(self) -> None:
        super().draw()
        self.canv.setStrokeColor(RULE)
        self.canv.setLineWidth(0.9)
        self.canv.rect(0, 0, self._width, self._height)


def table(
    rows: Sequence[Sequence[Any]],
    widths: Sequence[float],
    *more: tuple[Any, ...],
    repeat: int = 0,
    heights: Sequence[float | None] | None = None,
    across: float = WIDTH,
) -> LongTable:
    """A ruled table as wide as the page; `widths` are shares, `repeat` rows head every page."""
    rows = [[_inset(cell) for cell in row] for row in rows]
    total = sum(widths)
    columns = [across * share / total for share in widths]
    head = ((("BACKGROUND", (0, 0), (-1, repeat - 1), SHADE)),) if repeat else ()
    torn = _tallest(rows, columns) > _SPLIT_ABOVE
    if torn:
        # Rows that must keep together and also be torn would send the library round for ever.
        more = tuple(command for command in more if command[0] != "NOSPLIT")
        more += (("VALIGN", (0, repeat), (-1, -1), "TOP"),)
    return _Form(
        rows,
        colWidths=columns,
        rowHeights=list(heights) if heights else None,
        repeatRows=repeat,
        splitInRow=int(torn),
        style=TableStyle([*GRID, *head, *more]),
    )


def _inset(cell: Any) -> Any:
    return cell.inset(CELL_INSET) if isinstance(cell, Text) else cell


def _tallest(rows: Sequence[Sequence[Any]], columns: Sequence[float]) -> float:
    """Height of the tallest text in these cells; see `_SPLIT_ABOVE`."""
    heights = [
        cell.wrap(width, A4[1])[1]
        for row in rows
        for cell, width in zip(row, columns, strict=True)
        if isinstance(cell, Text)
    ]
    return max(heights, default=0.0)


CELL_INSET: Final = 4
"""How far a text keeps from the rules at its sides, in points."""
_SPLIT_ABOVE: Final = 60 * mm
"""A row up to so tall is kept whole, and may leave as much of a page white; others are torn."""


def plain_row(cells: Sequence[Flowable], widths: Sequence[float], across: float = WIDTH) -> Table:
    """Cells side by side across the page with no rules."""
    total = sum(widths)
    flat = [(f"{side}PADDING", (0, 0), (-1, -1), 1) for side in ("TOP", "LEFT", "RIGHT")]
    return Table(
        [list(cells)],
        colWidths=[across * share / total for share in widths],
        style=TableStyle([("FONT", (0, 0), (-1, -1), FONT_NAME, 8.5), *flat]),
    )


def section(title: str, body: Iterable[Flowable]) -> Iterator[Flowable]:
    """A heading with what belongs under it; the heading never stands alone at a page's foot."""
    yield CondPageBreak(32 * mm)
    yield Spacer(0, 2.8 * mm)
    yield para(title, HEADING)
    yield Spacer(0, 0.9 * mm)
    yield from body


def fresh_page() -> Flowable:
    """What follows begins a page, unless it does so already."""
    return CondPageBreak(HEIGHT - 1 * mm)


def tallness(flowables: Iterable[Flowable], across: float = WIDTH) -> float:
    """How tall these are one below the other, in points."""
    return sum(float(each.wrap(across, HEIGHT)[1] + each.getSpaceBefore()) for each in flowables)


def draw_qr(canvas: Canvas, text: str, x: float, y: float, size: float) -> None:
    """A QR code of this text with its quiet zone, its lower left corner at x, y."""
    lines, bars = _qr_bars(text)
    cell = size / lines
    path = canvas.beginPath()
    for line, start, end in bars:
        path.rect(x + start * cell, y + size - (line + 1) * cell, (end - start) * cell, cell)
    canvas.setFillColor(Color(0, 0, 0))
    canvas.drawPath(path, stroke=0, fill=1)


@lru_cache(maxsize=8)  # the same on every page of a paper
def _qr_bars(text: str) -> tuple[int, list[tuple[int, int, int]]]:
    """How many lines the code has, and its dark bars: line, where it starts, where it ends."""
    code = segno.make(text, error="m", micro=False)
    rows = [list(row) for row in code.matrix_iter(scale=1, border=2)]
    bars = []
    for number, row in enumerate(rows):
        start = None
        for place, dark in enumerate([*row, 0]):
            if dark and start is None:
                start = place
            elif not dark and start is not None:
                bars.append((number, start, place))
                start = None
    return len(rows), bars


class FormCanvas(Canvas):  # type: ignore[misc]
    """Draws the footer when all pages are known, so that each can say how many there are."""

    footer: "Foot"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.update(initialFontName=FONT_NAME, invariant=1, pageCompression=1)
        super().__init__(*args, **kwargs)
        self._pages: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802  (the library's name)
        """Keep the page for the second walk."""
        self._pages.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        """Finish each page with its footer, then the file."""
        for number, page in enumerate(self._pages, start=1):
            self.__dict__.update(page)
            self.footer.draw(self, number, len(self._pages))
            super().showPage()
        super().save()


class Foot(Protocol):
    """Whatever is drawn at the foot of each page, when all pages are known."""

    def draw(self, canvas: Canvas, page: int, pages: int) -> None:
        """Draw it on this page."""


class Footer:
    """At each page's foot: number, digest, layout, page x of y, QR code; at its edge a seal."""

    def __init__(self, title: str, issue: Issue) -> None:
        layout = issue.layout
        self._left = f"{title}　{issue.doc_no}　第 {issue.revision} 版"
        self._digest = f"记录摘要 SHA-256 {issue.record_digest[:32]}"
        self._layout = f"版式 {layout.version}" if layout.version else ""
        self._qr = issue.qr
        self._seal = layout.seal if layout.seal is not None and layout.seal.is_across else None

    def draw(self, canvas: Canvas, page: int, pages: int) -> None:
        """Draw it on this page."""
        canvas.saveState()
        y, edge = foot_line(canvas)
        canvas.drawString(LEFT, y - 4.2 * mm, drawable(self._left))
        canvas.drawString(LEFT, y - 8.2 * mm, self._digest)
        right = edge - QR_SIZE - 3 * mm
        canvas.drawRightString(right, y - 4.2 * mm, f"第 {page} 页　共 {pages} 页")
        canvas.drawRightString(right, y - 8.2 * mm, drawable(self._layout))
        draw_qr(canvas, self._qr, edge - QR_SIZE, y - 0.8 * mm - QR_SIZE, QR_SIZE)
        canvas.restoreState()
        if self._seal is not None:
            draw_seam(canvas, self._seal, page, pages)


def foot_line(canvas: Canvas) -> tuple[float, float]:
    """Rule off the foot of this page; where the rule lies and ends. What follows is set small."""
    y, edge = BOTTOM - 3 * mm, canvas._pagesize[0] - RIGHT
    canvas.setStrokeColor(HAIR)
    canvas.setLineWidth(0.4)
    canvas.line(LEFT, y, edge, y)
    canvas.setFillColor(QUIET)
    canvas.setFont(FONT_NAME, 7.5)
    return y, edge


_UPRIGHT, _ON_ITS_SIDE = "upright", "on its side"


def turned(*, wide: bool) -> list[Flowable]:
    """From here on the pages stand upright again, or lie on their side."""
    return [NextPageTemplate(_ON_ITS_SIDE if wide else _UPRIGHT), PageBreak()]


def build(story: Sequence[Flowable], footer: Foot, *, wide: bool = False) -> bytes:
    """The story set on A4 pages; the first ones lie on their side where it is `wide`."""
    use_font()
    out = io.BytesIO()
    document = BaseDocTemplate(
        out, pagesize=A4, leftMargin=LEFT, rightMargin=RIGHT, topMargin=TOP, bottomMargin=BOTTOM
    )
    templates = [_pages(_UPRIGHT, A4), _pages(_ON_ITS_SIDE, landscape(A4))]
    document.addPageTemplates(templates[::-1] if wide else templates)
    maker = type("_Canvas", (FormCanvas,), {"footer": footer})
    document.build(list(story), canvasmaker=maker)
    return out.getvalue()


def _pages(name: str, size: tuple[float, float]) -> PageTemplate:
    across, tall = size[0] - LEFT - RIGHT, size[1] - TOP - BOTTOM
    frame = Frame(LEFT, BOTTOM, across, tall, 0, 0, 0, 0)
    return PageTemplate(name, [frame], pagesize=size)
