"""Each form from its beginning to its sealed paper, and what it does to the case."""

import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from pathlib import Path

import pytest

from app.actions.attach_photo import attach_photo
from app.actions.issue_report import issue_report
from app.actions.keep_entry import keep_rows, keep_values
from app.actions.open_workspace import close_workspace, open_workspace
from app.actions.record_filing import record_filing
from app.actions.reopen_filing import reopen_filing
from app.actions.sign_report import sign_report
from app.actions.start_filing import start_filing
from app.actions.start_inspection import start_inspection
from app.clock import CHINA
from app.documents.verify import verify_pdf
from app.domain.case import CaseEvent
from app.domain.entry import Entry, FormRow, months_after
from app.domain.filing import FAMILIES, Filing
from app.domain.inspection import InspectionKind, Missing
from app.domain.material import NOTICE
from app.domain.report import Report
from app.domain.signer import SignerRole
from app.errors import NotReady, SealedRecord, WrongRole, WrongStage
from app.ids import RecordId
from app.reference.library import RESOURCES, Reference
from app.views.cases import CasePage, case_page
from app.views.filings import filing_page
from app.views.papers import report_page, report_rows
from app.views.whereabouts import last_place
from app.workspace import Workspace
from tests.app.inspection_papers import text_of
from tests.app.sealed_papers import TRUSTED
from tests.flows.filings import (
    GOOD,
    HERE,
    LOW,
    PASSWORD,
    a_tablet,
    an_act,
    begun,
    filled,
    issued,
    put,
    said_in,
    signed_by_all,
    wanting,
)
from tests.flows.visits import next_act, the_case_of
from ui.demo.cast import the_case
from ui.report.state_words import state_of

HAPPENS = {
    "APP": ["application.submitted"],
    "F03": ["scheme.replied", "scheme.confirmed"],
    "F03L": ["scheme.replied", "scheme.confirmed"],
    "F03C": ["scheme.confirmed"],
    "F04": ["design.opinion_issued"],
    "F08": ["energisation.completed"],
    "F10": ["application.materials_incomplete_notified"],
    "F11": ["followup.completed"],
}
ALONE = [code for code in FAMILIES if code != "F14"]
ROOT = Path(__file__).parents[2]
DAY = timedelta(days=1)


@pytest.fixture
def replying(tmp_path: Path) -> Iterator[Workspace]:
    """A tablet whose case waits for the reply to its scheme."""
    ws = a_tablet(tmp_path / "tablet", "SCHEME_APPROVAL")
    yield ws
    close_workspace(ws)


@pytest.fixture
def connecting(tmp_path: Path) -> Iterator[Workspace]:
    """A tablet whose case is ready to be connected."""
    ws = a_tablet(tmp_path / "tablet", "READY_TO_CONNECT")
    yield ws
    close_workspace(ws)


@pytest.mark.parametrize("code", ALONE)
def test_a_form_is_filled_recorded_issued_signed_and_found_whole(code: str, tmp_path: Path) -> None:
    ws = a_tablet(tmp_path / "tablet", GOOD[code].status, **(LOW if GOOD[code].low else {}))
    filing = filled(ws, tmp_path, code)
    assert wanting(ws, filing) == []
    report = issued(ws, filing)
    page = _case(ws)
    assert report.doc_no == f"{code.removesuffix('L')}-{page.case.application_no}-1-1"
    _its_paper_says_what_was_entered(ws, filing, report)
    _it_says_no_identity_number(ws, report)
    before = len(page.events)
    signatures = signed_by_all(ws, report)
    verdict = verify_pdf(ws.blobs.get(signatures[-1].pdf), TRUSTED)
    assert (verdict.valid, verdict.reason) == (True, "ok")
    assert [each.role for each in verdict.signatures] == [role.value for role in report.expected]
    assert [event.code for event in _case(ws).events[before:]] == HAPPENS.get(code, [])
    assert _case(ws).state.refused == ()
    close_workspace(ws)


def _its_paper_says_what_was_entered(ws: Workspace, filing: Filing, report: Report) -> None:
    text = "".join(text_of(ws.blobs.get(report.pdf)).split())
    entry = filing_page(ws, filing.id).entry
    wanted = {entry.form.zh, entry.form.declaration, *_printed(entry)}
    wanted |= {f"{keeper}留存" for keeper in entry.form.copies}
    if entry.form.number in ("F03", "F10"):
        wanted |= {"95598", "12398", "未指定、推荐、限制"}
    assert {said for said in wanted if "".join(said.split()) not in text} == set()


