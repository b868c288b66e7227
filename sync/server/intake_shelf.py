"""Files of work orders between the look at them and the yes: their rows wait here for a day.

What waits is the rows that a child process has read, sealed, never the file itself; once taken in,
or the day over, only who brought which file and what came of it is kept.
"""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import msgspec
from sqlalchemy import ColumnElement, and_, delete, insert, select, update

from app.domain.work_order import Intake, SheetRow
from app.errors import UnknownRecord
from sync.server import audit, tables
from sync.server.accounts import Account
from sync.server.centre import Centre

KEPT: Final = timedelta(days=1)
SHOWN: Final = 20
"""Files in the list of what was brought."""

_PURPOSE: Final = "kanyan work orders"
_intake = tables.intake


@dataclass(frozen=True)
class Brought:
    """A file that somebody brought."""

    id: str
    user: str
    name: str
    at: datetime
    outcome: Intake | None
    """What was taken in, without the rows that brought nothing to tell; None before that."""


def put(centre: Centre, account: Account, name: str, rows: tuple[SheetRow, ...]) -> str:
    """Keep these rows until somebody says yes; the id they are kept under."""
    sweep(centre)
    key = secrets.token_hex(16)
    sealed = centre.store.master.seal(msgspec.json.encode(rows), _PURPOSE)
    centre.objects.put_part(_place(key), 0, sealed)
    with centre.store.write() as connection:
        connection.execute(
            insert(_intake).values(
                org=account.org,
                id=key,
                user=account.user,
                name=name[:200],
                at=_moment(centre.clock.now()),
                outcome="",
            )
        )
        now = centre.clock.now()
        audit.note(connection, account, audit.BRING_FILE, "work_orders", now, name=name[:200])
    return key


def find(centre: Centre, account: Account, key: str) -> Brought:
    """The file kept under this id.

    Raises:
        UnknownRecord: there is none, it was another organisation's, or its day is over.
    """
    with centre.store.read() as connection:
        row = connection.execute(select(_intake).where(_this(account, key))).first()
    if row is None:
        raise UnknownRecord("intake", key)
    return _brought(row)


def rows_of(centre: Centre, brought: Brought) -> tuple[SheetRow, ...]:
    """The rows of a file that was not taken in yet."""
    (content,) = centre.objects.parts(_place(brought.id), 1)
    rows = centre.store.master.open(content, _PURPOSE)
    return msgspec.json.decode(rows, type=tuple[SheetRow, ...])


def settle(centre: Centre, account: Account, key: str, outcome: Intake) -> None:
    """The file was taken in: keep what came of it, and let its rows go."""
    told = msgspec.json.encode(outcome).decode()
    with centre.store.write() as connection:
        connection.execute(update(_intake).where(_this(account, key)).values(outcome=told))
    centre.objects.drop_parts(_place(key))


def drop(centre: Centre, account: Account, key: str) -> None:
    """Forget a file that is not to be taken in."""
    gone = and_(_this(account, key), _intake.c.outcome == "")
    with centre.store.write() as connection:
        count = connection.execute(delete(_intake).where(gone)).rowcount
    if count:
        centre.objects.drop_parts(_place(key))


def newest(centre: Centre, account: Account) -> tuple[Brought, ...]:
    """What was brought lately, the newest first."""
    query = select(_intake).where(_intake.c.org == account.org)
    with centre.store.read() as connection:
        rows = connection.execute(query.order_by(_intake.c.at.desc()).limit(SHOWN)).all()
    return tuple(_brought(row) for row in rows)


def sweep(centre: Centre) -> int:
    """Forget the files that nobody said yes to within a day; returns how many."""
    old = and_(_intake.c.outcome == "", _intake.c.at < _moment(centre.clock.now() - KEPT))
    with centre.store.write() as connection:
        keys = list(connection.execute(select(_intake.c.id).where(old)).scalars())
        connection.execute(delete(_intake).where(old))
    for key in keys:
        centre.objects.drop_parts(_place(key))
    return len(keys)


def _brought(row: Any) -> Brought:
    outcome = msgspec.json.decode(row.outcome, type=Intake) if row.outcome else None
    return Brought(row.id, row.user, row.name, datetime.fromisoformat(row.at), outcome)


def _this(account: Account, key: str) -> ColumnElement[bool]:
    return and_(_intake.c.org == account.org, _intake.c.id == key)


def _place(key: str) -> str:
    return f"intake-{key}"


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()
