"""Harm to the tablet's store: a full disk, a damaged database or file; named, never hidden."""

import errno
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text

from app.actions.keep_answer import keep_answer
from app.actions.open_workspace import close_workspace, create_workspace, open_workspace
from app.domain.checklist import Answer
from app.domain.inspection import Inspection
from app.domain.staff import Identity
from app.errors import DigestMismatch, NoRoom, StoreDamaged, StoreTooNew
from app.ids import DeviceId, UserId
from app.workspace import Place, Workspace
from tests.builders import ORG, a_case, a_visit

PASSWORD = "青海 plateau"
WHO = Identity(UserId("zhang"), "张海峰", ORG, ("inspector",), DeviceId("tablet-1"))
HERE = Place("inspection", "visit-1", "com.tx.ir", "T1")


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    """A fresh workspace with one case and one visit."""
    made = create_workspace(tmp_path / "tablet", PASSWORD, WHO)
    with made.unit("come_down") as unit:
        unit.save(a_case())
        unit.save(a_visit())
    yield made
    close_workspace(made)


@pytest.mark.parametrize("harm", ["gone", "empty", "cut", "overwritten", "another key"])
def test_a_damaged_database_is_never_taken_for_an_empty_one(
    ws: Workspace, tmp_path: Path, harm: str
) -> None:
    close_workspace(ws)
    database = ws.folder / "kanyan.db"
    sound = database.read_bytes()
    if harm == "gone":
        database.unlink()
    elif harm == "another key":
        other = create_workspace(tmp_path / "other", PASSWORD, WHO)
        close_workspace(other)
        database.write_bytes((other.folder / "kanyan.db").read_bytes())
    else:
        bytes_now = {"empty": b"", "cut": sound[:3000], "overwritten": b"x" * len(sound)}[harm]
        database.write_bytes(bytes_now)
    harmed = database.read_bytes() if database.exists() else None
    with pytest.raises(StoreDamaged):
        open_workspace(ws.folder, PASSWORD)
    # What is left is for whoever restores it: nothing of it has been touched.
    assert (database.read_bytes() if database.exists() else None) == harmed


@pytest.mark.parametrize("harm", ["cut", "flipped"])
def test_damage_deep_inside_is_named_when_it_is_met(ws: Workspace, harm: str) -> None:
    for number in range(40):
        with ws.unit("much") as unit:
            unit.save(a_visit(opinion=f"第 {number} 稿" * 50))
    close_workspace(ws)
    database = ws.folder / "kanyan.db"
    sound = database.read_bytes()
    cuts = [sound[:-100]]
    flips = [sound[: n + 50] + b"harm" + sound[n + 54 :] for n in range(4096, len(sound), 4 * 4096)]
    met = [_meet(database, harmed) for harmed in (cuts if harm == "cut" else flips)]
    # Not every page is read by these; what is met is named, also by whoever asks a second time.
    assert set(met) <= {"nothing", "damage"}
    assert met.count("damage") > len(met) // 3
    assert _meet(database, sound) == "nothing"


def test_a_key_file_that_is_none_like_its_copy_is_named_as_damage(ws: Workspace) -> None:
    close_workspace(ws)
    for file in (ws.folder / "key.json", ws.folder / "backups" / "key.json"):
        file.write_text("{}")
    with pytest.raises(StoreDamaged):
        open_workspace(ws.folder, PASSWORD)


def test_a_store_of_a_newer_program_is_left_alone(ws: Workspace) -> None:
    with ws.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    close_workspace(ws)
    with pytest.raises(StoreTooNew):
        open_workspace(ws.folder, PASSWORD)


def test_on_a_full_disk_nothing_is_half_saved(ws: Workspace) -> None:
    with ws.engine.connect() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar()

    def limit(connection: Any, *_about: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {room}")

    # SQLite's own limit stands for the end of the disk: it answers with the same SQLITE_FULL.
    room = pages
    event.listen(ws.engine, "checkout", limit)
    before = _counts(ws)
    long_words = "绝缘电阻" * 20_000
    with pytest.raises(NoRoom) as full:
        keep_answer(ws, "visit-1", Answer("com.tx.ir", "T1", note=long_words), HERE)
    assert full.value.folder == str(ws.folder)
    with ws.read() as unit:
        assert unit.working(Inspection, "visit-1").answers == ()
    room = 1_000_000
    keep_answer(ws, "visit-1", Answer("com.tx.ir", "T1", note="短"), HERE)
    assert _counts(ws) == before


def test_a_file_that_finds_no_room_leaves_nothing_half_written(
    ws: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:  # a fake: a disk cannot be filled in a test
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("app.store.disk.os.fsync", full)
    with pytest.raises(NoRoom):
        ws.blobs.put(b"photo")
    monkeypatch.undo()
    assert [p for p in (ws.folder / "files").rglob("*") if p.is_file()] == []
    assert ws.blobs.get(ws.blobs.put(b"photo")) == b"photo"


@pytest.mark.parametrize("harm", ["gone", "cut", "flipped", "swapped"])
def test_l19_a_damaged_file_is_noticed_when_it_is_read(ws: Workspace, harm: str) -> None:
    digest, other = ws.blobs.put(b"photo one" * 100), ws.blobs.put(b"photo two" * 100)
    path = ws.folder / "files" / digest[:2] / digest
    sealed = path.read_bytes()
    if harm == "gone":
        path.unlink()
    elif harm == "swapped":
        path.write_bytes((ws.folder / "files" / other[:2] / other).read_bytes())
    else:
        path.write_bytes(sealed[:40] if harm == "cut" else sealed[:60] + b"?" + sealed[61:])
    with pytest.raises(DigestMismatch):
        ws.blobs.get(digest)
    assert ws.blobs.get(other) == b"photo two" * 100


def test_a_file_that_was_damaged_is_mended_by_keeping_it_again(ws: Workspace) -> None:
    digest = ws.blobs.put(b"photo" * 100)
    (ws.folder / "files" / digest[:2] / digest).write_bytes(b"rotten")
    assert ws.blobs.put(b"photo" * 100) == digest
    assert ws.blobs.get(digest) == b"photo" * 100


def test_what_an_interrupted_write_left_aside_is_swept(ws: Workspace) -> None:
    (ws.folder / "files" / "aside" / "half.1234").write_bytes(b"half a photo")
    close_workspace(ws)
    again = open_workspace(ws.folder, PASSWORD)
    assert list((ws.folder / "files" / "aside").iterdir()) == []
    close_workspace(again)


def _meet(database: Path, content: bytes) -> str:
    """Open a workspace on this database, read all of it and write, twice over."""
    database.write_bytes(content)
    try:
        ws = open_workspace(database.parent, PASSWORD)
    except StoreDamaged:
        return "damage"
    met = "nothing"
    for deed in (_read_all, _write, _read_all, _write):
        try:
            deed(ws)
        except StoreDamaged:
            met = "damage"
    close_workspace(ws)
    return met


def _read_all(ws: Workspace) -> None:
    _counts(ws)
    with ws.read() as unit:
        unit.find(Inspection)


def _write(ws: Workspace) -> None:
    with ws.unit("write") as unit:
        unit.save(a_visit(opinion="新"))


def _counts(ws: Workspace) -> tuple[int, int]:
    """Lines in the outbox, links in the trail."""
    with ws.read() as unit:
        return len(unit.outbox.all()), len(unit.trail.lines())
