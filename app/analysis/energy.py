"""Energy with gaps stated, duration, load factor. Source: load_calculation.md §8."""

from math import ceil

import numpy as np

from app.analysis.series import Numbers, Series, Values, channel
from app.domain.load_findings import Energy


def energy_of(series: Series, kind: str) -> Energy:
    """What was drawn, kWh. `kind` says what a sample is: mean | instant.

    Means are summed; between spot values that follow each other trapezoids are. What lies in a
    gap is estimated apart.
    """
    register = _register_of(series)
    if kind == "instant":
        return _of_instants(series, register)
    there = np.isfinite(series.values)
    measured = float(np.sum(series.values[there])) * series.hours
    estimate = bound = 0.0
    places: Numbers = np.flatnonzero(there)
    if len(places):
        inner = np.arange(places[0], places[-1] + 1)
        gap = inner[~there[inner]]
        if len(gap):
            before, after = _neighbours(series.values, places, gap)
            line = np.interp(gap, places, series.values[places])
            estimate = float(np.sum(line)) * series.hours
            bound = float(np.sum(np.maximum(before, after))) * series.hours
    share = float(there.mean()) if len(there) else 0.0
    return Energy(measured, share, estimate, bound, register)


def _of_instants(series: Series, register: float | None) -> Energy:
    places = np.flatnonzero(np.isfinite(series.values))
    if len(places) < 2:
        return Energy(0.0, 0.0, register_kwh=register)
    steps = np.diff(places)
    first, last = series.values[places[:-1]], series.values[places[1:]]
    areas = (first + last) / 2 * steps * series.hours
    near = steps == 1  # a longer one is a gap: more than one and a half intervals
    held = np.maximum(first, last) * steps * series.hours
    whole = len(series.values) - 1
    return Energy(
        float(np.sum(areas[near])),
        float(near.sum() / whole),
        float(np.sum(areas[~near])),
        float(np.sum(held[~near])),
        register,
    )


def _neighbours(values: Values, places: Numbers, gap: Numbers) -> tuple[Values, Values]:
    after = np.searchsorted(places, gap)
    return values[places[after - 1]], values[places[after]]


def _register_of(series: Series) -> float | None:
    """What the register has gone on by since its first reading."""
    register = channel(series.samples, "e_kwh")
    if register is None:
        return None
    there = register[np.isfinite(register)]
    return float(there[-1]) if len(there) else None


def descending(series: Series) -> Values:
    """The values that are there, the highest first."""
    ordered: Values = np.sort(series.present)[::-1]
    return ordered


def duration_at(ordered: Values, share: float) -> float:
    """What is exceeded or equalled for this share of the time, 0 to 1."""
    return float(ordered[max(ceil(share * len(ordered)), 1) - 1])


def hours_above(series: Series, kw: float) -> float:
    """Hours at so much or more."""
    return float((series.present >= kw).sum()) * series.hours
