"""Agree on the day of the site survey with the customer."""

from datetime import datetime

from app.domain.case import CaseEvent, ConnectionCase
from app.domain.survey import Outcome
from app.happening import happened
from app.workspace import Workspace


def schedule_survey(ws: Workspace, case_id: str, at: datetime) -> CaseEvent:
    """The event that says so; `at` is the moment agreed on, with its offset.

    Raises:
        WrongStage: the case does not stand where a survey can be arranged.
    """
    with ws.unit("schedule_survey") as unit:
        case = unit.get(ConnectionCase, case_id)
        facts = {"appointment_at": at.isoformat(timespec="minutes")}
        (event,) = happened(ws, unit, case, [Outcome("survey.scheduled", facts)])
        unit.save(event)
        return event
