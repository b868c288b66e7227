"""Empty rows under heads, wide enough for handwriting.

What does not fit beside each other goes into a second strip of the same rows below.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, Spacer

from app.documents.page import table
from app.documents.text import CELL, CENTRE, LABEL, NOTE, SMALL, para
from app.domain.blank_parts import BlankField, BlankTable

_LINE: Final = 9.5 * mm
_TALL: Final = 13 * mm
"""A row with three options below each other, or in which sentences are written."""
_NUMBER_MM: Final = 10
_CHARACTER_MM: Final = 3
_WIDE_MM: Final = {
    "note": 48,
    "text": 26,
    "colleague": 30,
    "moment": 34,
    "date": 26,
    "place": 36,
    "ratio": 20,
}
_NARROW_MM: Final = 16
_STACKED: Final = 3
"""So many short options are ticked in a row; others are told below the table."""
_SHORT: Final = 6


def ticks(field: BlankField, between: str = "　") -> str:
    """A box for each option, to be ticked."""
    return between.join(f"☐{option}" for option in field.options)


def blank_table(shown: BlankTable, across: float) -> Iterator[Flowable]:
    """The table, in as many strips as it needs, and what can be written in its columns."""
    strips = list(_strips(shown.columns, int(across / mm)))
    for at, strip in enumerate(strips):
        if at:
            yield CondPageBreak(60 * mm)
            yield para("续上表，序号相同：", NOTE)
        yield _strip(shown, strip, across)
    told = [
        f"{each.name}：{'、'.join(each.options)}"
        for place, each in enumerate(shown.columns)
        if _is_told(each) and not all(row[place] for row in shown.rows)
    ]
    if told:
        yield para("可填——" + "；".join(told) + "。", NOTE)
    yield Spacer(0, 0.5 * mm)


def _strip(shown: BlankTable, places: Sequence[int], across: float) -> Flowable:
    columns = [shown.columns[place] for place in places]
    heads = [para("序号", LABEL), *(para(_head(each), LABEL) for each in columns)]
    rows: list[list[Any]] = [
        [para(str(number), CENTRE), *(_cell(row[place], shown.columns[place]) for place in places)]
        for number, row in enumerate(shown.rows, start=1)
    ]
    if shown.is_summed and places[0] == 0:
        rows.append([para("合计", CENTRE), *[""] * len(columns)])
    tall = any(each.kind == "note" or _stacked(each) == _STACKED for each in columns)
    heights = [None, *[_TALL if tall else _LINE] * len(rows)]
    widths = [_NUMBER_MM, *map(_width, columns)]
    return table([heads, *rows], widths, repeat=1, heights=heights, across=across)


def _strips(columns: Sequence[BlankField], page_mm: int) -> Iterator[Sequence[int]]:
    """Columns that fit beside each other, by their places, shared out as evenly as can be."""
    whole = sum(map(_width, columns))
    count = -(-whole // (page_mm - _NUMBER_MM))
    share, used = whole / count, 0
    strips: list[list[int]] = [[] for _ in range(count)]
    for place, each in enumerate(columns):
        strips[min(int((used + _width(each) / 2) / share), count - 1)].append(place)
        used += _width(each)
    yield from strips


def _width(each: BlankField) -> int:
    named = _CHARACTER_MM * min(len(each.name), 4) + 4
    if _is_stacked(each):
        return max(_CHARACTER_MM * (max(map(len, each.options)) + 1) + 5, named)
    if each.options:
        return max(22, named)
    return max(_WIDE_MM.get(each.kind, _NARROW_MM), named)


def _stacked(each: BlankField) -> int:
    """How many options are ticked below each other in a row."""
    return len(each.options) if _is_stacked(each) else 0


def _is_stacked(each: BlankField) -> bool:
    return 0 < len(each.options) <= _STACKED and max(map(len, each.options)) <= _SHORT


def _is_told(each: BlankField) -> bool:
    return bool(each.options) and not _is_stacked(each)


def _head(each: BlankField) -> str:
    unit = f"（{each.unit}）" if each.unit else ""
    return f"{each.name}{unit}{'※' if each.sometimes else ''}"


def _cell(text: str, each: BlankField) -> Flowable:
    if text:
        return para(text, CELL)
    return para(ticks(each, "\n") if _is_stacked(each) else "", SMALL)
