"""A defect found at an inspection: its basis, its rounds, and where it stands.

Where it stands is never typed: it follows from what happened to it (domain/process.md section 5.3).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from app.ids import CaseId, InspectionId, OrgId, RecordId, UserId


class Severity(StrEnum):
    """How much a failed item weighs. Critical and major block a pass; minor is a suggestion."""

    CRITICAL = "critical"
    MAJOR = "major"
    MINOR = "minor"
    INFO = "info"


SEVERITY_NAMES: Final = {
    Severity.CRITICAL: "危急",
    Severity.MAJOR: "严重",
    Severity.MINOR: "建议",
    Severity.INFO: "提示",
}
"""As screen and paper name them."""


class DefectState(StrEnum):
    """domain/process.md section 5.3."""

    OPEN = "open"
    REPORTED_FIXED = "reported_fixed"
    CLOSED = "closed"
    WAIVED = "waived"


DEFECT_STATE_NAMES: Final = {
    DefectState.OPEN: "待整改",
    DefectState.REPORTED_FIXED: "客户报已整改",
    DefectState.CLOSED: "已整改",
    DefectState.WAIVED: "不再要求",
}
"""As screen and paper name them."""


@dataclass(frozen=True)
class Fix:
    """What the customer says he did about a defect, as the account manager noted it."""

    text: str
    fixed_on: str
    """ISO date, as the customer says."""
    round: int
    """How many re-inspections there had been: the next one answers it."""
    noted_by: UserId
    noted_at: datetime


@dataclass(frozen=True)
class Recheck:
    """What one re-inspection found of a defect."""

    inspection_id: InspectionId
    attempt: int
    put_right: bool
    by: UserId | None = None
    at: datetime | None = None
    """Who and when: always said today, not known of the oldest ones."""


@dataclass(frozen=True)
class Waiver:
    """Why a suggestion is not asked for any more, and the re-inspection that decided so."""

    inspection_id: InspectionId
    reason: str
    by: UserId
    at: datetime


@dataclass(frozen=True)
class Defect:
    """One defect. Without a basis it cannot be critical or major."""

    id: RecordId
    case_id: CaseId
    org: OrgId
    inspection_id: InspectionId
    item: str
    device: str
    location: str
    description: str
    severity: Severity
    basis: str
    reasons: Mapping[str, str] = field(default_factory=dict)
    """Why a word that wants a reason stands where it does (domain/impartiality.py)."""
    number: str = ""
    """Its number on the papers ("F06-1-01"), given when the visit is recorded; kept for good."""
    requirement: str = ""
    """What must be achieved, never by which firm or product."""
    missed: bool | None = None
    """Found at a re-inspection only: whether it was there before and had been missed."""
    fix: Fix | None = None
    """The newest report of the customer."""
    rechecks: tuple[Recheck, ...] = ()
    waiver: Waiver | None = None
    withdrawn_at: datetime | None = None

    @property
    def place(self) -> str:
        """What it is found at, as `Inspection.asks` names it."""
        return asked_as(self.item, self.device)

    @property
    def state(self) -> DefectState:
        """Where it stands."""
        if self.waiver is not None:
            return DefectState.WAIVED
        if self.closed_in is not None:
            return DefectState.CLOSED
        return DefectState.REPORTED_FIXED if self._is_reported else DefectState.OPEN

    @property
    def is_reported_fixed(self) -> bool:
        """Whether the customer says it is put right, and nobody has looked since."""
        return self.state is DefectState.REPORTED_FIXED

    @property
    def _is_reported(self) -> bool:
        return self.fix is not None and self.fix.round == self.rounds

    @property
    def rounds(self) -> int:
        """How many re-inspections have looked at it."""
        return len(self.rechecks)

    @property
    def last_recheck(self) -> Recheck | None:
        """The newest re-inspection of it."""
        return max(self.rechecks, key=lambda recheck: recheck.attempt, default=None)

    @property
    def closed_in(self) -> InspectionId | None:
        """The re-inspection that found it put right."""
        last = self.last_recheck
        return last.inspection_id if last is not None and last.put_right else None

    @property
    def stands(self) -> bool:
        """Whether it is still to be put right."""
        open_states = (DefectState.OPEN, DefectState.REPORTED_FIXED)
        return self.state in open_states and self.withdrawn_at is None

    @property
    def is_grave(self) -> bool:
        """Whether it weighs enough to need a basis, a photo and a re-inspection."""
        return self.severity in (Severity.CRITICAL, Severity.MAJOR)

    @property
    def blocks(self) -> bool:
        """Whether a pass is impossible while this defect stands."""
        return self.stands and self.is_grave

    @property
    def said(self) -> tuple[object, ...]:
        """What the inspector says of it: sealed with the visit that found it."""
        return (self.item, self.device, self.location, self.description, self.severity,
                self.basis, self.requirement, self.missed, self.withdrawn_at)  # fmt: skip

    def recheck_in(self, inspection_id: str) -> Recheck | None:
        """What this re-inspection found of it."""
        return next((r for r in self.rechecks if r.inspection_id == inspection_id), None)

    def rechecked(self, recheck: Recheck) -> "Defect":
        """This defect after a re-inspection; not put right, it is open again under its own id."""
        before = self.unchecked(recheck.inspection_id)
        return replace(before, rechecks=(*before.rechecks, recheck))

    def unchecked(self, inspection_id: str) -> "Defect":
        """This defect as it was before that re-inspection."""
        rest = tuple(r for r in self.rechecks if r.inspection_id != inspection_id)
        return replace(self, rechecks=rest)

    def as_of(self, at: datetime) -> "Defect":
        """This defect as it stood at that moment: without what visits after it found or waived."""
        waived = self.waiver is not None and self.waiver.at <= at
        gone = self.withdrawn_at is not None and self.withdrawn_at <= at
        return replace(
            self,
            rechecks=tuple(each for each in self.rechecks if each.at is None or each.at <= at),
            waiver=self.waiver if waived else None,
            withdrawn_at=self.withdrawn_at if gone else None,
        )

    def reported(self, text: str, fixed_on: str, by: UserId, at: datetime) -> "Defect":
        """This defect with what the customer says he did about it."""
        return replace(self, fix=Fix(text, fixed_on, self.rounds, by, at))


def next_numbers(
    form: str, attempt: int, found: Sequence[Defect], numbered: Iterable[str]
) -> tuple[Defect, ...]:
    """The defects found at one visit, each with its number; who has one keeps it.

    `numbered` are the numbers of this visit that were ever given, also to what was taken back:
    a number that stood on a paper never names something else.
    """
    head = f"{form}-{attempt}-"
    used = [number.removeprefix(head) for number in numbered if number.startswith(head)]
    last = max((int(tail) for tail in used if tail.isdecimal()), default=0)
    result = []
    for defect in found:
        if not defect.number:
            last += 1
            defect = replace(defect, number=f"{head}{last:02}")
        result.append(defect)
    return tuple(result)


def asked_as(item: str, device: str) -> str:
    """One question of a re-inspection, as it is pinned in `Inspection.asks`."""
    return f"{item}|{device}"
