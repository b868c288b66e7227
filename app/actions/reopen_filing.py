"""Take a recorded form up again, as long as nobody has signed it."""

from app.domain.filing import Filing, reopened
from app.domain.report import Report, Signature
from app.errors import SealedRecord
from app.workspace import Place, Workspace


def reopen_filing(ws: Workspace, filing_id: str) -> Filing:
    """The form as a draft again; its unsigned paper is superseded by the next revision.

    Raises:
        SealedRecord: somebody has signed it; a correction is another filing.
    """
    with ws.unit("reopen_filing") as unit:
        recorded = unit.get(Filing, filing_id)
        papers = {r.id for r in unit.find(Report, recorded.case_id) if r.subject_id == filing_id}
        if any(s.report_id in papers for s in unit.find(Signature, recorded.case_id)):
            raise SealedRecord("filing", filing_id)
        form = ws.reference.filed(recorded.form, recorded.form_version)
        draft = reopened(recorded, form)
        unit.save(draft)
        unit.drafts.keep_place(Place("filing", filing_id))
        return draft
