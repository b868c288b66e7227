"""What a paper is made of, and what it does to its case once it is signed: of visit and filing."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

import msgspec

from app import codec
from app.analysing import permitted_at
from app.documents.filing_pdf import draw_filing
from app.documents.inspection_pdf import draw_inspection
from app.documents.rectification_pdf import draw_rectification
from app.documents.survey_pdf import draw_survey
from app.domain.case import CaseEvent, ConnectionCase
from app.domain.change import Plain
from app.domain.defect import Defect
from app.domain.filing import REFUSAL, Filing, facts_of
from app.domain.filing_paper import Along, compose_filing_paper
from app.domain.inspection import FORM_OF, Inspection, InspectionKind
from app.domain.inspection_paper import compose_inspection_paper
from app.domain.layout import PLAIN, Layout
from app.domain.load import LoadProfile
from app.domain.opinion import opinion_facts
from app.domain.paper import Issue, PaperPhoto, Visit
from app.domain.plausibility import CAPACITY
from app.domain.process import OPINION_EVENT
from app.domain.rectification_paper import NOTICE, compose_rectification_paper, needs_notice
from app.domain.report import Report
from app.domain.sheet_paper import plain_sheet
from app.domain.signer import SignerRole
from app.domain.signing import roles_of, team_of
from app.domain.survey import Outcome, last_survey, outcome_of
from app.domain.survey_paper import compose_survey_paper
from app.domain.unit_choice import SEEN
from app.errors import NotReady, WrongStage
from app.filings import FilingState, filed_findings, filed_sheet, filed_sketch, filing_state
from app.happening import case_state, happened
from app.ids import RecordId
from app.paper_load import paper_curve, paper_quality
from app.paper_photos import caption, evidence_of, shows_defect
from app.paper_signers import is_filing, signed_together, team_of_visit
from app.visits import VisitState, visit_state
from app.workspace import Unit, Workspace

BOTH = ("客户", "供电企业")
TO_COME = {"report": "to come", "doc_no": "to come"}
"""The paper has its number when it is issued, which is after its subject is recorded."""
_MAY_DIFFER = frozenset(
    {"report", "doc_no", "notice", "refusal", "defects", "open_critical", "open_major"}
    | {"unjudged", "missed_first_time", "list_complete", "issues"}
)
"""Facts in which a paper that is made anew may differ from the one that was returned."""


@dataclass(frozen=True)
class Subject:
    """A recorded visit or filing, ready to be put on paper."""

    id: RecordId
    case: ConnectionCase
    form: str
    attempt: int
    expected: tuple[SignerRole, ...]
    record: bytes = field(repr=False)
    """The canonical record that the paper carries."""
    draw: Callable[[Issue], bytes] = field(repr=False)
    copies: tuple[str, ...] = BOTH
    """Who keeps a copy."""
    layout: Layout = PLAIN
    """How the office wants it to look."""
    called: Mapping[SignerRole, str] = field(default_factory=dict)
    """Whose each of the inspectors' places is."""
    notice: Callable[[str], "Subject"] | None = field(default=None, repr=False)
    """The notice of defects that is signed along with it, made when its own number is known."""


def subject_of(ws: Workspace, unit: Unit, record_id: str) -> Subject:
    """What the paper of this visit or filing is made of.

    Raises:
        NotReady: it is not recorded yet, or was stopped and comes to no opinion.
        UnknownRecord: there is no such visit.
        DigestMismatch: a photo or the load curve is damaged or not here.
    """
    if is_filing(unit, record_id):
        filing = unit.get(Filing, record_id)
        _need(filing.recorded_at is not None)
        return _of_filing(ws, unit, filing)
    inspection = unit.get(Inspection, record_id)
    _need(inspection.recorded_at is not None and not inspection.was_stopped)
    return _of_visit(ws, unit, inspection)


def expect_filed(ws: Workspace, unit: Unit, state: FilingState) -> None:
    """Make sure that what this form does to the case can happen now.

    Raises:
        WrongStage: it cannot.
    """
    outcomes = [replace(each, facts={**each.facts, **TO_COME}) for each in _filed(state, True)]
    new = not_yet_said(ws, unit, state.case, state.filing.id, outcomes)
    happened(ws, unit, state.case, new)


def not_yet_said(
    ws: Workspace,
    unit: Unit,
    case: ConnectionCase,
    subject_id: str,
    outcomes: Iterable[Outcome],
) -> tuple[Outcome, ...]:
    """What no earlier paper of this visit or form has said to the process.

    A paper that was returned and made anew says its event only once; what it says again may differ
    in its counts, not in what the case has gone on by.

    Raises:
        WrongStage: it says otherwise what the case has already gone on by.
    """
    papers = {r.id for r in unit.find(Report, case.id) if r.subject_id == subject_id}
    events = unit.find(CaseEvent, case.id)
    said = {e.code: e for e in events if e.facts.get("report") in papers}
    new = []
    for outcome in outcomes:
        earlier = said.get(outcome.code)
        if earlier is None:
            new.append(outcome)
        elif _decides(earlier.facts) != _decides(outcome.facts):
            status = case_state(ws, unit, case).status
            raise WrongStage(outcome.code, status, (), "revision_differs")
    return tuple(new)


