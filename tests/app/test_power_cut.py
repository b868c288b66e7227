"""A power cut at any moment: what was said to be kept is there, whole, and with its photo (P1).

The disk is a model (`disks.py`) of what the SQLite that ships, and our own writing of files, ask of
a real one. The model itself is tested by programs that are wrong: each has to be found out.
"""

import os
import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.actions.open_workspace import close_workspace, open_workspace
from app.codec import digest_of
from app.store import engine
from app.store.blobs import Blobs
from app.workspace import Workspace
from tests.app import tablets_on_disk
from tests.app.disks import Disk, RecordedOs, Write, cuts, recorded
from tests.app.tablets_on_disk import (
    PASSWORD,
    a_closed_tablet,
    a_photo,
    checkpoint_often,
    faults,
    key_of,
    photo_bytes,
    work,
)

NIGHTLY = os.environ.get("KANYAN_NIGHTLY") == "1"
CUTS = 100_000 if NIGHTLY else 1_000
OF_A_WRONG_PROGRAM = 2_000 if NIGHTLY else 120
OPENED = 200 if NIGHTLY else 10
DEEDS = 60 if NIGHTLY else 18


def a_record(folder: Path) -> tuple[Disk, list[Write]]:
    """The disk before, and all that is asked of it while somebody works."""
    started = Disk(folder)
    with recorded() as recorder:
        ws = open_workspace(folder, PASSWORD)
        checkpoint_often(ws)
        work(ws, recorder.say, DEEDS)
        close_workspace(ws)
    return started, recorder.log


def test_a_power_cut_loses_nothing_that_was_said_to_be_kept(tmp_path: Path) -> None:
    folder = a_closed_tablet(tmp_path / "tablet")
    started, log = a_record(folder)
    kinds = {(write.what, Path(write.path).name) for write in log}
    # The record has commits, checkpoints and photos in it; without them it would show nothing.
    assert kinds >= {("sync", "kanyan.db-wal"), ("sync", "kanyan.db"), ("write", "kanyan.db")}
    assert any(write.what == "rename" for write in log)
    key, found = key_of(folder), Counter[str]()
    for left, said in cuts(tmp_path / "cut", started, log, random.Random(20261201), CUTS):
        found.update(faults(left, key, said))
    assert found == {}


def test_work_goes_on_after_a_power_cut(tmp_path: Path) -> None:
    folder = a_closed_tablet(tmp_path / "tablet")
    started, log = a_record(folder)
    for left, _said in cuts(tmp_path / "cut", started, log, random.Random(7), OPENED):
        ws = open_workspace(left, PASSWORD)
        told: list[str] = []
        work(ws, told.append, 3, first=1000)
        close_workspace(ws)
        assert faults(left, key_of(left), told) == []


def never_synced(patch: pytest.MonkeyPatch) -> None:
    """SQLite syncs its log at checkpoints only, and is believed to do so at each commit."""

    def believed(connection: Any) -> None:
        connection.execute("PRAGMA synchronous = NORMAL")

    patch.setattr(engine, "_assert_durable", believed)


def row_first(patch: pytest.MonkeyPatch) -> None:
    """The row of a photo is committed, and its file written after that."""

    def save(ws: Workspace, number: int) -> str:
        data = photo_bytes(number)
        with pytest.MonkeyPatch.context() as meanwhile, ws.unit("attach_photo") as unit:
            meanwhile.setattr(Blobs, "size", lambda _self, _digest: len(data))
            unit.save(a_photo(number, digest_of(data)))
        return ws.blobs.put(data)

    patch.setattr(tablets_on_disk, "save_photo", save)


def unsynced_files(patch: pytest.MonkeyPatch) -> None:
    """Files are renamed into place before they are on the disk."""
    patch.setattr(RecordedOs, "fsync", lambda _self, _handle: None)


@pytest.mark.parametrize(
    ("wrong", "shown"),
    [
        (never_synced, "lost"),
        (row_first, "row without its photo"),
        (unsynced_files, "row without its photo"),
    ],
    ids=["synchronous NORMAL", "row before photo", "files not synced"],
)
def test_a_program_that_would_lose_something_is_found_out(
    wrong: Callable[[pytest.MonkeyPatch], None],
    shown: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = a_closed_tablet(tmp_path / "tablet")
    with monkeypatch.context() as patch:
        wrong(patch)
        started, log = a_record(folder)
    key, found = key_of(folder), 0
    chance = random.Random(20261202)
    for left, said in cuts(tmp_path / "cut", started, log, chance, OF_A_WRONG_PROGRAM):
        found += any(fault.startswith(shown) for fault in faults(left, key, said))
    assert found > 0
