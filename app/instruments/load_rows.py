"""The lines of a load file as columns of numbers, a few thousand lines at a time.

Lines that are written as the ones before are taken together; whatever is otherwise is looked at
cell by cell, so that a refusal names its line and column.
"""

import re
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from math import nan
from typing import Final

from app.errors import LoadFileRefused
from app.instruments.load_cells import ends_a_day, is_clock_only, second_of
from app.instruments.load_header import LoadHeader
from app.instruments.load_quantities import FLAGS, is_good
from app.instruments.load_zone import without_offset
from app.instruments.text_table import Table, excerpt

MAX_POINTS: Final = 2_000_000
LONGEST_FOUND: Final = 40
_CHUNK: Final = 4096
_DATE_LENGTH: Final = 10
_PLAIN_NUMBERS: Final = re.compile(r"(?:-?[0-9]{1,9}(?:\.[0-9]{1,9})?\n)*")
_MIDNIGHT: Final = " 00:00:00"


@dataclass
class Rows:
    """The samples in the order of the file, column by column: lists of rows would not fit."""

    channels: dict[str, "array[float]"]
    seconds: "array[int]" = field(default_factory=lambda: array("q"))
    lines: "array[int]" = field(default_factory=lambda: array("q"))
    says_24: bool = False
    has_offsets: bool = False
    flagged: int = 0
    meter: str = ""
    multiplier: str = ""

    def at(self, row: int) -> list[float]:
        """The values of one row."""
        return [channel[row] for channel in self.channels.values()]


@dataclass(frozen=True)
class Place:
    """A cell, for a refusal that names it."""

    table: Table
    header: LoadHeader
    line: int

    def refused(self, why: str, column: int, found: str) -> LoadFileRefused:
        """The refusal of this column."""
        return LoadFileRefused(
            self.table.name, why, self.line, self.header.labels[column], found[:LONGEST_FOUND]
        )


def read_rows(table: Table, header: LoadHeader, passed: Callable[[float], None]) -> Rows:
    """Every sample of the file.

    Raises:
        LoadFileRefused: missing_column, not_a_number, impossible_time, several_meters,
            mixed_multiplier, too_large, no_rows.
    """
    rows = Rows({column.channel: array("d") for column in header.columns})
    reader = _Reader(table, header, rows)
    below = (row for row in table.rows(header.delimiter, passed) if row[0] > header.line)
    while chunk := list(islice(below, _CHUNK)):
        if not reader.took(chunk):
            for line, cells in chunk:
                if any(cell.strip() for cell in cells):
                    reader.take(line, cells)
        if len(rows.seconds) > MAX_POINTS:
            raise LoadFileRefused(table.name, "too_large", chunk[-1][0])
    if not rows.seconds:
        raise LoadFileRefused(table.name, "no_rows")
    return rows


class _Times(dict[str, int]):
    """Days by their ten letters, or times of day by what follows: each is understood once."""

    def __init__(self, before: str, after: str) -> None:
        super().__init__()
        self._before, self._after = before, after
        self._from = second_of(f"{before or '2000-01-01'}{after or ' 00:00'}") or 0

    def __missing__(self, text: str) -> int:
        second = second_of(f"{self._before}{text}{self._after}")
        if second is None or ends_a_day(text):
            raise KeyError(text)
        self[text] = second - (self._from if self._before else 0)
        return self[text]


