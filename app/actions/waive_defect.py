"""Waive a suggestion at the re-inspection that looks at it, and undo that."""

from dataclasses import replace

from app.domain.defect import Defect, Severity, Waiver
from app.domain.inspection import Inspection
from app.errors import SealedRecord, WaiverRefused
from app.guarded import refuse_words
from app.workspace import Unit, Workspace


def waive_defect(ws: Workspace, inspection_id: str, defect_id: str, reason: str) -> Defect:
    """The defect as waived; from now on it is neither asked nor counted as open.

    Raises:
        WaiverRefused: it is more than a suggestion, is not looked at here, or this person does not
            lead the visit, or gives no reason (domain/process.md section 5.3).
        WordsRefused: the reason must not be said.
        SealedRecord: the visit is recorded.
    """
    with ws.unit("waive_defect") as unit:
        visit, defect = _open_visit(unit, inspection_id), unit.get(Defect, defect_id)
        if why := _why_not(ws, visit, defect, reason):
            raise WaiverRefused(why)
        waiver = Waiver(visit.id, reason.strip(), ws.who.user, ws.clock.now())
        waived = replace(defect, waiver=waiver)
        refuse_words(ws, unit, waived)
        unit.save(waived)
        return waived


def unwaive_defect(ws: Workspace, inspection_id: str, defect_id: str) -> Defect:
    """Undo a waiver of this visit: the defect is looked at after all.

    Raises:
        SealedRecord: the visit is recorded, or another one waived it.
    """
    with ws.unit("unwaive_defect") as unit:
        visit, defect = _open_visit(unit, inspection_id), unit.get(Defect, defect_id)
        if defect.waiver is not None and defect.waiver.inspection_id != visit.id:
            raise SealedRecord("defect", defect_id)
        unit.save(asked := replace(defect, waiver=None))
        return asked


def _open_visit(unit: Unit, inspection_id: str) -> Inspection:
    visit = unit.working(Inspection, inspection_id)
    if visit.recorded_at is not None:
        raise SealedRecord("inspection", inspection_id)
    return visit


def _why_not(ws: Workspace, visit: Inspection, defect: Defect, reason: str) -> str:
    if defect.severity not in (Severity.MINOR, Severity.INFO):
        return "not_minor"
    if not visit.is_recheck or defect.inspection_id == visit.id or not visit.concerns(defect):
        return "not_a_recheck"
    if not defect.stands:
        return "not_open"
    if ws.who.user != visit.lead:
        return "not_lead"
    return "" if len(reason.strip()) > 1 else "no_reason"
