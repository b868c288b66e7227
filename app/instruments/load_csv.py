"""Load curves from the text tables that meters and collection systems export.

GBK, UTF-8 and UTF-16, with or without a mark; comma, semicolon or tab; decimal comma; Chinese or
English headers after a preamble. What is odd but readable is reported in the remarks; what cannot
be true is refused with its line and column.
"""

import hashlib
from array import array
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from math import isnan, nan
from pathlib import Path
from typing import Final

from app.clock import CHINA
from app.domain.load import EmptyLoad, Samples, summarise
from app.errors import LoadFileRefused
from app.instruments.load_cells import ends_a_day, is_clock_only, second_of
from app.instruments.load_header import LoadHeader, read_header
from app.instruments.load_wishes import AS_FOUND, PER_UNIT, LoadWishes
from app.instruments.reading import LoadReading
from app.instruments.text_table import TextTable, excerpt, open_table

MAX_POINTS: Final = 2_000_000
_DAY_S: Final = 86_400
_MOST_MULTIPLIER: Final = 1_000_000.0
_LONGEST_FOUND: Final = 40
_READING: Final = 0.8
"""The share of the work that is reading lines; the rest is putting them in order."""


def _nobody(_share: float) -> None:
    """Nobody asks how far it is."""


@dataclass
class _Rows:
    """The samples in the order of the file, column by column: lists of rows would not fit."""

    channels: dict[str, "array[float]"]
    seconds: "array[int]" = field(default_factory=lambda: array("q"))
    lines: "array[int]" = field(default_factory=lambda: array("q"))
    says_24: bool = False
    meter: str = ""
    multiplier: str = ""

    def at(self, row: int) -> list[float]:
        return [channel[row] for channel in self.channels.values()]


@dataclass(frozen=True)
class _Place:
    """A cell, for a refusal that names it."""

    table: TextTable
    header: LoadHeader
    line: int

    def refused(self, why: str, column: int, found: str) -> LoadFileRefused:
        return LoadFileRefused(
            self.table.name, why, self.line, self.header.labels[column], found[:_LONGEST_FOUND]
        )


def read_load(
    path: Path, wishes: LoadWishes = AS_FOUND, progress: Callable[[float], None] = _nobody
) -> LoadReading:
    """The load curve in this file, read as a person wishes; `progress` hears the share done.

    Raises:
        LoadFileRefused: `why` is one of unreadable, empty_file, too_large, spreadsheet, not_text,
            wrong_encoding, open_quote, no_header, no_such_column, no_time_column,
            no_power_column, energy_only, per_unit, missing_column, not_a_number, impossible_time,
            several_meters, mixed_multiplier, no_rows, one_row, mixed_interval.
    """
    table = open_table(path, wishes.encoding)
    header = read_header(table, wishes)
    ask_for_rating(table, header)
    rows = _read_rows(table, header, lambda share: progress(share * _READING))
    remarks: list[str] = []
    factor = _multiplier(table, header, rows, remarks)
    order = _in_order(rows, remarks)
    progress(_READING + 0.05)
    interval = _interval(table, header, rows, order)
    stamp = _stamp(header, rows, order, interval, remarks)
    samples = _samples(table.name, rows, order, interval, header, factor, stamp)
    try:
        summary = summarise(samples)
    except EmptyLoad as error:
        raise LoadFileRefused(table.name, "no_rows") from error
    empty = sum(isnan(v) for channel in rows.channels.values() for v in channel)
    if empty:
        remarks.append(f"gap_cells:{empty}")
    if summary.gaps:
        remarks.append(f"gaps:{len(summary.gaps)}")
    if header.ignored:
        remarks.append(f"ignored_columns:{'、'.join(header.ignored)}")
    meter = rows.meter or header.stated_meter()
    digest = hashlib.sha256(table.data).hexdigest()
    return LoadReading(samples, summary, meter, header.kind, stamp, tuple(remarks), digest)


def ask_for_rating(table: TextTable, header: LoadHeader) -> None:
    """Refuse per-unit values without the rating that makes kilowatts of them.

    Raises:
        LoadFileRefused: per_unit.
    """
    known = header.stated_multiplier()[1] or header.multiplier >= 0
    if header.unit == PER_UNIT and not known:
        found = excerpt(list(header.names), header.delimiter)
        raise LoadFileRefused(table.name, "per_unit", header.line, found=found)


def _read_rows(table: TextTable, header: LoadHeader, passed: Callable[[float], None]) -> _Rows:
    rows = _Rows({column.channel: array("d") for column in header.columns})
    targets = list(zip(header.columns, rows.channels.values(), strict=True))
    for line, cells in table.rows(header.delimiter, passed):
        if line <= header.line or not any(cell.strip() for cell in cells):
            continue
        place = _Place(table, header, line)
        if len(cells) <= header.last:
            found = excerpt(cells, header.delimiter)
            raise place.refused("missing_column", len(cells), found)
        rows.seconds.append(_second(place, cells, rows))
        rows.lines.append(line)
        for column, channel in targets:
            text = cells[column.place].strip()
            value = header.number(text)
            if value is None:
                raise place.refused("not_a_number", column.place, text)
            channel.append(value * column.scale)
        _look_at_meter(place, cells, rows)
        if len(rows.seconds) > MAX_POINTS:
            raise LoadFileRefused(table.name, "too_large", line)
    if not rows.seconds:
        raise LoadFileRefused(table.name, "no_rows")
    return rows


