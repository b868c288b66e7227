"""Between the panel of an instrument and the actions: what is remembered, read, and pinned."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QObject, Signal

from app.actions.keep_meter_place import (
    MeterMemory,
    keep_calibration,
    keep_meter_place,
    known_meters,
)
from app.actions.pin_entry import EntryPinning, pin_entry
from app.actions.pin_reading import Pinning, pin_reading
from app.actions.read_meter import read_load_record, serial_ports
from app.domain.checklist import Answer, AnswerKey
from app.domain.filing import Filing
from app.domain.inspection import Inspection
from app.domain.meter import MeterIdentity, MeterSource
from app.workspace import Place, Workspace
from ui.background import Background
from ui.meter.live_reading import LiveReading, identity_with
from ui.meter.meter_page import MeterPage
from ui.meter.meter_panel import MeterPanel, Picked
from ui.words import tr


@dataclass(frozen=True)
class Pinned:
    """A value that is in its field: of which visit and answer, and which input."""

    inspection_id: str
    answer: Answer
    name: str


class MeterPresenter(QObject):
    """One instrument for the whole program.

    Signals:
        pinned: a value is in its field; carries the Pinned.
        filled: a value is in a cell of a filed form; carries the id of that form.
        recorded: the load record of a meter was read; carries the Path of the table.
        refused: something cannot be done; carries the sentence.
    """

    pinned = Signal(object)
    filled = Signal(str)
    recorded = Signal(Path)
    refused = Signal(str)
    _known = Signal(object, object)
    _ports = Signal(object)
    _into = Signal(str, str)
    _not_pinned = Signal(str)
    _no_record = Signal(str)

    def __init__(self, ws: Workspace, background: Background) -> None:
        super().__init__()
        self._ws, self._background = ws, background
        self.live = LiveReading(ws, background)
        self.live.connected.connect(self._connected)
        self._identity: MeterIdentity | None = None
        self._source = MeterSource("dlt645")
        self._folder: TemporaryDirectory[str] | None = None

    def serve(self, panel: MeterPanel) -> None:
        """Answer this panel (pages are made anew now and then)."""
        panel.opened.connect(self._read_known)
        panel.ports_wanted.connect(self._look_for_ports)
        panel.source_wanted.connect(self._start)
        panel.pause_wanted.connect(self._pause)
        panel.picked.connect(self._pin)
        panel.left.connect(self.live.stop)
        self.live.connected.connect(panel.show_connected)
        self.live.came.connect(panel.show_value)
        self.live.failed.connect(panel.show_failure)
        self._known.connect(panel.show_known)
        self._ports.connect(panel.show_ports)
        self._into.connect(panel.show_pinned)
        self._not_pinned.connect(panel.show_not_pinned)

    def serve_page(self, page: MeterPage) -> None:
        """Answer the page of an instrument."""
        self.serve(page.panel)
        self.live.connected.connect(page.show_connected)
        self._no_record.connect(page.show_record_trouble)
        page.record_wanted.connect(self._read_record)

    def let_go(self) -> None:
        """The program ends."""
        self.live.stop()
        self._forget_record()

    def _forget_record(self) -> None:
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def _read_record(self, start: datetime, count: int) -> None:
        self.live.ask_aside(
            lambda meter, over: read_load_record(meter, start, count, self._ws.reference, over),
            done=self._keep_record,
            failed=self._no_record.emit,
        )

    def _keep_record(self, table: object) -> None:
        if not table or self._identity is None:
            self._no_record.emit(tr("电表在这个时间之后没有负荷记录。请改一个更早的时间。"))
            return
        # Gone with the program: what is taken in is kept in the workspace, encrypted.
        self._forget_record()
        self._folder = TemporaryDirectory(prefix="kanyan-")
        path = Path(self._folder.name) / f"{self._identity.serial_no}.csv"
        path.write_text(str(table), encoding="utf-8")
        self.recorded.emit(path)

    def _read_known(self) -> None:
        self._background.deed(
            known_meters,
            self._ws,
            done=self._show_known,
            failed=self.refused.emit,
            touches=False,
        )

    def _show_known(self, memory: MeterMemory) -> None:
        maps = {name: each.zh for name, each in self._ws.reference.register_maps.items()}
        self._known.emit(maps, memory)
        self._look_for_ports()

    def _look_for_ports(self) -> None:
        self._background.read_meter(
            serial_ports, done=self._ports.emit, failed=self._not_pinned.emit
        )

    def _start(self, source: MeterSource) -> None:
        self._source = source
        self.live.start(source)

    def _pause(self, paused: bool) -> None:
        (self.live.pause if paused else self.live.resume)()

    def _connected(self, identity: MeterIdentity) -> None:
        self._identity = identity
        self._keep(keep_meter_place, self._source)

    def _pin(self, picked: Picked) -> None:
        if self._identity is None:
            return
        self._keep(keep_calibration, picked.serial_no, picked.calibrated_until)
        who = identity_with(self._identity, picked.serial_no)
        if picked.key is None:
            self._pin_cell(picked, who)
            return
        key, target = picked.key, picked.target
        pinning = Pinning(
            key,
            target.name,
            target.unit,
            picked.value,
            who,
            picked.calibrated_until,
            picked.ratios,
            self._source.protocol,
        )
        inspection_id = picked.record_id
        place = Place("inspection", inspection_id, key.item, key.device, target.name)
        self._background.deed(
            pin_reading,
            self._ws,
            inspection_id,
            pinning,
            place,
            done=lambda visit: self._put(inspection_id, visit, key, target.name),
            failed=self._not_pinned.emit,
            touches=False,
        )

    def _pin_cell(self, picked: Picked, who: MeterIdentity) -> None:
        filing_id, name = picked.record_id, picked.target.name
        table, row, column = name.split("|")
        pinning = EntryPinning(
            table,
            row,
            column,
            picked.value,
            who,
            picked.calibrated_until,
            picked.ratios,
            self._source.protocol,
            picked.target.beside,
        )
        self._background.deed(
            pin_entry,
            self._ws,
            filing_id,
            pinning,
            Place("filing", filing_id, f"{table}.{column}", "", f"{table}.{column}"),
            done=lambda filing: self._put_cell(filing, name),
            failed=self._not_pinned.emit,
            touches=False,
        )

    def _put_cell(self, filing: Filing, name: str) -> None:
        self._into.emit(name, filing.pins[name].text)
        self.filled.emit(filing.id)

    def _put(self, inspection_id: str, visit: Inspection, key: AnswerKey, name: str) -> None:
        answer = visit.answer(key)
        if answer is not None:
            self._into.emit(name, answer.inputs[name])
            self.pinned.emit(Pinned(inspection_id, answer, name))

    def _keep(self, deed: Callable[..., None], *what: object) -> None:
        self._background.deed(deed, self._ws, *what, failed=self.refused.emit, touches=False)
