"""Sections of a form drawn: names and values, tables, fixed texts."""

from collections.abc import Iterator, Sequence
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, Spacer

from app.documents.page import CELL_INSET, FAINT, FAINT_RULE, WIDTH, table, tallness
from app.documents.pairs import pair_table
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
_LONG: Final = 24
"""A text of more characters has a line to itself."""
_WHOLE: Final = 80 * mm
"""A card up to so tall is not torn."""
_HEAD_WORD: Final = 4
"""A head of so many characters is one word; a longer one is set on two lines where it must be."""

_SLACK: Final = 0.2
"""Points by which a column is wider than its words: sums of fractions come out a hair short."""


def numerals() -> Iterator[str]:
    """一, 二, ... 十, 十一, ..., 十九."""
    yield from _NUMERALS
    yield from (f"十{one}" for one in _NUMERALS[:9])


def part_body(part: PaperPart, across: float = WIDTH) -> Iterator[Flowable]:
    """What stands under the heading of this section."""
    if part.pairs:
        yield _pairs(part.pairs, across)
    for each in part.tables:
        if part.pairs or len(part.tables) > 1:  # one alone is told by the heading
            yield CondPageBreak(24 * mm)  # a title does not stay behind at the foot of a page
            yield Spacer(0, 1.5 * mm)
            yield para(each.title, NOTE)
        yield from _rows(each, across)
    if part.says:
        yield _says(part.says, across)


def _pairs(pairs: Sequence[tuple[str, str]], across: float) -> Flowable:
    """Names and what stands there, several a line; what is long has the line to itself."""
    shares = (32, 58, 32, 53) if across <= WIDTH else (32, 52, 32, 52, 32, 52)
    return pair_table(pairs, shares, across, _LONG)


def _says(texts: Sequence[str], across: float) -> Flowable:
    """Fixed texts, numbered where there are several."""
    several = len(texts) > 1
    rows = [
        [para(f"{number}．{text}" if several else text, CELL)]
        for number, text in enumerate(texts, start=1)
    ]
    return table(rows, (1,), ("INNERGRID", (0, 0), (-1, -1), 0.4, FAINT_RULE), across=across)


def _rows(shown: PaperTable, across: float) -> Iterator[Flowable]:
    if not shown.rows:
        yield table([[para(shown.empty, CELL)]], (1,), across=across)
        return
    if not shown.is_grid:
        for number, row in enumerate(shown.rows, start=1):
            card = _pairs([("序号", str(number)), *zip(shown.heads, row, strict=True)], across)
            yield CondPageBreak(min(tallness([card], across), _WHOLE))
            yield card
            yield Spacer(0, 1 * mm)
        return
    widths, style = _widths(shown, across)
    heads = [
        para(_head(text, width - 2 * CELL_INSET, style), style)
        for text, width in zip(("序号", *shown.heads), widths, strict=True)
    ]
    body = [
        [para(str(number), CENTRE), *(para(text or EMPTY, SMALL) for text in row)]
        for number, row in enumerate(shown.rows, start=1)
    ]
    summed = []
    if shown.totals:
        body.append([para("合计", CENTRE), *(para(text, SMALL) for text in shown.totals)])
        summed = [("BACKGROUND", (0, -1), (-1, -1), FAINT)]
    yield table([heads, *body], widths, *summed, repeat=1, across=across)


def _widths(shown: PaperTable, across: float = WIDTH) -> tuple[list[float], TextStyle]:
    """Widths for a number and each column, in points, by what the words measure; and the heads'.

    Each has the room in which it can still be read: short cells on one line, a head broken between
    its words alone. What is left of the page goes to those that would like more. Where there is too
    little, longer cells are broken first, then the heads are set smaller.
    """
    fits = (
        (style, least)
        for style in (LABEL, SMALL_CENTRE)
        for characters in _ON_ONE_LINE
        if sum(least := _least(shown, style, characters * SMALL.size)) <= across
    )
    style, least = next(fits, (SMALL_CENTRE, _least(shown, SMALL_CENTRE, 0)))
    whole = _least(shown, style, across)
    for place, name in enumerate(shown.heads, start=1):
        whole[place] = max(whole[place], style.measure(name) + 2 * CELL_INSET + _SLACK)
    missing = [wish - width for wish, width in zip(whole, least, strict=True)]
    spare = max(across - sum(least), 0.0)
    share = min(spare / sum(missing), 1.0) if sum(missing) else 0.0
    return [width + share * more for width, more in zip(least, missing, strict=True)], style


def _least(shown: PaperTable, style: TextStyle, unbroken: float) -> list[float]:
    """What each column needs where no cell up to `unbroken` points is broken, nor a head's word."""
    found = [style.measure("序号")]
    for place, name in enumerate(shown.heads):
        head = max(map(style.measure, _words(name)))
        cells = [row[place] for row in shown.rows] + list(shown.totals[place : place + 1])
        cell = max(map(SMALL.measure, cells))
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
