"""The clocks: the vectors of the reference, and an oracle that counts day by day."""

import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import chinese_calendar
import pytest
import yaml

from app.actions.find_due_day import find_due_day
from app.domain.case import CaseEvent
from app.domain.deadline import clocks
from app.domain.due_clock import ClockState, DueClock, seen_on
from app.domain.process import project
from app.reference.library import open_reference
from app.reference.time_limits import read_time_limits
from tests.builders import a_case, an_event

RESOURCES = Path(__file__).parents[2] / "resources"
LIMITS, CALENDAR = read_time_limits(RESOURCES)
VECTORS = yaml.safe_load((RESOURCES / "time_limits/time_limits.yaml").read_text())["test_vectors"]

EVERY_DAY = [date(2024, 1, 1) + timedelta(days=n) for n in range(1_200)]
OFFICIAL = {
    d: chinese_calendar.is_workday(d) if d.year <= 2026 else d.weekday() < 5 for d in EVERY_DAY
}


def at(day: date, hour: int = 2) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def only(found: tuple[DueClock, ...], key: str) -> DueClock:
    return next(clock for clock in found if clock.key == key)


@pytest.mark.parametrize("vector", [v for v in VECTORS if "due" in v and "suspend" not in v])
def test_a_limit_falls_due_on_the_day_of_the_reference(vector: dict[str, Any]) -> None:
    assert CALENDAR.nth_after(vector["start"], vector["limit"]) == (vector["due"], False)


@pytest.mark.parametrize("vector", [v for v in VECTORS if "suspend" in v])
def test_a_suspension_moves_the_due_date(vector: dict[str, Any]) -> None:
    events = accepted(vector["start"])
    events += [
        an_event("application.suspended", at(vector["suspend"]), reason="CUSTOMER_REQUEST"),
        an_event("application.resumed", at(vector["resume"])),
    ]
    found = clocks(a_case(), events, LIMITS, CALENDAR, at(vector["due"]))
    assert only(found, "scheme_reply").due_on == vector["due"]


@pytest.mark.parametrize("vector", [v for v in VECTORS if "elapsed_from" in v])
def test_elapsed_days_are_those_of_the_reference(vector: dict[str, Any]) -> None:
    days = CALENDAR.between(vector["elapsed_from"], vector["elapsed_to"])
    assert days == vector["elapsed_wd"]


@pytest.mark.parametrize("vector", [v for v in VECTORS if "resolve" in v])
def test_the_rule_in_force_is_that_of_the_reference(vector: dict[str, Any]) -> None:
    asked = vector["resolve"]
    facts = {"external_line_works": asked.get("external_line_works", False)}
    rule = LIMITS.resolve(asked["key"], asked["class"], asked["start"], facts)
    assert rule is not None
    assert (rule.id, rule.limit) == (vector["rule"], vector["limit"])


def test_the_calendar_agrees_with_an_independent_one_on_every_published_day() -> None:
    day = date(min(CALENDAR.published_years), 1, 1)
    last = date(max(CALENDAR.published_years), 12, 31)
    while day <= last:
        assert CALENDAR.is_working(day) == chinese_calendar.is_workday(day), day
        day += timedelta(days=1)


def test_a_year_not_published_is_provisional() -> None:
    assert CALENDAR.nth_after(date(2026, 12, 30), 1) == (date(2026, 12, 31), False)
    assert CALENDAR.nth_after(date(2026, 12, 30), 3).provisional


def test_ten_thousand_random_clocks_agree_with_counting_day_by_day() -> None:
    chance = random.Random(624)
    for _ in range(10_000):
        start = date(2024, 1, 1) + timedelta(days=chance.randrange(1000))
        limit = chance.randrange(1, 31)
        paused = frozenset(
            start + timedelta(days=d) for d in chance.sample(range(1, 60), chance.randrange(12))
        )
        due = CALENDAR.nth_after(start, limit, paused).day
        assert due == counted_out(start, limit, paused)


def counted_out(start: date, limit: int, paused: frozenset[date]) -> date:
    """Written again, plainly: walk through a list of all days there are."""
    days = [start + timedelta(days=n) for n in range(1, 120)]
    return [d for d in days if OFFICIAL[d] and d not in paused][limit - 1]


