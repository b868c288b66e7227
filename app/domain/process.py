"""The process of a customer connection as one table, and what a case's events make of it.

A case is its events. Status, attempts and suspension are projected from them by this code, on the
tablet and at the centre alike; none is stored or sent. An event that the table refuses is kept and
shown as refused with its reason, never dropped. Source: domain process reference, section 5.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from app.domain.case import CaseEvent, ConnectionCase
from app.domain.customer import Importance
from app.domain.inspection import InspectionKind
from app.errors import WrongStage


class Status(StrEnum):
    """Where a case stands."""

    DRAFT = "DRAFT"
    SUBMITTED = "SUBMITTED"
    MATERIALS_PENDING = "MATERIALS_PENDING"
    ACCEPTED = "ACCEPTED"
    SURVEY = "SURVEY"
    SCHEME_DRAFTING = "SCHEME_DRAFTING"
    SCHEME_APPROVAL = "SCHEME_APPROVAL"
    SCHEME_REPLIED = "SCHEME_REPLIED"
    SCHEME_CONFIRMED = "SCHEME_CONFIRMED"
    WORKS = "WORKS"
    INSPECTION = "INSPECTION"
    RECTIFICATION = "RECTIFICATION"
    READY_TO_CONNECT = "READY_TO_CONNECT"
    ENERGISED = "ENERGISED"
    ARCHIVED = "ARCHIVED"
    CLOSED = "CLOSED"
    REJECTED = "REJECTED"
    TERMINATED = "TERMINATED"
    WITHDRAWN = "WITHDRAWN"


S = Status
TERMINAL: Final = frozenset({S.CLOSED, S.REJECTED, S.TERMINATED, S.WITHDRAWN})
ENDED_ENERGISED: Final = frozenset({S.ENERGISED, S.ARCHIVED}) | TERMINAL
_ANY: Final = frozenset(Status) - TERMINAL
_BEFORE_ENERGISED: Final = frozenset(Status) - ENDED_ENERGISED
_BEFORE_REPLY: Final = frozenset(
    {S.DRAFT, S.SUBMITTED, S.MATERIALS_PENDING, S.ACCEPTED, S.SURVEY, S.SCHEME_DRAFTING}
    | {S.SCHEME_APPROVAL}
)
_AFTER_SCHEME: Final = frozenset(
    {S.SCHEME_CONFIRMED, S.WORKS, S.INSPECTION, S.RECTIFICATION, S.READY_TO_CONNECT}
)

PAUSE_REASONS: Final = frozenset(
    {
        "CUSTOMER_REQUEST",
        "WAIT_CUSTOMER_INFO",
        "WAIT_CUSTOMER_CONFIRM",
        "CUSTOMER_WORKS",
        "SITE_NOT_ACCESSIBLE",
        "GOV_APPROVAL",
        "ACCESS_SYSTEM_DESIGN",
        "FORCE_MAJEURE",
    }
)

INSPECTION_STATUS: Final[Mapping[InspectionKind, Status]] = {
    InspectionKind.SURVEY: S.SURVEY,
    InspectionKind.INTERIM: S.WORKS,
    InspectionKind.COMPLETION: S.INSPECTION,
}

OPINION_EVENT: Final[Mapping[InspectionKind, str]] = {
    InspectionKind.SURVEY: "survey.completed",
    InspectionKind.INTERIM: "interim.opinion_issued",
    InspectionKind.COMPLETION: "completion.opinion_issued",
}


@dataclass(frozen=True)
class Step:
    """One row of the table: in these statuses this event leads there (None = stays)."""

    at: frozenset[Status]
    code: str
    to: Status | None = None
    when: Mapping[str, str] = field(default_factory=dict)
    """Facts the event must carry for this row; `*` = any value, but there."""


def _step(at: Status | frozenset[Status], code: str, to: Status | None, **when: str) -> Step:
    statuses = frozenset({at}) if isinstance(at, Status) else at
    return Step(statuses, code, to, when)


_REPLIED_ON: Final = frozenset({S.SCHEME_REPLIED, S.SCHEME_CONFIRMED})

TABLE: Final[tuple[Step, ...]] = (
    _step(S.DRAFT, "application.submitted", S.SUBMITTED),
    _step(S.SUBMITTED, "application.materials_incomplete_notified", S.MATERIALS_PENDING),
    _step(S.MATERIALS_PENDING, "application.submitted", S.SUBMITTED),
    _step(S.SUBMITTED, "application.accepted", S.ACCEPTED),
    _step(S.SUBMITTED, "application.rejected", S.REJECTED, reason="*"),
    _step(S.ACCEPTED, "survey.scheduled", S.SURVEY),
    _step(S.SURVEY, "survey.completed", S.SCHEME_CONFIRMED, merged="yes"),
    _step(S.SURVEY, "survey.completed", S.SCHEME_DRAFTING),
    _step(S.SURVEY, "survey.failed", None, reason="*"),
    _step(S.SCHEME_DRAFTING, "scheme.submitted_for_approval", S.SCHEME_APPROVAL),
    _step(S.SCHEME_APPROVAL, "scheme.returned", S.SCHEME_DRAFTING),
    _step(S.SCHEME_APPROVAL, "scheme.approved", None),
    _step(S.SCHEME_APPROVAL, "scheme.replied", S.SCHEME_REPLIED),
    _step(S.SCHEME_REPLIED, "scheme.confirmed", S.SCHEME_CONFIRMED),
    _step(S.SCHEME_REPLIED, "scheme.objected", S.SCHEME_DRAFTING),
    _step(_REPLIED_ON | {S.WORKS}, "scheme.change_requested", S.SCHEME_DRAFTING),
    _step(_REPLIED_ON, "scheme.extended", None),
    _step(_REPLIED_ON, "scheme.expired", S.TERMINATED),
    _step(S.SCHEME_CONFIRMED, "works.started", S.WORKS),
    _step(S.SCHEME_CONFIRMED, "works.not_needed", S.READY_TO_CONNECT),
    _step(frozenset({S.SCHEME_CONFIRMED, S.WORKS}), "design.submitted", S.WORKS),
    _step(S.WORKS, "design.opinion_issued", None, result="*"),
    _step(S.WORKS, "interim.requested", None),
    _step(S.WORKS, "interim.reinspection_requested", None),
    _step(S.WORKS, "interim.opinion_issued", None, result="*"),
    _step(S.WORKS, "external_works.completed", None),
    _step(S.WORKS, "completion.request_incomplete_notified", None),
    _step(S.WORKS, "completion.requested", S.INSPECTION),
    _step(S.INSPECTION, "completion.visit_failed", None, reason="*"),
    _step(S.INSPECTION, "completion.opinion_issued", S.READY_TO_CONNECT, result="pass"),
    _step(S.INSPECTION, "completion.opinion_issued", S.RECTIFICATION, result="rectify"),
    _step(S.RECTIFICATION, "completion.reinspection_requested", S.INSPECTION),
    _step(_AFTER_SCHEME, "contract.signed", None),
    _step(_AFTER_SCHEME, "fees.settled", None),
    _step(_AFTER_SCHEME, "metering.ready", None),
    _step(_BEFORE_ENERGISED, "application.suspended", None, reason="*"),
    _step(_BEFORE_ENERGISED, "application.resumed", None),
    _step(_BEFORE_REPLY, "application.reclassified", None, reason="*"),
    _step(S.READY_TO_CONNECT, "energisation.completed", S.ENERGISED),
    _step(S.ENERGISED, "archive.completed", S.ARCHIVED),
    _step(S.ARCHIVED, "followup.completed", S.CLOSED),
    _step(S.ARCHIVED, "followup.unreachable", S.CLOSED),
    _step(_ANY, "application.withdrawn", S.WITHDRAWN),
    _step(_BEFORE_ENERGISED, "application.terminated", S.TERMINATED, reason="*"),
)

FIELD_EVENTS: Final = frozenset(
    {
        "survey.scheduled",
        "survey.completed",
        "survey.failed",
        "interim.opinion_issued",
        "completion.visit_failed",
        "completion.opinion_issued",
        "application.materials_incomplete_notified",
        "application.suspended",
        "application.resumed",
        "energisation.completed",
        "followup.completed",
        "followup.unreachable",
    }
)
"""What a tablet may record by itself (section 7); everything else is the centre's to say."""

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
_PREREQUISITES: Final = frozenset({"contract.signed", "fees.settled", "metering.ready"})
_OPINION: Final = {"pass", "rectify"}

