"""Keep what is typed about the visit as a whole: opinion, safety briefing, instruments."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from app.domain.inspection import Inspection
from app.errors import SealedRecord
from app.workspace import Place, Workspace


def keep_draft(ws: Workspace, inspection_id: str, changes: Mapping[str, Any], place: Place) -> None:
    """Keep these fields of the working copy; they lie over the record until it is recorded.

    `changes` holds new values by the names of the fields of `Inspection`. Only these are touched:
    whoever types the opinion may look at a page that an answer has overtaken.

    Raises:
        SealedRecord: the inspection is recorded.
    """
    with ws.unit("keep_draft") as unit:
        if unit.get(Inspection, inspection_id).recorded_at is not None:
            raise SealedRecord("inspection", inspection_id)
        unit.keep(replace(unit.working(Inspection, inspection_id), **changes), place)
