"""The statutory clocks of a case: which limit applies, when it falls due, what pauses it.

The rule is frozen when a clock starts; the due date is recomputed, because a suspension may end and
a calendar may be corrected later. Source: domain time limits, "semantics".
"""

import calendar as months
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from math import ceil

from app.clock import CHINA
from app.domain.case import CaseEvent, ConnectionCase
from app.domain.process import Status, project
from app.domain.working_days import Calendar, DueDay


class ClockState(StrEnum):
    """What a clock does."""

    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"


@dataclass(frozen=True)
class TimeRule:
    """One limit: for whom, from which event to which, since when, on which layer."""

    id: str
    key: str
    stage: str
    classes: frozenset[str]
    limit: int
    unit: str
    """WD working days, CD calendar days, MONTH months."""
    layer: str
    priority: int
    starts: frozenset[str]
    stops: frozenset[str]
    pauses: frozenset[str]
    effective_from: date
    effective_to: date | None
    source: str
    conditions: Mapping[str, bool] = field(default_factory=dict)
    total: bool = False
    """A sum over several stretches: it has a budget left, no due date."""
    backward: bool = False
    """Counted back from the day it starts from: the last day on which something can be asked."""
    verify: bool = False

    def holds(self, facts: Mapping[str, bool], customer_class: str, on: date) -> bool:
        """Whether this rule was in force on that day for such a case."""
        in_force = self.effective_from <= on and (
            self.effective_to is None or on <= self.effective_to
        )
        met = all(facts.get(name, False) == value for name, value in self.conditions.items())
        return in_force and met and customer_class in self.classes


@dataclass(frozen=True)
class TimeLimits:
    """All rules, of every layer and time."""

    version: str
    rules: tuple[TimeRule, ...]

    def resolve(
        self,
        key: str,
        customer_class: str,
        on: date,
        facts: Mapping[str, bool],
        layer: str = "promise",
    ) -> TimeRule | None:
        """The rule that a clock started on this day is frozen to."""
        fitting = [
            rule
            for rule in self.rules
            if rule.key == key and rule.layer == layer and rule.holds(facts, customer_class, on)
        ]
        return max(fitting, key=lambda rule: (rule.priority, rule.effective_from), default=None)


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
    """One clock of a case. `left` is in the rule's working days, negative when overdue."""

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
    used_pct: int
    source: str
    verify: bool = False

    @property
    def warning(self) -> int:
        """The threshold passed: 0, 50, 80 or 100 percent of the limit."""
        return max((t for t in (50, 80, 100) if self.used_pct >= t), default=0)

    @property
    def overdue(self) -> bool:
        """Whether the limit has been passed."""
        return self.left < 0


@dataclass(frozen=True)
class Agenda:
    """What a list says of a case, and how long it may say so.

    `stamp` names the rules by which it was made; the day too, where tomorrow it would be otherwise.
    """

    status: Status
    clock: DueClock | None
    """The soonest of its open clocks."""
    stamp: str


@dataclass(frozen=True)
class _Stretch:
    """A suspension: days d with start < d <= end do not count."""

    start: date
    end: date | None
    reason: str


def clocks(
    case: ConnectionCase,
    events: Iterable[CaseEvent],
    limits: TimeLimits,
    calendar: Calendar,
    now: datetime,
) -> tuple[DueClock, ...]:
    """The case's clocks of the promise layer: open ones first, soonest due first."""
    taken = project(case, events).taken
    stretches = _suspensions(taken)
    today = _day(now)
    found = []
    for key in dict.fromkeys(rule.key for rule in limits.rules if not rule.total):
        found += _clocks_of(key, case, taken, limits, calendar, stretches, today)
    return tuple(
        sorted(found, key=lambda c: (c.state is ClockState.STOPPED, c.due_on, c.started_on))
    )


def open_clock(found: Iterable[DueClock]) -> DueClock | None:
    """The first that still runs or is paused; of the result of `clocks`, the soonest due."""
    return next((clock for clock in found if clock.state is not ClockState.STOPPED), None)


def agenda(
    case: ConnectionCase,
    events: Sequence[CaseEvent],
    limits: TimeLimits,
    calendar: Calendar,
    now: datetime,
    rules: str,
) -> Agenda:
    """What the list says of this case; `rules` names these limits and this calendar."""
    found = clocks(case, events, limits, calendar, now)
    state = project(case, events)
    # With each day of a pause the day on which its clocks run out moves on.
    stamp = stamp_of_day(rules, _day(now)) if state.suspended else rules
    return Agenda(state.status, open_clock(found), stamp)