NEXT_STEP: Final[Mapping[Status, str]] = {
    S.ACCEPTED: "schedule_survey",
    S.SCHEME_DRAFTING: "wait_scheme",
    S.SCHEME_APPROVAL: "wait_scheme",
    S.SCHEME_REPLIED: "wait_customer",
    S.SCHEME_CONFIRMED: "wait_works",
    S.WORKS: "wait_works",
    S.RECTIFICATION: "wait_rectification",
    S.READY_TO_CONNECT: "wait_energisation",
}
"""What comes next, as a stable word; "nothing" where a status is not named."""


@dataclass(frozen=True)
class RefusedEvent:
    """An event that did not fit when it came, and why; it is kept."""

    event: CaseEvent
    reason: str


@dataclass(frozen=True)
class CaseState:
    """What the events of a case add up to."""

    status: Status = Status.DRAFT
    attempts: Mapping[str, int] = field(default_factory=dict)
    """How many attempts of each stage were opened."""
    suspended: str = ""
    """The reason of the open suspension, or empty."""
    approved: bool = False
    interim_passed: bool = False
    met: frozenset[str] = frozenset()
    """Prerequisites of energisation that are there."""
    refused: tuple[RefusedEvent, ...] = ()
    taken: tuple[CaseEvent, ...] = ()
    """The events that counted, in order, with those the rules derived from them."""

    @property
    def due_inspection(self) -> InspectionKind | None:
        """The visit that is due and has no opinion yet."""
        if self.status is S.SURVEY:
            return InspectionKind.SURVEY
        if self.status is S.INSPECTION:
            return InspectionKind.COMPLETION
        given = sum(event.code == OPINION_EVENT[InspectionKind.INTERIM] for event in self.taken)
        asked = self.attempts.get(InspectionKind.INTERIM.value, 0)
        return InspectionKind.INTERIM if self.status is S.WORKS and asked > given else None

    @property
    def next_step(self) -> str:
        """What comes next, as a stable word."""
        due = self.due_inspection
        return due.value if due else NEXT_STEP.get(self.status, "nothing")


