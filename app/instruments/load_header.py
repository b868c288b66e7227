"""What stands where in a load file: the preamble, the header and what its columns mean."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from app.errors import LoadFileRefused
from app.instruments.text_table import TextTable, excerpt

_HEADER_LINES: Final = 40
_DELIMITERS: Final = (";", "\t", ",")

_TIME: Final = re.compile(r"时间|时刻|日期|时标|time|date")
_DATE_ONLY: Final = re.compile(r"日期|^date$")
_ACTIVE: Final = re.compile(
    r"有功|功率|负荷|kw|mw|\(w\)|power|^p$|^p_?[abc]$|^p_?[abc123]?_?pu$|^p[总合]"
)
_REACTIVE: Final = re.compile(r"无功|kvar|mvar|reactive|^q$|^q_?[abc]$|^q_?[abc123]?_?pu$")
_OTHER: Final = re.compile(
    r"视在|kva(?!r)|因数|factor|电量|电能|示值|wh|varh|需量|反向|负荷率|容量|apparent|energy"
)
_PHASE: Final = re.compile(
    r"([abc])相|相([abc])|phase_?([abc])|(?:^|[^a-z])[pq]_?([abc])(?![a-z])|l([123])(?!\d)"
)
_UNIT: Final = re.compile(r"(?<![a-z])([km]?)(?:w|var)(?![a-z])")
_PER_UNIT: Final = re.compile(r"(?<![a-z])pu(?![a-z])|标幺")
_NARROW: Final = str.maketrans("（）：", "():")
_SCALE: Final = {"k": 1.0, "m": 1000.0, "": 0.001}

_METER: Final = ("表号", "电表号", "电能表号", "电表资产号", "电能表资产号", "资产编号", "meter_no")
_MULTIPLIER: Final = ("综合倍率", "倍率", "multiplier")
_ENDS: Final = re.compile(r"结束|截止|end")
_STARTS: Final = re.compile(r"开始|起始|start")


@dataclass(frozen=True)
class Column:
    """One column of samples: its channel, where it stands, and what makes it kW or kvar."""

    channel: str
    place: int
    scale: float


@dataclass(frozen=True)
class LoadHeader:
    """What the lines above the first sample say.

    Places count from 0; -1 says that there is no such column.
    """

    line: int
    delimiter: str
    names: tuple[str, ...]
    time: int
    date: int
    columns: tuple[Column, ...]
    meter: int
    multiplier: int
    per_unit: bool
    stamp: str
    """start | end where the header says it, "" where not."""
    ignored: tuple[str, ...]
    preamble: Mapping[str, tuple[int, str]]
    """Line and value by name."""

    @property
    def last(self) -> int:
        """The place of the last column that every line must have."""
        return max(self.time, self.date, self.meter, self.multiplier, *self._places)

    @property
    def _places(self) -> list[int]:
        return [column.place for column in self.columns]

    def stated(self, names: Sequence[str]) -> tuple[int, str]:
        """Line and value of the first of these names that the preamble states."""
        return next((self.preamble[name] for name in names if name in self.preamble), (0, ""))

    def stated_meter(self) -> str:
        """The number of the meter, where the preamble states it."""
        return self.stated(_METER)[1]

    def stated_multiplier(self) -> tuple[int, str]:
        """Line and text of the multiplier, where the preamble states it."""
        return self.stated(_MULTIPLIER)


def read_header(table: TextTable) -> LoadHeader:
    """Where the samples begin and what their columns mean.

    Raises:
        LoadFileRefused: no_header, no_time_column, no_power_column.
    """
    for delimiter in _DELIMITERS:
        head = table.head(delimiter, _HEADER_LINES)
        for number, cells in enumerate(head):
            if _times(cells) and _any_power(cells):
                header = _header(head[:number], cells, delimiter)
                if not any(column.channel.startswith("p") for column in header.columns):
                    found = excerpt(cells, delimiter)  # one or two phases of three
                    raise LoadFileRefused(table.name, "no_power_column", header.line, found=found)
                return header
    raise _refusal(table)


def _refusal(table: TextTable) -> LoadFileRefused:
    heads = {delimiter: table.head(delimiter, _HEADER_LINES) for delimiter in _DELIMITERS}
    delimiter = max(_DELIMITERS, key=lambda mark: sum(map(len, heads[mark])))
    for why, found in (("no_power_column", _times), ("no_time_column", _any_power)):
        for number, cells in enumerate(heads[delimiter], 1):
            # A cell with a colon or a number is a statement above the header, not a header.
            stated = any(re.search("[:：]|^[0-9]", cell) for cell in cells)
            if len(cells) > 1 and found(cells) and not stated:
                return LoadFileRefused(table.name, why, number, found=excerpt(cells, delimiter))
    first = next((cells for cells in heads[delimiter] if cells), [])
    why = "no_time_column" if len(first) > 1 else "no_header"
    return LoadFileRefused(table.name, why, 1, found=excerpt(first, delimiter))


def _any_power(cells: Sequence[str]) -> list[int]:
    return _powers(cells, _ACTIVE)


def _plain(cell: str) -> str:
    return re.sub(r"\s", "", cell.lower().translate(_NARROW))


def _times(cells: Sequence[str]) -> list[int]:
    return [
        n for n, cell in enumerate(map(_plain, cells)) if ":" not in cell and _TIME.search(cell)
    ]


def _powers(cells: Sequence[str], wanted: re.Pattern[str]) -> list[int]:
    other = _REACTIVE if wanted is _ACTIVE else None
    return [
        number
        for number, plain in enumerate(map(_plain, cells))
        if wanted.search(plain)
        and not _OTHER.search(plain)
        and not (other and other.search(plain))
        and not _TIME.search(plain)
        and ":" not in plain
    ]


def _header(above: Sequence[list[str]], cells: list[str], delimiter: str) -> LoadHeader:
    plain = [_plain(cell) for cell in cells]
    preamble = _preamble(above)
    unit = preamble.get("功率单位", preamble.get("单位", (0, "kW")))[1].lower()
    active, reactive = _powers(cells, _ACTIVE), _powers(cells, _REACTIVE)
    columns = (
        *_columns("p", "kw", active, plain, unit),
        *_columns("q", "kvar", reactive, plain, unit),
    )
    times = _times(cells)
    time = next((n for n in times if not _DATE_ONLY.search(plain[n])), times[0])
    date = next((n for n in times if _DATE_ONLY.search(plain[n]) and n != time), -1)
    meter = next((n for n, cell in enumerate(plain) if cell in _METER), -1)
    multiplier = next((n for n, cell in enumerate(plain) if cell in _MULTIPLIER), -1)
    used = {time, date, meter, multiplier, *(column.place for column in columns)}
    ends, starts = _ENDS.search(plain[time]), _STARTS.search(plain[time])
    return LoadHeader(
        line=len(above) + 1,
        delimiter=delimiter,
        names=tuple(cells),
        time=time,
        date=date,
        columns=columns,
        meter=meter,
        multiplier=multiplier,
        per_unit=any(_PER_UNIT.search(plain[column.place]) for column in columns),
        stamp="end" if ends else "start" if starts else "",
        ignored=tuple(cell for n, cell in enumerate(cells) if n not in used and cell),
        preamble=preamble,
    )


def _columns(
    letter: str, unit: str, places: Sequence[int], plain: Sequence[str], stated: str
) -> list[Column]:
    """The three phases where all are there, else the total; nothing where neither is."""
    phases: dict[str, int] = {}
    total: list[int] = []
    for place in places:
        if match := _PHASE.search(plain[place]):
            named = next(group for group in match.groups() if group)
            phases.setdefault({"1": "a", "2": "b", "3": "c"}.get(named, named), place)
        else:
            total.append(place)
    if len(phases) == 3:
        chosen = {f"{letter}_{phase}_{unit}": phases[phase] for phase in "abc"}
    else:
        total.sort(key=lambda place: "总" not in plain[place])  # what says so is the total
        chosen = {f"{letter}_{unit}": total[0]} if total else {}
    return [Column(channel, at, _scale(plain[at], stated)) for channel, at in chosen.items()]


def _scale(name: str, stated: str) -> float:
    if _PER_UNIT.search(name):
        return 1.0
    match = _UNIT.search(name) or _UNIT.search(stated)
    return _SCALE[match.group(1)] if match else 1.0


def _preamble(above: Sequence[list[str]]) -> dict[str, tuple[int, str]]:
    """Name and value of each statement: in one cell with a colon, or in two cells."""
    found: dict[str, tuple[int, str]] = {}
    for line, cells in enumerate(above, 1):
        for cell, following in pairwise([*cells, ""]):
            name, colon, value = cell.replace("：", ":").partition(":")
            told = value.strip() or following
            if name.strip() and told and (colon or following):
                found.setdefault(name.strip(), (line, told))
    return found
