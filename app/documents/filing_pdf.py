"""A filed form (F03 to F14) drawn on A4: PDF/A-3b, its record inside, ready for its signers."""

from collections.abc import Iterable, Iterator
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer

from app.documents.annex import photo_pages
from app.documents.archive import FieldPlace
from app.documents.drawn import drawn
from app.documents.form_parts import numerals, part_body
from app.documents.page import WIDE, WIDTH, fresh_page, section, tallness, turned
from app.documents.pairs import pair_table
from app.documents.paper_parts import findings, head, pins, remarks, signatures
from app.documents.sheet_pages import capacity_part, sheet_pages, summary_table
from app.documents.sketch import Sketch
from app.documents.text import NOTE, para
from app.domain.filing_paper import FilingPaper

_ALONG: Final = 110 * mm
"""A last section up to so tall stands on the page of the signatures."""


def draw_filing(paper: FilingPaper) -> bytes:
    """The paper as PDF/A-3b with its record attached and an empty field for each signer.

    Equal papers give equal bytes.
    """
    return drawn(
        paper.title, paper.issue, lambda places: _story(paper, places), wide=paper.is_own_sheet
    )


def _story(paper: FilingPaper, places: list[FieldPlace]) -> Iterator[Flowable]:
    across = WIDE if paper.is_own_sheet else WIDTH
    yield from head(paper.title, paper.issue, paper.header, across)
    titles = numerals()
    *sections, last = [
        list(section(f"{next(titles)}、{title}", body)) for title, body in _body(paper, across)
    ]
    for each in sections:
        yield from each
    signing = list(_signing(paper, places, across))
    # The signatures never stand on a page where nothing says what is signed.
    if tallness(last, across) > _ALONG:
        yield from last
        yield KeepTogether(signing)
    else:
        yield KeepTogether([*last, *signing])
    yield from _annexes(paper)


def _body(paper: FilingPaper, across: float) -> Iterator[tuple[str, Iterable[Flowable]]]:
    """The sections before the signatures."""
    for part in paper.parts:
        yield part.title, part_body(part, across)
    if paper.findings:
        yield "投运检验", findings(paper.findings)
    if paper.pins:
        yield "仪表直读数值", pins(paper.pins)


def _annexes(paper: FilingPaper) -> Iterator[Flowable]:
    """What follows the signatures: parts of the form, what a load list comes to, photos."""
    numbers = numerals()
    bodies = [(part.title, part_body(part)) for part in paper.annexed]
    bodies += list(_carried(paper))
    if paper.is_own_sheet:
        yield from turned(wide=False)
    elif paper.annexed:
        yield fresh_page()
    for title, body in bodies:
        yield from section(f"附件{next(numbers)}　{title}", body)
    if paper.sketch:
        title = f"附件{next(numbers)}　供电简图（现场勘查）"
        yield KeepTogether(list(section(title, [Sketch(paper.sketch)])))
    if paper.photos:
        yield from photo_pages(f"附件{next(numbers)}　照片", paper.photos)
    if paper.sheet is not None and paper.is_own_sheet:
        yield from sheet_pages(f"附件{next(numbers)}　计算书", paper.sheet)


def _carried(paper: FilingPaper) -> Iterator[tuple[str, Iterator[Flowable]]]:
    sheet = paper.sheet
    if sheet is not None and sheet.summary:
        where = "计算书" if paper.is_own_sheet else "现场勘查单的计算书"
        yield "负荷计算", iter([summary_table(sheet.summary, where)])
    if sheet is not None and sheet.capacity is not None and paper.is_own_sheet:
        yield "申请容量对照", capacity_part(sheet.capacity)


def _signing(paper: FilingPaper, places: list[FieldPlace], across: float) -> Iterator[Flowable]:
    yield Spacer(0, 2.5 * mm)
    if paper.warnings:
        yield pair_table([("提示", "；".join(paper.warnings))], (22, 153), across)
    if paper.issue.expected:
        yield from signatures(paper.issue, places, across=across)
    if paper.declaration:
        yield para(paper.declaration, NOTE)
    if paper.origins:
        yield para(f"本单预填内容来自——{paper.origins}。", NOTE)
    # With the signatures, so that no line of it stands alone on a page of its own.
    yield from remarks(paper, paper.issue)
