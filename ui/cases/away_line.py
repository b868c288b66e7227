"""Files of an archived case that were cleaned from this tablet, and the way to have them back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from app.views.cases import CasePage
from ui.parts.widgets import button, column, label, row
from ui.words import tr


class AwayLine(QFrame):
    """What is not here any more.

    Signals:
        wanted: the cleaned files of this case are wanted here again.
    """

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        self._words = label(name="files_away")
        self._fetch = button(tr("从中心取回"), "fetch_away", picture="download")
        self._fetch.clicked.connect(self._pressed)
        column(self).addLayout(row(self._words, self._fetch, stretch=0))

    def show_page(self, page: CasePage) -> None:
        """Say what is away, or on its way back."""
        words = tr(
            "本工单的 {} 个文件（照片原件等）已从本机清理，中心和它的备份里都有。", page.away
        )
        if not page.away:
            words = tr("{} 个文件正从中心取回，同步完成后即可查看。", page.coming)
        self._words.setText(words)
        self._fetch.setVisible(bool(page.away))
        self._fetch.setEnabled(True)

    def _pressed(self) -> None:
        self._fetch.setEnabled(False)
        self.wanted.emit()
