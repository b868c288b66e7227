"""What can still be read of a damaged database: around each page that cannot, row by row.

A page that can be read bears its own seal, so what stands there was written by this program with
this key. The damaged files are never opened: SQLite would write beside them. A copy is.
"""

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Engine, Integer, Label, Table, insert, literal_column, select
from sqlalchemy.exc import DBAPIError

from app.store import tables
from app.store.driver import plain_engine


@dataclass(frozen=True)
class Salvage:
    """The rows of each table that could be read, in order, and which tables could be as a whole."""

    rows: Mapping[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)
    whole: frozenset[str] = frozenset()

    def of(self, table: Table) -> Sequence[Mapping[str, Any]]:
        """The rows of this table."""
        return self.rows.get(table.name, ())


PARTS: Final = ("", "-wal", "-shm")
"""Ends of the names of the files that make up a database."""
_SCRATCH: Final = "look-"
_MOST_TRIES: Final = 200
_ROWID: Final[Label[int]] = literal_column("rowid", Integer).label("rowid_")


def readable(database: Path, key: bytes) -> Salvage:
    """What can be read of the database that lies, or should lie, there."""
    for left in database.parent.glob(f"{_SCRATCH}*"):  # by a look that was cut
        shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=_SCRATCH, dir=database.parent) as scratch:
        copy = Path(scratch) / database.name
        for end in ("", "-wal"):
            with suppress(FileNotFoundError):
                shutil.copyfile(database.with_name(database.name + end), f"{copy}{end}")
        if not copy.exists():
            return Salvage()
        engine = plain_engine(copy, key)
        try:
            read = {table.name: _rows(engine, table) for table in tables.metadata.sorted_tables}
        finally:
            engine.dispose()
    whole = frozenset(name for name, (_, whole) in read.items() if whole)
    return Salvage({name: rows for name, (rows, _) in read.items()}, whole)


def write_out(salvage: Salvage, target: Path, key: bytes) -> None:
    """These rows as a database of their own, sealed by the same key."""
    engine = plain_engine(target, key)
    try:
        with engine.begin() as connection:
            tables.metadata.create_all(connection)
            for table in tables.metadata.sorted_tables:
                if salvage.of(table):
                    connection.execute(insert(table), list(salvage.of(table)))
    finally:
        engine.dispose()


def _rows(engine: Engine, table: Table) -> tuple[list[dict[str, Any]], bool]:
    """From the first row on, from the last one back, and by leaps over what lies between."""
    found: dict[int, dict[str, Any]] = {}
    if _read(engine, table, found):
        return _in_order(found), True
    ahead = max(found, default=0)
    _read(engine, table, found, backwards=True, after=ahead)
    behind = min((number for number in found if number > ahead), default=ahead)
    leap, tries = 1, 0
    while ahead + leap < behind and tries < _MOST_TRIES:
        known = len(found)
        if _read(engine, table, found, after=ahead + leap - 1, before=behind):
            break
        if len(found) > known:
            ahead, leap = max(n for n in found if n < behind), 1
        else:
            leap *= 2
        tries += 1
    return _in_order(found), False


def _read(
    engine: Engine,
    table: Table,
    found: dict[int, dict[str, Any]],
    *,
    backwards: bool = False,
    after: int = -1,
    before: int | None = None,
) -> bool:
    """Read until the end or until something cannot be read; tells whether it was the end."""
    query = select(_ROWID, table).where(literal_column("rowid") > after)
    if before is not None:
        query = query.where(literal_column("rowid") < before)
    query = query.order_by(literal_column("rowid").desc() if backwards else literal_column("rowid"))
    try:
        with engine.connect() as connection:
            for row in connection.execution_options(stream_results=True).execute(query):
                values = dict(row._mapping)
                found[values.pop("rowid_")] = values
    except DBAPIError:
        return False
    return True


def _in_order(found: Mapping[int, dict[str, Any]]) -> list[dict[str, Any]]:
    return [found[number] for number in sorted(found)]
