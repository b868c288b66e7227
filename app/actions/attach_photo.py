"""Take in a photo as evidence: the original first, then the record that names it."""

from dataclasses import replace
from pathlib import Path

from app.domain.case import ConnectionCase
from app.domain.defect import Defect
from app.domain.evidence import Photo
from app.domain.filing import Filing
from app.domain.inspection import Inspection
from app.errors import PhotoTwice, UnknownRecord
from app.paper_signers import is_filing
from app.pictures import picture_of
from app.workspace import Unit, Workspace


def attach_photo(
    ws: Workspace, owner_id: str, path: Path, item: str = "", device: str = ""
) -> Photo:
    """The photo, kept with its original bytes and a copy for the screen.

    The owner is a visit, a form, or a defect: then it is the customer's, of what he put right.

    Raises:
        NotAPicture: the file is no picture that we accept; nothing is kept.
        PhotoTwice: it is there already as a photo of this item; one picture is counted once.
        NoRoom: the disk is full; nothing is kept.
    """
    with ws.read() as unit:
        owner = _owner(unit, owner_id)
        case = unit.get(ConnectionCase, owner.case_id)
    if isinstance(owner, Defect):
        item, device = owner.item, owner.device
    taken = picture_of(ws, path, owner_id, case.id, case.org)
    with ws.unit("attach_photo") as unit:
        there = {(p.owner_id, p.item, p.device, p.original) for p in unit.find(Photo, case.id)}
        if (owner_id, item, device, taken.original) in there:
            raise PhotoTwice(path.name)
        unit.save(photo := replace(taken, item=item, device=device))
        return photo


def _owner(unit: Unit, owner_id: str) -> Inspection | Filing | Defect:
    if is_filing(unit, owner_id):
        return unit.get(Filing, owner_id)
    try:
        return unit.get(Inspection, owner_id)
    except UnknownRecord:
        return unit.get(Defect, owner_id)
