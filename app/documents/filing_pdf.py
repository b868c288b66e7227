"""A filed form (F03 to F14) drawn on A4: PDF/A-3b, its record inside, ready for its signers."""

from collections.abc import Iterator

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Spacer

from app.documents.annex import photo_pages
from app.documents.archive import FieldPlace
from app.documents.drawn import drawn
from app.documents.form_parts import numerals, part_body
from app.documents.page import SHADE, section, table
from app.documents.paper_parts import findings, head, more_room, remarks, signatures
from app.documents.sheet_pages import capacity_part, sheet_pages, summary_table
from app.documents.text import CELL, LABEL, NOTE, para
from app.domain.filing_paper import FilingPaper

_SIGNING_ROOM = 66 * mm


def draw_filing(paper: FilingPaper) -> bytes:
    """The paper as PDF/A-3b with its record attached and an empty field for each signer.

    Equal papers give equal bytes.
    """
    return drawn(paper.title, paper.issue, lambda places: _story(paper, places))


def _story(paper: FilingPaper, places: list[FieldPlace]) -> Iterator[Flowable]:
    yield from head(paper.title, paper.issue, paper.header)
    titles = numerals()
    for part in paper.parts:
        yield from section(f"{next(titles)}、{part.title}", part_body(part))
    if paper.sheet is not None and paper.sheet.summary:
        where = "附件计算书" if paper.is_own_sheet else "现场勘查单的计算书"
        summary = summary_table(paper.sheet.summary, where)
        yield from section(f"{next(titles)}、负荷计算", [summary])
    yield from _capacity(paper, titles)
    if paper.findings:
        yield from section(f"{next(titles)}、投运检验", list(findings(paper.findings)))
    yield from _signing(paper, places)
    if paper.photos:
        yield from photo_pages("附件　照片", paper.photos)
    if paper.sheet is not None and paper.is_own_sheet:
        yield from sheet_pages("附件　计算书", paper.sheet)


def _capacity(paper: FilingPaper, titles: Iterator[str]) -> Iterator[Flowable]:
    own = paper.sheet if paper.is_own_sheet else None
    if own is not None and own.capacity is not None:
        yield from section(f"{next(titles)}、申请容量对照", capacity_part(own.capacity))


def _signing(paper: FilingPaper, places: list[FieldPlace]) -> Iterator[Flowable]:
    together: list[Flowable] = [Spacer(0, 4 * mm)]
    if paper.warnings:
        warned = [[para("提示", LABEL), para("；".join(paper.warnings), CELL)]]
        together.append(table(warned, (22, 153), ("BACKGROUND", (0, 0), (0, -1), SHADE)))
    if paper.issue.expected:
        together += signatures(paper.issue, places)
    if paper.declaration:
        together.append(para(paper.declaration, NOTE))
    if paper.origins:
        together.append(para(f"本单预填内容来自——{paper.origins}。", NOTE))
    # With the signatures, so that no line of it stands alone on a page of its own.
    together += remarks(paper, paper.issue)
    yield CondPageBreak(_SIGNING_ROOM + more_room(paper.issue.expected))
    yield KeepTogether(together)
