"""When a limit of this trade runs out: the rule in force on a day, and the days it counts out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from app.clock import CHINA
from app.domain.due_clock import left_of
from app.domain.time_rule import (
    Layer,
    TimeRule,
    count_out,
    days_between,
    paused_days,
    used_days,
    warning_days,
)
from app.errors import NoSuchLimit
from app.reference.library import Reference


@dataclass(frozen=True)
class Pause:
    """Suspended on one day and resumed on the other, None while it still is.

    Without a reason it pauses every limit that any reason pauses.
    """

    suspended_on: date
    resumed_on: date | None = None
    reason: str = ""

    def holds_for(self, rule: TimeRule) -> bool:
        """Whether this rule's clock stands still for it."""
        return self.reason in rule.pauses if self.reason else bool(rule.pauses)


@dataclass(frozen=True)
class Course:
    """What happened to a clock since it started, and the day for which it is asked."""

    pauses: tuple[Pause, ...] = ()
    on: date | None = None
    org: str = ""
    """Whose rules and rest days hold, where a region has its own."""


@dataclass(frozen=True)
class Limit:
    """The rule that holds, and its last day.

    `due_on` is None for a sum over several stretches: that one has a budget, no day. `warnings`
    are the days of 50, 80 and 100 percent. `used` counts up to the day that was asked for, in the
    rule's own days, of `span`.
    """

    rule: TimeRule
    started_on: date
    due_on: date | None
    provisional: bool
    span: int
    warnings: Mapping[int, date] = field(default_factory=dict)
    used: int | None = None
    late: bool = False
    paused: bool = False
    """Whether it still stands still."""

    @property
    def left(self) -> int | None:
        """Days left of it on the day that was asked for; negative when it is overdue."""
        return None if self.used is None else left_of(self.span, self.used, late=self.late)


def find_due_day(
    reference: Reference,
    key: str,
    customer_class: str,
    started_at: datetime,
    facts: Mapping[str, bool],
    layer: str = Layer.PROMISE,
    course: Course = Course(),
) -> Limit:
    """The limit `key` for this class of customer, if its clock starts at this moment.

    A fact that is not given counts as not so, as before the survey has settled it. A lead that is
    counted backwards starts on the day that it is counted back from.

    Raises:
        NoSuchLimit: no rule of this name, class and layer was in force on that day.
    """
    limits = reference.time_limits
    started_on = started_at.astimezone(CHINA).date()
    rule = limits.resolve(key, customer_class, started_on, facts, layer, course.org)
    if rule is None:
        known = sorted(
            {r.key for r in limits.rules if r.layer == layer and customer_class in r.classes}
        )
        raise NoSuchLimit(key, tuple(known))
    return _counted(reference, rule, started_on, course)


def find_all_layers(
    reference: Reference,
    key: str,
    customer_class: str,
    started_at: datetime,
    facts: Mapping[str, bool],
    course: Course = Course(),
) -> dict[str, Limit]:
    """The limit of this name on each layer that has one on that day: promise, law, own aim."""
    started_on = started_at.astimezone(CHINA).date()
    found = {}
    for layer in Layer:
        rule = reference.time_limits.resolve(
            key, customer_class, started_on, facts, layer, course.org
        )
        if rule is not None:
            found[layer.value] = _counted(reference, rule, started_on, course)
    return found


def _counted(reference: Reference, rule: TimeRule, started_on: date, course: Course) -> Limit:
    if rule.total:
        return Limit(rule, started_on, None, provisional=False, span=rule.limit)
    calendar = reference.calendar.of(course.org)
    mine = [pause for pause in course.pauses if pause.holds_for(rule)]
    known = [started_on, *(pause.suspended_on for pause in mine), *filter(None, [course.on])]
    last = max(known)
    ends = [pause.resumed_on or last for pause in mine]
    starts = [max(pause.suspended_on, started_on) for pause in mine]
    paused = paused_days(zip(starts, ends, strict=True))
    due = count_out(rule, started_on, calendar, paused)
    until = None if rule.backward else course.on
    return Limit(
        rule,
        started_on,
        due.day,
        due.provisional,
        due.span,
        warning_days(rule, started_on, calendar, paused),
        None if until is None else used_days(rule, started_on, until, calendar, paused),
        until is not None and days_between(due.day, until, paused) > 0,
        any(pause.resumed_on is None for pause in mine),
    )
