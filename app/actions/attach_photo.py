"""Take in a photo as evidence: the original first, then the record that names it."""

from pathlib import Path

from app.domain.case import ConnectionCase
from app.domain.defect import Defect
from app.domain.evidence import Photo
from app.domain.inspection import Inspection
from app.errors import PhotoTwice, UnknownRecord
from app.ids import RecordId
from app.media.photo import take_in
from app.workspace import Unit, Workspace


def attach_photo(
    ws: Workspace, owner_id: str, path: Path, item: str = "", device: str = ""
) -> Photo:
    """The photo, kept with its original bytes and a copy for the screen.

    The owner is a visit, or a defect: then it is the customer's, of what he put right.

    Raises:
        NotAPicture: the file is no picture that we accept; nothing is kept.
        PhotoTwice: it is there already as a photo of this item; one picture is counted once.
        NoRoom: the disk is full; nothing is kept.
    """
    taken = take_in(path)
    original, bounded = ws.blobs.put(taken.original), ws.blobs.put(taken.bounded)
    with ws.unit("attach_photo") as unit:
        owner = _owner(unit, owner_id)
        if isinstance(owner, Defect):
            item, device = owner.item, owner.device
        case = unit.get(ConnectionCase, owner.case_id)
        there = {(p.owner_id, p.item, p.device, p.original) for p in unit.find(Photo, case.id)}
        if (owner_id, item, device, original) in there:
            raise PhotoTwice(path.name)
        photo = Photo(
            id=RecordId(ws.ids.new()),
            case_id=case.id,
            org=case.org,
            owner_id=RecordId(owner_id),
            item=item,
            device=device,
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
        unit.save(photo)
        return photo


def _owner(unit: Unit, owner_id: str) -> Inspection | Defect:
    try:
        return unit.get(Inspection, owner_id)
    except UnknownRecord:
        return unit.get(Defect, owner_id)
