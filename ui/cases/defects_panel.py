"""The defects of a case, and what the customer says he did about each."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QFrame

from app.clock import CHINA, SystemClock
from app.domain.defect import Defect
from app.views.cases import CasePage
from ui.parts.widgets import Badge, ValueButton, button, card, clear, column, entry, label, row
from ui.wording import defect_state, severity
from ui.words import tr


class DefectsPanel(QFrame):
    """Each defect with its state; one form to note what was put right.

    Signals:
        fixed: the customer reported a defect put right; carries its id, the words and the day.
        shown_fixed: photos of it; carries the id of the defect and the paths.
        reinspection_wanted: the customer asks to be inspected again.
    """

    fixed = Signal(str, str, str)
    shown_fixed = Signal(str, list)
    reinspection_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("defects_panel")
        self._fixing = ""
        self._named: dict[str, str] = {}
        self._lines = column(margin=0)
        self._text = entry("fix_text", tr("客户做了什么"))
        self._day = entry("fix_day", tr("完成日期，如 2026-12-01"))
        self._photo = button(tr("选照片"), "fix_photo", picture="camera")
        self._photo.clicked.connect(self._choose)
        done = button(tr("保存"), "fix_done", primary=True)
        done.clicked.connect(self._done)
        away = button(tr("取消"), "fix_leave")
        away.clicked.connect(self._leave)
        self._form = QFrame()
        inner = column(self._form, margin=0)
        self._which = label("", quiet=True)
        inner.addWidget(self._which)
        inner.addLayout(row(self._text, self._day, stretch=0))
        inner.addLayout(row(self._photo, done, away))
        self._form.hide()
        self._ask = button(tr("客户申请复检"), "ask_reinspection", picture="send")
        self._ask.clicked.connect(self.reinspection_wanted)
        words = tr("整改完成后，由客户经理或营业厅人员为客户申请复检。")
        self._others = label(words, quiet=True, name="others_ask")
        layout = column(self, margin=0)
        layout.addWidget(card(self._lines, self._form, row(self._ask), self._others))

    def show_page(self, page: CasePage) -> None:
        """Show the defects of this case; what is being typed is left alone."""
        clear(self._lines)
        standing = [defect for defect in page.defects if defect.stands]
        title = tr("缺陷：{} 条待整改", len(standing)) if standing else tr("缺陷：均已整改")
        self._lines.addWidget(label(title, size=2, name="defects"))
        missed = sum(bool(defect.missed) for defect in page.defects)
        if missed:
            self._lines.addWidget(label(tr("其中首次检验漏检 {} 条", missed), quiet=True))
        self._named = {d.id: f"{d.number}　{d.description}".strip() for d in page.defects}
        for defect in page.defects:
            self._lines.addWidget(self._line(defect))
        self._ask.setVisible(page.awaits_reinspection and page.may_ask_again)
        self._others.setVisible(page.awaits_reinspection and not page.may_ask_again)

    def add_photos(self, paths: Sequence[Path]) -> None:
        """Take these files as photos of what was put right."""
        self.shown_fixed.emit(self._fixing, list(paths))

    def _line(self, defect: Defect) -> QFrame:
        state = Badge(f"defect_{defect.id}")
        state.say(defect_state(defect.state), "warn" if defect.stands else "good")
        place = "　".join(filter(None, (defect.number, severity(defect.severity), defect.location)))
        facts = label(f"{place}　{defect.description}")
        made = QFrame()
        inner = column(made, margin=0)
        line = row(facts, state, stretch=0)
        if defect.stands:
            text = tr("修改整改情况") if defect.is_reported_fixed else tr("记录整改情况")
            note = ValueButton(defect.id, text, f"fix_{defect.id}", "pen-line")
            note.picked.connect(self._open)
            line.addWidget(note)
        inner.addLayout(line)
        if defect.fix is not None:
            said = tr("客户报：{0}（{1}）", defect.fix.text, defect.fix.fixed_on)
            inner.addWidget(label(said, quiet=True))
        if defect.rounds and defect.stands:
            inner.addWidget(label(tr("已复检 {} 次，仍未整改到位", defect.rounds), quiet=True))
        return made

    def _open(self, defect_id: str) -> None:
        if defect_id != self._fixing:
            self._text.clear()
        self._fixing = defect_id
        self._which.setText(self._named.get(defect_id, ""))
        if not self._day.text():
            self._day.setText(SystemClock().now().astimezone(CHINA).date().isoformat())
        self._form.show()
        self._text.setFocus()

    def _leave(self) -> None:
        self._form.hide()
        self._text.clear()

    def _done(self) -> None:
        self.fixed.emit(self._fixing, self._text.text(), self._day.text())

    def close_form(self) -> None:
        """It is kept: the form is not needed any more."""
        self._leave()

    def _choose(self) -> None:
        paths, _ = QFileDialog.getOpenFileNames(
            self, tr("选择照片"), "", tr("照片 (*.jpg *.jpeg *.png);;所有文件 (*)")
        )
        if paths:
            self.add_photos([Path(path) for path in paths])
