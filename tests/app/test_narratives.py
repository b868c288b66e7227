"""Each class of customer from application to the end, with its stages and what he is told of."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from app.domain.case import CaseEvent, ConnectionCase
from app.domain.case_state import CaseState
from app.domain.customer import CustomerClass, Importance
from app.domain.flags import Policy, flags_of
from app.domain.handover import Known, handed_over
from app.domain.process import Status, project
from app.domain.stage import StageInstance, StageState, milestones_of, stages_of
from app.domain.units import Kv, Kva
from app.ids import UserId
from app.reference.library import open_reference
from tests.builders import MORNING, a_case, an_event, facts_of

REFERENCE = open_reference()
LOW: dict[str, Any] = {"supply_kv": Kv(Decimal("0.38")), "applied_capacity_kva": Kva(Decimal(45))}
ON_THE_SPOT = {"merged": "yes", "onsite_scheme": "yes", "onsite_agree": "yes"}

Step = str | tuple[str, dict[str, str]]
APPLY: tuple[Step, ...] = ("application.submitted", "application.accepted", "survey.scheduled")
AT_ONCE: tuple[Step, ...] = (("survey.completed", ON_THE_SPOT),)
IN_WRITING: tuple[Step, ...] = (
    "survey.completed",
    "scheme.submitted_for_approval",
    ("scheme.returned", {"comment": "请复核短路容量"}),
    "scheme.submitted_for_approval",
    "scheme.approved",
    "scheme.replied",
    "scheme.confirmed",
)
CONNECT: tuple[Step, ...] = (
    "contract.signed",
    "fees.settled",
    "metering.ready",
    "energisation.completed",
    "archive.completed",
    "followup.completed",
)
INSPECTED: tuple[Step, ...] = (
    "completion.requested",
    ("completion.opinion_issued", {"result": "rectify", "defects": "2"}),
    ("completion.reinspection_requested", {"rectified": "2"}),
    "completion.opinion_issued",
)


def happened(case: ConnectionCase, steps: Sequence[Step]) -> list[CaseEvent]:
    made = []
    for number, step in enumerate(steps):
        code, facts = step if isinstance(step, tuple) else (step, {})
        at = MORNING + timedelta(hours=number)
        made.append(an_event(code, at, number, **{**facts_of(code, case), **facts}))
    return made


def told(case: ConnectionCase, *steps: Step) -> tuple[CaseState, dict[str, StageInstance]]:
    state = project(case, happened(case, steps))
    assert [(r.event.code, r.reason) for r in state.refused] == []
    return state, {i.stage.code: i for i in stages_of(case, state, REFERENCE.stages)}


def not_applicable(stages: dict[str, StageInstance]) -> set[str]:
    return {code for code, i in stages.items() if i.state is StageState.NOT_APPLICABLE}


def finished(case: ConnectionCase, *steps: Step) -> tuple[CaseState, dict[str, StageInstance]]:
    """The story to its end: closed, every stage done, and every step told as done."""
    state, stages = told(case, *steps)
    assert state.status is Status.CLOSED
    ended = {StageState.PASSED, StageState.NOT_APPLICABLE}
    assert {code for code, i in stages.items() if i.state not in ended} == set()
    for instance in stages.values():
        assert (instance.state is StageState.NOT_APPLICABLE) == bool(instance.rule)
        assert bool(instance.why) == bool(instance.rule)
    flags = state.flags(case)
    steps_told = milestones_of(flags, tuple(stages.values()))
    assert {step.state for step in steps_told} == {StageState.PASSED}
    return state, stages


WORKS = {"external_works", "customer_works", "design_review", "interim_inspection"}


def test_a_home_is_connected_in_two_steps() -> None:
    case = a_case(**LOW | {"customer_class": CustomerClass.RES})
    state, stages = finished(case, *APPLY, *AT_ONCE, *CONNECT)
    assert not_applicable(stages) == WORKS | {"supply_scheme", "completion_inspection"}
    assert state.flags(case).milestones == ("apply", "connect")
    codes = [event.code for event in state.taken]
    assert codes[4:7] == ["scheme.replied", "scheme.confirmed", "works.not_needed"]


def test_a_shop_without_cost_and_line_is_connected_in_two_steps() -> None:
    case = a_case(**LOW | {"customer_class": CustomerClass.LV_NONRES})
    state, stages = finished(case, *APPLY, *AT_ONCE, *CONNECT)
    assert state.flags(case).three_zero
    assert not_applicable(stages) == WORKS | {"supply_scheme", "completion_inspection"}


def test_a_shop_with_a_line_to_build_waits_for_the_line_and_not_for_an_inspection() -> None:
    case = a_case(**LOW | {"customer_class": CustomerClass.LV_NONRES, "external_line_works": True})
    line = ("works.started", "external_works.completed")
    state, stages = finished(case, *APPLY, *IN_WRITING, *line, *CONNECT)
    assert state.flags(case).milestones == ("apply", "connect")
    assert not_applicable(stages) == WORKS - {"external_works"} | {"completion_inspection"}
    assert "completion.requested" not in {event.code for event in state.taken}


def test_a_shop_over_the_cap_gets_its_scheme_in_writing_and_is_told_of_three_steps() -> None:
    size = Kva(Decimal(200))
    case = a_case(**LOW | {"customer_class": CustomerClass.LV_NONRES, "applied_capacity_kva": size})
    state, stages = finished(case, *APPLY, *IN_WRITING, *CONNECT)
    assert not state.flags(case).three_zero
    assert state.flags(case).milestones == ("apply", "works", "connect")
    assert stages["supply_scheme"].state is StageState.PASSED
    at_once = project(case, happened(case, [*APPLY, *AT_ONCE]))
    assert [r.reason for r in at_once.refused] == ["merge_not_allowed"]


def test_an_ordinary_high_voltage_customer_is_inspected_once_more_after_rectification() -> None:
    case = a_case()
    state, stages = finished(case, *APPLY, *IN_WRITING, "works.started", *INSPECTED, *CONNECT)
    assert not_applicable(stages) == {"external_works", "design_review", "interim_inspection"}
    assert [a.state for a in stages["completion_inspection"].attempts] == [
        StageState.FAILED,
        StageState.PASSED,
    ]
    assert [a.state for a in stages["supply_scheme"].attempts] == [
        StageState.FAILED,
        StageState.PASSED,
    ]
    assert state.flags(case).milestones == ("apply", "scheme_reply", "works", "connect")


REVIEWED: tuple[Step, ...] = (
    "design.submitted",
    ("design.opinion_issued", {"result": "rectify", "issues": "缺闭锁图"}),
    "design.submitted",
    "design.opinion_issued",
    "interim.requested",
    ("interim.opinion_issued", {"result": "rectify"}),
    "interim.reinspection_requested",
    "interim.opinion_issued",
)


def test_an_important_customer_with_two_sources_passes_every_stage() -> None:
    case = a_case(customer_class=CustomerClass.HV_MULTI, importance=Importance.FIRST)
    case = replace(case, external_line_works=True)
    line: tuple[Step, ...] = ("external_works.completed",)
    steps = (*APPLY, *IN_WRITING, "works.started", *REVIEWED, *line, *INSPECTED, *CONNECT)
    state, stages = finished(case, *steps)
    assert not_applicable(stages) == set()
    assert len(stages["design_review"].attempts) == len(stages["interim_inspection"].attempts) == 2
    skipped = project(case, happened(case, [s for s in steps if s not in REVIEWED]))
    assert {r.reason for r in skipped.refused} >= {"design_missing"}
    assert state.external_done


def test_what_the_survey_found_counts_and_not_what_the_record_says() -> None:
    case = a_case()
    found = ("survey.completed", {"special_load": "yes", "special_kinds": "harmonic"})
    state, stages = told(case, *APPLY, found)
    assert stages["design_review"].state is StageState.PENDING
    assert state.flags(case).special_kinds == ("harmonic",)
    other = replace(case, customer_class=CustomerClass.HV_MULTI)
    assert state.flags(other).customer_class is CustomerClass.HV_SINGLE
    again = project(
        case, [*happened(case, [*APPLY, found]), an_event("application.reclassified", LATER)]
    )
    assert again.flags(case).customer_class is CustomerClass.HV_MULTI


LATER = MORNING + timedelta(days=2)


@pytest.mark.parametrize(
    ("kind", "day", "free"),
    [
        ("private_economic_org", date(2025, 6, 2), False),
        ("private_economic_org", date(2025, 6, 3), True),
        ("individual_business", date(2025, 6, 2), False),
        ("individual_business", date(2025, 6, 3), True),
        ("small_micro_enterprise", date(2025, 6, 2), True),
        ("other", date(2026, 1, 1), False),
    ],
)
def test_who_is_free_of_cost_goes_by_the_day(kind: str, day: date, free: bool) -> None:
    case = a_case(**LOW | {"customer_class": CustomerClass.LV_NONRES, "applicant_type": kind})
    strict = Policy(three_zero_for_all_lv=False)
    assert flags_of(case, accepted_on=day, policy=strict).three_zero is free
    assert flags_of(case, accepted_on=day).three_zero


@pytest.mark.parametrize(
    ("policy", "important", "needed"),
    [("conditional", False, False), ("conditional", True, True), ("always", False, True),
     ("never", True, False)],
)  # fmt: skip
def test_reviews_go_by_the_policy(policy: str, important: bool, needed: bool) -> None:
    case = a_case(importance=Importance.SECOND if important else Importance.NONE)
    flags = flags_of(case, policy=Policy(review=policy))
    assert (flags.design_review, flags.interim) == (needed, needed)
    bare = flags_of(replace(case, has_concealed_works=False), policy=Policy(review=policy))
    assert (bare.design_review, bare.interim) == (needed, False)


def test_the_policy_of_the_file_is_that_of_the_program() -> None:
    assert REFERENCE.policy == Policy()


def test_a_visit_in_vain_pauses_the_clock_until_a_visit_succeeds() -> None:
    case = a_case()
    state, stages = told(case, *APPLY, "survey.failed")
    assert (state.suspended, state.status) == ("SITE_NOT_ACCESSIBLE", Status.SURVEY)
    survey = stages["site_survey"]
    assert [(a.state, a.reason) for a in survey.attempts] == [
        (StageState.FAILED, "customer_absent"),
        (StageState.PENDING, ""),
    ]
    state, _ = told(case, *APPLY, "survey.failed", "survey.completed")
    assert state.suspended == ""
    unsafe = ("survey.failed", {"reason": "unsafe"})
    assert told(case, *APPLY, unsafe)[0].suspended == ""


def test_a_case_that_ends_early_cancels_what_was_open() -> None:
    state, stages = told(a_case(), *APPLY, "application.withdrawn")
    assert state.status is Status.WITHDRAWN
    assert stages["intake"].state is StageState.PASSED
    assert stages["contract"].state is StageState.CANCELLED


def test_a_second_notice_that_names_a_new_gap_is_a_breach() -> None:
    notice = "application.materials_incomplete_notified"
    again = ("application.submitted", (notice, {"gaps": "licence"}), "application.submitted")
    case = a_case()
    assert told(case, *again, (notice, {"gaps": "licence"}))[0].breaches == ()
    (breach,) = told(case, *again, (notice, {"gaps": "licence;deed"}))[0].breaches
    assert breach.facts["gaps"] == "licence;deed"
    at_once = project(case, happened(case, [*again[:2], (notice, {"gaps": "deed"})]))
    assert [r.reason for r in at_once.refused] == ["wrong_stage"]
    assert len(at_once.breaches) == 1  # the customer has it in his hands all the same


def test_the_survey_takes_over_what_is_known_and_names_what_is_not() -> None:
    case = replace(a_case(), site=replace(a_case().site, position=None))
    deferred = {
        "materials": "single_document",
        "commitment": "C-1",
        "deferred_materials": "licence@site_survey;deed@contract",
    }
    state, stages = told(case, "application.submitted", ("application.accepted", deferred))
    known = Known(case, state, state.flags(case))
    carries = stages["site_survey"].stage.carries
    handed = {h.what: h for h in handed_over(carries, "site_survey", known)}
    assert {what for what, h in handed.items() if h.missing} == {"materials", "position"}
    assert handed["capacity"].value == "630 kVA"
    energised = handed_over(stages["energisation"].stage.carries, "energisation", known)
    assert {h.what for h in energised if h.missing} == {"completion", "contract", "fees"}


def test_who_did_a_stage_answers_for_it_and_the_account_manager_until_then() -> None:
    case = a_case()
    _, before = told(case, "application.submitted", "application.accepted")
    assert before["site_survey"].responsible == "zhang"
    assert before["completion_inspection"].responsible == ""
    by = replace(happened(case, APPLY)[-1], id="x")  # type: ignore[arg-type]
    survey = replace(
        by,
        code="survey.completed",
        facts=facts_of("survey.completed", case),
        actor=UserId("li"),
        role="inspector",
        occurred_at=LATER,
    )
    state = project(case, [*happened(case, APPLY), survey])
    stages = {i.stage.code: i for i in stages_of(case, state, REFERENCE.stages)}
    assert stages["site_survey"].responsible == "li"
