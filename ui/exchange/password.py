"""A field for a password that notices Caps Lock, and a pad of digits for fingers in gloves."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from ui.parts.widgets import ValueButton
from ui.theme import SPACE
from ui.words import tr

_DELETE = "delete"
_CLEAR = "clear"


class PasswordField(QLineEdit):
    """A password as it is typed.

    Signals:
        caps_noticed: whether Caps Lock seems to be on; the toolkit does not say, the letters do.
    """

    caps_noticed = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("password")
        self.setAccessibleName(tr("密码"))
        self.setEchoMode(QLineEdit.EchoMode.Password)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A large letter without Shift, or a small one with it, gives Caps Lock away."""
        text = event.text()
        if len(text) == 1 and text.isascii() and text.isalpha():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps_noticed.emit(text.isupper() is not shift)
        elif event.key() == Qt.Key.Key_CapsLock:
            self.caps_noticed.emit(False)
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Nothing is known of the keys while somebody else has them."""
        super().focusOutEvent(event)
        self.caps_noticed.emit(False)

    def press(self, key: str) -> None:
        """A key of the pad."""
        if key == _DELETE:
            self.backspace()
        elif key == _CLEAR:
            self.clear()
        else:
            self.insert(key)


class DigitPad(QWidget):
    """Ten digits, one step back, and everything away.

    Signals:
        pressed: a key; carries the digit, "delete" or "clear".
    """

    pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("digit_pad")

    def setVisible(self, visible: bool) -> None:
        """Its keys are made when it is first wanted: the door opens the sooner."""
        if visible and self.layout() is None:
            self._make_keys()
        super().setVisible(visible)

    def _make_keys(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(SPACE)
        for number, key in enumerate([*"123456789", _CLEAR, "0", _DELETE]):
            made = ValueButton(key, _shown(key), f"pad_{key}", "delete" if key == _DELETE else "")
            made.setAccessibleName(_titles().get(key, key))
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            made.picked.connect(self.pressed)
            grid.addWidget(made, number // 3, number % 3)


def _titles() -> dict[str, str]:
    return {_DELETE: tr("退格"), _CLEAR: tr("清空")}


def _shown(key: str) -> str:
    return "" if key == _DELETE else _titles().get(key, key)
