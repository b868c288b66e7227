"""A damaged database: say what a sound backup would bring back, and put it in its place.

The damaged files are moved aside and never written to; what can be read of them is carried over
into the backup and kept beside them. A cut at any point leaves a folder that is still damaged, and
the rescue can be done again.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import msgspec

from app.clock import Clock, SystemClock
from app.domain.case import CaseEvent, ConnectionCase
from app.domain.deadline import Agenda
from app.domain.process import project
from app.domain.staff import Identity
from app.domain.trail import RESCUE
from app.errors import NoBackup, NoWorkspace, StoreDamaged
from app.ids import Minter
from app.store import tables
from app.store.backup import Backup, Backups
from app.store.blobs import Blobs
from app.store.carry import Carried, carry_over
from app.store.case_index import STALE
from app.store.disk import copy_file, make_folder, move, remove, sync_file
from app.store.doorstep import has_key
from app.store.driver import DATABASE, SUSPECT, plain_engine
from app.store.engine import open_engine
from app.store.gate import locked, unlocked
from app.store.reserve import Reserve
from app.store.salvage import PARTS, Salvage, readable, write_out
from app.store.settings import Settings
from app.store.unit import Tools, unit_maker
from app.store.vault import derived
from app.workspace import WHO

_ASIDE: Final = "damaged-%Y%m%dT%H%M%SZ"
_MADE: Final = "rescued.db"
READABLE: Final = "readable.db"


@dataclass(frozen=True)
class RescueOffer:
    """What there is to go back to, and what the damaged database still tells.

    `made_at` is None where there is no sound backup. `changes` (not yet accepted by the centre) and
    `drafts` could be read in the damaged database and would be carried over. `trail` says whether
    its trail could be read to the end: then `deeds` were done since the backup.
    """

    folder: Path
    made_at: datetime | None
    changes: int = 0
    drafts: int = 0
    deeds: int = 0
    trail: bool = False


@dataclass(frozen=True)
class Rescued:
    """What was put back: a backup of that moment, what was carried over, where the rest lies."""

    made_at: datetime
    carried: Carried
    aside: Path


def survey_damage(folder: Path, password: str, clock: Clock | None = None) -> RescueOffer:
    """Look, and change nothing of what is there.

    Raises:
        NoWorkspace: there is none.
        WrongPassword: the password does not open it.
        AlreadyOpen: another program has it open.
        StoreDamaged: the key file and its copy are broken; without them nothing can be read.
    """
    with _entered(folder, password, clock or SystemClock()) as key:
        found, salvage = _sound_backup(folder, key), readable(_damaged(folder), key)
        if found is None:
            made_at, since = None, 0
        else:
            backup, since = found
            made_at = backup.made_at
        numbers = [row["seq"] for row in salvage.of(tables.trail)]
        return RescueOffer(
            folder,
            made_at,
            len(salvage.of(tables.outbox)),
            len(salvage.of(tables.draft)),
            max(0, max(numbers, default=0) - since),
            tables.trail.name in salvage.whole,
        )


def rescue_workspace(folder: Path, password: str, clock: Clock | None = None) -> Rescued:
    """Put the newest sound backup in place of the damaged database, with what can be carried over.

    Raises:
        NoBackup: there is none; nothing is changed.
        NoRoom: there is no room for it; nothing is changed.
        WrongPassword: the password does not open it.
        AlreadyOpen: another program has it open.
    """
    clock = clock or SystemClock()
    with _entered(folder, password, clock) as key:
        found = _sound_backup(folder, key)
        if found is None:
            raise NoBackup(str(folder))
        backup, source = found[0], _damaged(folder)
        salvage = readable(source, key)
        made = folder / _MADE
        carried = _make(made, backup, key, salvage, clock)
        aside = _set_aside(folder, source, clock.now())
        if not (aside / READABLE).exists():
            write_out(salvage, aside / READABLE, key)
        move(made, folder / DATABASE)
        remove(folder / SUSPECT)
        return Rescued(backup.made_at, carried, aside)


@contextmanager
def _entered(folder: Path, password: str, clock: Clock) -> Iterator[bytes]:
    if not has_key(folder):
        raise NoWorkspace(str(folder))
    key = unlocked(folder, password, clock)
    lock = locked(folder)
    try:
        yield key
    finally:
        lock.release()


def _sound_backup(folder: Path, key: bytes) -> tuple[Backup, int] | None:
    """The newest backup that is whole today too, and the number of its last line of the trail."""
    kept = Backups(folder / DATABASE, key)
    for backup in kept.all():
        try:
            head, _ = kept.look_through(backup.file)
        except StoreDamaged:
            continue
        return backup, head.seq
    return None


def _damaged(folder: Path) -> Path:
    """The damaged database: in its place, or where a rescue that was cut has put it."""
    moved = sorted(folder.glob(f"damaged-*/{DATABASE}"))
    if (folder / DATABASE).exists() or not moved or not (folder / _MADE).exists():
        return folder / DATABASE
    _move_parts(folder, moved[-1].parent)
    return moved[-1]


def _make(made: Path, backup: Backup, key: bytes, salvage: Salvage, clock: Clock) -> Carried:
    """The database that takes the damaged one's place, on the disk."""
    for end in PARTS:
        remove(made.with_name(made.name + end))
    copy_file(backup.file, made)
    reserve = Reserve(made.parent)
    blobs = Blobs(made.parent / "files", derived(key, "kanyan files"), reserve)
    engine = open_engine(made, key)
    try:
        tools = Tools(_who(made, key), clock, Minter(clock), blobs, reserve, _later)
        with unit_maker(engine, tools)(RESCUE) as unit:
            carried = carry_over(unit, salvage)
            unit.note(RESCUE, f"device/{tools.who.device}", backup=backup.made_at.isoformat(),
                      **carried.__dict__)  # fmt: skip
    finally:
        engine.dispose()
    sync_file(made)
    return carried


def _set_aside(folder: Path, source: Path, now: datetime) -> Path:
    """Move the damaged files away, the database first: without it the folder counts as damaged."""
    if source.parent != folder:
        return source.parent
    aside = folder / now.astimezone(UTC).strftime(_ASIDE)
    make_folder(aside)
    _move_parts(folder, aside)
    return aside


def _move_parts(folder: Path, aside: Path) -> None:
    """No log of the damaged database may lie beside the one that takes its place."""
    for end in PARTS:
        part = folder / f"{DATABASE}{end}"
        if part.exists():
            move(part, aside / part.name)


def _who(database: Path, key: bytes) -> Identity:
    engine = plain_engine(database, key)
    with engine.connect() as connection:
        stored = Settings(connection).get(WHO)
    if stored is None:
        raise StoreDamaged(str(database.parent))
    return msgspec.json.decode(stored, type=Identity)


def _later(case: ConnectionCase, events: tuple[CaseEvent, ...]) -> Agenda:
    """The list is brought up to date by the rules when it is next looked at."""
    return Agenda(project(case, events).status, None, STALE)
