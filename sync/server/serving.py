"""Serve the feed after a cursor, as the JSON that travels; to a new tablet only what still stands.

What was stored without anything sealed is served as it stands, neither parsed nor written anew.
"""

from collections.abc import Mapping
from typing import Any, Final

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, or_, select

from app import codec
from app.domain.change import Again, EntryReason, Page
from sync.protocol.messages import PAGE_LIMIT, SNAPSHOT_LIMIT, Snapshot
from sync.server import lives, mending, reserved, scope, sealing, tables
from sync.server.accounts import Account

_feed, _record = tables.feed, tables.record
_NOTHING: Final = msgspec.Raw(b"{}")
_stands: Final = (
    select(_record.c.digest)
    .where(
        _record.c.org == _feed.c.org,
        _record.c.kind == _feed.c.kind,
        _record.c.id == _feed.c.record_id,
    )
    .correlate(_feed)
    .scalar_subquery()
    .label("digest")
)
"""The digest of the record of a line as it is now."""
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
    digest: str | None
    canonical: bool


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


def page_as_sent(
    connection: Connection, account: Account, epoch: str, after: int, *, brief: bool = False
) -> bytes:
    """The feed that this person may see, after the cursor: a `Page` as JSON.

    A cursor of another life of the centre gets an empty page at 0. A `brief` page leaves out what
    came from this device and stands so still: the device has it, and a digest is enough.
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
    known_at = account.device if brief else None
    lines = [_line(connection, life, row._mapping, given_back, known_at) for row in rows]
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
        select(_feed, _stands)
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
    connection: Connection,
    life: str,
    row: Mapping[Any, Any],
    given_back: Mapping[str, Again],
    known_at: str | None = None,
) -> _Line:
    body = sealing.as_travels(connection, row["org"], row["case_id"], row["body"])
    # What has another digest than the record was sealed, or overtaken since.
    canonical = codec.digest_of(body) == row["digest"]
    change = row["reason"] == EntryReason.CHANGE.value
    known = canonical and change and row["device"] == known_at
    return _Line(
        row["seq"],
        row["reason"],
        row["kind"],
        row["record_id"],
        row["case_id"],
        row["rev"],
        _NOTHING if known else msgspec.Raw(body),
        row["change_id"],
        row["by"],
        row["device"],
        row["at"],
        lives.seal_of(connection, life, row, body),
        given_back.get(row["change_id"]),
        row["digest"] if known else None,
        canonical,
    )
