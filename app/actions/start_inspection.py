"""Begin a visit: an inspection that pins the checklist of today."""

from app.domain.case import CaseEvent, ConnectionCase
from app.domain.inspection import Inspection, InspectionKind
from app.domain.process import INSPECTION_STATUS, project
from app.errors import WrongStage
from app.ids import InspectionId
from app.workspace import Place, Workspace


def start_inspection(ws: Workspace, case_id: str, kind: InspectionKind) -> Inspection:
    """The open inspection of this kind, or a fresh one where there is none.

    Raises:
        WrongStage: the case does not stand where such an inspection is due.
    """
    with ws.unit("start_inspection") as unit:
        case = unit.get(ConnectionCase, case_id)
        earlier = [i for i in unit.find(Inspection, case_id) if i.kind is kind]
        state = project(case, unit.find(CaseEvent, case_id))
        needed = INSPECTION_STATUS[kind]
        if state.status is not needed:
            raise WrongStage(f"start {kind}", state.status, (needed,))
        attempt = state.attempts.get(kind.value, 1)
        open_one = next((i for i in earlier if i.attempt == attempt), None)
        if open_one is None:
            checklist = ws.reference.checklist(kind.value)
            open_one = Inspection(
                id=InspectionId(ws.ids.new()),
                case_id=case.id,
                org=case.org,
                kind=kind,
                attempt=attempt,
                checklist=checklist.name,
                checklist_version=checklist.version,
                lead=ws.who.user,
                started_at=ws.clock.now(),
            )
            unit.save(open_one)
        unit.drafts.keep_place(Place("inspection", open_one.id))
        return unit.working(Inspection, open_one.id)
