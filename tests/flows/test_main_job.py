"""The main job by the actions, without screens: passed, and failed with its defect."""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from shutil import which

import pytest

from app import codec
from app.actions.attach_photo import attach_photo
from app.actions.issue_report import issue_report
from app.actions.keep_answer import keep_answer
from app.actions.keep_draft import keep_draft
from app.actions.open_workspace import close_workspace
from app.actions.record_defect import record_defect
from app.actions.record_inspection import record_inspection
from app.actions.reopen_inspection import reopen_inspection
from app.actions.sign_report import sign_report
from app.actions.start_inspection import start_inspection
from app.actions.verify_report import verify_report
from app.domain.case import CaseEvent
from app.domain.checklist import Answer, Conclusion, Judgement
from app.domain.defect import Defect, DefectState, Severity
from app.domain.inspection import Inspection, InspectionKind
from app.domain.process import Status
from app.errors import NotReady, SealedRecord, WrongStage
from app.ids import DeviceId, RecordId, UserId
from app.views.cases import case_page
from app.views.papers import report_rows
from app.views.visits import inspection_page
from app.workspace import Workspace
from sync.protocol.messages import Waiting
from tests.flows.tablets import a_joined_tablet, sync
from tests.flows.visits import HERE, SIGNERS, fill_in, in_company, signed_by_both, the_case_of
from tests.sync.centres import RunningCentre, a_change, a_running_centre, signed_in
from ui.demo.cast import OFFICE_FACTS

BAD = "com.tx.core"


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningCentre]:
    with a_running_centre(tmp_path_factory.mktemp("centre")) as running:
        yield running


@pytest.fixture
def ws(centre: RunningCentre, tmp_path: Path) -> Iterator[Workspace]:
    made = a_joined_tablet(tmp_path / "tablet", centre, tmp_path.name)
    yield made
    close_workspace(made)


def test_a_passed_inspection_comes_up_to_the_byte(
    ws: Workspace, centre: RunningCentre, tmp_path: Path
) -> None:
    visit = fill_in(ws, tmp_path)
    assert record_inspection(ws, visit).conclusion is Conclusion.PASS
    paper = issue_report(ws, visit)
    signatures = signed_by_both(ws, paper)
    report = sync(ws)
    assert report.identical
    assert case_page(ws, the_case_of(ws)).state.status is Status.READY_TO_CONNECT
    link, _ = signed_in(centre.url, ws.who.user, "another")
    there = link.fetch_file(signatures[-1].pdf)
    link.close()
    assert there == ws.blobs.get(signatures[-1].pdf)
    (tmp_path / "paper.pdf").write_bytes(there)
    verdict = verify_report(tmp_path / "paper.pdf", [centre.folder / "authority" / "ca.pem"])
    assert (verdict.valid, len(verdict.signatures)) == (True, len(paper.expected))
    assert verdict.record_digest == paper.record_digest


def test_a_defect_leads_to_rectification_and_is_looked_at_again(
    ws: Workspace, centre: RunningCentre, tmp_path: Path
) -> None:
    visit = fill_in(ws, tmp_path, bad=BAD)
    with pytest.raises(NotReady) as missing:
        record_inspection(ws, visit)
    (name,) = missing.value.missing
    assert name.startswith(f"defect:{BAD}:")
    device = name.split(":")[2]
    record_defect(ws, a_defect(ws, visit, device))
    assert record_inspection(ws, visit).conclusion is Conclusion.RECTIFY
    opinion = issue_report(ws, visit)
    assert issue_report(ws, visit) == opinion
    signed_by_both(ws, opinion)
    assert_both_papers_are_signed(ws, centre, tmp_path)
    assert sync(ws).identical
    case_id = the_case_of(ws)
    assert case_page(ws, case_id).state.status is Status.RECTIFICATION
    with pytest.raises(WrongStage):
        start_inspection(ws, case_id, InspectionKind.COMPLETION)

    post_event(centre, ws, "completion.reinspection_requested")
    sync(ws)
    again = start_inspection(ws, case_id, InspectionKind.COMPLETION)
    page = inspection_page(ws, again.id)
    assert (again.attempt, [f.question.key.item for f in page.findings]) == (2, [BAD])
    assert [photo.owner_id for photo in page.before] == [visit]
    answer = Answer(BAD, device, "", Judgement.PASS)
    keep_answer(ws, again.id, answer, HERE)
    keep_draft(ws, again.id, {"safety_briefed": True, "opinion": "缺陷已整改，同意接电。"}, HERE)
    in_company(ws, again.id)
    assert record_inspection(ws, again.id).conclusion is Conclusion.PASS
    (defect,) = case_page(ws, case_id).defects
    assert (defect.state, defect.closed_in) == (DefectState.CLOSED, again.id)
    second = issue_report(ws, again.id)
    assert second.doc_no.split("-")[-2:] == ["2", "1"]
    signed_by_both(ws, second)
    assert sync(ws).identical
    assert case_page(ws, case_id).state.status is Status.READY_TO_CONNECT


