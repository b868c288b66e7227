"""Take a recorded visit up again, as long as nobody has signed it."""

from dataclasses import replace

from app.domain.defect import Defect
from app.domain.inspection import Inspection
from app.domain.report import Report, Signature
from app.errors import SealedRecord
from app.workspace import Place, Workspace


def reopen_inspection(ws: Workspace, inspection_id: str) -> Inspection:
    """The visit as a draft again; its unsigned paper is superseded by the next revision.

    Raises:
        SealedRecord: somebody has signed it; a correction is a new revision of the paper.
    """
    with ws.unit("reopen_inspection") as unit:
        recorded = unit.get(Inspection, inspection_id)
        papers = {r.id for r in unit.find(Report, recorded.case_id)
                  if r.subject_id == inspection_id}  # fmt: skip
        if any(s.report_id in papers for s in unit.find(Signature, recorded.case_id)):
            raise SealedRecord("inspection", inspection_id)
        reopened = replace(recorded, recorded_at=None, conclusion=None)
        unit.save(reopened)
        for defect in unit.find(Defect, recorded.case_id):
            if defect.recheck_in(inspection_id) is not None:
                unit.save(defect.unchecked(inspection_id))
        unit.drafts.keep_place(Place("inspection", inspection_id))
        return reopened
