"""One of several choices as large buttons that wrap into as many lines as they need."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from ui.parts.widgets import button
from ui.theme import SPACE


class ChoiceGrid(QWidget):
    """Buttons of one width, one of them pressed.

    Signals:
        chosen: the person chose another; carries its value.
    """

    chosen = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(SPACE)
        self._buttons: dict[str, QPushButton] = {}
        self._value = ""
        self._columns = 0

    @property
    def value(self) -> str:
        """What is chosen."""
        return self._value

    def offer(self, choices: Mapping[str, str], value: str) -> None:
        """Offer these values under these words, this one chosen, without telling anybody."""
        for old in self._buttons.values():
            old.hide()
            old.deleteLater()
        self._buttons = {}
        for choice, words in choices.items():
            made = button(words, f"{self.objectName()}_{choice}")
            made.setCheckable(True)
            made.clicked.connect(lambda _on, picked=choice: self.choose(picked))
            self._buttons[choice] = made
        self._columns = 0
        self._arrange()
        for made in self._buttons.values():
            made.show()
        self._show(value)

    def choose(self, value: str) -> None:
        """Choose this as if it was pressed."""
        changed = value != self._value
        self._show(value)
        if changed:
            self.chosen.emit(value)

    def minimumSizeHint(self) -> QSize:
        """As narrow as its widest button; as high as its lines are at this width."""
        return QSize(self._widest(), self._grid.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There may be room for more in a line, or for less."""
        super().resizeEvent(event)
        self._arrange()

    def _widest(self) -> int:
        return max((made.sizeHint().width() for made in self._buttons.values()), default=0)

    def _arrange(self) -> None:
        if not self._buttons:
            return
        fitting = max((self.width() + SPACE) // (self._widest() + SPACE), 1)
        lines = -(-len(self._buttons) // fitting)
        columns = -(-len(self._buttons) // lines)  # lines of like length
        if columns == self._columns:
            return
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 0)
        self._columns = columns
        for number, made in enumerate(self._buttons.values()):
            self._grid.removeWidget(made)
            self._grid.addWidget(made, number // columns, number % columns)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)
        self.updateGeometry()

    def _show(self, value: str) -> None:
        self._value = value
        for choice, made in self._buttons.items():
            made.setChecked(choice == value)