def _it_says_no_identity_number(ws: Workspace, report: Report) -> None:
    said = said_in(ws.blobs.get(report.pdf))
    planted = {the_case(ws.ids).customer.agent_id_no, GOOD["APP"].values["identity_no"]}
    assert {number for number in planted if number in said} == set()


def test_the_days_of_a_reply_fit_each_other(replying: Workspace, tmp_path: Path) -> None:
    reply = filled(replying, tmp_path, "F03")
    today = replying.clock.now().astimezone(CHINA).date()

    def lacks(replied: date, until: date) -> set[str]:
        days = {"reply_date": replied.isoformat(), "valid_until": until.isoformat()}
        keep_values(replying, reply.id, days, HERE, Filing)
        return set(wanting(replying, reply))

    assert lacks(today, months_after(today, 12)) == set()
    assert lacks(today, months_after(today, 12) - DAY) == {"check:valid_long_enough"}
    assert lacks(today - DAY, months_after(today, 12)) >= {"field:earlier_reason"}
    assert "check:reply_after_approval" in lacks(today - 30 * DAY, months_after(today, 12))
    assert "check:reply_not_ahead" in lacks(today + DAY, months_after(today, 13))


def _printed(entry: Entry) -> Iterator[str]:
    """What the paper of this entry has to say, word for word."""
    for each in entry.form.fields.values():
        if entry.is_asked(each) and each.kind in ("text", "note", "choice", "flag"):
            yield from (each.zh, each.said(entry.text(each)))
    for table in filter(entry.is_open, entry.form.tables.values()):
        for row, column in product(entry.of(table), table.columns):
            if column.kind not in ("date", "moment"):
                yield column.options.get(entry.cell(column, row), entry.cell(column, row))
        if not entry.of(table):
            yield table.empty
    for section in entry.form.sections:
        yield from (says.zh for says in section.says if says.when.value(entry.names) is True)


def _case(ws: Workspace) -> CasePage:
    return case_page(ws, the_case_of(ws))


def _facts(ws: Workspace, code: str) -> dict[str, str]:
    return dict([event for event in _case(ws).events if event.code == code][-1].facts)


def test_what_a_form_says_goes_with_its_event(replying: Workspace, tmp_path: Path) -> None:
    report = issued(replying, filled(replying, tmp_path, "F03"))
    signed_by_all(replying, report)
    replied, confirmed = _facts(replying, "scheme.replied"), _facts(replying, "scheme.confirmed")
    assert replied["valid_until"] > replied.get("reply_date", "")
    assert (replied["reply_mode"], replied["doc_no"]) == ("onsite", report.doc_no)
    assert confirmed["opinion"] == "agree"
    assert _case(replying).state.status == "SCHEME_CONFIRMED"


def test_an_objection_sends_the_scheme_back(replying: Workspace, tmp_path: Path) -> None:
    objected = {"customer_opinion": "object", "objection_text": "希望从二线接入"}
    signed_by_all(replying, issued(replying, filled(replying, tmp_path, "F03", **objected)))
    assert _facts(replying, "scheme.objected")["objection"] == "希望从二线接入"
    assert _case(replying).state.status == "SCHEME_DRAFTING"


def test_nothing_is_recorded_while_something_is_missing(
    replying: Workspace, tmp_path: Path
) -> None:
    filing = filled(replying, tmp_path, "F03", industry_code="", reply_date="2030-01-01")
    assert wanting(replying, filing) == [
        "field:industry_code",
        "field:late_reason",
        "check:reply_not_ahead",
    ]
    with pytest.raises(NotReady) as refused:
        record_filing(replying, filing.id)
    assert len(refused.value.missing) == 3


def test_a_unit_is_not_recommended_in_a_form(replying: Workspace, tmp_path: Path) -> None:
    filing = filled(replying, tmp_path, "F03", other_terms="推荐你找宏达电力公司施工")
    assert "phrase:other_terms" in wanting(replying, filing)
    with pytest.raises(NotReady):
        record_filing(replying, filing.id)


