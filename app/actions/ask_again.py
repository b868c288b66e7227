"""Ask once more for a material that is held: with a reason, and counted."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from app.domain.material import AskReason, Evidence
from app.errors import SealedRecord
from app.guarded import note_hits, refuse_words
from app.workspace import Workspace

_NONE: Mapping[str, str] = MappingProxyType({})


def ask_again(
    ws: Workspace,
    evidence_id: str,
    reason: AskReason,
    note: str = "",
    reasons: Mapping[str, str] = _NONE,
) -> Evidence:
    """The material, held no more: it is missing until another is handed in (indicator K11).

    `reasons` are those for words of the note that want one (`impartiality.reason_key`).

    Raises:
        SealedRecord: it was asked for again already, or taken back.
        WordsRefused: the note says what it must not say, or wants a reason.
    """
    with ws.unit("ask_again") as unit:
        held = unit.get(Evidence, evidence_id)
        asked = held.asked_for(reason, note.strip(), ws.clock.now())
        asked = replace(asked, reasons={key: why for key, why in reasons.items() if why.strip()})
        note_hits(ws, unit, asked, "ask_again")
    with ws.unit("ask_again") as unit:
        held = unit.get(Evidence, evidence_id)
        if held.asked_again is not None or held.withdrawn_at is not None:
            raise SealedRecord("evidence", evidence_id)
        refuse_words(ws, unit, asked)
        unit.save(asked)
        return asked
