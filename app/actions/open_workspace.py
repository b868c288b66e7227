"""Make, open and close a workspace: the encrypted folder of one person on one tablet."""

import secrets
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import msgspec
from filelock import BaseFileLock
from sqlalchemy import Engine

from app.clock import Clock, SystemClock
from app.domain.case import CaseEvent, ConnectionCase
from app.domain.deadline import Agenda, agenda
from app.domain.process import project
from app.domain.staff import Identity
from app.domain.trail import CREATE_WORKSPACE, UNLOCK, UNLOCK_REFUSED
from app.errors import AppError, NoRoom, NoWorkspace, Refused, RulesDamaged, StoreDamaged
from app.ids import Minter
from app.reference.library import Reference, open_reference
from app.rules_in_use import begin
from app.store.backup import Backups, is_whole
from app.store.blobs import Blobs
from app.store.case_index import STALE
from app.store.disk import remove
from app.store.doorstep import forget_refusals, has_key, read_refusals
from app.store.driver import DATABASE, SUSPECT
from app.store.engine import open_engine
from app.store.gate import keep_key, locked, unlocked, write_key
from app.store.reserve import Reserve
from app.store.unit import Reckon, Tools, Unit, reader, unit_maker
from app.store.vault import derived, new_key, wrapped
from app.workspace import AUTHORITY, RULES, WHO, Workspace

RandomBits = Callable[[int], int]


def create_workspace(
    folder: Path,
    password: str,
    who: Identity,
    clock: Clock | None = None,
    random_bits: RandomBits = secrets.randbits,
) -> Workspace:
    """A new, empty workspace of this person, open.

    Raises:
        Refused: there is one already.
        AlreadyOpen: another program has the folder.
    """
    clock = clock or SystemClock()
    folder.mkdir(parents=True, exist_ok=True)
    lock = locked(folder)
    if has_key(folder):
        lock.release()
        raise Refused(str(folder))
    key = new_key()
    # The key file comes last: a cut before it leaves a folder that holds nobody's workspace yet.
    (folder / DATABASE).unlink(missing_ok=True)
    _store_identity(folder, key, who, clock)
    write_key(folder, wrapped(key, password))
    return _opened(folder, key, lock, Minter(clock, random_bits), clock)


def open_workspace(
    folder: Path,
    password: str,
    clock: Clock | None = None,
    random_bits: RandomBits = secrets.randbits,
) -> Workspace:
    """The workspace that lies in this folder; a clock and a random source may be handed in.

    Raises:
        NoWorkspace: there is none.
        WrongPassword: the password does not open it.
        TooManyTries: wrong ones were given too often; the next counts later.
        AlreadyOpen: another program has it open.
        StoreDamaged: its database is gone or cannot be read; it is never treated as empty.
        StoreTooNew: a newer version of the program wrote it.
        UpgradeFailed: it cannot be brought to this version without loss.
        DiskFailed: the disk answers with an error.
    """
    if not has_key(folder):
        raise NoWorkspace(str(folder))
    clock = clock or SystemClock()
    key = unlocked(folder, password, clock)
    lock = locked(folder)
    try:
        database = folder / DATABASE
        if not database.exists() or not database.stat().st_size:  # SQLite would make a new one
            raise StoreDamaged(str(folder))
        ws = _opened(folder, key, lock, Minter(clock, random_bits), clock)
    except BaseException:
        lock.release()
        raise
    try:
        keep_key(folder)
        _note_unlock(ws)
    except NoRoom:
        # Nobody is shut out by a full disk; the refusals stay noted for the next time.
        pass
    except BaseException:
        close_workspace(ws)
        raise
    return ws


def close_workspace(ws: Workspace) -> None:
    """Close the database and let others open the folder."""
    ws.engine.dispose()
    ws.lock.release()


def _note_unlock(ws: Workspace) -> None:
    """The unlocking, and the wrong passwords before it, go into the trail together."""
    device, refused = f"device/{ws.who.device}", read_refusals(ws.folder)
    with ws.unit("open_workspace") as unit:
        if refused.count:
            moments = list(refused.moments)
            unit.note(UNLOCK_REFUSED, device, times=refused.count, moments=moments)
        unit.note(UNLOCK, device)
    forget_refusals(ws.folder)


def _opened(folder: Path, key: bytes, lock: BaseFileLock, ids: Minter, clock: Clock) -> Workspace:
    engine = open_engine(folder / DATABASE, key)
    reserve = Reserve(folder)
    blobs = Blobs(folder / "files", derived(key, "kanyan files"), reserve)
    blobs.sweep()
    nobody = Tools(_nobody(), clock, ids, blobs, reserve, _reckoner(open_reference(), clock))
    try:
        _look_at_suspect(folder, engine)
        with reader(engine, nobody)() as unit:
            stored = unit.settings.get(WHO)
            rules, authority = unit.settings.get(RULES), unit.settings.get(AUTHORITY)
        if stored is None:
            raise StoreDamaged(str(folder))
    except AppError:
        engine.dispose()
        raise
    reference = begin(folder, rules, authority)
    reckon = _reckoner(reference, clock)
    tools = Tools(msgspec.json.decode(stored, type=Identity), clock, ids, blobs, reserve, reckon)
    return Workspace(
        folder=folder,
        who=tools.who,
        clock=clock,
        ids=ids,
        reference=reference,
        blobs=blobs,
        reserve=reserve,
        backups=Backups(folder / DATABASE, key),
        unit=unit_maker(engine, tools),
        read=reader(engine, tools),
        engine=engine,
        lock=lock,
    )


def _look_at_suspect(folder: Path, engine: Engine) -> None:
    """Damage was met in this database: it is not worked with unless all of it is whole."""
    if (folder / SUSPECT).exists():
        with closing(engine.raw_connection()) as connection:
            # The seals are looked at in the file alone: first it gets what its log has for it.
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        with engine.connect() as connection:
            is_whole(connection, str(folder))
        remove(folder / SUSPECT)


def _reckoner(reference: Reference, clock: Clock) -> Reckon:
    """What the list says of a case by these rules, which are read when they are first needed."""

    def reckon(case: ConnectionCase, events: tuple[CaseEvent, ...]) -> Agenda:
        try:
            rules = reference.times_stamp
            limits, calendar, policy = reference.time_limits, reference.calendar, reference.policy
        except RulesDamaged:  # no deed is lost for it; whoever brings the list up to date says so
            return Agenda(project(case, events).status, None, STALE)
        return agenda(case, events, limits, calendar, clock.now(), rules, policy)

    return reckon


def _store_identity(folder: Path, key: bytes, who: Identity, clock: Clock) -> None:
    engine = open_engine(folder / DATABASE, key)
    with engine.begin() as connection:
        reserve = Reserve(folder)
        blobs = Blobs(folder / "files", derived(key, "kanyan files"), reserve)
        reckon = _reckoner(open_reference(), clock)
        unit = Unit(connection, Tools(who, clock, Minter(clock), blobs, reserve, reckon))
        unit.settings.put(WHO, msgspec.json.encode(who))
        unit.note(CREATE_WORKSPACE, f"device/{who.device}")
        unit.close(CREATE_WORKSPACE)
    engine.dispose()


def _nobody() -> Identity:
    return Identity(user="", name="", org="", roles=(), device="")  # type: ignore[arg-type]
