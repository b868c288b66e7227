"""The forms of a case that are no visit: those that are there, and those that may be begun now."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame

from app.domain.filing import Filing
from app.domain.form import Form
from app.domain.report import Report
from app.views.cases import CasePage
from ui.naming import form_name, minute
from ui.parts.choice import BigCombo
from ui.parts.widgets import Badge, ValueButton, button, clear, column, label, row
from ui.words import tr


class FilingPanel(QFrame):
    """What is filed in this case.

    Signals:
        wanted: a form that is there is to be opened; carries its id.
        begun: a form is to be begun; carries its code.
    """

    wanted = Signal(str)
    begun = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("filings")
        self._lines = column(margin=0)
        self._choice: QComboBox = BigCombo("form_choice", tr("可填写的单据"))
        self._begin = button(tr("开始填写"), "begin_filing", picture="plus")
        self._begin.clicked.connect(self._pressed)
        layout = column(self, margin=0)
        layout.addLayout(self._lines)
        layout.addLayout(row(self._choice, self._begin, stretch=0))

    def show_page(self, page: CasePage) -> None:
        """Show the forms of this case."""
        clear(self._lines)
        for filing in page.filings:
            self._lines.addWidget(self._line(filing, page))
        if not page.filings and not page.may_file:
            self._lines.addWidget(label(tr("这一环节没有需要填写的单据。"), quiet=True))
        self._offer(page.may_file)

    def _line(self, filing: Filing, page: CasePage) -> QFrame:
        papers = [report for report in page.reports if report.subject_id == filing.id]
        words, meaning = _state(filing, papers[-1] if papers else None, page)
        number = papers[-1].doc_no if papers else minute(filing.started_at)
        text = f"{form_name(filing.form.removesuffix('L'))}　{number}"
        shown = ValueButton(filing.id, text, f"filing_{filing.id}", "file-text")
        shown.picked.connect(self.wanted)
        state = Badge(f"filing_state_{filing.id}")
        state.say(words, meaning)
        holder = QFrame()
        holder.setLayout(row(shown, state, stretch=0))
        return holder

    def _offer(self, forms: Iterable[Form]) -> None:
        self._choice.clear()
        for form in forms:
            self._choice.addItem(f"{form.number}　{tr(form.zh)}", form.code)
        for part in (self._choice, self._begin):
            part.setVisible(self._choice.count() > 0)

    def _pressed(self) -> None:
        self.begun.emit(str(self._choice.currentData()))


def _state(filing: Filing, report: Report | None, page: CasePage) -> tuple[str, str]:
    """How far this form is, and what that means."""
    if filing.recorded_at is None:
        return tr("填写中"), "warn"
    if report is None:
        return tr("待出单"), "warn"
    signed = sum(each.report_id == report.id for each in page.signatures)
    if signed < len(report.expected):
        return tr("待签字 {0}/{1}", signed, len(report.expected)), "warn"
    return tr("已封存"), "good"
