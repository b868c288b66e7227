"""Load curves from the text tables that meters and collection systems export.

GBK, UTF-8 and UTF-16, with or without a mark; comma, semicolon or tab; decimal comma; Chinese or
English headers after a preamble. What is odd but readable is reported in the remarks; what cannot
be true is refused with its line and column.
"""

import csv
import io
import re
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from math import isnan, nan
from pathlib import Path
from typing import Final

from app.clock import CHINA
from app.domain.load import EmptyLoad, Samples, summarise
from app.errors import LoadFileRefused
from app.instruments.reading import LoadReading

MAX_BYTES: Final = 64 * 1024 * 1024
MAX_POINTS: Final = 2_000_000
_HEADER_LINES: Final = 40
_EMPTY: Final = frozenset({"", "-", "--", "NULL", "null", "NaN", "nan", "/"})
_STAMP: Final = re.compile(
    r"(\d{4})[-/年](\d{1,2})[-/月](\d{1,2})日?[ T]+(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?$"
)
_DOTTED: Final = re.compile(
    r"(\d{1,2})\.(\d{1,2})\.(\d{4})[ T]+(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?$"
)

_TIME_WORDS: Final = ("时间", "时刻", "日期", "time", "date")
_PHASE: Final = {"a": ("A相", "a相", "pa", "p_a"), "b": ("B相", "b相", "pb", "p_b")}
_PHASES: Final = {**_PHASE, "c": ("C相", "c相", "pc", "p_c")}


@dataclass(frozen=True)
class _Columns:
    """Where in a row what stands."""

    time: int
    power: Mapping[str, int]
    """Column by channel name."""


@dataclass(frozen=True)
class _Table:
    name: str
    header_line: int
    header: Sequence[str]
    columns: _Columns
    decimal_comma: bool


def read_load(path: Path) -> LoadReading:
    """The load curve in this file.

    Raises:
        LoadFileRefused: `why` is one of empty_file, too_large, not_text, no_header,
            no_time_column, no_power_column, per_unit, not_a_number, impossible_time, no_rows,
            mixed_interval.
    """
    text = _text(path)
    delimiter = _delimiter(text)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    preamble = _preamble(rows)
    table = _table(path.name, rows, delimiter)
    stamped = list(_stamped(table, rows))
    if not stamped:
        raise LoadFileRefused(path.name, "no_rows")
    remarks: list[str] = []
    values = _in_order(stamped, remarks)
    multiplier = _multiplier(preamble, remarks)
    samples, stamp = _samples(path.name, values, list(table.columns.power), multiplier)
    missing = sum(isnan(v) for _, row in values for v in row)
    if missing:
        remarks.append(f"gap_cells:{missing}")
    try:
        summary = summarise(samples)
    except EmptyLoad as error:
        raise LoadFileRefused(path.name, "no_rows") from error
    return LoadReading(samples, summary, preamble.get("表号", ""), "mean", stamp, tuple(remarks))


