"""Between the panel of an instrument and the actions: what is remembered, read, and pinned."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from app.actions.keep_meter_place import (
    MeterMemory,
    keep_calibration,
    keep_meter_place,
    known_meters,
)
from app.actions.pin_reading import Pinning, pin_reading
from app.actions.read_meter import serial_ports
from app.domain.checklist import Answer
from app.domain.inspection import Inspection
from app.domain.meter import MeterIdentity, MeterSource
from app.workspace import Place, Workspace
from ui.background import Background
from ui.meter.live_reading import LiveReading, identity_with
from ui.meter.meter_panel import MeterPanel, Picked


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
        refused: something cannot be done; carries the sentence.
    """

    pinned = Signal(object)
    refused = Signal(str)
    _known = Signal(object, object)
    _ports = Signal(object)
    _into = Signal(str, str)
    _not_pinned = Signal(str)

    def __init__(self, ws: Workspace, background: Background) -> None:
        super().__init__()
        self._ws, self._background = ws, background
        self.live = LiveReading(ws, background)
        self.live.connected.connect(self._connected)
        self._identity: MeterIdentity | None = None
        self._source = MeterSource("dlt645")

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
        pinning = Pinning(
            picked.key,
            picked.name,
            picked.unit,
            picked.value,
            identity_with(self._identity, picked.serial_no),
            picked.calibrated_until,
            picked.ratios,
            self._source.protocol,
        )
        inspection_id = picked.inspection_id
        place = Place("inspection", inspection_id, picked.key.item, picked.key.device, picked.name)
        self._background.deed(
            pin_reading,
            self._ws,
            inspection_id,
            pinning,
            place,
            done=lambda visit: self._put(inspection_id, visit, picked),
            failed=self._not_pinned.emit,
            touches=False,
        )

    def _put(self, inspection_id: str, visit: Inspection, picked: Picked) -> None:
        answer = visit.answer(picked.key)
        if answer is not None:
            self._into.emit(picked.name, answer.inputs[picked.name])
            self.pinned.emit(Pinned(inspection_id, answer, picked.name))

    def _keep(self, deed: Callable[..., None], *what: object) -> None:
        self._background.deed(deed, self._ws, *what, failed=self.refused.emit, touches=False)
