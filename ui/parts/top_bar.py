"""The bar that every screen has: where to go, and how time, work and sync stand."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout

from ui.parts.widgets import Badge, ValueButton
from ui.theme import SPACE
from ui.words import tr

_WIDE_PX = 1150
"""From here on the state stands beside the ways, not below them."""


class _BarBadge(Badge):
    """A badge that takes no room while it says nothing."""

    def say(self, text: str, meaning: str = "") -> None:
        """Show this text, with a distance to what comes after it."""
        super().say(text, meaning)
        self.setContentsMargins(0, 0, 2 * SPACE if text else 0, 0)

    def sizeHint(self) -> QSize:
        """The toolkit would keep room for a letter."""
        return super().sizeHint() if self.text() else QSize(0, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Nothing needs no room."""
        return super().minimumSizeHint() if self.text() else QSize(0, 0)


class TopBar(QFrame):
    """Ways to the screens, and the three things a person always wants to know.

    Signals:
        wanted: the person wants to go to the screen of this name.
        case_wanted: back to the case.
    """

    wanted = Signal(str)
    case_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.busy, self.clock = _BarBadge("bar_busy"), _BarBadge("bar_clock")
        self.missing, self.sync = _BarBadge("bar_missing"), _BarBadge("bar_sync")
        ways = {
            "today": (tr("今日"), "list-checks"),
            "reports": (tr("报告"), "file-text"),
            "sync": (tr("同步"), "refresh-cw"),
            "settings": (tr("设置"), "settings"),
        }
        self._buttons: dict[str, ValueButton] = {}
        line = QHBoxLayout()
        line.setSpacing(0)
        for name, (text, picture) in ways.items():
            made = ValueButton(name, text, f"go_{name}", picture)
            made.setProperty("flat", True)
            made.setCheckable(True)
            made.picked.connect(self.wanted)
            self._buttons[name] = made
            line.addWidget(made)
        self.back = ValueButton("", tr("返回工单"), "go_case", "chevron-left")
        self.back.setProperty("flat", True)
        self.back.picked.connect(self.case_wanted)
        self.back.hide()
        line.addWidget(self.back)
        line.addStretch(1)
        self._state = QHBoxLayout()
        self._state.setSpacing(0)
        self._state.addStretch(1)
        for badge in (self.busy, self.clock, self.missing, self.sync):
            self._state.addWidget(badge)
        self._state.addStretch(1)
        self._layout = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._layout.setContentsMargins(SPACE, SPACE // 2, 2 * SPACE, SPACE // 2)
        self._layout.setSpacing(0)
        self._layout.addLayout(line)
        self._layout.addLayout(self._state)

    def show_way(self, name: str) -> None:
        """Mark where the person is."""
        for key, made in self._buttons.items():
            made.setChecked(key == name)

    def minimumSizeHint(self) -> QSize:
        """As narrow as a tablet that has just been turned."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Held upright, the state goes below the ways."""
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        wide = event.size().width() >= _WIDE_PX
        self._layout.setDirection(ways.LeftToRight if wide else ways.TopToBottom)
        self._state.setStretch(0, int(wide))
        self._state.setStretch(self._state.count() - 1, int(not wide))
        self._state.setContentsMargins(*(0, 0, 0, 0) if wide else (2 * SPACE, 0, 0, SPACE))