def stamp_of_day(rules: str, day: date) -> str:
    """The stamp of what holds by these rules on this day alone."""
    return f"{rules}/{day.isoformat()}"


def seen_on(clock: DueClock, calendar: Calendar, today: date) -> DueClock:
    """The same open clock, with what is left of it on this day."""
    if clock.state is ClockState.PAUSED:
        return clock
    return replace(clock, left=days_left(clock.due_on, today, calendar))


def due_day(
    rule: TimeRule, started_on: date, calendar: Calendar, paused: frozenset[date] = frozenset()
) -> DueDay:
    """The last day of the limit; the day of the start does not count."""
    if rule.backward:  # no rest day moves it: a later day would be too late
        return DueDay(started_on - timedelta(days=rule.limit), provisional=False)
    if rule.unit == "WD":
        return calendar.nth_after(started_on, rule.limit, paused)
    if rule.unit == "CD":
        last = started_on + timedelta(days=rule.limit + len(paused))
    else:
        last = _months_later(started_on, rule.limit)
    return calendar.first_working_from(last)


def days_left(
    due_on: date, today: date, calendar: Calendar, paused: frozenset[date] = frozenset()
) -> int:
    """Working days until the limit is passed; negative when it is, on a rest day too."""
    if today > due_on:
        return -max(1, calendar.between(due_on, today))
    return calendar.between(today, due_on, paused)


def _clocks_of(
    key: str,
    case: ConnectionCase,
    taken: Sequence[CaseEvent],
    limits: TimeLimits,
    calendar: Calendar,
    stretches: Sequence[_Stretch],
    today: date,
) -> list[DueClock]:
    rules = [rule for rule in limits.rules if rule.key == key and rule.layer == "promise"]
    starts = frozenset(code for rule in rules for code in rule.starts)
    facts = {"external_line_works": bool(case.external_line_works)}
    result: list[DueClock] = []
    for number, event in enumerate(taken):
        if event.code not in starts:
            continue
        rule = limits.resolve(key, case.customer_class, _day(event.occurred_at), facts)
        if rule is None or event.code not in rule.starts:
            continue
        stop = next((e for e in taken[number + 1 :] if e.code in rule.stops), None)
        result.append(_clock(rule, event, stop, calendar, stretches, today))
    return result


def _clock(
    rule: TimeRule,
    start: CaseEvent,
    stop: CaseEvent | None,
    calendar: Calendar,
    stretches: Sequence[_Stretch],
    today: date,
) -> DueClock:
    started_on = _day(start.occurred_at)
    stopped_on = _day(stop.occurred_at) if stop else None
    until = stopped_on or today
    mine = [s for s in stretches if s.reason in rule.pauses and (s.end or until) > started_on]
    paused = frozenset(day for s in mine for day in _days(max(s.start, started_on), s.end or until))
    due = due_day(rule, started_on, calendar, paused)
    used = calendar.between(started_on, until, paused)
    state = ClockState.STOPPED if stop else ClockState.RUNNING
    if not stop and any(s.end is None for s in mine):
        state = ClockState.PAUSED
    left = days_left(due.day, until, calendar, paused)
    return DueClock(
        key=rule.key,
        stage=rule.stage,
        rule_id=rule.id,
        layer=rule.layer,
        limit=rule.limit,
        unit=rule.unit,
        started_on=started_on,
        due_on=due.day,
        provisional=due.provisional,
        state=state,
        stopped_on=stopped_on,
        left=left,
        used_pct=ceil(100 * used / rule.limit) if rule.unit == "WD" else 0,
        source=rule.source,
        verify=rule.verify,
    )


def _suspensions(taken: Sequence[CaseEvent]) -> list[_Stretch]:
    result: list[_Stretch] = []
    for event in taken:
        if event.code == "application.suspended":
            result.append(_Stretch(_day(event.occurred_at), None, event.facts["reason"]))
        elif event.code == "application.resumed" and result:
            open_one = result.pop()
            result.append(_Stretch(open_one.start, _day(event.occurred_at), open_one.reason))
    return result


def _days(after: date, until: date) -> list[date]:
    return [after + timedelta(days=n) for n in range(1, (until - after).days + 1)]


def _months_later(day: date, count: int) -> date:
    month = day.month - 1 + count
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, months.monthrange(year, month)[1]))


def _day(moment: datetime) -> date:
    return moment.astimezone(CHINA).date()