def test_a_recorded_form_does_not_change_until_it_is_taken_up_again(
    replying: Workspace, tmp_path: Path
) -> None:
    filing = filled(replying, tmp_path, "F03")
    first = issued(replying, filing)
    with pytest.raises(SealedRecord):
        keep_values(replying, filing.id, {"industry_code": "H6210"}, HERE, Filing)
    with pytest.raises(SealedRecord):
        record_filing(replying, filing.id)
    draft = reopen_filing(replying, filing.id)
    assert draft.recorded_at is None
    assert "valid_until" not in draft.values
    keep_values(replying, filing.id, {"industry_code": "H6210"}, HERE, Filing)
    second = issued(replying, filing)
    assert (second.revision, second.doc_no) == (2, first.doc_no[:-1] + "2")
    assert issue_report(replying, filing.id) == second
    sign_report(replying, second.id, an_act(SignerRole.ACCOUNT_MANAGER))
    with pytest.raises(SealedRecord):
        reopen_filing(replying, filing.id)


def test_what_is_said_stays_said_when_the_case_moves_on(
    replying: Workspace, tmp_path: Path
) -> None:
    filing = filled(replying, tmp_path, "F03")
    record_filing(replying, filing.id)
    with replying.unit("office") as unit:
        case = _case(replying).case
        assert case.scheme is not None
        unit.save(replace(case, scheme=replace(case.scheme, version=9)))
    asked = filing_page(replying, filing.id).entry
    assert asked.text(asked.form.fields["scheme_version"]) == "1"
    origin = asked.origin(asked.form.fields["scheme_version"])
    assert origin is not None
    assert origin.kind == "scheme"


def test_who_signs_out_of_turn_is_refused(replying: Workspace, tmp_path: Path) -> None:
    report = issued(replying, filled(replying, tmp_path, "F03"))
    with pytest.raises(SealedRecord):
        sign_report(replying, report.id, an_act(SignerRole.CUSTOMER))
    sign_report(replying, report.id, an_act(SignerRole.ACCOUNT_MANAGER))
    with pytest.raises(SealedRecord):
        sign_report(replying, report.id, an_act(SignerRole.ACCOUNT_MANAGER))


def test_a_form_begins_only_where_it_belongs(replying: Workspace) -> None:
    for code, why in (("F08", "wrong_stage"), ("F03L", "other_class")):
        with pytest.raises(WrongStage) as refused:
            begun(replying, code)
        assert refused.value.reason == why
    with pytest.raises(NotReady):
        begun(replying, "F14")
    clerk = replace(replying, who=replace(replying.who, roles=("inspector",)))
    with pytest.raises(WrongRole) as not_his:
        begun(clerk, "F03")
    assert not_his.value.needed == ("account_manager", "clerk")


def test_a_second_gap_list_wants_its_reason_until_the_customer_submits_anew(
    tmp_path: Path,
) -> None:
    ws = a_tablet(tmp_path / "ws", "SUBMITTED")

    first = filled(ws, tmp_path, "F10", notice_type="materials_gap")
    assert not any("late_found_reason" in lack for lack in wanting(ws, first))
    with ws.unit("hand_over") as unit:
        unit.save(_office_says(ws, NOTICE))
    assert any("late_found_reason" in lack for lack in wanting(ws, first))
    with ws.unit("submit") as unit:
        unit.save(_office_says(ws, "application.submitted"))
    assert not any("late_found_reason" in lack for lack in wanting(ws, first))
    close_workspace(ws)


def _office_says(ws: Workspace, code: str) -> CaseEvent:
    case_id = the_case_of(ws)
    return CaseEvent(
        RecordId(ws.ids.new()), case_id, ws.who.org, code, ws.clock.now(), ws.who.user, "clerk",
        ws.who.device, {},
    )  # fmt: skip


def test_one_draft_is_gone_on_with_and_the_next_form_is_another(
    replying: Workspace, tmp_path: Path
) -> None:
    filing = filled(replying, tmp_path, "F13")
    assert begun(replying, "F13").id == filing.id
    issued(replying, filing)
    other = begun(replying, "F13")
    assert (other.id != filing.id, other.attempt) == (True, 2)


