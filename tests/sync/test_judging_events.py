"""The centre judges events again: who says them, and what it knows better than he does."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.clock import FixedClock
from app.domain.authority import MAY_SAY
from app.domain.case import CaseEvent
from app.domain.customer import CustomerClass
from app.domain.defect import Severity
from app.domain.transition import BY_RULE, FIELD_EVENTS, TABLE
from app.ids import RecordId, UserId
from tests.app.test_defect import a_defect
from tests.builders import MORNING, a_case, a_visit, an_event
from tests.rested import rested
from tests.sync.centres import an_inner_centre, let_in, names
from tests.sync.offices import OURS, ZHANG, Office

CASE = a_case(team=names(["zhang"], "ours"))


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with an_inner_centre(tmp_path, FixedClock(MORNING)) as (_, client):
        let_in(tmp_path, "ours", clerk="clerk", zhang="inspector", boss="approver+supervisor")
        made = Office(client)
        assert made.new(CASE, "clerk") == ""
        assert made.new(a_visit(lead=ZHANG)) == ""
        yield made


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
        ("clerk", "works.not_needed", "not_allowed"),
        ("clerk", "energisation.prerequisites_met", "not_allowed"),
        ("clerk", "no.such_event", "not_allowed"),
    ],
)
def test_who_may_say_what(office: Office, who: str, code: str, answer: str) -> None:
    assert office.new(said(code, by=who), who) == answer


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
