"""Prints several papers one after the other: each noted, each told, none stopping the next."""

from collections import deque
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtPrintSupport import QPrinter

from app.actions.note_print import note_print
from app.views.papers import report_page
from app.workspace import Workspace
from ui.background import Background
from ui.report.printing import Order, Stop, fit_to, is_two_sided, print_order, sheets_in

_Ready = tuple[str, bytes, int, QSize]
"""Number of the paper, its PDF with the strokes in it, how many pages, the size of the first."""


class DayPrinting(QObject):
    """Between the panel that chooses papers and the printer.

    Each paper is a job of its own: it has the size of its own pages, begins on a sheet of its own,
    and one that the printer refuses takes no other with it.

    Signals:
        moved: this paper (by its id) is at sheet so many of so many.
        printed: this paper came out, in so many sheets.
        failed: this paper did not; carries the sentence.
        ended: nothing is printed any more.
    """

    moved = Signal(str, int, int)
    printed = Signal(str, int)
    failed = Signal(str, str)
    ended = Signal()

    def __init__(self, ws: Workspace, background: Background) -> None:
        super().__init__()
        self._ws, self._background = ws, background
        self._waiting: deque[str] = deque()
        self._printer: QPrinter | None = None
        self._marks: tuple[str, ...] = ()
        self._file: Path | None = None
        self._stop = Stop()

    @property
    def is_busy(self) -> bool:
        """Whether papers are being printed."""
        return self._printer is not None

    def print_papers(self, ids: Sequence[str], printer: QPrinter, marks: tuple[str, ...]) -> None:
        """Print these papers in this order, each once for each mark."""
        if self.is_busy:
            return
        self._waiting, self._printer, self._marks = deque(ids), printer, marks
        self._file = Path(printer.outputFileName()) if printer.outputFileName() else None
        self._stop = Stop()
        self._next()

    def stop(self) -> None:
        """End it after the sheet that is being drawn; what waits is not begun."""
        self._stop.asked = True

    def _next(self) -> None:
        if self._printer is None:
            return
        if self._background.ending:  # the lanes take nothing more, and nobody looks any more
            self._printer = None
            return
        if self._stop.asked or not self._waiting:
            self._waiting.clear()
            self._printer = None
            self.ended.emit()
            return
        report_id = self._waiting.popleft()
        self._background.deed(
            _make_ready,
            self._ws,
            report_id,
            self._marks,
            self._printer.printerName(),
            done=partial(self._print, report_id),
            failed=partial(self._fail, report_id),
            touches=False,
        )

    def _print(self, report_id: str, ready: _Ready) -> None:
        doc_no, pdf, count, size = ready
        if self._printer is None:
            return
        if self._stop.asked or self._background.ending:
            self._next()
            return
        if self._file is not None:  # a printer that writes files: one for each paper
            name = f"{self._file.stem}-{doc_no}{self._file.suffix}"
            self._printer.setOutputFileName(str(self._file.with_name(name)))
        fit_to(self._printer, size)
        both = is_two_sided(self._printer)
        pages = tuple(range(count))
        order = Order(pdf, self._printer, pages, self._marks, self._stop, both)
        self._background.print_paper(
            print_order,
            order,
            partial(self.moved.emit, report_id),
            done=partial(self._done, report_id, count * len(self._marks)),
            failed=partial(self._fail, report_id),
        )

    def _done(self, report_id: str, wanted: int, sheets: int) -> None:
        if sheets == wanted:
            self.printed.emit(report_id, sheets)
        self._next()

    def _fail(self, report_id: str, words: str) -> None:
        self.failed.emit(report_id, words)
        self._next()


def _make_ready(ws: Workspace, report_id: str, marks: tuple[str, ...], printer: str) -> _Ready:
    """Read the paper, and have the trail hear of it before its first sheet."""
    page = report_page(ws, report_id)
    count, size = sheets_in(page.seen)
    note_print(ws, report_id, range(count), marks, printer)
    return page.report.doc_no, page.seen, count, size
