"""A person's own signing key, made by the centre for whoever has an account here.

Each has a certificate of its own, whose number is kept, so that one that is lost can be revoked
(`revoking`) while the person signs on with another.
"""

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.serialization import pkcs12
from sqlalchemy import Connection, insert, select

from app.clock import Clock
from app.documents.device_key import new_device_key, signing_request
from app.errors import FolderNotWritable
from sync.server import audit, tables
from sync.server.accounts import Account
from sync.server.authority import Authority, open_authority
from sync.server.places import Places

_issued = tables.issued_key


@dataclass(frozen=True)
class IssuedKey:
    """A key that was made here: the number of its certificate, whose it is, how long it lasts."""

    number: int
    user: str
    at: datetime
    ends_at: datetime


def issue(
    connection: Connection,
    places: Places,
    person: Account,
    operator: Account,
    file: Path,
    password: str,
    clock: Clock,
) -> IssuedKey:
    """Write a fresh key with its certificate there, encrypted under this password.

    Its number is in the database once the transaction of `connection` ends, else there is no file.

    Raises:
        FolderNotWritable: nothing can be written there, or something lies there already.
        StoreDamaged: the centre's authority cannot be read.
    """
    authority = open_authority(places.folder / "authority", clock)
    data, key = made(authority, person, password)
    row = {"serial": str(key.number), "person": key.user, "org": person.org}
    moments = {"at": key.at.isoformat(), "ends_at": key.ends_at.isoformat()}
    connection.execute(insert(_issued).values(**row, **moments))
    subject = f"key/{key.number:x}"
    audit.note(connection, operator, audit.ISSUE_KEY, subject, key.at, name=person.user)
    try:
        with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(data)
    except OSError as error:
        raise FolderNotWritable(str(file)) from error
    return key


def made(authority: Authority, person: Account, password: str) -> tuple[bytes, IssuedKey]:
    """The file itself and its key; `person` is on no device."""
    secret = new_device_key()
    text = authority.certify(signing_request(secret, person.name, person.org), person)
    key = serialization.load_pem_private_key(secret.encode(), password=None)
    certificate = x509.load_pem_x509_certificate(text.encode())
    data = pkcs12.serialize_key_and_certificates(
        person.name.encode(),
        key,  # type: ignore[arg-type]
        certificate,
        None,
        serialization.BestAvailableEncryption(password.encode()),
    )
    now, ends = authority.clock.now().astimezone(UTC), certificate.not_valid_after_utc
    number = certificate.serial_number
    return data, IssuedKey(number, person.user, now.replace(microsecond=0), ends)


def issued(connection: Connection, org: str) -> tuple[IssuedKey, ...]:
    """Every key that was made for people of this organisation, the oldest first."""
    query = select(_issued).where(_issued.c.org == org).order_by(_issued.c.at, _issued.c.serial)
    return tuple(
        IssuedKey(
            int(row.serial),
            row.person,
            datetime.fromisoformat(row.at),
            datetime.fromisoformat(row.ends_at),
        )
        for row in connection.execute(query)
    )


def issued_as(connection: Connection, org: str, told: str) -> IssuedKey | None:
    """The key with this number, in hex as it was told, with colons or without."""
    wanted = told.replace(":", "").lower().lstrip("0")
    return next((each for each in issued(connection, org) if f"{each.number:x}" == wanted), None)
