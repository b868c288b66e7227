"""A defect found at an inspection, with its basis."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from app.ids import CaseId, InspectionId, OrgId, RecordId


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
    state: DefectState = DefectState.OPEN
    closed_in: InspectionId | None = None
    """The re-inspection that found it put right."""
    reasons: Mapping[str, str] = field(default_factory=dict)
    """Why a word that wants a reason stands where it does (domain/impartiality.py)."""
    withdrawn_at: datetime | None = None

    @property
    def place(self) -> str:
        """What it is found at, as `Inspection.asks` names it."""
        return asked_as(self.item, self.device)

    @property
    def stands(self) -> bool:
        """Whether it is still to be put right."""
        open_states = (DefectState.OPEN, DefectState.REPORTED_FIXED)
        return self.state in open_states and self.withdrawn_at is None

    @property
    def blocks(self) -> bool:
        """Whether a pass is impossible while this defect stands."""
        return self.stands and self.severity in (Severity.CRITICAL, Severity.MAJOR)

    def rechecked(self, inspection_id: InspectionId, *, put_right: bool) -> "Defect":
        """This defect after a re-inspection; one that is not put right stays as it was."""
        if not put_right:
            return self
        return replace(self, state=DefectState.CLOSED, closed_in=inspection_id)

    def reopened(self) -> "Defect":
        """This defect as it was before the re-inspection that closed it."""
        return replace(self, state=DefectState.OPEN, closed_in=None)


def asked_as(item: str, device: str) -> str:
    """One question of a re-inspection, as it is pinned in `Inspection.asks`."""
    return f"{item}|{device}"
