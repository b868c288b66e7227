"""The list of sections beside the questions, each with how much of it is done."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from ui.parts.widgets import ValueButton, clear, label, row
from ui.theme import SPACE


class SectionRail(QFrame):
    """The sections of a visit.

    Signals:
        chosen: the person went to a section; carries its id.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._frame: object = None
        self._made: dict[str, tuple[ValueButton, QLabel]] = {}
        self._buttons = QVBoxLayout(self)
        self._buttons.setContentsMargins(0, 0, 0, 0)
        self._buttons.setSpacing(2)

    def show_sections(self, sections: Iterable[tuple[str, str, str]], here: str) -> None:
        """Show these sections (id, name, how far), the one that the person is in marked."""
        shown = tuple(sections)
        frame = (tuple((section, name) for section, name, _ in shown), here)
        if frame != self._frame:  # most answers change how far one section is, and nothing else
            self._frame = frame
            clear(self._buttons)
            self._made = {section: self._button(section, name, here) for section, name, _ in shown}
        for section, name, sign in shown:
            made, state = self._made[section]
            if state.text() != sign:
                state.setText(sign)
                made.setAccessibleName(f"{name} {sign}")

    def _button(self, section: str, name: str, here: str) -> tuple[ValueButton, QLabel]:
        made = ValueButton(section, name=f"section_{section}")
        made.setProperty("flat", True)
        made.setCheckable(True)
        made.setAutoExclusive(True)  # pressed again, the section that one is in stays marked
        made.setChecked(section == here)
        state = label()
        state.setWordWrap(False)
        inner = row(label(name), state, stretch=0)
        inner.setContentsMargins(2 * SPACE, SPACE // 2, SPACE, SPACE // 2)
        made.hold(inner)
        for part in made.findChildren(QLabel):
            part.setProperty("chosen", section == here)
        made.picked.connect(self.chosen)
        self._buttons.addWidget(made)
        return made, state
