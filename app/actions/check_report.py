"""Judge a paper of this tablet: its file against its signatures, its records and the centre."""

from dataclasses import replace

from app.documents.verify import Reason, Verification, verify_pdf
from app.domain.endorsement import Endorsement
from app.domain.report import Report, Signature
from app.endorsed import file_of
from app.paper_check import against_records, in_order
from app.workspace import AUTHORITY, STAMP_AUTHORITIES, Workspace


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
        made = unit.find(Endorsement, report.case_id)
        authority = unit.settings.get(AUTHORITY)
        stamps = unit.settings.get(STAMP_AUTHORITIES)
    pdf = ws.blobs.get(file_of(ws, report, kept, made))
    found = verify_pdf(
        pdf,
        [authority.decode()] if authority else [],
        stamp_anchors=[stamps.decode()] if stamps else [],
        now=ws.clock.now(),
    )
    # Whatever stands behind it, the file begins with the very bytes that were signed here.
    if kept and not pdf.startswith(ws.blobs.get(kept[-1].pdf)):
        return replace(found, valid=False, reason=Reason.NOT_INTACT)
    return against_records(found, report, kept, whole=True)
