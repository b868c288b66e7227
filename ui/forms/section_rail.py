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
        self._buttons = QVBoxLayout(self)
        self._buttons.setContentsMargins(0, 0, 0, 0)
        self._buttons.setSpacing(2)

    def show_sections(self, sections: Iterable[tuple[str, str, str]], here: str) -> None:
        """Show these sections (id, name, how far), the one that the person is in marked."""
        clear(self._buttons)
        for section, name, sign in sections:
            self._buttons.addWidget(self._made(section, name, sign, chosen=section == here))

    def _made(self, section: str, name: str, sign: str, *, chosen: bool) -> ValueButton:
        made = ValueButton(section, name=f"section_{section}")
        made.setAccessibleName(f"{name} {sign}")
        made.setProperty("flat", True)
        made.setCheckable(True)
        made.setAutoExclusive(True)  # pressed again, the section that one is in stays marked
        made.setChecked(chosen)
        state = label(sign)
        state.setWordWrap(False)
        inner = row(label(name), state, stretch=0)
        inner.setContentsMargins(2 * SPACE, SPACE // 2, SPACE, SPACE // 2)
        made.hold(inner)
        for part in made.findChildren(QLabel):
            part.setProperty("chosen", chosen)
        made.picked.connect(self.chosen)
        return made
