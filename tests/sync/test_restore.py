"""A centre that is restored from an older backup is made whole again by its tablets."""

import re
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from app.actions import exchange
from app.domain.case import ConnectionCase
from app.domain.change import FieldEdit, Proof
from app.domain.checklist import Answer
from app.domain.inspection import Inspection
from app.ids import ChangeId, DeviceId, InspectionId, OrgId, UserId
from app.workspace import TOKEN, Workspace
from sync.client.http import HttpCentre
from sync.client.round import RoundReport, run_round
from sync.protocol.messages import Waiting
from sync.server import backup as backups
from sync.server import lives, tables
from sync.server.objects import name_of
from sync.server.places import Places, open_database
from sync.server.unit import open_store
from tests.builders import MORNING
from tests.sync.centres import (
    RunningCentre,
    a_change,
    a_running_centre,
    rows_at,
    signed_in,
    the_command,
)
from tests.sync.test_http_round import (
    a_round,
    a_shared_case,
    a_tablet,
    a_visit,
    records_at,
    records_of,
    take_photo,
)

VISIT = InspectionId("visit-again")


def a_round_with(ws: Workspace, centre: RunningCentre) -> RoundReport:
    """A round of a tablet that has joined, with the centre at its new address."""
    token = (exchange.recall(ws, TOKEN) or b"").decode()
    with closing(HttpCentre(centre.url, token)) as link:
        return run_round(ws, link)


def answer(ws: Workspace, device: str, note: str) -> None:
    with ws.unit("answer") as unit:
        visit = unit.working(Inspection, VISIT)
        unit.save(visit.answered(Answer("com.tx.ir", device, note=note)))


def say_at_the_office(centre: RunningCentre, case: ConnectionCase) -> None:
    """The clerk raises the capacity, which no inspector may."""
    link, known = signed_in(centre.url, f"clerk@{case.org}")
    change = a_change(case, known, "raised")
    edit = FieldEdit(("applied_capacity_kva",), str(case.applied_capacity_kva), "800")
    with closing(link):
        raised = replace(change, base_rev=1, edits=(edit,))
        (receipt,) = link.push([raised], Waiting())
    assert receipt.status == "received", receipt


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    return tmp_path / "backup"


def test_fa18_two_tablets_make_a_restored_centre_whole(tmp_path: Path, backup: Path) -> None:
    with ExitStack() as tablets:
        with a_running_centre(tmp_path / "centre") as centre:
            case = a_shared_case(centre, "again", "zhang", "wang")
            one, two = (
                tablets.enter_context(a_tablet(tmp_path, centre.url, f"{user}@again"))
                for user in ("zhang", "wang")
            )
            a_round(one)
            with one.unit("visit") as unit:
                unit.save(a_visit(case, one))
            early = take_photo(one, case, b"early")
            a_round(one)
            a_round(two)
            taken = the_command("backup", "--folder", str(centre.folder), "--to", str(backup))
            assert taken.returncode == 0, taken.stderr
            # What the backup does not hold: the office's word, both tablets' answers, a photo.
            say_at_the_office(centre, case)
            answer(one, "T1", "先写的")
            late = take_photo(one, case, b"late")
            a_round(one)
            a_round(two)
            answer(two, "T2", "在后写的")
            a_round(two)
            before = records_at(centre, "again")
            answer(one, "T3", "还没有发送")

        back = the_command("restore", "--from", str(backup), "--folder", str(tmp_path / "new"))
        assert back.returncode == 0, back.stderr
        assert re.search(r"RTO \d+\.\d s; RPO 0\.\d h", back.stdout)
        with a_running_centre(tmp_path / "new") as restored:
            assert records_at(restored, "again") != before
            # Who knows less comes first.
            reports = [a_round_with(ws, restored) for ws in (one, two, one, two)]
            assert [report.identical for report in reports[2:]] == [True, True]
            assert not any(report.conflicts or report.refused for report in reports)
            after = records_at(restored, "again")
            assert records_of(one) == records_of(two) == after
            assert {key for key in after if after[key] != before[key]} == {("inspection", VISIT)}
            with two.read() as unit:
                assert unit.get(ConnectionCase, case.id).applied_capacity_kva == 800
                notes = {a.device: a.note for a in unit.get(Inspection, VISIT).answers}
            assert notes == {"T1": "先写的", "T2": "在后写的", "T3": "还没有发送"}
            kept = {row.digest for row in rows_at(restored, select(tables.stored))}
            assert kept == {early, late}
            assert two.blobs.get(late) == b"late"


def test_what_was_said_anew_since_a_restore_is_not_overwritten(
    tmp_path: Path, backup: Path
) -> None:
    with ExitStack() as tablets:
        with a_running_centre(tmp_path / "centre") as centre:
            case = a_shared_case(centre, "again", "zhang")
            one = tablets.enter_context(a_tablet(tmp_path, centre.url, "zhang@again"))
            a_round(one)
            the_command("backup", "--folder", str(centre.folder), "--to", str(backup))
            say_at_the_office(centre, case)
            a_round(one)
        the_command("restore", "--from", str(backup), "--folder", str(tmp_path / "new"))
        with a_running_centre(tmp_path / "new") as restored:
            link, known = signed_in(restored.url, "clerk@again")
            edit = FieldEdit(("applied_capacity_kva",), str(case.applied_capacity_kva), "1000")
            anew = replace(a_change(case, known, "anew"), base_rev=1, edits=(edit,))
            with closing(link):
                assert link.push([anew], Waiting())[0].status == "received"
            report = a_round_with(one, restored)
            assert report.conflicts == 1
            with one.read() as unit:
                (conflict,) = unit.inbox.open_conflicts()
            assert (conflict.mine, conflict.theirs) == ("800", "1000")
            assert conflict.mine_by == "clerk@again"
            link, _ = signed_in(restored.url, "clerk@again")
            with closing(link):
                last = [e for e in link.page("", 0).entries if e.kind == "case"][-1]
            assert last.body["applied_capacity_kva"] == "1000"


