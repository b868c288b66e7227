"""Remember where instruments were reached, and until when each is calibrated."""

from dataclasses import asdict, dataclass, field, replace

import msgspec

from app.domain.meter import MeterSource
from app.workspace import METERS, Workspace


@dataclass(frozen=True)
class MeterMemory:
    """What this tablet remembers of the instruments it has read."""

    source: MeterSource = field(default_factory=lambda: MeterSource("dlt645"))
    calibrated: dict[str, str] = field(default_factory=dict)
    """By the number of an instrument: the ISO date to which its calibration holds."""


def known_meters(ws: Workspace) -> MeterMemory:
    """What is remembered; what cannot be read is as if nothing were."""
    with ws.read() as unit:
        kept = unit.settings.get(METERS)
    try:
        return msgspec.json.decode(kept or b"{}", type=MeterMemory)
    except msgspec.MsgspecError:  # of another version
        return MeterMemory()


def keep_meter_place(ws: Workspace, source: MeterSource) -> None:
    """Remember this place for the next reading."""
    _put(ws, replace(known_meters(ws), source=source))


def keep_calibration(ws: Workspace, serial_no: str, until: str) -> None:
    """Remember until when this instrument is calibrated."""
    known = known_meters(ws)
    _put(ws, replace(known, calibrated={**known.calibrated, serial_no: until}))


def _put(ws: Workspace, memory: MeterMemory) -> None:
    with ws.unit("keep_meter_place") as unit:
        unit.settings.put(METERS, msgspec.json.encode(asdict(memory)))
