"""The calculation sheet beside one section of a form: its numbers, and the capacities compared."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from app.domain.entry import Entry
from app.domain.load_rules import LoadCategory
from app.domain.load_sheet import SECTIONS, LoadSheet
from ui.forms.capacity_panel import CapacityPanel
from ui.forms.reckoning_lines import ReckoningLines
from ui.parts.widgets import column

COMPARED = frozenset({"loads", "result"})
"""The sections beside which capacities are compared: where the list is, and where it is decided."""


@dataclass(frozen=True)
class Reckoned:
    """What a form comes to, and how it is reckoned again while it is typed."""

    again: Callable[[Entry], LoadSheet | None]
    words: Mapping[str, str] = field(default_factory=dict)
    """What was said of what does not fit."""
    takes_words: bool = False
    categories: Mapping[str, LoadCategory] = field(default_factory=dict)
    """Kinds of load that a list can name."""


class SheetSide(QFrame):
    """The numbers of one section.

    Signals:
        explained: a word was said of what does not fit; carries its key, and the word.
    """

    explained = Signal(str, str)

    def __init__(self, section: str) -> None:
        super().__init__()
        self._section = section
        self._blocks = SECTIONS.get(section, ())
        self._numbers = ReckoningLines("sheet_numbers")
        self._capacity = CapacityPanel()
        self._capacity.explained.connect(self.explained)
        layout = column(self, margin=0)
        layout.addWidget(self._numbers)
        layout.addWidget(self._capacity)
        self.hide()

    @property
    def is_wanted(self) -> bool:
        """Whether anything is reckoned beside this section."""
        return bool(self._blocks) or self._section in COMPARED

    def show_sheet(self, sheet: LoadSheet | None, reckoned: Reckoned) -> None:
        """Show the numbers of this sheet that belong here."""
        numbers = sheet.of(*self._blocks) if sheet is not None else ()
        self._numbers.show_numbers(numbers)
        check = sheet.capacity if sheet is not None and self._section in COMPARED else None
        self._capacity.show_check(check, reckoned.words, open_for_change=reckoned.takes_words)
        self.setVisible(bool(numbers) or check is not None)
