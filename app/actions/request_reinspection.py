"""Pass on the customer's request to be inspected again, with what he put right of each defect."""

from typing import Final

from app.domain.case import CaseEvent, ConnectionCase
from app.domain.defect import Defect
from app.domain.inspection import Inspection, InspectionKind
from app.domain.opinion import request_facts
from app.domain.process import Status, check_event, project
from app.errors import NotReady, WrongStage
from app.ids import RecordId
from app.workspace import Workspace

_CODE: Final = {
    InspectionKind.INTERIM: "interim.reinspection_requested",
    InspectionKind.COMPLETION: "completion.reinspection_requested",
}


def request_reinspection(ws: Workspace, case_id: str) -> CaseEvent:
    """The event that opens the next visit; it says which defects were reported put right.

    Raises:
        NotReady: the customer has not reported every grave defect put right yet.
        WrongStage: there is nothing to be inspected again.
    """
    with ws.unit("request_reinspection") as unit:
        case = unit.get(ConnectionCase, case_id)
        policy = ws.reference.policy
        state = project(case, unit.find(CaseEvent, case_id), policy)
        kind = (
            InspectionKind.COMPLETION
            if state.status is Status.RECTIFICATION
            else InspectionKind.INTERIM
        )
        visits = {visit.id for visit in unit.find(Inspection, case_id) if visit.kind is kind}
        standing = [d for d in unit.find(Defect, case_id) if d.inspection_id in visits and d.stands]
        if not standing or state.due_inspection is not None:
            raise WrongStage(_CODE[kind], state.status, (), "wrong_stage")
        if any(d.is_grave and not d.is_reported_fixed for d in standing):
            raise NotReady("request_reinspection", ("not_fixed",))
        facts = request_facts(standing)
        now, who = ws.clock.now(), ws.who.user
        check_event(case, state, _CODE[kind], facts, at=now, actor=who, policy=policy)
        event = CaseEvent(
            id=RecordId(ws.ids.new()),
            case_id=case.id,
            org=case.org,
            code=_CODE[kind],
            occurred_at=ws.clock.now(),
            actor=ws.who.user,
            role=ws.who.roles[0] if ws.who.roles else "",
            device=ws.who.device,
            facts=dict(facts),
            clock_offset_s=unit.inbox.standing().clock_offset_s,
        )
        unit.save(event)
        return event
