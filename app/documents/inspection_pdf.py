"""The completion opinion (F06) drawn as an A4 form: PDF/A-3b, its record inside, ready to sign."""

from collections.abc import Iterator, Sequence
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Spacer

from app.documents.annex import evidence_pages, limit_pages, photo_pages
from app.documents.archive import FieldPlace
from app.documents.drawn import drawn
from app.documents.form_parts import numerals, part_body
from app.documents.load_pages import load_pages, quality_pages
from app.documents.page import (
    SHADE,
    WIDTH,
    section,
    table,
)
from app.documents.paper_parts import (
    findings,
    head,
    instruments,
    more_room,
    pins,
    queries,
    remarks,
    said,
    signatures,
    verdict_cell,
)
from app.documents.text import (
    BODY,
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
from app.domain.checklist import Conclusion
from app.domain.day import day_in_words
from app.domain.defect import DEFECT_STATE_NAMES, SEVERITY_NAMES, Defect
from app.domain.inspection_paper import InspectionPaper, PaperUnit
from app.domain.paper import PaperGroup

_AFTER: Final = "result"
"""The section of the form that is printed after what was found."""
_EXPLAINED: Final = "as_built"
"""The section that explains what differs from the scheme: it is printed below the comparison."""
_SIGNING_ROOM: Final = 88 * mm


def draw_inspection(paper: InspectionPaper) -> bytes:
    """The paper as PDF/A-3b with its record attached and an empty field for each signer.

    Equal papers give equal bytes.
    """
    return drawn(paper.title, paper.issue, lambda places: _story(paper, places))


def _story(paper: InspectionPaper, places: list[FieldPlace]) -> Iterator[Flowable]:
    yield from head(paper.title, paper.issue, paper.header)
    titles = numerals()
    before = [part for part in paper.parts if part.id not in (_AFTER, _EXPLAINED)]
    after = [part for part in paper.parts if part.id == _AFTER]
    for part in before:
        yield from section(f"{next(titles)}、{part.title}", part_body(part))
    for title, body in (
        *([("施工、试验单位及资质", _units(paper.units))] if paper.units else []),
        ("资料检验", _documents(paper.documents)),
        ("受电工程与供电方案核对", _comparisons(paper)),
        ("现场检验", findings(paper.groups)),
        ("缺陷及整改要求", _defects(paper.defects)),
        ("检验仪器", instruments(paper.instruments)),
        *([("仪表直读数值", pins(paper.pins))] if paper.pins else []),
    ):
        yield from section(f"{next(titles)}、{title}", body)
    for part in after:
        yield from section(f"{next(titles)}、{part.title}", part_body(part))
    if paper.queries:
        yield from section(f"{next(titles)}、核对提示及说明", [queries(paper.queries)])
    yield from _conclusion(paper, places, f"{next(titles)}、检验意见")
    yield from _annexes(paper)
    yield from remarks(paper, paper.issue)


def _annexes(paper: InspectionPaper) -> Iterator[Flowable]:
    number = iter("一二三四五")
    if paper.curve is not None:
        yield from load_pages(f"附件{next(number)}　负荷分析", paper.curve)
    if paper.quality is not None:
        yield from quality_pages(f"附件{next(number)}　电能质量", paper.quality)
    if any(each.before or each.after for each in paper.evidence):
        yield from evidence_pages(f"附件{next(number)}　整改前后对照", paper.evidence)
    if paper.photos:
        yield from photo_pages(f"附件{next(number)}　现场照片", paper.photos)
    if paper.limits:
        yield from limit_pages(f"附件{next(number)}　限值及出处", paper.limits)


def _units(units: Sequence[PaperUnit]) -> Iterator[Flowable]:
    names = (
        "单位类别",
        "单位名称",
        "许可证编号",
        "类别、等级",
        "有效期至",
        "核验",
        "查询时间、平台",
        "来源",
    )
    body = [
        [
            para(unit.role, LABEL),
            para(unit.name, CELL),
            para(unit.licence or EMPTY, SMALL),
            para(unit.grade or EMPTY, SMALL),
            para(day_in_words(unit.valid_to) or EMPTY, SMALL),
            para(unit.result, SMALL if unit.is_good else FAILED),
            para("\n".join(filter(None, (unit.queried_at, unit.platform))) or EMPTY, SMALL),
            para(unit.origin, SMALL),
        ]
        for unit in units
    ]
    yield table(
        [[para(name, LABEL) for name in names], *body], (16, 28, 25, 19, 23, 16, 33, 15), repeat=1
    )


def _documents(groups: Sequence[PaperGroup]) -> Iterator[Flowable]:
    rows = [row for group in groups for row in group.rows]
    if not rows:
        yield para("无。", CELL)
        return
    heads = [para(text, LABEL) for text in ("序号", "资料名称", "检验情况", "依据", "结论")]
    body = [
        [
            para(str(number), CENTRE),
            para(row.item, CELL),
            para(said(row), CELL),
            para(row.reference, SMALL),
            verdict_cell(row),
        ]
        for number, row in enumerate(rows, start=1)
    ]
    yield table([heads, *body], (9, 68, 48, 30, 20), repeat=1)


def _comparisons(paper: InspectionPaper) -> Iterator[Flowable]:
    heads = [para(text, LABEL) for text in ("项目", "现场核实", "供电方案或勘查记录", "核对结果")]
    told = {True: "✔ 一致", False: "✘ 不一致", None: "见现场检验"}
    body = [
        [
            para(row.name, LABEL),
            para(row.as_built or EMPTY, CELL),
            para(row.scheme or (f"勘查：{row.survey}" if row.survey else EMPTY), CELL),
            para(told[row.agrees], FAILED if row.agrees is False else CENTRE),
        ]
        for row in paper.comparisons
    ]
    yield table([heads, *body], (22, 56, 75, 22), repeat=1)
    for part in paper.parts:
        if part.id == _EXPLAINED:
            yield Spacer(0, 1.5 * mm)
            yield from part_body(part)


def _defects(defects: Sequence[Defect]) -> Iterator[Flowable]:
    if not defects:
        yield table([[para("未发现缺陷。", CELL)]], (1,))
        return
    heads = [para(text, LABEL) for text in ("编号", "部位", "缺陷内容", "等级", "依据", "状态")]
    body = [
        [
            para(defect.number or str(number), SMALL_CENTRE),
            para(defect.location or EMPTY, CELL),
            para("\n".join((defect.description, *_story_of(defect))), CELL),
            para(SEVERITY_NAMES[defect.severity], FAILED if defect.blocks else CENTRE),
            para(defect.basis or EMPTY, SMALL),
            para(DEFECT_STATE_NAMES[defect.state], FAILED if defect.stands else CENTRE),
        ]
        for number, defect in enumerate(defects, start=1)
    ]
    yield table([heads, *body], (19, 27, 68, 13, 30, 18), repeat=1)
    still = sum(defect.stands for defect in defects)
    yield para(f"共 {len(defects)} 条，其中待整改 {still} 条。", NOTE)


def _story_of(defect: Defect) -> Iterator[str]:
    """What happened to it since it was found: each a line of its own."""
    if defect.missed is not None:
        yield "〔首次检验漏检〕" if defect.missed else "〔首次检验后新出现〕"
    if defect.fix is not None:
        yield f"客户整改（{day_in_words(defect.fix.fixed_on)}）：{defect.fix.text}"
    if defect.rounds:
        found = "已整改" if defect.closed_in is not None else "未整改到位"
        yield f"第 {defect.rounds} 次复检：{found}"
    if defect.waiver is not None:
        yield f"不再要求，理由：{defect.waiver.reason}"


def _conclusion(paper: InspectionPaper, places: list[FieldPlace], title: str) -> Iterator[Flowable]:
    passed = paper.conclusion is Conclusion.PASS
    good, bad = paper.outcomes
    verdict = f"{'☑' if passed else '☐'} {good}　　　　{'☐' if passed else '☑'} {bad}"
    padding = [(f"{side}PADDING", (0, 0), (-1, -1), 7) for side in ("TOP", "BOTTOM")]
    opinion = table([[para(paper.opinion or "无补充意见。", BODY)]], (1,), *padding)
    # A short opinion stands on the page of its signatures; a long one may begin before them.
    _, tall = opinion.wrap(WIDTH, 0)
    yield CondPageBreak(min(tall, 80 * mm) + _SIGNING_ROOM + more_room(paper.issue.expected))
    yield from section(title, [opinion])
    signing = [
        table(
            [[para("检验结论", LABEL), para(verdict, BODY)]],
            (22, 153),
            ("BACKGROUND", (0, 0), (0, 0), SHADE),
        ),
        *signatures(paper.issue, places),
        para(paper.declaration, NOTE),
    ]
    yield KeepTogether(signing)
