"""The paper: what it says, when it was issued, and who signed it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256
from typing import Final, NamedTuple

from app.clock import CHINA
from app.domain.case import ConnectionCase
from app.domain.checklist import Conclusion, Finding, conclude
from app.domain.customer import CustomerClass, Importance
from app.domain.defect import Defect
from app.domain.demand import Demand
from app.domain.equipment import Equipment
from app.domain.form import Entry
from app.domain.inspection import Inspection, InspectionKind, Instrument
from app.domain.limit import Verdict
from app.domain.load import LoadProfile, LoadSummary, Samples
from app.domain.reading import number_of
from app.domain.survey import Carried
from app.domain.units import plain
from app.ids import CaseId, DeviceId, Digest, InspectionId, OrgId, RecordId, UserId


class SignerRole(StrEnum):
    """Whose signature a form expects, in the order of signing."""

    INSPECTOR = "inspector"
    CUSTOMER = "customer"


class StrokePoint(NamedTuple):
    """Where the pen was, and when: `t_ms` counts from the first touch; y grows downwards."""

    x: int
    y: int
    t_ms: int


@dataclass(frozen=True)
class Strokes:
    """A handwritten signature as it was drawn, in a box of `width` by `height` units."""

    width: int
    height: int
    lines: tuple[tuple[StrokePoint, ...], ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was drawn."""
        return not any(self.lines)


@dataclass(frozen=True)
class Report:
    """One issued revision of a form as PDF. Never changed: a correction is a new revision.

    Which signatures are there is told by the `Signature` records that name it.
    """

    id: RecordId
    case_id: CaseId
    org: OrgId
    inspection_id: InspectionId
    form: str
    """F06 for a completion inspection."""
    doc_no: str
    revision: int
    attempt: int
    issued_at: datetime
    pdf: Digest
    """The PDF before any signature: certified fields, nothing signed."""
    record_digest: Digest
    """SHA-256 of the attached canonical record (signatures excluded)."""
    expected: tuple[SignerRole, ...]
    pages: int
    withdrawn_at: datetime | None = None


@dataclass(frozen=True)
class Signature:
    """One person's signature on a report, an incremental revision of its PDF."""

    id: RecordId
    case_id: CaseId
    org: OrgId
    report_id: RecordId
    role: SignerRole
    signer_name: str
    identified_by: str
    """How the signer's identity was established: staff_login | id_card | known_agent."""
    signed_at: datetime
    strokes: Digest
    """The strokes as they were drawn, a blob of canonical JSON."""
    evidence: Digest
    """SHA-256 over what was signed, by whom and how."""
    pdf: Digest
    """The PDF after this signature."""
    device: DeviceId
    by: UserId


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


@dataclass(frozen=True)
class PaperGroup:
    """Rows under one heading."""

    title: str
    rows: tuple[PaperRow, ...]


@dataclass(frozen=True)
class PaperComparison:
    """What was built, beside what scheme and survey say. `agrees`: None where it cannot be told."""

    name: str
    as_built: str
    scheme: str
    agrees: bool | None
    survey: str = ""


@dataclass(frozen=True)
class PaperPhoto:
    """A photo as it is printed: the bounded copy (JPEG) and what is said of it."""

    data: bytes = field(repr=False)
    caption: str


@dataclass(frozen=True)
class PaperCurve:
    """A load curve as it is printed."""

    profile: LoadProfile
    samples: Samples

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
    entry: Entry | None = None
    """The form that a survey fills."""
    demand: Demand | None = None
    carried: Carried = field(default_factory=Carried)


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

    def __post_init__(self) -> None:
        # The digest is printed, signed and sent: a wrong one must not even be made.
        if sha256(self.record).hexdigest() != self.record_digest:
            raise ValueError("record_digest is not the digest of this record")


@dataclass(frozen=True)
class InspectionPaper:
    """What the completion opinion (F06) says, all of it; the ink adds nothing."""

    title: str
    outcomes: tuple[str, str]
    """What a pass allows, and what a rectification asks for."""
    issue: Issue
    header: tuple[tuple[str, str], ...]
    documents: tuple[PaperGroup, ...]
    groups: tuple[PaperGroup, ...]
    comparisons: tuple[PaperComparison, ...]
    instruments: tuple[Instrument, ...]
    defects: tuple[Defect, ...]
    opinion: str
    conclusion: Conclusion
    photos: tuple[PaperPhoto, ...]
    curve: PaperCurve | None
    declaration: str

    @property
    def limits(self) -> tuple[PaperRow, ...]:
        """One row for each limit that was applied: the appendix that says where it comes from."""
        applied: dict[tuple[str, str], PaperRow] = {}
        for group in self.groups + self.documents:
            for row in group.rows:
                if row.requirement:
                    applied.setdefault((row.item, row.requirement), row)
        return tuple(applied.values())


TITLES: Final = {
    InspectionKind.COMPLETION: "客户受电工程竣工检验意见单",
    InspectionKind.INTERIM: "客户受电工程中间检查意见单",
}
OUTCOMES: Final = {
    InspectionKind.COMPLETION: ("合格，具备装表接电条件", "不合格，按所列缺陷整改后申请复验"),
    InspectionKind.INTERIM: ("合格，允许隐蔽覆盖", "不合格，不得隐蔽，按所列缺陷整改后申请复检"),
}
DECLARATION: Final = (
    "本单所列检验项目、实测值与结论由检验人员现场记录，限值及其出处见附件；客户签名表示已阅知并收到本单。"
    "受电工程的设计、施工单位和设备材料由客户自主选择，供电企业及其工作人员未指定、推荐、限制。"
    "对检验结论或服务有异议，可拨打 95598 供电服务热线，或向 12398 能源监管热线投诉举报。"
)
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


