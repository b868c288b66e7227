"""The lines of a load file as columns of numbers, a hundred thousand lines at a time.

Lines that are plainly written are taken together; whatever is otherwise is looked at cell by cell,
so that a refusal names its line and column.
"""

from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from math import nan
from typing import Final

import numpy as np

from app.errors import LoadFileRefused
from app.instruments.cell_columns import Bools, CellColumns, Floats, Wholes, rounded
from app.instruments.load_cells import ends_a_day, is_clock_only, second_of
from app.instruments.load_header import Column, LoadHeader
from app.instruments.load_quantities import FLAGS, is_good
from app.instruments.load_zone import without_offset
from app.instruments.plain_lines import PlainLines
from app.instruments.text_table import Table, excerpt

MAX_POINTS: Final = 2_000_000
LONGEST_FOUND: Final = 40
_PIECE_BYTES: Final = 4 << 20
_MADE_PLAIN: Final = 0.7
"""The share of the reading that is making a table plain which is not."""
_MIDNIGHT: Final = " 00:00:00"
_ANY_DAY: Final = "2000-01-01"
_LONGEST_LINE: Final = 1 << 17
_DAY_LENGTH: Final = (8, 11)
"""A day has so many letters, at least and at most."""
_BEHIND_DAY: Final = b" T"


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
        LoadFileRefused: open_quote, missing_column, not_a_number, impossible_time, several_meters,
            mixed_multiplier, too_large, no_rows.
    """
    rows = Rows({column.channel: array("d") for column in header.columns})
    lines = table.plain(header.delimiter, lambda share: passed(share * _MADE_PLAIN))
    done = _MADE_PLAIN if lines.is_made else 0.0
    reader = _Reader(table, header, rows, lines)
    for piece, line, share in _pieces(lines):
        reader.take_piece(piece, line)
        passed(done + (1 - done) * share)
        if len(rows.seconds) > MAX_POINTS:
            raise LoadFileRefused(table.name, "too_large", line)
    if not rows.seconds:
        raise LoadFileRefused(table.name, "no_rows")
    return rows


def _pieces(lines: PlainLines) -> Iterator[tuple[memoryview, int, float]]:
    """Pieces of whole lines, the number of the first line of each, and the share done with it."""
    data, size = lines.data, len(lines.data)
    begin, line = 0, 1
    while begin < size:
        end = data.rfind(b"\n", begin, begin + _PIECE_BYTES) + 1
        if not end:
            end = data.find(b"\n", begin) + 1 or size
        yield memoryview(data)[begin:end], line, end / size
        line += data.count(b"\n", begin, end)
        begin = end


class _Times(dict[bytes, int]):
    """Days, or times of day, by what is written: each is understood once."""

    def __init__(self, encoding: str, *, days: bool, alone: bool) -> None:
        """`alone`: a time of day stands in a column of its own, and so does its day."""
        super().__init__()
        self._encoding, self._days, self._alone = encoding, days, alone
        self._from = 0 if days else second_of(f"{_ANY_DAY} 00:00") or 0

    def __missing__(self, written: bytes) -> int:
        text = written.decode(self._encoding).strip()
        if self._alone:
            text = text.removesuffix(_MIDNIGHT)
        fits = self._days or not self._alone or is_clock_only(text)
        second = second_of(f"{text} 00:00" if self._days else f"{_ANY_DAY} {text}")
        if second is None or not fits or ends_a_day(text):
            raise KeyError(written)
        self[written] = second - self._from
        return self[written]


class _Reader:
    """Puts lines into the columns."""

    def __init__(self, table: Table, header: LoadHeader, rows: Rows, lines: PlainLines) -> None:
        self._table, self._header, self._rows, self._lines = table, header, rows, lines
        self._targets = list(zip(header.columns, rows.channels.values(), strict=True))
        alone = header.date >= 0
        self._days = _Times(lines.encoding, days=True, alone=alone)
        self._clocks = _Times(lines.encoding, days=False, alone=alone)
        self._last, self._flag = header.last, header.flag
        self._points = b"." if header.delimiter == "," else b".,"
        if header.wishes.decimal:
            self._points = header.wishes.decimal.encode()

    def take_piece(self, piece: memoryview, line: int) -> None:
        """Take these lines, the first of which has this number.

        Raises:
            LoadFileRefused: a cell of them cannot be true.
        """
        cells = CellColumns(piece, self._lines.mark, self._last)
        first = min(max(self._header.line + 1 - line, 0), len(cells))
        while first < len(cells) and not self._knows_meter:  # what the first line says, all must
            self._take_text(piece, cells, first, line)
            first += 1
        seconds, good = self._seconds(cells)
        good &= cells.whole & self._same_meter(cells)
        sound = self._sound(cells)
        values = []
        for column, _ in self._targets:
            numbers, fits = self._numbers(cells, column, sound)
            values.append(numbers)
            good &= fits
        good[:first] = False
        numbers_of_lines = np.arange(line, line + len(cells))
        before = first
        for number in (*np.flatnonzero(~good[first:]).tolist(), len(cells) - first):
            here = first + number
            if here > before:
                self._rows.seconds.frombytes(seconds[before:here].tobytes())
                self._rows.lines.frombytes(numbers_of_lines[before:here].tobytes())
                self._rows.flagged += int(np.count_nonzero(~sound[before:here]))
                for (_, channel), some in zip(self._targets, values, strict=True):
                    channel.frombytes(some[before:here].tobytes())
            if here < len(cells):
                self._take_text(piece, cells, here, line)
            before = here + 1

    @property
    def _knows_meter(self) -> bool:
        header, rows = self._header, self._rows
        return bool(rows.meter or header.meter < 0) and bool(
            rows.multiplier or header.multiplier < 0
        )

    def _seconds(self, cells: CellColumns) -> tuple[Wholes, Bools]:
        time = cells.field(self._header.time)
        if self._header.date >= 0:
            day, clock = cells.field(self._header.date), time
        else:
            day, clock = cells.parted(time, _BEHIND_DAY, *_DAY_LENGTH)
        days, fits = cells.understood(day, self._days.__getitem__)
        clocks, too = cells.understood(clock, self._clocks.__getitem__)
        return days + clocks, fits & too

    def _same_meter(self, cells: CellColumns) -> Bools:
        """Which lines name the meter and the multiplier that the first named."""
        header, rows = self._header, self._rows
        same = np.ones(len(cells), np.bool_)
        for place, known in ((header.meter, rows.meter), (header.multiplier, rows.multiplier)):
            if place >= 0:
                only = {known.encode(self._lines.encoding): 0}
                same &= cells.understood(cells.field(place), only.__getitem__)[1]
        return same

    def _sound(self, cells: CellColumns) -> Bools:
        """Which lines the instrument did not doubt itself."""
        if self._flag < 0:
            return np.ones(len(cells), np.bool_)
        told, short = cells.understood(
            cells.field(self._flag), lambda text: is_good(text.decode(self._lines.encoding))
        )
        return (told > 0) & short

    def _numbers(self, cells: CellColumns, column: Column, sound: Bools) -> tuple[Floats, Bools]:
        if column.channel == FLAGS:
            return np.where(sound, 0.0, 1.0), np.ones(len(cells), np.bool_)

        def otherwise(text: bytes) -> float | None:
            value = self._header.number(text.decode(self._lines.encoding).strip())
            return nan if value is None and column.is_beside else value

        values, good = cells.numbers(cells.field(column.place), self._points, otherwise)
        if column.scale != 1:
            values = rounded(values, column.scale)
        return np.where(sound, values, nan), good

    def _take_text(self, piece: memoryview, cells: CellColumns, number: int, line: int) -> None:
        """Take one line cell by cell, where it holds anything."""
        begin, end = int(cells.starts[number]), int(cells.ends[number])
        if end - begin > _LONGEST_LINE:
            raise LoadFileRefused(self._table.name, "open_quote", line + number)
        text = bytes(piece[begin:end]).decode(self._lines.encoding)
        if text.strip():
            parts = text.split(chr(self._lines.mark))
            if any(part.strip() for part in parts):
                self.take(line + number, parts)

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
