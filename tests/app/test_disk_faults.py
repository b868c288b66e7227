"""The disk refuses, or the program is killed, at every single thing that is asked of it (FA1, FA5).

Injected where SQLite and our own writing of files meet the system, so that it works on any machine;
`tests/flows/test_system_calls.py` does it to the system calls themselves where there is strace.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app import codec
from app.actions.exchange import receive, standing, take_file
from app.actions.open_workspace import close_workspace, open_workspace
from app.domain.case import ConnectionCase
from app.domain.change import Entry, EntryReason, FieldEdit, Page
from app.errors import AppError, DiskFailed, NoRoom
from app.ids import CaseId, ChangeId, DeviceId, UserId
from app.store.reserve import Reserve
from app.workspace import Workspace
from tests.app.disks import Disk, Write, recorded, refused
from tests.app.tablets_on_disk import (
    PASSWORD,
    a_closed_tablet,
    checkpoint_often,
    faults,
    key_of,
    work,
)
from tests.builders import MORNING, a_case
from tests.sent import outgoing

NIGHTLY = os.environ.get("KANYAN_NIGHTLY") == "1"
EVERY = 1 if NIGHTLY else 3
"""Each so manieth thing is refused in a normal run; which ones moves on with the kind of fault."""
DEEDS = 3


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace to be copied."""
    return a_closed_tablet(tmp_path_factory.mktemp("closed") / "tablet")


def fresh(closed: Path, target: Path) -> Path:
    """A copy of it, and of nothing else."""
    shutil.rmtree(target, ignore_errors=True)
    return shutil.copytree(closed, target)


def asked_of(closed: Path, target: Path) -> list[Write]:
    """What is asked of the disk by a start, some deeds and an end."""
    with recorded() as recorder:
        ws = open_workspace(fresh(closed, target), PASSWORD)
        checkpoint_often(ws)
        work(ws, recorder.say, DEEDS)
        close_workspace(ws)
    return recorder.log


def test_l2_a_kill_at_every_write_leaves_both_record_and_change_or_neither(
    closed: Path, tmp_path: Path
) -> None:
    folder = fresh(closed, tmp_path / "tablet")
    disk, key = Disk(folder), key_of(folder)
    said: list[str] = []
    log = asked_of(closed, folder)
    assert len(log) > 80
    wrong = {}
    for number, write in enumerate(log):
        disk.take(write)
        if write.what == "said":
            said.append(write.other)
        disk.kill(tmp_path / "killed")
        if found := faults(tmp_path / "killed", key, said):
            wrong[number] = found
    assert len(said) == DEEDS
    assert wrong == {}


@pytest.mark.parametrize("full", [True, False], ids=["full", "broken"])
def test_what_is_asked_of_a_disk_that_refuses_is_whole_or_not_there(
    closed: Path, tmp_path: Path, *, full: bool
) -> None:
    """Each thing is refused once; then the disk is well again, and the same deed succeeds."""
    count = len([w for w in asked_of(closed, tmp_path / "tablet") if w.what != "said"])
    kind = NoRoom if full else DiskFailed
    met = 0
    for number in range(int(full), count, EVERY):
        folder = fresh(closed, tmp_path / "tablet")
        told: list[str] = []
        with recorded() as recorder:
            recorder.fault = once(number, full=full)
            for attempt in range(DEEDS + 2):
                error = a_life(folder, told)
                if error is None:
                    break
                met += 1
                assert isinstance(error, kind), (number, error)
                # Also what the program had not closed yet is whole.
                assert attempt < DEEDS + 1, number
        assert faults(folder, key_of(folder), told) == [], number
    assert met > 5


def once(number: int, *, full: bool) -> Callable[[Write], int]:
    """Refuses the thing of this number, and nothing else."""
    left: Iterator[int] = iter(range(number, -1, -1))

    def fault(write: Write) -> int:
        return refused(write, full=full) if next(left, None) == 0 else 0

    return fault


def a_life(folder: Path, told: list[str]) -> AppError | None:
    """A start, the deeds that are not done yet, an end; or what went wrong."""
    try:
        ws = open_workspace(folder, PASSWORD)
    except AppError as error:
        return error
    try:
        work(ws, told.append, DEEDS - len(told), first=1 + len(told))
    except AppError as error:
        return error
    finally:
        close_workspace(ws)
    return None


def test_on_a_full_disk_the_reserve_lets_the_deed_be_done_again(
    closed: Path, tmp_path: Path
) -> None:
    folder = fresh(closed, tmp_path / "tablet")
    assert Reserve(folder, 4096).make()
    told: list[str] = []
    with recorded() as recorder:
        ws = open_workspace(folder, PASSWORD)
        recorder.fault = full_while_reserved(folder)
        with pytest.raises(NoRoom) as refusal:
            work(ws, told.append, DEEDS)
        assert refusal.value.why == "released"
        assert not (folder / "reserve").exists()
        work(ws, told.append, DEEDS)
        close_workspace(ws)
    assert len(told) == DEEDS
    assert faults(folder, key_of(folder), told) == []


def full_while_reserved(folder: Path) -> Callable[[Write], int]:
    """The disk is full as long as the reserve lies on it."""

    def fault(write: Write) -> int:
        takes_room = write.what in ("write", "make")
        is_full = takes_room and (folder / "reserve").exists()
        return refused(write, full=True) if is_full else 0

    return fault


def test_l8_a_pull_on_a_full_disk_changes_nothing_and_sends_nothing_empty(
    closed: Path, tmp_path: Path
) -> None:
    """The page is refused at each write of it: cursor, records and what waits are as before."""
    folder = fresh(closed, tmp_path / "tablet")
    bodies = [codec.encode(a_case(id=CaseId(f"case-{number}"))) for number in range(2, 40)]
    entries = tuple(
        Entry(number, EntryReason.CHANGE, "case", body["id"], body["id"], 1, body,
              ChangeId(f"theirs-{number}"), UserId("li"), DeviceId("tablet-2"), MORNING)
        for number, body in enumerate(bodies, 1)
    )  # fmt: skip
    page = Page("life-1", entries, len(entries), more=False)
    with recorded() as recorder:
        ws = open_workspace(folder, PASSWORD)
        before = (standing(ws), lines_of(ws))
        assert before[1]
        for number in (0, 1, 7):
            recorder.fault = once(number, full=True)
            with pytest.raises(NoRoom):
                receive(ws, page)
            assert (standing(ws), lines_of(ws)) == before
            with ws.read() as unit:
                assert [case.id for case in unit.find(ConnectionCase)] == ["case-1"]
        recorder.fault = once(0, full=True)
        with pytest.raises(NoRoom):
            take_file(ws, b"a paper of the centre")
        recorder.fault = lambda _write: 0
        assert [change.edits for change in outgoing(ws, 100)] == [edits for _, edits in before[1]]
        receive(ws, page)
        assert standing(ws).seq == len(entries)
        close_workspace(ws)


def lines_of(ws: Workspace) -> list[tuple[str, tuple[FieldEdit, ...]]]:
    """What waits, with what it says."""
    with ws.read() as unit:
        return [(line.change.id, line.change.edits) for line in unit.outbox.all()]