def test_what_is_still_wrong_stays_open_and_a_reopened_visit_opens_it_again(
    ws: Workspace, centre: RunningCentre, tmp_path: Path
) -> None:
    visit = fill_in(ws, tmp_path, bad=BAD)
    device = inspection_page(ws, visit).missing[0].device
    record_defect(ws, a_defect(ws, visit, device))
    record_inspection(ws, visit)
    signed_by_both(ws, issue_report(ws, visit))
    sync(ws)
    post_event(centre, ws, "completion.reinspection_requested")
    sync(ws)
    case_id = the_case_of(ws)
    again = start_inspection(ws, case_id, InspectionKind.COMPLETION)
    keep_draft(ws, again.id, {"safety_briefed": True, "opinion": "复检。"}, HERE)
    in_company(ws, again.id)
    keep_answer(ws, again.id, Answer(BAD, device, "", Judgement.PASS), HERE)
    record_inspection(ws, again.id)
    reopen_inspection(ws, again.id)
    (defect,) = case_page(ws, case_id).defects
    assert (defect.state, defect.closed_in) == (DefectState.OPEN, None)
    keep_answer(ws, again.id, Answer(BAD, device, "", Judgement.FAIL), HERE)
    attach_photo(ws, again.id, tmp_path / "photo.jpg", BAD, device)
    assert record_inspection(ws, again.id).conclusion is Conclusion.RECTIFY
    (defect,) = case_page(ws, case_id).defects
    assert (defect.stands, defect.inspection_id) == (True, visit)


def assert_both_papers_are_signed(ws: Workspace, centre: RunningCentre, folder: Path) -> None:
    """The opinion and the notice of defects, by the same strokes, each for itself."""
    papers = {row.report.form: row for row in report_rows(ws)}
    notice = papers["F07"].report
    assert notice.along_with == papers["F06"].report.id
    assert notice.doc_no.split("-")[2:] == ["06", "1", "1"]
    for form in ("F06", "F07"):
        (folder / form).write_bytes(ws.blobs.get(papers[form].signatures[-1].pdf))
        verdict = verify_report(folder / form, [centre.folder / "authority" / "ca.pem"])
        expected = papers[form].report.expected
        assert (verdict.valid, len(verdict.signatures)) == (True, len(expected)), form
    strokes = {s.strokes for form in ("F06", "F07") for s in papers[form].signatures}
    assert len(strokes) == 1
    event = case_page(ws, the_case_of(ws)).events[-1]
    assert (event.facts["notice"], event.facts["defects"]) == (notice.doc_no, "1")
    assert event.facts["list_complete"] == "yes"
    with pytest.raises(SealedRecord):
        sign_report(ws, notice.id, SIGNERS[0])


def post_event(centre: RunningCentre, ws: Workspace, code: str) -> None:
    """The clerk notes that something has happened to the case, now."""
    org = ws.who.org
    link, clerk = signed_in(centre.url, f"clerk@{org}")
    now = ws.clock.now()
    event = CaseEvent(
        RecordId(ws.ids.new()), the_case_of(ws), org, code, now, UserId(clerk.user), "clerk",
        DeviceId("office"), OFFICE_FACTS.get(code, {}),
    )  # fmt: skip
    (receipt,) = link.push([a_change(event, clerk, ws.ids.new())], Waiting())
    assert receipt.status == "received"
    link.close()


def a_defect(ws: Workspace, visit_id: str, device: str) -> Defect:
    with ws.read() as unit:
        visit = unit.get(Inspection, visit_id)
    return Defect(
        id=RecordId(""),
        case_id=visit.case_id,
        org=visit.org,
        inspection_id=visit.id,
        item=BAD,
        device=device,
        location="低压侧",
        description="低压侧螺栓未紧固，缺弹簧垫圈",
        severity=Severity.MAJOR,
        basis="GB 50148",
    )


def test_a_paper_has_a_number_of_its_own_for_each_revision(ws: Workspace, tmp_path: Path) -> None:
    visit = fill_in(ws, tmp_path)
    record_inspection(ws, visit)
    first = issue_report(ws, visit)
    assert issue_report(ws, visit) == first
    reopen_inspection(ws, visit)
    keep_draft(ws, visit, {"opinion": "改正后的意见。"}, HERE)
    record_inspection(ws, visit)
    second = issue_report(ws, visit)
    assert (first.revision, second.revision) == (1, 2)
    assert first.doc_no != second.doc_no
    signed_by_both(ws, second)
    with pytest.raises(SealedRecord):
        reopen_inspection(ws, visit)


def test_signers_sign_in_their_order_and_once(ws: Workspace, tmp_path: Path) -> None:
    visit = fill_in(ws, tmp_path)
    record_inspection(ws, visit)
    paper = issue_report(ws, visit)
    customer = SIGNERS[1]
    with pytest.raises(SealedRecord):
        sign_report(ws, paper.id, customer)
    signed_by_both(ws, paper)
    with pytest.raises(SealedRecord):
        sign_report(ws, paper.id, customer)


@pytest.mark.skipif(which("pdfsig") is None, reason="poppler's pdfsig is not installed")
def test_another_program_finds_both_signatures_sound(ws: Workspace, tmp_path: Path) -> None:
    visit = fill_in(ws, tmp_path)
    record_inspection(ws, visit)
    signatures = signed_by_both(ws, issue_report(ws, visit))
    last = signatures[-1]
    (tmp_path / "paper.pdf").write_bytes(ws.blobs.get(last.pdf))
    told = subprocess.run(
        ["pdfsig", str(tmp_path / "paper.pdf")], capture_output=True, text=True, check=False
    )
    assert told.stdout.count("Signature is Valid") == len(signatures)
    assert codec.digest_of((tmp_path / "paper.pdf").read_bytes()) == last.pdf
