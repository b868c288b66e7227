"""Keep why a word that wants a reason stands where it does, as it is typed."""

from app import codec
from app.domain.change import FieldEdit
from app.domain.inspection import Inspection
from app.errors import SealedRecord
from app.workspace import Place, Workspace


def keep_reason(ws: Workspace, inspection_id: str, key: str, reason: str, place: Place) -> None:
    """Keep the reason under the name of its hit (`impartiality.reason_key`); empty takes it away.

    Raises:
        SealedRecord: the visit is recorded.
        UnknownRecord: there is no such visit.
    """
    kind = codec.kind_of(Inspection)
    edit = FieldEdit(("reasons", key), None, reason.strip() or None)
    with ws.unit("keep_reason") as unit:
        if unit.records.is_set(kind, inspection_id, "recorded_at"):
            raise SealedRecord(kind, inspection_id)
        unit.drafts.keep(kind, inspection_id, [edit], ws.clock.now())
        unit.drafts.keep_place(place)
