"""What is told of a statutory clock: how it stands, when it falls due, what is left of it.

How these come about is in `deadline.py`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from math import ceil

from app.domain.time_rule import THRESHOLDS, days_between, warned_from
from app.domain.working_days import Calendar


class ClockState(StrEnum):
    """What a clock does."""

    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"


@dataclass(frozen=True)
class OpenClock:
    """As much of a clock that has not stopped as a list of cases tells."""

    key: str
    state: ClockState
    due_on: date
    provisional: bool
    left: int

    @property
    def overdue(self) -> bool:
        """Whether the limit has been passed."""
        return self.state is ClockState.RUNNING and self.left < 0


@dataclass(frozen=True)
class DueClock:
    """One clock of a case; `left`, `span` and `used` are in the rule's own days.

    `left` is below nothing from the first day after the due day on, be it a rest day.
    """

    key: str
    stage: str
    rule_id: str
    layer: str
    limit: int
    unit: str
    started_on: date
    due_on: date
    provisional: bool
    state: ClockState
    stopped_on: date | None
    left: int
    span: int
    """Of how many counted days the due day is the last."""
    used: int
    """Counted days that are over, the one of `as_of` included."""
    as_of: date
    """The day for which `left` and `used` were counted."""
    source: str
    verify: bool = False
    reason: str = ""
    """Why it is paused, while it is."""

    @property
    def used_pct(self) -> int:
        """How much of the limit is used, rounded up."""
        return ceil(100 * self.used / self.span)

    @property
    def warning(self) -> int:
        """The threshold passed: 0, 50, 80 or 100 percent of the limit; its day is rounded up."""
        return _warning(self.used, self.span)

    @property
    def overdue(self) -> bool:
        """Whether the limit has been passed."""
        return self.left < 0


@dataclass(frozen=True)
class Budget:
    """A limit on the sum of several clocks: working days left of it, and no due date."""

    key: str
    rule_id: str
    layer: str
    limit: int
    used: int
    provisional: bool
    started_on: date
    state: ClockState
    """Paused while none of its clocks runs."""
    source: str
    verify: bool = False

    @property
    def left(self) -> int:
        """What is left of it; negative when it is overdrawn."""
        return self.limit - self.used

    @property
    def used_pct(self) -> int:
        """How much of it is used, rounded up."""
        return ceil(100 * self.used / self.limit)

    @property
    def warning(self) -> int:
        """The threshold passed."""
        return _warning(self.used, self.limit)


@dataclass(frozen=True)
class CaseClocks:
    """All clocks of a case, each layer sorted as `clocks` sorts, and what its totals have left."""

    promise: tuple[DueClock, ...] = ()
    legal: tuple[DueClock, ...] = ()
    target: tuple[DueClock, ...] = ()
    budgets: tuple[Budget, ...] = ()

    def beside(self, clock: DueClock) -> tuple[DueClock, ...]:
        """The clocks of the other layers that measure the same stretch, the law's first."""
        others = (*self.legal, *self.target)
        return tuple(o for o in others if (o.key, o.started_on) == (clock.key, clock.started_on))


def open_clock(found: Iterable[DueClock]) -> DueClock | None:
    """The first that still runs or is paused; of the result of `clocks`, the soonest due."""
    return next((clock for clock in found if clock.state is not ClockState.STOPPED), None)


def seen_on(clock: DueClock, calendar: Calendar, today: date) -> DueClock:
    """The same open clock, with what is left of it on this day."""
    if clock.state is ClockState.PAUSED or today <= clock.as_of:
        return clock
    between = calendar.between if clock.unit == "WD" else days_between
    used = clock.used + between(clock.as_of, today)
    left = left_of(clock.span, used, late=today > clock.due_on)
    return replace(clock, left=left, used=used, as_of=today)


def left_of(span: int, used: int, *, late: bool) -> int:
    """Days left of so many; at least one too few as soon as it is late."""
    return min(-1, span - used) if late else span - used


def days_left(
    due_on: date, today: date, calendar: Calendar, paused: frozenset[date] = frozenset()
) -> int:
    """Working days until the limit is passed; negative when it is, on a rest day too."""
    if today > due_on:
        return -max(1, calendar.between(due_on, today))
    return calendar.between(today, due_on, paused)


def _warning(used: int, span: int) -> int:
    return max((t for t in THRESHOLDS if used >= warned_from(span, t)), default=0)
