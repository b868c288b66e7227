"""Keep what is typed about the visit as a whole: opinion, safety briefing, instruments."""

from app.domain.inspection import Inspection
from app.errors import SealedRecord
from app.workspace import Place, Workspace


def keep_draft(ws: Workspace, inspection: Inspection, place: Place) -> None:
    """Keep the working copy; it lies over the record until that is recorded.

    Raises:
        SealedRecord: the inspection is recorded.
    """
    with ws.unit("keep_draft") as unit:
        if unit.get(Inspection, inspection.id).recorded_at is not None:
            raise SealedRecord("inspection", inspection.id)
        unit.keep(inspection, place)
