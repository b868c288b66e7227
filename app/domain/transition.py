"""The table of the process: in which status which event may happen, and where it leads.

What an event must carry beside is judged in `guard`. Source: domain process reference, section 5.1.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from app.domain.inspection import InspectionKind


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
_REPLIED_ON: Final = frozenset({S.SCHEME_REPLIED, S.SCHEME_CONFIRMED})

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

REINSPECTION_EVENT: Final[Mapping[InspectionKind, str]] = {
    InspectionKind.INTERIM: "interim.reinspection_requested",
    InspectionKind.COMPLETION: "completion.reinspection_requested",
}
"""What opens the next visit after one that ended in rectification."""


@dataclass(frozen=True)
class Step:
    """One row of the table: in these statuses this event leads there (None = stays)."""

    at: frozenset[Status]
    code: str
    to: Status | None = None
    when: Mapping[str, str] = field(default_factory=dict)
    """What the event must say for this row."""
    given: str = ""
    """What must be true of the case for this row (see `process.truths`)."""


def _step(
    at: Status | frozenset[Status], code: str, to: Status | None, given: str = "", **when: str
) -> Step:
    statuses = frozenset({at}) if isinstance(at, Status) else at
    return Step(statuses, code, to, when, given)


TABLE: Final[tuple[Step, ...]] = (
    _step(S.DRAFT, "application.submitted", S.SUBMITTED),
    _step(S.SUBMITTED, "application.materials_incomplete_notified", S.MATERIALS_PENDING),
    _step(S.MATERIALS_PENDING, "application.submitted", S.SUBMITTED),
    _step(S.SUBMITTED, "application.accepted", S.ACCEPTED),
    _step(S.SUBMITTED, "application.rejected", S.REJECTED),
    _step(S.ACCEPTED, "survey.scheduled", S.SURVEY),
    # Where a change of the scheme moves the site or the class, the site is looked at again.
    _step(S.SCHEME_DRAFTING, "survey.scheduled", S.SURVEY, given="resurvey"),
    _step(S.SURVEY, "survey.completed", S.SCHEME_CONFIRMED, merged="yes"),
    _step(S.SURVEY, "survey.completed", S.SCHEME_DRAFTING),
    _step(S.SURVEY, "survey.failed", None),
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
    # A design handed in first leads there too; the works begin later, and end the validity.
    _step(S.WORKS, "works.started", None),
    _step(S.SCHEME_CONFIRMED, "works.not_needed", S.READY_TO_CONNECT),
    _step(frozenset({S.SCHEME_CONFIRMED, S.WORKS}), "design.submitted", S.WORKS),
    _step(S.WORKS, "design.opinion_issued", None),
    _step(S.WORKS, "interim.requested", None),
    _step(S.WORKS, "interim.reinspection_requested", None),
    _step(S.WORKS, "interim.opinion_issued", None),
    _step(S.WORKS, "external_works.completed", S.READY_TO_CONNECT, given="no_completion"),
    _step(S.WORKS, "external_works.completed", None),
    _step(S.WORKS, "completion.request_incomplete_notified", None),
    _step(S.WORKS, "completion.requested", S.INSPECTION),
    _step(S.INSPECTION, "completion.visit_failed", None),
    _step(S.INSPECTION, "completion.opinion_issued", S.READY_TO_CONNECT, result="pass"),
    _step(S.INSPECTION, "completion.opinion_issued", S.RECTIFICATION, result="rectify"),
    _step(S.RECTIFICATION, "completion.reinspection_requested", S.INSPECTION),
    _step(_AFTER_SCHEME, "contract.signed", None),
    _step(_AFTER_SCHEME, "fees.settled", None),
    _step(_AFTER_SCHEME, "metering.ready", None),
    _step(_BEFORE_ENERGISED, "application.suspended", None),
    _step(_BEFORE_ENERGISED, "application.resumed", None),
    _step(_BEFORE_REPLY, "application.reclassified", None),
    _step(S.READY_TO_CONNECT, "energisation.prerequisites_met", None),
    _step(S.READY_TO_CONNECT, "energisation.completed", S.ENERGISED),
    _step(S.ENERGISED, "archive.completed", S.ARCHIVED),
    _step(S.ARCHIVED, "followup.completed", S.CLOSED),
    _step(S.ARCHIVED, "followup.unreachable", S.CLOSED),
    _step(_ANY, "application.withdrawn", S.WITHDRAWN),
    _step(_BEFORE_ENERGISED, "application.terminated", S.TERMINATED),
)

BY_RULE: Final = frozenset({"works.not_needed", "energisation.prerequisites_met"})
"""Events that the rules say, never a person."""

FIELD_EVENTS: Final = frozenset(
    {
        "application.submitted",
        "application.materials_incomplete_notified",
        "application.suspended",
        "application.resumed",
        "survey.scheduled",
        "survey.completed",
        "survey.failed",
        "scheme.replied",
        "scheme.confirmed",
        "scheme.objected",
        "design.opinion_issued",
        "interim.opinion_issued",
        "interim.reinspection_requested",
        "completion.visit_failed",
        "completion.opinion_issued",
        "completion.reinspection_requested",
        "energisation.completed",
        "followup.completed",
        "followup.unreachable",
    }
)
"""What a tablet may record by itself (section 7); everything else is the centre's to say."""

PREREQUISITES: Final = frozenset({"contract.signed", "fees.settled", "metering.ready"})
"""What must be there, in any order and each once, before the meter is connected."""
