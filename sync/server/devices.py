"""What the centre knows of every tablet: whose it is, what waits on it, when it was seen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, Connection, and_, bindparam, case, insert, select, update

from app.domain.change import Change, Receipt, ReceiptStatus
from sync.protocol.messages import Waiting
from sync.server import tables
from sync.server.accounts import Account

_device, _queue = tables.device, tables.device_queue

_waiting_files = _device.c.waiting_files
_one_fewer: Final = (
    update(_device)
    .where(_device.c.org == bindparam("its_org"), _device.c.id == bindparam("its_id"))
    .values(waiting_files=case((_waiting_files > 0, _waiting_files - 1), else_=0))
)

_MOST: Final = 1_000_000


def note_seen(connection: Connection, account: Account, now: datetime, label: str = "") -> None:
    """This tablet has just been heard of; an empty label leaves its name as it is."""
    _note(connection, account, now, {"label": label} if label else {})


def note_waiting(connection: Connection, account: Account, now: datetime, waiting: Waiting) -> None:
    """So much still waits on this tablet, by its own word."""
    counts = {
        "waiting_changes": min(max(0, waiting.changes), _MOST),
        "waiting_files": min(max(0, waiting.files), _MOST),
    }
    _note(connection, account, now, counts)
    oldest = min(waiting.oldest, now) if waiting.oldest and waiting.changes > 0 else None
    told = {"oldest_at": oldest.astimezone(UTC).isoformat() if oldest else ""}
    key = {"org": account.org, "device": account.device}
    same = and_(_queue.c.org == account.org, _queue.c.device == account.device)
    if not connection.execute(update(_queue).where(same).values(**told)).rowcount:
        connection.execute(insert(_queue).values(**key, **told))


def left_of(waiting: Waiting, changes: Sequence[Change], receipts: Sequence[Receipt]) -> Waiting:
    """What still waits once these of the changes have their receipts: clashes are sent again."""
    settled = {each.change_id for each in receipts if each.status is not ReceiptStatus.CLASH}
    count = max(0, waiting.changes - len(settled))
    here = [change for change in changes if change.id not in settled]
    oldest = waiting.oldest
    if count <= len(here):  # nothing waits that did not come along
        made = (each.made_at + timedelta(seconds=each.clock_offset_s) for each in here)
        oldest = min(made, default=None)
    return replace(waiting, changes=count, oldest=oldest)


def note_file(connection: Connection, account: Account) -> None:
    """One of the files that waited on this tablet has come."""
    connection.execute(_one_fewer, {"its_org": account.org, "its_id": account.device})


def note_certificate(
    connection: Connection, account: Account, now: datetime, certificate: str
) -> None:
    """The certificate of this tablet's signing key (PEM)."""
    _note(connection, account, now, {"certificate": certificate})


@dataclass(frozen=True)
class Known:
    """A tablet that has been here."""

    user: str
    label: str


def known(connection: Connection, account: Account) -> Known | None:
    """What is known of the tablet with which this person works."""
    query = select(_device.c.user, _device.c.label).where(_this(account))
    row = connection.execute(query).first()
    return Known(row.user, row.label) if row else None


def _note(
    connection: Connection, account: Account, now: datetime, values: Mapping[str, str | int]
) -> None:
    row = {"user": account.user, "seen_at": now.isoformat(), **values}
    known = connection.execute(update(_device).where(_this(account)).values(**row)).rowcount
    if not known:
        key = {"org": account.org, "id": account.device}
        connection.execute(insert(_device).values(**key, **row))


def _this(account: Account) -> ColumnElement[bool]:
    return and_(_device.c.org == account.org, _device.c.id == account.device)
