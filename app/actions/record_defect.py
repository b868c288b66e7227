"""Record a defect, with the basis without which it cannot weigh."""

from dataclasses import replace

from app.domain.defect import Defect, Severity
from app.errors import NotReady
from app.ids import RecordId
from app.workspace import Workspace


def record_defect(ws: Workspace, defect: Defect) -> Defect:
    """Keep the defect; an empty id is given one.

    Raises:
        NotReady: a grave defect without a basis, or hardly described (domain/forms.md F07).
    """
    missing = []
    if len(defect.description.strip()) < 5:
        missing.append("description")
    if defect.severity in (Severity.CRITICAL, Severity.MAJOR) and not defect.basis.strip():
        missing.append("basis")
    if missing:
        raise NotReady("record_defect", tuple(missing))
    with ws.unit("record_defect") as unit:
        kept = defect if defect.id else replace(defect, id=RecordId(ws.ids.new()))
        unit.save(kept)
        return kept
