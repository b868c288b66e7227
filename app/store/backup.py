"""Copies of the database in its own folder: made beside the work, looked through, kept in turn.

The copy is made by SQLite's own backup of one moment, whoever else holds the file; it is sealed by
the same key. It gets the name of a backup only after all of it has been read and its seals and its
trail were found whole, and an older one goes only after that. Files (photos, papers) are not in it:
they never change, and stay where they lie.
"""

import re
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from app.clock import CHINA
from app.domain.trail import BEGINNING, Break, Head, first_break
from app.errors import NoRoom, StoreDamaged
from app.store.disk import free_bytes, make_folder, move, remove, sync_file
from app.store.doorstep import BACKUPS
from app.store.driver import SCHEMA_HEAD, keyed, named, plain_engine, schema_of
from app.store.trail import Trail

BEFORE_UPGRADE: Final = "before-upgrade.db"
_ASIDE: Final = "aside.db"
_NAME: Final = re.compile(r"kanyan-(\d{6})-(\d{8}T\d{6}Z)\.db")
_MOMENT: Final = "%Y%m%dT%H%M%SZ"
_NEWEST: Final = 2
_DAYS: Final = 3
_PAGES_AT_ONCE: Final = 512
_ROOM_TO_SPARE: Final = 100 * 1024 * 1024


@dataclass(frozen=True)
class Backup:
    """A verified copy, its number, and the moment of which it is by the clock of then."""

    file: Path
    made_at: datetime
    number: int


class BackupStopped(Exception):
    """The program ends; the copy is not finished."""


class Backups:
    """The backups of one database."""

    def __init__(self, database: Path, key: bytes) -> None:
        self._database, self._key = database, key
        self._folder = database.parent / BACKUPS

    def all(self) -> list[Backup]:
        """Those that were verified, the newest first."""
        found = []
        for file in self._folder.glob("kanyan-*.db"):
            if name := _NAME.fullmatch(file.name):
                made_at = datetime.strptime(name[2], _MOMENT).replace(tzinfo=UTC)
                found.append(Backup(file, made_at, int(name[1])))
        # By number: a clock that was set back makes no backup an old one.
        return sorted(found, key=lambda backup: backup.number, reverse=True)

    def copy(self, stop: Callable[[], bool] = lambda: False) -> Path:
        """A copy of one moment of the database, on the disk but not looked through yet.

        Raises:
            NoRoom: it would leave too little room.
            BackupStopped: it was told to stop.
            StoreDamaged: something of the database cannot be read.
            DiskFailed: the disk answers with an error.
        """
        make_folder(self._folder)
        aside = self._folder / _ASIDE
        _drop(aside)
        if free_bytes(self._folder) < 2 * self._database.stat().st_size + _ROOM_TO_SPARE:
            raise NoRoom(str(self._folder))
        try:
            _copy(self._database, aside, self._key, stop)
            sync_file(aside)
        except BaseException as error:
            _drop(aside)
            if (told := named(error, self._database.parent)) is not None:
                raise told from error
            raise
        return aside

    def look_through(self, copy: Path) -> tuple[Head, Break | None]:
        """Where its trail ends, and the first line of it that does not fit; all else is whole.

        Raises:
            StoreDamaged: something of it cannot be read or is not what was written.
        """
        folder = str(self._database.parent)
        engine = plain_engine(copy, self._key)
        try:
            with engine.connect() as connection:
                is_whole(connection, folder)
                if schema_of(connection) != SCHEMA_HEAD:
                    return BEGINNING, None  # of before an upgrade: its trail has other columns
                broken, head = first_break(Trail(connection, "").walk())
                return head, broken
        except DBAPIError as error:
            raise StoreDamaged(folder) from error
        finally:
            engine.dispose()

    def take_in(self, aside: Path, at: datetime) -> Backup:
        """The copy of that moment, which was looked through, becomes a backup; too old ones go."""
        made_at = at.astimezone(UTC).replace(microsecond=0)
        known = self.all()
        number = known[0].number + 1 if known else 1
        name = f"kanyan-{number:06}-{made_at.strftime(_MOMENT)}.db"
        kept = Backup(aside.with_name(name), made_at, number)
        move(aside, kept.file)
        for old in too_old(self.all()):
            remove(old.file)
        return kept

    def before_upgrade(self) -> None:
        """Keep the database as it is before its schema changes, looked through.

        Without room for it the upgrade goes on: it is one transaction by itself.
        """
        try:
            aside = self.copy()
        except NoRoom:
            return
        self.look_through(aside)
        move(aside, aside.with_name(BEFORE_UPGRADE))


def is_whole(connection: Connection, folder: str) -> None:
    """Every page has its seal and every table its index.

    Raises:
        StoreDamaged: not so.
    """
    seals = connection.execute(text("PRAGMA cipher_integrity_check")).all()
    told = connection.execute(text("PRAGMA integrity_check")).scalar()
    if seals or told != "ok":
        raise StoreDamaged(folder)


def too_old(found: list[Backup]) -> list[Backup]:
    """Of these, the newest first, those that are neither of the last two nor a day's last."""
    kept, days = set(found[:_NEWEST]), set[date]()
    for backup in found:
        day = backup.made_at.astimezone(CHINA).date()
        if day not in days and len(days) < _DAYS:
            days.add(day)
            kept.add(backup)
    return [backup for backup in found if backup not in kept]


def _copy(database: Path, aside: Path, key: bytes, stop: Callable[[], bool]) -> None:
    def went_on(_status: int, _left: int, _whole: int) -> None:
        if stop():
            raise BackupStopped

    with closing(keyed(database, key)) as source, closing(keyed(aside, key)) as target:
        # One moment for all of it, or every deed meanwhile would make it begin again.
        source.execute("BEGIN")
        source.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        source.backup(target, pages=_PAGES_AT_ONCE, progress=went_on, sleep=0)
        source.execute("ROLLBACK")
        target.execute("PRAGMA journal_mode = DELETE")  # one file, without a log beside it


def _drop(copy: Path) -> None:
    for end in ("", "-journal", "-wal", "-shm"):
        remove(copy.with_name(copy.name + end))
