"""A backup of a centre: its database by SQLite's own means, its files, its keys; proved by reading.

What the tablets are told is the position of the last backup that was read back whole: the line of
the feed up to which it holds all, and its number. The files of a position are noted under its
number when it is taken, before the copy begins, so that what comes in meanwhile never counts, and
what comes while the feed stands still counts with the next one. A database on a server is backed
up by its own tools; the position is taken before and noted after.
"""

import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import msgspec
from sqlalchemy import (
    Connection,
    create_engine,
    exists,
    func,
    insert,
    literal,
    select,
    update,
)
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import NullPool

from app import codec
from app.errors import StoreDamaged, StoreUnusable
from app.ids import Digest
from sync.server import lives, sealing, tables
from sync.server.objects import FILES, name_of
from sync.server.places import Places
from sync.server.sealing import MASTER, open_master_key
from sync.server.unit import CentreStore, open_store

_NOTED: Final = "backed_up"
_TAKEN: Final = "backups_begun"
_MOST_BEGUN: Final = 50
_MANIFEST: Final = "backup.json"
_DATABASE: Final = "centre.db"
_OBJECTS: Final = "objects"
_AUTHORITY: Final = "authority"
_stored, _in_backup = tables.stored, tables.in_backup
_record, _feed = tables.record, tables.feed


@dataclass(frozen=True)
class Position:
    """Up to which line of which life's feed a verified backup holds everything."""

    epoch: str
    seq: int
    at: datetime
    number: int = 0
    """Higher with every backup that is begun; 0 where an earlier program noted it."""

    @property
    def files_up_to(self) -> int:
        """It holds the files that were noted under numbers up to this one."""
        return self.number or self.seq  # an earlier program counted them by lines of the feed


@dataclass(frozen=True)
class Manifest:
    """What a backup holds, as it was found when it was read back."""

    epoch: str
    seq: int
    at: datetime
    newest: str
    """When the last line of the feed in it was written."""
    records: int
    files: int
    digest: Digest
    """Over organisation, kind, id and digest of every record."""


def take_position(connection: Connection, now: datetime) -> Position:
    """Where a backup that begins after this will hold everything up to."""
    seq = connection.execute(select(func.max(_feed.c.seq))).scalar() or 0
    last = connection.execute(select(func.max(_in_backup.c.seq))).scalar() or 0
    earlier = _begun(connection)
    # Above the lines of the feed too, by which an earlier program counted.
    number = max(seq, last, *(each.number for each in earlier)) + 1
    known = exists(
        select(1).where(_in_backup.c.org == _stored.c.org, _in_backup.c.digest == _stored.c.digest)
    )
    new = select(_stored.c.org, _stored.c.digest, literal(number).label("seq")).where(~known)
    connection.execute(insert(_in_backup).from_select(["org", "digest", "seq"], new))
    position = Position(lives.epoch(connection), seq, now, number)
    _keep(connection, _TAKEN, [*earlier, position][-_MOST_BEGUN:])
    return position


def begun(connection: Connection, number: int) -> Position | None:
    """The position that was taken under this number in this life of the centre."""
    epoch = lives.epoch(connection)
    found = (p for p in _begun(connection) if (p.number, p.epoch) == (number, epoch))
    return next(found, None)


def note(connection: Connection, position: Position) -> None:
    """A backup that holds all up to there was read back whole: tablets may go by it."""
    last = noted(connection)
    same_life = last is not None and last.epoch == position.epoch
    if last is not None and same_life and last.files_up_to > position.files_up_to:
        return  # of two at a time the later one has ended first
    _keep(connection, _NOTED, position)


def _begun(connection: Connection) -> list[Position]:
    text = _kept(connection, _TAKEN)
    return msgspec.json.decode(text, type=list[Position]) if text else []


def _kept(connection: Connection, name: str) -> str | None:
    query = select(tables.meta.c.value).where(tables.meta.c.name == name)
    return connection.execute(query).scalar()


def _keep(connection: Connection, name: str, value: object) -> None:
    text = msgspec.json.encode(value).decode()
    changed = connection.execute(
        update(tables.meta).where(tables.meta.c.name == name).values(value=text)
    )
    if not changed.rowcount:
        connection.execute(insert(tables.meta).values(name=name, value=text))


def noted(connection: Connection) -> Position | None:
    """The position of the last verified backup."""
    text = _kept(connection, _NOTED)
    return msgspec.json.decode(text, type=Position) if text else None


def back_up(store: CentreStore, places: Places, to: Path, now: datetime) -> Manifest:
    """Copy an embedded centre to this folder, also while it runs, and read the copy back.

    The folder may hold an earlier backup of the same centre: its files are not copied again.

    Raises:
        StoreUnusable: database or files are on servers, or the copy is not whole.
    """
    if places.database or places.objects:
        raise StoreUnusable("database", str(places.folder), "backup_elsewhere")
    with store.write() as connection:
        position = take_position(connection, now)
    to.mkdir(parents=True, exist_ok=True)
    aside = to / f"{_DATABASE}.new"
    aside.unlink(missing_ok=True)
    with (
        closing(sqlite3.connect(places.folder / _DATABASE)) as source,
        closing(sqlite3.connect(aside)) as copy,
    ):
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
    shutil.copytree(places.folder / _AUTHORITY, to / _AUTHORITY, dirs_exist_ok=True)
    _copy_files(places.folder / _OBJECTS, to / _OBJECTS)
    _sync(aside)
    aside.replace(to / _DATABASE)
    manifest = read_back(to, now)
    (to / _MANIFEST).write_bytes(msgspec.json.format(msgspec.json.encode(manifest), indent=2))
    _sync(to / _MANIFEST)
    with store.write() as connection:
        note(connection, position)
    return manifest


