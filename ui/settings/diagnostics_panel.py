"""The diagnostic file: first shown as it would be, then written where the person says."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QPlainTextEdit, QVBoxLayout

from ui.parts.widgets import Segments, button, label, row
from ui.theme import SPACE
from ui.words import tr

_NAME = "kanyan-diagnostics.zip"


class DiagnosticsPanel(QFrame):
    """What would be written, part by part.

    Signals:
        wanted: the person wants to see it.
        accepted: he has seen it and wants it written: path and texts.
    """

    wanted = Signal()
    accepted = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        self._texts: dict[str, str] = {}
        words = tr("排查问题时发给管理员。只有版本、设置、计数和出错位置，没有客户资料。")
        self._see = button(tr("查看诊断内容"), "see_diagnostics", picture="eye")
        self._see.clicked.connect(self.wanted)
        self._save = button(tr("保存诊断文件"), "save_diagnostics", primary=True, picture="archive")
        self._save.clicked.connect(self._choose)
        self._choices = QVBoxLayout()
        self._shown = QPlainTextEdit()
        self._shown.setObjectName("diagnostics_text")
        self._shown.setAccessibleName(tr("诊断内容"))
        self._shown.setReadOnly(True)
        self._shown.setMinimumHeight(220)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(*[2 * SPACE] * 4)
        self._layout.setSpacing(SPACE)
        self._layout.addWidget(label(tr("诊断文件"), size=2))
        self._layout.addWidget(label(words, quiet=True))
        self._layout.addLayout(row(self._see, self._save))
        self._layout.addLayout(self._choices)
        self._layout.addWidget(self._shown)
        self._parts: Segments | None = None
        self._shown.hide()
        self._save.hide()

    def show_texts(self, texts: dict[str, str]) -> None:
        """Show what would be written, one part at a time."""
        self._texts = texts
        if self._parts is not None:
            self._parts.hide()
            self._parts.deleteLater()
        self._parts = Segments({name: _titles()[name] for name in texts}, "part")
        self._parts.chosen.connect(self._show)
        self._choices.addWidget(self._parts)
        first = next(iter(texts), "")
        self._show(first)
        self._shown.show()
        self._save.show()

    def _show(self, name: str) -> None:
        assert self._parts is not None
        if name:
            self._shown.setPlainText(self._texts[name] or tr("（空）"))
            self._seen = name
        self._parts.show_value(self._seen)

    def _choose(self) -> None:
        path, _ = QFileDialog.getSaveFileName(self, tr("保存诊断文件"), _NAME, "ZIP (*.zip)")
        if path:
            self.accepted.emit(Path(path), self._texts)


def _titles() -> dict[str, str]:
    return {
        "versions.json": tr("版本"),
        "settings.json": tr("设置"),
        "counts.json": tr("计数"),
        "trail.json": tr("存证链"),
        "rules.json": tr("规则"),
        "log.txt": tr("日志"),
    }