def test_a_choice_of_a_unit_is_not_asked_for_again(tmp_path: Path) -> None:
    ws = a_tablet(tmp_path / "tablet", "DESIGN")
    for role, name in (("design", "甲设计院"), ("construction", "乙安装公司")):
        chosen = {"role": role, "unit_name": name, "licence_category": "install"}
        signed_by_all(ws, issued(ws, filled(ws, tmp_path, "F12", **chosen)))
    entry = filing_page(ws, begun(ws, "F04").id).entry
    unit = entry.form.fields["design_unit"]
    assert entry.text(unit) == "甲设计院"
    origin = entry.origin(unit)
    assert origin is not None
    assert (origin.kind, origin.form[:3]) == ("customer", "F12")
    assert len(entry.of(entry.form.tables["review"])) == 12
    close_workspace(ws)


def test_a_load_list_goes_on_from_the_last_one(tmp_path: Path) -> None:
    ws = a_tablet(tmp_path / "tablet", "SURVEY")
    signed_by_all(ws, issued(ws, filled(ws, tmp_path, "F09")))
    page = filing_page(ws, begun(ws, "F09").id)
    assert [row.cells["equipment_name"] for row in page.filing.rows] == ["中频感应炉"]
    assert page.sheet is not None
    assert page.sheet.number("p") is not None
    put(ws, page.filing, {"loads": [{**GOOD["F09"].rows["loads"][0], "quantity": "1"}]})
    assert [row.cells["quantity"] for row in filing_page(ws, page.filing.id).filing.rows] == ["1"]
    close_workspace(ws)


def test_a_survey_begins_with_the_load_list_that_the_customer_signed(tmp_path: Path) -> None:
    ws = a_tablet(tmp_path / "tablet", "SURVEY")
    signed_by_all(ws, issued(ws, filled(ws, tmp_path, "F09")))
    survey = start_inspection(ws, the_case_of(ws), InspectionKind.SURVEY)
    assert [row.cells["equipment_name"] for row in survey.rows] == ["中频感应炉"]
    close_workspace(ws)


def test_a_draft_is_there_after_the_program_was_killed(tmp_path: Path) -> None:
    ws = a_tablet(tmp_path / "tablet", "SCHEME_APPROVAL")
    filing = begun(ws, "F03")
    close_workspace(ws)
    child = [sys.executable, "-m", "tests.flows.killed_filing", str(ws.folder), filing.id]
    ended = subprocess.run(child, cwd=ROOT, capture_output=True, check=False)
    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()
    again = open_workspace(ws.folder, PASSWORD)
    page = filing_page(again, filing.id)
    assert page.filing.values["investment_boundary"] == "产权分"
    assert [row.cells["dept"] for row in page.filing.rows] == ["发展策划部"]
    place = last_place(again)
    assert place is not None
    assert (place.screen, place.field, place.caret) == ("filing", "investment_boundary", 3)
    close_workspace(again)


def test_an_open_draft_survives_a_new_version_of_its_form(tmp_path: Path) -> None:
    ws = a_tablet(tmp_path / "tablet", "SURVEY")
    draft = filled(ws, tmp_path, "F13")
    rules = tmp_path / "rules"
    shutil.copytree(RESOURCES, rules)
    old = rules / "forms" / "consent.yaml"
    shutil.copy(old, rules / "forms" / f"consent-{draft.form_version}.yaml")
    text = old.read_text(encoding="utf-8").replace(draft.form_version, "2027.1", 1)
    old.write_text(text.replace("id: identity_last4", "id: identity_tail"), encoding="utf-8")
    newer = replace(ws, reference=Reference(rules))
    assert filing_page(newer, draft.id).entry.form.version == draft.form_version
    assert record_filing(newer, draft.id).values["identity_last4"] == "1234"
    fresh = start_filing(newer, the_case_of(newer), "F13")
    assert fresh.form_version == "2027.1"
    assert "identity_tail" in filing_page(newer, fresh.id).entry.form.fields
    close_workspace(ws)


