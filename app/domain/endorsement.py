"""What the centre puts behind the signatures of a paper: proof of when they were there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from app.ids import CaseId, DeviceId, Digest, OrgId, RecordId, UserId


@dataclass(frozen=True)
class Endorsement:
    """One file that begins with the signed paper, byte for byte, and goes on with timestamps.

    Never changed: when a stamp's certificate comes to its end, another one goes behind it.
    """

    id: RecordId
    case_id: CaseId
    org: OrgId
    report_id: RecordId
    of: Digest
    """The PDF that it was put behind: the signed one, or the one of an earlier endorsement."""
    pdf: Digest
    """The PDF that came of it."""
    level: str
    """B-T | B-LTA: a timestamp alone, or revocation data and an archive stamp too."""
    stamped_at: datetime
    """When the newest stamp in it was made, by its authority's clock."""
    authority: str
    """Whom the certificate of that stamp names."""
    good_until: datetime
    """When that certificate ends."""
    by: UserId
    device: DeviceId


def newest_of(report_id: str, endorsements: Iterable[Endorsement]) -> Endorsement | None:
    """What was put last behind this paper; None where nothing was."""
    mine = [each for each in endorsements if each.report_id == report_id]
    gone_on = {each.of for each in mine}
    ends = [each for each in mine if each.pdf not in gone_on]
    return max(ends, key=lambda each: (each.stamped_at, each.id), default=None)
