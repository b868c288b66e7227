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
from sqlalchemy import Connection, Engine, ExceptionContext, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from app.errors import AppError, DiskFailed, StoreDamaged, StoreTooNew
from app.store.driver import SCHEMA_HEAD, SUSPECT, keyed, named, schema_of

_CACHE_KIB: Final = 32 * 1024
"""At most, and only where the database is that large: the list of 100,000 cases fits in."""
_LOG_PAGES: Final = 4096
"""Of 4 KiB: how long the log may get before what is in it is carried over into the database."""


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
