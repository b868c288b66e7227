"""The materials of a case: where each stands today, and what the one-time notice says of it."""

from collections.abc import Iterable, Mapping

from app.domain.case import CaseEvent, ConnectionCase
from app.domain.material import (
    Evidence,
    Material,
    day_of,
    materials_of,
    notice_of,
    stage_at,
)
from app.domain.process import project
from app.workspace import Unit, Workspace


def materials_in(
    ws: Workspace, unit: Unit, case: ConnectionCase, events: Iterable[CaseEvent]
) -> tuple[Material, ...]:
    """All that this case needs, and where each of it stands at its stage today."""
    return materials_of(
        case,
        unit.find(Evidence, case.id),
        ws.reference.materials,
        stage_at(project(case, events, ws.reference.policy).status),
        day_of(ws.clock.now()),
    )


def material_rows(
    ws: Workspace, unit: Unit, case: ConnectionCase
) -> dict[str, tuple[Mapping[str, str], ...]]:
    """The rows that the tables of the one-time notice begin with, by source name."""
    content = notice_of(materials_in(ws, unit, case, unit.find(CaseEvent, case.id)))
    return {"materials.required": content.required_materials, "materials.gaps": content.gaps}
