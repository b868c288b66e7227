"""Load curves from the tables that meters, analysers and collection systems export.

Text in GBK, UTF-8 and UTF-16, with or without a mark; comma, semicolon or tab; decimal comma;
Chinese or English headers after a preamble; spreadsheets. What is odd but readable is reported in
the remarks; what cannot be true is refused with its line and column.
"""

import hashlib
from array import array
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from math import isnan, nan
from pathlib import Path
from typing import Final

from app.clock import CHINA
from app.domain.load import EmptyLoad, LoadSummary, Samples, summarise
from app.errors import LoadFileRefused
from app.instruments.load_header import LoadHeader, read_header
from app.instruments.load_quantities import ENERGY, REGISTER
from app.instruments.load_rows import LONGEST_FOUND, MAX_POINTS, Place, Rows, read_rows, scaled
from app.instruments.load_wishes import AS_FOUND, PER_UNIT, LoadWishes
from app.instruments.load_zone import UnknownZone, in_china
from app.instruments.reading import LoadReading
from app.instruments.registers import is_register, read_register
from app.instruments.text_table import Table, excerpt, open_table

_DAY_S: Final = 86_400
_MOST_MULTIPLIER: Final = 1_000_000.0
_READING: Final = 0.8
"""The share of the work that is reading lines; the rest is putting them in order."""


def _nobody(_share: float) -> None:
    """Nobody asks how far it is."""


def read_load(
    path: Path, wishes: LoadWishes = AS_FOUND, progress: Callable[[float], None] = _nobody
) -> LoadReading:
    """The load curve in this file, read as a person wishes; `progress` hears the share done.

    Raises:
        LoadFileRefused: `why` is one of unreadable, empty_file, too_large, locked, damaged_sheet,
            not_text, wrong_encoding, open_quote, no_header, no_such_column, no_time_column,
            no_power_column, energy_only, per_unit, missing_column, not_a_number, impossible_time,
            unknown_zone, several_meters, mixed_multiplier, no_rows, one_row, mixed_interval.
    """
    table = open_table(path, wishes.encoding)
    header = read_header(table, wishes)
    ask_for_rating(table, header)
    rows = read_rows(table, header, lambda share: progress(share * _READING))
    remarks: list[str] = []
    _to_china(table.name, header, rows, remarks)
    stated, factor = _multiplier(table, header, rows, remarks)
    order = _in_order(rows, remarks)
    progress(_READING + 0.05)
    interval = _interval(table, header, rows, order)
    header, order = _with_power(header, rows, order, interval, factor, remarks)
    stamp = _stamp(header, rows, order, interval, remarks)
    samples = _samples(table.name, rows, order, interval, _Factors(header, factor, remarks), stamp)
    summary = _summary(table.name, samples)
    _look_back(header, rows, summary, remarks)
    meter = rows.meter or header.stated_meter()
    digest = hashlib.sha256(table.data).hexdigest()
    return LoadReading(
        samples, summary, meter, header.kind, stamp, tuple(remarks), digest, stated, wishes.zone
    )


def _summary(name: str, samples: Samples) -> LoadSummary:
    try:
        return summarise(samples)
    except EmptyLoad as error:
        raise LoadFileRefused(name, "no_rows") from error


def _look_back(header: LoadHeader, rows: Rows, summary: LoadSummary, remarks: list[str]) -> None:
    """What is to be said when all is read."""
    empty = sum(isnan(v) for channel in rows.channels.values() for v in channel)
    if empty and not rows.flagged:
        remarks.append(f"gap_cells:{empty}")
    if rows.flagged:
        remarks.append(f"flagged:{rows.flagged}")
    if summary.gaps:
        remarks.append(f"gaps:{len(summary.gaps)}")
    if not summary.has_power:
        remarks.append("no_power")
    if header.ignored:
        remarks.append(f"ignored_columns:{'、'.join(header.ignored)}")


def ask_for_rating(table: Table, header: LoadHeader) -> None:
    """Refuse per-unit values without the rating that makes kilowatts of them.

    Raises:
        LoadFileRefused: per_unit.
    """
    known = header.stated_multiplier()[1] or header.multiplier >= 0
    if header.unit == PER_UNIT and not known:
        found = excerpt(list(header.names), header.delimiter)
        raise LoadFileRefused(table.name, "per_unit", header.line, found=found)


def _to_china(name: str, header: LoadHeader, rows: Rows, remarks: list[str]) -> None:
    """Times of another clock become those of China's; what stands in the file goes before."""
    zone = header.wishes.zone
    if rows.has_offsets:
        remarks.append("offsets")
    elif zone:
        try:
            seconds, twice = in_china(rows.seconds, zone)
        except UnknownZone as error:
            raise LoadFileRefused(name, "unknown_zone", found=zone) from error
        rows.seconds = array("q", seconds)
        remarks.append(f"zone:{zone}")
        if twice:
            remarks.append(f"summer_time:{twice}")


def _multiplier(
    table: Table, header: LoadHeader, rows: Rows, remarks: list[str]
) -> tuple[str, float]:
    """What every reading is multiplied by; a multiplier that is none would silently be wrong."""
    line, text = header.stated_multiplier()
    if rows.multiplier:
        line, text = rows.lines[0], rows.multiplier
    if not text:
        return "", 1.0
    factor = header.number(text)
    if factor is None or not 0 < factor <= _MOST_MULTIPLIER:
        raise LoadFileRefused(table.name, "not_a_number", line, "倍率", text[:LONGEST_FOUND])
    if factor != 1:
        remarks.append(f"multiplier:{text}")
    return text, factor