def compose_inspection_paper(visit: Visit, issue: Issue) -> InspectionPaper:
    """The paper that this visit comes to. Its numbers are shown as they were judged."""
    documents, on_site = grouped(visit.findings)
    return InspectionPaper(
        title=TITLES[visit.inspection.kind],
        outcomes=OUTCOMES[visit.inspection.kind],
        issue=issue,
        header=header_of(visit, issue),
        documents=documents,
        groups=on_site,
        comparisons=_compared(visit),
        instruments=visit.inspection.instruments,
        defects=_located(visit),
        opinion=visit.inspection.opinion,
        conclusion=visit.inspection.conclusion or conclude(visit.findings, visit.defects),
        photos=visit.photos,
        curve=visit.curve,
        declaration=DECLARATION,
    )


def _located(visit: Visit) -> tuple[Defect, ...]:
    """The defects that stand, each with a place: where none was noted, the device's name."""
    labels = {str(device.id): device.label for device in visit.equipment}
    return tuple(
        replace(defect, location=defect.location or labels.get(defect.device, ""))
        for defect in visit.defects
        if defect.withdrawn_at is None
    )


def masked(number: str) -> str:
    """An identity number with only its first three and last four characters left."""
    return (
        f"{number[:3]}{'*' * (len(number) - 7)}{number[-4:]}"
        if len(number) > 7
        else "*" * len(number)
    )


def header_of(visit: Visit, issue: Issue) -> tuple[tuple[str, str], ...]:
    """The common header block H of the forms."""
    case, inspection = visit.case, visit.inspection
    deed = "勘查" if inspection.kind is InspectionKind.SURVEY else "检验"
    customer = case.customer
    agent = f"{customer.agent_name}　{masked(customer.agent_id_no)}".strip("　")
    contact = f"{customer.contact_name}　{customer.contact_phone}".strip("　")
    return (
        ("申请编号", case.application_no),
        ("业务类型", _BUSINESS.get(case.business_type, case.business_type)),
        ("户　　名", customer.name),
        ("客户类别", f"{_CUSTOMER_CLASS[case.customer_class]}（{_IMPORTANCE[case.importance]}）"),
        ("用电地址", case.site.address),
        ("供电电压", f"{plain(case.supply_kv)} kV"),
        ("联 系 人", contact),
        ("申请容量", f"{plain(case.applied_capacity_kva)} {case.customer_class.capacity_unit}"),
        ("经 办 人", agent),
        (f"{deed}次数", f"第 {inspection.attempt} 次"),
        (f"{deed}人员", "、".join(issue.inspectors)),
        (f"{deed}时间", _span(inspection.started_at, inspection.recorded_at)),
    )


def moment_in_words(moment: datetime) -> str:
    """A moment as a form prints it, in China's time: 2026年05月06日 09:30."""
    local = moment.astimezone(CHINA)
    return f"{local:%Y}年{local:%m}月{local:%d}日 {local:%H:%M}"


def day_in_words(day: str) -> str:
    """An ISO date as a form prints it; anything else as it is."""
    try:
        year, month, rest = date.fromisoformat(day).isoformat().split("-")
    except ValueError:
        return day
    return f"{year}年{month}月{rest}日"


def _span(start: datetime, end: datetime | None) -> str:
    if end is None:
        return moment_in_words(start)
    same_day = start.astimezone(CHINA).date() == end.astimezone(CHINA).date()
    till = f"{end.astimezone(CHINA):%H:%M}" if same_day else moment_in_words(end)
    return f"{moment_in_words(start)} – {till}"


def grouped(
    findings: Sequence[Finding],
) -> tuple[tuple[PaperGroup, ...], tuple[PaperGroup, ...]]:
    """The papers that were examined, and what was checked on site, by section and device."""
    groups: dict[tuple[bool, str], list[PaperRow]] = {}
    for finding in findings:
        question = finding.question
        title = "　".join(filter(None, (question.section.zh, question.device_label)))
        is_document = question.item.form_row.startswith("D") or question.section.id == "doc"
        groups.setdefault((is_document, title), []).append(_row(finding))
    made = [(key, PaperGroup(key[1], tuple(rows))) for key, rows in groups.items()]
    return (
        tuple(group for (is_document, _), group in made if is_document),
        tuple(group for (is_document, _), group in made if not is_document),
    )


def _row(finding: Finding) -> PaperRow:
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
    )


def _compared(visit: Visit) -> tuple[PaperComparison, ...]:
    scheme = visit.case.scheme
    transformers = [device for device in visit.equipment if device.kind == "transformer"]
    sizes = [number_of(device.facts.get("s_kva", "")) or Decimal(0) for device in transformers]
    built = sum(sizes, Decimal(0))
    planned = scheme.supply_capacity_kva if scheme else None
    shown = " ＋ ".join(map(plain, sizes))
    capacity = PaperComparison(
        "受电容量",
        f"{shown} ＝ {plain(built)} kVA" if len(transformers) > 1 else f"{plain(built)} kVA",
        f"{plain(planned)} kVA" if planned is not None else "",
        None if planned is None or not transformers else built == planned,
    )
    rest = (
        (
            ("供电电源", "；".join(scheme.sources)),
            ("计量方式", scheme.metering),
            ("产权分界", scheme.boundary_point),
        )
        if scheme
        else ()
    )
    others = tuple(PaperComparison(name, "", text, None) for name, text in rest if text)
    found = tuple(PaperComparison(name, "", "", None, text) for name, text in visit.carried.facts)
    return (capacity if transformers else replace(capacity, as_built=""), *others, *found)
