"""The opinion of an interim or completion inspection (F05, F06): what it says, all of it."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from app.domain.as_built import TABLE as SOURCES
from app.domain.checklist import Conclusion, conclude
from app.domain.day import moment_text_in_words
from app.domain.defect import Defect
from app.domain.entry import Entry
from app.domain.form_paper import PaperPart, part_of
from app.domain.inspection import InspectionKind
from app.domain.instrument import Instrument
from app.domain.licence import CATEGORY_NAMES, GOOD, PLATFORM_NAMES
from app.domain.load_paper import PaperQuality
from app.domain.paper import (
    Evidence,
    Issue,
    PaperCurve,
    PaperGroup,
    PaperPhoto,
    PaperPin,
    PaperRow,
    Visit,
    grouped,
    header_of,
    pins_printed,
)
from app.domain.reading import number_of
from app.domain.unit_choice import LicenceCheck
from app.domain.units import plain


@dataclass(frozen=True)
class PaperComparison:
    """What was built, beside what scheme and survey say. `agrees`: None where it cannot be told."""

    name: str
    as_built: str
    scheme: str
    agrees: bool | None
    survey: str = ""


@dataclass(frozen=True)
class PaperUnit:
    """One unit that did the works, with its licence as it was judged."""

    role: str
    name: str
    licence: str
    grade: str
    """Category and grade."""
    valid_to: str
    """ISO date."""
    result: str
    queried_at: str
    platform: str
    """When and where the public register was asked; empty where nobody has said it."""
    is_good: bool
    origin: str


@dataclass(frozen=True)
class InspectionPaper:
    """What the completion opinion (F06) says, all of it; the ink adds nothing."""

    title: str
    outcomes: tuple[str, str]
    """What a pass allows, and what a rectification asks for."""
    issue: Issue
    header: tuple[tuple[str, str], ...]
    parts: tuple[PaperPart, ...]
    """What the form says beside the checklist: people and safety, the request, the result."""
    units: tuple[PaperUnit, ...]
    documents: tuple[PaperGroup, ...]
    groups: tuple[PaperGroup, ...]
    comparisons: tuple[PaperComparison, ...]
    instruments: tuple[Instrument, ...]
    pins: tuple[PaperPin, ...]
    """What instruments gave by themselves."""
    defects: tuple[Defect, ...]
    opinion: str
    conclusion: Conclusion
    photos: tuple[PaperPhoto, ...]
    evidence: tuple[Evidence, ...]
    """At a re-inspection: what photos show of each defect, before and after."""
    curve: PaperCurve | None
    quality: PaperQuality | None
    queries: tuple[tuple[str, str], ...]
    """What looked odd, and what was said of it."""
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


def compose_inspection_paper(visit: Visit, issue: Issue) -> InspectionPaper:
    """The paper that this visit comes to. Its numbers are shown as they were judged."""
    documents, on_site = grouped(visit.findings, visit.inspection)
    layout = issue.layout
    return InspectionPaper(
        title=layout.title or TITLES[visit.inspection.kind],
        outcomes=OUTCOMES[visit.inspection.kind],
        issue=issue,
        header=header_of(visit, issue),
        parts=layout.arranged(_parts(visit.entry)),
        units=tuple(_unit(check) for check in visit.units if check.choice.role != "equipment"),
        documents=documents,
        groups=on_site,
        comparisons=_compared(visit),
        instruments=visit.inspection.instruments,
        pins=pins_printed(visit.findings, visit.inspection),
        defects=_located(visit),
        opinion=visit.inspection.opinion,
        conclusion=visit.inspection.conclusion or conclude(visit.findings, visit.defects),
        photos=visit.photos,
        evidence=visit.evidence if visit.inspection.is_recheck else (),
        curve=None if "curve" in layout.hidden else visit.curve,
        quality=visit.quality,
        queries=visit.queries,
        declaration=layout.declared(DECLARATION),
    )


def _parts(entry: Entry | None) -> tuple[PaperPart, ...]:
    """The sections of the form; units and sources have tables of their own on the paper."""
    if entry is None:
        return ()
    found = [part_of(entry, section) for section in entry.form.sections if section.id != "units"]
    told = [
        replace(part, tables=tuple(t for t in part.tables if t.title != _sources_title(entry)))
        for part in found
        if part is not None
    ]
    return tuple(part for part in told if part.tables or any(text for _, text in part.pairs))


def _sources_title(entry: Entry) -> str:
    table = entry.form.tables.get(SOURCES)
    return table.zh if table is not None else ""


def _unit(check: LicenceCheck) -> PaperUnit:
    chosen, licence = check.choice, check.choice.licence
    category = CATEGORY_NAMES.get(licence.category, licence.category)
    return PaperUnit(
        role=check.role,
        name=chosen.name,
        licence=licence.no,
        grade="　".join(filter(None, (category, licence.grade))),
        valid_to=licence.valid_to,
        result=check.said,
        queried_at=moment_text_in_words(licence.queried_at),
        platform=PLATFORM_NAMES.get(licence.platform, licence.platform),
        is_good=check.result in GOOD,
        origin="客户自主选择声明" if chosen.filing else "现场核实",
    )


def _located(visit: Visit) -> tuple[Defect, ...]:
    """The defects that stand, each with a place: where none was noted, the device's name."""
    labels = {str(device.id): device.label for device in visit.equipment}
    return tuple(
        replace(defect, location=defect.location or labels.get(defect.device, ""))
        for defect in visit.defects
        if defect.withdrawn_at is None
    )


def _compared(visit: Visit) -> tuple[PaperComparison, ...]:
    scheme = visit.scheme
    transformers = [device for device in visit.equipment if device.kind == "transformer"]
    sizes = [number_of(device.facts.get("s_kva", "")) or Decimal(0) for device in transformers]
    built = sum(sizes, Decimal(0))
    planned = scheme.supply_capacity_kva if scheme else None
    unit = visit.case.customer_class.capacity_unit
    shown = " ＋ ".join(map(plain, sizes))
    capacity = PaperComparison(
        "受电容量",
        f"{shown} ＝ {plain(built)} kVA" if len(transformers) > 1 else f"{plain(built)} kVA",
        f"{plain(planned)} {unit}" if planned is not None else "",
        None if planned is None or not transformers else built == planned,
    )
    sources = tuple(
        PaperComparison(each.name, each.as_built, each.planned, each.agrees)
        for each in visit.sources
    )
    rest = (
        (
            ("供电电源", "" if sources else "；".join(scheme.sources)),
            ("计量方式", scheme.metering),
            ("产权分界", scheme.boundary_point),
        )
        if scheme
        else ()
    )
    others = tuple(PaperComparison(name, "", text, None) for name, text in rest if text)
    found = tuple(PaperComparison(name, "", "", None, text) for name, text in visit.carried.facts)
    built_here = capacity if transformers else replace(capacity, as_built="")
    return (built_here, *sources, *others, *found)