def _in_order(rows: Rows, remarks: list[str]) -> list[int]:
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


def _interval(table: Table, header: LoadHeader, rows: Rows, order: Sequence[int]) -> int:
    """The step that is wished, else the most common; every other must be so many of it."""
    steps = Counter(rows.seconds[b] - rows.seconds[a] for a, b in pairwise(order))
    if not steps:
        raise LoadFileRefused(table.name, "one_row", rows.lines[0])
    interval = header.wishes.interval_s or max(steps, key=lambda step: (steps[step], -step))
    if any(step % interval for step in steps):
        for a, b in pairwise(order):
            if (rows.seconds[b] - rows.seconds[a]) % interval:
                place = Place(table, header, rows.lines[b])
                found = str(_moment(rows.seconds[b]))[:19]
                raise place.refused("mixed_interval", header.time, found)
    return interval


def _with_power(
    header: LoadHeader,
    rows: Rows,
    order: list[int],
    interval: int,
    factor: float,
    remarks: list[str],
) -> tuple[LoadHeader, list[int]]:
    """Power out of energy, where none is there; a register is unwrapped and told of in any case."""
    energy = rows.channels.pop(ENERGY, None)
    if energy is not None and is_register([energy[row] for row in order]):
        rows.channels[REGISTER] = energy
    elif energy is not None and not header.has_power:
        hours = interval / 3600
        rows.channels["p_kw"] = array("d", (round(kwh / hours, 6) for kwh in energy))
        remarks.append("power_of_energy")
        return replace(header, kind="mean"), order
    register = rows.channels.get(REGISTER)
    if register is None:
        return header, order
    told = read_register(
        [rows.seconds[row] for row in order], [register[row] for row in order], interval, factor
    )
    for word, places in (("rollovers", told.rollovers), ("resets", told.resets)):
        if places:
            remarks.append(f"{word}:{len(places)}@{rows.lines[order[places[0]]]}")
    for row, since in zip(order, told.since_kwh, strict=True):
        register[row] = since
    if header.has_power:
        return header, order
    power = array("d", [nan]) * len(rows.seconds)
    for row, kw in zip(order, told.power_kw, strict=True):
        power[row] = kw / factor  # the multiplier comes to all power later
    rows.channels["p_kw"] = power
    remarks.append("power_of_register")
    # A reading is of a moment: the first one only begins the first interval.
    return replace(header, kind="mean", stamp="end"), order[1:]


def _stamp(
    header: LoadHeader, rows: Rows, order: Sequence[int], interval: int, remarks: list[str]
) -> str:
    """Which end of its interval a time names: said by the header, told by 24:00, or guessed."""
    if header.stamp:
        return header.stamp
    first, last = rows.seconds[order[0]] % _DAY_S, rows.seconds[order[-1]] % _DAY_S
    ends = rows.says_24 or (first == interval and last == 0)
    stamp = "end" if ends else "start"
    remarks.append(f"stamp_guessed:{stamp}")
    return stamp


class _Factors:
    """What each channel is multiplied by: power by the whole, voltage and current by their own."""

    def __init__(self, header: LoadHeader, factor: float, remarks: list[str]) -> None:
        self._whole = factor
        self._own = {"u": header.ratio("voltage"), "i": header.ratio("current")}
        for name, ratio in self._own.items():
            if ratio != 1:
                remarks.append(f"ratio_{name}:{ratio:g}")
        self._by_ratios = self._own["u"] * self._own["i"] if factor == 1 else 1.0
        if self._by_ratios != 1:
            remarks.append(f"multiplier:{self._by_ratios:g}")

    def of(self, channel: str) -> float:
        """The factor of this channel."""
        if channel == REGISTER:  # it was multiplied when it was unwrapped
            return self._by_ratios
        if channel.startswith(("p_", "q_", "d_")) and channel.endswith(("kw", "kvar")):
            return self._whole * self._by_ratios
        unit = channel.rpartition("_")[2]
        if channel.startswith("u_") and unit == "v":
            return self._own["u"]
        if channel.startswith(("i_", "hi_")) and unit == "a":
            return self._own["i"]
        return 1.0


def _samples(
    name: str, rows: Rows, order: Sequence[int], interval: int, factors: _Factors, stamp: str
) -> Samples:
    if not order:
        raise LoadFileRefused(name, "one_row", rows.lines[0])
    first, last = rows.seconds[order[0]], rows.seconds[order[-1]]
    count = (last - first) // interval + 1
    if count > MAX_POINTS:
        raise LoadFileRefused(name, "too_large", found=str(count))
    whole = count == len(order) == len(rows.seconds) and order[0] == 0 and order[-1] == count - 1
    straight = whole and all(b - a == 1 for a, b in pairwise(order))
    channels = {}
    for channel, values in rows.channels.items():
        factor = factors.of(channel)
        if factor != 1:
            values = array("d", [scaled(value, factor) for value in values])
        if straight:
            channels[channel] = values
            continue
        spread = array("d", [nan]) * count
        for row in order:
            spread[(rows.seconds[row] - first) // interval] = values[row]
        channels[channel] = spread
    start = first - interval if stamp == "end" else first
    return Samples(_moment(start), interval, channels)


def _moment(seconds: int) -> datetime:
    days, rest = divmod(seconds, _DAY_S)
    return datetime.fromordinal(days).replace(tzinfo=CHINA) + timedelta(seconds=rest)
