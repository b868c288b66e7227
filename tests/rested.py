"""The recorded visit or review, and its signed paper, that an opinion rests on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from app import codec
from app.codec import Record
from app.domain.case import CaseEvent
from app.domain.checklist import Answer, Checklist, Conclusion, Judgement
from app.domain.defect import Defect, Severity
from app.domain.entry import Entry, FormRow
from app.domain.evidence import Photo
from app.domain.filing import Filing, facts_of
from app.domain.ink import is_ink
from app.domain.inspection import FORM_OF, Inspection, InspectionKind
from app.domain.material import Evidence, EvidenceSource
from app.domain.report import Report, Signature
from app.domain.signer import SignerRole
from app.domain.signing import expected_roles
from app.domain.transition import OPINION_EVENT
from app.ids import Digest, InspectionId, RecordId
from app.reference.library import open_reference

_KINDS = {code: kind for kind, code in OPINION_EVENT.items()}
FORMS = {
    "application.materials_incomplete_notified": "F10",
    "scheme.replied": "F03",
    "scheme.confirmed": "F03",
    "scheme.objected": "F03",
    "design.opinion_issued": "F04",
    "energisation.completed": "F08",
    "followup.completed": "F11",
}
"""Events that are a filed form, and which."""
_SAID: Mapping[str, Mapping[str, str]] = {
    "application.materials_incomplete_notified": {"notice_type": "materials_gap"},
    "scheme.objected": {"customer_opinion": "object"},
    "followup.completed": {"reached": "yes", "channel": "phone"},
}
"""What such a form says so that its event happens, beside what the event itself tells."""
_HOUR = timedelta(hours=1)
_STROKES = b'{"height":1,"lines":[],"width":1}'


@dataclass(frozen=True)
class Rested:
    """An opinion that names its paper, with what has to be there before it and the files of it."""

    event: CaseEvent
    subject: Inspection | Filing
    others: tuple[Record, ...]
    """What was found at the visit."""
    report: Report
    signatures: tuple[Signature, ...]
    files: Mapping[Digest, bytes]

    @property
    def papers(self) -> tuple[Record, ...]:
        """The records that come before the event."""
        return (self.subject, *self.others, self.report, *self.signatures)

    @property
    def records(self) -> tuple[Record, ...]:
        """All of it, in the order in which a tablet sends it."""
        return (*self.papers, self.event)


def is_opinion(event: Record) -> bool:
    """Whether this is an event that rests on a paper."""
    if not isinstance(event, CaseEvent) or is_ink(event.facts):
        return False
    return event.code in (*_KINDS, *FORMS)


_HANDED_IN: Mapping[str, tuple[str, ...]] = {
    "application.accepted": ("identity", "property", "authorisation"),
    "completion.requested": ("load_list", "completion"),
}
"""What a customer of high voltage hands in with it, beside what he did before."""


def handed_in(event: CaseEvent) -> tuple[Evidence, ...]:
    """The materials that have to be there before this is said; who says it has noted them."""
    return tuple(
        Evidence(
            id=RecordId(f"{event.case_id}-{name}"), case_id=event.case_id, org=event.org,
            material_type=name, holder="西河机械", collected_at=event.occurred_at,
            collected_by=event.actor, source=EvidenceSource.CUSTOMER, collected_stage="now",
        )
        for name in _HANDED_IN.get(event.code, ())
    )  # fmt: skip


def with_papers(records: Iterable[Record]) -> tuple[list[Record], dict[Digest, bytes]]:
    """The same records, before each event what it rests on; and the files that this names."""
    found: list[Record] = []
    files: dict[Digest, bytes] = {}
    for record in records:
        if isinstance(record, CaseEvent) and is_opinion(record):
            made = rested(record)
            found += made.records
            files.update(made.files)
        else:
            found += handed_in(record) if isinstance(record, CaseEvent) else ()
            found.append(record)
    return found, files


def rested(event: CaseEvent) -> Rested:
    """What this event rests on, made as of its moment; it names the paper by its id."""
    subject, others, form, said = _filed(event) if event.code in FORMS else _visited(event)
    signers = _signers(subject)
    files = [b"%PDF-1.7 of " + f"{event.id} {n}".encode() for n in range(1 + len(signers))]
    blank, *sealed = map(codec.digest_of, files)
    number = event.facts.get("doc_no", "") or f"{form}-{event.id}"
    report = Report(
        id=RecordId(f"{event.id}-report"), case_id=event.case_id, org=event.org,
        subject_id=RecordId(subject.id), form=form, doc_no=number, revision=1, attempt=1,
        issued_at=event.occurred_at, pdf=blank, record_digest=codec.digest({"of": event.id}),
        expected=signers, pages=1,
    )  # fmt: skip
    signatures = tuple(
        Signature(
            id=RecordId(f"{event.id}-{role}"), case_id=event.case_id, org=event.org,
            report_id=report.id, role=role, signer_name="李文娟", identified_by="id_card",
            signed_at=event.occurred_at, strokes=codec.digest_of(_STROKES),
            evidence=codec.digest({"by": role}), pdf=pdf, device=event.device, by=event.actor,
        )
        for role, pdf in zip(report.expected, sealed, strict=True)
    )  # fmt: skip
    named = {**event.facts, **said, "report": report.id, "doc_no": number}
    kept = {codec.digest_of(content): content for content in (*files, _STROKES)}
    return Rested(replace(event, facts=named), subject, others, report, signatures, kept)


def _signers(subject: Inspection | Filing) -> tuple[SignerRole, ...]:
    rules, high = open_reference(), True
    if isinstance(subject, Filing):
        form = rules.filed(subject.form)
    else:
        form, high = rules.form(subject.checklist, subject.form), subject.form != "F02"
    return expected_roles(form, subject.values, subject.rows, high_voltage=high)


Made = tuple[Inspection | Filing, tuple[Record, ...], str, dict[str, str]]
"""The record, what comes with it, the form of its paper, and what that adds to the event."""


def _filed(event: CaseEvent) -> Made:
    form = open_reference().filed(FORMS[event.code])
    asked = next(each for each in form.events if each.code == event.code)
    values, rows = dict(_SAID.get(event.code, {})), []
    for name, source in asked.facts.items():
        table, _, column = source.partition(".")
        parts = event.facts.get(name, "").split(";")
        if column:
            rows += [FormRow(table, f"r{n}", {column: p}) for n, p in enumerate(parts) if p]
        elif source in form.fields and name in event.facts:
            values[source] = event.facts[name]
    values = {name: text for name, text in values.items() if text}
    filing = Filing(
        id=RecordId(f"{event.id}-filing"), case_id=event.case_id, org=event.org, form=form.code,
        form_version=form.version, attempt=1, author=event.actor, rows=tuple(rows),
        started_at=event.occurred_at - _HOUR, values=values, recorded_at=event.occurred_at,
    )  # fmt: skip
    told = facts_of(asked, Entry(form, values, rows))
    return filing, (), form.number, told


def _visited(event: CaseEvent) -> Made:
    rules, result, at = open_reference(), event.facts["result"], event.occurred_at
    kind = _KINDS[event.code]
    survey = kind is InspectionKind.SURVEY
    checklist = rules.checklist(kind.value)
    form = rules.form(kind.value, event.facts.get("form", "F01") if survey else FORM_OF[kind])
    visit = Inspection(
        id=InspectionId(f"{event.id}-visit"), case_id=event.case_id, org=event.org, kind=kind,
        attempt=1, checklist=checklist.name, checklist_version=checklist.version,
        lead=event.actor, started_at=at - _HOUR, form=form.code, form_version=form.version,
        limits_version=rules.limits_version, loads_version=rules.loads_version if survey else "",
        values=_found(event.facts) if survey else {}, rows=_loads(event.facts) if survey else (),
        conclusion=None if survey else Conclusion(result), recorded_at=at,
        answers=() if survey else _answers(checklist),
    )  # fmt: skip
    released = {"concealed_release": "yes" if result == "pass" else "no"}
    added = released if kind is InspectionKind.INTERIM else {}
    if result != "rectify":
        return visit, () if survey else _photos(visit, checklist), form.code, added
    found = Defect(
        id=RecordId(f"{event.id}-defect"), case_id=event.case_id, org=event.org,
        inspection_id=visit.id, item="com.earth.res", device="", location="配电室",
        description="接地标识不清", severity=Severity.MINOR, basis="GB 50169",
        number=f"{form.code}-1-01",
    )  # fmt: skip
    counts = {"defects": "1", "list_complete": "yes", "missed_first_time": "0"}
    return visit, (found,), form.code, added | counts


def _answers(checklist: Checklist) -> tuple[Answer, ...]:
    """What is asked where no device is noted, answered so that it keeps no visit from passing."""
    asked = (item for section in checklist.sections for item in section.items)
    seen = (item for item in asked if item.kind != "photo_required")
    return tuple(Answer(item.id, judgement=Judgement.NOT_APPLICABLE) for item in seen)


def _photos(visit: Inspection, checklist: Checklist) -> tuple[Photo, ...]:
    """As many photos as the checklist wants, all of one file that the papers bring anyway."""
    items = (item for section in checklist.sections for item in section.items)
    wanted = max(item.photo_min for item in items if item.kind == "photo_required")
    file = codec.digest_of(_STROKES)
    return tuple(
        Photo(
            id=RecordId(f"{visit.id}-photo-{number}"), case_id=visit.case_id, org=visit.org,
            owner_id=RecordId(visit.id), item="", device="", original=file, bounded=file,
            media_type="image/jpeg", width_px=4000, height_px=3000, size_bytes=len(_STROKES),
            taken_by=visit.lead, taken_at=visit.started_at,
        )
        for number in range(wanted)
    )  # fmt: skip


def _found(facts: Mapping[str, str]) -> dict[str, str]:
    """What the survey's form says, so that nothing of it is known from the case."""
    fixed = ("external_line_works", "special_load", "important_level", "important_basis")
    values = {name: facts.get(name, "") for name in fixed}
    values |= {"survey_result": facts["result"]}
    values |= {"confirmed_capacity_kw": facts.get("confirmed_capacity", "")}
    if facts.get("onsite_agree"):
        values |= {"onsite_agree": "yes", "onsite_scheme": "220 V，接入 3 号分支箱"}
    return values


def _loads(facts: Mapping[str, str]) -> tuple[FormRow, ...]:
    kinds = filter(None, facts.get("special_kinds", "").split(";"))
    return tuple(FormRow("loads", f"l{n}", {"pq_kind": kind}) for n, kind in enumerate(kinds))
