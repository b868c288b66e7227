"""Room set aside, and verified copies of the database that are kept in turn."""

import errno
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from app.actions.attach_photo import attach_photo
from app.actions.check_trail import check_trail
from app.actions.open_workspace import close_workspace, create_workspace, open_workspace
from app.actions.secure_workspace import secure_workspace
from app.clock import FixedClock
from app.errors import NoRoom, StoreDamaged
from app.store import backup, reserve, tables
from app.store.backup import Backup, too_old
from app.store.driver import DATABASE, keyed
from app.workspace import Workspace
from tests.app.tablets_on_disk import PASSWORD, WHO, faults, key_of, work
from tests.builders import a_case, a_visit

NOON = datetime(2026, 11, 30, 4, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reserve of one page: what counts is that it is there."""
    monkeypatch.setattr(reserve.Reserve.__init__, "__defaults__", (4096,))


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOON)


@pytest.fixture
def ws(tmp_path: Path, clock: FixedClock) -> Iterator[Workspace]:
    """A workspace with a case, a visit and some work."""
    made = create_workspace(tmp_path / "tablet", PASSWORD, WHO, clock)
    with made.unit("come_down") as unit:
        unit.save(a_case())
        unit.save(a_visit())
    work(made, lambda _said: None, 6)
    yield made
    close_workspace(made)


def take_log_in(ws: Workspace) -> str:
    """Have SQLite put its log into the database; whether it could."""
    connection = ws.engine.raw_connection()
    cursor = connection.cursor()
    cursor.execute("PRAGMA busy_timeout = 1")
    busy, *_ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    cursor.execute("PRAGMA busy_timeout = 5000")
    connection.close()
    return "busy" if busy else "done"


def free(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    for module in (backup, reserve):
        monkeypatch.setattr(module, "free_bytes", lambda _folder: count)


def test_a_backup_holds_all_of_it_and_opens_by_the_same_key(ws: Workspace, tmp_path: Path) -> None:
    told: list[str] = []
    work(ws, told.append, 3, first=7)
    security = secure_workspace(ws)
    assert security.backups == (NOON,)
    (kept,) = ws.backups.all()
    copy = tmp_path / "copy"
    (copy / "files").mkdir(parents=True)
    (copy / DATABASE).write_bytes(kept.file.read_bytes())
    for file in (ws.folder / "files").rglob("*"):
        if file.is_file():
            (copy / "files" / file.parent.name).mkdir(exist_ok=True)
            (copy / "files" / file.parent.name / file.name).write_bytes(file.read_bytes())
    assert faults(copy, key_of(ws.folder), told) == []
    # Nothing lies beside it: one file can be copied away as it is.
    assert sorted(p.name for p in kept.file.parent.iterdir()) == [kept.file.name, "key.json"]


def test_l9_a_backup_has_all_rows_though_another_connection_holds_the_log(ws: Workspace) -> None:
    """Whoever reads keeps the log from being taken in; a copy of the file alone would lack it."""
    with ws.read() as holder:
        before = len(holder.outbox.all())
        told: list[str] = []
        work(ws, told.append, 6, first=7)
        assert take_log_in(ws) == "busy"
        secure_workspace(ws)
        assert len(holder.outbox.all()) == before
    (kept,) = ws.backups.all()
    connection = keyed(kept.file, key_of(ws.folder))
    rows = connection.execute("SELECT count(*) FROM outbox").fetchone()[0]
    connection.close()
    with ws.read() as unit:
        assert rows == len(unit.outbox.all()) > before


def test_deeds_go_on_while_a_backup_is_made(ws: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backup, "_PAGES_AT_ONCE", 4)
    told: list[str] = []

    def meanwhile() -> bool:
        if len(told) < 3:
            work(ws, told.append, 1, first=8 + len(told))
        return False

    secure_workspace(ws, stop=meanwhile)
    assert len(told) == 3
    (kept,) = ws.backups.all()
    # It is of the moment it was begun, and whole.
    head, broken = ws.backups.look_through(kept.file)
    assert broken is None
    with ws.read() as unit:
        assert head.seq < unit.trail.head().seq


def test_a_backup_is_due_when_something_was_written_and_an_hour_has_passed(
    ws: Workspace, clock: FixedClock
) -> None:
    database = ws.folder / DATABASE
    for passed, written, is_made in (
        (timedelta(0), False, True),  # the first one
        (HOUR / 2, True, False),  # too soon
        (HOUR / 2, False, False),  # nothing was written since
        (timedelta(0), True, True),
        (HOUR, True, True),
        (-2 * HOUR, True, True),  # the clock was set back
    ):
        clock.move(passed)
        for file in (database, database.with_name(f"{DATABASE}-wal")):
            at = clock.at.timestamp() + 3 * 3600 if written else NOON.timestamp() - 60
            os.utime(file, (at, at))
        assert (clock.at in secure_workspace(ws).backups) is is_made


def test_the_last_two_and_the_last_of_each_of_three_days_are_kept() -> None:
    found = [Backup(Path(f"{hours}"), NOON - hours * HOUR, 999 - hours) for hours in range(120)]
    kept = [one for one in found if one not in too_old(found)]
    # Of today 04:00 UTC (noon in China), 03:00; then the last one of the two days before.
    assert [one.file.name for one in kept] == ["0", "1", "13", "37"]


def test_an_older_one_goes_only_after_a_newer_one_was_looked_through(
    ws: Workspace, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        secure_workspace(ws, now=True)
        clock.move(HOUR)
    before = [kept.file.name for kept in ws.backups.all()]
    assert len(before) == 2  # of one day
    seen: list[list[str]] = []
    look = backup.Backups.look_through

    def watched(self: backup.Backups, copy: Path) -> object:
        seen.append([kept.file.name for kept in self.all()])
        return look(self, copy)

    monkeypatch.setattr(backup.Backups, "look_through", watched)
    secure_workspace(ws, now=True)
    assert seen == [before]
    assert [kept.file.name for kept in ws.backups.all()][1:] == before[:1]


def test_a_copy_that_is_not_whole_is_no_backup_and_takes_none_away(
    ws: Workspace, clock: FixedClock
) -> None:
    secure_workspace(ws)
    clock.move(HOUR)
    assert take_log_in(ws) == "done"
    database = ws.folder / DATABASE
    sound = database.read_bytes()
    database.write_bytes(sound[:9000] + b"harm" + sound[9004:])
    with pytest.raises(StoreDamaged):
        secure_workspace(ws, now=True)
    assert [kept.made_at for kept in ws.backups.all()] == [NOON]
    # The next start looks at all of it, and does not work with it.
    close_workspace(ws)
    with pytest.raises(StoreDamaged):
        open_workspace(ws.folder, PASSWORD)
    database.write_bytes(sound)
    close_workspace(open_workspace(ws.folder, PASSWORD))
    assert not (ws.folder / "suspect").exists()


def test_a_trail_that_does_not_hold_is_told_before_it_is_copied(ws: Workspace) -> None:
    with ws.engine.begin() as connection:
        connection.execute(
            update(tables.trail).where(tables.trail.c.seq == 2).values(who="somebody else")
        )
    assert secure_workspace(ws, now=True).why == "trail"
    check_trail(ws, whole=True)
    assert secure_workspace(ws, now=True).why == ""


def test_without_room_there_is_no_backup_and_those_there_are_stay(
    ws: Workspace, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    secure_workspace(ws)
    clock.move(HOUR)
    free(monkeypatch, 100)
    security = secure_workspace(ws, now=True)
    assert (security.why, security.backups) == ("no_room", (NOON,))


def test_a_copy_is_given_up_when_the_program_ends(ws: Workspace) -> None:
    assert secure_workspace(ws, stop=lambda: True).why == "stopped"
    assert [p.name for p in (ws.folder / "backups").iterdir()] == ["key.json"]


def test_the_reserve_is_made_let_go_and_made_again(
    ws: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert secure_workspace(ws).reserve
    assert (ws.folder / "reserve").stat().st_blocks > 0
    assert ws.reserve.release()
    assert not ws.reserve.release()
    free(monkeypatch, 100)
    assert not secure_workspace(ws).reserve
    monkeypatch.undo()
    assert secure_workspace(ws).reserve


def test_a_reserve_that_finds_no_room_leaves_nothing(
    ws: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_about: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "posix_fallocate", full)
    assert not secure_workspace(ws).reserve
    assert not (ws.folder / "reserve").exists()


def test_pictures_leave_the_last_room_to_words(
    ws: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    free(monkeypatch, reserve.LEAST_FREE_BYTES - 1)
    with pytest.raises(NoRoom) as refusal:
        attach_photo(ws, "visit-1", tmp_path / "any.jpg", "com.tx.ir", "T1")
    assert refusal.value.why == "pictures"
    told: list[str] = []
    work(ws, told.append, 2, first=7)
    assert len(told) == 2
