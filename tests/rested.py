"""The recorded visit or review, and its signed paper, that an opinion rests on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from app import codec
from app.codec import Record
from app.domain.case import CaseEvent
from app.domain.checklist import Conclusion
from app.domain.filing import Filing
from app.domain.inspection import FORM_OF, Inspection, InspectionKind
from app.domain.report import Report, Signature
from app.domain.signer import SignerRole
from app.domain.transition import OPINION_EVENT
from app.ids import Digest, InspectionId, RecordId
from app.reference.library import open_reference

_KINDS = {code: kind for kind, code in OPINION_EVENT.items()}
_REVIEW = "design.opinion_issued"
_STROKES = b'{"height":1,"lines":[],"width":1}'


@dataclass(frozen=True)
class Rested:
    """An opinion that names its paper, with what has to be there before it and the files of it."""

    event: CaseEvent
    subject: Inspection | Filing
    report: Report
    signatures: tuple[Signature, ...]
    files: Mapping[Digest, bytes]

    @property
    def papers(self) -> tuple[Record, ...]:
        """The records that come before the event."""
        return (self.subject, self.report, *self.signatures)

    @property
    def records(self) -> tuple[Record, ...]:
        """All of it, in the order in which a tablet sends it."""
        return (*self.papers, self.event)


def is_opinion(event: Record) -> bool:
    """Whether this is an event that rests on a paper."""
    return isinstance(event, CaseEvent) and event.code in (*_KINDS, _REVIEW)


def with_papers(records: Iterable[Record]) -> tuple[list[Record], dict[Digest, bytes]]:
    """The same records, before each opinion what it rests on; and the files that this names."""
    found: list[Record] = []
    files: dict[Digest, bytes] = {}
    for record in records:
        if isinstance(record, CaseEvent) and is_opinion(record):
            made = rested(record)
            found += made.records
            files.update(made.files)
        else:
            found.append(record)
    return found, files


def rested(event: CaseEvent) -> Rested:
    """What this opinion rests on, made as of its moment; the event names the paper by its id."""
    subject, form = _subject(event)
    files = [b"%PDF-1.7 of " + f"{event.id} {n}".encode() for n in range(3)]
    blank, *sealed = map(codec.digest_of, files)
    number = event.facts.get("doc_no", "") or f"{form}-{event.id}"
    report = Report(
        id=RecordId(f"{event.id}-report"), case_id=event.case_id, org=event.org,
        subject_id=RecordId(subject.id), form=form, doc_no=number, revision=1, attempt=1,
        issued_at=event.occurred_at, pdf=blank, record_digest=codec.digest({"of": event.id}),
        expected=_signers(event), pages=1,
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
    named = {**event.facts, "report": report.id, "doc_no": number}
    kept = {codec.digest_of(content): content for content in (*files, _STROKES)}
    return Rested(replace(event, facts=named), subject, report, signatures, kept)


def _signers(event: CaseEvent) -> tuple[SignerRole, ...]:
    staff = SignerRole.REVIEWER if event.code == _REVIEW else SignerRole.INSPECTOR
    return (staff, SignerRole.CUSTOMER)


def _subject(event: CaseEvent) -> tuple[Inspection | Filing, str]:
    rules, result, at = open_reference(), event.facts["result"], event.occurred_at
    hour = timedelta(hours=1)
    if event.code == _REVIEW:
        review = Filing(
            id=RecordId(f"{event.id}-review"), case_id=event.case_id, org=event.org, form="F04",
            form_version=rules.filed("F04").version, attempt=1, author=event.actor,
            started_at=at - hour, values={"review_result": result}, recorded_at=at,
        )  # fmt: skip
        return review, "F04"
    kind = _KINDS[event.code]
    survey = kind is InspectionKind.SURVEY
    checklist = rules.checklist(kind.value)
    form = rules.form(kind.value, event.facts.get("form", "F01") if survey else FORM_OF[kind])
    known = ("external_line_works", "special_load")
    found = {name: event.facts[name] for name in known if name in event.facts}
    visit = Inspection(
        id=InspectionId(f"{event.id}-visit"), case_id=event.case_id, org=event.org, kind=kind,
        attempt=1, checklist=checklist.name, checklist_version=checklist.version,
        lead=event.actor, started_at=at - hour, form=form.code, form_version=form.version,
        limits_version=rules.limits_version, loads_version=rules.loads_version if survey else "",
        values={"survey_result": result, **found} if survey else {},
        conclusion=None if survey else Conclusion(result), recorded_at=at,
    )  # fmt: skip
    return visit, form.code
