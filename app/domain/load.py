"""A load profile: how much was drawn, when. The samples are a blob; this is what is known of it."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from app.domain.units import Kw, Kwh
from app.ids import CaseId, Digest, OrgId, RecordId


@dataclass(frozen=True)
class Gap:
    """A stretch with no samples; never counted as zero."""

    start: datetime
    end: datetime
    missing: int


@dataclass(frozen=True)
class LoadSummary:
    """What a load file says in numbers, at the file's own interval.

    `end` is the end of the last interval; `points` counts the time steps present; `peak_kw` is the
    highest value; `energy_kwh` is over the steps present; `load_factor` is mean over peak.
    """

    start: datetime
    end: datetime
    interval_s: int
    points: int
    phases: int
    peak_kw: Kw
    peak_at: datetime
    energy_kwh: Kwh
    load_factor: Decimal
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True)
class LoadProfile:
    """One imported load curve of a case."""

    id: RecordId
    case_id: CaseId
    org: OrgId
    source_name: str
    source: Digest
    """The file as it was imported, byte for byte."""
    samples: Digest
    """The samples in our own compact form."""
    meter_no: str
    sample_kind: str
    """mean | instant."""
    stamp: str
    """start | end: which end of its interval a time names in the file."""
    summary: LoadSummary
    imported_at: datetime
    withdrawn_at: datetime | None = None
