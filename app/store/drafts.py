"""What has been typed but not recorded, field by field, and where the person is.

A draft lies over its record as a set of field edits, so keeping one answer writes one small row.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

import msgspec
from sqlalchemy import Connection, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from app.domain.change import FieldEdit, Path, Plain
from app.store import tables

_draft = tables.draft
_place = tables.place

# Built once: they run with every field, and building one takes longer than running it.
_keep = insert(_draft)
_keep = _keep.on_conflict_do_update(
    index_elements=["kind", "id", "path"],
    set_={"value": _keep.excluded.value, "kept_at": _keep.excluded.kept_at},
)
_keep_place = insert(_place)
_keep_place = _keep_place.on_conflict_do_update(
    index_elements=["id"], set_={"body": _keep_place.excluded.body}
)


@dataclass(frozen=True)
class Place:
    """Where the person is: the page, the field, the caret and the half-typed words."""

    screen: str
    record_id: str = ""
    item: str = ""
    device: str = ""
    field: str = ""
    caret: int = 0
    text: str = ""


class Drafts:
    """Drafts of one open transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, kind: str, record_id: str, edits: Iterable[FieldEdit], at: datetime) -> None:
        """Keep the new values of these fields over the record."""
        rows = [
            {
                "kind": kind,
                "id": record_id,
                "path": _path_text(edit.path),
                "value": msgspec.json.encode(edit.new).decode(),
                "kept_at": at.isoformat(),
            }
            for edit in edits
        ]
        if rows:
            self._connection.execute(_keep, rows)

    def edits(self, kind: str, record_id: str) -> tuple[FieldEdit, ...]:
        """The fields kept over this record; their old values are those of the record."""
        query = select(_draft.c.path, _draft.c.value).where(
            _draft.c.kind == kind, _draft.c.id == record_id
        )
        return tuple(
            FieldEdit(tuple(msgspec.json.decode(path)), None, msgspec.json.decode(value))
            for path, value in self._connection.execute(query)
        )

    def kept_over(self, kind: str, record_ids: Collection[str]) -> set[str]:
        """Those of these records of one kind over which something is kept."""
        query = select(_draft.c.id).where(_draft.c.kind == kind, _draft.c.id.in_(list(record_ids)))
        return set(self._connection.execute(query.distinct()).scalars())

    def value(self, kind: str, record_id: str, path: Path) -> Plain:
        """The kept value of one field, None if it was never kept (or taken away)."""
        text = self._connection.execute(
            select(_draft.c.value).where(
                _draft.c.kind == kind,
                _draft.c.id == record_id,
                _draft.c.path == _path_text(path),
            )
        ).scalar()
        return None if text is None else msgspec.json.decode(text)

    def drop(self, kind: str, record_id: str) -> None:
        """The draft has become part of its record."""
        self._connection.execute(
            delete(_draft).where(_draft.c.kind == kind, _draft.c.id == record_id)
        )

    def drop_field(self, kind: str, record_id: str, path: Path) -> None:
        """One kept field has become part of a change."""
        self._connection.execute(
            delete(_draft).where(
                _draft.c.kind == kind,
                _draft.c.id == record_id,
                _draft.c.path == _path_text(path),
            )
        )

    def kept(self) -> dict[tuple[str, str], int]:
        """How many fields are kept over each record, by (kind, id)."""
        query = select(_draft.c.kind, _draft.c.id, func.count()).group_by(
            _draft.c.kind, _draft.c.id
        )
        return {(kind, record_id): n for kind, record_id, n in self._connection.execute(query)}

    def keep_place(self, place: Place) -> None:
        """Remember where the person is."""
        body = msgspec.json.encode(place).decode()
        self._connection.execute(_keep_place, {"id": 1, "body": body})

    def place(self) -> Place | None:
        """Where the person was."""
        body = self._connection.execute(select(_place.c.body)).scalar()
        return None if body is None else msgspec.json.decode(body, type=Place)


def _path_text(path: Path) -> str:
    return msgspec.json.encode(path).decode()
