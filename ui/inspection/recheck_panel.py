"""What a re-inspection is about: the defects it looks at, what is waived, what is added."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from app.domain.defect import Defect
from app.views.visits import InspectionPage
from ui.parts.choice import BigCombo
from ui.parts.widgets import (
    Badge,
    ValueButton,
    button,
    card,
    clear,
    column,
    entry,
    label,
    row,
)
from ui.wording import defect_state, severity
from ui.words import tr


class RecheckPanel(QFrame):
    """The scope of a re-inspection, in the first section of the visit.

    Signals:
        added: one more question is to be asked; carries all that were added, as places.
        waived: a suggestion is not asked for any more; carries the id of the defect and why.
        unwaived: it is asked for after all; carries the id of the defect.
    """

    added = Signal(tuple)
    waived = Signal(str, str)
    unwaived = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("recheck")
        self._page: InspectionPage | None = None
        self._waiving = ""
        self._lines = column(margin=0)
        self._reason = entry("waive_reason", tr("不再要求的理由"))
        done = button(tr("确定"), "waive_done", primary=True)
        done.clicked.connect(self._waive)
        away = button(tr("取消"), "waive_leave")
        away.clicked.connect(self._leave)
        self._form = QFrame()
        column(self._form, margin=0).addLayout(row(self._reason, done, away, stretch=0))
        self._form.hide()
        self._more = BigCombo("recheck_more", tr("加查一项"))
        self._add = button(tr("加查这一项"), "recheck_add", picture="plus")
        self._add.clicked.connect(self._added)
        self._beyond = QFrame()
        column(self._beyond, margin=0).addLayout(row(self._more, self._add, stretch=0))
        layout = column(self, margin=0)
        title = label(tr("复检范围：上次留下的缺陷"), size=2)
        note = label(tr("发现新的安全问题，可加查一项；须说明是新出现还是上次漏检。"), quiet=True)
        layout.addWidget(card(title, self._lines, self._form, note, self._beyond))

    def show_page(self, page: InspectionPage) -> None:
        """Show the scope of this visit; nothing where it is no re-inspection."""
        self._page = page
        self.setVisible(page.inspection.is_recheck)
        if not page.inspection.is_recheck:
            return
        clear(self._lines)
        for defect in page.defects:
            if defect.inspection_id != page.inspection.id:
                self._lines.addWidget(self._line(defect))
        chosen = self._more.currentData()
        self._more.clear()
        self._more.addItem(tr("请选择"), "")
        for question in page.beyond:
            name = f"{tr(question.item.zh)}　{question.device_label}".strip()
            self._more.addItem(name, question.place)
        self._more.setCurrentIndex(max(self._more.findData(chosen), 0))
        self._beyond.setVisible(page.is_draft)

    def _line(self, defect: Defect) -> QFrame:
        assert self._page is not None
        state = Badge(f"recheck_{defect.id}")
        state.say(defect_state(defect.state), "warn" if defect.stands else "good")
        words = f"{defect.number}　{severity(defect.severity)}　{defect.description}".strip()
        told = label(words)
        made = QFrame()
        line = row(told, state, stretch=0)
        if self._page.is_draft and not defect.is_grave:
            waived = defect.waiver is not None
            text = tr("恢复检查") if waived else tr("不再要求")
            change = ValueButton(defect.id, text, f"waive_{defect.id}")
            change.picked.connect(self.unwaived if waived else self._open)
            line.addWidget(change)
        made.setLayout(line)
        return made

    def _open(self, defect_id: str) -> None:
        self._waiving = defect_id
        self._form.show()
        self._reason.setFocus()

    def _leave(self) -> None:
        self._form.hide()
        self._reason.clear()

    def _waive(self) -> None:
        self.waived.emit(self._waiving, self._reason.text())
        self._leave()

    def _added(self) -> None:
        place = str(self._more.currentData() or "")
        if self._page is not None and place:
            self.added.emit((*self._page.inspection.also, place))
