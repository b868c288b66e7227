"""Keep one answer as it is given: at once, in one small row, with neither outbox nor trail."""

import msgspec

from app import codec
from app.domain.change import FieldEdit
from app.domain.checklist import Answer
from app.domain.inspection import Inspection
from app.errors import SealedRecord
from app.workspace import Place, Workspace


def keep_answer(ws: Workspace, inspection_id: str, answer: Answer, place: Place) -> None:
    """Keep this answer and where the person is; both are there after a power cut.

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


def keep_place(ws: Workspace, place: Place) -> None:
    """Remember where the person is, with the half-typed words."""
    with ws.unit("keep_place") as unit:
        unit.drafts.keep_place(place)
