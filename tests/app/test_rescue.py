"""A damaged database opens as a rescue, never as an empty one; what can be read comes along."""

import os
import random
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from app.actions.exchange import settle
from app.actions.keep_answer import keep_answer
from app.actions.open_workspace import close_workspace, create_workspace, open_workspace
from app.actions.rescue_workspace import (
    READABLE,
    Rescued,
    rescue_workspace,
    survey_damage,
)
from app.actions.secure_workspace import secure_workspace
from app.domain.change import Receipt, ReceiptStatus
from app.domain.checklist import Answer
from app.domain.evidence import Photo
from app.domain.inspection import Inspection
from app.domain.trail import RESCUE, first_broken
from app.errors import NoBackup, Refused, StoreDamaged, WrongPassword
from app.ids import CaseId
from app.store import tables
from app.store.driver import DATABASE, plain_engine
from app.store.salvage import readable
from app.workspace import Workspace
from tests.app.disks import Disk, cuts, recorded
from tests.app.tablets_on_disk import HERE, PASSWORD, WHO, faults, key_of, work
from tests.builders import a_case, a_visit
from tests.sent import outgoing

NIGHTLY = os.environ.get("KANYAN_NIGHTLY") == "1"
CUTS = 300 if NIGHTLY else 6
HARMS = ("gone", "empty", "head", "page", "log")


def a_tablet(folder: Path) -> Workspace:
    """A workspace with work before its backup; open."""
    ws = create_workspace(folder, PASSWORD, WHO)
    with ws.unit("come_down") as unit:
        unit.save(a_case())
        unit.save(a_visit())
    work(ws, lambda _said: None, 6)
    secure_workspace(ws, now=True)
    return ws


@pytest.fixture
def tablet(tmp_path: Path) -> Path:
    """A closed workspace with a backup, and work that was done after it."""
    ws = a_tablet(tmp_path / "tablet")
    said: list[str] = []
    work(ws, said.append, 6, first=7)
    close_workspace(ws)
    return ws.folder


