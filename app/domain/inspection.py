"""An interim or completion inspection: its answers and, once recorded, its conclusion."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from app.domain.checklist import Answer, AnswerKey, Conclusion
from app.ids import CaseId, InspectionId, OrgId, UserId


class InspectionKind(StrEnum):
    """Which of the two inspections."""

    INTERIM = "interim_inspection"
    COMPLETION = "completion_inspection"


@dataclass(frozen=True)
class Instrument:
    """A tester used on site (block INST of domain/forms.md)."""

    id: str
    kind: str
    model: str
    serial_no: str
    calibrated_until: str
    """ISO date; a reading after it cannot support a pass."""


@dataclass(frozen=True)
class Inspection:
    """One visit. A draft until `recorded_at`; then it does not change any more.

    The checklist version it answers is pinned here, so a newer one never touches it.
    """

    id: InspectionId
    case_id: CaseId
    org: OrgId
    kind: InspectionKind
    attempt: int
    checklist: str
    checklist_version: str
    lead: UserId
    started_at: datetime
    answers: tuple[Answer, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    safety_briefed: bool | None = None
    opinion: str = ""
    recorded_at: datetime | None = None
    conclusion: Conclusion | None = None
    withdrawn_at: datetime | None = None

    def answer(self, key: AnswerKey) -> Answer | None:
        """What was answered to this question, if anything."""
        return next((a for a in self.answers if a.key == key), None)

    def answered(self, answer: Answer) -> "Inspection":
        """The same inspection with this answer in the place of an earlier one."""
        others = [a for a in self.answers if a.key != answer.key]
        return replace(self, answers=tuple(sorted([*others, answer], key=lambda a: a.key)))
