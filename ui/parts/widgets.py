"""Small pieces that every screen is made of: cards, labels, buttons, badges, notices."""

from collections.abc import Callable, Collection

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.theme import ICON, SPACE, current, headline, icon, mark, target
from ui.words import tr


def label(text: str = "", *, quiet: bool = False, size: int = 0, name: str = "") -> QLabel:
    """A line of plain text that wraps; never markup."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    if quiet:
        made.setProperty("quiet", True)
    if size:
        made.setFont(headline(size))
    if name:
        made.setObjectName(name)
    return made


def button(text: str, name: str, *, primary: bool = False, picture: str = "") -> QPushButton:
    """A button large enough for a gloved finger."""
    made = QPushButton(text)
    made.setObjectName(name)
    made.setAccessibleName(text)
    made.setProperty("primary", primary)
    if picture:
        colour = current().on_accent if primary else current().text
        made.setIcon(icon(picture, colour, beside_words=True))
        made.setIconSize(ICON)
    return made


def entry(name: str, title: str) -> QLineEdit:
    """An empty field that says what belongs in it."""
    made = QLineEdit()
    made.setObjectName(name)
    made.setPlaceholderText(title)
    made.setAccessibleName(title)
    return made


def named(field: QWidget) -> QWidget:
    """A field below its name, which stays to be read while something is typed."""
    made = QWidget()
    both = column(made, margin=0)
    both.setSpacing(SPACE // 2)
    name = QLabel(field.accessibleName())
    name.setBuddy(field)
    both.addWidget(name)
    both.addWidget(field)
    return made


class ValueButton(QPushButton):
    """A button that stands for something.

    Signals:
        picked: it was pressed; carries what it stands for.
    """

    picked = Signal(str)

    def __init__(self, value: str, text: str = "", name: str = "", picture: str = "") -> None:
        super().__init__(text)
        self.value = value
        self.setObjectName(name)
        self.setAccessibleName(text)
        if picture:
            self.setIcon(icon(picture, checked=current().on_accent, beside_words=bool(text)))
            self.setIconSize(ICON)
        self.clicked.connect(self._pressed)

    def hold(self, inner: QLayout) -> None:
        """Hold more than a word; it takes the width it is given and wraps within it."""
        inner.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setLayout(inner)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """As large as what it holds, where it holds more than a word."""
        inner = self.layout()
        return inner.sizeHint() if inner is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """No smaller than that in height; narrower it may become."""
        inner = self.layout()
        return QSize(0, target() if inner is not None else self.sizeHint().height())

    def hasHeightForWidth(self) -> bool:
        """What it holds may wrap."""
        return self.layout() is not None

    def heightForWidth(self, width: int) -> int:
        """As high as what it holds, wrapped, and never less than a finger."""
        inner = self.layout()
        return max(inner.totalHeightForWidth(width), target()) if inner is not None else -1

    def _pressed(self) -> None:
        self.picked.emit(self.value)


def card(*parts: QWidget | QLayout) -> QFrame:
    """A framed group of parts, one below the other."""
    made = QFrame()
    made.setProperty("card", True)
    layout = QVBoxLayout(made)
    layout.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
    layout.setSpacing(SPACE)
    for part in parts:
        if isinstance(part, QLayout):
            layout.addLayout(part)
        else:
            layout.addWidget(part)
    return made


def row(*parts: QWidget, stretch: int | None = None) -> QHBoxLayout:
    """Parts side by side; the one of this number takes the room that is left."""
    layout = QHBoxLayout()
    layout.setSpacing(SPACE)
    for number, part in enumerate(parts):
        layout.addWidget(part, 1 if number == stretch else 0)
    if stretch is None:
        layout.addStretch(1)
    return layout


def column(parent: QWidget | None = None, margin: int = 2) -> QVBoxLayout:
    """An empty column with our margins."""
    layout = QVBoxLayout(parent) if parent is not None else QVBoxLayout()
    layout.setContentsMargins(*[margin * SPACE] * 4)
    layout.setSpacing(int(1.5 * SPACE))
    return layout


def clear(layout: QLayout) -> None:
    """Take everything out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        if (inner := item.layout()) is not None:
            clear(inner)
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()


