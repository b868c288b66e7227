"""The materials of a case: where each stands today, and what the one-time notice says of it."""

from collections.abc import Iterable, Mapping

from app.domain.case import CaseEvent, ConnectionCase
from app.domain.material import (
    Evidence,
    Found,
    Material,
    day_of,
    materials_of,
    notice_of,
    stage_at,
)
from app.domain.process import project
from app.domain.reading import number_of
from app.domain.survey import has_own_source
from app.visits import readable, surveyed
from app.workspace import Unit, Workspace


def materials_in(
    ws: Workspace, unit: Unit, case: ConnectionCase, events: Iterable[CaseEvent]
) -> tuple[Material, ...]:
    """All that this case needs, and where each of it stands at its stage today."""
    policy = ws.reference.policy
    state = project(case, events, policy)
    survey = readable(surveyed, ws, unit, case)
    return materials_of(
        case,
        unit.find(Evidence, case.id),
        ws.reference.materials,
        stage_at(state.status),
        day_of(ws.clock.now()),
        Found(
            state.flags(case, policy),
            own_source=survey is not None and has_own_source(survey),
            capacity=number_of(state.frozen.get("confirmed_capacity", "")),
        ),
    )


def material_rows(
    ws: Workspace, unit: Unit, case: ConnectionCase
) -> dict[str, tuple[Mapping[str, str], ...]]:
    """The rows that the tables of the one-time notice begin with, by source name."""
    content = notice_of(materials_in(ws, unit, case, unit.find(CaseEvent, case.id)))
    return {"materials.required": content.required_materials, "materials.gaps": content.gaps}
