"""Keep why a word that wants a reason stands where it does, as it is typed."""

from app import codec
from app.domain.change import FieldEdit
from app.domain.filing import Filing
from app.domain.inspection import Inspection
from app.errors import SealedRecord
from app.workspace import Place, Workspace


def keep_reason(
    ws: Workspace,
    record_id: str,
    key: str,
    reason: str,
    place: Place,
    filled: type[Inspection] | type[Filing] = Inspection,
) -> None:
    """Keep the reason under the name of its hit (`impartiality.reason_key`); empty takes it away.

    Raises:
        SealedRecord: the visit or form is recorded.
        UnknownRecord: there is none.
    """
    kind = codec.kind_of(filled)
    edit = FieldEdit(("reasons", key), None, reason.strip() or None)
    with ws.unit("keep_reason") as unit:
        if unit.records.is_set(kind, record_id, "recorded_at"):
            raise SealedRecord(kind, record_id)
        unit.drafts.keep(kind, record_id, [edit], ws.clock.now())
        unit.drafts.keep_place(place)
