"""The centre judges events again: who says them, and what it knows better than he does."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from app.clock import FixedClock
from app.domain.authority import MAY_SAY
from app.domain.case import CaseEvent
from app.domain.customer import CustomerClass
from app.domain.defect import Recheck, Severity
from app.domain.material import Evidence, EvidenceSource
from app.domain.progress import Milestone, Progress, ProgressSource
from app.domain.transition import BY_RULE, FIELD_EVENTS, TABLE
from app.ids import DeviceId, InspectionId, RecordId, UserId
from sync.protocol import messages
from tests.app.test_defect import a_defect
from tests.builders import MORNING, a_case, a_visit, an_event
from tests.rested import handed_in, rested
from tests.sheets import HEADER, an_order, csv_bytes
from tests.sync.centres import an_inner_centre, carried, let_in, names
from tests.sync.offices import OURS, ZHANG, Office
from tests.sync.records import a_photo

CASE = a_case(team=names(["zhang"], "ours"))


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient[Litestar]]:
    with an_inner_centre(tmp_path, FixedClock(MORNING)) as (_, client):
        let_in(
            tmp_path,
            "ours",
            clerk="clerk",
            zhang="inspector",
            boss="approver+supervisor",
            admin="admin",
        )
        yield client


@pytest.fixture
def office(client: TestClient[Litestar]) -> Office:
    made = Office(client)
    assert made.new(CASE, "clerk") == ""
    assert made.new(a_visit(lead=ZHANG)) == ""
    for each in handed_in(said("application.accepted", by="clerk")):
        assert made.new(each, "clerk") == ""
    return made


@pytest.fixture
def tablet(client: TestClient[Litestar], office: Office) -> Office:
    return Office(client, first=500, device="tab-1")


def said(code: str, number: int = 0, by: str = "zhang", **facts: str) -> CaseEvent:
    event = an_event(code, MORNING, number, **facts)
    actor = UserId(f"{by}@ours")
    return replace(event, org=OURS, id=RecordId(f"{number}-{code}"), actor=actor)


def issued(office: Office, code: str, number: int, **facts: str) -> str:
    """Why the centre refuses this opinion when it has all that it rests on."""
    made = rested(said(code, number, **facts))
    assert [office.new(paper) for paper in made.papers] == [""] * len(made.papers)
    return office.new(made.event)


def test_every_event_of_the_table_is_somebodys_to_say() -> None:
    assert set(MAY_SAY) == {step.code for step in TABLE} - BY_RULE
    assert set(MAY_SAY) >= FIELD_EVENTS


@pytest.mark.parametrize(
    ("who", "code", "answer"),
    [
        ("clerk", "application.accepted", ""),
        ("zhang", "application.accepted", "not_allowed"),
        ("boss", "scheme.approved", ""),
        ("clerk", "scheme.approved", "not_allowed"),
        ("clerk", "completion.opinion_issued", "not_allowed"),
        ("zhang", "completion.reinspection_requested", "not_allowed"),
        ("clerk", "completion.reinspection_requested", ""),
        ("clerk", "works.not_needed", "not_allowed"),
        ("clerk", "energisation.prerequisites_met", "not_allowed"),
        ("clerk", "no.such_event", "not_allowed"),
        ("admin", "application.submitted", "not_allowed"),
        ("admin", "application.accepted", "not_allowed"),
    ],
)
def test_who_may_say_what(office: Office, who: str, code: str, answer: str) -> None:
    assert office.new(said(code, by=who), who) == answer


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("clerk", "application.accepted"),
        ("clerk", "application.rejected"),
        ("clerk", "application.reclassified"),
        ("clerk", "application.terminated"),
        ("boss", "scheme.approved"),
        ("boss", "scheme.returned"),
    ],
)
def test_what_the_centre_decides_is_not_said_by_a_tablet(
    tablet: Office, office: Office, who: str, code: str
) -> None:
    event = replace(said(code, by=who, approver="boss@ours"), device=DeviceId("tab-1"))
    if code.startswith("scheme"):
        event = said(code, by=who)
    assert tablet.new(event, who) == "not_allowed"
    assert office.new(event, who) in ("", "approver_unknown")


def test_an_administrator_brings_the_files_of_the_marketing_system_alone(
    client: TestClient[Litestar], office: Office
) -> None:
    sheet = csv_bytes([HEADER, an_order("6301202611230777")])
    headers = carried(client, "admin@ours", "command")
    told = client.post(
        messages.WORK_ORDERS, content=sheet, headers=headers, params={"taking": "whole"}
    )
    assert told.json()["counts"]["new"] == 1
    # Nor does he say so by calling a device of his own what the files are brought on.
    by_hand = Office(client, first=800, device="import")
    for code in ("application.submitted", "application.accepted", "application.rejected"):
        assert by_hand.new(said(code, by="admin"), "admin") == "not_allowed"


def test_nobody_makes_a_record_in_anothers_name(office: Office) -> None:
    clerk = UserId("clerk@ours")
    signature = rested(said("completion.opinion_issued", 90)).signatures[0]
    photo = a_photo(replace(CASE, org=OURS), RecordId("p-1"), "clerk@ours", b"x")
    evidence = Evidence(
        RecordId("e-1"), CASE.id, OURS, "identity", "", MORNING, clerk, EvidenceSource.CUSTOMER,
        "now",
    )  # fmt: skip
    progress = Progress(
        RecordId("w-1"), CASE.id, OURS, MORNING, clerk, DeviceId("tab-1"),
        ProgressSource.CUSTOMER_TOLD, next(iter(Milestone)),
    )  # fmt: skip
    visit = a_visit(id="visit-9", lead=clerk)
    assert office.new(replace(signature, by=clerk)) == "foreign"
    assert [office.new(each) for each in (photo, evidence, progress, visit)] == ["foreign"] * 4
    mine = (
        replace(signature, by=ZHANG), replace(photo, taken_by=ZHANG), replace(visit, lead=ZHANG),
        replace(evidence, collected_by=ZHANG), replace(progress, by=ZHANG),
    )  # fmt: skip
    assert [office.new(each) for each in mine] == [""] * 5
    assert office.edit(replace(visit, lead=ZHANG), visit) == "foreign"
    assert office.edit(replace(visit, lead=ZHANG), visit, "clerk") == "foreign"


def test_a_look_at_a_defect_is_of_him_who_looked(office: Office) -> None:
    found = a_defect("d-look")
    assert office.new(found) == ""
    look = Recheck(InspectionId("v"), 2, put_right=True, by=UserId("clerk@ours"), at=MORNING)
    assert office.edit(found, found.rechecked(look)) == "foreign"
    told = found.reported("已更换", "2026-11-22", UserId("clerk@ours"), MORNING)
    assert office.edit(found, told) == "foreign"
    assert office.edit(found, found.rechecked(replace(look, by=ZHANG))) == ""


def test_disturbing_loads_are_assessed_before_their_scheme_is_approved(office: Office) -> None:
    found = {"special_load": "yes", "special_kinds": "harmonic"}
    steps = ("application.submitted", "application.accepted", "survey.scheduled")
    for number, code in enumerate(steps):
        assert office.new(said(code, number, "clerk"), "clerk") == ""
    assert issued(office, "survey.completed", 5, **found) == ""
    approved = said("scheme.approved", 6, "boss")
    assert office.new(approved, "boss") == "assessment_missing"
    report = Evidence(
        RecordId("pq"), CASE.id, OURS, "pq_report", "", MORNING, ZHANG, EvidenceSource.CUSTOMER,
        "survey", valid_to="2026-11-22",
    )  # fmt: skip
    assert office.new(report) == ""
    assert office.new(approved, "boss") == "assessment_missing"
    assert office.new(replace(report, id=RecordId("pq-2"), valid_to="")) == ""
    assert office.new(approved, "boss") == ""


@pytest.mark.parametrize("code", ["interim.opinion_issued", "completion.opinion_issued"])
def test_a_pass_is_refused_while_the_centre_has_a_grave_defect_open(
    office: Office, code: str
) -> None:
    assert issued(office, code, 1) == ""
    assert office.new(a_defect("d2", severity=Severity.MINOR)) == ""
    assert issued(office, code, 2) == ""
    assert office.new(a_defect("d1")) == ""
    assert issued(office, code, 3) == "conclusion"
    assert issued(office, code, 4, result="rectify") == ""


def test_who_approves_must_be_somebody_who_may(office: Office) -> None:
    for number, approver in enumerate(("nobody@ours", "clerk@ours")):
        rejected = said("application.terminated", number, "clerk", approver=approver)
        assert office.new(rejected, "clerk") == "approver_unknown"
    last = said("application.terminated", 9, "clerk", approver="boss@ours")
    assert office.new(last, "clerk") == ""


def test_nobody_says_anything_for_another(office: Office) -> None:
    spoken = {
        "boss": "followup.unreachable", "clerk": "application.accepted", "zhang": "survey.failed"
    }  # fmt: skip
    for who, code in spoken.items():
        assert office.new(said(code, 1, "somebody"), who) == "foreign"
        assert office.new(said(code, 2, who), who) == ""


def test_after_the_survey_the_class_changes_by_reclassification_alone(office: Office) -> None:
    multi = replace(CASE, customer_class=CustomerClass.HV_MULTI)
    assert office.edit(CASE, replace(CASE, org=OURS, special_load=True), "clerk") == ""
    steps = ("application.submitted", "application.accepted", "survey.scheduled")
    for number, code in enumerate(steps):
        assert office.new(said(code, number, "clerk"), "clerk") == ""
    assert issued(office, "survey.completed", 5) == ""
    now = replace(CASE, org=OURS, special_load=True)
    assert office.edit(now, replace(multi, org=OURS, special_load=True), "clerk") == (
        "fixed_by_survey"
    )
    moved = said("application.reclassified", 6, "clerk", approver="boss@ours")
    assert office.new(moved, "clerk") == ""
    assert office.edit(now, replace(multi, org=OURS, special_load=True), "clerk") == ""
