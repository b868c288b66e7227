"""Carry what could be read of a damaged database over into the backup that takes its place.

Of the outbox and the drafts the damaged database knows better, whatever of them can be read; agreed
copies only go forward; the trail goes on as far as each line fits the one before it.
"""

from dataclasses import dataclass
from typing import Any, Final

import msgspec
from sqlalchemy import Table, delete
from sqlalchemy.dialects.sqlite import insert

from app import codec
from app.domain.change import Change
from app.domain.trail import misfit
from app.store import tables
from app.store.salvage import Salvage
from app.store.shelf import BlobState
from app.store.trail import kept_line
from app.store.unit import Unit

Record = tuple[str, str]

_OWN: Final = "trail_"
"""Settings that speak of the trail stay those of the backup."""


@dataclass(frozen=True)
class Carried:
    """How many of each were read in the damaged database and are there again.

    `missing` counts lines of its trail that are known to have been there and could not be read.
    """

    changes: int = 0
    drafts: int = 0
    lines: int = 0
    missing: int = 0


def carry_over(unit: Unit, salvage: Salvage) -> Carried:
    """Do it, in one transaction."""
    touched = _agreed(unit, salvage) | _outbox(unit, salvage)
    for table in (tables.conflict, tables.blob, tables.place):
        _put(unit, table, salvage)
    settings = [row for row in salvage.of(tables.setting) if not row["name"].startswith(_OWN)]
    for row in settings:
        unit.settings.put(row["name"], bytes(row["value"]))
    _drafts(unit, salvage, touched)
    for kind, record_id in sorted(touched):
        unit.relay(kind, record_id)
        _shelve(unit, kind, record_id)
    lines, missing = _trail(unit, salvage)
    drafts = len(salvage.of(tables.draft))
    return Carried(len(salvage.of(tables.outbox)), drafts, lines, missing)


def _agreed(unit: Unit, salvage: Salvage) -> set[Record]:
    touched = set()
    for row in salvage.of(tables.agreed):
        if row["rev"] > unit.records.agreed(row["kind"], row["id"])[0]:
            _upsert(unit, tables.agreed, row)
            touched.add((row["kind"], row["id"]))
    return touched


def _outbox(unit: Unit, salvage: Salvage) -> set[Record]:
    """In its old place each, for a change counts after those that were made before it."""
    table = tables.outbox
    touched: set[Record] = set()
    if table.name in salvage.whole:
        touched |= {(line.change.kind, line.change.record_id) for line in unit.outbox.all()}
        unit.connection.execute(delete(table))
    for row in salvage.of(table):
        change = msgspec.json.decode(row["body"], type=Change)
        unit.outbox.drop(change.id)
        unit.connection.execute(delete(table).where(table.c.seq == row["seq"]))
        unit.connection.execute(insert(table).values(**row))
        touched.add((change.kind, change.record_id))
    return touched


def _drafts(unit: Unit, salvage: Salvage, touched: set[Record]) -> None:
    table = tables.draft
    if table.name in salvage.whole:
        unit.connection.execute(delete(table))
    else:  # what the backup had as typed may have been recorded since
        for kind, record_id in touched:
            unit.drafts.drop(kind, record_id)
    _put(unit, table, salvage)


def _shelve(unit: Unit, kind: str, record_id: str) -> None:
    body = unit.records.body(kind, record_id)
    for digest, rank in codec.files(kind, body) if body else ():
        if unit.blobs.has(digest):
            unit.shelf.add(digest, unit.blobs.size(digest), rank)
        else:
            unit.shelf.add(digest, 0, rank, BlobState.WANTED)


def _trail(unit: Unit, salvage: Salvage) -> tuple[int, int]:
    """How many lines fitted on, and how many were there that could not be read or do not fit."""
    head = first = unit.trail.head()
    last = head.seq
    for row in salvage.of(tables.trail):
        kept = kept_line(row)
        last = max(last, kept.line.seq)
        if kept.line.seq > head.seq and not misfit(head, kept):
            unit.connection.execute(insert(tables.trail).values(**row))
            head = unit.trail.head()
    return head.seq - first.seq, last - head.seq


def _put(unit: Unit, table: Table, salvage: Salvage) -> None:
    for row in salvage.of(table):
        _upsert(unit, table, row)


def _upsert(unit: Unit, table: Table, row: Any) -> None:
    statement = insert(table).values(**row)
    keys = [column.name for column in table.primary_key]
    new = {name: statement.excluded[name] for name in row if name not in keys}
    unit.connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=new))
