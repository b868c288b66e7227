"""Record a filed form: nothing is missing, and from here on it does not change."""

from dataclasses import replace

from app.domain.application import APPLICATION, applied
from app.domain.filing import Filing, closed
from app.errors import NotReady, SealedRecord
from app.filings import filed_sheet, filing_state
from app.guarded import note_hits
from app.papers import expect_filed
from app.workspace import Place, Workspace


def record_filing(ws: Workspace, filing_id: str) -> Filing:
    """The filing as recorded, with all that was known of the case written down in it.

    Raises:
        NotReady: something is missing; every entry is named as "what:field:row".
        WrongStage: what the form does to the case cannot happen now.
        SealedRecord: it is recorded already.
    """
    # A transaction of its own: a refusal would take the note of what was tried back with it.
    with ws.unit("record_filing") as unit:
        note_hits(ws, unit, unit.working(Filing, filing_id), "record_filing")
    with ws.unit("record_filing") as unit:
        filing = unit.working(Filing, filing_id)
        if filing.recorded_at is not None:
            raise SealedRecord("filing", filing_id)
        state = filing_state(ws, unit, filing)
        if missing := state.missing:
            names = tuple(f"{m.what}:{m.item}:{m.device}" for m in missing)
            raise NotReady("record_filing", names)
        if filing.form == APPLICATION:  # the form is where the case gets what it says
            unit.save(applied(state.case, state.entry))
            state = filing_state(ws, unit, filing)
        expect_filed(ws, unit, state)
        sheet = filed_sheet(ws, unit, state)
        reckoned = sheet.record if sheet is not None else {}
        recorded = replace(closed(filing, state.entry, ws.clock.now()), reckoned=reckoned)
        unit.save(recorded)
        unit.drafts.keep_place(Place("filing", filing_id))
        return recorded
