"""What papers are composed of, before they are drawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Final

from app.clock import CHINA
from app.domain.as_built import SourceComparison
from app.domain.case import ConnectionCase, Scheme
from app.domain.checklist import Finding
from app.domain.customer import CustomerClass, Importance
from app.domain.day import moment_in_words
from app.domain.defect import Defect
from app.domain.entry import Entry
from app.domain.equipment import Equipment
from app.domain.inspection import Inspection, InspectionKind, pins_of
from app.domain.layout import PLAIN, Layout
from app.domain.limit import Verdict
from app.domain.load import LoadProfile, LoadSummary, Samples
from app.domain.load_paper import PaperLoad, PaperQuality
from app.domain.load_sheet import LoadSheet
from app.domain.meter import Pin
from app.domain.privacy import masked
from app.domain.quality_findings import PermittedCurrents
from app.domain.signer import SignerRole
from app.domain.survey import Carried
from app.domain.unit_choice import LicenceCheck
from app.domain.units import plain
from app.ids import Digest


@dataclass(frozen=True)
class PaperRow:
    """One checked item as it is printed."""

    code: str
    item: str
    device: str
    reading: str
    requirement: str
    verdict: Verdict
    reference: str
    conf: str
    """sure | verify, or empty where no limit was applied."""
    note: str = ""
    measured: bool = False
    fact: str = ""
    """What is printed in the place of a verdict where nothing is judged."""
    origin: str = ""
    """Which values an instrument gave by itself, and which of them were changed by hand."""


@dataclass(frozen=True)
class PaperGroup:
    """Rows under one heading."""

    title: str
    rows: tuple[PaperRow, ...]


@dataclass(frozen=True)
class PaperPin:
    """A value that an instrument gave by itself, as it is printed."""

    item: str
    written: str
    """What stands in the record, with its unit."""
    pin: Pin
    is_changed: bool
    """Whether a person has changed it since."""


@dataclass(frozen=True)
class PaperPhoto:
    """A photo as it is printed: the bounded copy (JPEG) and what is said of it."""

    data: bytes = field(repr=False)
    caption: str


@dataclass(frozen=True)
class Evidence:
    """What photos show of one defect: as it was found, and as it was put right."""

    defect: Defect
    before: tuple[PaperPhoto, ...] = ()
    after: tuple[PaperPhoto, ...] = ()


@dataclass(frozen=True)
class PaperCurve:
    """A load curve as it is printed."""

    profile: LoadProfile
    samples: Samples
    load: PaperLoad | None = None
    """What it comes to."""

    @property
    def summary(self) -> LoadSummary:
        """What it says in numbers."""
        return self.profile.summary


@dataclass(frozen=True)
class Visit:
    """All that one recorded inspection brought back; what its paper is composed from."""

    case: ConnectionCase
    inspection: Inspection
    findings: tuple[Finding, ...]
    defects: tuple[Defect, ...] = ()
    equipment: tuple[Equipment, ...] = ()
    photos: tuple[PaperPhoto, ...] = ()
    curve: PaperCurve | None = None
    quality: PaperQuality | None = None
    """What the newest record of voltages and harmonics says."""
    permitted: PermittedCurrents | None = None
    """What harmonic currents the connection point may take in, where a survey says the point."""
    entry: Entry | None = None
    """The form that a survey fills."""
    sheet: LoadSheet | None = None
    """What the load list of a survey comes to."""
    carried: Carried = field(default_factory=Carried)
    evidence: tuple[Evidence, ...] = ()
    """What photos show of each of the defects."""
    scheme: Scheme | None = None
    """The supply scheme in force."""
    sources: tuple[SourceComparison, ...] = ()
    """The sources as built beside the planned ones."""
    units: tuple[LicenceCheck, ...] = ()
    """Who did the works, and what each licence is worth on the day of the visit."""
    queries: tuple[tuple[str, str], ...] = ()
    """What looked odd, and what was said of it."""


@dataclass(frozen=True)
class Issue:
    """What is decided when a paper is issued."""

    organisation: str
    doc_no: str
    revision: int
    issued_at: datetime
    inspectors: tuple[str, ...]
    record: bytes = field(repr=False)
    """The canonical record (RFC 8785) that the paper carries inside."""
    record_digest: Digest
    qr: str
    expected: tuple[SignerRole, ...] = (SignerRole.INSPECTOR, SignerRole.CUSTOMER)
    copies: tuple[str, ...] = ("客户", "供电企业")
    """Who keeps a copy."""
    called: Mapping[SignerRole, str] = field(default_factory=dict)
    """Who signs in which place, in words, where that is a person of its own."""
    layout: Layout = PLAIN
    """How the office wants it to look."""

    @property
    def form(self) -> str:
        """F06 for a completion inspection: the number begins with it."""
        return self.doc_no.partition("-")[0]

    def __post_init__(self) -> None:
        # The digest is printed, signed and sent: a wrong one must not even be made.
        if sha256(self.record).hexdigest() != self.record_digest:
            raise ValueError("record_digest is not the digest of this record")


_CUSTOMER_CLASS: Final = {
    CustomerClass.RES: "居民",
    CustomerClass.LV_NONRES: "低压非居民",
    CustomerClass.HV_SINGLE: "高压单电源",
    CustomerClass.HV_MULTI: "高压双（多）电源",
}


_BUSINESS: Final = {"new_connection": "新装", "capacity_increase": "增容"}


_IMPORTANCE: Final = {
    Importance.NONE: "普通",
    Importance.SPECIAL: "特级重要",
    Importance.FIRST: "一级重要",
    Importance.SECOND: "二级重要",
    Importance.TEMPORARY: "临时性重要",
}


def header_of(visit: Visit, issue: Issue) -> tuple[tuple[str, str], ...]:
    """The common header block H of the forms, of a visit."""
    inspection = visit.inspection
    deed = "勘查" if inspection.kind is InspectionKind.SURVEY else "检验"
    when = _span(inspection.started_at, inspection.recorded_at)
    return (
        *case_header(visit.case),
        (f"{deed}人员", "、".join(_people(visit.entry) or issue.inspectors)),
        (f"{deed}时间", f"{when}（第 {inspection.attempt} 次）"),
    )


def _people(entry: Entry | None) -> tuple[str, ...]:
    """Everybody who took part in an inspection, with his specialty; none where none is noted."""
    table = entry.form.tables.get("participants") if entry is not None else None
    if entry is None or table is None:
        return ()
    columns = {each.id: each for each in table.columns}
    if "specialty" not in columns:
        return ()
    found = []
    for row in entry.of(table):
        name, said = (
            columns[each].said(row.cells.get(each, "")).strip() for each in ("name", "specialty")
        )
        if name:
            found.append(f"{name}（{said}）" if said else name)
    return tuple(found)


def case_header(case: ConnectionCase) -> tuple[tuple[str, str], ...]:
    """The common header block H of the forms, as far as the application says it.

    What was there before is said where capacity is added to it.
    """
    customer = case.customer
    agent = f"{customer.agent_name}　{masked(customer.agent_id_no)}".strip("　")
    contact = f"{customer.contact_name}　{customer.contact_phone}".strip("　")
    had = case.existing_capacity_kva
    unit = case.customer_class.capacity_unit
    return (
        ("申请编号", case.application_no),
        ("业务类型", _BUSINESS.get(case.business_type, case.business_type)),
        ("户　　名", customer.name),
        ("户　　号", case.customer_no or ""),
        ("用电地址", case.site.address),
        ("客户类别", f"{_CUSTOMER_CLASS[case.customer_class]}（{_IMPORTANCE[case.importance]}）"),
        ("联 系 人", contact),
        ("供电电压", f"{plain(case.supply_kv)} kV"),
        ("经 办 人", agent),
        ("申请容量", f"{plain(case.applied_capacity_kva)} {unit}"),
        *((("原有容量", f"{plain(had)} {unit}"),) if had is not None else ()),
    )


def _span(start: datetime, end: datetime | None) -> str:
    if end is None:
        return moment_in_words(start)
    same_day = start.astimezone(CHINA).date() == end.astimezone(CHINA).date()
    till = f"{end.astimezone(CHINA):%H:%M}" if same_day else moment_in_words(end)
    return f"{moment_in_words(start)} – {till}"


def grouped(
    findings: Sequence[Finding], visit: Inspection | None = None
) -> tuple[tuple[PaperGroup, ...], tuple[PaperGroup, ...]]:
    """The papers that were examined, and what was checked on site, by section and device.

    `visit` says which values came from an instrument by themselves.
    """
    groups: dict[tuple[bool, str], list[PaperRow]] = {}
    for finding in findings:
        question = finding.question
        title = "　".join(filter(None, (question.section.zh, question.device_label)))
        is_document = question.item.form_row.startswith("D") or question.section.id == "doc"
        groups.setdefault((is_document, title), []).append(_row(finding, visit))
    made = [(key, PaperGroup(key[1], tuple(rows))) for key, rows in groups.items()]
    return (
        tuple(group for (is_document, _), group in made if is_document),
        tuple(group for (is_document, _), group in made if not is_document),
    )


def pins_printed(findings: Sequence[Finding], visit: Inspection) -> tuple[PaperPin, ...]:
    """Every value of a visit that an instrument gave by itself, in the order of its questions."""
    printed = []
    for finding in findings:
        question, answer = finding.question, finding.answer
        specs = {spec.name: spec for spec in question.typed}
        for name, pin in pins_of(visit, answer).items():
            if answer is None or name not in specs:
                continue
            text, unit = answer.inputs[name], specs[name].unit
            where = "　".join((question.device_label, question.item.zh, specs[name].zh))
            written = f"{text} {unit}".strip()
            printed.append(PaperPin(where.strip(), written, pin, pin.is_changed(text)))
    return tuple(printed)


def _origin(finding: Finding, visit: Inspection | None) -> str:
    """Of which instrument its values are, when they were read, and whether by hand since."""
    pins = pins_of(visit, finding.answer) if visit is not None else {}
    if not pins or finding.answer is None:
        return ""
    last = max(pins.values(), key=lambda pin: pin.at)
    told = f"仪表直读 {last.serial_no} {moment_in_words(last.at)}"
    inputs = finding.answer.inputs
    changed = any(pin.is_changed(inputs[name]) for name, pin in pins.items())
    return f"〔{told}{'，有手工修改' if changed else ''}〕"


def _row(finding: Finding, visit: Inspection | None) -> PaperRow:
    question, answer = finding.question, finding.answer
    return PaperRow(
        code=question.item.form_row,
        item=question.item.zh + (f"（{question.phase} 相）" if question.phase else ""),
        device=question.device_label,
        reading=f"{finding.reading} {finding.unit}".strip(),
        requirement=finding.requirement,
        verdict=finding.verdict,
        reference=finding.reference,
        conf=finding.conf,
        note=answer.note if answer else "",
        measured=bool(finding.requirement),
        fact=finding.fact,
        origin=_origin(finding, visit),
    )
