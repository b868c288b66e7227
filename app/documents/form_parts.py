"""Sections of a form drawn: names and values, tables, fixed texts."""

from collections.abc import Iterator, Sequence
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, Spacer

from app.documents.page import CELL_INSET, FAINT_RULE, SHADE, WIDTH, table
from app.documents.text import CELL, CENTRE, EMPTY, LABEL, NOTE, SMALL, para
from app.domain.form_paper import DemandLine, PaperPart, PaperTable

_NUMERALS: Final = "一二三四五六七八九十"
_ON_ONE_LINE: Final = 6 * SMALL.size
"""A cell no longer than six Han characters is not broken while there is room, in points."""


def numerals() -> Iterator[str]:
    """一, 二, ... 十, 十一, ..., 十九."""
    yield from _NUMERALS
    yield from (f"十{one}" for one in _NUMERALS[:9])


def part_body(part: PaperPart) -> Iterator[Flowable]:
    """What stands under the heading of this section."""
    if part.pairs:
        yield _pairs(part.pairs)
    for each in part.tables:
        if part.pairs or len(part.tables) > 1:  # one alone is told by the heading
            yield CondPageBreak(24 * mm)  # a title does not stay behind at the foot of a page
            yield Spacer(0, 1.5 * mm)
            yield para(each.title, NOTE)
        yield from _rows(each)
    if part.says:
        yield _says(part.says)


def demand_table(lines: Sequence[DemandLine]) -> Flowable:
    """What a load list comes to."""
    heads = [para(text, LABEL) for text in ("负荷计算", "结果", "公式与取值")]
    body = [
        [
            para(line.name, LABEL),
            para(f"{line.value} {line.unit}".strip(), CELL),
            para(line.formula.format(*line.given), SMALL),
        ]
        for line in lines
    ]
    return table([heads, *body], (40, 50, 85), repeat=1)


def _pairs(pairs: Sequence[tuple[str, str]]) -> Flowable:
    """Names and what stands there, two a line; what is long has the line to itself."""
    rows = []
    spans: list[tuple[object, ...]] = []
    waiting: list[tuple[str, str]] = []
    for name, text in pairs:
        if len(text) > 24:
            rows += [_line(waiting)] if waiting else []
            waiting = []
            spans.append(("SPAN", (1, len(rows)), (3, len(rows))))
            rows.append([para(name, LABEL), para(text, CELL), "", ""])
        else:
            waiting.append((name, text))
            if len(waiting) == 2:
                rows.append(_line(waiting))
                waiting = []
    rows += [_line(waiting)] if waiting else []
    shaded = [("BACKGROUND", (0, 0), (0, -1), SHADE)]
    whole = {span[1][1] for span in spans}  # type: ignore[index]
    shaded += [
        ("BACKGROUND", (2, number), (2, number), SHADE)
        for number in range(len(rows))
        if number not in whole
    ]
    return table(rows, (32, 58, 32, 53), *shaded, *spans)


def _line(pairs: Sequence[tuple[str, str]]) -> list[Flowable]:
    cells = [part for n, t in pairs for part in (para(n, LABEL), para(t or EMPTY, CELL))]
    return cells if len(pairs) == 2 else [*cells, para("", LABEL), para("", CELL)]


def _says(texts: Sequence[str]) -> Flowable:
    """Fixed texts, numbered where there are several."""
    several = len(texts) > 1
    rows = [
        [para(f"{number}．{text}" if several else text, CELL)]
        for number, text in enumerate(texts, start=1)
    ]
    return table(rows, (1,), ("INNERGRID", (0, 0), (-1, -1), 0.4, FAINT_RULE))


def _rows(shown: PaperTable) -> Iterator[Flowable]:
    if not shown.rows:
        yield table([[para(shown.empty, CELL)]], (1,))
        return
    if not shown.is_grid:
        for number, row in enumerate(shown.rows, start=1):
            yield _pairs([("序号", str(number)), *zip(shown.heads, row, strict=True)])
            yield Spacer(0, 1 * mm)
        return
    heads = [para("序号", LABEL), *(para(text, LABEL) for text in shown.heads)]
    body = [
        [para(str(number), CENTRE), *(para(text or EMPTY, SMALL) for text in row)]
        for number, row in enumerate(shown.rows, start=1)
    ]
    yield table([heads, *body], _widths(shown), repeat=1)


def _widths(shown: PaperTable) -> list[float]:
    """Widths for a number and each column, in points, by what the words measure.

    Each has the room in which it can still be read: short cells on one line, a head on two. What is
    left of the page goes to those that would like more.
    """
    inner = 2 * CELL_INSET
    number = LABEL.measure("序号") + inner
    least, whole = [number], [number]
    for place, name in enumerate(shown.heads):
        head = LABEL.measure(name)
        cell = max(SMALL.measure(row[place]) for row in shown.rows)
        least.append(max(min(cell, _ON_ONE_LINE), head / 2 + LABEL.size) + inner)
        whole.append(max(cell, head, least[-1] - inner) + inner)
    missing = [wish - width for wish, width in zip(whole, least, strict=True)]
    spare = max(WIDTH - sum(least), 0.0)
    share = min(spare / sum(missing), 1.0) if sum(missing) else 0.0
    return [width + share * more for width, more in zip(least, missing, strict=True)]
