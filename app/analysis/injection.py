"""Harmonic currents that a customer may inject: power_quality.md §3, GB/T 14549 annex C."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from app.analysis.phases import cp95
from app.analysis.series import Values, channel
from app.domain.load import Samples
from app.domain.quality_findings import (
    LEAST_VALUES,
    MARGINAL_PCT,
    MOST_FLAGGED,
    ConnectionPoint,
    CurrentLimits,
    Finding,
    HarmonicCurrent,
    PermittedCurrents,
)

_CURRENT: Final = re.compile(r"hi_([abc])_(\d{1,2})_a")
_LV_KV: Final = 1.0
_TWENTY_KV: Final = 20.0
_TEN_KV: Final = 10.0

_ALPHA: Final = {3: 1.1, 5: 1.2, 7: 1.4, 11: 1.8, 13: 1.9}
_TOGETHER: Final = {3: 1.62, 5: 1.28, 7: 0.72, 11: 0.18, 13: 0.08}


def allowed_current(
    table: CurrentLimits, order: int, sk_mva: float, customer_mva: float, point_mva: float
) -> float:
    """What one customer may inject of this order, A: by short circuit and by his share.

    `sk_mva` is the least short-circuit capacity, `customer_mva` the agreed capacity, `point_mva`
    what the point of connection supplies.
    """
    whole = table.amperes[order] * sk_mva / table.base_mva
    return float(whole * (customer_mva / point_mva) ** (1 / _ALPHA.get(order, 2)))


def together(order: int, currents: Sequence[float]) -> float:
    """Two sources of unknown phase angle joined, A."""
    first, second = currents
    both = first * first + second * second + _TOGETHER.get(order, 0) * first * second
    return float(np.sqrt(both))


def judged_currents(
    samples: Samples,
    un_kv: float,
    point: ConnectionPoint | None,
    tables: Sequence[CurrentLimits],
) -> Iterator[HarmonicCurrent]:
    """Each order that was measured, by its worst phase, held against what is permitted there.

    Currents measured at another voltage (`un_kv`) than the point's are others and not judged. Of
    less than 30 values the permitted current is told and no verdict: one spectrum is none.
    """
    elsewhere = point is not None and _level(point.un_kv) != _level(un_kv)
    if elsewhere:
        point = None
    table = table_of(point.un_kv, tables) if point is not None else None
    flags = channel(samples, "flags")
    flagged = 0.0 if flags is None else float((flags == 1).mean())
    for order, phases in sorted(_orders(samples).items()):
        told = {phase: cp95(values) for phase, values in phases.items()}
        phase = max(told, key=lambda each: told[each])
        permitted = None
        if point is not None and table is not None and order in table.amperes:
            permitted = allowed_current(
                table, order, point.sk_mva, point.customer_mva, point.point_mva
            )
        values = len(phases[phase])
        finding, why = _finding(told[phase], permitted, values, is_placed=point is not None)
        if elsewhere:
            why = "other_level"
        if permitted is not None and flagged > MOST_FLAGGED:
            finding, why = Finding.INCONCLUSIVE, "flagged"
        yield HarmonicCurrent(
            order,
            phase,
            told[phase],
            max(float(each.max()) for each in phases.values()),
            values,
            permitted,
            finding,
            why,
        )


def permitted_currents(
    point: ConnectionPoint, tables: Sequence[CurrentLimits]
) -> PermittedCurrents | None:
    """Every order of the table of its voltage; None where the standard has none."""
    table = table_of(point.un_kv, tables)
    if table is None:
        return None
    sizes = (point.sk_mva, point.customer_mva, point.point_mva)
    orders = sorted(table.amperes)
    return PermittedCurrents(
        point, tuple((order, allowed_current(table, order, *sizes)) for order in orders)
    )


def table_of(un_kv: float, tables: Sequence[CurrentLimits]) -> CurrentLimits | None:
    """The table of this voltage level; None where the standard has none.

    Of 20 kV, which it does not list, the table of 10 kV by the ratio of the voltages.
    """
    level = _level(un_kv)
    found = next((table for table in tables if table.un_kv == level), None)
    if found is None and level == _TWENTY_KV:
        ten = next((table for table in tables if table.un_kv == _TEN_KV), None)
        if ten is not None:
            halved = {order: a * _TEN_KV / _TWENTY_KV for order, a in ten.amperes.items()}
            return CurrentLimits(_TWENTY_KV, ten.base_mva, halved)
    return found


def _level(un_kv: float) -> float:
    return 0.38 if un_kv < _LV_KV else un_kv


def _orders(samples: Samples) -> dict[int, dict[str, Values]]:
    """The values that are there of each order above the fundamental, by phase."""
    flags = channel(samples, "flags")
    found: dict[int, dict[str, Values]] = {}
    for name in samples.channels:
        match = _CURRENT.fullmatch(name)
        values = channel(samples, name)
        if match is None or values is None or int(match[2]) < 2:
            continue
        there = np.isfinite(values) if flags is None else np.isfinite(values) & (flags != 1)
        if there.any():
            found.setdefault(int(match[2]), {})[match[1]] = values[there]
    return found


def _finding(
    judged: float, permitted: float | None, values: int, *, is_placed: bool
) -> tuple[Finding, str]:
    if permitted is None:
        return Finding.INCONCLUSIVE, "no_limit" if is_placed else "no_point"
    if values < LEAST_VALUES:
        return Finding.INCONCLUSIVE, "few_values"
    if round(judged, 6) > round(permitted, 6):
        return Finding.FAIL, ""
    near = (permitted - judged) / permitted * 100 <= MARGINAL_PCT
    return (Finding.MARGINAL if near else Finding.PASS), ""
