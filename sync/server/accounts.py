"""Who signs in at the centre, on which device, and the tokens they carry."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import msgspec
from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy import Connection, delete, insert, select

from app.errors import SignInFailed
from sync.server import tables

_account, _token, _device = tables.account, tables.token, tables.device

TOKEN_LIFE: Final = timedelta(days=30)
"""As long as a tablet may be without network; a stolen one is revoked by name."""

_hasher = PasswordHasher()


@dataclass(frozen=True)
class Account:
    """A person signed in on a device: what the centre takes a request to come from."""

    user: str
    name: str
    org: str
    roles: tuple[str, ...]
    device: str


def add_account(
    connection: Connection, user: str, password: str, org: str, name: str, roles: tuple[str, ...]
) -> None:
    """A new person who may sign in."""
    connection.execute(
        insert(_account).values(
            org=org,
            user=user,
            name=name,
            password=_hasher.hash(password),
            roles=msgspec.json.encode(roles).decode(),
            active=True,
        )
    )


def has_accounts(connection: Connection) -> bool:
    """Whether anybody can sign in at all."""
    return connection.execute(select(_account.c.user).limit(1)).first() is not None


def sign_in(
    connection: Connection, user: str, password: str, device: str, now: datetime
) -> tuple[str, Account]:
    """A fresh token and whose it is.

    Raises:
        SignInFailed: the name or the password is wrong; which of them is not told.
    """
    row = connection.execute(select(_account).where(_account.c.user == user)).first()
    try:
        _hasher.verify(row.password if row else _decoy(), password)
    except VerificationError as error:
        raise SignInFailed() from error
    if row is None or not row.active:
        raise SignInFailed()
    token = secrets.token_urlsafe(32)
    connection.execute(
        insert(_token).values(
            hash=_hash(token), user=user, device=device, expires_at=(now + TOKEN_LIFE).isoformat()
        )
    )
    return token, Account(user, row.name, row.org, _roles(row.roles), device)


def account_of(connection: Connection, token: str, now: datetime) -> Account:
    """Who carries this token.

    Raises:
        SignInFailed: nobody, or not any more.
    """
    query = (
        select(_account, _token.c.device, _token.c.expires_at)
        .join(_token, _token.c.user == _account.c.user)
        .where(_token.c.hash == _hash(token))
    )
    row = connection.execute(query).first()
    if row is None or not row.active or datetime.fromisoformat(row.expires_at) <= now:
        raise SignInFailed()
    return Account(row.user, row.name, row.org, _roles(row.roles), row.device)


def sign_out(connection: Connection, token: str) -> None:
    """This token is of no use any more."""
    connection.execute(delete(_token).where(_token.c.hash == _hash(token)))


def _roles(text: str) -> tuple[str, ...]:
    return msgspec.json.decode(text, type=tuple[str, ...])


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _decoy() -> str:
    # An unknown name costs as much time as a wrong password, so names cannot be guessed by it.
    return _DECOY


_DECOY: Final = _hasher.hash(secrets.token_hex(8))
