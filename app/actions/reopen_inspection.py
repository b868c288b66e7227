"""Take a recorded visit up again: nobody has signed it, or the office has returned it."""

from dataclasses import replace

from app.domain.defect import Defect
from app.domain.inspection import Inspection
from app.errors import SealedRecord
from app.reviews import seals
from app.workspace import Place, Workspace


def reopen_inspection(ws: Workspace, inspection_id: str) -> Inspection:
    """The visit as a draft again; its paper is superseded by the next revision, signed or not.

    Raises:
        SealedRecord: somebody has signed it, and the office has not returned it. Or it was stopped,
            and the case has heard of it.
    """
    with ws.unit("reopen_inspection") as unit:
        recorded = unit.get(Inspection, inspection_id)
        if recorded.was_stopped or seals(unit, recorded.case_id, inspection_id):
            raise SealedRecord("inspection", inspection_id)
        reopened = replace(recorded, recorded_at=None, conclusion=None)
        unit.save(reopened)
        for defect in unit.find(Defect, recorded.case_id):
            if defect.recheck_in(inspection_id) is not None:
                unit.save(defect.unchecked(inspection_id))
        unit.drafts.keep_place(Place("inspection", inspection_id))
        return reopened
