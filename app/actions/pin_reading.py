"""Put what an instrument shows into a field of a visit, with all that the value rests on."""

from dataclasses import dataclass, replace

import msgspec

from app import codec
from app.domain.change import FieldEdit
from app.domain.checklist import Answer, AnswerKey
from app.domain.inspection import Inspection, pin_key
from app.domain.instrument import Instrument
from app.domain.meter import MeterIdentity, MeterValue, Ratios, fits, pinned
from app.errors import MeterTrouble, SealedRecord
from app.workspace import Place, Workspace


@dataclass(frozen=True)
class Pinning:
    """A reading on its way into the input `name`, in `unit`, of the answer to `key`."""

    key: AnswerKey
    name: str
    unit: str
    value: MeterValue
    who: MeterIdentity
    """The instrument, with the number on its plate."""
    calibrated_until: str
    """ISO date."""
    ratios: Ratios = Ratios()  # noqa: RUF009 (frozen)
    protocol: str = ""


def pin_reading(ws: Workspace, inspection_id: str, pinning: Pinning, place: Place) -> Inspection:
    """The visit with the value in its answer, its pin beside it, and the instrument listed.

    All of it is kept in one transaction: a value never stands there without its origin.

    Raises:
        MeterTrouble: there is no value, or it is in no unit of the field (`does_not_fit`).
        SealedRecord: the visit is recorded.
        UnknownRecord: there is no such visit.
    """
    if not fits(pinning.value, pinning.unit):
        raise MeterTrouble("does_not_fit", found=f"{pinning.value.zh} {pinning.value.shown}")
    who, until = pinning.who, pinning.calibrated_until
    pin = pinned(pinning.value, pinning.unit, pinning.ratios, who, until, pinning.protocol)
    tester = Instrument(
        f"{who.kind}-{who.serial_no or who.model}", who.kind, who.model, who.serial_no, until
    )
    kind = codec.kind_of(Inspection)
    with ws.unit("pin_reading") as unit:
        if unit.records.is_set(kind, inspection_id, "recorded_at"):
            raise SealedRecord(kind, inspection_id)
        visit = unit.working(Inspection, inspection_id)
        answer = visit.answer(pinning.key) or Answer(*pinning.key)
        inputs = {**answer.inputs, pinning.name: pin.text}
        answer = replace(answer, inputs=inputs, instrument=tester.id)
        edits = [
            FieldEdit(("answers", *answer.key), None, _plain(answer)),
            FieldEdit(("pins", pin_key(answer.key, pinning.name)), None, _plain(pin)),
            FieldEdit(("instruments", tester.id), None, _plain(tester)),
        ]
        unit.drafts.keep(kind, inspection_id, edits, ws.clock.now())
        unit.drafts.keep_place(place)
        return unit.working(Inspection, inspection_id)


def _plain(value: object) -> object:
    return codec.without_nulls(msgspec.to_builtins(value))