class _Reader:
    """Puts lines into the columns."""

    def __init__(self, table: Table, header: LoadHeader, rows: Rows) -> None:
        self._table, self._header, self._rows = table, header, rows
        self._targets = list(zip(header.columns, rows.channels.values(), strict=True))
        self._days, self._clocks = _Times("", " 00:00"), _Times("2000-01-01", "")
        self._last, self._flag = header.last, header.flag
        self._plain = header.wishes.decimal != "," and header.date < 0 and self._flag < 0

    def took(self, chunk: Sequence[tuple[int, list[str]]]) -> bool:
        """Whether all of these lines could be taken together; else none of them is."""
        if not self._plain:
            return False
        try:
            columns = list(zip(*(cells for _, cells in chunk), strict=True))
        except ValueError:
            return False
        if len(columns) <= self._last or not self._same_meter(columns):
            return False
        days, clocks = self._days, self._clocks
        try:
            seconds = [
                days[text[:_DATE_LENGTH]] + clocks[text[_DATE_LENGTH:]]
                for text in columns[self._header.time]
            ]
        except KeyError:
            return False
        values = []
        for column, _ in self._targets:
            cells = columns[column.place]
            if _PLAIN_NUMBERS.fullmatch("\n".join(cells) + "\n") is None:
                return False
            values.append(list(map(float, cells)))
        self._rows.seconds.extend(seconds)
        self._rows.lines.extend(line for line, _ in chunk)
        for (column, channel), some in zip(self._targets, values, strict=True):
            scale = column.scale
            channel.extend(some if scale == 1 else [scaled(value, scale) for value in some])
        return True

    def take(self, line: int, cells: Sequence[str]) -> None:
        """Take one line.

        Raises:
            LoadFileRefused: a cell of it cannot be true.
        """
        header, rows = self._header, self._rows
        place = Place(self._table, header, line)
        if len(cells) <= self._last:
            raise place.refused(
                "missing_column", len(cells), excerpt(list(cells), header.delimiter)
            )
        second = self._second(place, cells)
        good = self._flag < 0 or is_good(cells[self._flag])
        values = list(self._values(place, cells))
        self._look_at_meter(place, cells)
        rows.seconds.append(second)
        rows.lines.append(line)
        rows.flagged += not good
        for (column, channel), value in zip(self._targets, values, strict=True):
            if column.channel == FLAGS:
                channel.append(0.0 if good else 1.0)
            else:
                channel.append(value if good else nan)

    def _values(self, place: Place, cells: Sequence[str]) -> Iterator[float]:
        header = self._header
        for column in header.columns:
            text = cells[column.place].strip()
            value = 0.0 if column.channel == FLAGS else header.number(text)
            if value is None and column.is_beside:
                value = nan  # what stands beside the power may hold words
            if value is None:
                raise place.refused("not_a_number", column.place, text)
            yield scaled(value, column.scale)

    def _second(self, place: Place, cells: Sequence[str]) -> int:
        header = place.header
        text = cells[header.time].strip()
        if header.date >= 0 and is_clock_only(text):
            text = f"{cells[header.date].strip().removesuffix(_MIDNIGHT)} {text}"
        second, ahead = second_of(text), 0
        if second is None:
            plain, offset = without_offset(text)
            if offset is not None:
                second, ahead = second_of(plain), offset
                self._rows.has_offsets = True
        if second is None:
            raise place.refused("impossible_time", header.time, text)
        self._rows.says_24 = self._rows.says_24 or ends_a_day(text)
        return second + ahead

    def _same_meter(self, columns: Sequence[Sequence[str]]) -> bool:
        """Whether every line names the meter and the multiplier that the first named."""
        rows, header = self._rows, self._header
        for place, known in ((header.meter, rows.meter), (header.multiplier, rows.multiplier)):
            if place >= 0 and (not known or set(columns[place]) != {known}):
                return False
        return True

    def _look_at_meter(self, place: Place, cells: Sequence[str]) -> None:
        """Where each line names its meter or multiplier, all must name the same."""
        header, rows = place.header, self._rows
        if header.meter >= 0:
            meter = cells[header.meter].strip()
            rows.meter = rows.meter or meter
            if meter != rows.meter:
                raise place.refused("several_meters", header.meter, meter)
        if header.multiplier >= 0:
            multiplier = cells[header.multiplier].strip()
            rows.multiplier = rows.multiplier or multiplier
            if multiplier != rows.multiplier:
                raise place.refused("mixed_multiplier", header.multiplier, multiplier)


def scaled(value: float, factor: float) -> float:
    """The product to the sixth decimal: no meter tells more, and no double its last bit."""
    return value if factor == 1 else round(value * factor, 6)
