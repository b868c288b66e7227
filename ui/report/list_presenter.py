"""What the page of all papers asks of the app: list, show, judge, print, save."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtPrintSupport import QPrinter

from app.actions.check_file import check_file
from app.actions.check_report import check_report
from app.actions.draw_blank_form import draw_blank_form, save_blank_form
from app.actions.export_paper import export_paper
from app.actions.note_print import note_print
from app.clock import CHINA
from app.views.papers import report_page, report_rows
from app.workspace import Workspace
from ui.background import Background
from ui.report.day_presenter import DayPrinting
from ui.report.printing import (
    Order,
    Stop,
    is_two_sided,
    pages_asked,
    print_order,
    sheets_in,
)
from ui.words import tr


class PapersPresenter(QObject):
    """Between the page of all papers and the actions.

    Signals:
        listed: every paper on this tablet.
        opened: one paper with its PDF.
        checked: the verdict on the open paper.
        printing: how many sheets of how many are done; 0 of 0 when it has ended.
        saved: a copy lies at this path.
        refused: something cannot be done; carries the sentence.
        file_checked: what was found in a file that somebody brought; carries the CheckedFile.
        day_opened: the papers of a day may be chosen; carries today.
    """

    listed = Signal(tuple)
    opened = Signal(object)
    checked = Signal(object)
    printing = Signal(int, int)
    saved = Signal(str)
    refused = Signal(str)
    file_checked = Signal(object)
    day_opened = Signal(object)

    def __init__(self, ws: Workspace, background: Background) -> None:
        super().__init__()
        self._ws, self._background = ws, background
        self._report_id = ""
        self._stop = Stop()
        self._printer: QPrinter | None = None
        self.day = DayPrinting(ws, background)

    def open_day(self) -> None:
        """Offer the papers of today, or of another day, to be printed together."""
        self.day_opened.emit(self._ws.clock.now().astimezone(CHINA).date())

    def print_day(self, ids: tuple[str, ...], printer: QPrinter, marks: tuple[str, ...]) -> None:
        """Print these papers one after the other; not while another one is being printed."""
        if self._printer is None:
            self.day.print_papers(ids, printer, marks)
            return
        self.refused.emit(_busy())
        self.day.ended.emit()

    def read(self) -> None:
        """Read the list again."""
        self._background.deed(
            report_rows, self._ws, done=self.listed.emit, failed=self.refused.emit, touches=False
        )

    def open(self, report_id: str) -> None:
        """Show this paper."""
        self._report_id = report_id
        self._background.deed(
            report_page,
            self._ws,
            report_id,
            done=self.opened.emit,
            failed=self.refused.emit,
            touches=False,
        )

    def check(self) -> None:
        """Judge the open paper."""
        self._background.deed(
            check_report,
            self._ws,
            self._report_id,
            done=self.checked.emit,
            failed=self.refused.emit,
            touches=False,
        )

    def check_file(self, path: Path) -> None:
        """Judge a file that somebody brought, beside everything else."""
        self._background.read_file(
            check_file, self._ws, path, done=self.file_checked.emit, failed=self.refused.emit
        )

    def print_copies(
        self, pdf: bytes, printer: QPrinter, pages: tuple[int, ...], marks: tuple[str, ...]
    ) -> None:
        """Print these pages once for each mark; one order at a time."""
        if self._printer is not None:
            return
        if self.day.is_busy:
            self.refused.emit(_busy())
            return
        self._printer, self._stop = printer, Stop()
        order = Order(pdf, printer, pages, marks, self._stop, is_two_sided(printer))
        self._background.deed(
            note_print,
            self._ws,
            self._report_id,
            pages,
            marks,
            printer.printerName(),
            done=partial(self._print, order),
            failed=self._not_printed,
            touches=False,
        )

    def print_blank(self, form: str, printer: QPrinter) -> None:
        """Print a form with nothing on it; one order at a time."""
        if self._printer is not None or self.day.is_busy:
            self.refused.emit(_busy())
            return
        self._printer, self._stop = printer, Stop()
        self._background.read_file(
            draw_blank_form,
            self._ws.reference,
            form,
            self._ws.who.org,
            done=self._print_drawn,
            failed=self._not_printed,
        )

    def save_blank(self, form: str, path: Path) -> None:
        """Write a form with nothing on it."""
        self._background.read_file(
            save_blank_form,
            self._ws.reference,
            form,
            self._ws.who.org,
            path,
            done=self.saved.emit,
            failed=self.refused.emit,
        )

    def stop_printing(self) -> None:
        """End it after the sheet that is being drawn."""
        self._stop.asked = True

    def save_copy(self, pdf: bytes, path: Path) -> None:
        """Write a copy of the paper."""
        self._background.deed(
            export_paper,
            self._ws,
            self._report_id,
            pdf,
            path,
            done=self.saved.emit,
            failed=self.refused.emit,
            touches=False,
        )

    def _print(self, order: Order, _noted: object) -> None:
        if self._background.ending:  # the lanes take nothing more
            self._printer = None
            return
        self._background.print_paper(
            print_order,
            order,
            self.printing.emit,
            done=self._printed,
            failed=self._not_printed,
        )

    def _print_drawn(self, pdf: bytes) -> None:
        printer = self._printer
        if printer is not None:
            count, _ = sheets_in(pdf)
            pages = pages_asked(printer, count)
            order = Order(pdf, printer, pages, ("",), self._stop, is_two_sided(printer))
            self._print(order, None)

    def _printed(self, _sheets: int) -> None:
        self._printer = None
        self.printing.emit(0, 0)

    def _not_printed(self, words: str) -> None:
        self._printed(0)
        self.refused.emit(words)


def _busy() -> str:
    return tr("正在打印别的报告。请等它打完，或先按“停止”，再打印这些。")
