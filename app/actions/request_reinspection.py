"""Pass on the customer's request to be inspected again, with what he put right of each defect."""

from app.domain.case import CaseEvent, ConnectionCase
from app.domain.defect import Defect
from app.domain.inspection import Inspection
from app.domain.opinion import request_facts
from app.domain.process import REINSPECTION_EVENT, recheck_kind
from app.domain.survey import Outcome
from app.errors import NotReady, WrongStage
from app.happening import case_state, happened
from app.workspace import Workspace


def request_reinspection(ws: Workspace, case_id: str) -> CaseEvent:
    """The event that opens the next visit; it says which defects were reported put right.

    Raises:
        NotReady: the customer has not reported every grave defect put right yet.
        WrongStage: there is nothing to be inspected again, or another role passes this on.
    """
    with ws.unit("request_reinspection") as unit:
        case = unit.get(ConnectionCase, case_id)
        state = case_state(ws, unit, case)
        kind = recheck_kind(state)
        visits = {visit.id for visit in unit.find(Inspection, case_id) if visit.kind is kind}
        standing = [d for d in unit.find(Defect, case_id) if d.inspection_id in visits and d.stands]
        code = REINSPECTION_EVENT[kind]
        if not standing or state.due_inspection is not None:
            raise WrongStage(code, state.status, (), "nothing_to_recheck")
        if any(d.is_grave and not d.is_reported_fixed for d in standing):
            raise NotReady("request_reinspection", ("not_fixed",))
        (event,) = happened(ws, unit, case, [Outcome(code, request_facts(standing))])
        unit.save(event)
        return event
