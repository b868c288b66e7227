"""The progress of the customer's own works: what is known of it, never what is wanted of it.

The utility only tracks: there is no field for an instruction, a price, an approval or a change of
unit. An inspection is a record of its own, begun when the customer asks for it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from app.domain.process import Status
from app.ids import CaseId, DeviceId, OrgId, RecordId, UserId


class ProgressSource(StrEnum):
    """From whom it is known."""

    CUSTOMER_TOLD = "customer_told"
    SITE_VISIT = "site_visit"


class Milestone(StrEnum):
    """How far the works are (domain/compliance.md section 2)."""

    DESIGN_STARTED = "design_started"
    DESIGN_DONE = "design_done"
    CONSTRUCTION_STARTED = "construction_started"
    CIVIL_DONE = "civil_done"
    EQUIPMENT_INSTALLED = "equipment_installed"
    TESTS_DONE = "tests_done"
    READY_FOR_INSPECTION = "ready_for_inspection"
    BLOCKED = "blocked"


SOURCE_NAMES: Final = {
    ProgressSource.CUSTOMER_TOLD: "客户告知",
    ProgressSource.SITE_VISIT: "现场了解",
}
MILESTONE_NAMES: Final = {
    Milestone.DESIGN_STARTED: "设计开始",
    Milestone.DESIGN_DONE: "设计完成",
    Milestone.CONSTRUCTION_STARTED: "开工",
    Milestone.CIVIL_DONE: "土建完成",
    Milestone.EQUIPMENT_INSTALLED: "设备安装完成",
    Milestone.TESTS_DONE: "试验完成",
    Milestone.READY_FOR_INSPECTION: "具备报验条件",
    Milestone.BLOCKED: "受阻",
}
"""As screen and paper name them."""

TRACKED_AT: Final = frozenset(
    {Status.SCHEME_CONFIRMED, Status.WORKS, Status.INSPECTION, Status.RECTIFICATION}
)
"""Where the customer's works go on: from the confirmed scheme to the passed inspection."""


@dataclass(frozen=True)
class ProgressTold:
    """What somebody notes of the works."""

    case_id: CaseId
    source: ProgressSource
    milestone: Milestone
    planned_date: str = ""
    """ISO date on which the customer plans the next of it; empty where he did not say."""
    blocker_text: str = ""
    reasons: Mapping[str, str] = field(default_factory=dict)
    """Why a word that wants a reason stands where it does (domain/impartiality.py)."""

    @property
    def lacking(self) -> tuple[str, ...]:
        """What it still needs, as stable words: blocker_text, planned_date."""
        found = []
        if self.milestone is Milestone.BLOCKED and not self.blocker_text.strip():
            found.append("blocker_text")
        if self.planned_date and not _is_day(self.planned_date):
            found.append("planned_date")
        return tuple(found)


@dataclass(frozen=True)
class Progress:
    """One entry of the log; never changed, only added to."""

    id: RecordId
    case_id: CaseId
    org: OrgId
    logged_at: datetime
    by: UserId
    device: DeviceId
    source: ProgressSource
    milestone: Milestone
    planned_date: str = ""
    blocker_text: str = ""
    photos: tuple[RecordId, ...] = ()
    reasons: Mapping[str, str] = field(default_factory=dict)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
