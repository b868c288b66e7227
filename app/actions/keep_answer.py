"""Keep one answer as it is given: at once, in one small row, with neither outbox nor trail."""

from dataclasses import replace

import msgspec

from app import codec
from app.domain.change import FieldEdit
from app.domain.checklist import Answer
from app.domain.inspection import Inspection, last_used
from app.domain.instrument import fitting
from app.errors import SealedRecord
from app.workspace import Place, Unit, Workspace


def keep_answer(ws: Workspace, inspection_id: str, answer: Answer, place: Place) -> None:
    """Keep this answer and where the person is; both are there after a power cut.

    A reading that is taken on site brings the instrument along that took such readings last.

    Raises:
        SealedRecord: the inspection is recorded.
        UnknownRecord: there is no such inspection.
    """
    kind = codec.kind_of(Inspection)
    row = msgspec.to_builtins(answer)
    edit = FieldEdit(("answers", *answer.key), None, codec.without_nulls(row))
    with ws.unit("keep_answer") as unit:
        if unit.records.is_set(kind, inspection_id, "recorded_at"):
            raise SealedRecord(kind, inspection_id)
        unit.drafts.keep(kind, inspection_id, [edit], ws.clock.now())
        unit.drafts.keep_place(place)
        if answer.inputs:
            _list_instrument(ws, unit, unit.working(Inspection, inspection_id), answer)


def _list_instrument(ws: Workspace, unit: Unit, visit: Inspection, answer: Answer) -> None:
    """Note the instrument that such readings were taken with last, where the visit lists none."""
    pinned = (visit.checklist, visit.checklist_version, visit.limits_version)
    items = (i for section in ws.reference.checklist(*pinned).sections for i in section.items)
    wanted = next((i.instruments for i in items if i.id == answer.item and i.is_read_on_site), ())
    if not wanted or fitting(visit.instruments, wanted, visit.day) is not None:
        return
    found = last_used(unit.find(Inspection), wanted, visit.day)
    if found is not None:
        unit.keep(replace(visit, instruments=(*visit.instruments, found)))


def keep_place(ws: Workspace, place: Place) -> None:
    """Remember where the person is, with the half-typed words."""
    with ws.unit("keep_place") as unit:
        unit.drafts.keep_place(place)
