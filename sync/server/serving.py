"""Serve the feed after a cursor, as the JSON that travels; to a new tablet only what still stands.

What was stored without anything sealed is served as it stands, neither parsed nor written anew.
"""

from collections.abc import Mapping
from typing import Any, Final

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, or_, select

from app.domain.change import Again, Page
from sync.protocol.messages import PAGE_LIMIT, SNAPSHOT_LIMIT, Snapshot
from sync.server import lives, mending, reserved, scope, sealing, tables
from sync.server.accounts import Account

_feed, _record = tables.feed, tables.record
_SNAPSHOT_BYTES: Final = 8 << 20
"""Of bodies in one part of a snapshot: it is one transaction on the tablet, and in its memory."""


class _Line(msgspec.Struct, gc=False):
    """An `Entry`, its body as JSON."""

    seq: int
    reason: str
    kind: str
    record_id: str
    case_id: str
    rev: int
    body: msgspec.Raw
    change_id: str | None
    by: str
    device: str
    at: str
    seal: str
    again: Again | None


class _Page(msgspec.Struct):
    """A `Page` of such lines."""

    epoch: str
    entries: list[_Line]
    last: int
    more: bool
    mark: str = ""


class _Snapshot(msgspec.Struct):
    """A `Snapshot` of such lines."""

    page: _Page
    until: int


def page(connection: Connection, account: Account, epoch: str, after: int) -> Page:
    """The feed that this person may see, after the cursor, as it arrives on the tablet."""
    return msgspec.json.decode(page_as_sent(connection, account, epoch, after), type=Page)


def page_as_sent(connection: Connection, account: Account, epoch: str, after: int) -> bytes:
    """The feed that this person may see, after the cursor: a `Page` as JSON.

    A cursor of another life of the centre gets an empty page at 0.
    """
    life = lives.epoch(connection)
    if epoch not in ("", life):
        return msgspec.json.encode(_Page(life, [], 0, more=True))
    query = _lines_for(account, after).limit(PAGE_LIMIT + 1)
    rows = connection.execute(query).all()
    more = len(rows) > PAGE_LIMIT
    rows = rows[:PAGE_LIMIT]
    last = rows[-1].seq if more else max(_newest(connection), after)
    given_back = mending.given_back(connection, account.org, life, rows)
    lines = [_line(connection, life, row._mapping, given_back) for row in rows]
    return msgspec.json.encode(_Page(life, lines, last, more, lives.mark_at(connection, last)))


def snapshot_as_sent(
    connection: Connection, account: Account, epoch: str, after: int, until: int
) -> bytes:
    """What this person sees of the feed behind the cursor up to line `until`: a `Snapshot` as JSON.

    A line that a newer one of its record has overtaken is left out: whoever goes on to read, here
    or in the feed behind `until`, comes to the newer one. What was addressed to the person is left
    out too: the lines of the cases that he is on now are here by themselves, and what changes
    while he reads is addressed to him behind `until`.

    Lines of his own device all stay: by them it knows which of its work has come. So nobody asks
    for this who has read a part of the feed in a former life of the centre: what he gives back
    rests on the lines in between.
    """
    life = lives.epoch(connection)
    if epoch not in ("", life):
        return msgspec.json.encode(_Snapshot(_Page(life, [], 0, more=True), 0))
    until = min(until, _newest(connection)) or _newest(connection)
    rows: list[Row[Any]] = []
    room = _SNAPSHOT_BYTES
    for row in connection.execute(_standing_lines(account, after, until)):
        rows.append(row)
        room -= len(row.body)
        if room < 0 or len(rows) == SNAPSHOT_LIMIT:
            break
    more = room < 0 or len(rows) == SNAPSHOT_LIMIT
    last = rows[-1].seq if more else max(until, after)
    lines = [_line(connection, life, row._mapping, {}) for row in rows]
    mark = lives.mark_at(connection, last)
    return msgspec.json.encode(_Snapshot(_Page(life, lines, last, True, mark), until))


def snapshot(
    connection: Connection, account: Account, epoch: str, after: int, until: int
) -> Snapshot:
    """The same as it arrives on the tablet."""
    said = snapshot_as_sent(connection, account, epoch, after, until)
    return msgspec.json.decode(said, type=Snapshot)


def _newest(connection: Connection) -> int:
    return connection.execute(select(func.max(_feed.c.seq))).scalar() or 0


def _lines_for(account: Account, after: int) -> Select[Any]:
    return (
        select(_feed)
        .where(_feed.c.org == account.org, _feed.c.seq > after, _for(account))
        .order_by(_feed.c.seq)
    )


def _standing_lines(account: Account, after: int, until: int) -> Select[Any]:
    same = (_record.c.org == _feed.c.org) & (_record.c.kind == _feed.c.kind)
    stands = or_(_record.c.rev == _feed.c.rev, _feed.c.device == account.device)
    return (
        _lines_for(account, after)
        .join(_record, and_(same, _record.c.id == _feed.c.record_id))
        .where(_feed.c.seq <= until, _feed.c.audience.is_(None), stands)
        .limit(SNAPSHOT_LIMIT)
    )


def _for(account: Account) -> ColumnElement[bool]:
    addressed = _feed.c.audience == account.user
    for_all: ColumnElement[bool] = _feed.c.audience.is_(None)
    if not scope.sees_all(account):
        for_all = and_(for_all, _feed.c.case_id.in_(scope.own_cases(account)))
    return and_(
        or_(addressed, for_all), reserved.readable(account, _feed.c.kind, _feed.c.record_id)
    )


def _line(
    connection: Connection, life: str, row: Mapping[Any, Any], given_back: Mapping[str, Again]
) -> _Line:
    body = sealing.as_travels(connection, row["org"], row["case_id"], row["body"])
    return _Line(
        row["seq"],
        row["reason"],
        row["kind"],
        row["record_id"],
        row["case_id"],
        row["rev"],
        msgspec.Raw(body),
        row["change_id"],
        row["by"],
        row["device"],
        row["at"],
        lives.seal_of(connection, life, row, body),
        given_back.get(row["change_id"]),
    )
