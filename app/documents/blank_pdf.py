"""A blank form drawn on A4, with room to write by hand: sections as on the filled paper.

It is nobody's paper: no number, no digest, no code, nothing to seal.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Spacer

from app.documents.blank_table import blank_table, ticks
from app.documents.font import drawable
from app.documents.form_parts import numerals
from app.documents.page import (
    CELL_INSET,
    FAINT,
    FAINT_RULE,
    LEFT,
    SHADE,
    WIDE,
    WIDTH,
    build,
    foot_line,
    fresh_page,
    plain_row,
    section,
    table,
    tallness,
)
from app.documents.paper_parts import FIELD_HEIGHT, abreast, copies_line, seal_of
from app.documents.text import (
    BODY,
    CELL,
    LABEL,
    NOTE,
    ORGANISATION,
    SMALL,
    SMALL_CENTRE,
    SMALL_RIGHT,
    TITLE,
    Align,
    Text,
    TextStyle,
    para,
    use_font,
)
from app.domain.blank_paper import BlankPaper
from app.domain.blank_parts import BlankField, BlankGroup, BlankPart, BlankTable
from app.domain.names import role_on

_LINE: Final = 9 * mm
"""A line that can be written on by hand."""
_NOTE_ROOM: Final[float] = 18 * mm
_OPINION_ROOM: Final[float] = 55 * mm
_WHOLE: Final[float] = 110 * mm
"""A card up to so tall is not torn."""
_SKETCH_ROOM: Final = 100 * mm
_ALONE: Final = ("note", "opinion")
"""Kinds that have a line to themselves."""
_READ: Final = TextStyle(8.5, spread=2.2)
_RIGHT: Final = TextStyle(8.5, Align.RIGHT)
_WRITTEN: Final = {
    "date": "年　　　月　　　日",
    "moment": "年　　月　　日　　时　　分",
    "photo": "张",
    "times": "第　　　　次",
}
_HALF: Final = (32, 55.5, 32, 55.5)
_HINT: Final = (
    "本表供平板不能使用时手工填写。请用黑色签字笔填写，勾选项在方框内打“✔”；"
    "标“※”的栏目适用时填写。平板恢复后补录，并附上本表的照片。"
)


def draw_blank(paper: BlankPaper, organisation: str = "") -> bytes:
    """The blank as PDF; `organisation` stands at its head where it is known. Equal gives equal."""
    use_font()
    return build(list(_story(paper, organisation)), _Foot(paper), wide=paper.is_wide)


class _Foot:
    """That it is a blank, by which rules, page x of y; and whose page it is, once it is written."""

    def __init__(self, paper: BlankPaper) -> None:
        self._left = f"空白表　{paper.title}　{paper.form}　{paper.rules}"

    def draw(self, canvas: Canvas, page: int, pages: int) -> None:
        """Draw it on this page."""
        canvas.saveState()
        y, edge = foot_line(canvas)
        canvas.drawString(LEFT, y - 4.2 * mm, drawable(self._left))
        canvas.drawRightString(edge, y - 4.2 * mm, f"第 {page} 页　共 {pages} 页")
        canvas.drawString(LEFT, y - 10 * mm, "工单编号：________________________")
        canvas.drawRightString(edge, y - 10 * mm, "填写人签名：________________")
        canvas.restoreState()


def _story(paper: BlankPaper, organisation: str) -> Iterator[Flowable]:
    across = WIDE if paper.is_wide else WIDTH
    yield from _head(paper, organisation, across)
    titles = numerals()
    for part in paper.parts:
        yield from _section(f"{next(titles)}、{part.title}", part, across)
    yield from _signing(paper, across)
    numbers = numerals()
    if paper.annexed:
        yield fresh_page()
    for part in paper.annexed:
        yield from _section(f"附件{next(numbers)}　{part.title}", part, across)


def _section(title: str, part: BlankPart, across: float) -> Iterator[Flowable]:
    if part.has_sketch:  # a heading does not stay behind when its box is too tall
        yield CondPageBreak(_SKETCH_ROOM + 12 * mm)
    if any(each.kind == "opinion" for each in part.fields):
        yield CondPageBreak(_OPINION_ROOM + 12 * mm)
    if part.tables and not part.fields and not part.tables[0].is_grid:
        yield CondPageBreak(_tall_card(part.tables[0], across) + 12 * mm)
    yield from section(title, _body(part, across))


def _tall_card(shown: BlankTable, across: float) -> float:
    """How much of a page one row wants that is shown as a card."""
    return min(tallness([_pairs(shown.columns, across, number=1)], across), _WHOLE)


def _head(paper: BlankPaper, organisation: str, across: float) -> Iterator[Flowable]:
    yield para(organisation or "供电企业：______________________________", ORGANISATION)
    yield Spacer(0, 1.5 * mm)
    yield para(paper.title, TITLE)
    yield Spacer(0, 2 * mm)
    yield plain_row(
        (
            para("工单编号：______________________________", SMALL),
            para(copies_line(paper.copies), SMALL_CENTRE),
            para("填写日期：　　　　年　　月　　日", SMALL_RIGHT),
        ),
        (70, 55, 50),
        across,
    )
    yield _pairs(paper.header, across)
    yield para(_HINT, NOTE)


def _body(part: BlankPart, across: float) -> Iterator[Flowable]:
    if part.fields:
        yield _pairs(part.fields, across)
    for number, each in enumerate(part.tables):
        if each.title and (part.fields or len(part.tables) > 1):
            yield CondPageBreak((42 if each.is_grid else 55) * mm)  # a title does not stay behind
            yield Spacer(0, 1.5 * mm)
            yield para(each.title, NOTE)
        elif number:
            yield Spacer(0, 1.5 * mm)
        if each.is_grid:
            yield from blank_table(each, across)
        else:
            for count in range(1, len(each.rows) + 1):
                yield CondPageBreak(_tall_card(each, across))
                yield _pairs(each.columns, across, number=count)
                yield Spacer(0, 1 * mm)
    if part.says:
        yield _says(part.says, across)
    for group in part.groups:
        yield CondPageBreak(32 * mm)
        yield _checks(group, across)
    if part.has_sketch:
        yield table([[""]], (1,), heights=(_SKETCH_ROOM,), across=across)


def _pairs(fields: Sequence[BlankField], across: float, number: int = 0) -> Flowable:
    """Names with room beside them, two a line; what needs more has the line to itself.

    `number` is that of a row that is shown so, in a list of a few.
    """
    rows: list[list[Any]] = []
    heights: list[float] = []
    styles: list[tuple[object, ...]] = []
    if number:
        rows.append([para(f"第 {number} 项", CELL), "", "", ""])
        heights.append(6 * mm)
        styles += [("SPAN", (0, 0), (-1, 0)), ("BACKGROUND", (0, 0), (-1, 0), FAINT)]
    for line in _lines(fields):
        at = len(rows)
        rows.append(_cells(line))
        heights.append(max(_tall(each, across, alone=len(line) == 1) for each in line))
        shaded = (0, 2) if len(line) == 2 else (0,)
        styles += [("BACKGROUND", (c, at), (c, at), SHADE) for c in shaded if line[0].name]
        if len(line) == 1:
            styles.append(("SPAN", (1 if line[0].name else 0, at), (3, at)))
    return table(rows, _HALF, *styles, heights=heights, across=across)


def _lines(fields: Sequence[BlankField]) -> Iterator[Sequence[BlankField]]:
    """The fields line by line, in their order."""
    waiting: list[BlankField] = []
    for each in fields:
        if _is_wide(each):
            yield from [waiting] if waiting else []
            yield [each]
            waiting = []
        else:
            waiting = [*waiting, each]
            if len(waiting) == 2:
                yield waiting
                waiting = []
    yield from [waiting] if waiting else []


def _cells(line: Sequence[BlankField]) -> list[Any]:
    if not line[0].name:
        return ["", "", "", ""]
    cells = [cell for each in line for cell in (_name(each), _room(each))]
    return cells if len(line) == 2 else [*cells, "", ""]


def _is_wide(each: BlankField) -> bool:
    if each.kind in _ALONE:
        return True
    return len("".join(each.options)) + 2 * len(each.options) > 34


def _tall(each: BlankField, across: float, *, alone: bool) -> float:
    """How high the room for this value is, in points, on a line of its own or a shared one."""
    if each.kind == "opinion":
        return _OPINION_ROOM
    if each.kind == "note":
        return _NOTE_ROOM
    room = across * sum(_HALF[1:] if alone else _HALF[1:2]) / sum(_HALF) - 2 * CELL_INSET
    _, tall = _room(each).wrap(room, 0)
    _, named = _name(each).wrap(across * _HALF[0] / sum(_HALF) - 2 * CELL_INSET, 0)
    return float(max(_LINE, tall + 8, named + 6))


def _name(each: BlankField) -> Text:
    return para(each.name + ("※" if each.sometimes else ""), LABEL)


def _room(each: BlankField) -> Text:
    """What stands where a value is to be written: boxes to tick, a unit, the parts of a day."""
    if each.options:
        return para(ticks(each), CELL)
    return para(_WRITTEN.get(each.kind, each.unit), _RIGHT)


def _says(texts: Sequence[tuple[str, bool]], across: float) -> Flowable:
    """Fixed texts; one that is only for some cases has a box to tick."""
    several = len(texts) > 1
    rows = []
    for number, (text, sometimes) in enumerate(texts, start=1):
        begun = f"{number}．" if several else ""
        rows.append([para(f"{begun}{'☐' if sometimes else ''}{text}", CELL)])
    return table(rows, (1,), ("INNERGRID", (0, 0), (-1, -1), 0.4, FAINT_RULE), across=across)


def _checks(group: BlankGroup, across: float) -> Flowable:
    """What is to be checked of one device or matter, with room for what is found."""
    heads = ("序号", "检验项目", "标准要求", "检验情况", "结论")
    asked = [f"{each.name}{_blank(each)}" for each in group.asks]
    title = para("　　".join((group.title, *asked)), _READ if asked else CELL)
    rows: list[list[Any]] = [
        [para(text, LABEL) for text in heads],
        [title, *[""] * 4],
        *(
            [
                para(each.number, SMALL_CENTRE),
                para(each.item, CELL),
                para(each.requirement, SMALL),
                para("\n".join(f"{read.name}{_blank(read)}" for read in each.reads), _READ),
                para(_verdicts(each.verdicts), SMALL),
            ]
            for each in group.rows
        ),
    ]
    spans = (("SPAN", (0, 1), (-1, 1)), ("BACKGROUND", (0, 1), (-1, 1), FAINT))
    return table(rows, (12, 50, 34, 44, 35), *spans, repeat=2, across=across)


def _verdicts(said: Sequence[str]) -> str:
    """What can be said of a row, two a line."""
    boxes = [f"☐{each}" for each in said]
    return "\n".join("　".join(boxes[at : at + 2]) for at in range(0, len(boxes), 2))


def _blank(each: BlankField) -> str:
    if each.options:
        return "　" + "　".join(f"☐{option}" for option in each.options)
    return f"__________{each.unit}"


def _signing(paper: BlankPaper, across: float) -> Iterator[Flowable]:
    together: list[Flowable] = [Spacer(0, 3.5 * mm)]
    for each in paper.last:
        told = "　　　　".join(f"☐{option}" for option in each.options)
        shaded = ("BACKGROUND", (0, 0), (0, 0), SHADE)
        line = [[para(each.name, LABEL), para(told, BODY)]]
        together.append(table(line, (22, 153), shaded, across=across))
    together += _signatures(paper, across)
    if paper.declaration:
        together.append(para(paper.declaration, NOTE))
    yield KeepTogether(together)


def _signatures(paper: BlankPaper, across: float) -> Iterator[Flowable]:
    """A box for each, and room for the seals, as on the filled paper."""
    roles = paper.signers
    names = [f"{role_on(paper.form, role)}（签字）" for role in roles]
    seals = list(dict.fromkeys(filter(None, map(seal_of, roles))))
    if len(roles) == 1:
        yield _boxes([*names, *seals], across)
    elif len(roles) == len(seals) == 2:
        yield _boxes([f"{n}　{s}" for n, s in zip(names, seals, strict=True)], across)
    else:
        for line in abreast(roles):
            yield _boxes([names.pop(0) for _ in line], across)
        if seals:
            yield _boxes(seals, across)


def _boxes(names: Sequence[str], across: float) -> Flowable:
    heads = [para(name, LABEL) for name in names]
    days = [para("年　　月　　日", _RIGHT) for _ in names]
    low = ("VALIGN", (0, 1), (-1, 1), "BOTTOM")
    shaded = ("BACKGROUND", (0, 0), (-1, 0), SHADE)
    heights = (None, FIELD_HEIGHT)
    return table([heads, days], [1] * len(names), shaded, low, heights=heights, across=across)
