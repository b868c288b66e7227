"""A paper that somebody brings as a file: choose it, and see what was found in it."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QVBoxLayout

from app.actions.check_file import CheckedFile
from ui.naming import form_name
from ui.parts.widgets import Badge, button, card, clear, column, label
from ui.report.verdict_words import paper_checks
from ui.words import tr


class FileCheck(QFrame):
    """The button, and below it the verdict.

    Signals:
        wanted: this file is to be judged; carries its path.
    """

    wanted = Signal(Path)

    def __init__(self) -> None:
        super().__init__()
        self._choose = button(tr("验证文件"), "file_check", picture="shield-check")
        self._choose.clicked.connect(self._choose_pressed)
        self._lines = QVBoxLayout()
        self._verdict = card(self._lines)
        self._verdict.hide()
        layout = column(self, margin=0)
        layout.addWidget(self._choose)
        layout.addWidget(self._verdict)

    def show_checked(self, checked: CheckedFile) -> None:
        """Show what was found, line by line, and which paper of this tablet it is."""
        clear(self._lines)
        self._lines.addWidget(label(checked.name, name="file_checked"))
        for number, (words, good) in enumerate(
            paper_checks(checked.verdict, checked.newer, own=False)
        ):
            line = Badge(f"file_check_{number}")
            line.setWordWrap(True)
            line.say(("✔ " if good else "✘ ") + words, "good" if good else "bad")
            self._lines.addWidget(line)
        if checked.verdict.valid:
            self._lines.addWidget(label(_whose(checked), quiet=True, name="file_known"))
        self._choose.setEnabled(True)
        self._verdict.show()

    def fold(self) -> None:
        """Show the button alone."""
        self._verdict.hide()

    def _choose_pressed(self) -> None:
        words = tr("单据 (*.pdf);;所有文件 (*)")
        path, _ = QFileDialog.getOpenFileName(self, tr("验证文件"), "", words)
        if path:
            self.check(Path(path))

    def check(self, path: Path) -> None:
        """Ask for the verdict on this file; one at a time."""
        self._choose.setEnabled(False)
        self.wanted.emit(path)


def _whose(checked: CheckedFile) -> str:
    report = checked.report
    if report is None:
        return tr("本机没有这份单据，不知道它是否已有新版；可向中心查询。")
    return tr("{0}　{1}　第 {2} 版", form_name(report.form), report.doc_no, report.revision)
