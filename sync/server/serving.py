"""Serve the feed after a cursor, as the JSON that travels.

What was stored without anything sealed is served as it stands, neither parsed nor written anew.
"""

from collections.abc import Mapping
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from app.domain.change import Again, Page
from sync.protocol.messages import PAGE_LIMIT
from sync.server import lives, mending, reserved, scope, sealing, tables
from sync.server.accounts import Account

_feed = tables.feed


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
    query = (
        select(_feed)
        .where(_feed.c.org == account.org, _feed.c.seq > after, _for(account))
        .order_by(_feed.c.seq)
        .limit(PAGE_LIMIT + 1)
    )
    rows = connection.execute(query).all()
    more = len(rows) > PAGE_LIMIT
    rows = rows[:PAGE_LIMIT]
    newest = connection.execute(select(func.max(_feed.c.seq))).scalar() or 0
    last = rows[-1].seq if more else max(newest, after)
    given_back = mending.given_back(connection, account.org, life, rows)
    lines = [_line(connection, life, row._mapping, given_back) for row in rows]
    return msgspec.json.encode(_Page(life, lines, last, more, lives.mark_at(connection, last)))


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
