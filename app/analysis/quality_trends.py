"""Quantities of voltage quality over time, with their limits and worst moments, as pictures."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import pairwise
from typing import Final

import numpy as np

from app.analysis.ladder import TEN_MIN_S, rms_steps
from app.analysis.series import DAY_S, Series, Values, channel
from app.clock import CHINA
from app.domain.load import Samples
from app.domain.load_pictures import Axis, Line, Mark, Picture
from app.domain.picture_words import PICTURE_WORDS
from app.domain.quality_findings import QualityFindings, Quantity

_COLUMNS: Final = 1000
"""Of more values each column keeps its lowest and its highest, so that none is hidden."""
_HEADROOM: Final = 1.15
_CHANNELS: Final = {"pq.thdu": ("thdu_", "_pct"), "pq.voltage_dev": ("u_", "_v")}
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=CHINA)
_PHASES: Final = ("a", "b", "c", "ab", "bc", "ca")


def trend_pictures(samples: Samples, found: QualityFindings) -> tuple[Picture, ...]:
    """A picture of each quantity whose values are in the record; `trend_` and the limit's id."""
    flags = channel(samples, "flags")
    good = np.ones(samples.count, dtype=bool) if flags is None else flags != 1
    made = []
    for each in found.quantities:
        lines = {name: np.where(good, v, np.nan) for name, v in _values(samples, each).items()}
        told = dict(_judged(samples, each, lines, found.nominal_v))
        if told:
            made.append(_picture(samples, each, told))
    return tuple(made)


def _values(samples: Samples, each: Quantity) -> dict[str, Values]:
    """The channels of this quantity by phase; line voltages alone where there are such."""
    if each.id in _CHANNELS:
        before, after = _CHANNELS[each.id]
        named = {phase: f"{before}{phase}{after}" for phase in _PHASES}
    else:
        single = {"pq.unbalance_pcc": "unb_u_pct", "pq.frequency": "f_hz"}
        named = {"": single[each.id]} if each.id in single else {}
    found = {
        name: values for name, key in named.items() if (values := channel(samples, key)) is not None
    }
    lines = {name: values for name, values in found.items() if len(name) == 2}
    return lines or found


def _judged(
    samples: Samples, each: Quantity, lines: Mapping[str, Values], nominal_v: float
) -> Iterator[tuple[str, tuple[Values, Values]]]:
    """Local seconds and values as the limit is of them: deviations in per cent, hertz off 50."""
    for name, values in lines.items():
        series = Series(samples, values)
        if each.id in ("pq.voltage_dev", "pq.unbalance_pcc"):
            at, shown = rms_steps(series, TEN_MIN_S)
        else:
            at, shown = series.local.astype(np.float64), values
        if each.id == "pq.voltage_dev":
            shown = (shown - nominal_v) / nominal_v * 100
        if each.id == "pq.frequency":
            shown = shown - 50.0
        if np.isfinite(shown).any():
            yield name, (at, shown)


def _picture(
    samples: Samples, each: Quantity, told: Mapping[str, tuple[Values, Values]]
) -> Picture:
    local = Series(samples, np.empty(0)).first_s
    first, last = local / DAY_S, (local + samples.count * samples.interval_s) / DAY_S
    lines = tuple(
        Line(f"phase_{name}", _named(name), *_thinned(at / DAY_S, values))
        for name, (at, values) in told.items()
    )
    bounds = _bounds(each)
    values = [v for line in lines for v in line.y if v == v] + list(bounds)
    low, high = min(0.0, *values), max(0.0, *values)
    limits = tuple(
        Line(
            "limit", (PICTURE_WORDS["limit_line"], (f"{bound:+g}",)), (first, last), (bound, bound)
        )
        for bound in bounds
    )
    marks = tuple(
        Mark(
            (moment.at - _EPOCH).total_seconds() / DAY_S,
            moment.value,
            (PICTURE_WORDS["worst"], (f"{moment.value:+.3g}", each.unit)),
        )
        for moment in each.worst[:1]
    )
    return Picture(
        key=f"trend_{each.id}",
        title=(each.zh, ()),
        x=Axis(PICTURE_WORDS["day"], "", first, last, "day"),
        y=Axis(PICTURE_WORDS["value"], each.unit, low * _HEADROOM, (high or 1.0) * _HEADROOM),
        lines=lines + limits,
        marks=marks,
        gaps=_gaps([values for _, values in told.values()], next(iter(told.values()))[0]),
    )


def _bounds(each: Quantity) -> tuple[float, ...]:
    if each.limit is None:
        return ()
    both = each.id in ("pq.voltage_dev", "pq.frequency")
    return (each.limit, -each.limit) if both else (each.limit,)


def _named(phase: str) -> tuple[str, tuple[object, ...]]:
    if not phase:
        return PICTURE_WORDS["value"], ()
    return PICTURE_WORDS["of_phase" if len(phase) == 1 else "of_lines"], (phase.upper(),)


def _thinned(at: Values, values: Values) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The points of a line: all of them, or the lowest and highest of every column."""
    if len(values) <= 2 * _COLUMNS:
        return tuple(at.tolist()), tuple(values.tolist())
    edges = np.linspace(0, len(values), _COLUMNS + 1).astype(np.int64)
    low = np.fmin.reduceat(values, edges[:-1])
    high = np.fmax.reduceat(values, edges[:-1])
    both = np.stack((low, high), axis=1).reshape(-1)
    return tuple(np.repeat(at[edges[:-1]], 2).tolist()), tuple(both.tolist())


def _gaps(every: list[Values], at: Values) -> tuple[tuple[float, float], ...]:
    """Stretches in which no phase has a value, in days."""
    empty = np.all([~np.isfinite(values) for values in every], axis=0)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], empty.astype(np.int8), [0]))))
    step = float(at[1] - at[0]) if len(at) > 1 else 0.0
    pairs = list(pairwise(edges.tolist()))[::2]
    return tuple((float(at[a]) / DAY_S, (float(at[b - 1]) + step) / DAY_S) for a, b in pairs)
