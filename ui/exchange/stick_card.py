"""The exchange where there is no network: what waits goes on a stick, the answer comes from one."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QFrame

from app.views.exchange import SyncPage
from sync.client.stick import ORIGINAL, Answered, Exported, StickLoad
from ui.parts.widgets import button, column, label, row
from ui.theme import target
from ui.wording import size
from ui.words import tr


class StickCard(QFrame):
    """Writes to a stick and takes an answer.

    Signals:
        asked: the person wants to write; `choose_place` then asks where.
        export_wanted: the file to write, and whether original photos go along.
        answer_wanted: the file with the centre's answer.
    """

    asked = Signal()
    export_wanted = Signal(Path, bool)
    answer_wanted = Signal(Path)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        self._waits = label(name="stick_waits")
        self._outcome = label(name="stick_outcome")
        self._outcome.hide()
        self._originals = QCheckBox()
        self._originals.setObjectName("stick_originals")
        self._originals.setChecked(True)
        self._originals.setMinimumHeight(target())
        self._write = button(tr("写到 U 盘"), "stick_write", picture="download")
        self._write.clicked.connect(self.asked)
        self._take = button(tr("导入回执"), "stick_answer", picture="upload")
        self._take.clicked.connect(self._choose_answer)
        said = tr(
            "把待发送的内容写成一个加密文件，交办公室在中心收件；再把回执文件拷回来，在这里导入。"
        )
        lines = column(self)
        lines.addWidget(label(tr("没有网络时，用 U 盘交换"), size=2))
        lines.addWidget(label(said, quiet=True))
        for part in (self._waits, self._originals, self._outcome):
            lines.addWidget(part)
        lines.addLayout(row(self._write, self._take))

    def show_page(self, page: SyncPage) -> None:
        """Say what would go on the stick."""
        waiting = page.files_waiting
        originals = [shelved for shelved in waiting if shelved.rank >= ORIGINAL]
        told = tr("记录 {0} 条，文件 {1} 个", page.queued, len(waiting))
        if waiting:
            told += tr("（{}）", size(sum(shelved.size for shelved in waiting)))
        self._waits.setText(told)
        bytes_of = size(sum(shelved.size for shelved in originals))
        self._originals.setText(tr("带上照片原件（{0} 张，{1}）", len(originals), bytes_of))
        self._originals.setVisible(bool(originals))
        self.setEnabled(page.joined)

    def choose_place(self, load: StickLoad) -> None:
        """Ask where the file shall be."""
        path, _ = QFileDialog.getSaveFileName(self, tr("写到 U 盘"), load.name, _kinds())
        if path:
            self._busy(busy=True)
            self.export_wanted.emit(Path(path), self._originals.isChecked())

    def show_written(self, done: Exported) -> None:
        """It is on the stick, whole."""
        self._busy(busy=False)
        told = tr(
            "已写好：记录 {0} 条，文件 {1} 个（{2}）。", done.changes, done.files, size(done.size)
        )
        if done.left_out:
            told += tr("另有 {} 个文件留待以后。", done.left_out)
        self._say(told + tr("请交办公室收件；在导入回执或联网之前，内容仍在本机待发送。"))

    def show_answered(self, done: Answered) -> None:
        """The centre's answer has been taken in."""
        self._busy(busy=False)
        told = tr("回执已导入：中心已收记录 {0} 条、文件 {1} 个。", done.received, done.files)
        if done.refused:
            told += tr("退回 {} 条，见“需要处理”。", done.refused)
        if done.more:
            told += tr("中心还有更多内容，请联网同步，或再用 U 盘交换一次。")
        self._say(told)

    def show_failure(self) -> None:
        """It could not be done; the page says why."""
        self._busy(busy=False)
        self._outcome.hide()

    def _choose_answer(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, tr("导入回执"), "", _kinds())
        if path:
            self._busy(busy=True)
            self.answer_wanted.emit(Path(path))

    def _busy(self, *, busy: bool) -> None:
        self._write.setEnabled(not busy)
        self._take.setEnabled(not busy)

    def _say(self, words: str) -> None:
        self._outcome.setText(words)
        self._outcome.show()


def _kinds() -> str:
    return tr("勘验通 U 盘文件 (*.kstick)")
