"""Record a visit: everything answered, its conclusion computed, from here on unchanged."""

from collections.abc import Iterable
from dataclasses import replace

from app.domain.case import CaseEvent, ConnectionCase
from app.domain.checklist import Finding, conclude
from app.domain.defect import Defect
from app.domain.equipment import Equipment
from app.domain.evidence import Photo
from app.domain.inspection import (
    Inspection,
    findings_of,
    missing_of,
)
from app.domain.limit import Verdict
from app.domain.process import OPINION_EVENT, check_event, project
from app.errors import NotReady, SealedRecord
from app.workspace import Place, Workspace


def record_inspection(ws: Workspace, inspection_id: str) -> Inspection:
    """The visit as recorded, with its conclusion.

    Raises:
        NotReady: something is missing; every entry is named as "what:item:device".
        WrongStage: the case no longer stands where an opinion can be given.
        SealedRecord: it is recorded already.
    """
    with ws.unit("record_inspection") as unit:
        inspection = unit.working(Inspection, inspection_id)
        if inspection.recorded_at is not None:
            raise SealedRecord("inspection", inspection_id)
        case = unit.get(ConnectionCase, inspection.case_id)
        checklist = ws.reference.checklist(inspection.checklist, inspection.checklist_version)
        photos = [p for p in unit.find(Photo, case.id) if p.owner_id == inspection_id]
        defects = [d for d in unit.find(Defect, case.id) if inspection.concerns(d)]
        findings = findings_of(
            inspection,
            checklist,
            case.facts,
            unit.find(Equipment, case.id),
            photos,
            ws.reference.limits,
        )
        if missing := missing_of(inspection, findings, defects):
            names = tuple(f"{m.what}:{m.item}:{m.device}" for m in missing)
            raise NotReady("record_inspection", names)
        for defect in (rechecked := _rechecked(inspection, findings, defects)):
            unit.save(defect)
        conclusion = conclude(findings, rechecked)
        state = project(case, unit.find(CaseEvent, case.id))
        check_event(case, state, OPINION_EVENT[inspection.kind], {"result": conclusion.value})
        recorded = replace(inspection, recorded_at=ws.clock.now(), conclusion=conclusion)
        unit.save(recorded)
        unit.drafts.keep_place(Place("inspection", inspection_id))
        return recorded


def _rechecked(
    inspection: Inspection, findings: Iterable[Finding], defects: Iterable[Defect]
) -> list[Defect]:
    """The defects as this visit leaves them: what it found put right is closed."""
    good = {f.question.place for f in findings if f.verdict is not Verdict.FAIL}
    return [
        defect.rechecked(
            inspection.id,
            put_right=defect.inspection_id != inspection.id and defect.place in good,
        )
        for defect in defects
    ]
