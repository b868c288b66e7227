"""Keep what is said of something that looks odd in a visit, as it is typed."""

from app import codec
from app.domain.change import FieldEdit
from app.domain.inspection import Inspection
from app.errors import SealedRecord
from app.workspace import Place, Workspace


def keep_word(ws: Workspace, inspection_id: str, key: str, word: str, place: Place) -> None:
    """Keep the word under the key of its oddity; empty takes it away.

    Raises:
        SealedRecord: the visit is recorded.
        UnknownRecord: there is no such visit.
    """
    kind = codec.kind_of(Inspection)
    edit = FieldEdit(("words", key), None, word.strip() or None)
    with ws.unit("keep_word") as unit:
        if unit.records.is_set(kind, inspection_id, "recorded_at"):
            raise SealedRecord(kind, inspection_id)
        unit.drafts.keep(kind, inspection_id, [edit], ws.clock.now())
        unit.drafts.keep_place(place)
