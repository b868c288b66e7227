"""An opinion counts only with what it rests on: a recorded visit or review and its signed paper."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from litestar import Litestar
from litestar.testing import TestClient

from app.actions.exchange import settle, try_again
from app.actions.open_workspace import close_workspace, create_workspace
from app.clock import FixedClock
from app.domain.change import Receipt, ReceiptStatus
from app.domain.checklist import Answer, Judgement
from app.domain.customer import CustomerClass
from app.domain.defect import Defect, Recheck
from app.domain.evidence import Photo
from app.domain.filing import Filing
from app.domain.inspection import Inspection
from app.domain.signer import SignerRole
from app.domain.staff import Identity
from app.ids import DeviceId, InspectionId, RecordId
from app.reference.library import open_reference
from app.workspace import LineState
from sync.protocol import messages, problems
from sync.protocol.messages import SignedIn, Waiting
from tests.builders import MORNING, a_case, an_event
from tests.rested import Rested, rested
from tests.sent import outgoing
from tests.sync.centres import a_change, an_inner_centre, carried, let_in, names
from tests.sync.desks import Desk
from tests.sync.offices import OURS, ZHANG, Office

OPINIONS = (
    "survey.completed", "design.opinion_issued", "interim.opinion_issued",
    "completion.opinion_issued",
)  # fmt: skip
FILED = (
    "application.materials_incomplete_notified", "scheme.replied", "scheme.confirmed",
    "scheme.objected", "energisation.completed", "followup.completed",
)  # fmt: skip


ALL = "inspector+account_manager+metering_crew+callback_agent"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient[Litestar]]:
    folder = tmp_path_factory.mktemp("centre")
    with an_inner_centre(folder, FixedClock(MORNING)) as (_, client):
        let_in(folder, "ours", clerk="clerk", zhang=ALL)
        assert Office(client).new(a_case(team=names(["zhang"], "ours")), "clerk") == ""
        yield client


@pytest.fixture(scope="module")
def office(client: TestClient[Litestar]) -> Office:
    return Office(client, first=10)


def an_opinion(code: str, name: str, **facts: str) -> Rested:
    event = replace(an_event(code, MORNING, **facts), id=RecordId(f"{name}-{code}"))
    if "doc_no" not in facts:  # a number of its own
        event = replace(event, facts={k: text for k, text in event.facts.items() if k != "doc_no"})
    return rested(replace(event, org=OURS, actor=ZHANG))


@pytest.mark.parametrize("code", [*OPINIONS, *FILED])
def test_an_opinion_without_its_papers_does_not_count(office: Office, code: str) -> None:
    made = an_opinion(code, "bare")
    assert office.new(replace(made.event, facts=an_event(code).facts)) == "papers_missing"
    assert office.new(made.event) == "papers_missing"
    for paper in made.papers:  # one after the other comes, and only with the last it counts
        assert office.new(made.event) == "papers_missing"
        assert office.new(paper) == ""
    assert office.new(made.event) == ""


@pytest.mark.parametrize("code", OPINIONS)
def test_it_says_what_its_paper_says(office: Office, code: str) -> None:
    made = an_opinion(code, "other")
    for paper in made.papers:
        assert office.new(paper) == ""
    other = "can_supply_with_works" if code == "survey.completed" else "rectify"
    event = replace(made.event, facts={**made.event.facts, "result": other})
    assert office.new(event) == "paper_says_otherwise"
    assert office.new(made.event) == ""


def test_a_number_leads_to_the_paper_too(office: Office) -> None:
    made = an_opinion("survey.completed", "number", doc_no="F01-77")
    facts = {name: text for name, text in made.event.facts.items() if name != "report"}
    assert office.new(replace(made.event, facts=facts)) == "papers_missing"
    for paper in made.papers:
        assert office.new(paper) == ""
    assert office.new(replace(made.event, facts={**facts, "doc_no": "F01-78"})) == "papers_missing"
    assert office.new(replace(made.event, facts=facts)) == ""


def test_a_draft_or_another_kind_of_visit_is_no_ground(office: Office) -> None:
    draft = an_opinion("completion.opinion_issued", "draft")
    assert isinstance(draft.subject, Inspection)
    open_visit = replace(draft.subject, recorded_at=None, conclusion=None)
    for paper in (open_visit, *draft.papers[1:]):
        assert office.new(paper) == ""
    assert office.new(draft.event) == "papers_missing"
    interim = an_opinion("interim.opinion_issued", "another")
    for paper in interim.papers:
        assert office.new(paper) == ""
    assert office.new(replace(interim.event, code="completion.opinion_issued")) == "papers_missing"


def test_the_paper_of_another_case_is_no_ground(office: Office) -> None:
    made = an_opinion("interim.opinion_issued", "elsewhere")
    other = a_case(id="case-2", team=names(["zhang"], "ours"))
    assert office.new(other, "clerk") == ""
    for paper in made.papers:
        assert office.new(replace(paper, case_id="case-2")) == ""  # type: ignore[arg-type]
    assert office.new(made.event) == "papers_missing"


def test_who_did_not_sign_is_made_up_for_by_the_signed_record_of_that(
    client: TestClient[Litestar], office: Office
) -> None:
    made = an_opinion("completion.opinion_issued", "refused")
    by_staff, by_customer = made.signatures
    for paper in (made.subject, *made.others, made.report, by_staff):
        assert office.new(paper) == ""
    assert office.new(made.event) == "papers_missing"
    refusal = Filing(
        id=RecordId("refusal"), case_id=made.event.case_id, org=OURS, form="F14",
        form_version="2026.11", attempt=1, author=ZHANG, started_at=MORNING,
        about=made.report.id, recorded_at=MORNING,
    )  # fmt: skip
    told = replace(
        made.report, id=RecordId("told"), subject_id=refusal.id, form="F14", doc_no="F14-1"
    )
    told = replace(told, expected=(SignerRole.HANDLER, SignerRole.WITNESS))
    signs = [
        replace(each, id=RecordId(f"told-{role}"), report_id=told.id, role=role)
        for each, role in zip(made.signatures, told.expected, strict=True)
    ]
    for paper in (refusal, told, signs[0]):
        assert office.new(paper) == ""
    assert office.new(made.event) == "papers_missing"
    assert office.new(signs[1]) == ""
    assert office.new(made.event) == ""
    assert by_customer.role is SignerRole.CUSTOMER
    page = Desk(client, "clerk@ours").page(made.event.case_id)
    assert "客户未签字，见 F14-1" in page


def test_what_is_signed_along_with_it_is_asked_for_too(office: Office) -> None:
    made = an_opinion("completion.opinion_issued", "two", result="rectify")
    notice = replace(made.report, id=RecordId("notice"), form="F07", along_with=made.report.id)
    for paper in (*made.papers, notice):
        assert office.new(paper) == ""
    assert office.new(made.event) == "papers_missing"
    for each in made.signatures:
        other = replace(each, id=RecordId(f"notice-{each.role}"), report_id=notice.id)
        assert office.new(other) == ""
    by_notice = {**made.event.facts, "report": str(notice.id)}
    assert office.new(replace(made.event, facts=by_notice)) == ""


def test_the_order_within_what_is_sent_at_once_does_not_matter(
    client: TestClient[Litestar],
) -> None:
    made = an_opinion("completion.opinion_issued", "at-once")
    known = SignedIn("", ZHANG, "", "ours", ("inspector",), MORNING)
    records = (made.event, *made.papers)
    changes = [a_change(each, known, f"at-once-{n}") for n, each in enumerate(records)]
    body = msgspec.json.encode({"changes": changes, "waiting": Waiting()})
    reply = client.post(messages.CHANGES, content=body, headers=carried(client, ZHANG))
    receipts = reply.json()["receipts"]
    assert [each["status"] for each in receipts] == ["received"] * len(changes)
    assert [each["change_id"] for each in receipts] == [change.id for change in changes]


def test_a_tablet_sends_again_what_waits_for_its_papers(tmp_path: Path) -> None:
    who = Identity(ZHANG, "张海峰", OURS, ("inspector",), DeviceId("tab-1"))
    ws = create_workspace(
        tmp_path / "tablet", "plateau-2026", who, FixedClock(MORNING, timedelta(0))
    )
    with ws.unit("note") as unit:
        unit.save(an_opinion("interim.opinion_issued", "waits").event)
        unit.save(an_opinion("interim.opinion_issued", "wrong").event)
    waits, wrong = outgoing(ws, 9)
    settle(
        ws,
        [
            Receipt(waits.id, ReceiptStatus.REFUSED, problems.PAPERS),
            Receipt(wrong.id, ReceiptStatus.REFUSED, problems.OTHER_RESULT),
        ],
    )
    assert outgoing(ws, 9) == ()
    try_again(ws, problems.PAPERS)
    assert [change.id for change in outgoing(ws, 9)] == [waits.id]
    with ws.read() as unit:
        assert [line.reason for line in unit.outbox.all() if line.state is LineState.REFUSED] == [
            problems.OTHER_RESULT
        ]
    close_workspace(ws)


LIES = {
    "customer_class": "HV_MULTI", "external_line_works": "yes", "special_load": "yes",
    "special_kinds": "harmonic", "important_level": "first", "important_basis": "政府文件",
    "customer_works": "yes", "has_concealed_works": "no", "confirmed_capacity": "9",
    "form": "F02", "merged": "yes", "onsite_scheme": "yes", "onsite_agree": "yes",
}  # fmt: skip


@pytest.mark.parametrize("name", LIES)
def test_a_survey_fixes_nothing_that_its_record_does_not_say(office: Office, name: str) -> None:
    made = an_opinion("survey.completed", f"lie-{name}")
    for paper in made.papers:
        assert office.new(paper) == ""
    lie = replace(made.event, facts={**made.event.facts, name: LIES[name]})
    assert office.new(lie) == "paper_says_otherwise"
    without = {key: text for key, text in made.event.facts.items() if key != name}
    if without != made.event.facts:
        assert office.new(replace(made.event, facts=without)) == "paper_says_otherwise"
    assert office.new(made.event) == ""


def test_a_survey_tells_what_it_found_of_a_disturbing_load(office: Office) -> None:
    made = an_opinion(
        "survey.completed", "disturbing", special_load="yes", special_kinds="harmonic;impact",
        important_level="second", important_basis="西政函〔2026〕3号",
    )  # fmt: skip
    for paper in made.papers:
        assert office.new(paper) == ""
    for name in ("special_load", "special_kinds", "important_level", "important_basis"):
        left = {key: text for key, text in made.event.facts.items() if key != name}
        assert office.new(replace(made.event, facts=left)) == "paper_says_otherwise"
    assert office.new(made.event) == ""


def test_a_survey_stands_on_the_application_as_it_was(client: TestClient[Litestar]) -> None:
    office = Office(client, first=3000)
    case = a_case(id="case-as-it-was", team=names(["zhang"], "ours"))
    assert office.new(case, "clerk") == ""
    event = replace(an_event("survey.completed"), case_id=case.id, org=OURS, actor=ZHANG)
    made = rested(replace(event, id=RecordId("as-it-was")))
    changed = replace(case, customer_class=CustomerClass.HV_MULTI)
    assert office.edit(case, changed, "clerk") == ""
    for paper in made.papers:
        assert office.new(paper) == ""
    lie = replace(made.event, facts={**made.event.facts, "customer_class": "LV_NONRES"})
    assert office.new(lie) == "paper_says_otherwise"
    assert office.new(made.event) == ""


@pytest.mark.parametrize("kind", ["interim", "completion"])
@pytest.mark.parametrize(
    ("name", "lie"), [("defects", "2"), ("list_complete", "no"), ("missed_first_time", "1")]
)
def test_a_rectification_counts_the_defects_that_are_there(
    office: Office, kind: str, name: str, lie: str
) -> None:
    made = an_opinion(f"{kind}.opinion_issued", f"count-{name}", result="rectify")
    for paper in made.papers:
        assert office.new(paper) == ""
    told = replace(made.event, facts={**made.event.facts, name: lie})
    assert office.new(told) == "paper_says_otherwise"
    assert office.new(made.event) == ""


GRAVE = {"interim": "int.doc.material", "completion": "com.doc.report"}


@pytest.mark.parametrize("kind", ["interim", "completion"])
def test_a_pass_follows_from_its_answers(office: Office, kind: str) -> None:
    made = an_opinion(f"{kind}.opinion_issued", f"answers-{kind}")
    assert isinstance(made.subject, Inspection)
    grave = GRAVE[kind]
    others = tuple(answer for answer in made.subject.answers if answer.item != grave)
    failed = Answer(grave, judgement=Judgement.FAIL)
    for number, answers in enumerate(((), others, (*others, failed))):
        visit = replace(made.subject, id=InspectionId(f"{kind}-{number}"), answers=answers)
        report = replace(made.report, id=RecordId(f"{kind}-r{number}"), subject_id=visit.id)
        signs = [
            replace(each, id=RecordId(f"{report.id}-{each.role}"), report_id=report.id)
            for each in made.signatures
        ]
        shown = [replace(p, id=RecordId(f"{p.id}-{number}"), owner_id=visit.id)
                 for p in made.others if isinstance(p, Photo)]  # fmt: skip
        for paper in (visit, *shown, report, *signs):
            assert office.new(paper) == ""
        event = replace(made.event, facts={**made.event.facts, "report": report.id})
        assert office.new(event) == "paper_says_otherwise"
    for paper in made.papers:
        assert office.new(paper) == ""
    assert office.new(made.event) == ""


def test_what_was_put_right_since_still_counts_as_found_then(office: Office) -> None:
    made = an_opinion("completion.opinion_issued", "since", result="rectify")
    (found,) = made.others
    assert isinstance(found, Defect)
    look = Recheck(InspectionId("later"), 2, True, ZHANG, MORNING + timedelta(days=3))
    for paper in (made.subject, found.rechecked(look), made.report, *made.signatures):
        assert office.new(paper) == ""
    assert office.new(made.event) == ""


@pytest.mark.parametrize("told", [0, 1])
@pytest.mark.parametrize("code", [*OPINIONS, *FILED])
def test_who_signs_is_for_the_form_to_say(office: Office, code: str, told: int) -> None:
    made = an_opinion(code, f"expects-{told}")
    fewer = made.report.expected[:told] if len(made.report.expected) > told else ()
    for record in (made.subject, *made.others):
        assert office.new(record) == ""
    assert office.new(replace(made.report, expected=fewer)) == ""
    for each in made.signatures:
        assert office.new(made.event) == "papers_missing"
        assert office.new(each) == ""
    assert office.new(made.event) == ""


SAID_FALSELY = (
    ("application.materials_incomplete_notified", "gaps", "licence;property"),
    ("scheme.replied", "valid_until", "2037-11-23"),
    ("scheme.confirmed", "opinion", ""),
    ("scheme.objected", "objection", "价格太高"),
    ("energisation.completed", "dispatch_plan", "P-9"),
    ("energisation.completed", "meters", "6300001"),
    ("followup.completed", "satisfaction", "5"),
)


@pytest.mark.parametrize(("code", "name", "lie"), SAID_FALSELY)
def test_what_was_filed_is_said_as_it_stands_there(
    office: Office, code: str, name: str, lie: str
) -> None:
    made = an_opinion(code, f"false-{name}")
    for paper in made.papers:
        assert office.new(paper) == ""
    told = replace(made.event, facts={**made.event.facts, name: lie})
    assert office.new(told) == "paper_says_otherwise"
    assert office.new(made.event) == ""


@pytest.mark.parametrize(
    ("code", "field", "said"),
    [
        ("application.materials_incomplete_notified", "notice_type", "intake"),
        ("scheme.confirmed", "customer_opinion", "object"),
        ("scheme.confirmed", "customer_opinion", "later"),
        ("scheme.objected", "customer_opinion", "agree"),
        ("followup.completed", "reached", "no"),
    ],
)
def test_a_form_that_says_no_such_thing_is_no_ground(
    office: Office, code: str, field: str, said: str
) -> None:
    made = an_opinion(code, f"not-{field}-{said}")
    assert isinstance(made.subject, Filing)
    values = {**made.subject.values, field: said}
    for paper in (replace(made.subject, values=values), *made.papers[1:]):
        assert office.new(paper) == ""
    assert office.new(made.event) == "paper_says_otherwise"


def test_a_scheme_is_confirmed_by_an_opinion_on_a_paper_of_its_own(office: Office) -> None:
    made = an_opinion("scheme.confirmed", "taken-home")
    assert isinstance(made.subject, Filing)
    form = open_reference().filed("F03C")
    said = {"customer_opinion": "agree", "reply_no": "F03-1", "reply_version": "2"}
    opinion = replace(made.subject, form="F03C", form_version=form.version, values=said)
    for paper in (opinion, replace(made.report, form=form.number), *made.signatures):
        assert office.new(paper) == ""
    told = replace(made.event, facts={**made.event.facts, "reply": "F03-1", "version": "2"})
    assert office.new(made.event) == "paper_says_otherwise"
    assert office.new(told) == ""


@pytest.mark.parametrize("code", FILED)
def test_a_form_of_another_kind_is_no_ground(office: Office, code: str) -> None:
    other = "energisation.completed" if code != "energisation.completed" else "scheme.replied"
    made = an_opinion(other, f"other-than-{code}")
    for paper in made.papers:
        assert office.new(paper) == ""
    assert office.new(replace(made.event, code=code)) == "papers_missing"


@pytest.mark.parametrize("code", FILED)
def test_a_paper_in_ink_is_the_offices_to_note_and_no_tablets(
    client: TestClient[Litestar], office: Office, code: str
) -> None:
    event = replace(an_event(code, MORNING), id=RecordId(f"ink-{code}"), org=OURS, actor=ZHANG)
    told = {"paper": "ink", "signed_by": "李文娟", "signed_on": "2026-11-22", "kept_at": "档案柜 3"}
    event = replace(event, facts={**event.facts, **told})
    tablet = Office(client, first=5000 + FILED.index(code) * 9, device="tab-1")
    assert tablet.new(replace(event, device=DeviceId("tab-1"))) == "papers_missing"
    for name in ("signed_by", "signed_on", "kept_at", "doc_no"):
        without = {key: text for key, text in event.facts.items() if key != name}
        assert office.new(replace(event, facts=without)) == "ink_incomplete"
    assert office.new(event) == ""


@pytest.mark.parametrize("code", OPINIONS)
def test_no_opinion_is_noted_from_a_paper_in_ink(office: Office, code: str) -> None:
    event = replace(an_event(code, MORNING), id=RecordId(f"ink-{code}"), org=OURS, actor=ZHANG)
    told = {"doc_no": "1", "paper": "ink", "signed_by": "李", "signed_on": "2026-11-22"}
    ink = replace(event, facts={**event.facts, **told, "kept_at": "档案柜"})
    assert office.new(ink) == "papers_missing"
