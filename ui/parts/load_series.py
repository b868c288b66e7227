"""The channels of a load curve as arrays for the screen, day over day, and by duration."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

import numpy as np

from app.clock import CHINA
from app.domain.load import Samples
from ui.parts.envelope import Pyramid, Series

DAY_S: Final = 86_400
_DAY_POINTS: Final = 288
"""A day among hundreds is drawn with no more columns than that."""


@dataclass(frozen=True)
class LoadSeries:
    """Every channel of one load curve; "total" is there always."""

    begin: float
    """Seconds since 1970."""
    interval_s: int
    channels: dict[str, Series]

    @property
    def count(self) -> int:
        """So many time steps, gaps included."""
        return len(self.channels["total"])

    @property
    def end(self) -> float:
        """The end of the last interval."""
        return self.begin + self.count * self.interval_s


@dataclass(frozen=True)
class DayOverlay:
    """The days of one channel over one another, from midnight to midnight."""

    hours: Series
    days: Series
    """One row a day."""
    middle: Series
    """The median of all days at each time of day."""
    dates: tuple[datetime, ...]

    @property
    def peak_day(self) -> int:
        """Which day has the peak."""
        return int(np.unravel_index(np.nanargmax(self.days), self.days.shape)[0])


def load_series(samples: Samples) -> LoadSeries:
    """The channels of these samples, without a copy where none is needed."""
    given = {name: np.frombuffer(values) for name, values in samples.channels.items()}
    channels: dict[str, Series] = {}
    if samples.phases == 3:
        phases = {phase: given[f"p_{phase}_kw"] for phase in "abc"}
        channels["total"] = phases["a"] + phases["b"] + phases["c"]
        channels |= phases
    else:
        channels["total"] = np.frombuffer(samples.total_kw)  # all gaps where no power was measured
    reactive = [values for name, values in given.items() if name.startswith("q")]
    if len(reactive) in (1, 3):
        channels["q"] = reactive[0] if len(reactive) == 1 else np.sum(reactive, axis=0)
    return LoadSeries(samples.start.timestamp(), samples.interval_s, channels)


def overlay(series: LoadSeries, channel: str = "total") -> DayOverlay | None:
    """The days over one another; None where no day is parted evenly, or nothing is there."""
    a_day, rest = divmod(DAY_S, series.interval_s)
    first = datetime.fromtimestamp(series.begin, CHINA)
    midnight = first.replace(hour=0, minute=0, second=0, microsecond=0)
    before, off = divmod(int(series.begin - midnight.timestamp()), series.interval_s)
    values = series.channels[channel]
    if rest or off or a_day < 2 or not np.isfinite(values).any():
        return None
    after = -(before + len(values)) % a_day
    padded = np.concatenate((np.full(before, np.nan), values, np.full(after, np.nan)))
    days: Series = padded.reshape(-1, a_day)
    hours = np.arange(a_day, dtype=np.float64) * (series.interval_s / 3600)
    dates = tuple(
        datetime.fromtimestamp(midnight.timestamp() + DAY_S * number, CHINA)
        for number in range(len(days))
    )
    return DayOverlay(hours, days, _median(days), dates)


def thinned(hours: Series, day: Series) -> tuple[Series, Series]:
    """A day as the zigzag of its envelope: as many points for a 1-minute day as for others."""
    seen = Pyramid(day).seen(0, len(day), _DAY_POINTS)
    step = hours[1] - hours[0]
    return seen.at * step, seen.values


def by_duration(values: Series) -> Series:
    """The values that are there, the highest first."""
    present = values[np.isfinite(values)]
    ordered: Series = np.sort(present)[::-1]
    return ordered


def _median(days: Series) -> Series:
    """The median of each column, NaN where no day has a value; numpy's own takes far longer."""
    ordered = np.sort(days, axis=0)  # what is missing comes last
    count = np.isfinite(days).sum(axis=0)
    columns = np.arange(days.shape[1])
    low = ordered[np.maximum(count - 1, 0) // 2, columns]
    high = ordered[np.minimum(count // 2, len(days) - 1), columns]
    middle: Series = np.where(count > 0, (low + high) / 2, np.nan)
    return middle
