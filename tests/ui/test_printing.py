"""What comes out of a printer is the paper itself: same pages, same size, same ink, one mark."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QBuffer, QByteArray, QSize
from PySide6.QtGui import QImage
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter

from app.documents.seen import as_seen
from app.errors import PrinterRefused
from tests.app.filed_papers import filing_pdf
from tests.app.sealed_papers import a_paper, sealed_paper
from ui.report.printing import (
    COPY_MARKS,
    Order,
    Stop,
    fit_to,
    pages_asked,
    print_order,
    render_page,
)

A4 = QSize(595, 842)
LOOK_DPI = 300
"""Fine enough that what is drawn of a fine picture stands where it stands."""


def opened(pdf: bytes) -> QPdfDocument:
    document = QPdfDocument()
    buffer = QBuffer(document)
    buffer.setData(QByteArray(pdf))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document.load(buffer)
    return document


def ink(document: QPdfDocument, page: int) -> np.ndarray:
    """How dark each spot of the page is, 0 to 255."""
    points = document.pagePointSize(page) * (LOOK_DPI / 72)
    size = QSize(round(points.width()), round(points.height()))
    picture = render_page(document, page, size)
    grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(grey.constBits(), np.uint8).reshape(grey.height(), grey.bytesPerLine())
    return 255 - rows[:, : grey.width()].astype(int)


def printed(folder: Path, marks: tuple[str, ...] = ("",), pages: tuple[int, ...] = (0, 1)) -> bytes:
    printer = a_printer(folder)
    order = Order(sealed_paper(), printer, pages, marks, Stop())
    told: list[tuple[int, int]] = []
    print_order(order, lambda done, total: told.append((done, total)))
    count = len(pages) * len(marks)
    assert told == [(done, count) for done in range(count + 1)]
    return (folder / "out.pdf").read_bytes()


def a_printer(folder: Path, dpi: int = 600) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(folder / "out.pdf"))
    printer.setResolution(dpi)
    fit_to(printer, A4)
    return printer


def test_each_page_comes_out_at_exactly_its_size(tmp_path: Path) -> None:
    original, copy = opened(sealed_paper()), opened(printed(tmp_path))
    assert copy.pageCount() == original.pageCount() == 2
    for page in range(2):
        before, after = ink(original, page), ink(copy, page)
        assert box_of(before) == pytest.approx(box_of(after), abs=1)
        assert likeness(before, after) > 0.98


def test_a_page_that_lies_on_its_side_comes_out_so_and_the_next_one_upright(tmp_path: Path) -> None:
    load_list = filing_pdf("F09")
    order = Order(load_list, a_printer(tmp_path, 150), (0, 1), ("",), Stop())
    print_order(order, lambda done, total: None)
    original, copy = opened(load_list), opened((tmp_path / "out.pdf").read_bytes())
    for page in range(2):
        before, after = original.pagePointSize(page), copy.pagePointSize(page)
        assert (before.width() > before.height()) == (page == 0)
        assert before.toSize() == after.toSize()
        assert box_of(ink(original, page)) == pytest.approx(box_of(ink(copy, page)), abs=4)


def test_a_paper_that_is_half_a_millimetre_off_would_be_found(tmp_path: Path) -> None:
    before = ink(opened(sealed_paper()), 0)
    moved = np.roll(before, 6, axis=0)
    assert likeness(before, moved) < 0.8


def test_each_copy_says_in_its_margin_whose_it_is(tmp_path: Path) -> None:
    copies = opened(printed(tmp_path, tuple(COPY_MARKS.values()), (0,)))
    plain = ink(opened(sealed_paper()), 0)
    assert copies.pageCount() == 2
    first, second = ink(copies, 0), ink(copies, 1)
    margin = round(14 / 25.4 * LOOK_DPI)
    assert not plain[:margin].any()
    for copy in (first, second):
        assert (copy[:margin] > 100).sum() > 500
        assert likeness(plain[margin:], copy[margin:]) > 0.98
    assert likeness(first[:margin], second[:margin]) < 0.9


def test_what_was_signed_by_hand_is_seen_and_printed(tmp_path: Path) -> None:
    field = (slice(int((842 - 180) / 72 * LOOK_DPI), int((842 - 100) / 72 * LOOK_DPI)), slice(None))
    blank, signed = opened(a_paper()), opened(as_seen(sealed_paper()))
    assert not ink(blank, 1)[field].any()
    assert (ink(signed, 1)[field] > 100).sum() > 500
    assert likeness(ink(blank, 0), ink(signed, 0)) > 0.999
    order = Order(as_seen(sealed_paper()), a_printer(tmp_path), (1,), ("",), Stop())
    print_order(order, lambda done, total: None)
    copy = opened((tmp_path / "out.pdf").read_bytes())
    assert likeness(ink(signed, 1)[field], ink(copy, 0)[field]) > 0.9


def test_a_file_that_cannot_be_parsed_is_shown_as_it_is() -> None:
    assert as_seen(b"%PDF-1.7 nothing") == b"%PDF-1.7 nothing"


def test_only_the_pages_that_were_asked_for_come_out(tmp_path: Path) -> None:
    printer = a_printer(tmp_path)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 9)
    assert pages_asked(printer, 2) == (1,)
    original, copy = opened(sealed_paper()), opened(printed(tmp_path, pages=(1,)))
    assert copy.pageCount() == 1
    assert likeness(ink(original, 1), ink(copy, 0)) > 0.98


def test_printing_stops_where_the_person_stops_it(tmp_path: Path) -> None:
    stop = Stop()

    def told(done: int, _total: int) -> None:
        stop.asked = done == 1

    order = Order(sealed_paper(), a_printer(tmp_path, 150), (0, 1), ("", ""), stop)
    assert print_order(order, told) == 2


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_takes_nothing_is_said(tmp_path: Path) -> None:
    printer = a_printer(tmp_path / "nowhere")
    with pytest.raises(PrinterRefused):
        print_order(Order(sealed_paper(), printer, (0,), ("",), Stop()), lambda done, total: None)


def likeness(one: np.ndarray, other: np.ndarray) -> float:
    """1 = the same ink in the same places; the paper of a printer may be a hair wider."""
    rows, columns = np.minimum(one.shape, other.shape)
    return float(np.corrcoef(one[:rows, :columns].ravel(), other[:rows, :columns].ravel())[0, 1])


def box_of(page: np.ndarray) -> tuple[int, int, int, int]:
    """Where the ink begins and ends: top, bottom, left, right."""
    rows, columns = np.nonzero((page > 100).any(1))[0], np.nonzero((page > 100).any(0))[0]
    return rows[0], rows[-1], columns[0], columns[-1]
