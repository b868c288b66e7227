"""Record a defect, with the basis without which it cannot weigh."""

from dataclasses import replace

from app.domain.defect import Defect
from app.domain.inspection import Inspection
from app.errors import NotReady, SealedRecord
from app.guarded import note_hits, refuse_words
from app.ids import RecordId
from app.visits import visit_state
from app.workspace import Unit, Workspace


def record_defect(ws: Workspace, defect: Defect) -> Defect:
    """Keep the defect; an empty id is given one.

    Raises:
        NotReady: a grave defect without a basis, one hardly described (domain/forms.md F07), or
            an advisory item of an ordinary customer made more than a suggestion.
        WordsRefused: its words must not be said, or want a reason.
        SealedRecord: the visit that found it is recorded.
    """
    missing = []
    if len(defect.description.strip()) < 5:
        missing.append("description")
    if defect.is_grave and not defect.basis.strip():
        missing.append("basis")
    with ws.read() as unit:
        visit = unit.working(Inspection, defect.inspection_id)
        if visit.recorded_at is not None:
            raise SealedRecord("inspection", visit.id)
        if defect.is_grave and _is_advice(ws, unit, visit, defect):
            missing.append("advisory")
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


def _is_advice(ws: Workspace, unit: Unit, visit: Inspection, defect: Defect) -> bool:
    """Whether what it is found at is only advice to this customer (scope `full`)."""
    asked = (f.question for f in visit_state(ws, unit, visit).findings)
    return any(each.is_advice for each in asked if each.place == defect.place)
