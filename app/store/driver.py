"""One connection to an encrypted database: how it is opened, and what the driver's errors mean.

Whoever looks at a file beside the work (backups, upgrades, salvage) opens it here, without the
settings that `engine` gives the work itself.
"""

from pathlib import Path
from typing import Any, Final

import sqlcipher3.dbapi2
from sqlalchemy import Connection, Engine, create_engine, inspect, text
from sqlalchemy.pool import NullPool

from app.errors import AppError, DiskFailed, NoRoom, StoreDamaged
from app.store.disk import free_bytes

DATABASE: Final = "kanyan.db"
SCHEMA_HEAD: Final = "0007"
SUSPECT: Final = "suspect"
"""A file that lies beside a database in which damage was met: the next start looks at all of it."""

_PRIMARY: Final = 0xFF
"""The low byte of a result code of SQLite; the rest of it says more of the same."""
_IOERR: Final = 10
_FULL: Final = 13
_CANTOPEN: Final = 14
_DAMAGE: Final = frozenset({11, 26})
"""SQLITE_CORRUPT, SQLITE_NOTADB: also what SQLCipher says of a page with a wrong seal."""
_HARDLY_ANY: Final = 1024 * 1024
"""With so little left, an error of the disk is that it is full: the index of the WAL says so."""


def keyed(database: Path, key: bytes) -> Any:
    """A connection of the driver that starts no transaction by itself."""
    connection = sqlcipher3.dbapi2.connect(str(database), check_same_thread=False)
    # The log lines of a failed key would go to stderr; they must be off before the key.
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.isolation_level = None
    return connection


def plain_engine(database: Path, key: bytes) -> Engine:
    """An engine on a copy: neither made WAL nor brought up to date, a connection a use."""
    return create_engine(
        "sqlite://",
        module=sqlcipher3.dbapi2,
        creator=lambda: keyed(database, key),
        poolclass=NullPool,
    )


def named(error: BaseException, folder: Path) -> AppError | None:
    """What a person is told of this error of the driver; None where it is neither disk nor file."""
    code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY
    if code == _FULL:
        return NoRoom(str(folder))
    if code in (_IOERR, _CANTOPEN):
        full = free_bytes(folder) < _HARDLY_ANY
        return NoRoom(str(folder)) if full else DiskFailed(str(folder))
    return StoreDamaged(str(folder)) if code in _DAMAGE else None


def schema_of(connection: Connection) -> str | None:
    """The version of the schema, None where there are no tables yet."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
