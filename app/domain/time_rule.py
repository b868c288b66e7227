"""One time limit as a rule: for whom, since when, on which layer; and the days it counts out.

Nothing here knows a case: its clocks are in `deadline.py`. Source: domain time limits, "semantics".
"""

import calendar as months
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from app.domain.working_days import Calendar

THRESHOLDS: Final = (50, 80, 100)
"""Percent of a limit at which is warned; the day of each is rounded up."""


class Layer(StrEnum):
    """Whose word a limit is."""

    PROMISE = "promise"
    """What staff and customer are told; drives the on-time figure."""
    LEGAL = "legal"
    """The maximum of the law: a back-stop beside the promise."""
    TARGET = "target"
    """An aim of our own; warns inside the house and is never shown as a promise."""


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
    of: tuple[str, ...] = ()
    """Keys of the clocks that a total sums up, or whose last day a lead is counted back from."""
    orgs: frozenset[str] = frozenset()
    """The organisations of a region that it is for; empty: everywhere."""

    def holds(
        self, facts: Mapping[str, bool], customer_class: str, on: date, org: str = ""
    ) -> bool:
        """Whether this rule was in force on that day for such a case.

        A fact that is not known yet counts as false, which is the stricter case.
        """
        in_force = self.effective_from <= on and (
            self.effective_to is None or on <= self.effective_to
        )
        met = all(facts.get(name, False) == value for name, value in self.conditions.items())
        here = not self.orgs or org in self.orgs
        return in_force and met and here and customer_class in self.classes


@dataclass(frozen=True)
class TimeLimits:
    """All rules, of every layer and time.

    A rule stays in here for good, closed by its last day: so a clock, whose rule is looked up by
    the day on which it started, keeps its rule whatever comes later (see `reaching_back`).
    """

    version: str
    rules: tuple[TimeRule, ...]

    def resolve(
        self,
        key: str,
        customer_class: str,
        on: date,
        facts: Mapping[str, bool],
        layer: str = Layer.PROMISE,
        org: str = "",
    ) -> TimeRule | None:
        """The rule that a clock started on this day is frozen to."""
        fitting = [
            rule
            for rule in self.rules
            if rule.key == key
            and rule.layer == layer
            and rule.holds(facts, customer_class, on, org)
        ]
        return max(
            fitting, key=lambda rule: (rule.priority, rule.effective_from, rule.id), default=None
        )


def reaching_back(old: TimeLimits, new: TimeLimits, since: date) -> tuple[str, ...]:
    """Ids of rules by which the new set would change clocks that started before `since`.

    A set may close a rule from that day on and add rules from that day on. It must keep all others
    as they were: a clock's rule is frozen by staying in the data.
    """
    after = {rule.id: rule for rule in new.rules}
    before = {rule.id: rule for rule in old.rules}
    changed = [rule.id for rule in old.rules if not _keeps(rule, after.get(rule.id), since)]
    added = [rule.id for rule in new.rules if rule.id not in before and rule.effective_from < since]
    return tuple(changed + added)


def _keeps(old: TimeRule, new: TimeRule | None, since: date) -> bool:
    if new is None or _ruling(old) != _ruling(new):
        return False
    last_day = since - timedelta(days=1)
    ends = (rule.effective_to or date.max for rule in (old, new))
    return old.effective_to == new.effective_to or min(ends) >= last_day


def _ruling(rule: TimeRule) -> tuple[object, ...]:
    """All of a rule that decides about a clock, without its last day and its sources."""
    times = (rule.limit, rule.unit, rule.starts, rule.stops, rule.pauses, rule.effective_from)
    whom = (rule.classes, sorted(rule.conditions.items()), rule.orgs, rule.layer, rule.priority)
    return (rule.key, rule.stage, times, whom, rule.total, rule.backward, rule.of)


@dataclass(frozen=True)
class Counted:
    """The last day of a limit, and of how many counted days it is the last."""

    day: date
    provisional: bool
    span: int
    """In the rule's own days: working days, or days of the calendar for CD and MONTH."""


def count_out(
    rule: TimeRule, started_on: date, calendar: Calendar, paused: frozenset[date] = frozenset()
) -> Counted:
    """The last day of the limit; the day of the start does not count, nor do days in `paused`."""
    if rule.backward:  # no rest day moves it: a later day would be too late
        return Counted(started_on - timedelta(days=rule.limit), provisional=False, span=rule.limit)
    if rule.unit == "WD":
        due = calendar.nth_after(started_on, rule.limit, paused)
        return Counted(due.day, due.provisional, rule.limit)
    count = rule.limit
    if rule.unit == "MONTH":
        count = (_months_later(started_on, rule.limit) - started_on).days
    last = calendar.first_working_from(_nth_day_after(started_on, count, paused))
    return Counted(last.day, last.provisional, days_between(started_on, last.day, paused))


def used_days(
    rule: TimeRule,
    started_on: date,
    until: date,
    calendar: Calendar,
    paused: frozenset[date] = frozenset(),
) -> int:
    """How many days d of the rule's own unit there are with start < d <= until, pauses left out."""
    if rule.unit == "WD":
        return calendar.between(started_on, until, paused)
    return days_between(started_on, until, paused)


def warning_days(
    rule: TimeRule, started_on: date, calendar: Calendar, paused: frozenset[date] = frozenset()
) -> dict[int, date]:
    """The day on which each threshold of the limit is reached, rounded up."""
    whole = count_out(rule, started_on, calendar, paused)
    if rule.backward:
        return {100: whole.day}
    found = {}
    for threshold in THRESHOLDS:
        count = warned_from(whole.span, threshold)
        if rule.unit == "WD":
            found[threshold] = calendar.nth_after(started_on, count, paused).day
        else:
            found[threshold] = _nth_day_after(started_on, count, paused)
    return found


def warned_from(span: int, threshold: int) -> int:
    """The number of the day, of so many, from which this threshold counts as reached."""
    return -(-span * threshold // 100)


def paused_days(stretches: Iterable[tuple[date, date]]) -> frozenset[date]:
    """The days of these stretches that do not count: suspend < day <= resume."""
    return frozenset(
        start + timedelta(days=n)
        for start, end in stretches
        for n in range(1, (end - start).days + 1)
    )


def days_between(start: date, stop: date, paused: frozenset[date] = frozenset()) -> int:
    """How many days d of the calendar there are with start < d <= stop, `paused` left out."""
    return max(0, (stop - start).days) - sum(start < day <= stop for day in paused)


def _nth_day_after(day: date, count: int, paused: frozenset[date]) -> date:
    while count:
        day += timedelta(days=1)
        count -= day not in paused
    return day


def _months_later(day: date, count: int) -> date:
    month = day.month - 1 + count
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, months.monthrange(year, month)[1]))
