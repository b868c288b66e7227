"""A defect found at an inspection, with its basis."""

from dataclasses import dataclass
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
    withdrawn_at: datetime | None = None

    @property
    def blocks(self) -> bool:
        """Whether a pass is impossible while this defect stands."""
        standing = self.state in (DefectState.OPEN, DefectState.REPORTED_FIXED)
        grave = self.severity in (Severity.CRITICAL, Severity.MAJOR)
        return standing and grave and self.withdrawn_at is None
