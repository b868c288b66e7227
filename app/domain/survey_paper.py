"""The survey paper (F01, F02 with the load list F09): what it says, all of it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from app.domain.entry import Entry
from app.domain.form_paper import PaperPart, part_of
from app.domain.instrument import Instrument
from app.domain.load_paper import PaperQuality
from app.domain.paper import (
    Issue,
    PaperCurve,
    PaperGroup,
    PaperPhoto,
    PaperPin,
    Visit,
    grouped,
    header_of,
    pins_printed,
)
from app.domain.quality_findings import PermittedCurrents
from app.domain.reading import number_of
from app.domain.sheet_paper import SheetPaper, sheet_paper
from app.domain.sketch import Mark, marks_of
from app.domain.units import plain


@dataclass(frozen=True)
class Settled:
    """What was applied for beside what was confirmed at the site."""

    name: str
    applied: str
    confirmed: str
    agrees: bool | None
    """None where a machine cannot tell: a trade in words beside its code."""


@dataclass(frozen=True)
class SurveyPaper:
    """What the survey paper says; the ink adds nothing."""

    title: str
    issue: Issue
    header: tuple[tuple[str, str], ...]
    parts: tuple[PaperPart, ...]
    settled: tuple[Settled, ...]
    """Printed before the rest of the part `SETTLED_IN`; its fields are not printed twice."""
    sheet: SheetPaper | None
    """What the load list comes to."""
    groups: tuple[PaperGroup, ...]
    sketch: tuple[Mark, ...]
    instruments: tuple[Instrument, ...]
    pins: tuple[PaperPin, ...]
    """What instruments gave by themselves."""
    opinion: str
    result: str
    photos: tuple[PaperPhoto, ...]
    curve: PaperCurve | None
    """The load curve of the case, with what it comes to."""
    quality: PaperQuality | None
    permitted: PermittedCurrents | None
    """What harmonic currents the connection point may take in."""
    queries: tuple[tuple[str, str], ...]
    """What looked odd, and what was said of it."""
    declaration: str


SETTLED_IN: Final = "applicant"
SETTLED_FIELDS: Final = frozenset(
    {"tariff_applied", "tariff_confirmed", "tariff_match", "industry_applied", "industry_code"}
    | {"confirmed_capacity_kva", "confirmed_capacity_kw"}
)
"""Fields of `SETTLED_IN` that stand in the table of what was settled."""

DECLARATION: Final = (
    "本单所列内容由勘查人员现场核实记录，负荷计算的公式、系数及出处见表内和附件计算书；客户签名表示已阅知并收到本单。"
    "受电工程的设计、施工单位和设备材料由客户自主选择，供电企业及其工作人员未指定、推荐、限制。"
    "对勘查结论或服务有异议，可拨打 95598 供电服务热线，或向 12398 能源监管热线投诉举报。"
)


def compose_survey_paper(visit: Visit, issue: Issue) -> SurveyPaper:
    """The paper that this survey comes to.

    Raises:
        ValueError: the visit fills no form.
    """
    entry = visit.entry
    if entry is None:
        raise ValueError("a survey paper is made of a form")
    documents, on_site = grouped(visit.findings, visit.inspection)
    fields = entry.form.fields
    found = (part_of(entry, section) for section in entry.form.sections)
    layout = issue.layout
    return SurveyPaper(
        title=layout.title or entry.form.zh,
        issue=issue,
        header=header_of(visit, issue),
        parts=layout.arranged([_but_settled(part, entry) for part in found if part is not None]),
        settled=() if entry.has_ended else tuple(_settled(visit, entry)),
        sheet=sheet_paper(visit.sheet, dict(visit.inspection.words)),
        groups=(*documents, *on_site),
        sketch=() if "sketch" in layout.hidden else marks_of(entry.rows),
        instruments=visit.inspection.instruments,
        pins=pins_printed(visit.findings, visit.inspection),
        opinion=visit.inspection.opinion,
        result=(
            "现场不具备安全勘查条件，勘查终止"
            if entry.has_ended
            else fields["survey_result"].said(entry.text(fields["survey_result"]))
        ),
        photos=visit.photos,
        curve=visit.curve,
        quality=visit.quality,
        permitted=visit.permitted,
        queries=visit.queries,
        declaration=layout.declared(DECLARATION),
    )


def _settled(visit: Visit, entry: Entry) -> Iterator[Settled]:
    """Use, trade, capacity and voltage: as applied for, and as the surveyors confirm them."""
    fields = entry.form.fields

    def said(*names: str) -> str:
        return next((fields[n].said(entry.text(fields[n])) for n in names if n in fields), "")

    case = visit.case
    unit = case.customer_class.capacity_unit
    applied = said("tariff_applied"), said("industry_applied")
    capacity = f"{plain(case.applied_capacity_kva)} {unit}"
    voltage = f"{plain(case.supply_kv)} kV"
    confirmed = said("tariff_confirmed"), said("industry_code")
    allowed = said("confirmed_capacity_kva", "confirmed_capacity_kw")
    supplied = said("supply_voltage", "supply_voltage_lv")
    trades = True if applied[1] and applied[1] == confirmed[1] else None
    yield Settled("用电类别", applied[0], confirmed[0], applied[0] == confirmed[0])
    yield Settled("行业分类", applied[1], confirmed[1], trades)
    yield Settled("用电容量", capacity, allowed, capacity == allowed)
    yield Settled("供电电压", voltage, supplied, _same_volts(voltage, supplied))


def _same_volts(one: str, other: str) -> bool | None:
    """Whether both texts name one voltage, in kV or V; None where one of them names none."""
    volts = [_volts(text) for text in (one, other)]
    return None if None in volts else volts[0] == volts[1]


def _volts(text: str) -> Decimal | None:
    number, _, unit = text.partition(" ")
    value = number_of(number)
    return value if value is None or unit == "V" else value * 1000


def _but_settled(part: PaperPart, entry: Entry) -> PaperPart:
    """The same without what the table of what was settled says already."""
    if part.id != SETTLED_IN or entry.has_ended:
        return part
    told = {each.zh for each in entry.form.fields.values() if each.id in SETTLED_FIELDS}
    return replace(part, pairs=tuple(pair for pair in part.pairs if pair[0] not in told))
