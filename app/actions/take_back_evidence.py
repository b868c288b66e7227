"""Take back a material that was noted by mistake: with a reason, and it stays in the record."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from app.domain.material import Evidence
from app.errors import NotReady, SealedRecord
from app.guarded import note_hits, refuse_words
from app.workspace import Workspace

_NONE: Final[Mapping[str, str]] = MappingProxyType({})


def take_back_evidence(
    ws: Workspace, evidence_id: str, reason: str, reasons: Mapping[str, str] = _NONE
) -> Evidence:
    """The material, held no more and counted as never asked for again.

    `reasons` are those for words of the reason that want one (`impartiality.reason_key`).

    Raises:
        NotReady: no reason is given.
        SealedRecord: it is taken back already, or the customer was asked for it again: that counts.
        WordsRefused: the reason says what it must not say, or wants a reason.
    """
    if not reason.strip():
        raise NotReady("take_back_evidence", ("reason",))
    with ws.unit("take_back_evidence") as unit:
        marked = replace(
            unit.get(Evidence, evidence_id),
            withdrawn_at=ws.clock.now(),
            withdrawn_reason=reason.strip(),
            reasons={key: why for key, why in reasons.items() if why.strip()},
        )
        note_hits(ws, unit, marked, "take_back_evidence")
    with ws.unit("take_back_evidence") as unit:
        held = unit.get(Evidence, evidence_id)
        if held.asked_again is not None or held.withdrawn_at is not None:
            raise SealedRecord("evidence", evidence_id)
        refuse_words(ws, unit, marked)
        unit.save(marked)
        return marked
