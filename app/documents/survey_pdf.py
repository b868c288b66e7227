"""The survey paper (F01, F02, with F09) drawn as an A4 form: PDF/A-3b, record inside, to sign."""

from collections.abc import Iterator, Sequence
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Spacer

from app.documents.annex import photo_pages
from app.documents.archive import FieldPlace
from app.documents.drawn import drawn
from app.documents.form_parts import numerals, part_body
from app.documents.load_pages import load_pages, permitted_part, quality_pages
from app.documents.page import SHADE, WIDTH, section, table
from app.documents.paper_parts import (
    findings,
    head,
    instruments,
    more_room,
    pins,
    queries,
    remarks,
    signatures,
)
from app.documents.sheet_pages import capacity_part, sheet_pages, summary_table
from app.documents.sketch import Sketch
from app.documents.text import BODY, CELL, CENTRE, EMPTY, LABEL, NOTE, para
from app.domain.survey_paper import SETTLED_IN, Settled, SurveyPaper

_SIGNING_ROOM: Final = 88 * mm


def draw_survey(paper: SurveyPaper) -> bytes:
    """The paper as PDF/A-3b with its record attached and an empty field for each signer.

    Equal papers give equal bytes.
    """
    return drawn(paper.title, paper.issue, lambda places: _story(paper, places))


def _story(paper: SurveyPaper, places: list[FieldPlace]) -> Iterator[Flowable]:
    yield from head(paper.title, paper.issue, paper.header)
    titles = numerals()
    yield from _filled(paper, titles)
    if paper.groups:
        yield from section(f"{next(titles)}、现场核查", findings(paper.groups))
    if paper.sketch:
        title = f"{next(titles)}、供电简图"
        yield KeepTogether(list(section(title, [Sketch(paper.sketch)])))
    if paper.instruments:
        yield from section(f"{next(titles)}、仪器", instruments(paper.instruments))
    if paper.pins:
        yield from section(f"{next(titles)}、仪表直读数值", pins(paper.pins))
    yield from _capacity(paper, titles)
    if paper.queries:
        yield from section(f"{next(titles)}、核对提示及说明", [queries(paper.queries)])
    yield from _result(paper, f"{next(titles)}、勘查意见", places)
    yield from _annexes(paper)
    yield from remarks(paper, paper.issue)


def _annexes(paper: SurveyPaper) -> Iterator[Flowable]:
    if paper.curve is not None:
        yield from load_pages("附件　负荷分析", paper.curve)
    if paper.quality is not None:
        yield from quality_pages("附件　电能质量", paper.quality)
    if paper.permitted is not None:
        yield permitted_part("附件　接入点谐波电流允许值", paper.permitted)
    if paper.photos:
        yield from photo_pages("附件　现场照片", paper.photos)
    if paper.sheet is not None:
        yield from sheet_pages("附件　计算书", paper.sheet)


def _filled(paper: SurveyPaper, titles: Iterator[str]) -> Iterator[Flowable]:
    """The parts of the form that are filled at the site."""
    for part in paper.parts:
        if part.id == SETTLED_IN and paper.settled:
            yield from section(f"{next(titles)}、现场勘查人员核定", [_settled(paper.settled)])
        yield from section(f"{next(titles)}、{part.title}", part_body(part))
        if part.id == "loads" and paper.sheet is not None and paper.sheet.summary:
            yield Spacer(0, 1.5 * mm)
            yield summary_table(paper.sheet.summary)


def _settled(rows: Sequence[Settled]) -> Flowable:
    """What was applied for beside what was confirmed, with both boxes as the form has them."""
    heads = [para(text, LABEL) for text in ("核定项目", "申　请", "核　定", "与申请一致")]
    boxes = {True: "☑ 是　☐ 否", False: "☐ 是　☑ 否", None: EMPTY}
    body = [
        [
            para(row.name, LABEL),
            para(row.applied or EMPTY, CELL),
            para(row.confirmed or EMPTY, CELL),
            para(boxes[row.agrees], CENTRE),
        ]
        for row in rows
    ]
    return table([heads, *body], (32, 56, 56, 31), repeat=1)


def _capacity(paper: SurveyPaper, titles: Iterator[str]) -> Iterator[Flowable]:
    if paper.sheet is not None and paper.sheet.capacity is not None:
        body = capacity_part(paper.sheet.capacity)
        yield from section(f"{next(titles)}、申请容量对照", body)


def _result(paper: SurveyPaper, title: str, places: list[FieldPlace]) -> Iterator[Flowable]:
    padding = [(f"{side}PADDING", (0, 0), (-1, -1), 7) for side in ("TOP", "BOTTOM")]
    opinion = table([[para(paper.opinion or "无补充意见。", BODY)]], (1,), *padding)
    _, tall = opinion.wrap(WIDTH, 0)
    yield CondPageBreak(min(tall, 80 * mm) + _SIGNING_ROOM + more_room(paper.issue.expected))
    yield from section(title, [opinion])
    rows = [[para("勘查结论", LABEL), para(paper.result, BODY)]]
    yield KeepTogether(
        [
            table(rows, (22, 153), ("BACKGROUND", (0, 0), (0, -1), SHADE)),
            *signatures(paper.issue, places),
            para(paper.declaration, NOTE),
        ]
    )
