"""Axes of time in our own words: dates, times of day, durations."""

from datetime import datetime
from typing import Final

import pyqtgraph as pg

from app.clock import CHINA
from ui.words import tr

_DAY_S: Final = 86_400


class Dates(pg.DateAxisItem):  # type: ignore[misc]
    """The time axis, in the words of our own language."""

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        """Year, month, day or time of day, by how far apart the marks are."""
        return [_date_mark(datetime.fromtimestamp(value, CHINA), spacing) for value in values]


class Hours(pg.AxisItem):  # type: ignore[misc]
    """Hours: of the day, or of a duration."""

    def __init__(self, *, clock: bool = True) -> None:
        super().__init__("bottom")
        self._clock = clock

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        """The time of day, or so many hours."""
        if self._clock:
            return [clock_of(value) for value in values]
        return [f"{value:,.0f} h" if spacing >= 1 else f"{value:,.1f} h" for value in values]

    def tickSpacing(self, low: float, high: float, size: float) -> list[tuple[float, float]]:
        """A day parts into 6, 3 and 1 hours, not into tens."""
        if not self._clock:
            return list(super().tickSpacing(low, high, size))
        wide = size / max(high - low, 1e-9)
        return [(step, 0) for step in (6.0, 3.0, 1.0, 0.25) if step * wide >= 60] or [(6.0, 0)]


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
