"""What sticks have brought, and the answers that lie ready for their tablets for a month.

An answer is sealed for its tablet: whoever reads it here reads nothing.
"""

import secrets
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import msgspec
from sqlalchemy import delete, insert, select

from app.domain.change import ReceiptStatus
from app.errors import UnknownRecord
from sync.server import tables
from sync.server.accounts import Account
from sync.server.centre import Centre
from sync.server.stick import Taken

KEPT: Final = timedelta(days=30)
SHOWN: Final = 20
"""Sticks in the list of what was brought."""

_stick = tables.stick


@dataclass(frozen=True)
class Outcome:
    """What came of a stick."""

    author: str
    tablet: str
    received: int
    clashed: int
    refused: dict[str, int]
    """How many changes were refused, by the reason."""
    files: int
    refused_files: int
    same_life: bool


@dataclass(frozen=True)
class Brought:
    """A stick that somebody brought."""

    id: str
    user: str
    name: str
    at: datetime
    outcome: Outcome


def put(centre: Centre, clerk: Account, name: str, taken: Taken, answer: bytes) -> str:
    """Keep what came of a stick and the answer to it; the id they are kept under."""
    sweep(centre)
    key = secrets.token_hex(16)
    centre.objects.put_part(_place(key), 0, answer)
    row = {
        "org": clerk.org,
        "id": key,
        "user": clerk.user,
        "name": name[:200],
        "at": _moment(centre.clock.now()),
        "outcome": msgspec.json.encode(_outcome(taken)).decode(),
    }
    with centre.store.write() as connection:
        connection.execute(insert(_stick).values(**row))
    return key


def find(centre: Centre, clerk: Account, key: str) -> Brought:
    """The stick kept under this id.

    Raises:
        UnknownRecord: there is none, it was another organisation's, or its month is over.
    """
    query = select(_stick).where(_stick.c.org == clerk.org, _stick.c.id == key)
    with centre.store.read() as connection:
        row = connection.execute(query).first()
    if row is None:
        raise UnknownRecord("stick", key)
    return _brought(row)


def answer_of(centre: Centre, brought: Brought) -> bytes:
    """The sealed answer."""
    (content,) = centre.objects.parts(_place(brought.id), 1)
    return content


def newest(centre: Centre, clerk: Account) -> tuple[Brought, ...]:
    """What was brought lately, the newest first."""
    query = select(_stick).where(_stick.c.org == clerk.org)
    with centre.store.read() as connection:
        rows = connection.execute(query.order_by(_stick.c.at.desc()).limit(SHOWN)).all()
    return tuple(_brought(row) for row in rows)


def sweep(centre: Centre) -> int:
    """Forget what was brought more than a month ago; returns how many."""
    old = _stick.c.at < _moment(centre.clock.now() - KEPT)
    with centre.store.write() as connection:
        keys = list(connection.execute(select(_stick.c.id).where(old)).scalars())
        connection.execute(delete(_stick).where(old))
    for key in keys:
        centre.objects.drop_parts(_place(key))
    return len(keys)


def _outcome(taken: Taken) -> Outcome:
    refused = Counter(r.reason for r in taken.receipts if r.status is ReceiptStatus.REFUSED)
    return Outcome(
        author=taken.author.name,
        tablet=taken.label or taken.author.device,
        received=taken.count(ReceiptStatus.RECEIVED),
        clashed=taken.count(ReceiptStatus.CLASH),
        refused=dict(refused),
        files=len(taken.files),
        refused_files=taken.refused_files,
        same_life=taken.same_life,
    )


def _brought(row: Any) -> Brought:
    outcome = msgspec.json.decode(row.outcome, type=Outcome)
    return Brought(row.id, row.user, row.name, datetime.fromisoformat(row.at), outcome)


def _place(key: str) -> str:
    return f"stick-{key}"


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()
