"""The notice of defects (F07) drawn on A4: PDF/A-3b, its record inside, ready for its signers."""

from collections.abc import Iterator, Sequence
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer

from app.documents.annex import photo_pages
from app.documents.archive import FieldPlace
from app.documents.drawn import drawn
from app.documents.page import SHADE, section, table
from app.documents.paper_parts import head, remarks, signatures
from app.documents.text import (
    CELL,
    CENTRE,
    EMPTY,
    FAILED,
    LABEL,
    NOTE,
    SMALL,
    SMALL_CENTRE,
    para,
)
from app.domain.rectification_paper import NoticeRow, RectificationPaper

_ROOM_TO_WRITE: Final = 11 * mm


def draw_rectification(paper: RectificationPaper) -> bytes:
    """The notice as PDF/A-3b with its record attached and an empty field for each signer.

    Equal papers give equal bytes.
    """
    return drawn(paper.title, paper.issue, lambda places: _story(paper, places))


def _story(paper: RectificationPaper, places: list[FieldPlace]) -> Iterator[Flowable]:
    yield from head(paper.title, paper.issue, paper.header)
    yield from section("一、通知事项", [_facts(paper)])
    yield from section("二、缺陷及整改要求", [_defects(paper.rows)])
    yield from section("三、整改情况（申请复检时填写）", [_answers(paper.rows)])
    yield from _signing(paper, places)
    if paper.photos:
        yield from photo_pages("附件　整改前照片", paper.photos)
    yield from remarks(paper, paper.issue)


def _facts(paper: RectificationPaper) -> Flowable:
    rows = [[para(name, LABEL), para(text or EMPTY, CELL)] for name, text in paper.facts]
    return table(rows, (22, 153), ("BACKGROUND", (0, 0), (0, -1), SHADE))


def _defects(rows: Sequence[NoticeRow]) -> Flowable:
    heads = [para(t, LABEL) for t in ("编号", "部位", "缺陷内容", "等级", "依据", "应达到的要求")]
    body = [
        [
            para(row.number, SMALL_CENTRE),
            para(row.place or EMPTY, CELL),
            para("\n".join((row.description, *(f"〔{words}〕" for words in row.remarks))), CELL),
            para(row.severity, FAILED if row.is_grave else CENTRE),
            para(row.basis or EMPTY, SMALL),
            para(row.requirement or EMPTY, CELL),
        ]
        for row in rows
    ]
    return table([heads, *body], (19, 24, 54, 12, 26, 40), repeat=1)


def _answers(rows: Sequence[NoticeRow]) -> Flowable:
    """Room for the customer to say of each defect what was done; he may write it by hand."""
    heads = [para(t, LABEL) for t in ("编号", "客户采取的整改措施", "完成日期", "复检结果")]
    body = [[para(row.number, SMALL_CENTRE), "", "", ""] for row in rows]
    heights = [None, *([_ROOM_TO_WRITE] * len(rows))]
    return table([heads, *body], (19, 96, 30, 30), repeat=1, heights=heights)


def _signing(paper: RectificationPaper, places: list[FieldPlace]) -> Iterator[Flowable]:
    yield KeepTogether(
        [
            Spacer(0, 3.5 * mm),
            para(paper.declaration, CELL),
            Spacer(0, 2 * mm),
            *signatures(paper.issue, places),
            para(paper.receipt, NOTE),
        ]
    )
