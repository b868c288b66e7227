"""What stands where in a load file: the preamble, the header and what its columns mean."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from app.errors import LoadFileRefused
from app.instruments.header_rows import HeaderRows, find_header
from app.instruments.header_words import (
    DATE_ONLY,
    active_places,
    plain_name,
    quantity_places,
    reactive_places,
    time_places,
    why_no_power,
)
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

_PHASE: Final = re.compile(
    r"([abc])相|相([abc])|phase_?([abc])|(?:^|[^a-z])[pq]_?([abc])(?![a-z])|l([123])(?!\d)"
)
_UNIT: Final = re.compile(r"(?<![a-z])([km]?)(?:w|var)(?![a-z])")
_PER_UNIT: Final = re.compile(r"(?<![a-z])pu(?![a-z])|标幺")
_UNIT_NAMES: Final = {"k": "kW", "m": "MW", "": "W"}
_SCALE: Final = {"W": 0.001, "kW": 1.0, "MW": 1000.0, PER_UNIT: 1.0}

_ENOUGH: Final = ("p_", ENERGY, REGISTER, "u_", "thdu_", "hu_", "f_hz", "pst_", "plt_", "unb_u")
"""A file is worth reading that has one of these."""

_METER: Final = ("表号", "电表号", "电能表号", "电表资产号", "电能表资产号", "资产编号", "meter_no")
_MULTIPLIER: Final = ("综合倍率", "倍率", "multiplier")
_RATIOS: Final = {
    "voltage": ("电压互感器变比", "PT变比", "TV变比", "电压变比", "pt_ratio"),
    "current": ("电流互感器变比", "CT变比", "TA变比", "电流变比", "ct_ratio"),
}
_RATIO: Final = re.compile(r"(\d+(?:\.\d+)?)\s*(?:[/:]\s*(\d+(?:\.\d+)?))?")
_INSTANT: Final = re.compile(r"瞬时|instant")
_MEAN: Final = re.compile(r"平均|均值|average|mean|avg")
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
    """Its last row; 0 where the file has no header."""
    rows: int
    """So many rows it has."""
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
    """mean | instant."""
    kind_told: bool
    """Whether a person or the header says so; else it is taken as a mean."""
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
    def first_line(self) -> int:
        """The first row of the header; 0 where the file has none."""
        return self.line - self.rows + 1 if self.rows else 0

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
        found = find_header(head, wishes)
        if found is not None:
            return _header(table.name, head, found, delimiter, wishes)
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


def _refusal(table: Table, wishes: LoadWishes) -> LoadFileRefused:
    if wishes.header_line >= 0:
        return LoadFileRefused(table.name, "no_header", wishes.header_line)
    heads = {delimiter: table.head(delimiter, HEADER_LINES) for delimiter in delimiters(wishes)}
    delimiter = max(heads, key=lambda mark: sum(map(len, heads[mark])))
    every = {label for cells in heads[delimiter] for label in column_labels(cells)}
    for label in wishes.columns:
        if label not in every:
            return LoadFileRefused(table.name, "no_such_column", column=label)
    for why, found in (
        ("no_power_column", time_places),
        ("no_time_column", quantity_places),
    ):
        for number, cells in enumerate(heads[delimiter], 1):
            # A cell with a colon or a number is a statement above the header, not a header.
            stated = any(re.search("[:：]|^[0-9]", cell) for cell in cells)
            if len(cells) > 1 and found(cells) and not stated:
                if why == "no_power_column":
                    why = why_no_power(cells)
                return LoadFileRefused(table.name, why, number, found=excerpt(cells, delimiter))
    first = next((cells for cells in heads[delimiter] if cells), [])
    why = "no_time_column" if len(first) > 1 else "no_header"
    return LoadFileRefused(table.name, why, 1, found=excerpt(first, delimiter))


def _header(
    name: str, head: Sequence[list[str]], found: HeaderRows, delimiter: str, wishes: LoadWishes
) -> LoadHeader:
    cells, line = found.cells, max(found.first, 0) + found.count
    plain = [plain_name(cell) for cell in cells]
    preamble = _preamble(head[: max(found.first, 0)])
    seek = _Seeker(name, line, delimiter, cells, wishes)
    stated = preamble.get("功率单位", preamble.get("单位", (0, "kW")))[1].lower()
    below = head[line] if line < len(head) else []
    time, date = _moments(seek, below)
    columns = (
        *_columns(seek, "p", wishes.active, active_places(cells), stated),
        *_columns(seek, "q", wishes.reactive, reactive_places(cells), stated),
    )
    columns = (*columns, *_beside(plain, columns, {time, date, *active_places(cells)}))
    if not any(column.channel.startswith(_ENOUGH) for column in columns):
        raise seek.refused(why_no_power(cells))  # none, or one or two phases of three
    meter = next((n for n, cell in enumerate(plain) if cell in _METER), -1)
    multiplier = next((n for n, cell in enumerate(plain) if cell in _MULTIPLIER), -1)
    if wishes.multiplier:
        multiplier = -1
    used = {time, date, meter, multiplier, *(column.place for column in columns)}
    ends, starts = _ENDS.search(plain[time]), _STARTS.search(plain[time])
    power = [column for column in columns if column.channel.startswith(("p_", "q_"))]
    units = [wishes.unit or _unit(plain[column.place], stated) for column in power] or ["kW"]
    return LoadHeader(
        line=line,
        rows=found.count,
        delimiter=delimiter,
        names=tuple(cells),
        time=time,
        date=date,
        columns=columns,
        meter=meter,
        multiplier=multiplier,
        unit=PER_UNIT if PER_UNIT in units else units[0],
        stamp=wishes.stamp or ("end" if ends else "start" if starts else ""),
        kind=wishes.kind or _kind(plain) or "mean",
        kind_told=bool(wishes.kind or _kind(plain)),
        ignored=tuple(cell for n, cell in enumerate(cells) if n not in used and cell),
        preamble=preamble,
        wishes=wishes,
    )


def _kind(plain: Sequence[str]) -> str:
    """What the names say that a value is: mean | instant; empty where they do not."""
    said = ((_INSTANT, "instant"), (_MEAN, "mean"))
    return next((kind for word, kind in said if any(map(word.search, plain))), "")


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
    plain = [plain_name(cell) for cell in seek.cells]
    times = time_places(seek.cells)
    if not times:
        times = [n for n, cell in enumerate(below[: len(plain)]) if second_of(cell) is not None]
    time = next((n for n in times if not DATE_ONLY.search(plain[n])), (times or [-1])[0])
    if seek.wishes.time:
        time = seek.place(seek.wishes.time)
    if time < 0:
        raise seek.refused("no_time_column")
    date = next((n for n in times if DATE_ONLY.search(plain[n]) and n != time), -1)
    if seek.wishes.date:
        date = -1 if seek.wishes.date == NONE else seek.place(seek.wishes.date)
    return time, date


def _columns(
    seek: _Seeker, letter: str, wished: Sequence[str], places: Sequence[int], stated: str
) -> list[Column]:
    """The three phases where all are there, else the total; nothing where neither is."""
    plain = [plain_name(cell) for cell in seek.cells]
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