def accepted(day: date) -> list[CaseEvent]:
    return [
        an_event("application.submitted", at(day, 1)),
        an_event("application.accepted", at(day, 2)),
    ]


def to_inspection(day: date) -> list[CaseEvent]:
    codes = ["survey.scheduled", "survey.completed", "scheme.submitted_for_approval"]
    codes += ["scheme.approved", "scheme.replied", "scheme.confirmed", "works.started"]
    codes += ["completion.requested"]
    return accepted(day) + [an_event(c, at(day, 3), n) for n, c in enumerate(codes)]


def test_the_clock_of_the_inspection_runs_three_working_days() -> None:
    events = to_inspection(date(2026, 11, 20))
    clock = only(
        clocks(a_case(), events, LIMITS, CALENDAR, at(date(2026, 11, 23))), "completion_inspection"
    )
    assert (clock.due_on, clock.left, clock.state) == (date(2026, 11, 25), 2, ClockState.RUNNING)
    assert clock.used_pct == 34  # one day of three, rounded up


def test_an_overdue_clock_counts_down_below_nothing() -> None:
    events = to_inspection(date(2026, 11, 20))
    found = clocks(a_case(), events, LIMITS, CALENDAR, at(date(2026, 11, 27)))
    clock = only(found, "completion_inspection")
    assert (clock.left, clock.overdue, clock.warning) == (-2, True, 100)


def test_a_limit_that_was_missed_on_a_friday_is_overdue_on_saturday() -> None:
    events = to_inspection(date(2026, 11, 24))
    friday = clocks(a_case(), events, LIMITS, CALENDAR, at(date(2026, 11, 27)))
    for day, left in ((27, 0), (28, -1), (29, -1), (30, -1)):  # Friday to Monday
        now = date(2026, 11, day)
        clock = only(clocks(a_case(), events, LIMITS, CALENDAR, at(now)), "completion_inspection")
        assert (clock.due_on, clock.left, clock.overdue) == (date(2026, 11, 27), left, left < 0)
        assert seen_on(only(friday, "completion_inspection"), CALENDAR, now) == clock


def test_a_reinspection_has_a_clock_of_its_own() -> None:
    events = to_inspection(date(2026, 11, 20))
    events.append(an_event("completion.opinion_issued", at(date(2026, 11, 23)), result="rectify"))
    events.append(an_event("completion.reinspection_requested", at(date(2026, 11, 30))))
    found = clocks(a_case(), events, LIMITS, CALENDAR, at(date(2026, 11, 30)))
    inspection = [c for c in found if c.key == "completion_inspection"]
    assert [c.state for c in inspection] == [ClockState.RUNNING, ClockState.STOPPED]
    assert inspection[0].due_on == date(2026, 12, 3)


def test_the_order_in_which_events_arrive_changes_nothing() -> None:
    events = to_inspection(date(2026, 11, 20))
    expected = project(a_case(), events)
    for seed in range(30):
        shuffled = list(events)
        random.Random(seed).shuffle(shuffled)
        assert project(a_case(), shuffled) == expected


RESOLVED = [v for v in VECTORS if "resolve" in v]


@pytest.mark.parametrize("vector", RESOLVED, ids=lambda vector: str(vector["rule"]))
def test_the_rule_in_force_is_found_as_in_the_reference(vector: dict[str, Any]) -> None:
    asked = dict(vector["resolve"])
    key, customer_class, start = (asked.pop(name) for name in ("key", "class", "start"))
    found = find_due_day(open_reference(), key, customer_class, at(start), asked)
    assert (found.rule.id, found.rule.limit) == (vector["rule"], vector["limit"])


def test_a_sum_over_stretches_has_no_day() -> None:
    found = find_due_day(open_reference(), "total_utility", "HV_SINGLE", at(date(2026, 11, 23)), {})
    assert (found.due_on, found.rule.limit) == (None, 22)


def test_a_lead_is_counted_back_and_never_moved_later() -> None:
    expiry = date(2026, 10, 11)
    found = find_due_day(
        open_reference(), "scheme_extension_request_lead", "HV_SINGLE", at(expiry), {}, "legal"
    )
    assert found.due_on == date(2026, 10, 1)  # a rest day, and still the last one
