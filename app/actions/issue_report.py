"""Issue the paper of a recorded visit or form: composed, drawn, kept; ready to be signed."""

from app import codec
from app.documents.archive import page_count
from app.domain.paper import Issue
from app.domain.report import Report, Signature
from app.ids import RecordId
from app.papers import Subject, subject_of
from app.workspace import CENTRE_URL, Workspace


def issue_report(ws: Workspace, subject_id: str) -> Report:
    """The paper of this visit or form; the one that is there where nothing has changed since.

    The file is kept first; its number comes with the record, so none is used twice or lost.

    Raises:
        NotReady: the visit or form is not recorded yet.
        DigestMismatch: a photo or the load curve is damaged or not here.
    """
    with ws.read() as unit:
        subject = subject_of(ws, unit, subject_id)
        case = subject.case
        papers = [
            r
            for r in unit.find(Report, case.id)
            if r.subject_id == subject_id and r.form == subject.form
        ]
        url = (unit.settings.get(CENTRE_URL) or b"").decode()
        signed = {s.report_id for s in unit.find(Signature, case.id)}
    digest = codec.digest_of(subject.record)
    if papers and (papers[-1].record_digest == digest or papers[-1].id in signed):
        return papers[-1]
    revision = len(papers) + 1
    doc_no = f"{subject.form}-{case.application_no}-{subject.attempt}-{revision}"
    issue = Issue(
        organisation=ws.who.org,
        doc_no=doc_no,
        revision=revision,
        issued_at=ws.clock.now(),
        inspectors=(ws.who.name,),
        record=subject.record,
        record_digest=digest,
        qr=f"{url}/papers/{doc_no}?sha256={digest[:16]}",
        expected=subject.expected,
    )
    return _kept(ws, subject, issue)


def _kept(ws: Workspace, subject: Subject, issue: Issue) -> Report:
    pdf = subject.draw(issue)
    report = Report(
        id=RecordId(ws.ids.new()),
        case_id=subject.case.id,
        org=subject.case.org,
        subject_id=subject.id,
        form=subject.form,
        doc_no=issue.doc_no,
        revision=issue.revision,
        attempt=subject.attempt,
        issued_at=issue.issued_at,
        pdf=ws.blobs.put(pdf),
        record_digest=issue.record_digest,
        expected=subject.expected,
        pages=page_count(pdf),
    )
    with ws.unit("issue_report") as unit:
        unit.save(report)
    return report
