"""A stretch of a curve in numbers, and the moments of it that are worth a look."""

from collections.abc import Iterator
from datetime import timedelta
from math import log, sqrt
from typing import Final

import numpy as np

from app.analysis.series import Series, channel
from app.domain.load import Samples
from app.domain.load_findings import LoadFindings
from app.domain.load_pictures import Spot, Stretch
from app.domain.load_words import Part
from app.domain.picture_words import SPOT_NAMES, SPOT_WORDS
from app.domain.quality_findings import QualityFindings, Quantity

_QUALITY_S: Final = 600
LEVELS_KV: Final = (0.38, 10.0, 20.0, 35.0, 66.0, 110.0)
"""The nominal voltages that a record may be of."""


def stretch_of(series: Series, first: int, last: int) -> Stretch:
    """The steps from this number up to that one, without it: peak, mean, energy, load factor.

    Energy is that of the steps measured, each lasting its interval; a gap adds nothing to it and
    counts in no mean.
    """
    first, last = max(first, 0), min(last, len(series.values))
    values = series.values[first:last]
    there = np.isfinite(values)
    points = int(there.sum())
    start, end = series.at(first), series.at(max(last, first))
    if not points:
        none = (None,) * 6
        return Stretch(start, end, 0, len(values), *none)
    present = values[there]
    peak, mean = float(present.max()), float(present.mean())
    return Stretch(
        start=start,
        end=end,
        points=points,
        expected=len(values),
        peak_kw=peak,
        peak_at=series.at(first + int(np.nanargmax(values))),
        mean_kw=mean,
        least_kw=float(present.min()),
        energy_kwh=float(present.sum()) * series.hours,
        load_factor=mean / peak if peak > 0 else None,
    )


def spots_of(found: LoadFindings | None, quality: QualityFindings | None) -> tuple[Spot, ...]:
    """The moments to look at: of the load first, then the worst of each quantity."""
    load = () if found is None else tuple(_of_load(found))
    return load + (() if quality is None else tuple(_of_quality(quality)))


def _of_load(found: LoadFindings) -> Iterator[Spot]:
    demand = found.sliding or found.block
    if demand is not None:
        begins = demand.ends_at - timedelta(seconds=demand.period_s)
        said = _said("kw", f"{demand.kw:,.1f}")
        yield Spot("sliding", _name("sliding"), said, begins, demand.period_s)
    said = _said("kw", f"{found.peak_kw:,.1f}")
    yield Spot("peak", _name("peak"), said, found.peak_at, found.interval_s)
    apart = found.unbalance
    if apart is not None:
        said = _said("unbalance", f"{apart.max_pct:.1f}")
        yield Spot("unbalance", _name("unbalance"), said, apart.max_at, found.interval_s)


def _of_quality(quality: QualityFindings) -> Iterator[Spot]:
    for each in quality.quantities:
        for number, moment in enumerate(each.worst[:1]):
            key = f"{each.id}_{number}"
            said = _quality_said(each, moment.value, moment.phase)
            yield Spot(key, _name("quality", each.zh), said, moment.at, _QUALITY_S)


def _quality_said(each: Quantity, value: float, phase: str) -> Part:
    shown = f"{value:+.3g}" if each.qualified_pct is not None else f"{value:.3g}"
    if phase:
        return _said("quality_of", shown, each.unit, phase.upper())
    return _said("quality", shown, each.unit)


def _name(key: str, *values: object) -> Part:
    return SPOT_NAMES[key], values


def _said(key: str, *values: object) -> Part:
    return SPOT_WORDS[key], values


def nominal_kv(samples: Samples) -> float:
    """The level nearest to the voltages measured, kV; 0.38 where none was."""
    for names, factor in ((("u_ab_v", "u_bc_v", "u_ca_v"), 1.0), (("u_a_v", "u_b_v"), sqrt(3))):
        for name in names:
            values = channel(samples, name)
            if values is None or not (values > 0).any():
                continue
            measured = float(np.median(values[values > 0])) * factor / 1000
            return min(LEVELS_KV, key=lambda level: abs(log(measured / level)))
    return LEVELS_KV[0]
