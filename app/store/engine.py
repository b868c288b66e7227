"""Opens the tablet's encrypted database so that what is committed stays committed.

SQLCipher with a raw key, WAL and `synchronous=FULL`, asserted on every connection: a kill never
shows a weaker setting, only a power cut does. The driver starts no transaction by itself; writers
begin IMMEDIATE, so that a read before a write cannot race.
"""

import importlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import sqlcipher3.dbapi2
from sqlalchemy import Connection, Engine, ExceptionContext, create_engine, event, inspect, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool, QueuePool

from app.errors import AppError, DiskFailed, NoRoom, StoreDamaged, StoreTooNew
from app.store.disk import free_bytes

DATABASE: Final = "kanyan.db"
SCHEMA_HEAD: Final = "0007"
READ: Final = {"begin": "BEGIN"}
"""Execution options of a connection that only reads."""
SUSPECT: Final = "suspect"
"""A file that lies beside a database in which damage was met: the next start looks at all of it."""


_CACHE_KIB: Final = 32 * 1024
"""At most, and only where the database is that large: the list of 100,000 cases fits in."""
_LOG_PAGES: Final = 4096
"""Of 4 KiB: how long the log may get before what is in it is carried over into the database."""

_PRIMARY: Final = 0xFF
"""The low byte of a result code of SQLite; the rest of it says more of the same."""
_IOERR: Final = 10
_FULL: Final = 13
_CANTOPEN: Final = 14
_DAMAGE: Final = frozenset({11, 26})
"""SQLITE_CORRUPT, SQLITE_NOTADB: also what SQLCipher says of a page with a wrong seal."""
_HARDLY_ANY: Final = 1024 * 1024
"""With so little left, an error of the disk is that it is full: the index of the WAL says so."""


class DurabilityLost(AssertionError):
    """A connection does not keep what it commits; nothing may be written through it."""


def open_engine(database: Path, key: bytes) -> Engine:
    """An engine on this database, created or brought to the present schema where needed.

    Whatever is done through it later raises NoRoom on a full disk, DiskFailed where the disk
    answers with an error, and StoreDamaged on damage.

    Raises:
        StoreDamaged: the file is there but cannot be read with this key.
        StoreTooNew: a newer version of the program wrote it.
        UpgradeFailed: it cannot be brought to this version without loss; it stays as it is.
    """
    engine = create_engine(
        "sqlite://",
        module=sqlcipher3.dbapi2,
        creator=_creator(database, key),
        poolclass=QueuePool,
        pool_size=4,
    )
    event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", _namer(database.parent))
    try:
        _bring_up_to_date(engine, database, key)
    except DBAPIError as error:
        engine.dispose()
        raise StoreDamaged(str(database.parent)) from error
    except AppError:
        engine.dispose()
        raise
    return engine


def plain_engine(database: Path, key: bytes) -> Engine:
    """An engine on a copy: neither made WAL nor brought up to date, a connection a use."""
    return create_engine(
        "sqlite://",
        module=sqlcipher3.dbapi2,
        creator=lambda: keyed(database, key),
        poolclass=NullPool,
    )


def keyed(database: Path, key: bytes) -> Any:
    """A connection of the driver that starts no transaction by itself."""
    connection = sqlcipher3.dbapi2.connect(str(database), check_same_thread=False)
    # The log lines of a failed key would go to stderr; they must be off before the key.
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.isolation_level = None
    return connection


def _creator(database: Path, key: bytes) -> Callable[[], Any]:
    def connect() -> Any:
        connection = keyed(database, key)
        try:
            _set_up(connection)
        except BaseException:
            # One that is left open takes the log away by its name when it is collected some day:
            # by then it may be the log of the database that was put in this one's place.
            connection.close()
            raise
        return connection

    return connect


def _set_up(connection: Any) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA busy_timeout = 5000")
    # A page that falls out of the cache is decrypted again, which costs more than to search it.
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    # A page of the feed fills more than SQLite's own bound: each would be carried over by itself.
    connection.execute(f"PRAGMA wal_autocheckpoint = {_LOG_PAGES}")
    _assert_durable(connection)


def _assert_durable(connection: Any) -> None:
    journal = connection.execute("PRAGMA journal_mode").fetchone()[0]
    synchronous = connection.execute("PRAGMA synchronous").fetchone()[0]
    if (journal, synchronous) != ("wal", 2):
        raise DurabilityLost(f"journal_mode={journal} synchronous={synchronous}")


def named(error: BaseException, folder: Path) -> AppError | None:
    """What a person is told of this error of the driver; None where it is neither disk nor file."""
    code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY
    if code == _FULL:
        return NoRoom(str(folder))
    if code in (_IOERR, _CANTOPEN):
        full = free_bytes(folder) < _HARDLY_ANY
        return NoRoom(str(folder)) if full else DiskFailed(str(folder))
    return StoreDamaged(str(folder)) if code in _DAMAGE else None


def _namer(folder: Path) -> Callable[[ExceptionContext], AppError | None]:
    def name(context: ExceptionContext) -> AppError | None:
        told = named(context.original_exception, folder)
        if isinstance(told, StoreDamaged):
            with suppress(OSError):
                (folder / SUSPECT).touch()
        if isinstance(told, StoreDamaged | DiskFailed):
            # What the connection believes of the file may be wrong now; and after damage SQLCipher
            # calls it read-only, which would hide the cause.
            context.is_disconnect = True
        return told

    return name


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN IMMEDIATE"))


def _bring_up_to_date(engine: Engine, database: Path, key: bytes) -> None:
    with engine.begin() as connection:
        version = schema_of(connection)
        if version == SCHEMA_HEAD:
            return
        if version is not None and version > SCHEMA_HEAD:
            raise StoreTooNew(str(database.parent))
        # By name: Alembic costs a start more than everything else here and is rarely needed.
        migrations = importlib.import_module("app.store.migrations.runner")
        migrations.upgrade(connection, database, key)


def schema_of(connection: Connection) -> str | None:
    """The version of the schema, None where there are no tables yet."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
