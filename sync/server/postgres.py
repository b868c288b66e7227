"""The centre's database on a PostgreSQL server: how it is reached, and what it must be.

A sequence gives its numbers when they are asked for, not when the transaction commits, so a reader
could pass a number whose row appears later. Writers therefore take one advisory lock first, across
all processes of the centre. PostgreSQL lets go of a lock only after the commit can be seen, so
whoever holds it next has every earlier line below his own.

Writers run at READ COMMITTED on purpose: a snapshot from before the wait for the lock would not
show what was committed meanwhile. Readers run at REPEATABLE READ: the page and its cursor must come
from one moment.
"""

from typing import Any, Final

from psycopg import errors
from sqlalchemy import URL, Connection, create_engine, event, func, make_url, select
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError

from app.errors import StoreUnusable
from sync.server.sealing import MasterKey
from sync.server.unit import CentreStore, Manners, opened

WRITERS: Final = int.from_bytes(b"kanyan", "big")
"""The advisory lock that whoever writes holds until his commit; any number that is ours alone."""

READING: Final = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}

_OLDEST: Final = 15
_CONNECT_S: Final = 5
_SETTINGS: Final = (
    "SET lock_timeout = '20s'",
    "SET statement_timeout = '60s'",
    # A process that hangs in the middle of a deed must not hold up the others for ever.
    "SET idle_in_transaction_session_timeout = '120s'",
    # What was called received must survive a power cut, whatever the server's own setting.
    "SELECT set_config('synchronous_commit', 'on', false)"
    " WHERE current_setting('synchronous_commit') = 'off'",
)


def open_postgres(address: str, master: MasterKey | None = None) -> CentreStore:
    """The store in this database, `postgresql://user:password@host:port/name`.

    Raises:
        StoreUnusable: `why` says what is wrong; the password is in none of its words.
    """
    url = _url(address)
    engine = create_engine(
        url,
        isolation_level="READ COMMITTED",
        connect_args={"connect_timeout": _CONNECT_S, "application_name": "kanyan"},
        hide_parameters=True,
        pool_pre_ping=True,
        pool_size=8,
        max_overflow=32,  # with the eight as many as the server has threads
    )
    event.listen(engine, "connect", _prepare)
    try:
        with engine.connect() as connection:
            _check(connection, where_of(address))
        return opened(engine, Manners("postgresql", READING, take_turn), where_of(address), master)
    except DBAPIError as error:
        engine.dispose()
        raise _refusal(error, where_of(address)) from error
    except StoreUnusable:
        engine.dispose()
        raise


def where_of(address: str) -> str:
    """Which database this address means, with neither user nor password."""
    url = _url(address)
    host = url.query.get("host", "") or url.host or "localhost"
    return f"{host}:{url.port or 5432}/{url.database or ''}"


def take_turn(connection: Connection) -> None:
    """Wait until no other process of the centre writes."""
    connection.execute(select(func.pg_advisory_xact_lock(WRITERS)))


def _url(address: str) -> URL:
    try:
        url = make_url(address)
        ours = url.get_backend_name() in ("postgresql", "postgres") and url.database
        # A second @ is one of the password: what follows would be taken for the host, and told.
        if not ours or address.count("@") > 1:
            raise ArgumentError(address)
    except (ArgumentError, ValueError) as error:
        # What was typed is not repeated: a password stands in it.
        raise StoreUnusable("database", "", "bad_address") from error
    return url.set(drivername="postgresql+psycopg")


def _prepare(connection: DBAPIConnection, _record: Any) -> None:
    cursor = connection.cursor()
    for setting in _SETTINGS:
        cursor.execute(setting)
    cursor.close()
    connection.commit()


def _check(connection: Connection, where: str) -> None:
    """Go on only where what we write can be kept as we write it."""
    asked = "SELECT current_setting('server_version_num')::int, current_setting('server_encoding')"
    version, encoding = connection.exec_driver_sql(asked).one()
    if version // 10_000 < _OLDEST:
        raise StoreUnusable("database", where, "too_old", str(version // 10_000))
    if encoding != "UTF8":
        raise StoreUnusable("database", where, "encoding", encoding)


_BY_KIND: Final = (
    (errors.InsufficientPrivilege, "forbidden"),
    (errors.ReadOnlySqlTransaction, "read_only"),
    (errors.LockNotAvailable, "busy"),
    (errors.QueryCanceled, "busy"),
)
_BY_WORDS: Final = (
    ("password authentication failed", "password"),
    ("no password supplied", "password"),
    ("no pg_hba.conf entry", "forbidden"),
    ("permission denied", "forbidden"),
    ("too many", "busy"),
    ("starting up", "busy"),
    ("shutting down", "busy"),
)


def _refusal(error: DBAPIError, where: str) -> StoreUnusable:
    """What went wrong. A refused connection carries no code, so there the words must do."""
    cause = error.orig
    said = " ".join(str(cause).split())
    for kind, why in _BY_KIND:
        if isinstance(cause, kind):
            return StoreUnusable("database", where, why)
    if getattr(cause, "sqlstate", None) is None and "FATAL" not in said and "password" not in said:
        return StoreUnusable("database", where, "unreachable")
    if "database" in said and "does not exist" in said:
        return StoreUnusable("database", where, "missing")
    for words, why in _BY_WORDS:
        if words in said:
            return StoreUnusable("database", where, why)
    return StoreUnusable("database", where, "refused", said.rpartition("FATAL:")[2].strip()[:200])
