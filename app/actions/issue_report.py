"""Issue the paper of a recorded visit: composed, drawn, kept; ready to be signed."""

import io

import pikepdf

from app import codec
from app.documents.inspection_pdf import draw_inspection
from app.documents.survey_pdf import draw_survey
from app.domain.evidence import Photo
from app.domain.inspection import Inspection, InspectionKind
from app.domain.inspection_paper import compose_inspection_paper
from app.domain.load import LoadProfile
from app.domain.paper import Issue, PaperCurve, PaperPhoto, Visit, moment_in_words
from app.domain.report import Report, Signature, SignerRole
from app.domain.survey import demand_of_entry
from app.domain.survey_paper import compose_survey_paper
from app.errors import NotReady
from app.ids import Digest, RecordId
from app.instruments.samples_blob import unpack_samples
from app.visits import visit_state
from app.workspace import CENTRE_URL, Unit, Workspace

_FORM = {InspectionKind.INTERIM: "F05", InspectionKind.COMPLETION: "F06"}
_EXPECTED = (SignerRole.INSPECTOR, SignerRole.CUSTOMER)


def issue_report(ws: Workspace, inspection_id: str) -> Report:
    """The paper of this visit; the one that is there already while nothing has changed since.

    The file is kept first; its number comes with the record, so none is used twice or lost.

    Raises:
        NotReady: the visit is not recorded yet.
        DigestMismatch: a photo or the load curve is damaged or not here.
    """
    with ws.read() as unit:
        inspection = unit.get(Inspection, inspection_id)
        if inspection.recorded_at is None:
            raise NotReady("issue_report", ("record",))
        papers = [r for r in unit.find(Report, inspection.case_id) if r.subject_id == inspection_id]
        record, visit = _visit(ws, unit, inspection)
        url = (unit.settings.get(CENTRE_URL) or b"").decode()
        signed = {s.report_id for s in unit.find(Signature, inspection.case_id)}
    digest = codec.digest_of(record)
    if papers and (papers[-1].record_digest == digest or papers[-1].id in signed):
        return papers[-1]
    form = inspection.form or _FORM[inspection.kind]
    revision = len(papers) + 1
    doc_no = f"{form}-{visit.case.application_no}-{inspection.attempt}-{revision}"
    issue = Issue(
        organisation=ws.who.org,
        doc_no=doc_no,
        revision=revision,
        issued_at=ws.clock.now(),
        inspectors=(ws.who.name,),
        record=record,
        record_digest=digest,
        qr=f"{url}/papers/{doc_no}?sha256={digest[:16]}",
        expected=_EXPECTED,
    )
    return _kept(ws, visit, issue, form)


def _kept(ws: Workspace, visit: Visit, issue: Issue, form: str) -> Report:
    pdf = _drawn(visit, issue)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        pages = len(opened.pages)
    report = Report(
        id=RecordId(ws.ids.new()),
        case_id=visit.case.id,
        org=visit.case.org,
        subject_id=RecordId(visit.inspection.id),
        form=form,
        doc_no=issue.doc_no,
        revision=issue.revision,
        attempt=visit.inspection.attempt,
        issued_at=issue.issued_at,
        pdf=ws.blobs.put(pdf),
        record_digest=issue.record_digest,
        expected=_EXPECTED,
        pages=pages,
    )
    with ws.unit("issue_report") as unit:
        unit.save(report)
    return report


def _visit(ws: Workspace, unit: Unit, inspection: Inspection) -> tuple[bytes, Visit]:
    """The canonical record that the paper carries, and what the paper is composed from."""
    state = visit_state(ws, unit, inspection)
    case, photos = state.case, state.photos
    loads = () if inspection.is_recheck else unit.find(LoadProfile, case.id)
    titles = {f.question.item.id: f.question.item.zh for f in state.findings}
    visit = Visit(
        case=case,
        inspection=inspection,
        findings=state.findings,
        defects=state.defects,
        equipment=state.equipment,
        photos=tuple(
            PaperPhoto(ws.blobs.get(photo.bounded), _caption(photo, titles, inspection))
            for photo in (*state.before, *photos)
        ),
        curve=_curve(ws, loads[-1]) if loads else None,
        entry=state.entry,
        demand=demand_of_entry(state.entry, ws.reference.loads) if state.entry else None,
        carried=state.carried,
    )
    record = codec.canonical(
        {
            "case": codec.encode(case),
            "inspection": codec.encode(inspection),
            "equipment": [codec.encode(device) for device in state.equipment],
            "defects": [codec.encode(defect) for defect in state.defects],
            "photos": [codec.encode(photo) for photo in photos],
            "load_profiles": [codec.encode(load) for load in loads],
        }
    )
    return record, visit


def _drawn(visit: Visit, issue: Issue) -> bytes:
    if visit.entry is not None:
        return draw_survey(compose_survey_paper(visit, issue))
    return draw_inspection(compose_inspection_paper(visit, issue))


def _curve(ws: Workspace, load: LoadProfile) -> PaperCurve:
    return PaperCurve(load, unpack_samples(ws.blobs.get(Digest(load.samples))))


def _caption(photo: Photo, titles: dict[str, str], inspection: Inspection) -> str:
    shown = photo.caption or titles.get(photo.item, "现场照片")
    if inspection.is_recheck:
        shown = ("整改后　" if photo.owner_id == RecordId(inspection.id) else "整改前　") + shown
    return f"{shown}　{moment_in_words(photo.taken_at)}"
