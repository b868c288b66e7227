"""Somebody wants to see a masked identity number: it is noted, then handed out."""

from typing import cast

from app import codec
from app.domain.change import Path
from app.domain.trail import VIEW_IDENTITY
from app.errors import UnknownRecord
from app.workspace import Workspace


def note_view(ws: Workspace, kind: str, record_id: str, path: Path) -> str:
    """The number that stands in this field, drafts included; the trail names record and field.

    Raises:
        UnknownRecord: there is no such record here, or nothing in its field.
        NoRoom: it cannot be noted, so it is not shown.
    """
    with ws.unit("note_view") as unit:
        record = unit.working(codec.KINDS[kind], record_id)
        value = codec.fields(kind, codec.encode(record)).get(path)
        if not value:
            raise UnknownRecord(kind, record_id)
        unit.note(VIEW_IDENTITY, f"{kind}/{record_id}", record.case_id, field="/".join(path))
        return cast(str, value)
