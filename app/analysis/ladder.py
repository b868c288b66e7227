"""From short values to those that a standard judges: root mean squares, long-term flicker, THD.

Source: power_quality.md §1, §2 and §5 (GB/T 17626.30, GB/T 12326).
"""

from collections.abc import Iterable
from typing import Final

import numpy as np

from app.analysis.series import Series, Values

TEN_MIN_S: Final = 600
_TWO_HOURS_S: Final = 7200
_PST_IN_PLT: Final = 12
_ENOUGH: Final = 0.9


def rms_steps(series: Series, period_s: int) -> tuple[Values, Values]:
    """Root mean square of windows that begin on the clock: local seconds of each, and the value.

    A window is missing where fewer than nine tenths of its steps are there. Where the steps are
    longer than the window they are given as they are.
    """
    if series.interval_s >= period_s or period_s % series.interval_s:
        return series.local.astype(float), series.values
    number = series.local // period_s
    first = int(number[0])
    place = (number - first).astype(np.int64)
    there = np.isfinite(series.values)
    count = np.bincount(place, weights=there.astype(float))
    square = np.bincount(place, weights=np.where(there, series.values, 0.0) ** 2)
    enough = count >= _ENOUGH * (period_s // series.interval_s)
    value: Values = np.where(enough, np.sqrt(square / np.maximum(count, 1)), np.nan)
    at: Values = (first + np.arange(len(value), dtype=np.float64)) * float(period_s)
    return at, value


def long_flicker(series: Series) -> tuple[Values, Values]:
    """Plt of each two hours that begin on an even hour: cube root of the mean of Pst³ of twelve.

    Two hours that have not all twelve are missing.
    """
    number = series.local // _TWO_HOURS_S
    first = int(number[0])
    place = (number - first).astype(np.int64)
    there = np.isfinite(series.values)
    count = np.bincount(place, weights=there.astype(float))
    cubes = np.bincount(place, weights=np.where(there, series.values, 0.0) ** 3)
    value: Values = np.where(count == _PST_IN_PLT, np.cbrt(cubes / _PST_IN_PLT), np.nan)
    at: Values = (first + np.arange(len(value), dtype=np.float64)) * float(_TWO_HOURS_S)
    return at, value


def thd_pct(harmonics: Iterable[float], fundamental: float) -> float:
    """Total distortion of harmonic voltages over the fundamental, both in V, in per cent."""
    return 100 * float(np.sqrt(sum(value * value for value in harmonics))) / fundamental
