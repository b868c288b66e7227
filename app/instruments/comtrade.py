"""Reads the samples of COMTRADE recordings: ASCII, BINARY, BINARY32 or FLOAT32.

Nothing is guessed where the file is wrong.
"""

from array import array
from collections.abc import Iterator
from dataclasses import replace
from math import isfinite, nan
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.domain.waveform import Rate, Recording, Waveform
from app.errors import WaveformRefused
from app.instruments.comtrade_config import LONGEST_FOUND, MOST_VALUES, Config, parts_of

_TYPES: Final = {"BINARY": "<i2", "BINARY32": "<i4", "FLOAT32": "<f4"}
_MISSING_ASCII: Final = "99999"
_EVENNESS: Final = 0.02
"""By so much the steps of a column of times may differ and still be one rate."""

Floats = NDArray[np.float64]


def read_comtrade(path: Path) -> Waveform:
    """The recording in this .cfg (its .dat beside it), .dat or .cff file.

    Raises:
        WaveformRefused: it cannot be read, with part, line and what stands there.
    """
    return _sampled(*parts_of(path))


def _sampled(config: Config, data: bytes) -> Waveform:
    facts = config.recording
    wanted, width = facts.count, len(facts.channels)
    if wanted * max(width, 1) > MOST_VALUES:
        raise WaveformRefused(facts.name, "too_large", "dat", found=f"{wanted} × {width}")
    read = _ascii if facts.form == "ASCII" else _binary
    times, values, count = read(config, data)
    if count < wanted:
        raise WaveformRefused(facts.name, "too_few_samples", "dat", found=f"{count} / {wanted}")
    if count > wanted:
        facts = replace(facts, remarks=(*facts.remarks, f"extra_samples:{count - wanted}"))
    if any(rate.hz <= 0 for rate in facts.rates):
        facts = replace(facts, rates=(Rate(_rate_of(config, times), wanted),))
    columns = []
    for place, (a, b) in enumerate(config.scales):
        scaled = values[:, place] * a + b
        scaled[~np.isfinite(scaled)] = nan
        columns.append(array("d", scaled.tobytes()))
    return Waveform(facts, tuple(columns))


def _rate_of(config: Config, times: Floats) -> float:
    """Samples a second, as the column of times tells; they must be even."""
    facts = config.recording
    steps = np.diff(times)
    step = float(np.median(steps)) if len(steps) else 0.0
    even = len(steps) and bool(np.all(np.abs(steps - step) <= _EVENNESS * step + 1))
    micro = step * config.time_multiplier
    if not even or step <= 0 or not isfinite(micro) or micro <= 0:
        raise WaveformRefused(facts.name, "no_rate", "dat")
    return 1e6 / micro


def _ascii(config: Config, data: bytes) -> tuple[Floats, Floats, int]:
    facts = config.recording
    width, digital = len(facts.channels), len(facts.digital)
    times = np.full(facts.count, nan)
    values = np.full((facts.count, width), nan)
    count = 0
    for number, line in _text_lines(data):
        if count < facts.count:
            cells = line.split(b",")
            if len(cells) != 2 + width + digital:
                raise _broken(facts, number, line)
            try:
                times[count] = float(cells[1]) if cells[1].strip() else nan
                values[count] = [_cell(cell) for cell in cells[2 : 2 + width]]
            except ValueError:
                raise _broken(facts, number, line) from None
        count += 1
    return times, values, count


def _text_lines(data: bytes) -> Iterator[tuple[int, bytes]]:
    for number, line in enumerate(data.splitlines(), 1):
        if line.strip(b" \t\x1a\0"):  # an old mark of the end of the file may stand there
            yield number, line


def _cell(cell: bytes) -> float:
    text = cell.strip().decode("ascii")
    return nan if text in ("", _MISSING_ASCII) else float(text)


def _broken(facts: Recording, number: int, line: bytes) -> WaveformRefused:
    found = line[:LONGEST_FOUND].decode("ascii", "replace")
    return WaveformRefused(facts.name, "broken_row", "dat", number, found)


def _binary(config: Config, data: bytes) -> tuple[Floats, Floats, int]:
    facts = config.recording
    width, words = len(facts.channels), -(-len(facts.digital) // 16)
    kind = np.dtype(_TYPES[facts.form])
    row = np.dtype(
        [
            ("number", "<u4"),
            ("time", "<u4"),
            ("values", kind, (width,)),
            ("states", "<u2", (words,)),
        ]
    )
    count = len(data) // row.itemsize
    rows = np.frombuffer(data, row, min(count, facts.count))
    values = np.full((facts.count, width), nan)
    raw = rows["values"]
    values[: len(rows)] = raw
    if facts.form == "FLOAT32":
        values[: len(rows)][np.abs(raw) > 3.4e38] = nan
    else:
        values[: len(rows)][raw == np.iinfo(kind).min] = nan
    times = np.full(facts.count, nan)
    times[: len(rows)] = rows["time"]
    return times, values, count
