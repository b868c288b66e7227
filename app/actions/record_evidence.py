"""Note a material that is before one's eyes, once; from then on nobody is asked for it."""

from datetime import date
from pathlib import Path

from app.domain.case import ConnectionCase
from app.domain.material import Evidence, EvidenceTold, day_of, stage_at
from app.errors import AlreadyHeld, NotReady
from app.happening import case_state
from app.ids import RecordId
from app.media.document import take_document
from app.workspace import Workspace


def record_evidence(ws: Workspace, told: EvidenceTold, path: Path | None = None) -> Evidence:
    """The material as it is held, with the file that shows it, if there is one.

    Raises:
        AlreadyHeld: one that is valid is held.
        NotReady: nobody may ask for such a thing, or its last day is no day.
        NotAPicture: the file is neither a whole PDF nor a picture; nothing is kept.
    """
    rules = ws.reference.materials
    missing = []
    if told.material_type not in {rule.id for rule in rules.rules}:
        missing.append("material")
    if told.valid_to and not _is_day(told.valid_to):
        missing.append("valid_to")
    if missing:
        raise NotReady("record_evidence", tuple(missing))
    content, media_type = take_document(path) if path is not None else (None, "")
    file = ws.blobs.put(content) if content is not None else None
    with ws.unit("record_evidence") as unit:
        case = unit.get(ConnectionCase, told.case_id)
        now = ws.clock.now()
        for held in unit.find(Evidence, case.id):
            if held.material_type == told.material_type and held.is_valid(day_of(now)):
                raise AlreadyHeld(rules.named(told.material_type))
        state = case_state(ws, unit, case)
        kept = Evidence(
            id=RecordId(ws.ids.new()),
            case_id=case.id,
            org=case.org,
            material_type=told.material_type,
            holder=told.holder.strip() or case.customer.name,
            collected_at=now,
            collected_by=ws.who.user,
            source=told.source,
            collected_stage=stage_at(state.status),
            issued_by=told.issued_by,
            no=told.no,
            valid_to=told.valid_to,
            file=file,
            media_type=media_type,
            consent_id=told.consent_id,
        )
        unit.save(kept)
        return kept


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
