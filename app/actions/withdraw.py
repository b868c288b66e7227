"""Take a photo, a defect, a device or a load curve back, and undo that."""

from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from app.domain.defect import Defect
from app.domain.equipment import Equipment
from app.domain.evidence import Photo
from app.domain.load import LoadProfile
from app.workspace import Workspace

W = TypeVar("W", Defect, Equipment, Photo, LoadProfile)


def withdraw(ws: Workspace, record_type: type[W], record_id: str) -> W:
    """Mark it withdrawn; it stays in the history, and `restore` brings it back."""
    return _marked(ws, "withdraw", record_type, record_id, ws.clock.now())


def restore(ws: Workspace, record_type: type[W], record_id: str) -> W:
    """Undo a withdrawal."""
    return _marked(ws, "restore", record_type, record_id, None)


def _marked(
    ws: Workspace, deed: str, record_type: type[W], record_id: str, at: datetime | None
) -> W:
    with ws.unit(deed) as unit:
        marked = replace(unit.get(record_type, record_id), withdrawn_at=at)
        unit.save(marked)
        return marked
