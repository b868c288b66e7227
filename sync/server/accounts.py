"""Who signs in at the centre, on which device, and the tokens they carry."""

import hashlib
import secrets
import threading
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

import msgspec
from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy import Connection, bindparam, delete, insert, select

from app.domain.staff import CENTRE_ROLES
from app.errors import CentreBusy, NotAllowed, SignInFailed
from sync.server import tables

_account, _token, _device = tables.account, tables.token, tables.device

TOKEN_LIFE: Final = timedelta(days=30)
"""As long as a tablet may be without network; a stolen one is revoked by name."""

OFFICE: Final = "office"
"""The device of what is said on the office's pages."""
CENTRE: Final = "centre"
"""The device of what the centre itself makes: nobody signs in on it."""
IMPORT: Final = "import"
"""The device of what a file of work orders says."""

APPROVES: Final = frozenset({"approver", "supervisor"})
"""Roles that approve what somebody else decides."""

_QUEUE_S: Final = 10.0

_hasher = PasswordHasher()
# One check of a password takes 64 MiB: a crowd at the door must not fill the memory.
_turnstile = threading.BoundedSemaphore(2)


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


@dataclass(frozen=True)
class Person:
    """Somebody with an account."""

    user: str
    name: str


def holder(connection: Connection, org: str, user: str, device: str) -> Account | None:
    """The person of this name on this device, while he may sign in; None where nobody may."""
    query = select(_account).where(
        _account.c.org == org, _account.c.user == user, _account.c.active.is_(True)
    )
    row = connection.execute(query).first()
    return Account(user, row.name, org, _roles(row.roles), device) if row else None


def people(connection: Connection, org: str) -> tuple[Person, ...]:
    """Who may sign in for this organisation."""
    query = select(_account.c.user, _account.c.name).where(
        _account.c.org == org, _account.c.active.is_(True)
    )
    return tuple(Person(row.user, row.name) for row in connection.execute(query))


def approvers(connection: Connection, org: str) -> dict[str, str]:
    """Who may approve what somebody else decides, by the names they sign in by."""
    query = select(_account.c.user, _account.c.name, _account.c.roles).where(
        _account.c.org == org, _account.c.active.is_(True)
    )
    rows = connection.execute(query.order_by(_account.c.user))
    return {row.user: row.name for row in rows if APPROVES & set(_roles(row.roles))}


def has_account(connection: Connection, user: str) -> bool:
    """Whether somebody signs in by this name."""
    query = select(_account.c.user).where(_account.c.user == user)
    return connection.execute(query).first() is not None


def org_of(connection: Connection, user: str) -> str:
    """The organisation of whoever signs in by this name; empty where nobody does."""
    return connection.execute(select(_account.c.org).where(_account.c.user == user)).scalar() or ""


def has_accounts(connection: Connection) -> bool:
    """Whether anybody can sign in at all."""
    return connection.execute(select(_account.c.user).limit(1)).first() is not None


def recognise(connection: Connection, user: str, password: str, device: str) -> Account:
    """Who that is, by name and password.

    Raises:
        SignInFailed: the name or the password is wrong; which of them is not told.
        CentreBusy: too many sign in at the same moment.
    """
    row = connection.execute(select(_account).where(_account.c.user == user)).first()
    if not _turnstile.acquire(timeout=_QUEUE_S):
        raise CentreBusy()
    try:
        _hasher.verify(row.password if row else _decoy(), password)
    except VerificationError as error:
        raise SignInFailed() from error
    finally:
        _turnstile.release()
    if row is None or not row.active:
        raise SignInFailed()
    return Account(user, row.name, row.org, _roles(row.roles), device)


def check_device(account: Account) -> None:
    """Go on only where this person may call what he works on so.

    Of the office and of a file the centre takes what it takes from no tablet, so nobody else gives
    his device their name.

    Raises:
        NotAllowed: he has no role at the centre; and for the centre itself nobody speaks.
    """
    of_the_office = account.device in (OFFICE, IMPORT)
    if account.device == CENTRE or (of_the_office and not CENTRE_ROLES & set(account.roles)):
        raise NotAllowed()


def issue_token(connection: Connection, account: Account, now: datetime) -> str:
    """A fresh token for this person on this device; tokens that have ended are swept away."""
    connection.execute(delete(_token).where(_token.c.expires_at <= _moment(now)))
    token = secrets.token_urlsafe(32)
    connection.execute(
        insert(_token).values(
            hash=_hash(token),
            user=account.user,
            device=account.device,
            expires_at=_moment(now + TOKEN_LIFE),
        )
    )
    return token


# Asked with every request: made once.
_carrier: Final = (
    select(_account, _token.c.device, _token.c.expires_at)
    .join(_token, _token.c.user == _account.c.user)
    .where(_token.c.hash == bindparam("its_hash"))
)


def account_of(connection: Connection, token: str, now: datetime) -> Account:
    """Who carries this token.

    Raises:
        SignInFailed: nobody, or not any more.
    """
    row = connection.execute(_carrier, {"its_hash": _hash(token)}).first()
    if row is None or not row.active or datetime.fromisoformat(row.expires_at) <= now:
        raise SignInFailed()
    return Account(row.user, row.name, row.org, _roles(row.roles), row.device)


def sign_out(connection: Connection, token: str) -> None:
    """This token is of no use any more."""
    connection.execute(delete(_token).where(_token.c.hash == _hash(token)))


def _roles(text: str) -> tuple[str, ...]:
    return msgspec.json.decode(text, type=tuple[str, ...])


def _moment(at: datetime) -> str:
    # One offset for all, so that moments compare as text.
    return at.astimezone(UTC).isoformat()


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _decoy() -> str:
    # An unknown name costs as much time as a wrong password, so names cannot be guessed by it.
    return _DECOY


_DECOY: Final = _hasher.hash(secrets.token_hex(8))