def _decides(facts: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in facts.items() if name not in _MAY_DIFFER}


def outcomes_of(ws: Workspace, unit: Unit, report: Report) -> tuple[Outcome, ...]:
    """What this paper does to the case once the last of its signers has signed it.

    The record of a refusal does what the refused paper does without the customer's signature.
    """
    if is_filing(unit, report.subject_id):
        state = filing_state(ws, unit, unit.get(Filing, report.subject_id))
        if state.filing.form == REFUSAL and state.about is not None:
            refused = _done(ws, unit, state.about, by_customer=False)
            return tuple(
                replace(each, facts={**each.facts, "refusal": report.doc_no}) for each in refused
            )
    return _done(ws, unit, report, by_customer=True)


def _done(ws: Workspace, unit: Unit, report: Report, *, by_customer: bool) -> tuple[Outcome, ...]:
    paper = {"report": str(report.id), "doc_no": report.doc_no}
    for other in signed_together(unit, report)[1:]:
        paper["notice"] = other.doc_no
    if is_filing(unit, report.subject_id):
        state = filing_state(ws, unit, unit.get(Filing, report.subject_id))
        found = _filed(state, by_customer)
    else:
        found = (_visited(ws, unit, unit.get(Inspection, report.subject_id)),)
    case = unit.get(ConnectionCase, report.case_id)
    new = not_yet_said(ws, unit, case, report.subject_id, found)
    return tuple(Outcome(each.code, {**each.facts, **paper}) for each in new)


def _filed(state: FilingState, by_customer: bool) -> tuple[Outcome, ...]:
    names = {**state.entry.names, "customer_signed": by_customer}
    return tuple(
        Outcome(event.code, facts_of(event, state.entry))
        for event in state.entry.form.events
        if event.when.value(names) is True
    )


def _visited(ws: Workspace, unit: Unit, inspection: Inspection) -> Outcome:
    """The event that this visit is once its paper is signed."""
    visit = visit_state(ws, unit, inspection)
    survey = inspection.kind is InspectionKind.SURVEY
    if survey and visit.entry is not None and inspection.recorded_at is not None:
        state = case_state(ws, unit, visit.case)
        return outcome_of(visit.entry, visit.case, state, ws.reference.policy)
    if inspection.conclusion is None:
        raise NotReady("sign_report", ("record",))
    facts = opinion_facts(
        inspection, visit.findings, visit.defects, unit.find(Defect, visit.case.id)
    )
    return Outcome(OPINION_EVENT[inspection.kind], dict(facts))


def _need(recorded: bool) -> None:
    if not recorded:
        raise NotReady("issue_report", ("record",))


def _masked(ws: Workspace, record: codec.Record) -> dict[str, Plain]:
    """A record as a paper carries it: masked, for whoever has the paper reads what is in it."""
    return ws.reference.personal.masked_body(codec.kind_of(record), codec.encode(record))


def _of_filing(ws: Workspace, unit: Unit, filing: Filing) -> Subject:
    state = filing_state(ws, unit, filing)
    form = state.entry.form
    titles = {each.id: each.zh for each in form.fields.values()}
    layout = _layout(ws, state.case, form.code, form.number)
    photos = tuple(
        PaperPhoto(
            ws.blobs.get(photo.bounded),
            caption(photo, titles),
        )
        for photo in state.photos
    )
    sheet, sketch = filed_sheet(ws, unit, state), filed_sketch(unit, filing)
    record = codec.canonical(
        {
            "case": _masked(ws, state.case),
            "filing": _masked(ws, filing),
            "photos": [_masked(ws, photo) for photo in state.photos],
            **plain_sheet(sheet),
            **({"sketch": msgspec.to_builtins(sketch)} if sketch else {}),
            "layout": layout.told,
        }
    )
    found = filed_findings(ws, unit, state)
    return Subject(
        id=filing.id,
        case=state.case,
        form=form.number,
        attempt=filing.attempt,
        expected=roles_of(state.entry),
        called=team_of(state.entry, filing.author).called(roles_of(state.entry)),
        copies=layout.kept_by(form.copies),
        layout=layout,
        record=record,
        draw=lambda issue: draw_filing(
            compose_filing_paper(
                state.case,
                filing,
                state.entry,
                photos,
                issue,
                Along(sheet, found, sketch),
            )
        ),
    )


