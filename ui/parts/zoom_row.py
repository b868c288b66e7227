"""Large buttons that move and zoom a plot: nothing needs two fingers or a wheel."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ui.parts.widgets import button
from ui.theme import SPACE
from ui.words import tr

_LEAST_PX = 56


class ZoomRow(QWidget):
    """A row of buttons; each does to the plot what it says."""

    def __init__(
        self,
        name: str,
        shift: Callable[[float], None],
        zoom: Callable[[float], None],
        whole: Callable[[], None],
    ) -> None:
        super().__init__()
        self._name = name
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SPACE)
        self._layout.addStretch(1)
        self.add("left", "◀", lambda: shift(-0.5), said=tr("向前移动"))
        self.add("right", "▶", lambda: shift(0.5), said=tr("向后移动"))
        self.add("in", "+", lambda: zoom(2.0), said=tr("放大"))
        self.add("out", "−", lambda: zoom(0.5), said=tr("缩小"))
        self.add("whole", tr("全部"), whole, said=tr("看全部"))

    def add(self, name: str, words: str, press: Callable[[], None], said: str = "") -> QPushButton:
        """Put another button at the end."""
        made = button(words, f"{self._name}_{name}")
        made.setAccessibleName(said or words)
        made.setMinimumWidth(_LEAST_PX)
        made.clicked.connect(press)
        self._layout.insertWidget(self._layout.count() - 1, made)
        return made
