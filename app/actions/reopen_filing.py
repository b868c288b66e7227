"""Take a recorded form up again: nobody has signed it, or the office has returned it."""

from app.domain.filing import Filing, reopened
from app.errors import SealedRecord
from app.reviews import is_signed, seals
from app.workspace import Place, Workspace


def reopen_filing(ws: Workspace, filing_id: str) -> Filing:
    """The form as a draft again; its paper is superseded by the next revision, signed or not.

    Raises:
        SealedRecord: somebody has signed it, and the office has not returned it.
    """
    with ws.unit("reopen_filing") as unit:
        recorded = unit.get(Filing, filing_id)
        if seals(unit, recorded.case_id, filing_id):
            raise SealedRecord("filing", filing_id)
        form = ws.reference.filed(recorded.form, recorded.form_version)
        was_signed = is_signed(unit, recorded.case_id, filing_id)
        draft = reopened(recorded, form, was_signed=was_signed)
        unit.save(draft)
        unit.drafts.keep_place(Place("filing", filing_id))
        return draft
