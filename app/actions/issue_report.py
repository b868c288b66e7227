"""Issue the paper of a recorded visit or form: composed, drawn, kept; ready to be signed.

A visit that failed has two: its opinion, and the notice of defects that is signed along with it.
"""

from app import codec
from app.documents.archive import page_count
from app.domain.filing import Filing
from app.domain.inspection import Inspection
from app.domain.paper import Issue
from app.domain.report import Report, Signature
from app.ids import RecordId
from app.paper_signers import is_filing
from app.papers import Subject, subject_of
from app.reviews import is_redone
from app.workspace import CENTRE_URL, Unit, Workspace


def issue_report(ws: Workspace, subject_id: str) -> Report:
    """The paper of this visit or form; the one that is there where nothing has changed since.

    The files are kept first; their numbers come with the records, so none is used twice or lost.

    Raises:
        NotReady: the visit or form is not recorded yet.
        DigestMismatch: a photo or the load curve is damaged or not here.
    """
    with ws.read() as unit:
        subject = subject_of(ws, unit, subject_id)
        papers = [r for r in unit.find(Report, subject.case.id) if r.subject_id == subject_id]
        url = (unit.settings.get(CENTRE_URL) or b"").decode()
        signed = {s.report_id for s in unit.find(Signature, subject.case.id)}
        kind = codec.kind_of(Filing if is_filing(unit, subject_id) else Inspection)
        redone = is_redone(unit, kind, subject.case.id, subject_id)
        mark = _mark(ws, unit, subject_id)
    mine = [report for report in papers if report.form == subject.form]
    digest = codec.digest_of(subject.record)
    kept = bool(mine) and mine[-1].id in signed and not redone
    if mine and (kept or mine[-1].record_digest == digest):
        return mine[-1]
    lead = _made(ws, subject, _number(subject, len(mine) + 1, mark), len(mine) + 1, url)
    made = [lead]
    if subject.notice is not None:
        notice = subject.notice(lead.doc_no)
        revision = sum(report.form == notice.form for report in papers) + 1
        number = _number(notice, revision, mark, of=subject.form)
        made.append(_made(ws, notice, number, revision, url, along_with=lead.id))
    with ws.unit("issue_report") as unit:
        for report in made:
            unit.save(report)
    return lead


def _mark(ws: Workspace, unit: Unit, subject_id: str) -> str:
    """What keeps this number apart from one that another tablet gives at the same time.

    Whoever leads the visit or fills the form has plain numbers, on his one tablet; a colleague who
    issues its paper meanwhile, offline too, has those of his tablet.
    """
    if is_filing(unit, subject_id):
        owner = unit.get(Filing, subject_id).author
    else:
        owner = unit.get(Inspection, subject_id).lead
    return "" if owner == ws.who.user else codec.digest_of(ws.who.device.encode())[:4].upper()


def _number(subject: Subject, revision: int, mark: str, of: str = "") -> str:
    """form-application-attempt-revision; a notice says of which opinion it is (F07-…-06-1-1)."""
    source = f"{of.removeprefix('F')}-" if of else ""
    case = subject.case.application_no
    number = f"{subject.form}-{case}-{source}{subject.attempt}-{revision}"
    return f"{number}-{mark}" if mark else number


def _made(
    ws: Workspace,
    subject: Subject,
    doc_no: str,
    revision: int,
    url: str,
    along_with: RecordId | None = None,
) -> Report:
    digest = codec.digest_of(subject.record)
    issue = Issue(
        organisation=ws.who.org,
        doc_no=doc_no,
        revision=revision,
        issued_at=ws.clock.now(),
        inspectors=tuple(n for r, n in subject.called.items() if r.is_inspector) or (ws.who.name,),
        record=subject.record,
        record_digest=digest,
        qr=f"{url}/papers/{doc_no}?sha256={digest[:16]}",
        expected=subject.expected,
        copies=subject.copies,
        layout=subject.layout,
        called=subject.called,
    )
    pdf = subject.draw(issue)
    return Report(
        id=RecordId(ws.ids.new()),
        case_id=subject.case.id,
        org=subject.case.org,
        subject_id=subject.id,
        form=subject.form,
        doc_no=doc_no,
        revision=revision,
        attempt=subject.attempt,
        issued_at=issue.issued_at,
        pdf=ws.blobs.put(pdf),
        record_digest=digest,
        expected=subject.expected,
        pages=page_count(pdf),
        along_with=along_with,
    )
