"""A paper on a printer: the pages of the very PDF as pictures, at exactly the size they have.

Nothing is laid out anew: what comes out of the printer is what was signed, and beside it at most
one mark in the margin that says whose copy it is. Runs off the GUI thread.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QMarginsF, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QImage, QPageLayout, QPageSize, QPainter, QPen
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter

from app.errors import PrinterRefused
from ui.theme import family

CUSTOMER_COPY: Final = "客户留存"
UTILITY_COPY: Final = "供电企业留存"
COPY_MARKS: Final = {"customer": CUSTOMER_COPY, "utility": UTILITY_COPY}
"""What stands in the margin of each copy; on paper it is Chinese whatever the screens speak."""

_POINTS_AN_INCH: Final = 72
_MM_AN_INCH: Final = 25.4
_FINEST_DPI: Final = 600
"""Finer than this nobody sees, and the spool file grows with its square."""
_MARK_PT: Final = 9
_MARK_TOP_MM: Final = 5.0
_MARK_RIGHT_MM: Final = 12.0

Told = Callable[[int, int], None]


@dataclass
class Stop:
    """Whether the person wants the printing to end."""

    asked: bool = False


@dataclass(frozen=True)
class Order:
    """What is to be printed: the file, on which printer, which pages and copies."""

    pdf: bytes
    """With the strokes drawn into its pages (`app/documents/seen.py`)."""
    printer: QPrinter
    pages: tuple[int, ...]
    """Counted from 0."""
    marks: tuple[str, ...]
    """One copy for each; an empty one is a copy without a mark."""
    stop: Stop
    two_sided: bool = False


def fit_to(printer: QPrinter, size_pt: QSize) -> None:
    """Give the printer the paper of this page, all of it, without margins or scaling."""
    upright = QSize(min(size_pt.toTuple()), max(size_pt.toTuple()))
    side = QPageLayout.Orientation
    printer.setPageLayout(
        QPageLayout(
            QPageSize(upright, matchPolicy=QPageSize.SizeMatchPolicy.FuzzyMatch),
            side.Portrait if upright == size_pt else side.Landscape,
            QMarginsF(0, 0, 0, 0),
        )
    )
    printer.setFullPage(True)


def sheets_in(pdf: bytes) -> tuple[int, QSize]:
    """How many pages a paper has, and the size of its first one in points."""
    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    size = document.pagePointSize(0)
    count = document.pageCount()
    document.close()
    return count, QSize(round(size.width()), round(size.height()))


def is_two_sided(printer: QPrinter) -> bool:
    """Whether the person chose to print on both sides."""
    return printer.duplex() in (
        QPrinter.DuplexMode.DuplexLongSide,
        QPrinter.DuplexMode.DuplexShortSide,
    )


def pages_asked(printer: QPrinter, count: int) -> tuple[int, ...]:
    """The pages that the person chose in the printer's dialogue, counted from 0."""
    if printer.printRange() is QPrinter.PrintRange.PageRange:
        first, last = printer.fromPage() or 1, printer.toPage() or count
        return tuple(range(max(first, 1) - 1, min(last, count)))
    return tuple(range(count))


def print_order(order: Order, told: Told) -> int:
    """Print it; how many pages came out, fewer where the person stopped it.

    On both sides of a sheet each copy begins on a sheet of its own.

    Raises:
        PrinterRefused: the printer did not take it.
    """
    buffer = QBuffer()
    buffer.setData(QByteArray(order.pdf))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    if order.pages:
        fit_to(order.printer, document.pagePointSize(order.pages[0]).toSize())
    painter = QPainter()
    if not painter.begin(order.printer):
        raise PrinterRefused(order.printer.printerName())
    try:
        return _print(order, document, painter, told)
    finally:
        painter.end()
        document.close()


def _print(order: Order, document: QPdfDocument, painter: QPainter, told: Told) -> int:
    sheets = [(mark, page) for mark in order.marks for page in order.pages]
    for number, (mark, page) in enumerate(sheets):
        if order.stop.asked:
            order.printer.abort()
            return number
        if number:
            # A page that lies on its side wants the paper turned; the others want it back.
            fit_to(order.printer, document.pagePointSize(page).toSize())
            _turn(order, is_copy=page == order.pages[0])
        told(number, len(sheets))
        _draw_page(document, page, painter, order.printer.resolution())
        _draw_mark(mark, document, page, painter, order.printer.resolution())
    told(len(sheets), len(sheets))
    return len(sheets)


def _turn(order: Order, is_copy: bool) -> None:
    """Go on to the next page; before a copy that would begin on a back, over that back."""
    times = 2 if order.two_sided and is_copy and len(order.pages) % 2 else 1
    for _ in range(times):
        if not order.printer.newPage():
            raise PrinterRefused(order.printer.printerName())


def _draw_page(document: QPdfDocument, page: int, painter: QPainter, printer_dpi: int) -> None:
    dpi = min(printer_dpi, _FINEST_DPI)
    whole = document.pagePointSize(page) * (dpi / _POINTS_AN_INCH)
    sheet = render_page(document, page, QSize(round(whole.width()), round(whole.height())))
    exact = document.pagePointSize(page) * (printer_dpi / _POINTS_AN_INCH)
    painter.drawImage(QRectF(QPointF(0, 0), exact), sheet)


def render_page(document: QPdfDocument, page: int, size: QSize) -> QImage:
    """The page as a picture of this size, white where nothing is."""
    sheet = document.render(page, size)
    painter = QPainter(sheet)  # in place: at 600 dpi a page takes 140 MB
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationOver)
    painter.fillRect(sheet.rect(), Qt.GlobalColor.white)
    painter.end()
    return sheet


def _draw_mark(mark: str, document: QPdfDocument, page: int, painter: QPainter, dpi: int) -> None:
    if not mark:
        return
    font = QFont(family())
    font.setPixelSize(round(_MARK_PT * dpi / _POINTS_AN_INCH))
    painter.setFont(font)
    text = painter.fontMetrics().boundingRect(mark).size()
    pad = round(dpi / _MM_AN_INCH)
    right = round(document.pagePointSize(page).width() / _POINTS_AN_INCH * dpi)
    right -= round(_MARK_RIGHT_MM * dpi / _MM_AN_INCH)
    box = QRect(0, 0, text.width() + 2 * pad, text.height() + pad)
    box.moveTopRight(QPoint(right, round(_MARK_TOP_MM * dpi / _MM_AN_INCH)))
    painter.setPen(QPen(Qt.GlobalColor.black, dpi / 150))
    painter.drawRect(box)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, mark)
