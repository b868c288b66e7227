"""Note a device found on site, so that the checklist asks about it."""

from dataclasses import replace

from app.domain.equipment import Equipment
from app.workspace import Workspace


def add_equipment(ws: Workspace, equipment: Equipment) -> Equipment:
    """Keep the device; an empty id is given one."""
    with ws.unit("add_equipment") as unit:
        kept = equipment if equipment.id else replace(equipment, id=ws.ids.new())  # type: ignore[arg-type]
        unit.save(kept)
        return kept
