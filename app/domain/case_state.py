"""What the events of a case add up to, so far."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from app.clock import CHINA
from app.domain.case import CaseEvent, ConnectionCase
from app.domain.flags import STANDARD, Flags, Policy, flags_of
from app.domain.inspection import InspectionKind
from app.domain.transition import OPINION_EVENT, Status

S = Status

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

NOTICES: Final = frozenset(
    {"application.materials_incomplete_notified", "completion.request_incomplete_notified"}
)
"""Notices of which a customer gets one, with everything in it."""


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
    """Whether the scheme as it is now has been approved."""
    resurvey: bool = False
    """Whether a change of the scheme makes a new survey necessary."""
    design_passed: bool = False
    interim_passed: bool = False
    """Whether the last interim inspection asked for has passed."""
    external_done: bool = False
    met: frozenset[str] = frozenset()
    """Prerequisites of energisation that are there."""
    frozen: Mapping[str, str] = field(default_factory=dict)
    """What survey and reclassification have fixed (see `flags`)."""
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
        given = self.count(OPINION_EVENT[InspectionKind.INTERIM])
        asked = self.attempts.get(InspectionKind.INTERIM.value, 0)
        return InspectionKind.INTERIM if self.status is S.WORKS and asked > given else None

    @property
    def next_step(self) -> str:
        """What comes next, as a stable word."""
        due = self.due_inspection
        return due.value if due else NEXT_STEP.get(self.status, "nothing")

    @property
    def breaches(self) -> tuple[CaseEvent, ...]:
        """Notices after the first of their kind that name a gap which no earlier one named.

        A notice counts whether the table took it or not: the customer has it in his hands.
        """
        known: dict[str, set[str]] = {}
        found = []
        events = [*self.taken, *(refused.event for refused in self.refused)]
        for event in sorted(events, key=lambda e: (e.occurred_at, e.id)):
            if event.code in NOTICES:
                gaps = set(listed(event.facts, "gaps"))
                if event.code in known and not gaps <= known[event.code]:
                    found.append(event)
                known.setdefault(event.code, set()).update(gaps)
        return tuple(found)

    def count(self, code: str) -> int:
        """How often this has happened."""
        return sum(event.code == code for event in self.taken)

    def last(self, *codes: str) -> CaseEvent | None:
        """The newest event of these codes."""
        return next((event for event in reversed(self.taken) if event.code in codes), None)

    def flags(self, case: ConnectionCase, policy: Policy = STANDARD) -> Flags:
        """The derived flags of the case as it stands."""
        accepted = self.last("application.accepted")
        on = accepted.occurred_at.astimezone(CHINA).date() if accepted else None
        asked = frozenset(event.code for event in self.taken)
        return flags_of(case, self.frozen, asked, on, policy)

    def may_merge(
        self, case: ConnectionCase, found: Mapping[str, str], policy: Policy = STANDARD
    ) -> bool:
        """Whether a survey that found this may answer the scheme on the spot."""
        return replace(self, frozen={**self.frozen, **found}).flags(case, policy).may_merge


def listed(facts: Mapping[str, str], name: str) -> tuple[str, ...]:
    """A fact that names several things, written with semicolons between them."""
    return tuple(part.strip() for part in facts.get(name, "").split(";") if part.strip())


def day_of(text: str) -> date | None:
    """The day that this text begins with, ISO 8601; None where it is none."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def number_of(text: str) -> int | None:
    """The whole number that this text is, not negative and of a size that things can be counted."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
