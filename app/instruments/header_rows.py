"""Which rows of a table are its header: one, or a quantity above its phase and its unit.

Where cells were merged, the name stands in the first of them and the others are empty.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from app.instruments.header_words import plain_name, quantity_places, time_places
from app.instruments.load_wishes import MOST_HEADER_ROWS, LoadWishes, column_labels

_UNIT: Final = re.compile(
    r"[(\[]?(?:[km]?(?:w|var|va|v|a|wh|varh)|hz|%|‰|pu|p\.u\.|℃|°c|千瓦|兆瓦|瓦|千乏|伏|安|赫兹?|度)[)\]]?"
)
_UNIT_WORDS: Final[Mapping[str, str]] = {
    "千瓦": "kW", "兆瓦": "MW", "瓦": "W", "千乏": "kvar", "伏": "V", "安": "A", "度": "kWh",
    "赫": "Hz", "赫兹": "Hz",
}  # fmt: skip
_DETAIL: Final = re.compile(
    r"(?:[pquiv]_?)?(?:[abc]|ab|bc|ca|l[123])相?|相[abc]|总|合计|总计|三相|三相总|总加|"
    r"(?:平均|瞬时|最大|最小|有效|当前)值?|\d{1,2}次(?:谐波)?|thd|总?畸变率"
)
_PHASES: Final = frozenset("abc")
_NOTHING: Final = re.compile(r"单位|-+|—+|/|无")


@dataclass(frozen=True)
class HeaderRows:
    """So many rows from the row `first` (from 0), and what each column is called by them."""

    first: int
    """-1 where it is wished that there be no header."""
    count: int
    cells: list[str]


def find_header(head: Sequence[list[str]], wishes: LoadWishes) -> HeaderRows | None:
    """The header among the first rows; None where none is found."""
    if wishes.header_line == 0:
        width = max(map(len, head), default=0)
        return HeaderRows(-1, 0, [""] * width) if width > 1 else None
    if wishes.header_line > 0:
        first = wishes.header_line - 1
        if len(head[first] if first < len(head) else []) < 2:
            return None
        return _from(head, first, wishes.header_rows or 1, wishes)
    depths = (wishes.header_rows,) if wishes.header_rows else range(1, MOST_HEADER_ROWS + 1)
    for depth in depths:
        for first in range(len(head) - depth + 1):
            below = head[first + 1 : first + depth]
            if not wishes.header_rows and not all(map(_could_be_below, below)):
                continue
            if _tells_all(_joined(head[first : first + depth]), wishes):
                return _from(head, first, depth, wishes)
    return None


def _from(head: Sequence[list[str]], first: int, count: int, wishes: LoadWishes) -> HeaderRows:
    """The header that begins there with so many rows at least."""
    while not wishes.header_rows and count < MOST_HEADER_ROWS and first + count < len(head):
        if not _goes_on(head[first + count], time_places(_joined(head[first : first + count]))):
            break
        count += 1
    return HeaderRows(first, count, _joined(head[first : first + count]))


def _tells_all(cells: list[str], wishes: LoadWishes) -> bool:
    """Whether these names tell a time and something to be read, or what is wished."""
    if not set(wishes.columns) <= set(column_labels(cells)):
        return False
    return bool((wishes.time or time_places(cells)) and (wishes.active or quantity_places(cells)))


def _goes_on(cells: Sequence[str], times: Sequence[int]) -> bool:
    """Whether this row below a header belongs to it: units, phases, and no moment in it."""
    told = [(place, plain_name(cell)) for place, cell in enumerate(cells) if cell.strip()]
    words = [name for place, name in told if place not in times]
    moments = [name for place, name in told if place in times and re.search(r"\d", name)]
    known = all(_is_word(name) or _NOTHING.fullmatch(name) for name in words)
    return known and any(map(_is_word, words)) and not moments


def _could_be_below(cells: Sequence[str]) -> bool:
    """Whether this may be a lower row of a header: each cell tells a part of one."""
    names = [plain_name(cell) for cell in cells if cell.strip()]
    parts = (_is_word(n) or time_places([n]) or quantity_places([n]) for n in names)
    return bool(names) and all(parts)


def _is_word(name: str) -> bool:
    return bool(_UNIT.fullmatch(name) or _DETAIL.fullmatch(name))


def _joined(rows: Sequence[list[str]]) -> list[str]:
    """What each column is called by all of these rows."""
    if len(rows) == 1:
        return rows[0]
    width = max(map(len, rows))
    padded = [[*(cell.strip() for cell in cells), *[""] * (width - len(cells))] for cells in rows]
    units = [_units_in(cells) for cells in padded]
    for number, cells in enumerate(padded[:-1]):
        _fill(cells, padded[number + 1 :], units[number + 1 :])
    columns = zip(zip(*padded, strict=True), zip(*units, strict=True), strict=True)
    return [_name(parts, are_units) for parts, are_units in columns]


def _units_in(cells: Sequence[str]) -> list[bool]:
    """Which cells of a row hold a unit; an A beside B and C is a phase."""
    names = [plain_name(cell) for cell in cells]
    phases = {"b", "c"} <= set(names)
    return [bool(_UNIT.fullmatch(name)) and not (phases and name == "a") for name in names]


def _fill(cells: list[str], below: Sequence[list[str]], units: Sequence[list[bool]]) -> None:
    """Let a name stand in the cells merged with its own: those with more than a unit below."""
    times = time_places(cells)
    last = ""
    for place, cell in enumerate(cells):
        if cell:
            last = "" if place in times else cell
        elif any(row[place] and not unit[place] for row, unit in zip(below, units, strict=True)):
            cells[place] = last


def _name(parts: Sequence[str], are_units: Sequence[bool]) -> str:
    name = ""
    for part, is_unit in zip(parts, are_units, strict=True):
        plain = plain_name(part)
        if not part or (name and (_NOTHING.fullmatch(plain) or part in name)):
            continue
        if is_unit and name:
            bare = part.strip("()（）[]")
            name += f"({_UNIT_WORDS.get(bare, bare)})"
        else:
            word = f"{part}相" if name and plain in _PHASES else part
            name += f" {word}" if name else word
    return name
