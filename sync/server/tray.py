"""What one push writes, many rows to a statement, and what it asks for, read ahead in one go.

A statement for each row costs ten times what the row does. Nobody sees the difference: whatever is
asked through this connection is asked after all that waits here was written.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy import Connection, bindparam, event, insert, select, update

from app.domain.change import Change, Plain
from sync.server import sealing, tables

Key = tuple[str, str]
Current = tuple[int, dict[str, Plain]]
"""Revision and body of a record; 0 and nothing where there is none yet."""

_record, _change, _feed = tables.record, tables.change, tables.feed

# Built once, and in the order in which they are written: a record is there before it is changed.
_NEW_RECORD: Final = insert(_record)
_NEXT_RECORD: Final = (
    update(_record)
    .where(
        _record.c.org == bindparam("of_org"),
        _record.c.kind == bindparam("of_kind"),
        _record.c.id == bindparam("of_id"),
    )
    .values({name: bindparam(name) for name in ("case_id", "rev", "body", "digest")})
)
_STATEMENTS: Final = (_NEW_RECORD, _NEXT_RECORD, insert(_change), insert(_feed))


class Tray:
    """The rows of one push that are not written yet, and the records as they are with them."""

    def __init__(self, connection: Connection, org: str) -> None:
        self._connection = connection
        self._org = org
        self._rows: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
        self._known: dict[str, bool] = {}
        self._current: dict[Key, Current] = {}
        self.cases_seen: set[str] = set()
        """Cases that whoever pushes was found to be let into."""

    def look_ahead(self, changes: Iterable[Change]) -> None:
        """Read what has to be known of these, all at once."""
        wanted: dict[str, dict[str, Change]] = defaultdict(dict)
        for change in changes:
            wanted[change.kind][change.record_id] = change
            self._known[change.id] = False
            self._current[change.kind, change.record_id] = (0, {})
        query = select(_change.c.id).where(
            _change.c.org == self._org, _change.c.id.in_(list(self._known))
        )
        self._known.update(dict.fromkeys(self._connection.execute(query).scalars(), True))
        for kind, named in wanted.items():
            rows = select(_record.c.id, _record.c.rev, _record.c.case_id, _record.c.body).where(
                _record.c.org == self._org, _record.c.kind == kind, _record.c.id.in_(list(named))
            )
            for row in self._connection.execute(rows).all():
                body = sealing.opened(self._connection, self._org, row.case_id, row.body)
                self._current[kind, row.id] = (row.rev, body)

    def is_known(self, change: Change) -> bool:
        """Whether this change was applied before."""
        return self._known[change.id]

    def current(self, change: Change) -> Current:
        """The record of this change as it is now."""
        return self._current[change.kind, change.record_id]

    def put_record(
        self, change: Change, row: Mapping[str, Any], body: Mapping[str, Plain], rev: int
    ) -> None:
        """The record as it is after this change; `row` is how it is kept, `body` how it travels."""
        key = {"org": self._org, "kind": change.kind, "id": change.record_id}
        if rev == 1:
            self._rows[0].append({**key, **row})
        else:
            self._rows[1].append({**{f"of_{name}": key[name] for name in key}, **row})
        self._current[change.kind, change.record_id] = (rev, dict(body))

    def put_change(self, change: Change, row: Mapping[str, Any]) -> None:
        """The change itself, as it is kept."""
        self._known[change.id] = True
        self._rows[2].append(row)

    def put_line(self, row: Mapping[str, Any]) -> None:
        """A line of the feed; lines get their numbers in the order in which they come."""
        self._rows[3].append(row)

    def write(self) -> None:
        """Write what waits."""
        waiting, self._rows = self._rows, defaultdict(list)
        for number, statement in enumerate(_STATEMENTS):
            if rows := waiting.get(number):
                self._connection.execute(statement, rows)

    def before_execute(self, *_what: Any) -> None:
        """Something is about to be asked or written: first what waits."""
        if self._rows:
            self.write()


@contextmanager
def a_tray(connection: Connection, org: str) -> Iterator[Tray]:
    """A tray of this transaction; all of it is written in the end."""
    tray = Tray(connection, org)
    event.listen(connection, "before_execute", tray.before_execute)
    try:
        yield tray
        tray.write()
    finally:
        event.remove(connection, "before_execute", tray.before_execute)
