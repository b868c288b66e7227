"""The trail of a workspace: what goes into it, and how it is found broken."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Executable, insert, update

from app.actions.check_trail import check_trail
from app.actions.exchange import note_round
from app.actions.export_paper import export_paper
from app.actions.keep_answer import keep_answer
from app.actions.note_print import note_print
from app.actions.note_view import note_view
from app.actions.open_workspace import close_workspace, create_workspace, open_workspace
from app.actions.write_diagnostics import write_diagnostics
from app.codec import digest_of
from app.domain.checklist import Answer
from app.domain.report import Report, SignerRole
from app.domain.staff import Identity
from app.domain.trail import GENESIS, Kept, TrailLine, first_break
from app.errors import FolderNotWritable, UnknownRecord, WrongPassword
from app.ids import DeviceId, Digest, RecordId, UserId
from app.store import tables
from app.views.trail import trail_page, trail_standing
from app.workspace import Place, Workspace
from tests.builders import MORNING, ORG, a_case, a_visit

PASSWORD = "青海 plateau"
WHO = Identity(UserId("zhang"), "张海峰", ORG, ("inspector",), DeviceId("tablet-1"))
_trail = tables.trail


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    made = create_workspace(tmp_path / "tablet", PASSWORD, WHO)
    with made.unit("come_down") as unit:
        unit.save(a_case())
        unit.save(a_visit())
    yield made
    close_workspace(made)


def lines(ws: Workspace) -> list[Kept]:
    with ws.read() as unit:
        return unit.trail.lines()


def last(ws: Workspace) -> tuple[str, str, str, dict[str, object]]:
    """Deed, subject, case and what is told of the newest line."""
    kept = lines(ws)[-1]
    told = json.loads(kept.told) if kept.told else {}
    return kept.line.deed, kept.line.subject, kept.line.case_id, told


def a_report(ws: Workspace) -> Report:
    report = Report(
        id=RecordId("report-1"),
        case_id=a_case().id,
        org=ORG,
        subject_id=RecordId("visit-1"),
        form="F06",
        doc_no="F06-1",
        revision=1,
        attempt=1,
        issued_at=MORNING,
        pdf=ws.blobs.put(b"%PDF"),
        record_digest=Digest("0" * 64),
        expected=(SignerRole.INSPECTOR,),
        pages=2,
    )
    with ws.unit("issue_report") as unit:
        unit.save(report)
    return report


def test_a_change_of_what_was_recorded_says_which_fields_from_what_to_what(ws: Workspace) -> None:
    with ws.unit("correct") as unit:
        unit.because("客户当面更正")
        unit.save(replace(a_case(), use_class="agriculture", tags=("genset",)))
    deed, subject, case_id, told = last(ws)
    assert (deed, subject, case_id) == ("correct", "case/case-1", "case-1")
    assert told["reason"] == "客户当面更正"
    record = told["records"]["case/case-1"]  # type: ignore[index]
    assert record["fields"] == ["tags", "use_class"]
    assert len({record["old"], record["new"]}) == 2


def test_what_was_new_says_no_field_and_no_value(ws: Workspace) -> None:
    told = lines(ws)[-1].told
    assert '"old"' not in told
    assert '"fields"' not in told
    assert "青海高原" not in told


def test_two_saves_in_one_deed_tell_the_first_state_and_the_last(ws: Workspace) -> None:
    with ws.unit("twice") as unit:
        unit.save(a_visit(opinion="一"))
        unit.save(a_visit(opinion="二", safety_briefed=True))
    twice = last(ws)[3]["records"]["inspection/visit-1"]  # type: ignore[index]
    with ws.unit("back") as unit:
        unit.save(a_visit())
    back = last(ws)[3]["records"]["inspection/visit-1"]  # type: ignore[index]
    assert twice["fields"] == ["opinion", "safety_briefed"]
    assert (twice["old"], twice["new"]) == (back["new"], back["old"])


def test_what_is_only_typed_leaves_no_line(ws: Workspace) -> None:
    before = len(lines(ws))
    answer = Answer("com.tx.ir", "T1", note="半句")
    keep_answer(ws, "visit-1", answer, Place("inspection", "visit-1"))
    assert len(lines(ws)) == before


def test_each_print_is_a_line_of_its_own(ws: Workspace) -> None:
    report = a_report(ws)
    note_print(ws, report.id, (0, 1), ("客户留存", "供电企业留存"), "HP")
    told = {"doc_no": "F06-1", "pages": [1, 2], "copies": ["客户留存", "供电企业留存"]}
    assert last(ws) == ("print_report", "report/report-1", "case-1", {**told, "printer": "HP"})


def test_each_copy_that_leaves_the_tablet_is_a_line(ws: Workspace, tmp_path: Path) -> None:
    report, path = a_report(ws), tmp_path / "意见单.pdf"
    assert export_paper(ws, report.id, b"%PDF", path) == str(path)
    assert path.read_bytes() == b"%PDF"
    told = {"doc_no": "F06-1", "file": "意见单.pdf", "pdf": digest_of(b"%PDF")}
    assert last(ws) == ("export", "report/report-1", "case-1", told)
    write_diagnostics(ws, tmp_path / "k.zip", {"a": "b"})
    assert last(ws) == ("export", "diagnostics", "", {"file": "k.zip"})


def test_a_copy_that_cannot_be_written_is_said_and_was_noted(ws: Workspace, tmp_path: Path) -> None:
    report = a_report(ws)
    with pytest.raises(FolderNotWritable):
        export_paper(ws, report.id, b"%PDF", tmp_path / "nowhere" / "a.pdf")
    assert last(ws)[0] == "export"


def test_an_identity_number_is_handed_out_only_with_a_line(ws: Workspace) -> None:
    path = ("customer", "agent_id_no")
    assert note_view(ws, "case", "case-1", path) == "630102"
    told = {"field": "customer/agent_id_no"}
    assert last(ws) == ("view_identity", "case/case-1", "case-1", told)
    assert "630102" not in "".join(kept.told for kept in lines(ws))
    before = len(lines(ws))
    with pytest.raises(UnknownRecord):
        note_view(ws, "case", "case-1", ("customer", "passport"))
    assert len(lines(ws)) == before


def test_wrong_passwords_come_into_the_trail_with_the_right_one(ws: Workspace) -> None:
    close_workspace(ws)
    for _ in range(2):
        with pytest.raises(WrongPassword):
            open_workspace(ws.folder, "wrong")
    again = open_workspace(ws.folder, PASSWORD)
    refused, unlocked = lines(again)[-2:]
    close_workspace(again)
    told = json.loads(refused.told)
    assert (refused.line.deed, told["times"], len(told["moments"])) == ("unlock_refused", 2, 2)
    assert unlocked.line.deed == "unlock"
    once_more = open_workspace(ws.folder, PASSWORD)
    assert [kept.line.deed for kept in lines(once_more)[-2:]] == ["unlock", "unlock"]
    close_workspace(once_more)


def test_a_round_that_moves_nothing_is_told_once(ws: Workspace) -> None:
    for pulled in (3, 0, 0, 0):
        note_round(ws, pulled=pulled, identical=True)
    told = [json.loads(k.told)["pulled"] for k in lines(ws) if k.line.deed == "sync_round"]
    assert told == [3, 0]


def test_lines_of_the_first_layout_still_hold(ws: Workspace) -> None:
    """A line from before devices were told: its link is reckoned as it was then."""
    old = TrailLine(1, MORNING, WHO.user, "old_deed", "case/case-1", Digest("1" * 64), GENESIS)
    assert old.link == "9734770e50f52536f10eac07851a9324fce9ebd775aa63e0a3dd3d1d132f8519"
    with ws.engine.begin() as connection:
        connection.execute(_trail.delete())
        row = {**old.__dict__, "at": old.at.isoformat(), "link": old.link, "told": ""}
        connection.execute(insert(_trail).values(row))
    with ws.unit("new_deed") as unit:
        unit.save(a_visit(opinion="新"))
    assert first_break(lines(ws))[0] is None


def _set(seq: int, **values: str) -> Executable:
    return update(_trail).where(_trail.c.seq == seq).values(**values)


@pytest.mark.parametrize(
    ("tamper", "why"),
    [
        (_set(2, who="somebody"), "link"),
        (_set(2, told='{"records":{}}'), "told"),
        (_set(2, told=""), "told"),
        (_set(2, device=""), "link"),
        (_set(2, previous="0" * 64), "previous"),
        (_trail.delete().where(_trail.c.seq == 2), "gap"),
    ],
    ids=["who", "what is told", "nothing told", "of the old layout", "previous", "gone"],
)
def test_a_break_is_told_once_noted_and_stays_told(
    ws: Workspace, tamper: Executable, why: str
) -> None:
    for number in range(3):
        with ws.unit(f"deed {number}") as unit:
            unit.save(a_visit(opinion=f"第 {number} 稿"))
    with ws.engine.begin() as connection:
        connection.execute(tamper)
    found = check_trail(ws)
    assert found.broken is not None
    assert (found.broken.seq, found.broken.why) == (2 if why != "gap" else 3, why)
    assert last(ws)[0] == "trail_broken"
    length = len(lines(ws))
    assert check_trail(ws) == check_trail(ws, whole=True) == found
    assert len(lines(ws)) == length
    with ws.unit("later") as unit:  # and work goes on
        unit.save(a_visit(opinion="照常"))
    assert len(lines(ws)) == length + 1


def test_the_check_at_the_start_goes_on_from_the_last_and_the_whole_one_does_not(
    ws: Workspace,
) -> None:
    checked = check_trail(ws).checked
    assert checked.seq == len(lines(ws))
    with ws.engine.begin() as connection:
        connection.execute(_set(1, who="somebody"))
    assert check_trail(ws).broken is None
    found = check_trail(ws, whole=True).broken
    assert found is not None
    assert found.seq == 1


def test_lines_cut_off_behind_a_check_are_missed(ws: Workspace) -> None:
    length = check_trail(ws).checked.seq
    with ws.engine.begin() as connection:
        connection.execute(_trail.delete().where(_trail.c.seq == length))
    found = check_trail(ws).broken
    assert found is not None
    assert (found.seq, found.why) == (length, "gap")


def test_a_checked_line_forged_with_its_link_is_noticed_at_the_start(ws: Workspace) -> None:
    length = check_trail(ws).checked.seq
    forged = replace(lines(ws)[-1].line, deed="something else")
    with ws.engine.begin() as connection:
        connection.execute(_set(length, deed=forged.deed, link=forged.link))
    found = check_trail(ws).broken
    assert found is not None
    assert (found.seq, found.why) == (length, "link")


def test_the_lines_of_a_case_are_found_by_its_customer(ws: Workspace) -> None:
    other = replace(a_case(), id=type(a_case().id)("case-2"), application_no="77")
    with ws.unit("second") as unit:
        unit.save(replace(other, customer=replace(other.customer, name="城北铸造厂")))
    found = trail_page(ws, "铸造")
    assert [kept.line.subject for kept in found.lines] == ["case/case-2"]
    assert dict(found.customers) == {"case-2": "城北铸造厂"}
    assert found.length == len(lines(ws))
    newest = trail_page(ws, limit=2).lines
    older = trail_page(ws, limit=2, before=newest[-1].line.seq).lines
    assert [kept.line.seq for kept in (*newest, *older)] == [found.length - n for n in range(3)]


def test_what_is_remembered_of_the_checks_survives_a_restart(ws: Workspace) -> None:
    checked = check_trail(ws).checked
    close_workspace(ws)
    again = open_workspace(ws.folder, PASSWORD)
    with again.read() as unit:
        assert trail_standing(unit).checked == checked
    close_workspace(again)
