"""The tablet's store: durable, encrypted, all or nothing. Harm to it: `test_store_damage.py`."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import Executable, update

from app.actions.attach_photo import attach_photo
from app.actions.exchange import settle
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
    NoWorkspace,
    SealedRecord,
    UnknownRecord,
    WrongPassword,
)
from app.ids import CaseId, DeviceId, Digest, UserId
from app.store import tables
from app.store.engine import DurabilityLost, open_engine
from app.store.vault import new_key
from app.workspace import LineState, Place, Workspace
from tests.builders import MORNING, ORG, a_case, a_visit, an_event
from tests.sent import outgoing

PASSWORD = "青海 plateau"
WHO = Identity(UserId("zhang"), "张海峰", ORG, ("inspector",), DeviceId("tablet-1"))
ITEM = ("com.tx.ir", "T1")
HERE = Place("inspection", "visit-1", *ITEM)


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


def test_a_database_that_cannot_be_durable_is_not_worked_with() -> None:
    with pytest.raises(DurabilityLost):
        open_engine(Path(":memory:"), new_key())


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


def test_what_was_undone_before_it_was_sent_is_not_sent(ws: Workspace) -> None:
    outgoing(ws, 10)
    before, _ = _counts(ws)
    for opinion in ("写错了", ""):
        with ws.unit("edit") as unit:
            unit.save(a_visit(opinion=opinion))
    assert _counts(ws)[0] == before


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


def test_l27_what_was_sent_is_a_fixed_snapshot(ws: Workspace) -> None:
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


def test_what_happened_to_a_case_is_never_rewritten(ws: Workspace) -> None:
    happened = an_event("survey.completed", merged="yes")
    with ws.unit("happen") as unit:
        unit.save(happened)
    before = _counts(ws)
    with pytest.raises(SealedRecord), ws.unit("rewrite") as unit:
        unit.save(replace(happened, facts={"merged": "no"}))
    assert _counts(ws) == before
    with ws.read() as unit:
        assert unit.find(type(happened)) == (happened,)


def test_no_record_names_a_file_that_is_not_kept(ws: Workspace, tmp_path: Path) -> None:
    photo = attach_photo(ws, "visit-1", a_photo_file(tmp_path / "a.jpg"), "com.tx.ir", "T1")
    lost = Digest("0" * 64)
    with pytest.raises(DigestMismatch), ws.unit("lost") as unit:
        unit.save(replace(photo, id=type(photo.id)("photo-2"), original=lost, bounded=lost))


# Whole lines, links and all: only their numbers change places.
_SWAP = [
    update(tables.trail).where(tables.trail.c.seq == a).values(seq=b)
    for a, b in ((2, -1), (3, 2), (-1, 3))
]


@pytest.mark.parametrize(
    ("tamper", "shown_at"),
    [
        ([update(tables.trail).where(tables.trail.c.seq == 2).values(who="somebody else")], 2),
        ([update(tables.trail).where(tables.trail.c.seq == 4).values(content="0" * 64)], 4),
        ([tables.trail.delete().where(tables.trail.c.seq == 2)], 3),
        ([tables.trail.delete().where(tables.trail.c.seq == 1)], 2),
        (_SWAP, 2),
    ],
    ids=["changed", "the last changed", "a line gone", "the first gone", "two swapped"],
)
def test_the_trail_shows_where_it_was_tampered_with(
    ws: Workspace, tamper: list[Executable], shown_at: int
) -> None:
    _three_deeds(ws)
    assert _first_broken(ws) is None
    with ws.engine.begin() as connection:
        for statement in tamper:
            connection.execute(statement)
    assert _first_broken(ws) == shown_at


def test_a_line_forged_with_its_link_does_not_fit_the_next(ws: Workspace) -> None:
    _three_deeds(ws)
    with ws.read() as unit:
        kept = unit.trail.lines()
    forged = replace(kept[1].line, deed="something else")
    kept[1] = replace(kept[1], line=forged, link=forged.link)
    assert first_broken(kept) == 3


def test_nothing_personal_can_be_read_off_the_disk(ws: Workspace, tmp_path: Path) -> None:
    """Canaries in every kind of field; looked for in every byte of the folder, open and closed."""
    case, picture = a_case(), a_photo_file(tmp_path / "a.jpg")
    customer = replace(case.customer, name="金丝雀张三", contact_phone="CANARY-13912345678")
    with ws.unit("canary") as unit:
        unit.save(replace(case, customer=replace(customer, agent_id_no="CANARY-630102199001")))
        unit.save(a_visit(opinion="金丝雀意见").answered(Answer(*ITEM, note="CANARY-recorded")))
    keep_answer(ws, "visit-1", Answer(*ITEM, note="金丝雀草稿"), replace(HERE, text="CANARY-half"))
    photo = attach_photo(ws, "visit-1", picture, *ITEM)
    with ws.unit("caption") as unit:
        unit.save(replace(photo, caption="金丝雀铭牌"))
    words = "金丝雀张三 金丝雀意见 金丝雀草稿 金丝雀铭牌 CANARY-13912345678 CANARY-630102199001"
    words += f" CANARY-recorded CANARY-half {WHO.name}"
    wanted = [w.encode(code) for w in words.split() for code in ("utf-8", "utf-16-le", "gb18030")]
    wanted.append(picture.read_bytes()[200:260])
    wal = ws.folder / "kanyan.db-wal"
    assert wal.stat().st_size > 0
    assert _found(ws.folder, wanted) == []
    assert not any(word in str(path) for path in ws.folder.rglob("*") for word in words.split())
    close_workspace(ws)
    assert _found(ws.folder, wanted) == []
    # The search itself finds what lies open.
    (ws.folder / "files" / "open.txt").write_text("金丝雀草稿")
    assert _found(ws.folder, wanted) == ["open.txt"]


def _found(folder: Path, wanted: list[bytes]) -> list[str]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert any(path.name == "kanyan.db" for path in files)
    return [p.name for p in files for word in wanted if word in p.read_bytes()]


def _counts(ws: Workspace) -> tuple[int, int]:
    """Lines in the outbox, links in the trail."""
    with ws.read() as unit:
        return len(unit.outbox.all()), len(unit.trail.lines())


def _three_deeds(ws: Workspace) -> None:
    for number in range(3):
        with ws.unit(f"deed {number}") as unit:
            unit.save(a_visit(opinion=f"第 {number} 稿"))


def _first_broken(ws: Workspace) -> int | None:
    with ws.read() as unit:
        return first_broken(unit.trail.walk())
