"""The process of a customer connection: what a case's events make of it.

A case is its events. Status, attempts, flags and suspension are projected from them by this code,
on the tablet and at the centre alike; none is stored or sent. An event that the table refuses is
kept and shown as refused with its reason, never dropped. The table stands in `transition`, what an
event must carry in `guard` and `works_guard`. Source: domain process reference, section 5.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

from app.domain.case import CaseEvent, ConnectionCase
from app.domain.case_state import NEXT_STEP, CaseState, RefusedEvent, listed
from app.domain.earlier_guard import earlier
from app.domain.flags import FROZEN, STANDARD, Policy
from app.domain.guard import CUSTOMER_CAUSED, GUARDS, RESURVEY_CHANGES, Claim, holds_long_enough
from app.domain.inspection import InspectionKind
from app.domain.transition import (
    BY_RULE,
    FIELD_EVENTS,
    INSPECTION_STATUS,
    OPINION_EVENT,
    PAUSE_REASONS,
    PREREQUISITES,
    REINSPECTION_EVENT,
    TABLE,
    TERMINAL,
    Status,
    Step,
)
from app.domain.works_guard import WORKS_GUARDS
from app.errors import WrongStage

__all__ = [
    "FIELD_EVENTS",
    "INSPECTION_STATUS",
    "MADE_BY_FAILED_VISIT",
    "NEXT_STEP",
    "OPINION_EVENT",
    "PAUSE_REASONS",
    "REINSPECTION_EVENT",
    "TABLE",
    "TERMINAL",
    "CaseState",
    "RefusedEvent",
    "Status",
    "Step",
    "check_event",
    "check_field_event",
    "project",
    "recheck_kind",
    "why_not",
]

# The event that opens an attempt of a stage; a survey that failed is to be made again.
_OPENS: Final[Mapping[str, str]] = {
    "survey.scheduled": InspectionKind.SURVEY.value,
    "survey.failed": InspectionKind.SURVEY.value,
    "interim.requested": InspectionKind.INTERIM.value,
    "interim.reinspection_requested": InspectionKind.INTERIM.value,
    "completion.requested": InspectionKind.COMPLETION.value,
    "completion.reinspection_requested": InspectionKind.COMPLETION.value,
    "design.submitted": "design_review",
}
_VISIT_FAILED: Final = frozenset({"survey.failed", "completion.visit_failed"})
_NEW_SCHEME: Final = frozenset({"scheme.returned", "scheme.objected", "scheme.change_requested"})
_FREEZES: Final = frozenset({"survey.completed", "application.reclassified"})
_ALL_GUARDS: Final = {**GUARDS, **WORKS_GUARDS}
_ASKED_NOW: Final = {"scheme.replied": holds_long_enough}
"""What is asked only of who says it now; what was said before there was this rule still counts."""
MADE_BY_FAILED_VISIT: Final = "failed_visit"
"""What a suspension says under `made_by` that goes back to a visit in vain: an opinion ends it."""


def project(
    case: ConnectionCase, events: Iterable[CaseEvent], policy: Policy = STANDARD
) -> CaseState:
    """What these events make of the case, in whatever order they arrived here."""
    state = CaseState()
    for event in sorted(events, key=lambda e: (e.occurred_at, e.id)):
        reason = _refusal(case, state, event, policy)
        if reason:
            state = replace(state, refused=(*state.refused, RefusedEvent(event, reason)))
        else:
            state = _derived(case, _after(case, state, event, policy), event, policy)
    return state


def recheck_kind(state: CaseState) -> InspectionKind:
    """Which inspection the customer would ask for again: the one that ended in rectification."""
    completed = state.status is Status.RECTIFICATION
    return InspectionKind.COMPLETION if completed else InspectionKind.INTERIM


def check_event(
    case: ConnectionCase,
    state: CaseState,
    code: str,
    facts: Mapping[str, str],
    *,
    at: datetime | None = None,
    actor: str = "",
    policy: Policy = STANDARD,
) -> None:
    """Make sure that this event may happen now.

    Raises:
        WrongStage: it may not; `reason` says why, `needed` where it could.
    """
    if reason := why_not(case, state, code, facts, at=at, actor=actor, policy=policy):
        needed = sorted({status for step in TABLE if step.code == code for status in step.at})
        raise WrongStage(code, state.status, tuple(needed), reason, policy.figures(reason))


def check_field_event(state: CaseState, code: str) -> None:
    """Make sure that a tablet may say this at all (section 7).

    Raises:
        WrongStage: only the centre may; the reason is `centre_only`.
    """
    if code not in FIELD_EVENTS:
        raise WrongStage(
            code, state.status, (), "by_rule_only" if code in BY_RULE else "centre_only"
        )


def why_not(
    case: ConnectionCase,
    state: CaseState,
    code: str,
    facts: Mapping[str, str],
    *,
    at: datetime | None = None,
    actor: str = "",
    policy: Policy = STANDARD,
) -> str:
    """Why this event cannot happen now, as a stable word; empty when it can.

    Without `at` and `actor` whatever depends on the day or the person is refused.
    """
    claim = Claim(case, state, state.flags(case, policy), code, facts, at, actor, policy)
    asked_now = _ASKED_NOW.get(code)
    return _no_row(claim) or _ALL_GUARDS[code](claim) or (asked_now(claim) if asked_now else "")


def _refusal(case: ConnectionCase, state: CaseState, event: CaseEvent, policy: Policy) -> str:
    flags, code, facts = state.flags(case, policy), event.code, event.facts
    if event.is_not_yet:
        return "clock_ahead"
    claim = Claim(case, state, flags, code, facts, event.occurred_at, event.actor, policy)
    return _no_row(claim) or (_ALL_GUARDS[code] if event.guarded else earlier)(claim)


def _no_row(claim: Claim) -> str:
    """Why no row of the table takes this event; empty when one does."""
    rows = [step for step in TABLE if step.code == claim.code]
    if not rows:
        return "unknown_event"
    true = _truths(claim.case, claim.state, claim.policy)
    rows = [step for step in rows if claim.state.status in step.at and step.given in true]
    if not rows:
        return "wrong_stage"
    return "" if any(_fits(step, claim.facts) for step in rows) else "result_missing"


def _truths(case: ConnectionCase, state: CaseState, policy: Policy) -> frozenset[str]:
    """What is true of the case, of that which rows of the table ask for."""
    true = {""}
    if state.resurvey:
        true.add("resurvey")
    if not state.flags(case, policy).completion:
        true.add("no_completion")
    return frozenset(true)


def _fits(step: Step, facts: Mapping[str, str]) -> bool:
    return all(facts.get(name) == value for name, value in step.when.items())


def _after(case: ConnectionCase, state: CaseState, event: CaseEvent, policy: Policy) -> CaseState:
    code, facts = event.code, event.facts
    true = _truths(case, state, policy)
    step = next(
        row
        for row in TABLE
        if row.code == code and state.status in row.at and row.given in true and _fits(row, facts)
    )
    attempts = dict(state.attempts)
    if stage := _OPENS.get(code):
        attempts[stage] = attempts.get(stage, 0) + 1
    suspended = {"application.suspended": facts.get("reason", ""), "application.resumed": ""}
    state = replace(
        state,
        status=step.to or state.status,
        attempts=attempts,
        suspended=suspended.get(code, state.suspended),
        approved=code == "scheme.approved" or (state.approved and code not in _NEW_SCHEME),
        met=state.met | ({code} & PREREQUISITES),
        frozen=_frozen(state, event),
        external_done=state.external_done or code == "external_works.completed",
        taken=(*state.taken, event),
    )
    return _passed(state, code, facts)


def _passed(state: CaseState, code: str, facts: Mapping[str, str]) -> CaseState:
    """What reviews, inspections and a changed scheme leave behind."""
    good = facts.get("result") == "pass"
    match code:
        case "design.submitted":
            return replace(state, design_passed=False)
        case "design.opinion_issued":
            return replace(state, design_passed=good)
        case "interim.requested" | "interim.reinspection_requested":
            return replace(state, interim_passed=False)
        case "interim.opinion_issued":
            return replace(state, interim_passed=good)
        case "scheme.change_requested" if RESURVEY_CHANGES & set(listed(facts, "changes")):
            return replace(state, resurvey=True)
        case "survey.completed":
            return replace(state, resurvey=False)
    return state


def _frozen(state: CaseState, event: CaseEvent) -> Mapping[str, str]:
    if event.code not in _FREEZES:
        return state.frozen
    return {**state.frozen, **{k: v for k, v in event.facts.items() if k in FROZEN and v}}


def _derived(case: ConnectionCase, state: CaseState, cause: CaseEvent, policy: Policy) -> CaseState:
    """What the rules, not a person, say after an event."""

    def say(code: str, **facts: str) -> None:
        nonlocal state
        state = _after(case, state, replace(cause, code=code, facts=facts), policy)

    if cause.code == "survey.completed" and state.status is Status.SCHEME_CONFIRMED:
        replies = [
            replace(cause, code=code, facts={}) for code in ("scheme.replied", "scheme.confirmed")
        ]
        state = replace(state, taken=(*state.taken, *replies))
    if _in_vain(cause) and not state.suspended:
        say("application.suspended", reason="SITE_NOT_ACCESSIBLE", made_by=MADE_BY_FAILED_VISIT)
    if cause.code in OPINION_EVENT.values() and state.suspended:
        paused = state.last("application.suspended")
        if paused is not None and paused.facts.get("made_by") == MADE_BY_FAILED_VISIT:
            say("application.resumed")
    if state.status is Status.SCHEME_CONFIRMED and not state.flags(case, policy).works:
        say("works.not_needed")
    ready = state.status is Status.READY_TO_CONNECT and state.met == PREREQUISITES
    if ready and not state.count("energisation.prerequisites_met"):
        say("energisation.prerequisites_met")
    return state


def _in_vain(cause: CaseEvent) -> bool:
    return cause.code in _VISIT_FAILED and cause.facts.get("reason") in CUSTOMER_CAUSED
