"""The limits that a customer is told of: those of his own clocks, or of the rules of today.

A clock that runs keeps the rule that it is frozen to; what has not begun goes by the rules of
today, of his organisation. While nobody knows whether there are works on the external line, both
limits are told where they differ.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from app.clock import CHINA
from app.domain.case import CaseEvent, ConnectionCase
from app.domain.deadline import case_clocks
from app.domain.due_clock import Budget, DueClock
from app.domain.flags import Flags, Policy
from app.domain.names import LIMIT_NAMES
from app.domain.process import project
from app.domain.time_rule import TimeLimits, TimeRule
from app.domain.working_days import Calendar

_TOLD: Final = (
    "acceptance_feedback",
    "total_process",
    "total_utility",
    "scheme_reply",
    "design_review",
    "interim_inspection",
    "completion_inspection",
    "energisation",
)
_UNITS: Final = {"WD": "个工作日", "CD": "日", "MONTH": "个月"}
_WORKS: Final = {False: "（无电力外线工程）", True: "（有电力外线工程）"}
_PROMISE: Final = "promise"


@dataclass(frozen=True)
class Promised:
    """One limit as it is told."""

    key: str
    name: str
    value: str
    rule: str
    """The id of the rule that says it."""


def promised_limits(
    case: ConnectionCase,
    events: Iterable[CaseEvent],
    limits: TimeLimits,
    calendar: Calendar,
    now: datetime,
    policy: Policy,
) -> tuple[Promised, ...]:
    """The promised limits of this case as they stand at this moment, in the order of its course."""
    known = tuple(events)
    state = project(case, known, policy)
    flags = state.flags(case, policy)
    running = case_clocks(case, known, limits, calendar, now, policy)
    mine: list[DueClock | Budget] = [*running.promise, *running.budgets]
    frozen = {each.key: each.rule_id for each in mine if each.layer == _PROMISE}
    by_id = {rule.id: rule for rule in limits.rules}
    surveyed = state.count("survey.completed") > 0
    works = (
        (flags.external_line_works,)
        if surveyed or case.external_line_works is not None
        else (False, True)
    )
    found: list[Promised] = []
    for key in _TOLD:
        if not _concerns(key, flags):
            continue
        own = by_id.get(frozen.get(key, ""))
        # A rule that asks for the works may still be another one, once the site has been seen.
        if own is not None and (len(works) == 1 or not own.conditions):
            found.append(_promised(own, ""))
            continue
        today = now.astimezone(CHINA).date()
        rules = {
            each: limits.resolve(
                key,
                flags.customer_class.value,
                today,
                {"external_line_works": each, "three_zero_eligible": flags.three_zero},
                _PROMISE,
                case.org,
            )
            for each in works
        }
        found += _both(rules)
    return tuple(found)


def _both(rules: Mapping[bool, TimeRule | None]) -> list[Promised]:
    ids = {rule.id if rule is not None else "" for rule in rules.values()}
    if len(ids) == 1:
        return [_promised(rule, "") for rule in list(rules.values())[:1] if rule is not None]
    return [_promised(rule, _WORKS[works]) for works, rule in rules.items() if rule is not None]


def _promised(rule: TimeRule, where: str) -> Promised:
    name = LIMIT_NAMES.get(rule.key, rule.key)
    return Promised(
        rule.key, f"{name}{where}", f"{rule.limit} {_UNITS.get(rule.unit, rule.unit)}", rule.id
    )


def _concerns(key: str, flags: Flags) -> bool:
    """Whether this case has such a stage at all."""
    stages = {
        "design_review": flags.design_review,
        "interim_inspection": flags.interim,
        "completion_inspection": flags.completion,
    }
    return stages.get(key, True)
