"""Record a defect, with the basis without which it cannot weigh."""

from dataclasses import replace

from app.domain.defect import Defect, Severity
from app.errors import NotReady
from app.guarded import note_hits, refuse_words
from app.ids import RecordId
from app.workspace import Workspace


def record_defect(ws: Workspace, defect: Defect) -> Defect:
    """Keep the defect; an empty id is given one.

    Raises:
        NotReady: a grave defect without a basis, or hardly described (domain/forms.md F07).
        WordsRefused: its words must not be said, or want a reason.
    """
    missing = []
    if len(defect.description.strip()) < 5:
        missing.append("description")
    if defect.severity in (Severity.CRITICAL, Severity.MAJOR) and not defect.basis.strip():
        missing.append("basis")
    if missing:
        raise NotReady("record_defect", tuple(missing))
    kept = defect if defect.id else replace(defect, id=RecordId(ws.ids.new()))
    # A transaction of its own: a refusal would take the note of what was tried back with it.
    with ws.unit("record_defect") as unit:
        note_hits(ws, unit, kept, "record_defect")
    with ws.unit("record_defect") as unit:
        refuse_words(ws, unit, kept)
        unit.save(kept)
        return kept
