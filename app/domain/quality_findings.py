"""What is found in a record of voltage quality, each quantity held against its standard.

Nothing here reckons: `app/analysis/quality.py` does.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

LEAST_COMPLETE: Final = 0.95
"""Of the expected intervals: with fewer a result is inconclusive."""
MOST_FLAGGED: Final = 0.10
LEAST_VALUES: Final = 30
"""A 95 % value of fewer is none."""
MARGINAL_PCT: Final = 2.0
"""A pass that is nearer to its limit than this is said to be marginal."""
FORMAL_DAYS: Final = 7


class Finding(StrEnum):
    """What is said of one quantity."""

    PASS = "pass"
    MARGINAL = "marginal"
    FAIL = "fail"
    INCONCLUSIVE = "inconclusive"


@dataclass(frozen=True)
class Moment:
    """One value that is worth a look."""

    at: datetime
    value: float
    phase: str
    """a | b | c, ab | bc | ca, or empty."""


@dataclass(frozen=True)
class Quantity:
    """One quantity of all phases, judged by its worst."""

    id: str
    """Of its limit, such as `pq.thdu`."""
    zh: str
    en: str
    unit: str
    cp95: float
    highest: float
    lowest: float
    judged: float
    """The value that was held against the limit."""
    phase: str
    limit: float | None
    requirement: str
    finding: Finding
    why: str
    """Why it is inconclusive: few_values | incomplete | flagged | no_limit; else empty."""
    margin_pct: float | None
    """How far below the limit, of the limit; below 0: above it."""
    values: int
    expected: int
    worst: tuple[Moment, ...]
    ref: str
    conf: str
    qualified_pct: float | None = None
    """Share of the time within the limit; of voltage deviation alone."""


@dataclass(frozen=True)
class Harmonic:
    """One order: its 95 % value in the worst phase, beside what is allowed."""

    order: int
    phase: str
    cp95: float
    highest: float
    limit: float | None
    finding: Finding


@dataclass(frozen=True)
class ConnectionPoint:
    """What decides how much harmonic current a customer may inject at his point of connection."""

    un_kv: float
    sk_mva: float
    """The least short-circuit capacity there."""
    customer_mva: float
    """The capacity agreed with the customer."""
    point_mva: float
    """The capacity of what supplies the point."""


@dataclass(frozen=True)
class PermittedCurrents:
    """What a customer may inject at his point of connection, A, by order."""

    point: ConnectionPoint
    amperes: tuple[tuple[int, float], ...]


@dataclass(frozen=True)
class HarmonicCurrent:
    """One order of current, A: its 95 % value in the worst phase, beside what is permitted."""

    order: int
    phase: str
    cp95: float
    highest: float
    values: int
    permitted: float | None
    """None where the point of connection is not known, or no table has this order."""
    finding: Finding
    why: str
    """Why inconclusive: few_values | flagged | no_point | other_level | no_limit; else empty."""

    @property
    def margin_pct(self) -> float | None:
        """How far below what is permitted, of that; below 0: above it."""
        if not self.permitted:
            return None
        return (self.permitted - self.cp95) / self.permitted * 100


@dataclass(frozen=True)
class QualityFindings:
    """All that a record of voltage quality says."""

    start: datetime
    end: datetime
    interval_s: int
    expected: int
    flagged: int
    un_kv: float
    nominal_v: float
    """What one measured voltage should be: of a phase, or from line to line."""
    quantities: tuple[Quantity, ...]
    harmonics: tuple[Harmonic, ...]
    currents: tuple[HarmonicCurrent, ...] = ()
    point: ConnectionPoint | None = None
    """Where the currents are injected, as far as it is known."""

    @property
    def is_formal(self) -> bool:
        """Whether it is a week, as a formal judgement wants; shorter is a quick look."""
        return (self.end - self.start).total_seconds() >= FORMAL_DAYS * 86_400

    @property
    def finding(self) -> Finding:
        """The worst of all."""
        found = {each.finding for each in self.quantities} | {h.finding for h in self.harmonics}
        found |= {each.finding for each in self.currents}
        order = (Finding.FAIL, Finding.INCONCLUSIVE, Finding.MARGINAL, Finding.PASS)
        return next((each for each in order if each in found), Finding.INCONCLUSIVE)


@dataclass(frozen=True)
class CurrentLimits:
    """Permitted harmonic currents of GB/T 14549, A, by order, at a base short-circuit capacity."""

    un_kv: float
    base_mva: float
    amperes: Mapping[int, float]
