"""Sections of a form drawn: names and values, tables, fixed texts."""

from collections.abc import Iterator, Sequence
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, Spacer

from app.documents.page import CELL_INSET, FAINT_RULE, SHADE, WIDTH, table
from app.documents.text import (
    CELL,
    CENTRE,
    EMPTY,
    LABEL,
    NOTE,
    SMALL,
    SMALL_CENTRE,
    TextStyle,
    para,
)
from app.domain.form_paper import PaperPart, PaperTable

_NUMERALS: Final = "一二三四五六七八九十"
_ON_ONE_LINE: Final = (6, 5, 4, 3)
"""A cell of so many Han characters is not broken: the first number that the page has room for."""
_HEAD_WORD: Final = 4
"""A head of so many characters is one word; a longer one is set on two lines where it must be."""

_SLACK: Final = 0.2
"""Points by which a column is wider than its words: sums of fractions come out a hair short."""


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
    widths, style = _widths(shown)
    heads = [
        para(_head(text, width - 2 * CELL_INSET, style), style)
        for text, width in zip(("序号", *shown.heads), widths, strict=True)
    ]
    body = [
        [para(str(number), CENTRE), *(para(text or EMPTY, SMALL) for text in row)]
        for number, row in enumerate(shown.rows, start=1)
    ]
    yield table([heads, *body], widths, repeat=1)


def _widths(shown: PaperTable) -> tuple[list[float], TextStyle]:
    """Widths for a number and each column, in points, by what the words measure; and the heads'.

    Each has the room in which it can still be read: short cells on one line, a head broken between
    its words alone. What is left of the page goes to those that would like more. Where there is too
    little, longer cells are broken first, then the heads are set smaller.
    """
    fits = (
        (style, least)
        for style in (LABEL, SMALL_CENTRE)
        for characters in _ON_ONE_LINE
        if sum(least := _least(shown, style, characters * SMALL.size)) <= WIDTH
    )
    style, least = next(fits, (SMALL_CENTRE, _least(shown, SMALL_CENTRE, 0)))
    whole = _least(shown, style, WIDTH)
    for place, name in enumerate(shown.heads, start=1):
        whole[place] = max(whole[place], style.measure(name) + 2 * CELL_INSET + _SLACK)
    missing = [wish - width for wish, width in zip(whole, least, strict=True)]
    spare = max(WIDTH - sum(least), 0.0)
    share = min(spare / sum(missing), 1.0) if sum(missing) else 0.0
    return [width + share * more for width, more in zip(least, missing, strict=True)], style


def _least(shown: PaperTable, style: TextStyle, unbroken: float) -> list[float]:
    """What each column needs where no cell up to `unbroken` points is broken, nor a head's word."""
    found = [style.measure("序号")]
    for place, name in enumerate(shown.heads):
        head = max(map(style.measure, _words(name)))
        cell = max(SMALL.measure(row[place]) for row in shown.rows)
        found.append(max(min(cell, unbroken), head))
    return [width + 2 * CELL_INSET + _SLACK for width in found]


def _head(name: str, width: float, style: TextStyle) -> str:
    """A head as it is set in a column with so much room: on one line, or word by word."""
    return name if style.measure(name) <= width else "\n".join(_words(name))


def _words(name: str) -> list[str]:
    """Between these a head may be broken: before its unit, and a long one in the middle."""
    text, bracket, unit = name.partition("（")
    middle = (len(text) + 1) // 2
    parts = [text] if len(text) <= _HEAD_WORD else [text[:middle], text[middle:]]
    return [*parts, bracket + unit] if unit else parts