def _second(place: _Place, cells: Sequence[str], rows: _Rows) -> int:
    header = place.header
    text = cells[header.time].strip()
    if header.date >= 0 and is_clock_only(text):
        text = f"{cells[header.date].strip()} {text}"
    second = second_of(text)
    if second is None:
        raise place.refused("impossible_time", header.time, text)
    rows.says_24 = rows.says_24 or ends_a_day(text)
    return second


def _look_at_meter(place: _Place, cells: Sequence[str], rows: _Rows) -> None:
    """Where each line names its meter or multiplier, all must name the same."""
    header = place.header
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


def _multiplier(table: TextTable, header: LoadHeader, rows: _Rows, remarks: list[str]) -> float:
    """What every reading is multiplied by; a multiplier that is none would silently be wrong."""
    line, text = header.stated_multiplier()
    if rows.multiplier:
        line, text = rows.lines[0], rows.multiplier
    if not text:
        return 1.0
    factor = header.number(text)
    if factor is None or not 0 < factor <= _MOST_MULTIPLIER:
        raise LoadFileRefused(table.name, "not_a_number", line, "倍率", text[:_LONGEST_FOUND])
    if factor != 1:
        remarks.append(f"multiplier:{text}")
    return factor


def _in_order(rows: _Rows, remarks: list[str]) -> list[int]:
    """Row numbers in the order of time, each moment once: the first that was written counts."""
    order: Sequence[int] = range(len(rows.seconds))
    back = [n for n, (a, b) in enumerate(pairwise(rows.seconds), 1) if b < a]
    if back:  # the meter's clock was set back, or the exporter put its pages in disorder
        remarks.append(f"out_of_order:{len(back)}@{rows.lines[back[0]]}")
        order = sorted(order, key=rows.seconds.__getitem__)
    kept: list[int] = []
    same: list[int] = []
    other: list[int] = []
    for row in order:
        if not kept or rows.seconds[kept[-1]] != rows.seconds[row]:
            kept.append(row)
        elif repr(rows.at(kept[-1])) == repr(rows.at(row)):  # by text, so that two gaps are alike
            same.append(rows.lines[row])
        else:
            other.append(rows.lines[row])
    if same:
        remarks.append(f"duplicates:{len(same)}@{min(same)}")
    if other:
        remarks.append(f"contradicting_duplicates:{len(other)}@{min(other)}")
    return kept


def _interval(table: TextTable, header: LoadHeader, rows: _Rows, order: Sequence[int]) -> int:
    """The step that is wished, else the most common; every other must be so many of it."""
    steps = Counter(rows.seconds[b] - rows.seconds[a] for a, b in pairwise(order))
    if not steps:
        raise LoadFileRefused(table.name, "one_row", rows.lines[0])
    interval = header.wishes.interval_s or max(steps, key=lambda step: (steps[step], -step))
    for a, b in pairwise(order):
        if (rows.seconds[b] - rows.seconds[a]) % interval:
            place = _Place(table, header, rows.lines[b])
            raise place.refused("mixed_interval", header.time, str(_moment(rows.seconds[b]))[:19])
    return interval


def _stamp(
    header: LoadHeader, rows: _Rows, order: Sequence[int], interval: int, remarks: list[str]
) -> str:
    """Which end of its interval a time names: said by the header, told by 24:00, or guessed."""
    if header.stamp:
        return header.stamp
    first, last = rows.seconds[order[0]] % _DAY_S, rows.seconds[order[-1]] % _DAY_S
    ends = rows.says_24 or (first == interval and last == 0)
    stamp = "end" if ends else "start"
    remarks.append(f"stamp_guessed:{stamp}")
    return stamp


def _samples(
    name: str,
    rows: _Rows,
    order: Sequence[int],
    interval: int,
    header: LoadHeader,
    factor: float,
    stamp: str,
) -> Samples:
    first, last = rows.seconds[order[0]], rows.seconds[order[-1]]
    count = (last - first) // interval + 1
    if count > MAX_POINTS:
        raise LoadFileRefused(name, "too_large", found=str(count))
    channels = {}
    for channel, values in rows.channels.items():
        spread = array("d", [nan]) * count
        for row in order:
            spread[(rows.seconds[row] - first) // interval] = values[row] * factor
        channels[channel] = spread
    start = first - interval if stamp == "end" else first
    return Samples(_moment(start), interval, channels)


def _moment(seconds: int) -> datetime:
    days, rest = divmod(seconds, _DAY_S)
    return datetime.fromordinal(days).replace(tzinfo=CHINA) + timedelta(seconds=rest)
