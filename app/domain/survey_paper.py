"""The survey paper (F01, F02 with the load list F09): what it says, all of it."""

from dataclasses import dataclass
from typing import Final

from app.domain.form_paper import PaperPart, part_of
from app.domain.instrument import Instrument
from app.domain.paper import (
    Issue,
    PaperGroup,
    PaperPhoto,
    PaperPin,
    Visit,
    grouped,
    header_of,
    pins_printed,
)
from app.domain.sheet_paper import SheetPaper, sheet_paper
from app.domain.sketch import Mark, marks_of


@dataclass(frozen=True)
class SurveyPaper:
    """What the survey paper says; the ink adds nothing."""

    title: str
    issue: Issue
    header: tuple[tuple[str, str], ...]
    parts: tuple[PaperPart, ...]
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
    queries: tuple[tuple[str, str], ...]
    """What looked odd, and what was said of it."""
    declaration: str


_DECLARATION: Final = (
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
    return SurveyPaper(
        title=entry.form.zh,
        issue=issue,
        header=header_of(visit, issue),
        parts=tuple(
            part for section in entry.form.sections if (part := part_of(entry, section)) is not None
        ),
        sheet=sheet_paper(visit.sheet, dict(visit.inspection.words)),
        groups=(*documents, *on_site),
        sketch=marks_of(entry.rows),
        instruments=visit.inspection.instruments,
        pins=pins_printed(visit.findings, visit.inspection),
        opinion=visit.inspection.opinion,
        result=(
            "现场不具备安全勘查条件，勘查终止"
            if entry.has_ended
            else fields["survey_result"].said(entry.text(fields["survey_result"]))
        ),
        photos=visit.photos,
        queries=visit.queries,
        declaration=_DECLARATION,
    )
