"""One transaction of the centre, on the embedded SQLite (PostgreSQL comes behind the same door).

Writers are one at a time, so a feed line's number is given in the order of commits and a reader
never passes one that appears later.
"""

import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, insert, select
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import Pool, QueuePool, StaticPool

from sync.server import tables


class CentreStore:
    """The centre's database, open."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._writer = threading.Lock()
        with self.write() as connection:
            tables.metadata.create_all(connection)
            self.epoch = _epoch(connection)

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that is committed whole or not at all."""
        # Writers queue here, in turn; SQLite's own waiting is polling, and starves some of them.
        with self._writer, self._engine.begin() as connection:
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that sees one moment."""
        with self._engine.connect().execution_options(begin="BEGIN") as connection:
            yield connection

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()


def open_store(folder: Path | None) -> CentreStore:
    """The embedded store in this folder; None keeps it in memory (for one thread: simulation)."""
    url = "sqlite://" if folder is None else f"sqlite:///{folder / 'centre.db'}"
    pool: type[Pool] = StaticPool if folder is None else QueuePool
    # More connections than the server has threads (40), so nobody waits for one.
    size = {} if folder is None else {"pool_size": 8, "max_overflow": 56}
    engine = create_engine(url, poolclass=pool, connect_args={"check_same_thread": False}, **size)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return CentreStore(engine)


def _prepare(connection: DBAPIConnection, _record: Any) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "busy_timeout = 10000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN IMMEDIATE"))


def _epoch(connection: Connection) -> str:
    known = connection.execute(
        select(tables.meta.c.value).where(tables.meta.c.name == "epoch")
    ).scalar()
    if known is None:
        known = secrets.token_hex(8)
        connection.execute(insert(tables.meta).values(name="epoch", value=known))
    return str(known)
