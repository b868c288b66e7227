"""Three phases beside each other, and power factor. Source: load_calculation.md §5."""

from datetime import date

import numpy as np

from app.analysis.series import Series, Values, channel, months_of, three
from app.domain.load import Samples
from app.domain.load_findings import LOADED_SHARE, PowerFactor, Unbalance


def deviation_pct(phases: Values) -> Values:
    """max|x − mean| / mean of three phases, shape (3, n), in per cent."""
    mean = phases.mean(axis=0)
    deviation: Values = np.abs(phases - mean).max(axis=0) / mean * 100
    return deviation


def spread_pct(phases: Values) -> Values:
    """(max − min) / max of three phases, shape (3, n), in per cent."""
    spread: Values = (phases.max(axis=0) - phases.min(axis=0)) / phases.max(axis=0) * 100
    return spread


def neutral_a(currents: Values) -> Values:
    """The current in the neutral, A, where all three have the same power factor."""
    a, b, c = currents
    square = a * a + b * b + c * c - a * b - b * c - c * a
    neutral: Values = np.sqrt(np.maximum(square, 0.0))
    return neutral


def sequence_pct(ua: complex, ub: complex, uc: complex) -> float:
    """Negative over positive sequence of three phasors, in per cent."""
    turn = np.exp(2j * np.pi / 3)
    positive = abs(ua + turn * ub + turn**2 * uc) / 3
    negative = abs(ua + turn**2 * ub + turn * uc) / 3
    return float(negative / positive * 100)


def line_unbalance_pct(lines: Values) -> Values:
    """Negative over positive sequence of three line voltages, magnitudes alone, in per cent."""
    fourth, square = (lines**4).sum(axis=0), (lines**2).sum(axis=0)
    inner = np.sqrt(np.clip(3 - 6 * fourth / square**2, 0.0, 1.0))
    found: Values = np.sqrt((1 - inner) / (1 + inner)) * 100
    return found


def cp95(values: Values) -> float:
    """The 95 % value by the practical rule of GB/T 14549: drop the highest 5 %, take the next."""
    ordered = np.sort(values)[::-1]
    return float(ordered[int(0.05 * len(ordered))])


def unbalance_of(samples: Samples) -> Unbalance | None:
    """How far the phases are apart: by current, or by active power where there is no current."""
    of, phases = "current", three(samples, "i_", "_a")
    if phases is None:
        of, phases = "power", three(samples, "p_", "_kw")
    if phases is None:
        return None
    mean = phases.mean(axis=0)
    there = np.isfinite(mean) & (phases >= 0).all(axis=0)
    if not there.any():
        return None
    loaded = there & (mean > 0) & (mean >= LOADED_SHARE * mean[there].max())
    if not loaded.any():
        return None
    chosen = phases[:, loaded]
    deviation = deviation_pct(chosen)
    worst = int(np.argmax(deviation))
    return Unbalance(
        of=of,
        mean_pct=float(np.mean(deviation)),
        cp95_pct=cp95(deviation),
        max_pct=float(deviation[worst]),
        max_at=samples.at(int(np.flatnonzero(loaded)[worst])),
        spread_cp95_pct=cp95(spread_pct(chosen)),
        neutral_a=float(neutral_a(chosen).max()) if of == "current" else None,
        heaviest="abc"[int(np.argmax(chosen.mean(axis=1)))],
        samples=chosen.shape[1],
    )


def factor_of(series: Series) -> PowerFactor | None:
    """Power factor weighted by energy; None where no reactive power was measured."""
    reactive = channel(series.samples, "q_kvar")
    if reactive is None:
        phases = three(series.samples, "q_", "_kvar")
        reactive = None if phases is None else phases.sum(axis=0)
    if reactive is None:
        return None
    there = np.isfinite(series.values) & np.isfinite(reactive)
    active, reactive = series.values[there], reactive[there]
    if not np.any(active > 0):
        return None
    months, _ = months_of(series.local[there])
    by_month = {int(m): _factor(active[months == m], reactive[months == m]) for m in set(months)}
    worst = min(by_month, key=lambda month: (by_month[month], month))
    return PowerFactor(
        weighted=_factor(active, reactive),
        lowest_month=date(1970 + worst // 12, worst % 12 + 1, 1),
        lowest=by_month[worst],
        active_kwh=float(active.sum()) * series.hours,
        reactive_kvarh=float(reactive.sum()) * series.hours,
    )


def _factor(active: Values, reactive: Values) -> float:
    p, q = float(active.sum()), float(reactive.sum())
    whole = float(np.hypot(p, q))
    return abs(p) / whole if whole else 1.0
