"""Certificates that count no more: a lost tablet, a key that somebody else may have."""

from collections.abc import Iterator
from datetime import UTC, datetime

from cryptography import x509
from sqlalchemy import Connection, delete, insert, select

from app.documents.verify import Verification
from app.errors import UnknownRecord
from sync.server import audit, key_files, tables
from sync.server.accounts import Account

_revoked, _device, _token = tables.revoked, tables.device, tables.token


def revoke(connection: Connection, operator: Account, what: str, reason: str, now: datetime) -> int:
    """The number of the certificate that counts no more from now on.

    `what` is a tablet, by its id, which is signed out too; or one person's key, by the number that
    `issue-key` told. His other keys and his tablets stay as they are.

    Raises:
        UnknownRecord: this organisation has neither such a tablet nor such a key.
    """
    query = select(_device.c.certificate).where(_device.c.org == operator.org, _device.c.id == what)
    text = connection.execute(query).scalar()
    if text:
        number = x509.load_pem_x509_certificate(text.encode()).serial_number
        _note(connection, operator, number, what, f"device/{what}", reason, now)
        connection.execute(delete(_token).where(_token.c.device == what))
        return number
    key = key_files.issued_as(connection, operator.org, what)
    if key is None:
        raise UnknownRecord("device", what)
    subject = f"key/{key.number:x}"
    _note(connection, operator, key.number, key.user, subject, reason, now)
    return key.number


def _note(
    connection: Connection,
    operator: Account,
    number: int,
    whose: str,
    subject: str,
    reason: str,
    now: datetime,
) -> None:
    if number in {serial for serial, _ in revoked(connection, operator.org)}:
        return
    at = now.astimezone(UTC).replace(microsecond=0).isoformat()
    row = {"org": operator.org, "serial": str(number), "device": whose, "at": at}
    connection.execute(insert(_revoked).values(**row))
    audit.note(connection, operator, audit.REVOKE, subject, now, reason=reason)


def revoked(connection: Connection, org: str) -> Iterator[tuple[int, datetime]]:
    """Every certificate of this organisation that was revoked, with the moment."""
    query = select(_revoked.c.serial, _revoked.c.at).where(_revoked.c.org == org)
    for row in connection.execute(query.order_by(_revoked.c.at, _revoked.c.serial)):
        yield int(row.serial), datetime.fromisoformat(row.at)


def numbers_of(held: Verification) -> set[int]:
    """The numbers of the certificates that a paper was signed with."""
    texts = (each.certificate.encode() for each in held.signatures)
    return {x509.load_pem_x509_certificate(text).serial_number for text in texts}


def is_doubtful(connection: Connection, held: Verification) -> bool:
    """Whether a key of it was revoked, and no timestamp shows that it was signed before.

    A number is one certificate's alone, in whatever organisation it was revoked.
    """
    numbers = {str(number) for number in numbers_of(held)}
    query = select(_revoked.c.at).where(_revoked.c.serial.in_(numbers))
    moments = [datetime.fromisoformat(at) for at in connection.scalars(query)]
    proven = held.proven_at
    return any(proven is None or at <= proven for at in moments)
