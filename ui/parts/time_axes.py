"""Axes of time in our own words: dates, times of day, durations."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

import pyqtgraph as pg

from app.clock import CHINA
from ui.words import tr

_DAY_S: Final = 86_400
_EPOCH: Final = date(1970, 1, 1)
_DATE_PX: Final = 90


class Dates(pg.DateAxisItem):  # type: ignore[misc]
    """The time axis, in the words of our own language."""

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        """Year, month, day or time of day, by how far apart the marks are."""
        return [_date_mark(datetime.fromtimestamp(value, CHINA), spacing) for value in values]


class Hours(pg.AxisItem):  # type: ignore[misc]
    """Hours: of the day, or of a duration."""

    def __init__(self, *, clock: bool = True, side: str = "bottom") -> None:
        super().__init__(side)
        self._clock = clock

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        """The time of day, or so many hours."""
        if self._clock:
            upright = self.orientation == "left"  # where the uppermost would be cut
            return ["" if upright and value >= 24 else clock_of(value) for value in values]
        return [f"{value:,.0f} h" if spacing >= 1 else f"{value:,.1f} h" for value in values]

    def tickSpacing(self, low: float, high: float, size: float) -> list[tuple[float, float]]:
        """A day parts into 6, 3 and 1 hours, not into tens."""
        if not self._clock:
            return list(super().tickSpacing(low, high, size))
        wide = size / max(high - low, 1e-9)
        apart = 60 if self.orientation == "bottom" else 30
        return [(step, 0) for step in (6.0, 3.0, 1.0, 0.25) if step * wide >= apart] or [(6.0, 0)]


class DayNumbers(pg.AxisItem):  # type: ignore[misc]
    """Days since 1970-01-01 as dates."""

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        """Month and day of each."""
        days = [_EPOCH + timedelta(days=round(value)) for value in values]
        return [tr("{0}月{1}日", day.month, day.day) for day in days]

    def tickSpacing(self, low: float, high: float, size: float) -> list[tuple[float, float]]:
        """Whole days, so far apart that their dates have room."""
        wide = size / max(high - low, 1e-9)
        steps = [step for step in (1, 2, 7, 14, 30, 61, 91, 182, 365) if step * wide >= _DATE_PX]
        return [(float(steps[0] if steps else 730), round(low))]


class Names(pg.AxisItem):  # type: ignore[misc]
    """Places that have names instead of numbers."""

    def __init__(self, names: Sequence[tuple[float, str]]) -> None:
        super().__init__("bottom")
        self._names = dict(names)

    def tickValues(self, low: float, high: float, size: float) -> list[tuple[float, list[float]]]:
        """The places in view."""
        return [(1.0, [at for at in self._names if low <= at <= high])]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        """What stands there."""
        return [self._names.get(value, "") for value in values]


def clock_of(hours: float) -> str:
    """The time of day, so many hours after midnight."""
    minutes = round(hours * 60)
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _date_mark(moment: datetime, spacing: float) -> str:
    if spacing < _DAY_S:
        return f"{moment:%H:%M}"
    if spacing < 28 * _DAY_S:
        return tr("{0}月{1}日", moment.month, moment.day)
    return tr("{}年", moment.year) if moment.month == 1 else tr("{}月", moment.month)
