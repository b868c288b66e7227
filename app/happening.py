"""What a person notes of a case on this tablet: judged by the process, and made an event of it."""

from collections.abc import Iterable

from app.domain.authority import speaks_as
from app.domain.case import GIVEN, MINIMUM, CaseEvent, ConnectionCase
from app.domain.case_state import CaseState
from app.domain.process import check_event, check_field_event, project
from app.domain.survey import Outcome
from app.errors import WrongStage
from app.ids import RecordId
from app.workspace import Unit, Workspace


def case_state(
    ws: Workspace, unit: Unit, case: ConnectionCase, also: Iterable[CaseEvent] = ()
) -> CaseState:
    """What the events of this case add up to on this tablet, with some that were made just now."""
    return project(case, [*unit.find(CaseEvent, case.id), *also], ws.reference.policy)


def expect(ws: Workspace, case: ConnectionCase, state: CaseState, said: Outcome) -> None:
    """Make sure that the person signed in may say this of the case, here and now.

    Raises:
        WrongStage: he may not; the reason is a stable word.
    """
    code, facts = said.code, said.facts
    check_field_event(state, code)
    if not speaks_as(code, ws.who.roles):
        raise WrongStage(code, state.status, (), "role_may_not")
    check_event(
        case,
        state,
        code,
        facts,
        at=ws.clock.now(),
        actor=ws.who.user,
        policy=ws.reference.policy,
    )


def happened(
    ws: Workspace, unit: Unit, case: ConnectionCase, outcomes: Iterable[Outcome]
) -> list[CaseEvent]:
    """The events that say so, one after the other, each judged and none saved.

    Raises:
        WrongStage: the person signed in may not say one of them of the case, here and now.
    """
    made: list[CaseEvent] = []
    for said in outcomes:
        expect(ws, case, case_state(ws, unit, case, made), said)
        made.append(
            CaseEvent(
                id=RecordId(ws.ids.new()),
                case_id=case.id,
                org=case.org,
                code=said.code,
                occurred_at=ws.clock.now(),
                actor=ws.who.user,
                role=speaks_as(said.code, ws.who.roles),
                device=ws.who.device,
                facts=_noted(said),
                clock_offset_s=unit.inbox.standing().clock_offset_s,
            )
        )
    return made


def _noted(said: Outcome) -> dict[str, str]:
    """What it says, and of an application that its minimum was there when this was judged."""
    judged = {MINIMUM: GIVEN} if said.code == "application.submitted" else {}
    return {**said.facts, **judged}
