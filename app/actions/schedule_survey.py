"""Agree on the day of the site survey with the customer."""

from datetime import datetime

from app.domain.case import CaseEvent, ConnectionCase
from app.domain.process import check_event, project
from app.ids import RecordId
from app.workspace import Workspace


def schedule_survey(ws: Workspace, case_id: str, at: datetime) -> CaseEvent:
    """The event that says so; `at` is the moment agreed on, with its offset.

    Raises:
        WrongStage: the case does not stand where a survey can be arranged.
    """
    with ws.unit("schedule_survey") as unit:
        case = unit.get(ConnectionCase, case_id)
        facts = {"appointment_at": at.isoformat(timespec="minutes")}
        state = project(case, unit.find(CaseEvent, case_id))
        check_event(case, state, "survey.scheduled", facts)
        event = CaseEvent(
            id=RecordId(ws.ids.new()),
            case_id=case.id,
            org=case.org,
            code="survey.scheduled",
            occurred_at=ws.clock.now(),
            actor=ws.who.user,
            role=ws.who.roles[0] if ws.who.roles else "",
            device=ws.who.device,
            facts=facts,
            clock_offset_s=unit.inbox.standing().clock_offset_s,
        )
        unit.save(event)
        return event
