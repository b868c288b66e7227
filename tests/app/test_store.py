"""The tablet's store: durable, encrypted, all or nothing; damage is named and never hidden."""

import errno
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import event, text, update

from app.actions.attach_photo import attach_photo
from app.actions.exchange import outgoing, settle
from app.actions.keep_answer import keep_answer
from app.actions.open_workspace import close_workspace, create_workspace, open_workspace
from app.actions.withdraw import withdraw
from app.domain.change import Receipt, ReceiptStatus
from app.domain.checklist import Answer, Conclusion
from app.domain.evidence import Photo
from app.domain.inspection import Inspection
from app.domain.staff import Identity
from app.domain.trail import first_broken
from app.errors import (
    AlreadyOpen,
    DigestMismatch,
    NoRoom,
    NoWorkspace,
    SealedRecord,
    StoreDamaged,
    StoreTooNew,
    UnknownRecord,
    WrongPassword,
)
from app.ids import CaseId, DeviceId, UserId
from app.store import tables
from app.workspace import LineState, Place, Workspace
from tests.builders import MORNING, ORG, a_case, a_visit

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


def a_photo_file(path: Path) -> Path:
    Image.effect_noise((320, 240), 60).convert("RGB").save(path, "JPEG", quality=88)
    return path


def test_every_connection_keeps_what_it_commits(ws: Workspace) -> None:
    both = ws.engine.raw_connection(), ws.engine.raw_connection()
    for connection in both:
        asked = ("journal_mode", "synchronous", "foreign_keys")
        told = [connection.cursor().execute(f"PRAGMA {name}").fetchone()[0] for name in asked]
        assert told == ["wal", 2, 1]
        connection.close()


def test_a_wrong_password_opens_nothing_and_harms_nothing(ws: Workspace) -> None:
    close_workspace(ws)
    with pytest.raises(WrongPassword):
        open_workspace(ws.folder, PASSWORD + " ")
    again = open_workspace(ws.folder, PASSWORD)
    with again.read() as unit:
        assert unit.get(Inspection, "visit-1") == a_visit()
    close_workspace(again)


def test_no_workspace_is_not_an_empty_one(tmp_path: Path) -> None:
    with pytest.raises(NoWorkspace):
        open_workspace(tmp_path, PASSWORD)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("harm", ["gone", "empty", "cut", "overwritten", "another key"])
