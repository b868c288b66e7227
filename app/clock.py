"""The only place that asks the machine what time it is."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from typing import Protocol

CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")
"""Legal time of every date in this trade; China has kept one offset since 1991."""


class Clock(Protocol):
    """Something that tells the time."""

    def now(self) -> datetime:
        """The present moment, aware."""
        ...


class SystemClock:
    """The machine's clock, in Chinese legal time."""

    def now(self) -> datetime:
        """The present moment, to the millisecond, aware."""
        moment = datetime.now(UTC).astimezone(CHINA)
        return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


@dataclass
class FixedClock:
    """A clock that stands until it is told to move: for tests, simulation and the demo."""

    at: datetime
    tick: timedelta = field(default=timedelta(0))

    def now(self) -> datetime:
        """The moment it stands at; each look moves it on by `tick`."""
        moment = self.at
        self.at = moment + self.tick
        return moment

    def move(self, by: timedelta) -> None:
        """Move the hands."""
        self.at += by
