"""What is drawn of an analysis, as plain numbers: one value for the screen and for paper.

A picture has two axes and on them lines, bars, cells and marks; stretches without data are `gaps`,
to be shaded, and a NaN breaks a line or leaves a cell empty: what is missing is never a zero.
Words are templates with values (`load_words.Part`), so that each shows them in its language.
`app/analysis/pictures.py` makes them.
"""

from dataclasses import dataclass
from datetime import datetime

from app.domain.load_words import Part


@dataclass(frozen=True)
class Axis:
    """One axis: what it is of, from where to where.

    `scale` says how its places read: number | clock (hours of a day) | day (days since 1970-01-01
    of China's calendar) | name (the words of `names` at their places).
    """

    what: str
    unit: str
    low: float
    high: float
    scale: str = "number"
    names: tuple[tuple[float, Part], ...] = ()


@dataclass(frozen=True)
class Line:
    """A line through points, broken where y is NaN.

    `role`: total | working | off | holiday | mine | reference | limit | level | phase_a … phase_ca.
    """

    role: str
    name: Part
    x: tuple[float, ...]
    y: tuple[float, ...]


@dataclass(frozen=True)
class Bar:
    """A bar from nothing up to `value`, `width` wide around `at`; `limit` is a tick across it.

    `role`: plain | sharp | peak | flat | valley | deep | pass | marginal | fail | inconclusive.
    """

    role: str
    name: Part
    at: float
    width: float
    value: float
    said: Part
    limit: float | None = None


@dataclass(frozen=True)
class Mark:
    """One point that is worth a word."""

    x: float
    y: float
    said: Part


@dataclass(frozen=True)
class Cells:
    """Values in columns from left to right, each from below to above; NaN where there is none.

    A column is one wide and begins at the low end of x, a cell one high from the low end of y.
    """

    columns: tuple[tuple[float, ...], ...]
    low: float
    high: float
    unit: str


@dataclass(frozen=True)
class Picture:
    """One picture.

    `key` is stable: duration, heat, day_year …, like_0_working …, months, split, quality,
    harmonics, currents, trend_pq.thdu ….
    """

    key: str
    title: Part
    x: Axis
    y: Axis
    lines: tuple[Line, ...] = ()
    bars: tuple[Bar, ...] = ()
    marks: tuple[Mark, ...] = ()
    cells: Cells | None = None
    gaps: tuple[tuple[float, float], ...] = ()
    """Stretches of x without data."""
    note: Part | None = None
    """What the picture says, in a sentence."""


@dataclass(frozen=True)
class Spot:
    """A moment of the curve that is worth a look: it begins `at`, and is so many `seconds` long."""

    key: str
    name: Part
    said: Part
    at: datetime
    seconds: int


@dataclass(frozen=True)
class Stretch:
    """What a stretch of the curve comes to. Without a sample all numbers are None."""

    start: datetime
    end: datetime
    points: int
    expected: int
    peak_kw: float | None
    peak_at: datetime | None
    mean_kw: float | None
    least_kw: float | None
    energy_kwh: float | None
    load_factor: float | None
