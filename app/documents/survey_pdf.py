"""The survey paper (F01, F02, with F09) drawn as an A4 form: PDF/A-3b, record inside, to sign."""

from collections.abc import Iterator, Sequence
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Spacer

from app.documents.annex import photo_pages
from app.documents.archive import FieldPlace
from app.documents.drawn import drawn
from app.documents.font import FONT_NAME
from app.documents.form_parts import numerals, part_body
from app.documents.page import HAIR, RULE, SHADE, WIDTH, section, table
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
from app.documents.text import BODY, LABEL, NOTE, para
from app.domain.sketch import BOARD, SYMBOLS, Mark, Point
from app.domain.survey_paper import SurveyPaper

_SIGNING_ROOM: Final = 88 * mm


def draw_survey(paper: SurveyPaper) -> bytes:
    """The paper as PDF/A-3b with its record attached and an empty field for each signer.

    Equal papers give equal bytes.
    """
    return drawn(paper.title, paper.issue, lambda places: _story(paper, places))


def _story(paper: SurveyPaper, places: list[FieldPlace]) -> Iterator[Flowable]:
    yield from head(paper.title, paper.issue, paper.header)
    titles = numerals()
    for part in paper.parts:
        yield from section(f"{next(titles)}、{part.title}", part_body(part))
        if part.id == "loads" and paper.sheet is not None and paper.sheet.summary:
            yield Spacer(0, 1.5 * mm)
            yield summary_table(paper.sheet.summary)
    if paper.groups:
        yield from section(f"{next(titles)}、现场核查", findings(paper.groups))
    if paper.sketch:
        yield from section(f"{next(titles)}、供电简图", [_Sketch(paper.sketch)])
    if paper.instruments:
        yield from section(f"{next(titles)}、仪器", instruments(paper.instruments))
    if paper.pins:
        yield from section(f"{next(titles)}、仪表直读数值", pins(paper.pins))
    yield from _capacity(paper, titles)
    if paper.queries:
        yield from section(f"{next(titles)}、核对提示及说明", [queries(paper.queries)])
    yield from _result(paper, f"{next(titles)}、勘查意见", places)
    if paper.photos:
        yield from photo_pages("附件　现场照片", paper.photos)
    if paper.sheet is not None:
        yield from sheet_pages("附件　计算书", paper.sheet)
    yield from remarks(paper, paper.issue)


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
            *signatures(paper.issue, places, "勘查人员"),
            para(paper.declaration, NOTE),
        ]
    )


class _Sketch(Flowable):  # type: ignore[misc]
    """The supply sketch as wide as the page."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        super().__init__()
        self.width = WIDTH
        self.height = WIDTH * BOARD[1] / BOARD[0]
        self._marks = marks

    def draw(self) -> None:
        """Draw the frame and every mark in it."""
        canvas, scale = self.canv, WIDTH / BOARD[0]
        canvas.saveState()
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(0.9)
        canvas.rect(0, 0, self.width, self.height)
        canvas.setStrokeColor(HAIR)
        canvas.translate(0, self.height)
        canvas.scale(scale, -scale)
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(2.5)
        for mark in self._marks:
            self._draw_mark(mark)
        canvas.restoreState()

    def _draw_mark(self, mark: Mark) -> None:
        at = mark.points[0]
        if mark.kind == "stroke":
            self._polyline(mark.points, Point(0, 0))
        elif mark.kind == "words":
            self._words(mark.text, at)
        else:
            symbol = SYMBOLS[mark.kind]
            for line in symbol.lines:
                self._polyline(line, at)
            for x, y, radius in symbol.circles:
                self.canv.circle(at.x + x, at.y + y, radius)
            self._words(mark.text, Point(at.x, at.y + 52))

    def _polyline(self, points: Sequence[Point], at: Point) -> None:
        path = self.canv.beginPath()
        path.moveTo(at.x + points[0].x, at.y + points[0].y)
        for point in points[1:] or points:
            path.lineTo(at.x + point.x, at.y + point.y)
        self.canv.drawPath(path)

    def _words(self, text: str, at: Point) -> None:
        if not text:
            return
        self.canv.saveState()
        self.canv.translate(at.x, at.y)
        self.canv.scale(1, -1)
        self.canv.setFont(FONT_NAME, 20)
        self.canv.drawCentredString(0, 0, text)
        self.canv.restoreState()
