"""When a limit of this trade runs out: the rule in force on a day, and the day it falls due."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from app.clock import CHINA
from app.domain.deadline import TimeRule, due_day
from app.errors import NoSuchLimit
from app.reference.library import Reference


@dataclass(frozen=True)
class Limit:
    """The rule that holds, and its last day.

    `due_on` is None for a sum over several stretches: that one has a budget, no day.
    """

    rule: TimeRule
    started_on: date
    due_on: date | None
    provisional: bool


def find_due_day(
    reference: Reference,
    key: str,
    customer_class: str,
    started_at: datetime,
    facts: Mapping[str, bool],
    layer: str = "promise",
) -> Limit:
    """The limit `key` for this class of customer, if its clock starts at this moment.

    A fact that is not given counts as not so, as before the survey has settled it.

    Raises:
        NoSuchLimit: no rule of this name, class and layer was in force on that day.
    """
    limits = reference.time_limits
    started_on = started_at.astimezone(CHINA).date()
    rule = limits.resolve(key, customer_class, started_on, facts, layer)
    if rule is None:
        known = sorted(
            {r.key for r in limits.rules if r.layer == layer and customer_class in r.classes}
        )
        raise NoSuchLimit(key, tuple(known))
    if rule.total:
        return Limit(rule, started_on, None, provisional=False)
    due = due_day(rule, started_on, reference.calendar)
    return Limit(rule, started_on, due.day, due.provisional)
