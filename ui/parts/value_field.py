"""A line to type in that says when the person has left it."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit


class ValueField(QLineEdit):
    """A field that says when the person has left it.

    Signals:
        left: the person is done with it.
    """

    left = Signal()

    def __init__(self, name: str, title: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The person goes on."""
        super().focusOutEvent(event)
        self.left.emit()