def harm(folder: Path, how: str) -> bytes:
    """Damage the database; what then lies there."""
    database = folder / DATABASE
    sound = database.read_bytes()
    if how == "gone":
        database.unlink()
        return b""
    pages = len(sound) // 4096
    content = {
        "empty": b"",
        "head": b"x" * 4096 + sound[4096:],
        "page": sound[: 4096 * (pages // 2)] + b"x" * 4096 + sound[4096 * (pages // 2 + 1) :],
        "log": sound[:-5000],
    }[how]
    database.write_bytes(content)
    return content


def test_there_is_nothing_to_rescue_without_a_backup_and_nothing_is_changed(tmp_path: Path) -> None:
    ws = create_workspace(tmp_path / "tablet", PASSWORD, WHO)
    close_workspace(ws)
    left = harm(ws.folder, "head")
    offer = survey_damage(ws.folder, PASSWORD)
    assert offer.made_at is None
    with pytest.raises(NoBackup):
        rescue_workspace(ws.folder, PASSWORD)
    assert (ws.folder / DATABASE).read_bytes() == left


@pytest.mark.parametrize("how", HARMS)
def test_a_damaged_database_gives_way_to_its_backup_and_is_kept(tablet: Path, how: str) -> None:
    left = harm(tablet, how)
    with pytest.raises(StoreDamaged):
        open_whole(tablet)
    # Nobody holds it open: he would take the log of its successor away when he lets go.
    assert not [p.name for p in tablet.glob("kanyan.db-*")]
    before = {p.name: p.read_bytes() for p in tablet.glob("kanyan.db*")}
    assert before.get(DATABASE, b"") == left
    offer = survey_damage(tablet, PASSWORD)
    assert offer.made_at is not None
    # Looking has changed nothing.
    assert {p.name: p.read_bytes() for p in tablet.glob("kanyan.db*")} == before
    rescued = rescue_workspace(tablet, PASSWORD)
    assert rescued.made_at == offer.made_at
    if how != "gone":
        assert (rescued.aside / DATABASE).read_bytes() == left
    assert (rescued.aside / READABLE).exists()
    assert faults(tablet, key_of(tablet)) == []
    with opened(tablet) as ws, ws.read() as unit:
        # Whatever was done before the backup is there in any case.
        assert {photo.id for photo in unit.find(Photo)} >= {"photo-0003", "photo-0006"}
        told = unit.trail.newest(limit=2)
        assert [kept.line.deed for kept in told] == ["unlock", RESCUE]
        assert first_broken(unit.trail.walk()) is None


class opened:  # noqa: N801 (reads like open_workspace)
    """A workspace, open within."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __enter__(self) -> Workspace:
        self._ws = open_workspace(self._folder, PASSWORD)
        return self._ws

    def __exit__(self, *_about: object) -> None:
        close_workspace(self._ws)


def open_whole(folder: Path) -> None:
    """Open and look at all of it, as a start does after damage was met."""
    (folder / "suspect").touch()
    close_workspace(open_workspace(folder, PASSWORD))


def test_what_was_done_after_the_backup_and_can_be_read_comes_along(tablet: Path) -> None:
    """Only the list of cases is broken: it is not even needed."""
    key = key_of(tablet)
    with opened(tablet) as ws:
        words = Answer("com.tx.ir", "T1", note="备份以后")
        keep_answer(ws, "visit-1", words, HERE)
        with ws.read() as unit:
            lines = [(line.seq, line.change) for line in unit.outbox.all()]
            head = unit.trail.head().seq
            photos = unit.find(Photo)
    root = page_of(tablet, "case_index")
    content = (tablet / DATABASE).read_bytes()
    at = (root - 1) * 4096
    (tablet / DATABASE).write_bytes(content[: at + 90] + b"harm" + content[at + 94 :])
    offer = survey_damage(tablet, PASSWORD)
    assert (offer.changes, offer.drafts > 0, offer.trail) == (len(lines), True, True)
    rescued = rescue_workspace(tablet, PASSWORD)
    assert rescued.carried.missing == 0
    with opened(tablet) as ws, ws.read() as unit:
        assert [(line.seq, line.change) for line in unit.outbox.all()] == lines
        assert unit.find(Photo) == photos
        answers = unit.working(Inspection, "visit-1").answers
        assert [answer.note for answer in answers] == ["备份以后"]
        # Its own line and that of the start that follows stand behind those that were carried.
        assert unit.trail.head().seq == head + 2
        assert first_broken(unit.trail.walk()) is None
    assert faults(tablet, key) == []


def page_of(folder: Path, table: str) -> int:
    """The page at which this table begins."""
    engine = plain_engine(folder / DATABASE, key_of(folder))
    with engine.connect() as connection:
        sql = "SELECT rootpage FROM sqlite_schema WHERE name = ?"
        return int(connection.exec_driver_sql(sql, (table,)).scalar_one())


def test_a_draft_that_was_recorded_since_does_not_come_back_over_the_record(tmp_path: Path) -> None:
    ws = a_tablet(tmp_path / "tablet")
    keep_answer(ws, "visit-1", Answer("com.tx.ir", "T1", note="打字中"), HERE)
    secure_workspace(ws, now=True)
    with ws.unit("record_section") as unit:
        visit = unit.working(Inspection, "visit-1")
        unit.save(visit.answered(Answer("com.tx.ir", "T1", note="写完了")))
    close_workspace(ws)
    harm_index(ws.folder)
    rescue_workspace(ws.folder, PASSWORD)
    with opened(ws.folder) as again, again.read() as unit:
        for visit in (unit.get(Inspection, "visit-1"), unit.working(Inspection, "visit-1")):
            assert [answer.note for answer in visit.answers] == ["写完了"]


def harm_index(folder: Path) -> None:
    at = (page_of(folder, "case_index") - 1) * 4096
    content = (folder / DATABASE).read_bytes()
    (folder / DATABASE).write_bytes(content[: at + 90] + b"harm" + content[at + 94 :])


def test_l34_what_was_sent_before_the_rescue_is_not_sent_as_something_new(tmp_path: Path) -> None:
    """The same change ids as before: the centre knows them, whatever the tablet has forgotten."""
    ws = a_tablet(tmp_path / "tablet")
    sent = [change.id for change in outgoing(ws, 100)]
    settle(ws, [Receipt(one, ReceiptStatus.RECEIVED) for one in sent])
    close_workspace(ws)
    harm(ws.folder, "head")
    rescue_workspace(ws.folder, PASSWORD)
    with opened(ws.folder) as again:
        assert [change.id for change in outgoing(again, 100)] == sent


def test_a_rescue_that_is_cut_is_done_again(tablet: Path, tmp_path: Path) -> None:
    """At any moment the folder is damaged still, or sound; never something else."""
    harm(tablet, "page")
    started, key = Disk(tablet), key_of(tablet)
    with recorded() as recorder:
        rescue_workspace(tablet, PASSWORD)
    ends = set()
    for left, _said in cuts(tmp_path / "cut", started, recorder.log, random.Random(5), CUTS):
        shutil.rmtree(left / "files", ignore_errors=True)
        shutil.copytree(tablet / "files", left / "files")
        try:
            open_whole(left)
            ends.add("sound")
        except StoreDamaged:
            ends.add("damaged")
            rescue_workspace(left, PASSWORD)
            open_whole(left)
        assert faults(left, key) == []
        with opened(left) as ws, ws.read() as unit:
            assert {photo.id for photo in unit.find(Photo)} >= {"photo-0003", "photo-0006"}
        for folder in left.glob("damaged-*"):
            shutil.rmtree(folder)
    assert "damaged" in ends


def test_around_a_page_that_cannot_be_read_all_rows_are(tmp_path: Path) -> None:
    ws = a_tablet(tmp_path / "tablet")
    with ws.unit("much") as unit:
        for number in range(150):
            unit.save(replace(a_case(), id=CaseId(f"case-{number:04}")))
    close_workspace(ws)
    key, database = key_of(ws.folder), ws.folder / DATABASE
    whole = readable(database, key)
    assert "outbox" in whole.whole
    content, counts = database.read_bytes(), []
    # A leaf in the midst of the table: page after page is hurt until it is one of those.
    for page in range(len(content) // 8192, len(content) // 4096):
        at = page * 4096
        database.write_bytes(content[: at + 90] + b"harm" + content[at + 94 :])
        read = readable(database, key)
        if "outbox" not in read.whole and len(read.of(tables.outbox)) > 50:
            counts.append(len(read.of(tables.outbox)))
            break
    (count,) = counts
    assert len(whole.of(tables.outbox)) - 10 < count < len(whole.of(tables.outbox))


def test_a_broken_key_file_is_put_right_from_its_copy(tablet: Path) -> None:
    sound = (tablet / "key.json").read_text()
    for broken in ("{}", None):
        (tablet / "key.json").unlink()
        if broken is not None:
            (tablet / "key.json").write_text(broken)
        with pytest.raises(WrongPassword):
            open_workspace(tablet, "wrong")
        close_workspace(open_workspace(tablet, PASSWORD))
        assert (tablet / "key.json").read_text() == sound


def test_a_folder_whose_key_file_is_gone_is_not_taken_for_an_empty_one(tablet: Path) -> None:
    (tablet / "key.json").unlink()
    database = (tablet / DATABASE).read_bytes()
    with pytest.raises(Refused):
        create_workspace(tablet, "another", WHO)
    assert (tablet / DATABASE).read_bytes() == database


def test_a_backup_that_has_rotted_is_passed_over(tmp_path: Path) -> None:
    ws = a_tablet(tmp_path / "tablet")
    (first,) = ws.backups.all()
    secure_workspace(ws, now=True)
    newest = ws.backups.all()[0]
    close_workspace(ws)
    content = newest.file.read_bytes()
    newest.file.write_bytes(content[:9000] + b"rot" + content[9003:])
    harm(ws.folder, "head")
    rescued: Rescued = rescue_workspace(ws.folder, PASSWORD)
    assert rescued.made_at == first.made_at
