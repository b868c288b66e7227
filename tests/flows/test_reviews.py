"""The office returns what it received: it is put right, signed again, and the new version wins."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from PIL import Image

from app import codec
from app.actions.attach_photo import attach_photo
from app.actions.issue_report import issue_report
from app.actions.keep_answer import keep_answer
from app.actions.keep_draft import keep_draft
from app.actions.keep_entry import keep_values
from app.actions.open_workspace import close_workspace
from app.actions.record_defect import record_defect
from app.actions.record_inspection import record_inspection
from app.actions.reopen_filing import reopen_filing
from app.actions.reopen_inspection import reopen_inspection
from app.domain.checklist import Answer, Judgement
from app.domain.filing import Filing
from app.domain.inspection import Inspection, InspectionKind
from app.domain.process import Status
from app.domain.report import Report
from app.domain.review import Review, ReviewResult, Standing
from app.errors import SealedRecord, WrongStage
from app.ids import DeviceId, Digest, RecordId, UserId
from app.views.cases import case_page, case_rows
from app.views.exchange import sync_page
from app.views.filings import filing_page
from app.views.visits import inspection_page
from app.workspace import Workspace
from tests.flows.filings import a_tablet, filled, issued, signed_by_all
from tests.flows.tablets import a_joined_tablet, sync
from tests.flows.test_main_job import BAD, a_defect
from tests.flows.visits import HERE, fill_in, signed_by_both, the_case_of
from tests.sync.centres import PASSWORD, RunningCentre, a_running_centre
from tests.sync.forms import form_on, what_was_said
from ui.wording import sentence

numbers = itertools.count(1)


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningCentre]:
    with a_running_centre(tmp_path_factory.mktemp("centre")) as running:
        yield running


@pytest.fixture
def tablet(centre: RunningCentre, tmp_path: Path) -> Iterator[Workspace]:
    """A tablet with a visit that is recorded and nothing more."""
    ws = a_joined_tablet(tmp_path / "tablet", centre, f"redo-{next(numbers)}")
    record_inspection(ws, fill_in(ws, tmp_path))
    yield ws
    close_workspace(ws)


@pytest.fixture
def clerk(centre: RunningCentre, tablet: Workspace) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=centre.url) as browser:
        user = f"clerk@{tablet.who.org}"
        browser.post("/office/sign-in", data={"user": user, "password": PASSWORD})
        yield browser


def the_visit(ws: Workspace) -> Inspection:
    with ws.read() as unit:
        visits = unit.find(Inspection)
    return next(visit for visit in visits if visit.kind is InspectionKind.COMPLETION)


def form_of(clerk: httpx.Client, ws: Workspace, result: str, photo: str = "") -> dict[str, str]:
    page = clerk.get(f"/office/cases/{the_case_of(ws)}").text
    wanted = {"result": result, "subject": the_visit(ws).id}
    return form_on(page, **wanted, **({"photo": photo} if result == "returned" else {}))


def said(clerk: httpx.Client, ws: Workspace, form: dict[str, str], **more: str) -> httpx.Response:
    return clerk.post(f"/office/cases/{the_case_of(ws)}/reviews", data=form | more)


def standing(ws: Workspace) -> Standing:
    (found,) = case_page(ws, the_case_of(ws)).reviewed
    return found.standing


def put_right(ws: Workspace, words: str = "更正：接地电阻按复测值") -> Report:
    """Take the visit up again, say something else, and record it."""
    visit = reopen_inspection(ws, the_visit(ws).id)
    keep_draft(ws, visit.id, {"opinion": words}, HERE)
    # What has moved the case on already does not stand in the way of saying it better.
    assert inspection_page(ws, visit.id).missing == ()
    record_inspection(ws, visit.id)
    return issue_report(ws, visit.id)


def test_what_was_signed_and_returned_is_signed_again_as_the_next_revision(
    tablet: Workspace, clerk: httpx.Client
) -> None:
    ws = tablet
    first = issue_report(ws, the_visit(ws).id)
    signed = signed_by_both(ws, first)
    assert sync(ws).identical
    with pytest.raises(SealedRecord):
        reopen_inspection(ws, the_visit(ws).id)
    told = said(clerk, ws, form_of(clerk, ws, "returned"), reason="铭牌照片与台账不符")
    assert told.status_code == 303
    sync(ws)

    page = case_page(ws, the_case_of(ws))
    (word,) = page.reviewed
    assert (word.standing, word.waits, word.responsible) == (Standing.RETURNED, True, ws.who.user)
    assert (word.review.reason, word.review.by_name) == (
        "铭牌照片与台账不符",
        f"clerk of {ws.who.org}",
    )
    assert case_rows(ws)[0].returned == 1
    assert issue_report(ws, the_visit(ws).id) == first  # until it is taken up again

    again = put_right(ws)
    assert (again.revision, again.doc_no[-2:]) == (2, "-2")
    assert inspection_page(ws, the_visit(ws).id).report == again
    assert (standing(ws), case_rows(ws)[0].returned) == (Standing.MENDED, 1)
    events = case_page(ws, the_case_of(ws)).state.taken
    signed_by_both(ws, again)
    assert case_page(ws, the_case_of(ws)).state.taken == events  # said once
    assert case_rows(ws)[0].returned == 0
    with pytest.raises(SealedRecord):
        reopen_inspection(ws, the_visit(ws).id)
    assert sync(ws).identical
    assert sync_page(ws).refused == ()
    assert ws.blobs.get(signed[-1].pdf).startswith(b"%PDF")

    shown = clerk.get(f"/office/cases/{the_case_of(ws)}").text
    assert "已更正，待审核" in shown
    assert said(clerk, ws, form_of(clerk, ws, "passed")).status_code == 303
    sync(ws)
    assert standing(ws) is Standing.PASSED


def test_l32_a_version_that_the_office_has_not_seen_is_not_returned_with_the_old_one(
    tablet: Workspace, clerk: httpx.Client
) -> None:
    """Completed again while the office handles the old one: the new version wins."""
    ws = tablet
    issue_report(ws, the_visit(ws).id)
    sync(ws)
    form = form_of(clerk, ws, "returned")
    again = put_right(ws, "现场补测后更正")
    signed_by_both(ws, again)  # and the office has the old one before it
    assert said(clerk, ws, form, reason="数据不全").status_code == 303
    assert sync(ws).identical
    assert sync_page(ws).refused == ()
    assert (the_visit(ws).opinion, standing(ws)) == ("现场补测后更正", Standing.MENDED)
    with pytest.raises(SealedRecord):  # the late return opens nothing
        reopen_inspection(ws, the_visit(ws).id)
    shown = clerk.get(f"/office/cases/{the_case_of(ws)}").text
    assert "现场补测后更正" in shown
    told = said(clerk, ws, form | {"id": "019e0000-0000-7000-8000-000000000000"}, reason="数据不全")
    assert "已有新的版本" in what_was_said(told.text)


def test_a_photo_is_returned_with_the_visit_that_it_belongs_to(
    tablet: Workspace, clerk: httpx.Client
) -> None:
    ws = tablet
    sync(ws)
    photo = inspection_page(ws, the_visit(ws).id).photos[0]
    form = form_of(clerk, ws, "returned", photo.id)
    refused = said(clerk, ws, form, reason="  ")
    assert (refused.status_code, what_was_said(refused.text)) == (422, "没有退回：退回须写明原因")
    assert said(clerk, ws, form, reason="看不清铭牌").status_code == 303
    assert said(clerk, ws, form, reason="看不清铭牌").status_code == 303  # pressed twice
    sync(ws)
    (word,) = case_page(ws, the_case_of(ws)).reviewed
    assert (word.review.photo_id, word.standing) == (photo.id, Standing.RETURNED)
    reopen_inspection(ws, the_visit(ws).id)
    assert standing(ws) is Standing.MENDING
    sync(ws)
    assert "更正中" in clerk.get(f"/office/cases/{the_case_of(ws)}").text


def test_a_correction_does_not_turn_round_what_the_case_has_gone_on_by(
    tablet: Workspace, clerk: httpx.Client
) -> None:
    ws = tablet
    signed_by_both(ws, issue_report(ws, the_visit(ws).id))
    sync(ws)
    said(clerk, ws, form_of(clerk, ws, "returned"), reason="请核对变压器接线")
    sync(ws)
    visit = reopen_inspection(ws, the_visit(ws).id)
    page = inspection_page(ws, visit.id)
    bad = next(f.question for f in page.findings if f.question.item.id == BAD)
    keep_answer(ws, visit.id, Answer(BAD, bad.device_id, bad.phase, Judgement.FAIL), HERE)
    attach_photo(ws, visit.id, a_picture(ws), BAD, bad.device_id)
    record_defect(ws, a_defect(ws, visit.id, bad.device_id))
    with pytest.raises(WrongStage) as refused:
        record_inspection(ws, visit.id)
    assert refused.value.reason == "revision_differs"
    assert "更正后的结论与已经生效的不同" in sentence(refused.value)
    assert case_page(ws, the_case_of(ws)).state.status is Status.READY_TO_CONNECT


def a_picture(ws: Workspace) -> Path:
    path = ws.folder.parent / "bad.jpg"
    Image.effect_noise((320, 240), 50).convert("RGB").save(path, "JPEG")
    return path


def test_a_form_that_is_returned_says_its_event_once_and_keeps_what_the_case_goes_by(
    tmp_path: Path,
) -> None:
    ws = a_tablet(tmp_path / "tablet", "SCHEME_APPROVAL")
    filing = filled(ws, tmp_path, "F03")
    signed_by_all(ws, issued(ws, filing))
    page = case_page(ws, filing.case_id)
    with pytest.raises(SealedRecord):
        reopen_filing(ws, filing.id)
    with ws.unit("come_down") as unit:
        body = unit.records.body("filing", filing.id) or {}
        unit.save(a_return(ws, filing, codec.digest(body)))
    draft = reopen_filing(ws, filing.id)
    assert draft.values["valid_until"] == page.state.taken[-2].facts["valid_until"]
    keep_values(ws, filing.id, {"industry_code": "H6210"}, HERE, Filing)
    again = issued(ws, filing)
    assert again.revision == 2
    signed_by_all(ws, again)
    after = case_page(ws, filing.case_id)
    assert (after.events, after.state.refused) == (page.events, ())
    assert filing_page(ws, filing.id).filing.values["industry_code"] == "H6210"
    close_workspace(ws)


def a_return(ws: Workspace, filing: Filing, seen: Digest) -> Review:
    return Review(
        id=RecordId(ws.ids.new()),
        case_id=filing.case_id,
        org=ws.who.org,
        subject_kind="filing",
        subject_id=filing.id,
        seen=seen,
        revision=1,
        result=ReviewResult.RETURNED,
        by=UserId("clerk"),
        by_name="王芳",
        device=DeviceId("office"),
        at=ws.clock.now(),
        reason="行业分类有误",
    )
