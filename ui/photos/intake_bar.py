"""How far a set of photos is, and a way to leave the rest."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QProgressBar

from ui.parts.widgets import button, label, row
from ui.photos.photo_intake import IntakeProgress
from ui.words import tr

_WORTH_TELLING = 2


class IntakeBar(QFrame):
    """Shown while more than one photo is being taken in.

    Signals:
        stop_wanted: the person leaves the rest.
    """

    stop_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("intake_bar")
        self.setProperty("card", True)
        self._words = label(name="intake_words")
        self._words.setWordWrap(False)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        stop = button(tr("停止"), "intake_stop")
        stop.clicked.connect(self.stop_wanted)
        self.setLayout(row(self._words, self._bar, stop, stretch=1))
        self.hide()

    def show_progress(self, progress: IntakeProgress) -> None:
        """Say how far it is."""
        self.setVisible(progress.done < progress.total and progress.total >= _WORTH_TELLING)
        self._words.setText(tr("正在加入照片 {0} / {1}", progress.done + 1, progress.total))
        self._bar.setMaximum(progress.total)
        self._bar.setValue(progress.done)
