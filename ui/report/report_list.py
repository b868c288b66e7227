"""All papers of this tablet: the list, and beside it the one that is looked at."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.documents.verify import Verification
from app.views.papers import ReportPage, ReportRow
from ui.naming import day, form_name
from ui.parts.widgets import (
    Badge,
    Segments,
    ValueButton,
    button,
    clear,
    column,
    label,
    row,
    scrolled,
)
from ui.report.blank_forms import BlankForms
from ui.report.day_print import DayPrint
from ui.report.file_check import FileCheck
from ui.report.paper_panel import PaperPanel
from ui.report.state_words import state_of
from ui.theme import SPACE
from ui.words import tr

_BESIDE_PX = 1000
_LIST_PX = 400


class ReportList(QWidget):
    """The page of all papers.

    Signals:
        chosen: the person wants to look at a paper; carries its id.
        check_wanted: the shown paper is to be judged.
        print_wanted: it is to be printed: bytes, printer, pages, marks.
        stop_wanted: the printing is to end.
        copy_wanted: a copy of the file is wanted: bytes and path.
        sign_wanted: the paper is to be signed; carries its id.
        day_wanted: the papers of a day are to be printed together.
    """

    chosen = Signal(str)
    check_wanted = Signal()
    print_wanted = Signal(bytes, QPrinter, tuple, tuple)
    stop_wanted = Signal()
    copy_wanted = Signal(bytes, Path)
    sign_wanted = Signal(str)
    day_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self._rows: tuple[ReportRow, ...] = ()
        self._case_id, self._report_id = "", ""
        self._is_day = False
        self._scope = Segments({"case": tr("本工单"), "all": tr("全部")}, "scope")
        self._scope.show_value("all")
        self._scope.chosen.connect(self._scope_chosen)
        self._state = Segments(
            {"any": tr("不限"), "open": tr("待签字"), "sealed": tr("已封存")}, "state"
        )
        self._state.show_value("any")
        self._state.chosen.connect(self._state_chosen)
        body = QFrame()
        self._list = column(body, margin=0)
        self._left = QFrame()
        left = column(self._left, margin=0)
        left.addWidget(label(tr("报告"), size=8, name="title"))
        left.addWidget(self._scope)
        left.addWidget(self._state)
        left.addWidget(scrolled(body, "report_scroll"), 1)
        self.file_check = FileCheck()
        left.addWidget(self.file_check)
        self.blank_forms = BlankForms()
        left.addWidget(self.blank_forms)
        whole_day = button(tr("打印一天的报告"), "print_day", picture="printer")
        whole_day.clicked.connect(self.day_wanted)
        left.addWidget(whole_day)
        self.day_print = DayPrint()
        self.day_print.left.connect(self._day_left)
        self._paper = PaperPanel()
        self._paper.check_wanted.connect(self.check_wanted)
        self._paper.print_wanted.connect(self.print_wanted)
        self._paper.stop_wanted.connect(self.stop_wanted)
        self._paper.copy_wanted.connect(self.copy_wanted)
        self._paper.sign_wanted.connect(self.sign_wanted)
        self._paper.left.connect(self._back_to_list)
        self._hint = label(tr("在左边选一份报告，在这里预览、打印、验证。"), quiet=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(*[2 * SPACE] * 4)
        layout.setSpacing(2 * SPACE)
        layout.addWidget(self._left)
        layout.addWidget(self._paper, 1)
        layout.addWidget(self.day_print, 1)
        layout.addWidget(self._hint, 1)
        self._arrange()

    def show_case(self, case_id: str) -> None:
        """Offer the papers of this case alone, where one is open."""
        self._case_id = case_id
        self._scope.setVisible(bool(case_id))
        if not case_id:
            self._scope.show_value("all")
        self._show_list()

    def show_rows(self, rows: Sequence[ReportRow]) -> None:
        """Show these papers, or say how one comes about."""
        self._rows = tuple(rows)
        self._show_list()
        self.day_print.show_rows(rows)
        if self._report_id:
            self._paper.show_row(self._row(self._report_id))

    def show_paper(self, page: ReportPage) -> None:
        """Show this paper beside the list, or instead of it."""
        self._report_id, self._is_day = page.report.id, False
        self.file_check.fold()
        self._paper.show_page(page, self._row(page.report.id))
        self._show_list()
        self._arrange()

    def show_day(self, today: date) -> None:
        """Offer the papers of this day to be printed together."""
        self._report_id, self._is_day = "", True
        self.day_print.show_day(today, today)
        self._show_list()
        self._arrange()

    def show_check(self, verdict: Verification) -> None:
        """Show what was checked, and what came of it."""
        self._paper.show_check(verdict)

    def show_printing(self, done: int, total: int) -> None:
        """Show how far the printing has got."""
        self._paper.show_printing(done, total)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Held upright, the list gives way to the paper."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        beside, paper = self.width() >= _BESIDE_PX, bool(self._report_id)
        self._left.setVisible(beside or not (paper or self._is_day))
        self._paper.setVisible(paper)
        self.day_print.setVisible(self._is_day)
        self._hint.setVisible(beside and not (paper or self._is_day))
        self._paper.offer_way_back(not beside)
        self._left.setMinimumWidth(_LIST_PX if beside else 0)
        self._left.setMaximumWidth(_LIST_PX if beside else 16_777_215)

    def _show_list(self) -> None:
        clear(self._list)
        shown = [each for each in self._rows if self._is_wanted(each)]
        for each in shown:
            made = _PaperCard(each)
            made.setChecked(each.report.id == self._report_id)
            made.picked.connect(self.chosen)
            self._list.addWidget(made)
        if not shown:
            self._list.addWidget(label(_why_empty(self._rows), quiet=True, name="empty"))

    def _is_wanted(self, each: ReportRow) -> bool:
        if self._scope.value == "case" and each.case.id != self._case_id:
            return False
        is_open = not each.is_sealed and each.newer is None
        return {"open": is_open, "sealed": each.is_sealed}.get(self._state.value, True)

    def _row(self, report_id: str) -> ReportRow | None:
        return next((each for each in self._rows if each.report.id == report_id), None)

    def _scope_chosen(self, value: str) -> None:
        self._scope.show_value(value or "all")
        self._show_list()

    def _state_chosen(self, value: str) -> None:
        self._state.show_value(value or "any")
        self._show_list()

    def _day_left(self) -> None:
        self._is_day = False
        self._arrange()

    def _back_to_list(self) -> None:
        self._report_id = ""
        self._show_list()
        self._arrange()


class _PaperCard(ValueButton):
    """One paper as a large button."""

    def __init__(self, shown: ReportRow) -> None:
        report = shown.report
        super().__init__(report.id, name=f"paper_{report.doc_no}")
        self.setCheckable(True)
        self.setProperty("row", True)
        words, meaning = state_of(shown)
        self.setAccessibleName(f"{report.doc_no} {words}")
        state = Badge("paper_state")
        state.say(words, meaning)
        version = tr("第 {0} 版 · {1}", report.revision, day(report.issued_at))
        layout = QVBoxLayout()
        layout.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        layout.setSpacing(SPACE // 2)
        layout.addWidget(label(form_name(report.form), size=1))
        layout.addWidget(label(shown.case.customer.name))
        layout.addWidget(label(report.doc_no, quiet=True))
        layout.addLayout(row(label(version, quiet=True), state, stretch=0))
        self.hold(layout)


def _why_empty(rows: Sequence[ReportRow]) -> str:
    if rows:
        return tr("没有这样的报告。")
    return tr("还没有报告。完成一次检验并出具意见单后，会列在这里。")
