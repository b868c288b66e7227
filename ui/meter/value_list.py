"""What an instrument shows, a line a value: how old and how good it is, and a way into a field."""

import time
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel

from app.domain.meter import MeterValue
from ui.meter_wording import value_state
from ui.parts.widgets import Badge, ValueButton, clear, label
from ui.theme import SPACE, headline
from ui.words import span, tr

STALE_S = 10
"""After so many seconds a value is no longer what the instrument shows."""


class ValueList(QFrame):
    """The values: what fits the field first, then in the order in which they first came.

    Signals:
        picked: a value is to be put into the field; carries the MeterValue as it stands.
    """

    picked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("meter_values")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(2 * SPACE)
        self._grid.setVerticalSpacing(SPACE)
        self._grid.setColumnStretch(4, 1)
        self._grid.setColumnMinimumWidth(0, 168)
        self._grid.setColumnMinimumWidth(1, 168)
        self._lines: dict[str, _Line] = {}
        self._fits: Callable[[MeterValue], bool] = lambda _: False

    def empty(self) -> None:
        """Forget what was shown."""
        self._lines.clear()
        clear(self._grid)

    def offer(self, fits: Callable[[MeterValue], bool]) -> None:
        """Offer a way into the field for what fits it; that comes first."""
        self._fits = fits
        for line in self._lines.values():
            line.offer(fits(line.value))
        self._arrange()

    def take(self, value: MeterValue) -> None:
        """A value has come."""
        line = self._lines.get(value.item)
        if line is None:
            line = self._lines[value.item] = _Line(value)
            line.pin.picked.connect(self._pick)
            self._arrange()
        line.show_value(value)
        line.offer(self._fits(value))

    def _arrange(self) -> None:
        """What fits the field above what does not, each in the order in which it first came."""
        lines = sorted(self._lines.values(), key=lambda line: not self._fits(line.value))
        for at, line in enumerate(lines):
            for place, part in enumerate(line.parts):
                self._grid.addWidget(part, at, place)

    def grow_old(self) -> None:
        """A second has passed."""
        for line in self._lines.values():
            line.show_age()

    def _pick(self, item: str) -> None:
        self.picked.emit(self._lines[item].value)


class _Line:
    """One value."""

    def __init__(self, value: MeterValue) -> None:
        self.value = value
        self._name = label(tr(value.zh))
        self._name.setWordWrap(False)
        self._words = label(quiet=True, name=f"meter_raw_{value.item}")
        self._shown = QLabel()
        self._shown.setObjectName(f"meter_value_{value.item}")
        self._shown.setFont(headline(2))
        self._state = Badge(f"meter_state_{value.item}")
        self.pin = ValueButton(value.item, tr("写入"), f"meter_pin_{value.item}", "download")
        self.parts = (self._name, self._shown, self._state, self.pin, self._words)
        self._came = time.monotonic()

    def show_value(self, value: MeterValue) -> None:
        """Show it as it is now."""
        self.value, self._came = value, time.monotonic()
        beside = f"\n{value.text}" if value.text and value.value is not None else ""
        self._shown.setText((value.shown or "—") + beside)
        words = value.words.replace(" ", "")
        grouped = " ".join(words[at : at + 4] for at in range(0, len(words), 4))
        self._words.setText(tr("原始 {}", grouped) if grouped else "")
        self.show_age()

    def show_age(self) -> None:
        """Show how old and how good it is."""
        age = int(time.monotonic() - self._came)
        told = tr("刚刚") if age < 1 else tr("{}前", span(age))
        state = value_state(self.value)
        check = tr("　待核对") if self.value.verify and self.value.value is not None else ""
        good = self.value.quality == "good"
        meaning = "warn" if not good or age > STALE_S else "good"
        self._state.say(f"{state}　{told}{check}" if good else state, meaning)

    def offer(self, fits: bool) -> None:
        """Show the way into the field, or none."""
        self.pin.setVisible(fits)
