"""The few numbers of a load curve that come first: large on the screen, in a box on paper."""

from dataclasses import dataclass
from typing import Final

from app.domain.load_findings import LoadFindings
from app.domain.load_words import Part
from app.domain.picture_words import HEADLINE_NAMES, HEADLINE_WORDS

_YEAR_H: Final = 8760
_YEAR_DAYS: Final = (364.5, 366.5)
_DAY_S: Final = 86_400


@dataclass(frozen=True)
class Headline:
    """One number: what it is called, its value, its unit, and a word on how it is meant."""

    key: str
    name: str
    value: str
    unit: str
    more: Part


def load_headlines(found: LoadFindings) -> tuple[Headline, ...]:
    """Demand, load factor, energy of a year, base load, power factor, gaps."""
    return (_demand(found), _factor(found), _year(found), _base(found), _cos(found), _gaps(found))


def _demand(found: LoadFindings) -> Headline:
    demand = found.sliding or found.block
    if demand is None:
        minutes = f"{found.interval_s / 60:g}"
        return _headline("demand", f"{found.peak_kw:,.1f}", "kW", "no_window", minutes)
    minutes = f"{demand.period_s / 60:g}"
    return _headline("demand", f"{demand.kw:,.1f}", "kW", "until", minutes, demand.ends_at)


def _factor(found: LoadFindings) -> Headline:
    hours = f"{found.utilisation_h:,.0f}"
    return _headline("factor", f"{100 * found.load_factor:.1f}", "%", "hours", hours)


def _year(found: LoadFindings) -> Headline:
    days = (found.end - found.start).total_seconds() / _DAY_S
    measured = found.energy.measured_kwh
    if _YEAR_DAYS[0] <= days <= _YEAR_DAYS[1] and found.energy.coverage == 1:
        return _headline("year", f"{measured:,.0f}", "kWh", "measured")
    told = (f"{measured:,.0f}", f"{days:,.1f}".removesuffix(".0"))
    return _headline("year", f"{found.mean_kw * _YEAR_H:,.0f}", "kWh", "estimated", *told)


def _base(found: LoadFindings) -> Headline:
    share = f"{100 * found.base_kw / found.peak_kw:.0f}" if found.peak_kw > 0 else "—"
    return _headline("base", f"{found.base_kw:,.1f}", "kW", "always", share)


def _cos(found: LoadFindings) -> Headline:
    factor = found.factor
    if factor is None:
        return _headline("cos", "—", "", "no_reactive")
    lowest = (f"{factor.lowest:.3f}", f"{factor.lowest_month:%Y-%m}")
    return _headline("cos", f"{factor.weighted:.3f}", "", "lowest", *lowest)


def _gaps(found: LoadFindings) -> Headline:
    missing = found.expected - found.points
    if not missing:
        return _headline("gaps", "0", "%", "none")
    share = 100 * missing / found.expected
    return _headline("gaps", f"{share:.2f}", "%", "missing", f"{missing:,}")


def _headline(key: str, value: str, unit: str, more: str, *values: object) -> Headline:
    return Headline(key, HEADLINE_NAMES[key], value, unit, (HEADLINE_WORDS[more], values))
