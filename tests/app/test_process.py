"""The state machine: every row of the table works, and nothing else does."""

from dataclasses import replace

import pytest

from app.domain.customer import Importance
from app.domain.inspection import InspectionKind
from app.domain.names import EVENT_NAMES, STATUS_NAMES, source_name
from app.domain.process import (
    FIELD_EVENTS,
    TABLE,
    TERMINAL,
    CaseState,
    Status,
    check_event,
    project,
    why_not,
)
from app.errors import WrongStage
from tests.builders import a_case, an_event

CODES = sorted({step.code for step in TABLE})
FACTS = {"reason": "CUSTOMER_REQUEST", "result": "pass"}


@pytest.mark.parametrize("status", list(Status))
def test_what_the_table_does_not_name_is_refused_with_a_reason(status: Status) -> None:
    state = CaseState(status=status)
    for code in CODES:
        named = any(step.code == code and status in step.at for step in TABLE)
        reason = why_not(a_case(), state, code, FACTS)
        assert named or reason == "wrong_stage", (status, code)


@pytest.mark.parametrize("status", sorted(TERMINAL))
def test_nothing_leads_out_of_an_ended_case(status: Status) -> None:
    assert all(why_not(a_case(), CaseState(status=status), code, FACTS) for code in CODES)


def test_every_field_event_is_one_the_table_knows() -> None:
    assert set(CODES) >= FIELD_EVENTS
    assert "application.accepted" not in FIELD_EVENTS
    assert "scheme.approved" not in FIELD_EVENTS


def walk(*codes: str | tuple[str, dict[str, str]]) -> CaseState:
    events = []
    for number, step in enumerate(codes):
        code, facts = step if isinstance(step, tuple) else (step, {})
        events.append(an_event(code, number=number, **facts))
    return project(a_case(), events)


TO_WORKS = ("application.submitted", "application.accepted", "survey.scheduled")
TO_WORKS += ("survey.completed", "scheme.submitted_for_approval", "scheme.approved")
TO_WORKS += ("scheme.replied", "scheme.confirmed", "works.started")


def test_a_high_voltage_case_goes_from_application_to_archive() -> None:
    state = walk(
        *TO_WORKS,
        "completion.requested",
        ("completion.opinion_issued", {"result": "rectify"}),
        "completion.reinspection_requested",
        ("completion.opinion_issued", {"result": "pass"}),
        "contract.signed",
        "fees.settled",
        "metering.ready",
        "energisation.completed",
        "archive.completed",
        "followup.completed",
    )
    assert state.status is Status.CLOSED
    assert state.refused == ()
    assert state.attempts["completion_inspection"] == 2
    assert "energisation.prerequisites_met" in [event.code for event in state.taken]


def test_a_refused_event_is_kept_with_its_reason() -> None:
    state = walk("application.submitted", "scheme.confirmed")
    assert state.status is Status.SUBMITTED
    assert [(r.event.code, r.reason) for r in state.refused] == [
        ("scheme.confirmed", "wrong_stage")
    ]


def test_a_scheme_is_not_replied_before_it_is_approved() -> None:
    state = walk(*TO_WORKS[:5], "scheme.replied")
    assert state.refused[0].reason == "scheme_not_approved"


def test_an_important_customer_needs_the_interim_inspection_first() -> None:
    case = a_case(importance=Importance.FIRST)
    state = CaseState(status=Status.WORKS)
    assert why_not(case, state, "completion.requested", {}) == "design_missing"
    reviewed = replace(state, design_passed=True)
    assert why_not(case, reviewed, "completion.requested", {}) == "interim_missing"
    assert why_not(a_case(), state, "completion.requested", {"documents": "complete"}) == ""


def test_concealed_works_that_were_not_released_block_the_completion_request() -> None:
    failed = (*TO_WORKS, "interim.requested", ("interim.opinion_issued", {"result": "rectify"}))
    again = (*failed, "interim.reinspection_requested")
    passed = (*again, ("interim.opinion_issued", {"result": "pass"}))
    asked = {"documents": "complete"}
    said = [why_not(a_case(), walk(*s), "completion.requested", asked) for s in (failed, passed)]
    assert said == ["concealed_not_released", ""]


def test_only_a_listed_reason_suspends() -> None:
    with pytest.raises(WrongStage) as refused:
        check_event(
            a_case(), CaseState(Status.WORKS), "application.suspended", {"reason": "STAFF_LEAVE"}
        )
    assert refused.value.reason == "reason_not_allowed"


@pytest.mark.parametrize("missing", ["contract.signed", "fees.settled", "metering.ready"])
def test_connecting_waits_for_contract_fees_and_meter(missing: str) -> None:
    met = frozenset({"contract.signed", "fees.settled", "metering.ready"}) - {missing}
    state = CaseState(Status.READY_TO_CONNECT, met=met)
    assert why_not(a_case(), state, "energisation.completed", {}) == "prerequisites_missing"


def test_an_interim_inspection_is_due_from_its_request_to_its_opinion() -> None:
    asked = (*TO_WORKS, "interim.requested")
    failed = (*asked, ("interim.opinion_issued", {"result": "rectify"}))
    again = (*failed, "interim.reinspection_requested")
    passed = (*again, ("interim.opinion_issued", {"result": "pass"}))
    due = [walk(*steps).due_inspection for steps in (TO_WORKS, asked, failed, again, passed)]
    assert due == [None, InspectionKind.INTERIM, None, InspectionKind.INTERIM, None]
    assert walk(*again).next_step == "interim_inspection"


def test_a_completion_inspection_is_due_while_the_case_stands_there() -> None:
    asked = (*TO_WORKS, "completion.requested")
    failed = (*asked, ("completion.opinion_issued", {"result": "rectify"}))
    assert walk(*asked).due_inspection is InspectionKind.COMPLETION
    assert (walk(*failed).due_inspection, walk(*failed).next_step) == (None, "wait_rectification")


def test_every_status_and_event_has_a_name() -> None:
    assert {code for code in CODES if code not in EVENT_NAMES} == set()
    assert {status for status in Status if status not in STATUS_NAMES} == set()


def test_where_a_rule_comes_from_is_said_in_words() -> None:
    assert source_name("reg: 供电监管办法 art. 11") == "法规：供电监管办法 art. 11"
    assert source_name("SGCC ten promises art. 6") == "SGCC ten promises art. 6"