def test_each_of_the_crew_signs_under_his_own_name(connecting: Workspace, tmp_path: Path) -> None:
    ws = connecting
    filing = filled(ws, tmp_path, "F08")
    crew = filing_page(ws, filing.id).entry.form.tables["crew"]
    again = FormRow("crew", "twice", {"name": ws.who.name, "duty": "worker"})
    keep_rows(ws, filing.id, [again], (), HERE, Filing)
    assert Missing("check", "crew_once") in filing_page(ws, filing.id).missing
    assert crew.columns[0].options[ws.who.user] == ws.who.name
    keep_rows(ws, filing.id, (), [again], HERE, Filing)
    order = issued(ws, filing)
    assert order.expected == (SignerRole.CREW, SignerRole.CREW_2, SignerRole.CUSTOMER)
    page = report_page(ws, order.id)
    assert page.next_signer is not None
    assert page.next_signer.name == "张海峰"
    sign_report(ws, order.id, next_act(ws, order.id))
    with pytest.raises(NotReady) as refused:
        sign_report(ws, order.id, an_act(SignerRole.CREW_2))
    assert refused.value.missing == ("another_signer", "login_of_another")
    sign_report(ws, order.id, next_act(ws, order.id))
    assert _case(ws).state.status == "READY_TO_CONNECT"
    sign_report(ws, order.id, an_act(SignerRole.CUSTOMER))
    assert _case(ws).state.status == "ENERGISED"


def test_evidence_of_a_recorded_form_comes_too_late(connecting: Workspace, tmp_path: Path) -> None:
    filing = filled(connecting, tmp_path, "F08")
    record_filing(connecting, filing.id)
    photo = tmp_path / "meter_photos.jpg"
    with pytest.raises(SealedRecord):
        attach_photo(connecting, filing.id, photo, "seal_photos")


def test_a_refusal_with_a_witness_does_what_the_signature_would_have_done(
    connecting: Workspace, tmp_path: Path
) -> None:
    ws = connecting
    order = issued(ws, filled(ws, tmp_path, "F08"))
    with pytest.raises(NotReady):
        begun(ws, "F14", order.id)
    for _ in range(2):
        sign_report(ws, order.id, next_act(ws, order.id))
    assert report_page(ws, order.id).refusable
    refusal = filled(ws, tmp_path, "F14", order.id)
    entry = filing_page(ws, refusal.id).entry
    assert entry.text(entry.form.fields["source_doc_no"]) == order.doc_no
    paper = issued(ws, refusal)
    assert paper.expected == (SignerRole.HANDLER, SignerRole.WITNESS)
    sign_report(ws, paper.id, an_act(SignerRole.HANDLER))
    assert _case(ws).state.status == "READY_TO_CONNECT"
    sign_report(ws, paper.id, an_act(SignerRole.WITNESS))
    facts = _facts(ws, "energisation.completed")
    assert (facts["doc_no"], facts["refusal"]) == (order.doc_no, paper.doc_no)
    assert _case(ws).state.status == "ENERGISED"
    page = report_page(ws, order.id)
    assert (page.next_role, page.refusable) == (None, False)
    assert page.refusal == paper
    with pytest.raises(SealedRecord):
        sign_report(ws, order.id, an_act(SignerRole.CUSTOMER))
    with pytest.raises(NotReady):
        begun(ws, "F14", order.id)


def test_a_refused_reply_is_delivered_but_nobody_has_agreed(
    replying: Workspace, tmp_path: Path
) -> None:
    reply = issued(replying, filled(replying, tmp_path, "F03"))
    sign_report(replying, reply.id, an_act(SignerRole.ACCOUNT_MANAGER))
    refusal = issued(replying, filled(replying, tmp_path, "F14", reply.id))
    assert _listed(replying, reply) == "待签字 1/2"
    signed_by_all(replying, refusal)
    assert _listed(replying, reply) == f"客户未签字，见 {refusal.doc_no}"
    with replying.read() as unit:
        codes = [event.code for event in unit.find(CaseEvent)]
    assert "scheme.replied" in codes
    assert "scheme.confirmed" not in codes


def _listed(ws: Workspace, paper: Report) -> str:
    """How this paper stands in the list of all."""
    return next(state_of(row)[0] for row in report_rows(ws) if row.report == paper)


def test_a_form_that_came_too_late_is_not_recorded(tmp_path: Path) -> None:
    ws = a_tablet(tmp_path / "tablet", "DESIGN")
    filing = filled(ws, tmp_path, "F10")
    due = ("identity", "property", "authorisation", "load_list", "pq_report", "design")
    put(ws, filing, {"gaps": [{"material": each, "reason": "未提供"} for each in due]})
    with pytest.raises(WrongStage):
        record_filing(ws, filing.id)
    keep_values(ws, filing.id, {"notice_type": "design"}, HERE, Filing)
    assert record_filing(ws, filing.id).recorded_at is not None
    close_workspace(ws)