def scrolled(content: QWidget, name: str = "") -> QScrollArea:
    """The content at the top of an area that scrolls up and down."""
    # A layout that is aligned to the top gives wrapped words the height of unwrapped ones; a
    # stretch below the content does not.
    page = QFrame()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(content)
    layout.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(page)
    area.setObjectName(name)
    return area


class Badge(QLabel):
    """A word or two with an icon, in the colour of what it means."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def say(self, text: str, meaning: str = "") -> None:
        """Show this text; `meaning` is good, bad, warn or nothing."""
        self.setText(text)
        self.setAccessibleName(text)
        mark(self, **{kind: kind == meaning for kind in ("good", "bad", "warn")})


class Notice(QFrame):
    """A bar that says something without stopping anybody; it may offer one way back.

    Signals:
        undo_wanted: the person pressed the way back.
    """

    undo_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("notice")
        self.setProperty("card", True)
        self._text = label(name="notice_text")
        self._undo = button(tr("撤销"), "notice_undo", picture="undo-2")
        self._close = button(tr("知道了"), "notice_close")
        layout = QHBoxLayout(self)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._undo)
        layout.addWidget(self._close)
        self._undo.clicked.connect(self._undone)
        self._close.clicked.connect(self.hide)
        self._way_back: Callable[[], None] | None = None
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def say(self, text: str, meaning: str = "", way_back: Callable[[], None] | None = None) -> None:
        """Show this sentence, with an undo where there is one."""
        self._text.setText(text)
        mark(self._text, bad=meaning == "bad", good=meaning == "good")
        self._way_back = way_back
        self._undo.setVisible(way_back is not None)
        self.show()

    def _undone(self) -> None:
        self.hide()
        if self._way_back is not None:
            self._way_back()
        self.undo_wanted.emit()


class Segments(QWidget):
    """One of a few choices, as buttons side by side.

    Signals:
        chosen: the person chose; carries the value, empty when he took the choice back.
    """

    chosen = Signal(str)

    def __init__(self, choices: dict[str, str], name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        self._buttons: dict[str, QPushButton] = {}
        for value, text in choices.items():
            made = button(text, f"{name}_{value}")
            made.setCheckable(True)
            made.setProperty("verdict", value)
            made.setMinimumWidth(96)
            made.clicked.connect(self._clicked)
            layout.addWidget(made)
            self._buttons[value] = made
        layout.addStretch(1)
        self._value = ""
        if self._buttons:  # who is led here stands on the first choice
            self.setFocusProxy(next(iter(self._buttons.values())))

    @property
    def value(self) -> str:
        """What is chosen; empty = nothing."""
        return self._value

    def show_value(self, value: str) -> None:
        """Show this choice without telling anybody."""
        self._value = value
        for name, made in self._buttons.items():
            made.setChecked(name == value)

    def offer(self, *values: str) -> None:
        """Offer these alone."""
        for name, made in self._buttons.items():
            made.setVisible(name in values)

    def set_enabled(self, enabled: bool) -> None:
        """Allow or stop choosing."""
        for made in self._buttons.values():
            made.setEnabled(enabled)

    def _clicked(self) -> None:
        checked = [name for name, made in self._buttons.items() if made.isChecked()]
        new = [name for name in checked if name != self._value]
        self.show_value(new[0] if new else "".join(checked))
        self.chosen.emit(self._value)


class Ticks(QWidget):
    """Several of a few choices, as buttons side by side.

    Signals:
        toggled: the person put a choice in or took it out; carries it.
    """

    toggled = Signal(str)

    def __init__(self, choices: dict[str, str], name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        self._buttons: dict[str, QPushButton] = {}
        for value, text in choices.items():
            made = button(text, f"{name}_{value}")
            made.setCheckable(True)
            made.clicked.connect(lambda _checked, each=value: self.toggled.emit(each))
            layout.addWidget(made)
            self._buttons[value] = made
        layout.addStretch(1)

    def show_values(self, values: Collection[str]) -> None:
        """Show these choices without telling anybody."""
        for name, made in self._buttons.items():
            made.setChecked(name in values)
