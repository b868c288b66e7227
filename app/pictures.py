"""A picture taken in as evidence: its files are kept first, then the record that names them."""

from pathlib import Path

from app.domain.evidence import Photo
from app.ids import CaseId, OrgId, RecordId
from app.media.photo import take_in
from app.workspace import Workspace


def picture_of(ws: Workspace, path: Path, owner_id: str, case_id: CaseId, org: OrgId) -> Photo:
    """The photo in this file, as a record that is not saved yet; its files are kept.

    Raises:
        NotAPicture: the file is no picture that we accept; nothing is kept.
        NoRoom: what room there is is kept for words; nothing is kept.
    """
    ws.reserve.refuse_pictures()
    taken = take_in(path)
    original, bounded = ws.blobs.put(taken.original), ws.blobs.put(taken.bounded)
    return Photo(
        id=RecordId(ws.ids.new()),
        case_id=case_id,
        org=org,
        owner_id=RecordId(owner_id),
        item="",
        device="",
        original=original,
        bounded=bounded,
        media_type=taken.media_type,
        width_px=taken.width_px,
        height_px=taken.height_px,
        size_bytes=len(taken.original),
        taken_by=ws.who.user,
        taken_at=ws.clock.now(),
        claimed_at=taken.claimed_at,
        claimed_position=taken.claimed_position,
    )
