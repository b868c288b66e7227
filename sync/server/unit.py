"""One transaction of the centre, whichever database it runs on, and what that database must be.

Writers are one at a time, so a feed line's number is given in the order of commits and a reader
never passes one that appears later.
"""

import logging
import secrets
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event, insert, inspect, select
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import Pool, QueuePool, StaticPool

from app.errors import StoreUnusable
from sync.server import append_only, tables, totals
from sync.server.sealing import MASTER, MasterKey, new_master_key

SCHEMA: Final = 1
"""Version of the tables: raised whenever a table that is there already has to change."""

_CORE: Final = frozenset({"meta", "record", "change", "feed"})
_LOG_PAGES: Final = 8192
"""Of 4 KiB: how long SQLite's log may get before it is carried over into the database."""
_log = logging.getLogger("kanyan.centre")


@dataclass(frozen=True)
class Manners:
    """How a kind of database reads one moment, and how its writers wait for each other."""

    kind: str
    reading: Mapping[str, Any]
    """Execution options under which all statements of a transaction see one moment."""
    take_turn: Callable[[Connection], None]
    """Returns when no other process writes; holds until the transaction ends."""


@dataclass(eq=False)
class _Asked:
    """A small write that waits for its turn, and what came of it."""

    deed: Callable[[Connection], None]
    done: bool = False
    error: Exception | None = None


class CentreStore:
    """The centre's database, open.

    Raises (when it is opened):
        StoreUnusable: another program's tables are there, or those of a newer centre.
    """

    def __init__(self, engine: Engine, manners: Manners, where: str, master: MasterKey) -> None:
        self._engine = engine.execution_options(**{MASTER: master})
        self.master = master
        self._manners = manners
        self._writer = threading.Lock()
        self._asked: deque[_Asked] = deque()
        with self.write() as connection:
            _own(connection, where)
            tables.metadata.create_all(connection)
            for index in tables.record.indexes:  # on tables from before it, too
                index.create(connection, checkfirst=True)
            append_only.guard(connection)
            totals.begin(connection)
            _settle(connection, "schema", str(SCHEMA))
            _settle(connection, "epoch", secrets.token_hex(8))

    @property
    def epoch(self) -> str:
        """Names the life of this database; another process may begin a new one."""
        return self.known("epoch") or ""

    @property
    def kind(self) -> str:
        """Which database that is: sqlite or postgresql."""
        return self._manners.kind

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that is committed whole or not at all, with no other writer beside it."""
        # Writers of this process queue here, in turn and without holding a connection; SQLite's
        # own waiting is polling, and starves some of them.
        with self._writer, self._engine.begin() as connection:
            self._manners.take_turn(connection)
            yield connection

    def write_together(self, deed: Callable[[Connection], None]) -> None:
        """Do this in a transaction that others may share; it is committed when this returns.

        Whoever gets his turn does what all have asked for that wait, so that many small writes
        cost one commit. Where one of them fails each is done by itself, and only that one fails.
        """
        mine = _Asked(deed)
        self._asked.append(mine)
        with self._writer:
            if not mine.done:
                waiting = [self._asked.popleft() for _ in range(len(self._asked))]
                # One who was taken along by somebody that died in his turn is not among them.
                self._do_all(waiting if mine in waiting else [mine, *waiting])
        if mine.error is not None:
            raise mine.error

    def _do_all(self, group: Sequence[_Asked]) -> None:
        try:
            with self._engine.begin() as connection:
                self._manners.take_turn(connection)
                for each in group:
                    each.deed(connection)
        except Exception as error:  # noqa: BLE001 (told to whoever asked)
            if len(group) > 1:
                for each in group:
                    self._do_all([each])
                return
            group[0].error = error
        for each in group:
            each.done = True

    @contextmanager
    def write_apart(self) -> Iterator[Connection]:
        """A transaction that changes one row known beforehand and never the feed.

        It may be long: where the database can lock a row by itself, others write meanwhile.
        """
        if self._manners.kind == "sqlite":
            with self.write() as connection:
                yield connection
        else:
            with self._engine.begin() as connection:
                yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that sees one moment."""
        with self._engine.connect().execution_options(**self._manners.reading) as connection:
            yield connection

    def claim(self, name: str, value: str) -> str:
        """What this database holds under this name, which is `value` when it held nothing yet."""
        with self.write() as connection:
            return _settle(connection, name, value)

    def known(self, name: str) -> str | None:
        """What this database holds under this name."""
        with self.read() as connection:
            return _held(connection, name)

    def epoch_now(self) -> str:
        """The epoch, asked of the database; empty where it cannot be had now."""
        try:
            return self.epoch
        except SQLAlchemyError as error:
            _log.error("the database does not answer: %s", type(error).__name__)
            return ""

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()


def open_store(folder: Path | None, master: MasterKey | None = None) -> CentreStore:
    """The embedded store in this folder; None keeps it in memory (for one thread: simulation).

    Without a master key personal fields are sealed by one that nobody keeps.

    Raises:
        StoreUnusable: the file is another program's, or a newer centre's.
    """
    file = "" if folder is None else str(folder / "centre.db")
    pool: type[Pool] = StaticPool if folder is None else QueuePool
    # More connections than the server has threads (40), so nobody waits for one.
    size = {} if folder is None else {"pool_size": 8, "max_overflow": 56}
    engine = create_engine(
        f"sqlite:///{file}" if file else "sqlite://",
        poolclass=pool,
        connect_args={"check_same_thread": False},
        hide_parameters=True,
        **size,
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    # BEGIN IMMEDIATE has waited already.
    manners = Manners("sqlite", {"begin": "BEGIN"}, take_turn=lambda connection: None)
    return opened(engine, manners, file, master)


def opened(
    engine: Engine, manners: Manners, where: str, master: MasterKey | None = None
) -> CentreStore:
    """The store on this engine; nothing stays open when it cannot be used."""
    try:
        return CentreStore(engine, manners, where, master or new_master_key())
    except BaseException:
        engine.dispose()
        raise


def _prepare(connection: DBAPIConnection, _record: Any) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "busy_timeout = 10000"):
        cursor.execute(f"PRAGMA {pragma}")
    # A push writes more than a thousand pages, SQLite's own bound: it would carry them over from
    # the log, with two more syncs, after every request.
    cursor.execute(f"PRAGMA wal_autocheckpoint = {_LOG_PAGES}")
    cursor.close()


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN IMMEDIATE"))


def _own(connection: Connection, where: str) -> None:
    """Go on only in a database that is empty or a centre's, and not a newer one's."""
    found = set(inspect(connection).get_table_names())
    if found and not found >= _CORE:
        raise StoreUnusable("database", where, "not_ours")
    version = _held(connection, "schema") if found else None
    if version is not None and int(version) > SCHEMA:
        raise StoreUnusable("database", where, "too_new")


def _held(connection: Connection, name: str) -> str | None:
    query = select(tables.meta.c.value).where(tables.meta.c.name == name)
    return connection.execute(query).scalar()


def _settle(connection: Connection, name: str, value: str) -> str:
    known = _held(connection, name)
    if known is not None:
        return known
    connection.execute(insert(tables.meta).values(name=name, value=value))
    return value