def _of_visit(ws: Workspace, unit: Unit, inspection: Inspection) -> Subject:
    visit, record = _visit(ws, unit, inspection)
    layout = _layout(ws, visit.case, _number(inspection))
    return Subject(
        id=RecordId(inspection.id),
        case=visit.case,
        form=_number(inspection),
        attempt=inspection.attempt,
        expected=roles_of(visit.entry),
        called=_called(visit),
        copies=layout.kept_by(BOTH),
        layout=layout,
        record=record,
        draw=lambda issue: _drawn(visit, issue),
        notice=_notice_of(ws, visit, record) if needs_notice(inspection, visit.defects) else None,
    )


def _number(inspection: Inspection) -> str:
    return inspection.form or FORM_OF[inspection.kind]


def _layout(ws: Workspace, case: ConnectionCase, code: str, number: str = "") -> Layout:
    return ws.reference.layouts.of(code, case.org).for_paper(number or code)


def _called(visit: Visit) -> Mapping[SignerRole, str]:
    team = team_of_visit(visit.case, visit.inspection, visit.entry)
    return team.called(roles_of(visit.entry))


def _notice_of(ws: Workspace, visit: Visit, record: bytes) -> Callable[[str], Subject]:
    """The notice of what this visit found, by the number of its opinion."""
    inspection = visit.inspection
    layout = _layout(ws, visit.case, NOTICE)

    def made(source_doc_no: str) -> Subject:
        told = {
            "source_doc_no": source_doc_no,
            "source_digest": codec.digest_of(record),
            "case": _masked(ws, visit.case),
            "defects": [_masked(ws, defect) for defect in visit.defects if defect.stands],
            "layout": layout.told,
        }
        return Subject(
            id=RecordId(inspection.id),
            case=visit.case,
            form=NOTICE,
            attempt=inspection.attempt,
            expected=roles_of(visit.entry),
            called=_called(visit),
            copies=layout.kept_by(BOTH),
            layout=layout,
            record=codec.canonical(told),
            draw=lambda issue: draw_rectification(
                compose_rectification_paper(visit, source_doc_no, issue)
            ),
        )

    return made


def _visit(ws: Workspace, unit: Unit, inspection: Inspection) -> tuple[Visit, bytes]:
    """What the paper of a visit is composed from, and the canonical record that it carries."""
    state = visit_state(ws, unit, inspection)
    case, photos = state.case, state.photos
    loads = () if inspection.is_recheck else unit.find(LoadProfile, case.id)
    survey = inspection if inspection.kind is InspectionKind.SURVEY else None
    survey = survey or last_survey(unit.find(Inspection, case.id))
    titles = {f.question.item.id: f.question.item.zh for f in state.findings}
    evidence = tuple(evidence_of(ws, state, defect, titles) for defect in state.defects)
    visit = Visit(
        case=case,
        inspection=inspection,
        findings=state.findings,
        defects=state.defects,
        equipment=state.equipment,
        photos=tuple(
            PaperPhoto(ws.blobs.get(photo.bounded), caption(photo, titles))
            for photo in photos
            if not (inspection.is_recheck and shows_defect(photo, state.defects))
        ),
        evidence=evidence,
        queries=tuple(
            (o.said, inspection.words.get(o.key, ""))
            for o in state.oddities
            if o.subject != CAPACITY  # said in a section of its own
        ),
        curve=paper_curve(ws, loads),
        quality=paper_quality(ws, case, survey, loads),
        permitted=permitted_at(case, survey, ws.reference),
        entry=state.entry,
        sheet=state.sheet,
        carried=state.carried,
        scheme=state.scheme,
        sources=state.sources,
        units=state.units,
    )
    record = codec.canonical(
        _held_against(state)
        | plain_sheet(state.sheet)
        | {
            "case": _masked(ws, case),
            "inspection": _masked(ws, inspection),
            "equipment": [_masked(ws, device) for device in state.equipment],
            "defects": [_masked(ws, defect) for defect in state.defects],
            "photos": [_masked(ws, photo) for photo in photos],
            "load_profiles": [_masked(ws, load) for load in loads],
            "layout": _layout(ws, case, _number(inspection)).told,
        }
    )
    return visit, record


def _held_against(state: VisitState) -> dict[str, Plain]:
    """Scheme and units as this visit knew them: they may change afterwards, its paper may not.

    Of an earlier form, which knew neither, nothing: its record stays as it was.
    """
    if state.entry is None or SEEN not in state.entry.form.tables:
        return {}
    scheme = {"scheme": msgspec.to_builtins(state.scheme)} if state.scheme is not None else {}
    return {"units": [each.told for each in state.units], **scheme}


def _drawn(visit: Visit, issue: Issue) -> bytes:
    if visit.inspection.kind is InspectionKind.SURVEY:
        return draw_survey(compose_survey_paper(visit, issue))
    return draw_inspection(compose_inspection_paper(visit, issue))
