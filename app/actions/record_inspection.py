"""Record a visit: all answered, an inspection's conclusion computed, from here on unchanged."""

from collections.abc import Iterable
from dataclasses import replace

from app.domain.checklist import Conclusion, Finding, conclude
from app.domain.defect import Defect
from app.domain.inspection import Inspection
from app.domain.limit import Verdict
from app.domain.process import OPINION_EVENT, check_event, project
from app.domain.survey import outcome_of
from app.errors import NotReady, SealedRecord
from app.guarded import note_hits
from app.visits import VisitState, visit_state
from app.workspace import Place, Unit, Workspace


def record_inspection(ws: Workspace, inspection_id: str) -> Inspection:
    """The visit as recorded, with its conclusion.

    Raises:
        NotReady: something is missing; every entry is named as "what:item:device".
        WrongStage: the case no longer stands where an opinion can be given.
        SealedRecord: it is recorded already.
    """
    # A transaction of its own: a refusal would take the note of what was tried back with it.
    with ws.unit("record_inspection") as unit:
        note_hits(ws, unit, unit.working(Inspection, inspection_id), "record_inspection")
    with ws.unit("record_inspection") as unit:
        inspection = unit.working(Inspection, inspection_id)
        if inspection.recorded_at is not None:
            raise SealedRecord("inspection", inspection_id)
        visit = visit_state(ws, unit, inspection)
        if missing := visit.missing:
            names = tuple(f"{m.what}:{m.item}:{m.device}" for m in missing)
            raise NotReady("record_inspection", names)
        now = ws.clock.now()
        if visit.entry is not None:
            outcome = outcome_of(visit.entry)
            check_event(visit.case, project(visit.case, visit.events), outcome.code, outcome.facts)
            recorded = replace(inspection, recorded_at=now)
        else:
            recorded = replace(inspection, recorded_at=now, conclusion=_concluded(unit, visit))
        unit.save(recorded)
        unit.drafts.keep_place(Place("inspection", inspection_id))
        return recorded


def _concluded(unit: Unit, visit: VisitState) -> Conclusion:
    """The conclusion of an inspection; the defects are left as it found them."""
    for defect in (rechecked := _rechecked(visit.inspection, visit.findings, visit.defects)):
        unit.save(defect)
    conclusion = conclude(visit.findings, rechecked)
    code = OPINION_EVENT[visit.inspection.kind]
    facts = {"result": conclusion.value}
    check_event(visit.case, project(visit.case, visit.events), code, facts)
    return conclusion


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
