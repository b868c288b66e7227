"""Records as rows: the copy with my edits, and the copy last agreed with the centre."""

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import Any

import msgspec
from sqlalchemy import Connection, Insert, Table, bindparam, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from app import codec
from app.domain.change import Entry, Plain
from app.errors import UnknownRecord
from app.store import tables

OUT_OF_SCOPE = ""
"""Stands for the digest of an agreed copy that is only the base of work not sent yet."""

# Built once: it runs with every field that is typed.
_one_field = select(
    func.json_extract(tables.record.c.body, bindparam("path")).label("value")
).where(tables.record.c.kind == bindparam("kind"), tables.record.c.id == bindparam("id"))


class Records:
    """Plain records of one open transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def body(self, kind: str, record_id: str) -> dict[str, Plain] | None:
        """The record as it stands here, my unsent edits included."""
        return self._body(tables.record, kind, record_id)

    def is_set(self, kind: str, record_id: str, name: str) -> bool:
        """Whether this top-level field of the record has a value, without reading all of it.

        Raises:
            UnknownRecord: there is no such record.
        """
        sought = {"kind": kind, "id": record_id, "path": f"$.{name}"}
        row = self._connection.execute(_one_field, sought).first()
        if row is None:
            raise UnknownRecord(kind, record_id)
        return row.value is not None

    def bodies(self, kind: str, case_id: str | None = None) -> list[dict[str, Plain]]:
        """All records of this kind (of one case), in order of their ids, that is of making."""
        table = tables.record
        query = select(table.c.body).where(table.c.kind == kind).order_by(table.c.id)
        if case_id is not None:
            query = query.where(table.c.case_id == case_id)
        return [msgspec.json.decode(row.body) for row in self._connection.execute(query)]

    def write(self, kind: str, body: Mapping[str, Plain]) -> None:
        """Put the record as it stands here in place of what stood."""
        row = {
            "kind": kind,
            "id": body["id"],
            "case_id": _case_of(kind, body),
            "org": body["org"],
            "body": _text(body),
        }
        self._put(tables.record, row)

    def remove(self, kind: str, record_id: str) -> None:
        """Take a record out that was never agreed, or has left this person's scope."""
        for table in (tables.record, tables.agreed):
            self._connection.execute(
                delete(table).where(table.c.kind == kind, table.c.id == record_id)
            )

    def agreed(self, kind: str, record_id: str) -> tuple[int, dict[str, Plain]]:
        """Revision and body last seen in the centre's feed; 0 and nothing where it never was."""
        table = tables.agreed
        row = self._connection.execute(
            select(table.c.rev, table.c.body).where(table.c.kind == kind, table.c.id == record_id)
        ).first()
        return (row.rev, msgspec.json.decode(row.body)) if row else (0, {})

    def agree(self, entry: Entry) -> None:
        """Move the agreed copy to what the feed says."""
        self._put(tables.agreed, _agreed_row(entry, _text(entry.body)))

    def agree_all(self, entries: Collection[Entry], org: str) -> None:
        """Move the agreed copies of these records, and the records as they stand here with them.

        Each is the only one of its record, and nothing of one's own lies over it. What came as a
        digest alone stands here so already.
        """
        agreed, here = [], []
        for entry in entries:
            text = _text(entry.body)
            agreed.append(_agreed_row(entry, text))
            if entry.digest is None:
                key = {"kind": entry.kind, "id": entry.record_id, "case_id": entry.case_id}
                here.append({**key, "org": org, "body": text})
        if agreed:
            self._connection.execute(_upsert(tables.agreed, tuple(agreed[0])), agreed)
        if here:
            self._connection.execute(_upsert(tables.record, tuple(here[0])), here)

    def texts(self, kind: str, record_ids: Collection[str]) -> dict[str, str]:
        """These records of one kind as they stand here, as JSON."""
        table = tables.record
        query = select(table.c.id, table.c.body).where(
            table.c.kind == kind, table.c.id.in_(list(record_ids))
        )
        return {row.id: row.body for row in self._connection.execute(query)}

    def agreed_revs(self, kind: str, record_ids: Collection[str]) -> dict[str, int]:
        """The agreed revision of each of these records that was ever seen in the feed."""
        table = tables.agreed
        query = select(table.c.id, table.c.rev).where(
            table.c.kind == kind, table.c.id.in_(list(record_ids))
        )
        return {row.id: row.rev for row in self._connection.execute(query)}

    def agreed_digests(self) -> list[tuple[str, str, str]]:
        """(kind, id, digest) of every agreed record in this person's scope, in order."""
        table = tables.agreed
        query = select(table.c.kind, table.c.id, table.c.digest).where(
            table.c.digest != OUT_OF_SCOPE
        )
        rows = self._connection.execute(query.order_by(table.c.kind, table.c.id))
        return [(row.kind, row.id, row.digest) for row in rows]

    def leave(self, kind: str, record_id: str) -> None:
        """This record has left the person's scope, with unsent work over its agreed copy.

        The copy stays as the base of that work. It counts as agreed no more, is not offered to the
        centre, and takes whatever the feed says should the record come back.
        """
        table = tables.agreed
        self._connection.execute(
            update(table)
            .where(table.c.kind == kind, table.c.id == record_id)
            .values(rev=0, digest=OUT_OF_SCOPE)
        )

    def keep_left(self, kind: str, record_id: str, case_id: str, body: Mapping[str, Plain]) -> None:
        """Keep the base of unsent work on a record that is out of this person's scope."""
        row = {"kind": kind, "id": record_id, "case_id": case_id, "rev": 0, "body": _text(body)}
        self._put(tables.agreed, {**row, "digest": OUT_OF_SCOPE})

    def disagree(self, kind: str, record_id: str) -> None:
        """Forget that this record was ever agreed; as it stands here it stays."""
        table = tables.agreed
        self._connection.execute(delete(table).where(table.c.kind == kind, table.c.id == record_id))

    def last_line(self, case_id: str) -> int | None:
        """The last line of the feed that any record of this case came by; 0 where unknown.

        None where the centre's feed has not shown them all.
        """
        table, agreed = tables.record, tables.agreed
        records = select(func.count()).select_from(table).where(table.c.case_id == case_id)
        seen = select(func.count(), func.min(agreed.c.seq), func.max(agreed.c.seq)).where(
            agreed.c.case_id == case_id, agreed.c.digest != OUT_OF_SCOPE
        )
        count, first, last = self._connection.execute(seen).one()
        if not count or count < self._connection.execute(records).scalar_one():
            return None
        return int(last) if first else 0

    def cases_with(self, kind: str, case_ids: Collection[str]) -> set[str]:
        """Those of these cases (a page of the list) that have a record of this kind."""
        table = tables.record
        query = select(table.c.case_id).where(table.c.case_id.in_(case_ids), table.c.kind == kind)
        return set(self._connection.execute(query).scalars())

    def of_case(self, case_id: str) -> list[tuple[str, str]]:
        """(kind, id) of every record of this case."""
        table = tables.record
        query = select(table.c.kind, table.c.id).where(table.c.case_id == case_id)
        return [(row.kind, row.id) for row in self._connection.execute(query)]

    def _body(self, table: Table, kind: str, record_id: str) -> dict[str, Plain] | None:
        text = self._connection.execute(
            select(table.c.body).where(table.c.kind == kind, table.c.id == record_id)
        ).scalar()
        return None if text is None else msgspec.json.decode(text)

    def _put(self, table: Table, row: Mapping[str, Any]) -> None:
        self._connection.execute(_upsert(table, tuple(row)), row)


@lru_cache(maxsize=8)
def _upsert(table: Table, names: Sequence[str]) -> Insert:
    """The statement that puts a row with these columns in place of what stood; built once."""
    statement = insert(table).values({name: bindparam(name) for name in names})
    keys = [column.name for column in table.primary_key]
    new = {name: statement.excluded[name] for name in names if name not in keys}
    return statement.on_conflict_do_update(index_elements=keys, set_=new)


def _agreed_row(entry: Entry, text: str) -> dict[str, Any]:
    body = entry.body
    return {
        "kind": entry.kind,
        "id": entry.record_id,
        "case_id": entry.case_id,
        "rev": entry.rev,
        "body": text,
        "digest": body.digest if isinstance(body, codec.Told) else codec.digest(body),
        "seq": entry.seq,
        "by": entry.by,
        "seal": entry.seal,
    }


def _case_of(kind: str, body: Mapping[str, Plain]) -> str:
    return str(body["id"] if kind == "case" else body["case_id"])


def _text(body: Mapping[str, Plain]) -> str:
    if isinstance(body, codec.Told):
        return body.text
    # Sorted it is the canonical form, as the centre has it: one's own work is known by its digest.
    return msgspec.json.encode(body, order="sorted").decode()
