"""How much room the files take on this tablet, and what of it can be had back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from app.actions.clean_workspace import Cleaned
from app.views.storage import Part, StoragePage
from ui.parts.widgets import button, clear, column, label, row
from ui.theme import SPACE
from ui.wording import size
from ui.words import tr

_PARTS = {
    "originals": "照片原件 {0} 个，{1}",
    "loads": "负荷曲线文件 {0} 个，{1}",
    "papers": "意见单、材料等文件 {0} 个，{1}",
}


class StoragePanel(QFrame):
    """What takes room, what can be cleaned, and the button that does it.

    Signals:
        clean_wanted: what is shown as cleanable is to be taken off this tablet.
    """

    clean_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        self._total = label(name="storage_total")
        self._rule = label(quiet=True, name="storage_rule")
        parts = QFrame()
        self._parts = column(parts, margin=0)
        self._parts.setSpacing(SPACE // 2)
        self._outcome = label(name="storage_outcome")
        self._outcome.hide()
        self._clean = button("", "storage_clean", picture="archive")
        self._clean.clicked.connect(self._pressed)
        layout = column(self)
        layout.addWidget(label(tr("本机存储"), size=2))
        for part in (self._total, self._rule, parts, self._outcome):
            layout.addWidget(part)
        layout.addLayout(row(self._clean))

    def show_page(self, page: StoragePage) -> None:
        """Show what takes room and what can be cleaned."""
        self._total.setText(tr("照片和文件 {0} 个，占用 {1}", page.files, size(page.size)))
        self._rule.setText(
            tr(
                "归档满 {0} 天，且中心已采纳并备份核对完好的，照片原件和负荷曲线空闲时自动清理；"
                "满 {1} 天，意见单和材料也清理。记录和照片小图一直保留，清理的随时可从中心取回。",
                page.originals_days,
                page.papers_days,
            )
        )
        clear(self._parts)
        for said in _said(page):
            self._parts.addWidget(label(said))
        total = sum(part.size for part in page.parts)
        self._clean.setVisible(bool(page.parts))
        self._clean.setText(tr("现在清理（腾出 {}）", size(total)))
        self._clean.setEnabled(True)

    def show_outcome(self, done: Cleaned) -> None:
        """Say what was taken off."""
        words = tr("没有可以清理的，没有改动任何文件。")
        if done.files:
            words = tr("已清理 {0} 个文件，腾出 {1}。", done.files, size(done.size))
        self._outcome.setText(words)
        self._outcome.show()

    def _pressed(self) -> None:
        self._clean.setEnabled(False)
        self.clean_wanted.emit()


def _said(page: StoragePage) -> list[str]:
    said = [_line(part) for part in page.parts]
    if said:
        said.insert(0, tr("现在可以清理（{} 个已归档工单）：", page.cases))
    else:
        said.append(tr("现在没有可以清理的。"))
    if page.waiting.files:
        words = tr(
            "另有 {0} 个文件（{1}）要等中心备份后才能清理。",
            page.waiting.files,
            size(page.waiting.size),
        )
        said.append(words)
    if page.away:
        said.append(tr("已清理、可从中心取回：{} 个文件。", page.away))
    return said


def _line(part: Part) -> str:
    return tr(_PARTS[part.what], part.files, size(part.size))
