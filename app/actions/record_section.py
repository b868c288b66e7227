"""Leaving a section: what was typed becomes one change on its way to the centre."""

from app.domain.inspection import Inspection
from app.guarded import note_hits
from app.workspace import Workspace


def record_section(ws: Workspace, inspection_id: str) -> None:
    """Record what has been typed so far; unsent changes of the visit stay one change."""
    with ws.unit("record_section") as unit:
        visit = unit.working(Inspection, inspection_id)
        unit.save(visit)
        note_hits(ws, unit, visit, "record_section")
