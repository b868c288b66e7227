"""The main figures of an analysis, rounded once for the record that travels."""

from app.domain.load import rounded
from app.domain.load_figures import LoadFigures
from app.domain.load_findings import LoadFindings
from app.domain.units import Kw, Kwh


def main_figures(found: LoadFindings, rules: str) -> LoadFigures:
    """What the record of a load profile holds of its analysis; `rules` it was made by."""
    demand = found.sliding
    near = found.likeness[0] if found.likeness else None
    split = found.split
    return LoadFigures(
        mean_kw=_kw(found.mean_kw),
        base_kw=_kw(found.base_kw),
        load_factor=rounded(found.load_factor, 4),
        energy_kwh=_kwh(found.energy.measured_kwh),
        coverage=rounded(found.energy.coverage, 6),
        missing=found.expected - found.points,
        rules=rules,
        demand_kw=None if demand is None else _kw(demand.kw),
        demand_ends_at=None if demand is None else demand.ends_at,
        period_s=0 if demand is None else demand.period_s,
        step_s=0 if demand is None else demand.step_s,
        tariff="" if split is None else split.tariff,
        tariff_zh="" if split is None else split.zh,
        split_kwh={} if split is None else {n: _kwh(kwh) for n, kwh in split.kwh.items()},
        like="" if near is None else near.id,
        like_zh="" if near is None else near.zh,
        distance=None if near is None else rounded(near.distance, 4),
    )


def _kw(value: float) -> Kw:
    return Kw(rounded(value, 4))


def _kwh(value: float) -> Kwh:
    return Kwh(rounded(value, 3))
