"""Today: my cases, soonest deadline first, in groups."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from app.views import CaseRow
from ui.naming import clock
from ui.parts.widgets import Badge, ValueButton, clear, column, label, row, scrolled
from ui.theme import SPACE, icon
from ui.wording import customer_class, status
from ui.words import tr


class CaseCard(ValueButton):
    """One case as a large button."""

    def __init__(self, shown: CaseRow) -> None:
        super().__init__(shown.id, name=f"case_{shown.application_no}")
        self.setAccessibleName(f"{shown.customer_name} {clock(shown.clock)}")
        layout = QVBoxLayout()
        layout.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        due = Badge("clock")
        due.setWordWrap(True)
        due.say(clock(shown.clock), _urgency(shown))
        stage = Badge("stage")
        stage.say(f"{status(shown.status)} · {customer_class(shown.customer_class)}")
        unsent = Badge("unsent")
        unsent.say(tr("{} 项待发送", shown.unsent) if shown.unsent else "", "warn")
        layout.addWidget(label(shown.customer_name, size=3))
        layout.addWidget(label(f"{shown.application_no}　{shown.address}", quiet=True))
        layout.addLayout(row(due, stage, unsent, stretch=0))
        self.hold(layout)


class CaseList(QWidget):
    """Today's list.

    Signals:
        chosen: the person tapped a case; carries its id.
        searched: the person typed; carries the text.
    """

    chosen = Signal(str)
    searched = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self._search = QLineEdit()
        self._search.setObjectName("search")
        self._search.setPlaceholderText(tr("搜索户名、地址、编号、电话"))
        self._search.setAccessibleName(tr("搜索"))
        self._search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self._search.textChanged.connect(self.searched)
        self._body = QFrame()
        self._rows = column(self._body, margin=0)
        layout = column(self)
        layout.addWidget(label(tr("今日"), size=8, name="title"))
        layout.addWidget(self._search)
        layout.addWidget(scrolled(self._body, "case_scroll"), 1)

    def show_rows(self, rows: Sequence[CaseRow]) -> None:
        """Show these cases, or say that there is none."""
        clear(self._rows)
        if not rows:
            words = (
                tr("没有找到这样的工单。")
                if self._search.text()
                else tr("今天没有分派给您的工单。联网同步后，新工单会出现在这里。")
            )
            self._rows.addWidget(label(words, quiet=True, name="empty"))
        group = ""
        for shown in rows:
            if (name := _group(shown)) != group:
                group = name
                self._rows.addWidget(label(name, quiet=True))
            made = CaseCard(shown)
            made.picked.connect(self.chosen)
            self._rows.addWidget(made)


def _urgency(shown: CaseRow) -> str:
    if shown.clock is None:
        return ""
    if shown.clock.overdue:
        return "bad"
    return "warn" if shown.clock.left <= 1 else "good"


def _group(shown: CaseRow) -> str:
    if shown.clock is None:
        return tr("无在途时限")
    if shown.clock.overdue:
        return tr("已超期")
    if shown.clock.left == 0:
        return tr("今天到期")
    return tr("本周") if shown.clock.left <= 5 else tr("以后")