def test_an_old_word_of_the_centre_cannot_be_played_back_over_a_newer_one(
    tmp_path: Path,
) -> None:
    """The seal proves what the centre once served; without a restore it opens nothing."""
    with a_running_centre(tmp_path / "centre") as centre:
        case = a_shared_case(centre, "again", "zhang")
        with a_tablet(tmp_path, centre.url, "zhang@again") as ws:
            a_round(ws)
            say_at_the_office(centre, case)
            with ws.read() as unit:
                rev, body = unit.records.agreed("case", case.id)
                epoch = unit.inbox.standing().epoch
            a_round(ws)
            link, known = signed_in(centre.url, "zhang@again", ws.who.device)
            with closing(link):
                first = next(e for e in link.page("", 0).entries if e.kind == "case")
                proof = Proof(epoch, first.seq, rev, body, first.by, first.seal)
                edit = FieldEdit(("applied_capacity_kva",), "800", body["applied_capacity_kva"])
                back = replace(
                    a_change(case, known, "back", ws.who.device),
                    id=ChangeId("back"),
                    base_rev=2,
                    edits=(edit,),
                    by=UserId("zhang@again"),
                    device=DeviceId(ws.who.device),
                    org=OrgId("again"),
                    proof=proof,
                )
                (receipt,) = link.push([back], Waiting())
    assert (receipt.status, receipt.reason) == ("refused", "not_allowed")


def test_a_database_put_back_by_hand_is_noticed_by_the_first_tablet_that_knows_more(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "centre"
    with ExitStack() as tablets:
        with a_running_centre(folder) as centre:
            case = a_shared_case(centre, "again", "zhang")
            one = tablets.enter_context(a_tablet(tmp_path, centre.url, "zhang@again"))
            a_round(one)
        old = (folder / "centre.db").read_bytes()
        with a_running_centre(folder) as centre:
            say_at_the_office(centre, case)
            a_round_with(one, centre)
            before = records_at(centre, "again")
        for path in folder.glob("centre.db*"):
            path.unlink()
        (folder / "centre.db").write_bytes(old)
        with closing(open_database(Places(folder))) as store:
            epoch = store.epoch
        with a_running_centre(folder) as centre:
            assert a_round_with(one, centre).identical
            assert records_at(centre, "again") == before
    with closing(open_database(Places(folder))) as store:
        assert store.epoch.startswith(f"{epoch}:")


def test_p10_a_damaged_backup_is_found_and_nothing_is_made_of_it(
    tmp_path: Path, backup: Path
) -> None:
    with a_running_centre(tmp_path / "centre") as centre:
        case = a_shared_case(centre, "again", "zhang")
        with a_tablet(tmp_path, centre.url, "zhang@again") as one:
            a_round(one)
            digest = take_photo(one, case, b"a picture")
            a_round(one)
        folder = str(centre.folder)
        assert the_command("backup", "--folder", folder, "--to", str(backup)).returncode == 0
    photo = backup / "objects" / name_of("again", digest)
    for path, damage in ((photo, b"a Picture"), (backup / "centre.db", b"no database")):
        sound = path.read_bytes()
        path.write_bytes(damage)
        refused = the_command("restore", "--from", str(backup), "--folder", str(tmp_path / "new"))
        assert refused.returncode == 1
        assert "is not whole" in refused.stderr
        assert not (tmp_path / "new").exists()
        path.write_bytes(sound)
    nowhere = the_command(
        "restore", "--from", str(tmp_path / "no"), "--folder", str(tmp_path / "n")
    )
    assert "There is no backup" in nowhere.stderr
    into = the_command("restore", "--from", str(backup), "--folder", folder)
    assert "There is something in" in into.stderr


def test_a_mark_of_another_centre_or_made_up_begins_no_life(tmp_path: Path) -> None:
    stores = [open_database(Places(tmp_path / name)) for name in ("ours", "theirs")]
    with closing(stores[0]) as ours, closing(stores[1]) as theirs:
        with theirs.write() as connection:
            connection.execute(tables.feed.insert().values(seq=9, **A_LINE))
            mark = lives.mark_at(connection, 9)
        epoch = ours.epoch
        assert not any(lives.notice(ours, text) for text in ("", "made up", mark, mark[:-4]))
        assert ours.epoch == epoch
        assert not lives.notice(theirs, mark)


A_LINE = {
    **{"org": "o", "case_id": "c", "reason": "change", "kind": "case", "record_id": "c"},
    **{"rev": 1, "body": "{}", "by": "b", "device": "d", "at": MORNING.isoformat()},
}


def test_a_backup_is_known_by_its_number_and_the_later_of_two_counts() -> None:
    with closing(open_store(None)) as store, store.write() as connection:
        earlier = backups.take_position(connection, MORNING)
        # As an earlier program noted it: by the line of the feed.
        backups.note(connection, replace(earlier, number=0))
        stored = insert(tables.stored).values(org="ours", digest="a file", size=1)
        connection.execute(stored)
        later = backups.take_position(connection, MORNING)
        assert later.number > earlier.number
        backups.note(connection, later)
        backups.note(connection, earlier)  # the slower of two at a time
        assert backups.noted(connection) == later
        held = connection.execute(select(tables.in_backup.c.seq)).scalars().all()
        assert held == [later.number]
        assert backups.begun(connection, later.number) == later
        assert backups.begun(connection, later.number + 1) is None
        lives.begin(connection)
        assert backups.begun(connection, later.number) is None
