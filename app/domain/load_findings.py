"""What is found in a load curve: values with their units, each with what it was reckoned from.

Nothing here reckons: `app/analysis` does. Numbers are full doubles; whoever shows them rounds.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

DEMAND_PERIOD_S: Final = 900
DEMAND_STEP_S: Final = 60
LEAST_VALID: Final = 0.9
"""Of a demand window or a day: with a smaller share of valid samples it is left out, not zero."""
BASE_SHARE: Final = 0.95
"""The base load is what is drawn or exceeded for this share of the time."""
LOADED_SHARE: Final = 0.2
"""Unbalance is looked at above this share of the highest mean: of an idle line it says nothing."""


@dataclass(frozen=True)
class Demand:
    """The highest mean over a window: `ends_at` is the end of it."""

    kw: float
    ends_at: datetime
    period_s: int
    step_s: int
    windows: int
    discarded: int
    """Windows with too few valid samples."""


@dataclass(frozen=True)
class Energy:
    """What was drawn. A gap is never integrated silently."""

    measured_kwh: float
    coverage: float
    """Share of the time that was measured, 0 to 1."""
    estimate_kwh: float = 0.0
    """Of the gaps, by a straight line between the neighbours; an estimate, never part of above."""
    bound_kwh: float = 0.0
    """Of the gaps, if the higher neighbour had lasted."""
    register_kwh: float | None = None
    """Difference of the meter's own register over the whole stretch, where it was recorded."""


@dataclass(frozen=True)
class Split:
    """Energy by the periods of a tariff."""

    tariff: str
    """Its id."""
    zh: str
    conf: str
    source: str
    kwh: Mapping[str, float]

    def share(self, name: str) -> float:
        """Of all, 0 to 1."""
        total = sum(self.kwh.values())
        return self.kwh[name] / total if total else 0.0


@dataclass(frozen=True)
class TypicalDay:
    """The mean of the days of one kind in one season, from midnight to midnight in equal steps."""

    kind: str
    """working | off | holiday."""
    season: str
    """year | spring | summer | autumn | winter."""
    days: int
    kw: tuple[float, ...]


@dataclass(frozen=True)
class Month:
    """One month: mean and peak of what was measured, and how much was."""

    first: date
    energy_kwh: float
    mean_kw: float
    peak_kw: float
    coverage: float


@dataclass(frozen=True)
class Unbalance:
    """How far the phases are apart, in per cent, where there was load enough."""

    of: str
    """current | power."""
    mean_pct: float
    cp95_pct: float
    max_pct: float
    max_at: datetime
    spread_cp95_pct: float
    """By the distribution rule, (max − min)/max."""
    neutral_a: float | None
    """Highest neutral current that three currents of equal power factor give; None of powers."""
    heaviest: str
    """The phase with the highest mean: a | b | c."""
    samples: int


@dataclass(frozen=True)
class PowerFactor:
    """Weighted by energy over the whole stretch, and the lowest month."""

    weighted: float
    lowest_month: date
    lowest: float
    active_kwh: float
    reactive_kvarh: float


@dataclass(frozen=True)
class Likeness:
    """How far a day shape is from a reference: 0 is the same, 1 as far as the day's mean."""

    id: str
    zh: str
    en: str
    distance: float
    working: float
    off: float | None
    """The same of days worked and of days off; None where there were no such days."""
    source: str


@dataclass(frozen=True)
class LoadFindings:
    """All that is found in one load curve; None or nothing where its samples do not say."""

    start: datetime
    end: datetime
    interval_s: int
    kind: str
    points: int
    expected: int
    flagged: int
    peak_kw: float
    peak_at: datetime
    mean_kw: float
    least_kw: float
    base_kw: float
    load_factor: float
    block: Demand | None
    sliding: Demand | None
    utilisation_h: float
    """Hours a year at the peak that give the same energy, the curve going on like this."""
    energy: Energy
    duration: tuple[float, ...]
    """Exceeded or equalled for 0, 5, 10 … 100 % of the time, kW."""
    split: Split | None
    typical: tuple[TypicalDay, ...]
    provisional: bool
    """Days off were told by Monday to Friday alone: a year's list is not published."""
    months: tuple[Month, ...]
    unbalance: Unbalance | None
    factor: PowerFactor | None
    likeness: tuple[Likeness, ...]
    """The nearest first."""