def test_l24_a_damaged_database_is_never_taken_for_an_empty_one(
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


def test_a_key_file_that_is_none_is_named_as_damage(ws: Workspace) -> None:
    close_workspace(ws)
    (ws.folder / "key.json").write_text("{}")
    with pytest.raises(StoreDamaged):
        open_workspace(ws.folder, PASSWORD)


def test_a_store_of_a_newer_program_is_left_alone(ws: Workspace) -> None:
    with ws.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    close_workspace(ws)
    with pytest.raises(StoreTooNew):
        open_workspace(ws.folder, PASSWORD)


def test_a_second_start_is_refused_in_this_process_and_in_another(ws: Workspace) -> None:
    with pytest.raises(AlreadyOpen):
        open_workspace(ws.folder, PASSWORD)
    other = (
        "import sys; from pathlib import Path\n"
        "from app.actions.open_workspace import open_workspace\n"
        "from app.errors import AlreadyOpen\n"
        "try: open_workspace(Path(sys.argv[1]), sys.argv[2])\n"
        "except AlreadyOpen: print('already open')\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", other, str(ws.folder), PASSWORD],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout == "already open\n"


def test_what_is_typed_lies_over_the_record_and_goes_nowhere(ws: Workspace) -> None:
    before = _counts(ws)
    keep_answer(ws, "visit-1", Answer("com.tx.ir", "T1", note="第一遍"), HERE)
    keep_answer(ws, "visit-1", Answer("com.tx.ir", "T1", note="第二遍"), HERE)
    with ws.read() as unit:
        assert unit.get(Inspection, "visit-1").answers == ()
        (answer,) = unit.working(Inspection, "visit-1").answers
        assert unit.drafts.place() == HERE
    assert answer.note == "第二遍"
    assert _counts(ws) == before


def test_recording_takes_the_draft_into_one_change(ws: Workspace) -> None:
    keep_answer(ws, "visit-1", Answer("com.tx.ir", "T1", note="读数"), HERE)
    lines, links = _counts(ws)
    with ws.unit("record_section") as unit:
        unit.save(unit.working(Inspection, "visit-1"))
    with ws.read() as unit:
        assert len(unit.get(Inspection, "visit-1").answers) == 1
        assert unit.drafts.edits("inspection", "visit-1") == ()
        # The visit was never sent, so its change took this one in.
        (change,) = [line.change for line in unit.outbox.of_record("inspection", "visit-1")]
    assert any(edit.path[0] == "answers" for edit in change.edits)
    assert _counts(ws) == (lines, links + 1)


def test_a_deed_that_fails_leaves_nothing_behind(ws: Workspace) -> None:
    before = _counts(ws)

    def fail_half_way() -> None:
        with ws.unit("half done") as unit:
            unit.save(a_case(id=CaseId("case-2")))
            unit.save(a_visit(opinion="改过"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    assert _counts(ws) == before
    with ws.read() as unit:
        assert unit.get(Inspection, "visit-1").opinion == ""
        with pytest.raises(UnknownRecord):
            unit.get(type(a_case()), "case-2")


def test_what_was_sent_is_a_fixed_snapshot(ws: Workspace) -> None:
    sent = [change.id for change in outgoing(ws, 10)]
    with ws.unit("later") as unit:
        unit.save(a_visit(opinion="之后改的"))
    with ws.read() as unit:
        lines = unit.outbox.of_record("inspection", "visit-1")
    assert [line.change.id in sent for line in lines] == [True, False]


def test_a_refused_change_is_mended_by_the_next_edit(ws: Workspace) -> None:
    change = next(c for c in outgoing(ws, 10) if c.kind == "inspection")
    settle(ws, [Receipt(change.id, ReceiptStatus.REFUSED, reason="malformed")])
    with ws.unit("mend") as unit:
        unit.save(a_visit(opinion="改好了"))
    with ws.read() as unit:
        (line,) = unit.outbox.of_record("inspection", "visit-1")
    assert (line.state, line.tries) == (LineState.QUEUED, 0)
    assert {edit.path[0] for edit in line.change.edits} >= {"opinion", "started_at"}


def test_a_recorded_visit_does_not_change_any_more(ws: Workspace, tmp_path: Path) -> None:
    photo = attach_photo(ws, "visit-1", a_photo_file(tmp_path / "a.jpg"), "com.tx.ir", "T1")
    with ws.unit("record") as unit:
        unit.save(a_visit(recorded_at=MORNING, conclusion=Conclusion.PASS))
    with pytest.raises(SealedRecord):
        keep_answer(ws, "visit-1", Answer("com.tx.ir", "T1", note="事后"), HERE)
    with pytest.raises(SealedRecord), ws.unit("later") as unit:
        unit.save(a_visit(recorded_at=MORNING, conclusion=Conclusion.RECTIFY))
    with pytest.raises(SealedRecord):
        attach_photo(ws, "visit-1", a_photo_file(tmp_path / "b.jpg"), "com.tx.ir", "T1")
    with pytest.raises(SealedRecord):
        withdraw(ws, Photo, photo.id)
    with ws.read() as unit:
        assert unit.find(Photo) == (photo,)


def test_l25_on_a_full_disk_nothing_is_half_saved(ws: Workspace) -> None:
    with ws.engine.connect() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar()

    def limit(connection: Any, *_about: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {room}")

    # SQLite's own limit stands for the end of the disk: it answers with the same SQLITE_FULL.
    room = pages
    event.listen(ws.engine, "checkout", limit)
    before = _counts(ws)
    long_words = "绝缘电阻" * 20_000
    with pytest.raises(NoRoom):
        keep_answer(ws, "visit-1", Answer("com.tx.ir", "T1", note=long_words), HERE)
    with ws.read() as unit:
        assert unit.working(Inspection, "visit-1").answers == ()
    room = 1_000_000
    keep_answer(ws, "visit-1", Answer("com.tx.ir", "T1", note="短"), HERE)
    assert _counts(ws) == before


def test_l25_a_file_that_finds_no_room_leaves_nothing_half_written(
    ws: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:  # a fake: a disk cannot be filled in a test
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("app.store.blobs.os.fsync", full)
    with pytest.raises(NoRoom):
        ws.blobs.put(b"photo")
    monkeypatch.undo()
    assert [p for p in (ws.folder / "files").rglob("*") if p.is_file()] == []
    assert ws.blobs.get(ws.blobs.put(b"photo")) == b"photo"


@pytest.mark.parametrize("harm", ["gone", "cut", "flipped", "swapped"])
def test_l22_a_damaged_file_is_noticed_when_it_is_read(ws: Workspace, harm: str) -> None:
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


def test_no_record_names_a_file_that_is_not_kept(ws: Workspace, tmp_path: Path) -> None:
    photo = attach_photo(ws, "visit-1", a_photo_file(tmp_path / "a.jpg"), "com.tx.ir", "T1")
    lost = "0" * 64
    with pytest.raises(DigestMismatch), ws.unit("lost") as unit:
        unit.save(replace(photo, id=type(photo.id)("photo-2"), original=lost, bounded=lost))


def test_what_an_interrupted_write_left_aside_is_swept(ws: Workspace) -> None:
    (ws.folder / "files" / "aside" / "half.1234").write_bytes(b"half a photo")
    close_workspace(ws)
    again = open_workspace(ws.folder, PASSWORD)
    assert list((ws.folder / "files" / "aside").iterdir()) == []
    close_workspace(again)


@pytest.mark.parametrize(
    "tamper",
    [
        update(tables.trail).where(tables.trail.c.seq == 2).values(who="somebody else"),
        update(tables.trail).where(tables.trail.c.seq == 2).values(content="0" * 64),
        tables.trail.delete().where(tables.trail.c.seq == 2),
        tables.trail.delete().where(tables.trail.c.seq == 1),
    ],
    ids=["who", "content", "a line gone", "the first line gone"],
)
def test_the_trail_shows_where_it_was_tampered_with(ws: Workspace, tamper: object) -> None:
    for number in range(3):
        with ws.unit(f"deed {number}") as unit:
            unit.save(a_visit(opinion=f"第 {number} 稿"))
    assert _first_broken(ws) is None
    with ws.engine.begin() as connection:
        connection.execute(tamper)  # type: ignore[call-overload]
    assert _first_broken(ws) in (2, 3)


def test_nothing_personal_can_be_read_off_the_disk(ws: Workspace, tmp_path: Path) -> None:
    """Canaries in every kind of field; looked for in every byte of the folder, open and closed."""
    canaries = ("CANARY-13912345678", "金丝雀张三", "CANARY-630102199001011234")
    case = a_case()
    phone, name, id_no = canaries
    customer = replace(case.customer, name=name, contact_phone=phone, agent_id_no=id_no)
    with ws.unit("canary") as unit:
        unit.save(replace(case, customer=customer))
    keep_answer(ws, "visit-1", Answer("com.tx.ir", "T1", note=canaries[1]), HERE)
    picture = a_photo_file(tmp_path / "a.jpg")
    attach_photo(ws, "visit-1", picture, "com.tx.ir", "T1")
    wanted = [word.encode() for word in canaries] + [canaries[1].encode("utf-16-le")]
    wanted.append(picture.read_bytes()[200:260])
    assert _found(ws.folder, wanted) == []
    close_workspace(ws)
    assert _found(ws.folder, wanted) == []


def _found(folder: Path, wanted: list[bytes]) -> list[str]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert any(path.name == "kanyan.db" for path in files)
    return [p.name for p in files for word in wanted if word in p.read_bytes()]


def _counts(ws: Workspace) -> tuple[int, int]:
    """Lines in the outbox, links in the trail."""
    with ws.read() as unit:
        return len(unit.outbox.all()), len(unit.trail.lines())


def _first_broken(ws: Workspace) -> int | None:
    with ws.read() as unit:
        lines = unit.trail.lines()
    return first_broken([line for line, _ in lines], [link for _, link in lines])
