"""Photos as evidence. The original bytes are the evidence; everything else is a copy."""

from dataclasses import dataclass
from datetime import datetime

from app.domain.site import Position
from app.ids import CaseId, Digest, OrgId, RecordId, UserId


@dataclass(frozen=True)
class Photo:
    """One photo and what it shows.

    `original` is hashed at intake; `bounded` is the copy that is shown, printed and sent first.
    What the camera claims (`claimed_*`, from EXIF) stands beside what the device knew.
    """

    id: RecordId
    case_id: CaseId
    org: OrgId
    owner_id: RecordId
    """The record it belongs to: an inspection, a defect or an entry of the progress log."""
    item: str
    """The checklist item it shows, or empty."""
    device: str
    original: Digest
    bounded: Digest
    media_type: str
    width_px: int
    height_px: int
    size_bytes: int
    taken_by: UserId
    taken_at: datetime
    position: Position | None = None
    claimed_at: str = ""
    claimed_position: Position | None = None
    caption: str = ""
    withdrawn_at: datetime | None = None
