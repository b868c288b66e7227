"""What is still missing, at the foot of a page: how much, and each thing as a way to its field."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QScrollArea

from app.domain.inspection import Missing
from ui.parts.widgets import Badge, ValueButton, button, clear, column, label, row, scrolled
from ui.theme import SPACE, current, icon
from ui.wording import missing
from ui.words import tr

_TALLEST = 260


class MissingList(QFrame):
    """A count that unfolds into the list; the list, `area`, stands where the page puts it.

    Signals:
        picked: the person wants to go to this thing; carries the Missing.
    """

    picked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._things: tuple[Missing, ...] = ()
        self._title_of: Callable[[Missing], str] = _untitled
        self._is_drawn = True
        self._count = Badge("missing_count")
        self._unfold = button(tr("查看缺项"), "missing_unfold", picture="list-checks")
        self._unfold.setIcon(icon("list-checks", current().text, checked=current().on_accent))
        self._unfold.setCheckable(True)
        self._unfold.toggled.connect(self._unfolded)
        body = QFrame()
        self._lines = column(body, margin=0)
        self._lines.setSpacing(SPACE // 2)
        self.area: QScrollArea = scrolled(body, "missing_list")
        self.area.setMaximumHeight(_TALLEST)
        self.area.hide()
        self.setLayout(row(self._count, self._unfold))

    def show_missing(self, things: Sequence[Missing], title_of: Callable[[Missing], str]) -> None:
        """Show these, each by its title."""
        count = len(things)
        text = tr("还缺 {} 项", count) if count else tr("✔ 全部完成")
        self._count.say(text, "warn" if count else "good")
        self._unfold.setVisible(bool(count))
        if not count:
            self._unfold.setChecked(False)
        if self._things != tuple(things):
            self._things, self._title_of, self._is_drawn = tuple(things), title_of, False
            if self._unfold.isChecked():
                self._draw()

    def say(self, words: str) -> None:
        """Say this in the place of the count, until the next reading."""
        self._count.say(words, "warn")

    def _draw(self) -> None:
        """Make the lines: only for eyes that look, for every answer given changes them."""
        if not self._is_drawn:
            self._is_drawn = True
            clear(self._lines)
            for number, thing in enumerate(self._things):
                self._lines.addWidget(self._line(number, missing(thing, self._title_of(thing))))

    def _line(self, number: int, words: str) -> ValueButton:
        made = ValueButton(str(number), name=f"missing_{number}")
        made.setAccessibleName(words)
        inner = row(label(words), stretch=0)
        inner.setContentsMargins(2 * SPACE, SPACE // 2, SPACE, SPACE // 2)
        made.hold(inner)
        made.picked.connect(self._picked)
        return made

    def _picked(self, number: str) -> None:
        self._unfold.setChecked(False)
        self.picked.emit(self._things[int(number)])

    def _unfolded(self, shown: bool) -> None:
        if shown:
            self._draw()
        self.area.setVisible(shown)


def _untitled(_: Missing) -> str:
    return ""
