"""The progress of the customer's own works: what is known of it, and a line to note more."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QWidget

from app.domain.progress import (
    MILESTONE_NAMES,
    SOURCE_NAMES,
    TRACKED_AT,
    Milestone,
    Progress,
    ProgressSource,
    ProgressTold,
)
from app.ids import CaseId
from app.views.cases import CasePage
from ui.naming import minute
from ui.parts.choice import BigCombo
from ui.parts.widgets import Segments, button, clear, column, entry, label, row
from ui.parts.words_line import WordsLine, WordsWatch
from ui.words import tr


class ProgressPanel(QFrame):
    """The log of one case, newest first, and the form of a new entry.

    Signals:
        noted: something is to be noted; carries ProgressTold and the paths of its photos.
    """

    noted = Signal(object, list)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("progress")
        self._case_id = CaseId("")
        self._known = 0
        self._photos: list[Path] = []
        self._watch = WordsWatch(self)
        self._lines = column(margin=0)
        self._form = self._made_form()
        self._add = button(tr("记录进度"), "progress_add", picture="plus")
        self._add.clicked.connect(self._open)
        layout = column(self, margin=0)
        layout.addLayout(self._lines)
        layout.addWidget(self._form)
        layout.addLayout(row(self._add))

    def show_page(self, page: CasePage) -> None:
        """Show the log; what is being typed into a new entry is left alone until it is kept."""
        other = page.case.id != self._case_id
        if other or len(page.progress) > self._known:
            self._clear_form()
        self._case_id, self._known = page.case.id, len(page.progress)
        if page.guard is not None:
            self._watch.show_guard(page.guard, self._watch.reasons)
        clear(self._lines)
        for noted in reversed(page.progress):
            self._lines.addWidget(_told(noted))
        if not page.progress:
            self._lines.addWidget(label(tr("还没有记录"), quiet=True))
        tracked = page.state.status in TRACKED_AT
        self._add.setVisible(tracked and self._form.isHidden())
        if not tracked:
            self._form.hide()

    def add_photos(self, paths: Sequence[Path]) -> None:
        """Take these files along as photos of the entry."""
        self._photos += paths
        self._show_count()

    def _made_form(self) -> QFrame:
        self._milestone = BigCombo("progress_milestone", tr("工程进度"))
        for milestone, name in MILESTONE_NAMES.items():
            self._milestone.addItem(tr(name), milestone.value)
        self._source = Segments(
            {s.value: tr(n) for s, n in SOURCE_NAMES.items()}, "progress_source"
        )
        self._planned = entry("progress_planned", tr("客户计划日期，如 2026-12-01（没有说可不填）"))
        self._blocker = entry("progress_blocker", tr("受阻情况（只记事实）"))
        self._words = WordsLine("blocker_text", self._watch)
        self._blocker.textChanged.connect(self._words.look)
        self._add_photo = button(tr("选照片"), "progress_photo", picture="camera")
        self._add_photo.clicked.connect(self._choose)
        self._count = label("", quiet=True)
        done = button(tr("保存记录"), "progress_done", primary=True)
        done.clicked.connect(self._done)
        away = button(tr("取消"), "progress_leave")
        away.clicked.connect(self._leave)
        form = QFrame()
        inner = column(form, margin=0)
        inner.addWidget(
            label(tr("只记录客户自主工程的进度，不作指示，不涉及单位和价格。"), quiet=True)
        )
        inner.addLayout(row(self._milestone, self._planned, stretch=1))
        inner.addWidget(self._source)
        inner.addWidget(self._blocker)
        inner.addWidget(self._words)
        inner.addLayout(row(self._add_photo, self._count, stretch=1))
        inner.addLayout(row(done, away))
        form.hide()
        return form

    def _open(self) -> None:
        self._form.show()
        self._add.hide()
        self._milestone.setFocus()

    def _leave(self) -> None:
        self._clear_form()
        self._add.show()

    def _clear_form(self) -> None:
        self._form.hide()
        self._source.show_value(ProgressSource.CUSTOMER_TOLD.value)
        self._milestone.setCurrentIndex(0)
        self._planned.clear()
        self._blocker.clear()
        self._watch.reasons = {}
        self._photos = []
        self._show_count()

    def _show_count(self) -> None:
        self._count.setText(tr("{} 张照片", len(self._photos)) if self._photos else "")

    def _choose(self) -> None:
        paths, _ = QFileDialog.getOpenFileNames(
            self, tr("选择照片"), "", tr("照片 (*.jpg *.jpeg *.png);;所有文件 (*)")
        )
        self.add_photos([Path(path) for path in paths])

    def _done(self) -> None:
        self._words.keep_now()
        told = ProgressTold(
            case_id=self._case_id,
            source=ProgressSource(self._source.value or ProgressSource.CUSTOMER_TOLD),
            milestone=Milestone(str(self._milestone.currentData())),
            planned_date=self._planned.text().strip(),
            blocker_text=self._blocker.text().strip(),
            reasons={key: reason for key, reason in self._watch.reasons.items() if reason},
        )
        self.noted.emit(told, list(self._photos))


def _told(noted: Progress) -> QWidget:
    """One entry in a line or two."""
    planned = tr("计划 {}", noted.planned_date) if noted.planned_date else ""
    photos = tr("{} 张照片", len(noted.photos)) if noted.photos else ""
    facts = (tr(SOURCE_NAMES[noted.source]), planned, noted.blocker_text, photos)
    words = "　".join(filter(None, facts))
    return label(f"{minute(noted.logged_at)}　{tr(MILESTONE_NAMES[noted.milestone])}　{words}")
