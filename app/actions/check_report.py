"""Judge a paper of this tablet: its file against its signatures, its records and the centre."""

from app.documents.verify import Verification, verify_pdf
from app.domain.report import Report, Signature
from app.paper_check import against_records, in_order
from app.workspace import AUTHORITY, Workspace


def check_report(ws: Workspace, report_id: str) -> Verification:
    """The verdict, trusting only the authority of the centre that this tablet has joined.

    What the records say must be in the file too: the record it carries is the one that was issued,
    and each signature has the evidence that was kept when it was made.

    Raises:
        UnknownRecord: there is no such report here.
        DigestMismatch: its file is damaged or not here yet.
    """
    with ws.read() as unit:
        report = unit.get(Report, report_id)
        kept = in_order(report, unit.find(Signature, report.case_id))
        authority = unit.settings.get(AUTHORITY)
    pdf = ws.blobs.get(kept[-1].pdf if kept else report.pdf)
    found = verify_pdf(pdf, [authority.decode()] if authority else [])
    return against_records(found, report, kept, whole=True)
