"""What stands where in a load file: the preamble, the header and what its columns mean."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from app.errors import LoadFileRefused
from app.instruments.load_cells import number_in, second_of
from app.instruments.load_quantities import ENERGY, FLAGS, REGISTER, quantities
from app.instruments.load_wishes import (
    AS_FOUND,
    DELIMITERS,
    NONE,
    PER_UNIT,
    LoadWishes,
    column_labels,
)
from app.instruments.text_table import Table, excerpt

HEADER_LINES: Final = 40

_TIME: Final = re.compile(r"时间|时刻|日期|时标|time|date")
_DATE_ONLY: Final = re.compile(r"日期|^date$")
_ACTIVE: Final = re.compile(
    r"有功|功率|负荷|kw|mw|\(w\)|power|^p$|^p_?[abc]$|^p_?[abc123]?_?pu$|^p[总合]"
)
_REACTIVE: Final = re.compile(r"无功|kvar|mvar|reactive|^q$|^q_?[abc]$|^q_?[abc123]?_?pu$")
_OTHER: Final = re.compile(
    r"视在|kva(?!r)|因数|factor|电量|电能|示值|wh|varh|需量|反向|负荷率|容量|apparent|energy"
)
_ENERGY: Final = re.compile(r"电量|电能|示值|[km]wh|(?<![a-z])wh|energy")
_PHASE: Final = re.compile(
    r"([abc])相|相([abc])|phase_?([abc])|(?:^|[^a-z])[pq]_?([abc])(?![a-z])|l([123])(?!\d)"
)
_UNIT: Final = re.compile(r"(?<![a-z])([km]?)(?:w|var)(?![a-z])")
_PER_UNIT: Final = re.compile(r"(?<![a-z])pu(?![a-z])|标幺")
_NARROW: Final = str.maketrans("（）：", "():")
_UNIT_NAMES: Final = {"k": "kW", "m": "MW", "": "W"}
_SCALE: Final = {"W": 0.001, "kW": 1.0, "MW": 1000.0, PER_UNIT: 1.0}

_ENOUGH: Final = ("p_", ENERGY, REGISTER, "u_", "thdu_", "hu_", "f_hz", "pst_", "plt_", "unb_u")
"""A file is worth reading that has one of these."""
_NOT_ALONE: Final = (FLAGS, "i_", "pf", "d_kw", "thdi_", "hi_", "unb_i")

_METER: Final = ("表号", "电表号", "电能表号", "电表资产号", "电能表资产号", "资产编号", "meter_no")
_MULTIPLIER: Final = ("综合倍率", "倍率", "multiplier")
_RATIOS: Final = {
    "voltage": ("电压互感器变比", "PT变比", "TV变比", "电压变比", "pt_ratio"),
    "current": ("电流互感器变比", "CT变比", "TA变比", "电流变比", "ct_ratio"),
}
_RATIO: Final = re.compile(r"(\d+(?:\.\d+)?)\s*(?:[/:]\s*(\d+(?:\.\d+)?))?")
_ENDS: Final = re.compile(r"结束|截止|end")
_STARTS: Final = re.compile(r"开始|起始|start")


@dataclass(frozen=True)
class Column:
    """One column of samples: its channel, where it stands, and what makes it kW or kvar."""

    channel: str
    place: int
    scale: float
    is_beside: bool = False
    """It stands beside the power: what is no number there is a gap, no refusal."""


@dataclass(frozen=True)
class LoadHeader:
    """What the lines above the first sample say.

    Places count from 0; -1 says that there is no such column.
    """

    line: int
    """0 where the file has no header."""
    delimiter: str
    names: tuple[str, ...]
    time: int
    date: int
    columns: tuple[Column, ...]
    meter: int
    multiplier: int
    unit: str
    stamp: str
    """start | end where the header says it, "" where not."""
    kind: str
    ignored: tuple[str, ...]
    preamble: Mapping[str, tuple[int, str]]
    """Line and value by name."""
    wishes: LoadWishes = AS_FOUND

    @property
    def has_power(self) -> bool:
        """Whether a column holds active power."""
        return any(
            column.channel.startswith("p_") and column.channel.endswith("kw")
            for column in self.columns
        )

    @property
    def flag(self) -> int:
        """The place of the quality flag."""
        return next((c.place for c in self.columns if c.channel == FLAGS), -1)

    def ratio(self, of: str) -> float:
        """Of the instrument transformers of `voltage` or `current`, where the preamble says it."""
        return _ratio(self.stated(_RATIOS[of])[1])

    @property
    def last(self) -> int:
        """The place of the last column that every line must have."""
        return max(self.time, self.date, self.meter, self.multiplier, *self._places)

    @property
    def _places(self) -> list[int]:
        return [column.place for column in self.columns]

    @property
    def labels(self) -> tuple[str, ...]:
        """What its columns are called."""
        return column_labels(self.names)

    def number(self, text: str) -> float | None:
        """The number in this cell, see `number_in`."""
        return number_in(text, self.delimiter, self.wishes.decimal)

    def stated(self, names: Sequence[str]) -> tuple[int, str]:
        """Line and value of the first of these names that the preamble states."""
        return next((self.preamble[name] for name in names if name in self.preamble), (0, ""))

    def stated_meter(self) -> str:
        """The number of the meter, where the preamble states it."""
        return self.stated(_METER)[1]

    def stated_multiplier(self) -> tuple[int, str]:
        """Line and text of the multiplier, where a person or the preamble states it."""
        if self.wishes.multiplier:
            return 0, self.wishes.multiplier
        return self.stated(_MULTIPLIER)


def read_header(table: Table, wishes: LoadWishes = AS_FOUND) -> LoadHeader:
    """Where the samples begin and what their columns mean.

    Raises:
        LoadFileRefused: no_header, no_time_column, no_power_column, energy_only, no_such_column.
    """
    for delimiter in delimiters(wishes):
        head = table.head(delimiter, HEADER_LINES)
        number = _header_row(head, wishes)
        if number is not None:
            return _header(table.name, head, number, delimiter, wishes)
    raise _refusal(table, wishes)


def ask_for_rating(table: Table, header: LoadHeader) -> None:
    """Refuse per-unit values without the rating that makes kilowatts of them.

    Raises:
        LoadFileRefused: per_unit.
    """
    known = header.stated_multiplier()[1] or header.multiplier >= 0
    if header.unit == PER_UNIT and not known:
        found = excerpt(list(header.names), header.delimiter)
        raise LoadFileRefused(table.name, "per_unit", header.line, found=found)


def delimiters(wishes: LoadWishes) -> tuple[str, ...]:
    """The marks that may part the cells, the likeliest first."""
    return (wishes.delimiter,) if wishes.delimiter else DELIMITERS


def _header_row(head: Sequence[list[str]], wishes: LoadWishes) -> int | None:
    """The row of the header, -1 where it is wished that there be none, None if not found."""
    if wishes.header_line >= 0:
        rows = head[wishes.header_line - 1 :][:1] if wishes.header_line else head
        return wishes.header_line - 1 if max(map(len, rows), default=0) > 1 else None
    for number, cells in enumerate(head):
        labels = column_labels(cells)
        if not set(wishes.columns) <= set(labels):
            continue
        if (wishes.time or _times(cells)) and (wishes.active or _any_quantity(cells)):
            return number
    return None


def _refusal(table: Table, wishes: LoadWishes) -> LoadFileRefused:
    if wishes.header_line >= 0:
        return LoadFileRefused(table.name, "no_header", wishes.header_line)
    heads = {delimiter: table.head(delimiter, HEADER_LINES) for delimiter in delimiters(wishes)}
    delimiter = max(heads, key=lambda mark: sum(map(len, heads[mark])))
    every = {label for cells in heads[delimiter] for label in column_labels(cells)}
    for label in wishes.columns:
        if label not in every:
            return LoadFileRefused(table.name, "no_such_column", column=label)
    for why, found in (("no_power_column", _times), ("no_time_column", _any_quantity)):
        for number, cells in enumerate(heads[delimiter], 1):
            # A cell with a colon or a number is a statement above the header, not a header.
            stated = any(re.search("[:：]|^[0-9]", cell) for cell in cells)
            if len(cells) > 1 and found(cells) and not stated:
                if why == "no_power_column":
                    why = _without_power(cells)
                return LoadFileRefused(table.name, why, number, found=excerpt(cells, delimiter))
    first = next((cells for cells in heads[delimiter] if cells), [])
    why = "no_time_column" if len(first) > 1 else "no_header"
    return LoadFileRefused(table.name, why, 1, found=excerpt(first, delimiter))


def _any_power(cells: Sequence[str]) -> list[int]:
    return _powers(cells, _ACTIVE)


def _any_quantity(cells: Sequence[str]) -> list[int]:
    """Places of power, of energy, and of what tells of voltage quality."""
    power = _any_power(cells)
    told = quantities([_plain(cell) for cell in cells], {*power, *_times(cells)})
    return power + [place for channel, place, _ in told if not channel.startswith(_NOT_ALONE)]


def _without_power(cells: Sequence[str]) -> str:
    """Why no power is read here; energy alone says what else to ask the meter for."""
    energy = any(_ENERGY.search(plain) for plain in map(_plain, cells))
    return "energy_only" if energy and not _any_power(cells) else "no_power_column"


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


def _header(
    name: str, head: Sequence[list[str]], number: int, delimiter: str, wishes: LoadWishes
) -> LoadHeader:
    above = head[: max(number, 0)]
    cells = head[number] if number >= 0 else [""] * max(map(len, head))
    plain = [_plain(cell) for cell in cells]
    preamble = _preamble(above)
    seek = _Seeker(name, number + 1, delimiter, cells, wishes)
    stated = preamble.get("功率单位", preamble.get("单位", (0, "kW")))[1].lower()
    below = head[number + 1] if number + 1 < len(head) else []
    time, date = _moments(seek, below)
    columns = (
        *_columns(seek, "p", wishes.active, _any_power(cells), stated),
        *_columns(seek, "q", wishes.reactive, _powers(cells, _REACTIVE), stated),
    )
    columns = (*columns, *_beside(plain, columns, {time, date, *_any_power(cells)}))
    if not any(column.channel.startswith(_ENOUGH) for column in columns):
        raise seek.refused(_without_power(cells))  # none, or one or two phases of three
    meter = next((n for n, cell in enumerate(plain) if cell in _METER), -1)
    multiplier = next((n for n, cell in enumerate(plain) if cell in _MULTIPLIER), -1)
    if wishes.multiplier:
        multiplier = -1
    used = {time, date, meter, multiplier, *(column.place for column in columns)}
    ends, starts = _ENDS.search(plain[time]), _STARTS.search(plain[time])
    power = [column for column in columns if column.channel.startswith(("p_", "q_"))]
    units = [wishes.unit or _unit(plain[column.place], stated) for column in power] or ["kW"]
    return LoadHeader(
        line=number + 1,
        delimiter=delimiter,
        names=tuple(cells),
        time=time,
        date=date,
        columns=columns,
        meter=meter,
        multiplier=multiplier,
        unit=PER_UNIT if PER_UNIT in units else units[0],
        stamp=wishes.stamp or ("end" if ends else "start" if starts else ""),
        kind=wishes.kind or ("instant" if any("瞬时" in cell for cell in cells) else "mean"),
        ignored=tuple(cell for n, cell in enumerate(cells) if n not in used and cell),
        preamble=preamble,
        wishes=wishes,
    )


@dataclass(frozen=True)
class _Seeker:
    """Finds columns in one header, and says what is missing."""

    name: str
    line: int
    delimiter: str
    cells: list[str]
    wishes: LoadWishes

    def place(self, label: str) -> int:
        """Where the column of this label stands."""
        labels = column_labels(self.cells)
        if label not in labels:
            raise LoadFileRefused(self.name, "no_such_column", self.line, label)
        return labels.index(label)

    def refused(self, why: str) -> LoadFileRefused:
        return LoadFileRefused(self.name, why, self.line, found=excerpt(self.cells, self.delimiter))


def _moments(seek: _Seeker, below: Sequence[str]) -> tuple[int, int]:
    """Where time and date stand; where no word says so, what looks like a moment is one."""
    plain = [_plain(cell) for cell in seek.cells]
    times = _times(seek.cells)
    if not times:
        times = [n for n, cell in enumerate(below[: len(plain)]) if second_of(cell) is not None]
    time = next((n for n in times if not _DATE_ONLY.search(plain[n])), (times or [-1])[0])
    if seek.wishes.time:
        time = seek.place(seek.wishes.time)
    if time < 0:
        raise seek.refused("no_time_column")
    date = next((n for n in times if _DATE_ONLY.search(plain[n]) and n != time), -1)
    if seek.wishes.date:
        date = -1 if seek.wishes.date == NONE else seek.place(seek.wishes.date)
    return time, date


def _columns(
    seek: _Seeker, letter: str, wished: Sequence[str], places: Sequence[int], stated: str
) -> list[Column]:
    """The three phases where all are there, else the total; nothing where neither is."""
    plain = [_plain(cell) for cell in seek.cells]
    unit = "kw" if letter == "p" else "kvar"
    if wished:
        asked = [] if NONE in wished else [seek.place(label) for label in wished]
        phases = dict(zip("abc", asked, strict=True)) if len(asked) == 3 else {}
        total = asked if len(asked) == 1 else []
    else:
        phases, total = _phases(places, plain)
    if len(phases) == 3:
        chosen = {f"{letter}_{phase}_{unit}": phases[phase] for phase in "abc"}
    else:
        total.sort(key=lambda place: "总" not in plain[place])  # what says so is the total
        chosen = {f"{letter}_{unit}": total[0]} if total else {}
    scale = {at: _SCALE[seek.wishes.unit or _unit(plain[at], stated)] for at in chosen.values()}
    return [Column(channel, at, scale[at]) for channel, at in chosen.items()]


def _beside(plain: Sequence[str], columns: Sequence[Column], used: set[int]) -> list[Column]:
    """Every other quantity that is measured there."""
    taken = used | {column.place for column in columns}
    told = quantities(plain, taken)
    main = () if columns else (ENERGY, REGISTER)
    return [Column(name, at, scale, name not in main) for name, at, scale in told]


def _ratio(text: str) -> float:
    match = _RATIO.fullmatch(text.strip())
    if match is None:
        return 1.0
    ratio = float(match[1]) / float(match[2] or 1) if float(match[2] or 1) else 0.0
    return ratio if ratio > 0 else 1.0


def _phases(places: Sequence[int], plain: Sequence[str]) -> tuple[dict[str, int], list[int]]:
    phases: dict[str, int] = {}
    total: list[int] = []
    for place in places:
        if match := _PHASE.search(plain[place]):
            named = next(group for group in match.groups() if group)
            phases.setdefault({"1": "a", "2": "b", "3": "c"}.get(named, named), place)
        else:
            total.append(place)
    return phases, total


def _unit(name: str, stated: str) -> str:
    if _PER_UNIT.search(name):
        return PER_UNIT
    match = _UNIT.search(name) or _UNIT.search(stated)
    return _UNIT_NAMES[match.group(1)] if match else "kW"


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