def needs_interim(case: ConnectionCase) -> bool:
    """Whether the concealed works of this case have to be inspected (section 1)."""
    high_voltage = case.customer_class.is_high_voltage
    return high_voltage and (case.importance is not Importance.NONE or case.special_load)


def project(case: ConnectionCase, events: Iterable[CaseEvent]) -> CaseState:
    """What these events make of the case, in whatever order they arrived here."""
    state = CaseState()
    for event in sorted(events, key=lambda e: (e.occurred_at, e.id)):
        reason = why_not(case, state, event.code, event.facts)
        if reason:
            state = replace(state, refused=(*state.refused, RefusedEvent(event, reason)))
        else:
            state = _derived(_after(state, event), event)
    return state


def check_event(
    case: ConnectionCase, state: CaseState, code: str, facts: Mapping[str, str]
) -> None:
    """Make sure that this event may happen now.

    Raises:
        WrongStage: it may not; `reason` says why, `needed` where it could.
    """
    if reason := why_not(case, state, code, facts):
        needed = sorted({status for step in TABLE if step.code == code for status in step.at})
        raise WrongStage(code, state.status, tuple(needed), reason)


def why_not(case: ConnectionCase, state: CaseState, code: str, facts: Mapping[str, str]) -> str:
    """Why this event cannot happen now, as a stable word; empty when it can."""
    rows = [step for step in TABLE if step.code == code]
    if not rows:
        return "unknown_event"
    rows = [step for step in rows if state.status in step.at]
    if not rows:
        return "wrong_stage"
    if not any(_fits(step, facts) for step in rows):
        return "facts_missing"
    return _guard(case, state, code, facts)


def _fits(step: Step, facts: Mapping[str, str]) -> bool:
    return all(
        facts.get(name, "") not in ("", None) if value == "*" else facts.get(name) == value
        for name, value in step.when.items()
    )


def _guard(case: ConnectionCase, state: CaseState, code: str, facts: Mapping[str, str]) -> str:
    if code == "application.suspended":
        if state.suspended:
            return "already_suspended"
        return "" if facts["reason"] in PAUSE_REASONS else "reason_not_allowed"
    if code == "application.resumed":
        return "" if state.suspended else "not_suspended"
    if code == "scheme.replied":
        return "" if state.approved else "scheme_not_approved"
    if code == "completion.requested":
        return "interim_missing" if needs_interim(case) and not state.interim_passed else ""
    if code.endswith(".opinion_issued") and facts["result"] not in _OPINION:
        return "facts_missing"
    if code in _PREREQUISITES:
        return "already_there" if code in state.met else ""
    if code == "energisation.completed":
        return "" if state.met == _PREREQUISITES else "prerequisites_missing"
    return ""


def _after(state: CaseState, event: CaseEvent) -> CaseState:
    code, facts = event.code, event.facts
    step = next(
        row for row in TABLE if row.code == code and state.status in row.at and _fits(row, facts)
    )
    attempts = dict(state.attempts)
    if stage := _OPENS.get(code):
        attempts[stage] = attempts.get(stage, 0) + 1
    suspended = {"application.suspended": facts.get("reason", ""), "application.resumed": ""}
    return replace(
        state,
        status=step.to or state.status,
        attempts=attempts,
        suspended=suspended.get(code, state.suspended),
        approved=code == "scheme.approved" or (state.approved and code != "scheme.returned"),
        interim_passed=state.interim_passed
        or (code == "interim.opinion_issued" and facts["result"] == "pass"),
        met=state.met | ({code} & _PREREQUISITES),
        taken=(*state.taken, event),
    )


def _derived(state: CaseState, cause: CaseEvent) -> CaseState:
    """What the rules, not a person, say after an event."""
    ready = state.status is S.READY_TO_CONNECT and state.met == _PREREQUISITES
    said = any(event.code == "energisation.prerequisites_met" for event in state.taken)
    if ready and not said:
        event = replace(cause, code="energisation.prerequisites_met", facts={})
        state = replace(state, taken=(*state.taken, event))
    if cause.code == "survey.completed" and state.status is S.SCHEME_CONFIRMED:
        replies = [replace(cause, code=c, facts={}) for c in ("scheme.replied", "scheme.confirmed")]
        state = replace(state, taken=(*state.taken, *replies))
    return state
