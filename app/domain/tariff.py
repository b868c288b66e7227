"""When power is dear and when cheap: the periods of a province, by month, as data."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

DAY_MIN: Final = 24 * 60


@dataclass(frozen=True)
class Period:
    """One stretch of the day, minutes after midnight; `end_min` is not in it."""

    start_min: int
    end_min: int
    name: str


@dataclass(frozen=True)
class Tariff:
    """The periods of one region. Every month has the whole day, without overlap."""

    id: str
    zh: str
    en: str
    months: Mapping[int, tuple[Period, ...]]
    source: str
    conf: str
    """sure | verify: whether the price document itself has been read."""

    def __post_init__(self) -> None:
        if set(self.months) != set(range(1, 13)):
            raise ValueError("months")
        for periods in self.months.values():
            reached = 0
            for period in sorted(periods, key=lambda each: each.start_min):
                if period.start_min != reached or period.end_min <= period.start_min:
                    raise ValueError(f"periods at minute {reached}")
                reached = period.end_min
            if reached != DAY_MIN:
                raise ValueError("the day has 24 hours")

    @property
    def names(self) -> tuple[str, ...]:
        """Every period that there is, the dearest first."""
        found = {period.name for periods in self.months.values() for period in periods}
        return tuple(name for name in ORDER if name in found)


ORDER: Final = ("sharp", "peak", "flat", "valley", "deep")
"""What periods are called, the dearest first."""
PERIOD_NAMES: Final = {
    "sharp": "尖峰",
    "peak": "峰",
    "flat": "平",
    "valley": "谷",
    "deep": "深谷",
}


@dataclass(frozen=True)
class DayShape:
    """How a kind of user draws power through the day: 24 hourly means, the day's mean being 1."""

    id: str
    zh: str
    en: str
    working: tuple[float, ...]
    off: tuple[float, ...]
    """On days that are not worked."""
    source: str

    def __post_init__(self) -> None:
        for hours in (self.working, self.off):
            if len(hours) != 24 or not 0.99 <= sum(hours) / 24 <= 1.01:
                raise ValueError("24 hours with the mean 1")


@dataclass(frozen=True)
class LoadBooks:
    """What a load curve is looked at by beside itself."""

    tariffs: tuple[Tariff, ...]
    shapes: tuple[DayShape, ...]
    rules: str = ""
    """The versions of both files."""

    def tariff(self, name: str) -> Tariff | None:
        """The tariff of this name; the first where none is named; None where there is no such."""
        if not name:
            return self.tariffs[0] if self.tariffs else None
        return next((each for each in self.tariffs if each.id == name), None)
