"""The notice of defects (F07): what is to be put right, all of it at once, and until when."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from app.domain.checklist import Conclusion
from app.domain.day import day_in_words
from app.domain.defect import SEVERITY_NAMES, Defect, DefectState, Severity
from app.domain.inspection import Inspection
from app.domain.paper import Issue, PaperPhoto, Visit, header_of

NOTICE: Final = "F07"

TITLE: Final = "客户受电工程缺陷整改通知单"

DECLARATION: Final = (
    "本通知已一次性告知全部缺陷。整改要求只写明应达到的技术标准，整改所需的施工单位和设备材料由客户自主选择，"
    "供电企业及其工作人员未指定、推荐、限制。客户签名表示已阅知并收到本通知。"
    "有异议可拨打 95598 供电服务热线，或向 12398 能源监管热线投诉举报。"
)

RECEIPT: Final = "本通知与检验意见单一并签收：客户的一次签名同时签署两份文件。"

_CHANNEL: Final = "整改完成后，由客户经理记录逐条整改情况，并申请复检；也可拨打 95598"


@dataclass(frozen=True)
class NoticeRow:
    """One defect as the notice prints it."""

    number: str
    place: str
    description: str
    severity: str
    is_grave: bool
    basis: str
    requirement: str
    remarks: tuple[str, ...] = ()
    """That it had been missed, or how often it was looked at already."""


@dataclass(frozen=True)
class RectificationPaper:
    """What the notice says, all of it; the ink adds nothing."""

    title: str
    issue: Issue
    header: tuple[tuple[str, str], ...]
    facts: tuple[tuple[str, str], ...]
    rows: tuple[NoticeRow, ...]
    photos: tuple[PaperPhoto, ...]
    declaration: str
    receipt: str


def needs_notice(visit: Inspection, defects: Iterable[Defect]) -> bool:
    """Whether this recorded visit ends with a notice: it failed, and there is something to say."""
    told = visit.conclusion is Conclusion.RECTIFY
    return told and any(defect.stands for defect in defects)


def compose_rectification_paper(
    visit: Visit, source_doc_no: str, issue: Issue
) -> RectificationPaper:
    """The notice for all defects that stand after this visit, the gravest first."""
    labels = {str(device.id): device.label for device in visit.equipment}
    found = (each for each in visit.evidence if each.defect.stands)
    standing = sorted(found, key=lambda each: _weight(each.defect))
    return RectificationPaper(
        title=issue.layout.title or TITLE,
        issue=issue,
        header=header_of(visit, issue),
        facts=_facts(visit.inspection.values, source_doc_no, [e.defect for e in standing]),
        rows=tuple(_row(each.defect, labels) for each in standing),
        photos=tuple(photo for each in standing for photo in each.before),
        declaration=issue.layout.declared(DECLARATION),
        receipt=RECEIPT,
    )


_GRAVEST_FIRST: Final = tuple(Severity)


def _weight(defect: Defect) -> tuple[int, str]:
    return (_GRAVEST_FIRST.index(defect.severity), defect.number)


def _facts(
    values: Mapping[str, str], source_doc_no: str, standing: Sequence[Defect]
) -> tuple[tuple[str, str], ...]:
    counts = [
        f"{SEVERITY_NAMES[severity]} {sum(d.severity is severity for d in standing)} 条"
        for severity in (Severity.CRITICAL, Severity.MAJOR, Severity.MINOR)
        if any(d.severity is severity for d in standing)
    ]
    agreed = day_in_words(values.get("rectify_deadline", ""))
    return (
        ("来源单据", source_doc_no),
        ("缺陷条数", f"共 {len(standing)} 条：{'、'.join(counts)}"),
        ("整改期限", f"{agreed}（双方商定，供安排整改参考）" if agreed else "由客户自行安排"),
        ("复检申请", values.get("reinspection_channel", "").strip() or _CHANNEL),
    )


def _row(defect: Defect, labels: Mapping[str, str]) -> NoticeRow:
    remarks = ["首次检验漏检"] if defect.missed else []
    if defect.rounds:
        remarks.append(f"已复检 {defect.rounds} 次，仍未整改到位")
    if defect.state is DefectState.REPORTED_FIXED:
        remarks.append("客户报已整改")
    standard = f"符合 {defect.basis} 的要求" if defect.basis else ""
    return NoticeRow(
        number=defect.number,
        place=defect.location or labels.get(defect.device, ""),
        description=defect.description,
        severity=SEVERITY_NAMES[defect.severity],
        is_grave=defect.is_grave,
        basis=defect.basis,
        requirement=defect.requirement or standard,
        remarks=tuple(remarks),
    )
