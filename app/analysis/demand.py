"""Maximum demand: the highest mean of a window, in blocks and sliding.

Source: load_calculation.md §7 of the engineering reference (DL/T 614, DL/T 645: period 15 min,
step 1 min; the setting of the meter is what is billed).
"""

import numpy as np

from app.analysis.series import Numbers, Series, Values
from app.domain.load_findings import DEMAND_PERIOD_S, DEMAND_STEP_S, LEAST_VALID, Demand


def block_demand(series: Series, period_s: int = DEMAND_PERIOD_S) -> Demand | None:
    """The highest of consecutive windows that begin on the clock; None where none is valid."""
    period_s = max(period_s, series.interval_s)
    if period_s % series.interval_s:
        return None
    length = period_s // series.interval_s
    late = -series.first_s % period_s
    if late % series.interval_s:  # no step begins where a window does
        return None
    return _highest(series, length, late // series.interval_s, length)


def sliding_demand(
    series: Series, period_s: int = DEMAND_PERIOD_S, step_s: int = DEMAND_STEP_S
) -> Demand | None:
    """The highest of windows that begin with every step; None where none is valid."""
    period_s = max(period_s, series.interval_s)
    step_s = max(step_s, series.interval_s)
    if period_s % series.interval_s or step_s % series.interval_s:
        return None
    late = (-series.first_s % step_s) // series.interval_s
    return _highest(
        series, period_s // series.interval_s, late, max(step_s // series.interval_s, 1)
    )


def windows(values: Values, length: int, first: int, step: int) -> tuple[Numbers, Values]:
    """Where each window begins, and its mean; NaN where too few of its samples are valid."""
    begins = np.arange(first, len(values) - length + 1, step, dtype=np.int64)
    there = np.isfinite(values)
    sums = np.concatenate(([0.0], np.cumsum(np.where(there, values, 0.0))))
    counts = np.concatenate(([0], np.cumsum(there)))
    count = counts[begins + length] - counts[begins]
    total = sums[begins + length] - sums[begins]
    enough = count >= LEAST_VALID * length
    means: Values = np.where(enough, total / np.maximum(count, 1), np.nan)
    return begins, means


def _highest(series: Series, length: int, first: int, step: int) -> Demand | None:
    begins, means = windows(series.values, length, first, step)
    valid = np.isfinite(means)
    if not valid.any():
        return None
    place = int(np.nanargmax(means))
    begin = int(begins[place])
    # A running sum loses digits over a million samples: the one that counts is summed for itself.
    window = series.values[begin : begin + length]
    return Demand(
        kw=float(np.mean(window[np.isfinite(window)])),
        ends_at=series.at(begin + length),
        period_s=length * series.interval_s,
        step_s=step * series.interval_s,
        windows=len(begins),
        discarded=int((~valid).sum()),
    )
