"""Load curves from the tables that meters, analysers and collection systems export.

Text in GBK, UTF-8 and UTF-16, with or without a mark; comma, semicolon or tab; decimal comma;
Chinese or English headers after a preamble; spreadsheets. What is odd but readable is reported in
the remarks; what cannot be true is refused with its line and column.
"""

import hashlib
from array import array
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from math import nan
from pathlib import Path
from typing import Final

import numpy as np

from app.clock import CHINA
from app.domain.load import EmptyLoad, LoadSummary, Samples, summarise
from app.errors import LoadFileRefused
from app.instruments.cell_columns import Wholes, rounded
from app.instruments.load_header import LoadHeader, ask_for_rating, read_header
from app.instruments.load_quantities import ENERGY, REGISTER
from app.instruments.load_rows import LONGEST_FOUND, MAX_POINTS, Place, Rows, read_rows
from app.instruments.load_wishes import AS_FOUND, LoadWishes
from app.instruments.load_zone import UnknownZone, in_china
from app.instruments.reading import LoadReading
from app.instruments.registers import is_register, read_register
from app.instruments.text_table import Table, open_table

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
    empty = sum(int(np.isnan(held).sum()) for held in map(np.frombuffer, rows.channels.values()))
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


def _in_order(rows: Rows, remarks: list[str]) -> Wholes:
    """Row numbers in the order of time, each moment once: the first that was written counts."""
    seconds = np.frombuffer(rows.seconds, dtype=np.int64)
    order: Wholes = np.arange(len(seconds))
    back = np.flatnonzero(np.diff(seconds) < 0) + 1
    if len(back):  # the meter's clock was set back, or the exporter put its pages in disorder
        remarks.append(f"out_of_order:{len(back)}@{rows.lines[int(back[0])]}")
        order = np.argsort(seconds, kind="stable")
    new = np.concatenate(([True], np.diff(seconds[order]) != 0))
    kept: Wholes = order[new]
    which = np.cumsum(new) - 1
    same: list[int] = []
    other: list[int] = []
    for number in np.flatnonzero(~new).tolist():
        row, first = int(order[number]), int(kept[which[number]])
        # By text, so that two gaps are alike.
        alike = repr(rows.at(first)) == repr(rows.at(row))
        (same if alike else other).append(rows.lines[row])
    if same:
        remarks.append(f"duplicates:{len(same)}@{min(same)}")
    if other:
        remarks.append(f"contradicting_duplicates:{len(other)}@{min(other)}")
    return kept


def _interval(table: Table, header: LoadHeader, rows: Rows, order: Wholes) -> int:
    """The step that is wished, else the most common; every other must be so many of it."""
    seconds = np.frombuffer(rows.seconds, dtype=np.int64)[order]
    found, counts = np.unique(np.diff(seconds), return_counts=True)
    if not len(found):
        raise LoadFileRefused(table.name, "one_row", rows.lines[0])
    # Of steps that are as common, the shortest: they are sorted, and the first highest counts.
    interval = header.wishes.interval_s or int(found[np.argmax(counts)])
    uneven = np.flatnonzero(np.diff(seconds) % interval)
    if len(uneven):
        row = int(order[uneven[0] + 1])
        place = Place(table, header, rows.lines[row])
        found_text = str(_moment(rows.seconds[row]))[:19]
        raise place.refused("mixed_interval", header.time, found_text)
    return interval


def _with_power(
    header: LoadHeader,
    rows: Rows,
    order: Wholes,
    interval: int,
    factor: float,
    remarks: list[str],
) -> tuple[LoadHeader, Wholes]:
    """Power out of energy, where none is there; a register is unwrapped and told of in any case."""
    energy = rows.channels.pop(ENERGY, None)
    if energy is not None and is_register(_in(energy, order)):
        rows.channels[REGISTER] = energy
    elif energy is not None and not header.has_power:
        hours = interval / 3600
        rows.channels["p_kw"] = array("d", (round(kwh / hours, 6) for kwh in energy))
        remarks.append("power_of_energy")
        return replace(header, kind="mean"), order
    register = rows.channels.get(REGISTER)
    if register is None:
        return header, order
    seconds = [rows.seconds[row] for row in order.tolist()]
    told = read_register(seconds, _in(register, order), interval, factor)
    for word, places in (("rollovers", told.rollovers), ("resets", told.resets)):
        if places:
            remarks.append(f"{word}:{len(places)}@{rows.lines[int(order[places[0]])]}")
    for row, since in zip(order.tolist(), told.since_kwh, strict=True):
        register[row] = since
    if header.has_power:
        return header, order
    power = array("d", [nan]) * len(rows.seconds)
    for row, kw in zip(order.tolist(), told.power_kw, strict=True):
        power[row] = kw / factor  # the multiplier comes to all power later
    rows.channels["p_kw"] = power
    remarks.append("power_of_register")
    # A reading is of a moment: the first one only begins the first interval.
    return replace(header, kind="mean", stamp="end"), order[1:]


def _stamp(header: LoadHeader, rows: Rows, order: Wholes, interval: int, remarks: list[str]) -> str:
    """Which end of its interval a time names: said by the header, told by 24:00, or guessed."""
    if header.stamp:
        return header.stamp
    first, last = (rows.seconds[int(order[end])] % _DAY_S for end in (0, -1))
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
    name: str, rows: Rows, order: Wholes, interval: int, factors: _Factors, stamp: str
) -> Samples:
    if not len(order):
        raise LoadFileRefused(name, "one_row", rows.lines[0])
    seconds = np.frombuffer(rows.seconds, dtype=np.int64)[order]
    first, last = int(seconds[0]), int(seconds[-1])
    count = (last - first) // interval + 1
    if count > MAX_POINTS:
        raise LoadFileRefused(name, "too_large", found=str(count))
    places = (seconds - first) // interval
    channels = {}
    for channel, held in rows.channels.items():
        values = np.frombuffer(held, dtype=np.float64)[order]
        factor = factors.of(channel)
        spread = np.full(count, nan)
        spread[places] = values if factor == 1 else rounded(values, factor)
        channels[channel] = array("d", spread.tobytes())
    start = first - interval if stamp == "end" else first
    return Samples(_moment(start), interval, channels)


def _in(values: "array[float]", order: Wholes) -> list[float]:
    """The values of these rows."""
    found: list[float] = np.frombuffer(values, dtype=np.float64)[order].tolist()
    return found


def _moment(seconds: int) -> datetime:
    days, rest = divmod(seconds, _DAY_S)
    return datetime.fromordinal(days).replace(tzinfo=CHINA) + timedelta(seconds=rest)
