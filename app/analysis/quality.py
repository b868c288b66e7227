"""Voltage quality: 95 % values and extremes against the standard of the voltage level.

Source: power_quality.md of the engineering reference. Limits are data (`resources/limits`).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

import numpy as np

from app.analysis.injection import judged_currents
from app.analysis.ladder import TEN_MIN_S, long_flicker, rms_steps
from app.analysis.phases import cp95, line_unbalance_pct
from app.analysis.series import Series, Values, channel, moment
from app.domain.limit import Limit, LimitVerdict, Verdict, judge_limit
from app.domain.load import Samples
from app.domain.quality_findings import (
    LEAST_COMPLETE,
    LEAST_VALUES,
    MARGINAL_PCT,
    MOST_FLAGGED,
    ConnectionPoint,
    CurrentLimits,
    Finding,
    Harmonic,
    Moment,
    QualityFindings,
    Quantity,
)

_WORST: Final = 3
_HARMONIC: Final = re.compile(r"hu_([abc])_(\d{1,2})_pct")
_LV_KV: Final = 1.0
_SAME_LEVEL: Final = 0.25
"""A voltage further from nominal than this, of nominal, was measured at another level."""
_LV_PHASE_V: Final = 220.0
_SINGLE_PHASE_KV: Final = 0.22


@dataclass(frozen=True)
class _Record:
    """The record with what every judgement of it needs."""

    samples: Samples
    un_kv: float
    limits: Mapping[str, Limit]
    flagged: Values

    @property
    def expected(self) -> int:
        return self.samples.count

    def phases(self, before: str, after: str) -> dict[str, Values]:
        """The channels of these names by phase, flagged steps missing."""
        found = {}
        for phase in ("a", "b", "c", "ab", "bc", "ca"):
            values = channel(self.samples, f"{before}{phase}{after}")
            if values is not None and np.isfinite(values).any():
                found[phase] = np.where(self.flagged == 1, np.nan, values)
        return found


def analyse_quality(
    samples: Samples,
    un_kv: float,
    limits: Mapping[str, Limit],
    point: ConnectionPoint | None = None,
    tables: Sequence[CurrentLimits] = (),
) -> QualityFindings:
    """Every quantity that this record has, held against its limit at this nominal voltage.

    Harmonic currents are held against what `point` may take in, by the `tables` of the standard.
    """
    flags = channel(samples, "flags")
    flagged = np.zeros(samples.count) if flags is None else np.nan_to_num(flags)
    record = _Record(samples, un_kv, limits, flagged)
    voltages = _voltages(record)
    nominal = nominal_v(un_kv, lines="ab" in voltages)
    quantities = [
        *_deviation(record, voltages, nominal),
        *_unbalance(record),
        *_distortion(record),
        *_flicker(record),
        *_frequency(record),
    ]
    return QualityFindings(
        start=samples.at(0),
        end=samples.at(samples.count),
        interval_s=samples.interval_s,
        expected=samples.count,
        flagged=int((flagged == 1).sum()),
        un_kv=un_kv,
        nominal_v=nominal,
        quantities=tuple(quantities),
        harmonics=tuple(_harmonics(record)),
        currents=tuple(judged_currents(samples, un_kv, point, tables)),
        point=point,
    )


def fits_level(samples: Samples, un_kv: float) -> bool:
    """Whether the voltages of this record are those of this level; so are none."""
    for names, lines in ((("u_ab_v", "u_bc_v", "u_ca_v"), True), (("u_a_v", "u_b_v"), False)):
        for name in names:
            values = channel(samples, name)
            if values is not None and (values > 0).any():
                measured = float(np.median(values[values > 0]))
                return abs(measured / nominal_v(un_kv, lines=lines) - 1) <= _SAME_LEVEL
    return True


def nominal_v(un_kv: float, *, lines: bool) -> float:
    """What a measured voltage should be, V: from line to line, or of a phase."""
    if lines:
        return un_kv * 1000
    return _LV_PHASE_V if un_kv < _LV_KV else un_kv * 1000 / 3**0.5


def _voltages(record: _Record) -> dict[str, Values]:
    found = record.phases("u_", "_v")
    lines = {name: values for name, values in found.items() if len(name) == 2}
    return lines or found


def _deviation(
    record: _Record, voltages: Mapping[str, Values], nominal: float
) -> Iterator[Quantity]:
    limit = record.limits.get("pq.voltage_dev")
    if limit is None or not voltages:
        return
    at, deviations = _by_ten_minutes(record, voltages)
    deviations = {name: (u - nominal) / nominal * 100 for name, u in deviations.items()}
    every = np.concatenate(list(deviations.values()))
    if not np.isfinite(every).any():
        return
    highest, lowest = float(np.nanmax(every)), float(np.nanmin(every))
    level = record.un_kv
    if level < _LV_KV and len(voltages) == 1:
        level = _SINGLE_PHASE_KV
    names = {"dmax": highest, "dmin": lowest, "un_kv": level}
    said = judge_limit(limit, {name: _exact(value) for name, value in names.items()})
    allowed = 10.0 if level >= 35 else 7.0
    under = 10.0 if level < 0.3 or level >= 35 else 7.0
    judged = highest if highest / allowed >= -lowest / under else lowest
    worst = _worst_of(at, {name: np.abs(values) for name, values in deviations.items()})
    worst = tuple(
        replace(each, value=_value_at(at, deviations[each.phase], each)) for each in worst
    )
    bound = allowed if judged >= 0 else under
    if level >= 35:  # the sum of both is held against the limit
        judged = max(highest, 0.0) + max(-lowest, 0.0)
    there = np.isfinite(every)
    within = (every[there] <= allowed + 1e-9) & (every[there] >= -under - 1e-9)
    yield _quantity(
        record,
        limit,
        said,
        _Measured(
            cp95=cp95(np.abs(every[there])),
            highest=highest,
            lowest=lowest,
            judged=judged,
            phase=worst[0].phase,
            worst=worst,
            values=min(int(np.isfinite(v).sum()) for v in deviations.values()),
            expected=len(at),
        ),
        bound=bound,
        qualified=float(within.mean()) * 100,
    )


def _by_ten_minutes(
    record: _Record, channels: Mapping[str, Values]
) -> tuple[Values, dict[str, Values]]:
    found: dict[str, Values] = {}
    at: Values = np.empty(0)
    for name, values in channels.items():
        at, found[name] = rms_steps(Series(record.samples, values), TEN_MIN_S)
    return at, found


def _unbalance(record: _Record) -> Iterator[Quantity]:
    limit = record.limits.get("pq.unbalance_pcc")
    told = channel(record.samples, "unb_u_pct")
    if told is None:
        lines = [channel(record.samples, f"u_{pair}_v") for pair in ("ab", "bc", "ca")]
        if any(line is None for line in lines):
            return
        told = line_unbalance_pct(np.stack([line for line in lines if line is not None]))
    told = np.where(record.flagged == 1, np.nan, told)
    if limit is None or not np.isfinite(told).any():
        return
    at, values = _by_ten_minutes(record, {"": told})
    there = values[""][np.isfinite(values[""])]
    if not len(there):
        return
    inputs = {"cp95": _exact(cp95(there)), "xmax": _exact(float(there.max()))}
    yield _quantity(
        record,
        limit,
        judge_limit(limit, inputs),
        _measured(at, values, cp95(there)),
        bound=2.0,
    )


def _distortion(record: _Record) -> Iterator[Quantity]:
    phases = record.phases("thdu_", "_pct")
    if phases:
        yield from _against(record, "pq.thdu", phases, by_cp95=True)


def _flicker(record: _Record) -> Iterator[Quantity]:
    phases, at = record.phases("plt_", ""), None
    if not phases:
        found = {}
        for name, values in record.phases("pst_", "").items():
            if record.samples.interval_s == TEN_MIN_S:
                at, found[name] = long_flicker(Series(record.samples, values))
        phases = {name: plt for name, plt in found.items() if np.isfinite(plt).any()}
    if phases:
        yield from _against(record, "pq.flicker_plt", phases, by_cp95=False, at=at)


def _frequency(record: _Record) -> Iterator[Quantity]:
    values = channel(record.samples, "f_hz")
    if values is None or not np.isfinite(values).any():
        return
    off = np.where(record.flagged == 1, np.nan, values) - 50.0
    yield from _against(
        record, "pq.frequency", {"": off}, by_cp95=False, more={"small_system": Decimal(0)}
    )


def _against(
    record: _Record,
    name: str,
    phases: Mapping[str, Values],
    *,
    by_cp95: bool,
    at: Values | None = None,
    more: Mapping[str, Decimal] | None = None,
) -> Iterator[Quantity]:
    """One quantity whose worst phase is held against a limit of `x`."""
    limit = record.limits.get(name)
    if limit is None:
        return
    if at is None:
        at = Series(record.samples, next(iter(phases.values()))).local.astype(float)
    sizes = {phase: np.abs(values) for phase, values in phases.items()}
    found = {
        phase: cp95(v[np.isfinite(v)]) if by_cp95 else float(np.nanmax(v))
        for phase, v in sizes.items()
    }
    phase = max(found, key=lambda each: found[each])
    inputs = {"x": _exact(found[phase]), "un_kv": _exact(record.un_kv), **(more or {})}
    said = judge_limit(limit, inputs)
    measured = replace(_measured(at, phases, found[phase]), phase=phase)
    bound = float(said.limit) if said.limit is not None else None
    yield _quantity(record, limit, said, measured, bound=bound)


def _harmonics(record: _Record) -> Iterator[Harmonic]:
    orders: dict[int, dict[str, Values]] = {}
    for name in record.samples.channels:
        if match := _HARMONIC.fullmatch(name):
            values = channel(record.samples, name)
            assert values is not None
            if np.isfinite(values).any():
                orders.setdefault(int(match[2]), {})[match[1]] = np.where(
                    record.flagged == 1, np.nan, values
                )
    for order in sorted(orders):
        limit = record.limits.get("pq.hru_odd" if order % 2 else "pq.hru_even")
        if order < 2 or limit is None:
            continue
        told = {p: v[np.isfinite(v)] for p, v in orders[order].items()}
        by_phase = {phase: cp95(v) for phase, v in told.items() if len(v)}
        if not by_phase:
            continue
        phase = max(by_phase, key=lambda each: by_phase[each])
        inputs = {"x": _exact(by_phase[phase]), "un_kv": _exact(record.un_kv)}
        said = judge_limit(limit, inputs)
        bound = float(said.limit) if said.limit is not None else None
        few = len(told[phase]) < LEAST_VALUES
        finding = Finding.INCONCLUSIVE if few else _finding(said, by_phase[phase], bound)
        highest = max(float(v.max()) for v in told.values() if len(v))
        yield Harmonic(order, phase, by_phase[phase], highest, bound, finding)


@dataclass(frozen=True)
class _Measured:
    """What was measured of one quantity, before it is judged."""

    cp95: float
    highest: float
    lowest: float
    judged: float
    phase: str
    worst: tuple[Moment, ...]
    values: int
    expected: int


def _measured(at: Values, phases: Mapping[str, Values], judged: float) -> _Measured:
    worst = _worst_of(at, {name: np.abs(values) for name, values in phases.items()})
    there = [values[np.isfinite(values)] for values in phases.values()]
    return _Measured(
        cp95=max(cp95(np.abs(values)) for values in there if len(values)),
        highest=max(float(values.max()) for values in there if len(values)),
        lowest=min(float(values.min()) for values in there if len(values)),
        judged=judged,
        phase=worst[0].phase if worst else "",
        worst=worst,
        values=min(len(values) for values in there),
        expected=len(at),
    )


def _quantity(
    record: _Record,
    limit: Limit,
    said: LimitVerdict,
    found: _Measured,
    *,
    bound: float | None,
    qualified: float | None = None,
) -> Quantity:
    finding, why = _finding(said, found.judged, bound), ""
    flagged = float((record.flagged == 1).mean())
    if said.verdict not in (Verdict.PASS, Verdict.FAIL):
        finding, why = Finding.INCONCLUSIVE, "no_limit"
    elif flagged > MOST_FLAGGED:
        finding, why = Finding.INCONCLUSIVE, "flagged"
    elif found.values < LEAST_VALUES and limit.id != "pq.flicker_plt":
        finding, why = Finding.INCONCLUSIVE, "few_values"
    elif found.values < LEAST_COMPLETE * found.expected * (1 - flagged):
        finding, why = Finding.INCONCLUSIVE, "incomplete"
    return Quantity(
        id=limit.id,
        zh=limit.zh,
        en=limit.en,
        unit="" if limit.unit == "1" else limit.unit,
        cp95=found.cp95,
        highest=found.highest,
        lowest=found.lowest,
        judged=found.judged,
        phase=found.phase,
        limit=bound,
        requirement=said.requirement,
        finding=finding,
        why=why,
        margin_pct=None if not bound else (bound - abs(found.judged)) / bound * 100,
        values=found.values,
        expected=found.expected,
        worst=found.worst,
        ref=limit.ref,
        conf=limit.conf,
        qualified_pct=qualified,
    )


def _finding(said: LimitVerdict, judged: float, bound: float | None) -> Finding:
    if said.verdict is Verdict.FAIL:
        return Finding.FAIL
    if said.verdict is not Verdict.PASS:
        return Finding.INCONCLUSIVE
    near = bound and (bound - abs(judged)) / bound * 100 <= MARGINAL_PCT
    return Finding.MARGINAL if near else Finding.PASS


def _worst_of(at: Values, sizes: Mapping[str, Values]) -> tuple[Moment, ...]:
    """The highest values with their moments, the highest first; one a moment and phase."""
    found: list[tuple[float, int, str]] = []
    for phase, values in sizes.items():
        there = np.flatnonzero(np.isfinite(values))
        top = there[np.argsort(values[there], kind="stable")[::-1][:_WORST]]
        found += [(float(values[place]), int(place), phase) for place in top]
    found.sort(key=lambda each: (-each[0], each[1], each[2]))
    return tuple(Moment(moment(at[place]), value, phase) for value, place, phase in found[:_WORST])


def _value_at(at: Values, values: Values, told: Moment) -> float:
    place = next(n for n, second in enumerate(at) if moment(second) == told.at)
    return float(values[place])


def _exact(value: float) -> Decimal:
    """The number as it is shown: six decimals decide, not the last bit of a double."""
    return Decimal(repr(round(value, 6)))
