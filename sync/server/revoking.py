"""Certificates of tablets that count no more: a lost tablet, a key that somebody else may have."""

from collections.abc import Iterator
from datetime import UTC, datetime

from cryptography import x509
from sqlalchemy import Connection, delete, insert, select

from app.errors import UnknownRecord
from sync.server import audit, tables
from sync.server.accounts import Account

_revoked, _device, _token = tables.revoked, tables.device, tables.token


def revoke(
    connection: Connection, operator: Account, device: str, reason: str, now: datetime
) -> int:
    """The number of this tablet's certificate, which counts no more; it is signed out too.

    Raises:
        UnknownRecord: this organisation has no such tablet.
    """
    query = select(_device.c.certificate).where(
        _device.c.org == operator.org, _device.c.id == device
    )
    text = connection.execute(query).scalar()
    if not text:
        raise UnknownRecord("device", device)
    number = x509.load_pem_x509_certificate(text.encode()).serial_number
    known = {serial for serial, _ in revoked(connection, operator.org)}
    if number not in known:
        at = now.astimezone(UTC).replace(microsecond=0).isoformat()
        row = {"org": operator.org, "serial": str(number), "device": device, "at": at}
        connection.execute(insert(_revoked).values(**row))
        audit.note(connection, operator, audit.REVOKE, f"device/{device}", now, reason=reason)
    connection.execute(delete(_token).where(_token.c.device == device))
    return number


def revoked(connection: Connection, org: str) -> Iterator[tuple[int, datetime]]:
    """Every certificate of this organisation that was revoked, with the moment."""
    query = select(_revoked.c.serial, _revoked.c.at).where(_revoked.c.org == org)
    for row in connection.execute(query.order_by(_revoked.c.at, _revoked.c.serial)):
        yield int(row.serial), datetime.fromisoformat(row.at)