def restore(source: Path, folder: Path, now: datetime) -> Manifest:
    """Make an embedded centre in this empty folder from a backup; it begins a new life.

    Raises:
        StoreUnusable: the folder is not empty, there is no backup, or it is not whole.
    """
    if folder.exists() and any(folder.iterdir()):
        raise StoreUnusable("database", str(folder), "not_empty")
    kept = read_manifest(source)
    found = read_back(source, kept.at)
    if found != kept:
        raise StoreUnusable("database", str(source), "backup_damaged", "digest")
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(source / _AUTHORITY, folder / _AUTHORITY)
    _copy_files(source / _OBJECTS, folder / _OBJECTS)
    aside = folder / f"{_DATABASE}.new"
    shutil.copyfile(source / _DATABASE, aside)
    _sync(aside)
    aside.replace(folder / _DATABASE)
    master = open_master_key(folder / _AUTHORITY)
    with closing(open_store(folder, master)) as store, store.write() as connection:
        lives.begin(connection)
    return found


def read_manifest(source: Path) -> Manifest:
    """What stands beside the backup of what it holds.

    Raises:
        StoreUnusable: there is no backup in this folder.
    """
    try:
        return msgspec.json.decode((source / _MANIFEST).read_bytes(), type=Manifest)
    except (OSError, msgspec.MsgspecError) as error:
        raise StoreUnusable("database", str(source), "no_backup") from error


def read_back(folder: Path, at: datetime) -> Manifest:
    """Read a backup whole: pages, every record against its digest, every file against its name.

    Raises:
        StoreUnusable: something of it is missing or damaged; `said` names the first.
    """
    try:
        with _reading(folder) as connection:
            said = connection.exec_driver_sql("PRAGMA integrity_check").scalar()
            if said != "ok":
                raise StoreUnusable("database", str(folder), "backup_damaged", str(said))
            rows = list(_sound_records(connection, folder))
            files = sum(1 for _ in _sound_files(connection, folder))
            query = select(_feed.c.seq, _feed.c.at).order_by(_feed.c.seq.desc()).limit(1)
            newest = connection.execute(query).first()
            seq, last = (newest.seq, newest.at) if newest else (0, "")
            whole = codec.digest(rows)
            return Manifest(lives.epoch(connection), seq, at, last, len(rows), files, whole)
    except (DatabaseError, OSError) as error:
        raise StoreUnusable("database", str(folder), "backup_damaged", str(error)) from error


@contextmanager
def _reading(folder: Path) -> Iterator[Connection]:
    """The database of a backup, for reading alone: nothing in the folder changes."""
    where = f"file:{quote(str((folder / _DATABASE).resolve()))}?mode=ro&immutable=1"
    engine = create_engine(
        "sqlite://", creator=lambda: sqlite3.connect(where, uri=True), poolclass=NullPool
    )
    master = open_master_key(folder / _AUTHORITY)
    try:
        with engine.execution_options(**{MASTER: master}).connect() as connection:
            yield connection
    finally:
        engine.dispose()


def _sound_records(connection: Connection, folder: Path) -> Iterator[list[str]]:
    query = select(_record).order_by(_record.c.org, _record.c.kind, _record.c.id)
    for row in connection.execute(query):
        try:
            body = sealing.opened(connection, row.org, row.case_id, row.body)
            found = codec.digest(body) if _is_open(connection, row) else row.digest
        except (msgspec.MsgspecError, StoreDamaged, codec.Malformed):
            found = Digest("")
        if found != row.digest:
            said = f"{row.kind}/{row.id}"
            raise StoreUnusable("database", str(folder), "backup_damaged", said)
        yield [row.org, row.kind, row.id, row.digest]


def _is_open(connection: Connection, row: Any) -> bool:
    """Whether nothing of this record was erased for good: only then its digest can be reckoned."""
    if not sealing.is_sealed(row.body):
        return True
    key = tables.case_key
    gone = select(1).where(key.c.org == row.org, key.c.case_id == row.case_id, key.c.wrapped == "")
    return connection.execute(gone).first() is None


def _sound_files(connection: Connection, folder: Path) -> Iterator[Digest]:
    for row in connection.execute(select(_stored).order_by(_stored.c.org, _stored.c.digest)):
        path = folder / _OBJECTS / name_of(row.org, Digest(row.digest))
        with path.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != row.digest:
                raise StoreUnusable("objects", str(folder), "backup_damaged", str(path))
        yield Digest(row.digest)


def _copy_files(source: Path, to: Path) -> None:
    """Copy the files that are not there yet; what is named by its content never changes."""
    for path in sorted((source / FILES).rglob("*")):
        target = to / path.relative_to(source)
        if path.is_dir() or (target.exists() and target.stat().st_size == path.stat().st_size):
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        aside = target.with_name(f"{target.name}.new")
        shutil.copyfile(path, aside)
        _sync(aside)
        aside.replace(target)


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
