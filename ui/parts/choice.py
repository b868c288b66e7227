"""One of many, as a large box that opens into a list of large lines."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QListView, QVBoxLayout, QWidget

from ui.parts.widgets import label
from ui.theme import SPACE, target


class BigCombo(QComboBox):
    """A box whose lines a gloved finger hits, and that no scrolling finger changes."""

    def __init__(self, name: str, title: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        lines = QListView()
        lines.setStyleSheet(f"QListView::item {{ min-height: {target()}px; }}")
        self.setView(lines)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setMinimumHeight(target())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Show that it opens: the theme's style sheet leaves the toolkit's arrow out."""
        super().paintEvent(event)
        painter = QPainter(self)
        room = self.rect().adjusted(0, 0, -SPACE - 4, 0)
        painter.setPen(self.palette().text().color())
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, "▾")
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The page scrolls; the choice stays."""
        event.ignore()


class Choice(QWidget):
    """A box under its title.

    Signals:
        chosen: the person has chosen; carries the value.
    """

    chosen = Signal(str)

    def __init__(self, name: str, title: str) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE // 2)
        self._title = label(title, quiet=True)
        self.combo = BigCombo(name, title)
        self.combo.activated.connect(self._activated)
        layout.addWidget(self._title)
        layout.addWidget(self.combo)

    @property
    def value(self) -> str:
        """What is chosen."""
        return str(self.combo.currentData() or "")

    def offer(self, choices: Mapping[str, str], value: str) -> None:
        """Offer these values under these words, this one chosen, without telling anybody."""
        self.combo.clear()
        for choice, words in choices.items():
            self.combo.addItem(words, choice)
        self.combo.setCurrentIndex(max(self.combo.findData(value), 0))

    def _activated(self) -> None:
        self.chosen.emit(self.value)