def _text(path: Path) -> str:
    data = path.read_bytes()
    if not data:
        raise LoadFileRefused(path.name, "empty_file")
    if len(data) > MAX_BYTES:
        raise LoadFileRefused(path.name, "too_large", found=f"{len(data) // 1024 // 1024} MB")
    encodings = ["utf-8-sig", "gb18030"]
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings = ["utf-16"]
    elif b"\0" in data[:200]:
        encodings = ["utf-16-le" if data[1:2] == b"\0" else "utf-16-be"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise LoadFileRefused(path.name, "not_text")


def _delimiter(text: str) -> str:
    lines = text.splitlines()[:_HEADER_LINES]
    counts = Counter({mark: sum(line.count(mark) for line in lines) for mark in (";", "\t", ",")})
    # A decimal comma would outvote the semicolon that really parts the columns.
    return ";" if counts[";"] >= len(lines) // 2 > 0 else max("\t,;", key=lambda m: counts[m])


def _preamble(rows: Sequence[Sequence[str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in rows[:_HEADER_LINES]:
        for cell in row:
            name, colon, value = cell.replace("：", ":").partition(":")
            if colon and value.strip():
                found.setdefault(name.strip(), value.strip())
        if len(row) >= 2 and row[0].strip() in ("表号", "倍率", "综合倍率"):
            found.setdefault(row[0].strip(), row[1].strip())
    return found


def _table(name: str, rows: Sequence[Sequence[str]], delimiter: str) -> _Table:
    for number, row in enumerate(rows[:_HEADER_LINES]):
        cells = [cell.strip() for cell in row]
        times = [n for n, c in enumerate(cells) if any(w in c.lower() for w in _TIME_WORDS)]
        if len(cells) < 2 or not times or any(":" in c or "：" in c for c in cells):
            continue
        power = _power_columns(name, number + 1, cells)
        return _Table(name, number, cells, _Columns(times[0], power), delimiter in ";\t")
    first = next((row for row in rows if row), [])
    why = "no_time_column" if len(first) > 1 else "no_header"
    raise LoadFileRefused(name, why, 1, found=delimiter.join(first)[:80])


def _power_columns(name: str, line: int, cells: Sequence[str]) -> dict[str, int]:
    if any(cell.lower() in ("p_pu", "q_pu") for cell in cells):
        raise LoadFileRefused(name, "per_unit", line, found=",".join(cells)[:80])
    active = {n: cell for n, cell in enumerate(cells) if _is_active(cell)}
    columns: dict[str, int] = {}
    for phase, words in _PHASES.items():
        for number, cell in active.items():
            if any(word in cell for word in words):
                columns.setdefault(f"p_{phase}_kw", number)
    if len(columns) == 3:
        return columns
    total = [n for n, cell in active.items() if n not in columns.values()]
    if not total:
        raise LoadFileRefused(name, "no_power_column", line, found=",".join(cells)[:80])
    return {"p_kw": total[0]}


def _is_active(cell: str) -> bool:
    lower = cell.lower()
    reactive = "无功" in cell or "kvar" in lower
    named = "有功" in cell or "功率" in cell or "负荷" in cell or "kw" in lower or "power" in lower
    energy = "kwh" in lower or "因数" in cell or "电量" in cell
    return named and not reactive and not energy


def _stamped(
    table: _Table, rows: Sequence[Sequence[str]]
) -> Iterator[tuple[datetime, list[float]]]:
    columns = table.columns
    last = max(columns.time, *columns.power.values())
    for number, row in enumerate(rows[table.header_line + 1 :], table.header_line + 2):
        if not any(cell.strip() for cell in row):
            continue
        if len(row) <= last:
            raise LoadFileRefused(
                table.name, "missing_column", number, table.header[len(row) - 1], ",".join(row)[:80]
            )
        moment = _moment(table, number, row[columns.time].strip())
        yield moment, [_power(table, number, row, column) for column in columns.power.values()]


def _moment(table: _Table, line: int, text: str) -> datetime:
    column = table.header[table.columns.time]
    refused = LoadFileRefused(table.name, "impossible_time", line, column, text[:40])
    if match := _STAMP.match(text):
        year, month, day, hour, minute, second = (int(part or 0) for part in match.groups())
    elif match := _DOTTED.match(text):
        day, month, year, hour, minute, second = (int(part or 0) for part in match.groups())
    else:
        raise refused
    midnight = (hour, minute, second) == (24, 0, 0)  # 24:00 is how a day's last interval ends
    try:
        moment = datetime.combine(
            date(year, month, day), time(0 if midnight else hour, minute, second), CHINA
        )
    except ValueError as error:
        raise refused from error
    return moment + timedelta(days=1) if midnight else moment


def _power(table: _Table, line: int, row: Sequence[str], column: int) -> float:
    text = row[column].strip()
    if text in _EMPTY:
        return nan
    try:
        value = float(text.replace(",", ".") if table.decimal_comma else text.replace(",", ""))
    except ValueError:
        value = nan
    if isnan(value) or abs(value) > 1e9:
        raise LoadFileRefused(table.name, "not_a_number", line, table.header[column], text[:40])
    return value


def _in_order(
    stamped: list[tuple[datetime, list[float]]], remarks: list[str]
) -> list[tuple[datetime, list[float]]]:
    ordered = sorted(stamped, key=lambda row: row[0])
    if [m for m, _ in ordered] != [m for m, _ in stamped]:
        remarks.append("out_of_order")
    kept: list[tuple[datetime, list[float]]] = []
    same = other = 0
    for moment, row in ordered:
        if kept and kept[-1][0] == moment:
            equal = repr(kept[-1][1]) == repr(row)  # by text, so that two gaps are alike
            same, other = same + equal, other + (not equal)
        else:
            kept.append((moment, row))
    if same:
        remarks.append(f"duplicates:{same}")
    if other:
        remarks.append(f"contradicting_duplicates:{other}")
    return kept


def _multiplier(preamble: Mapping[str, str], remarks: list[str]) -> float:
    text = preamble.get("倍率") or preamble.get("综合倍率") or "1"
    try:
        factor = float(text)
    except ValueError:
        return 1.0
    if factor != 1:
        remarks.append(f"multiplier:{text}")
    return factor


def _samples(
    name: str,
    values: Sequence[tuple[datetime, list[float]]],
    channels: Sequence[str],
    factor: float,
) -> tuple[Samples, str]:
    steps = Counter(int((b[0] - a[0]).total_seconds()) for a, b in pairwise(values))
    interval = steps.most_common(1)[0][0] if steps else 0
    if interval <= 0 or any(step % interval for step in steps):
        raise LoadFileRefused(name, "mixed_interval", found=str(sorted(steps)[:4]))
    first, last = values[0][0], values[-1][0]
    count = int((last - first).total_seconds()) // interval + 1
    if count > MAX_POINTS:
        raise LoadFileRefused(name, "too_large", found=str(count))
    arrays = [array("d", [nan]) * count for _ in channels]
    for moment, row in values:
        place = int((moment - first).total_seconds()) // interval
        for channel, value in zip(arrays, row, strict=True):
            channel[place] = value * factor
    # Meters that stamp the end of an interval begin the day at 00:15, not at 00:00.
    ends = first.hour * 3600 + first.minute * 60 + first.second == interval
    start = first - timedelta(seconds=interval) if ends else first
    return Samples(start, interval, dict(zip(channels, arrays, strict=True))), (
        "end" if ends else "start"
    )
