"""The testers used on site: what was measured with, and until when its calibration holds."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout

from app.domain.inspection import Inspection
from app.domain.instrument import INSTRUMENT_NAMES, Instrument
from ui.naming import day, instrument_name
from ui.parts.choice import BigCombo
from ui.parts.widgets import Badge, ValueButton, button, clear, entry, label, row
from ui.theme import SPACE
from ui.words import tr


class InstrumentPanel(QFrame):
    """The list of instruments, and a line to add one.

    Signals:
        changed: the list is another one now; carries it as a tuple of Instrument.
    """

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("instruments")
        self.setProperty("card", True)
        self._kept: tuple[Instrument, ...] = ()
        self._lines = QVBoxLayout()
        self._kind = BigCombo("instrument_kind", tr("仪器名称"))
        for code, name in INSTRUMENT_NAMES.items():
            self._kind.addItem(tr(name), code)
        self._model = entry("instrument_model", tr("型号"))
        self._serial = entry("instrument_serial", tr("出厂编号"))
        self._until = entry("instrument_until", tr("检定有效期至，如 2027-03-31"))
        self._add = button(tr("加入"), "instrument_add")
        self._add.clicked.connect(self._added)
        self._words = Badge("instrument_words")
        self._entry = QFrame()
        grid = QGridLayout(self._entry)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(SPACE)
        for number, part in enumerate((self._kind, self._model, self._serial, self._until)):
            grid.addWidget(part, number // 2, number % 2)
        grid.addWidget(self._add, 0, 2, 2, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[2 * SPACE] * 4)
        layout.setSpacing(SPACE)
        layout.addWidget(label(tr("检验仪器"), size=2))
        layout.addLayout(self._lines)
        layout.addWidget(self._words)
        layout.addWidget(self._entry)

    def show_visit(self, visit: Inspection) -> None:
        """Show what this visit has; what is being typed into the new line is left alone."""
        self._kept = visit.instruments
        open_for_change = visit.recorded_at is None
        self._entry.setVisible(open_for_change)
        clear(self._lines)
        for instrument in self._kept:
            self._lines.addLayout(self._line(instrument, open_for_change=open_for_change))
        late = visit.expired_instruments
        words = tr("有仪器已超过检定有效期，它的读数不能判为合格。")
        self._words.say(words if late else "", "bad")
        self._words.setVisible(bool(late))

    def go_to(self, kind: str) -> None:
        """Begin to note a tester of this kind."""
        self._kind.setCurrentIndex(max(self._kind.findData(kind), 0))
        self._model.setFocus()

    def _line(self, instrument: Instrument, *, open_for_change: bool) -> QHBoxLayout:
        until = day(date.fromisoformat(instrument.calibrated_until))
        name = instrument_name(instrument.kind)
        told = (name, instrument.model, instrument.serial_no, tr("检定有效期至") + until)
        facts = "　".join(part for part in told if part)
        away = ValueButton(instrument.id, tr("移除"), f"instrument_away_{instrument.id}")
        away.picked.connect(self._removed)
        away.setVisible(open_for_change)
        return row(label(facts), away, stretch=0)

    def _added(self) -> None:
        try:
            until = date.fromisoformat(self._until.text().strip())
        except ValueError:
            self._words.say(tr("请填写检定有效期，例如 2027-03-31。"), "bad")
            self._words.show()
            self._until.setFocus()
            return
        kind, model, serial = (
            str(self._kind.currentData()),
            self._model.text().strip(),
            self._serial.text().strip(),
        )
        # The same tester has the same id, whoever of the team notes it.
        added = Instrument(f"{kind}-{serial or model}", kind, model, serial, until.isoformat())
        for field in (self._model, self._serial, self._until):
            field.clear()
        others = tuple(i for i in self._kept if i.id != added.id)
        self.changed.emit((*others, added))

    def _removed(self, instrument_id: str) -> None:
        self.changed.emit(tuple(i for i in self._kept if i.id != instrument_id))
