"""Personal fields that were stored before they were sealed, or before a rule named them: seal them.

Runs at the start of a centre, some rows at a time, and once for each version of the rules. What
travels and what digests are over stays as it was.
"""

import logging
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, Table, and_, insert, select, update

from app.domain.change import Change, Path
from app.domain.privacy import Personal
from sync.server import sealing, tables
from sync.server.unit import CentreStore

_AT_ONCE: Final = 400
_NOTE: Final = "sealed_by"
_STORED: Final = (tables.record, tables.feed, tables.change)
_log = logging.getLogger("kanyan.centre")


def seal_what_lies_open(store: CentreStore, personal: Personal) -> int:
    """How many stored bodies were sealed now."""
    rules = ";".join(f"{kind}:{paths}" for kind, paths in sorted(personal.identity.items()))
    with store.read() as connection:
        if _noted(connection) == rules:
            return 0
    count = sum(
        _seal_table(store, table, kind, paths)
        for kind, paths in personal.identity.items()
        for table in _STORED
    )
    with store.write() as connection:
        _note(connection, rules)
    if count:
        _log.warning("personal fields of %d stored bodies were sealed", count)
    return count


def _seal_table(store: CentreStore, table: Table, kind: str, paths: tuple[Path, ...]) -> int:
    key = list(table.primary_key.columns)
    last: tuple[Any, ...] = ()
    count = 0
    while True:
        query = select(table).where(table.c.kind == kind).order_by(*key).limit(_AT_ONCE)
        if last:
            query = query.where(_behind(table, last))
        with store.write() as connection:
            rows = connection.execute(query).all()
            for row in rows:
                body = _sealed(connection, table, row, paths)
                if body != row.body:
                    here = and_(*(column == row._mapping[column.name] for column in key))
                    connection.execute(update(table).where(here).values(body=body))
                    count += 1
        if len(rows) < _AT_ONCE:
            return count
        last = tuple(rows[-1]._mapping[column.name] for column in key)


def _behind(table: Table, last: tuple[Any, ...]) -> Any:
    """The condition that a row comes after the one with this key."""
    key = list(table.primary_key.columns)
    condition: Any = key[-1] > last[-1]
    for column, value in zip(reversed(key[:-1]), reversed(last[:-1]), strict=True):
        condition = (column > value) | ((column == value) & condition)
    return condition


def _sealed(connection: Connection, table: Table, row: Any, paths: tuple[Path, ...]) -> str:
    if table is tables.change:
        if sealing.is_sealed(row.body):
            return str(row.body)
        change = msgspec.json.decode(row.body, type=Change)
        made = sealing.stored_change(connection, change, paths)
        return made if sealing.is_sealed(made) else str(row.body)
    made = sealing.stored(connection, row.org, row.case_id, msgspec.json.decode(row.body), paths)
    return made if sealing.is_sealed(made) else str(row.body)


def _noted(connection: Connection) -> str | None:
    query = select(tables.meta.c.value).where(tables.meta.c.name == _NOTE)
    return connection.execute(query).scalar()


def _note(connection: Connection, rules: str) -> None:
    if _noted(connection) is None:
        connection.execute(insert(tables.meta).values(name=_NOTE, value=rules))
    else:
        connection.execute(
            update(tables.meta).where(tables.meta.c.name == _NOTE).values(value=rules)
        )
