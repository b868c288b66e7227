"""Work leaves the tablet by stick: the trail hears of it before it is written."""

from app.domain.change import Plain
from app.domain.trail import EXPORT
from app.workspace import Workspace


def note_stick(ws: Workspace, stick_id: str, case_id: str = "", **facts: Plain) -> None:
    """Note that this is about to be written, and where.

    Raises:
        NoRoom: it cannot be noted, so it must not be written.
    """
    with ws.unit("note_stick") as unit:
        unit.note(EXPORT, f"stick/{stick_id}", case_id, **facts)
