"""Pause a case with its reason and evidence, let it go on again, note a visit in vain."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QFrame

from app.domain.names import IN_VAIN_NAMES, PAUSE_NAMES
from app.domain.process import Status
from app.domain.survey import Outcome
from app.views.cases import CasePage
from ui.naming import day
from ui.parts.choice import BigCombo
from ui.parts.widgets import button, column, entry, label, row
from ui.words import tr

_VISITS: Mapping[Status, str] = {
    Status.SURVEY: "survey.failed",
    Status.INSPECTION: "completion.visit_failed",
}
_SUSPEND, _RESUME = "application.suspended", "application.resumed"
_ENDED = ("ENERGISED", "ARCHIVED", "CLOSED", "REJECTED", "TERMINATED", "WITHDRAWN")


class PausePanel(QFrame):
    """What stands, and one small form for either deed.

    Signals:
        noted: an event is to be noted; carries an Outcome and the paths of its photos.
    """

    noted = Signal(object, list)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("pause")
        self._code, self._case_id, self._paused = "", "", ""
        self._status = Status.DRAFT
        self._photos: list[Path] = []
        self._stands = label("", name="pause_stands")
        self._suspend = button(tr("办理中止"), "pause_suspend", picture="clock")
        self._suspend.clicked.connect(lambda: self._open(_SUSPEND, PAUSE_NAMES))
        self._resume = button(tr("办理恢复"), "pause_resume", primary=True, picture="clock")
        self._resume.clicked.connect(lambda: self.noted.emit(Outcome(_RESUME, {}), []))
        self._vain = button(tr("到场未能进行"), "pause_vain", picture="triangle-alert")
        self._vain.clicked.connect(self._open_vain)
        self._form = self._made_form()
        layout = column(self, margin=0)
        layout.addWidget(self._stands)
        layout.addLayout(row(self._suspend, self._resume, self._vain))
        layout.addWidget(self._form)

    def show_page(self, page: CasePage) -> None:
        """Show whether the case is paused; what is being typed stays until it is noted."""
        state = page.state
        moved = (page.case.id, state.suspended) != (self._case_id, self._paused)
        if moved or state.status is not self._status:
            self._leave()
        self._case_id, self._status, self._paused = page.case.id, state.status, state.suspended
        self._stands.setText(_stands(page))
        ended = state.status in _ENDED
        may = page.may_say
        self._suspend.setVisible(not ended and not state.suspended and _SUSPEND in may)
        self._resume.setVisible(not ended and bool(state.suspended) and _RESUME in may)
        self._vain.setVisible(_VISITS.get(state.status, "") in may)

    def add_photos(self, paths: Sequence[Path]) -> None:
        """Take these files along as evidence."""
        self._photos += paths
        self._count.setText(tr("{} 张照片", len(self._photos)) if self._photos else "")

    def _made_form(self) -> QFrame:
        self._title = label("", size=2)
        self._reason = BigCombo("pause_reason", tr("原因"))
        self._evidence = entry("pause_evidence", tr("依据，如客户书面申请的编号或内容"))
        self._until = entry("pause_until", tr("预计恢复日期，如 2026-12-01"))
        self._photo = button(tr("选照片"), "pause_photo", picture="camera")
        self._photo.clicked.connect(self._choose)
        self._count = label("", quiet=True)
        self._hint = label("", quiet=True)
        done = button(tr("确定"), "pause_done", primary=True)
        done.clicked.connect(self._done)
        away = button(tr("取消"), "pause_leave")
        away.clicked.connect(self._leave)
        form = QFrame()
        inner = column(form, margin=0)
        for widget in (self._title, self._reason, self._evidence, self._until, self._hint):
            inner.addWidget(widget)
        inner.addLayout(row(self._photo, self._count, stretch=1))
        inner.addLayout(row(done, away))
        form.hide()
        return form

    def _open_vain(self) -> None:
        code = _VISITS[self._status]
        late = {"revisit"} if code == "completion.visit_failed" else {"revisit", "unsafe"}
        self._open(code, {k: name for k, name in IN_VAIN_NAMES.items() if k not in late})

    def _open(self, code: str, reasons: Mapping[str, str]) -> None:
        self._leave()
        self._code = code
        pausing = code == _SUSPEND
        self._title.setText(tr("办理中止") if pausing else tr("到场未能进行"))
        for value, name in reasons.items():
            self._reason.addItem(tr(name), value)
        self._until.setVisible(pausing)
        self._evidence.setVisible(pausing)
        self._hint.setText(
            tr("客户能看到中止的原因和预计恢复日期；内部审批、缺料、请假不能中止。")
            if pausing
            else tr("须拍照为证；因客户原因的，计时随之中止，到再次到场完成为止。")
        )
        self._form.show()
        self._reason.setFocus()

    def _leave(self) -> None:
        self._code = ""
        self._reason.clear()
        self._evidence.clear()
        self._until.clear()
        self._photos = []
        self._count.setText("")
        self._form.hide()

    def _choose(self) -> None:
        paths, _ = QFileDialog.getOpenFileNames(
            self, tr("选择照片"), "", tr("照片 (*.jpg *.jpeg *.png);;所有文件 (*)")
        )
        self.add_photos([Path(path) for path in paths])

    def _done(self) -> None:
        facts = {"reason": str(self._reason.currentData())}
        if self._code == _SUSPEND:
            facts["evidence"] = self._evidence.text().strip()
            facts["expected_resume"] = self._until.text().strip()
        self.noted.emit(Outcome(self._code, facts), list(self._photos))


def _stands(page: CasePage) -> str:
    """Why it is paused, since when and until when."""
    if not page.state.suspended:
        return tr("计时没有中止")
    event = page.state.last(_SUSPEND)
    reason = tr(PAUSE_NAMES.get(page.state.suspended, page.state.suspended))
    since = day(event.occurred_at) if event else ""
    until = event.facts.get("expected_resume", "") if event else ""
    if until:
        return tr("已中止：{0}（自 {1}，预计 {2} 恢复）", reason, since, until)
    return tr("已中止：{0}（自 {1}）", reason, since)
