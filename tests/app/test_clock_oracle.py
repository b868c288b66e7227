"""The clocks against a second account of them, on random questions and on random cases."""

import random
from datetime import UTC, date, datetime, timedelta

from app.actions.find_due_day import Course, Pause, find_due_day
from app.domain.deadline import case_clocks
from app.domain.due_clock import ClockState, DueClock
from app.errors import NoSuchLimit
from app.reference.library import open_reference
from tests.app.clock_oracle import BOOK, Stay, clock_of, rule_of
from tests.app.clock_stories import REASONS, Story, a_story
from tests.builders import a_case

REFERENCE = open_reference()
KEYS = sorted({rule["key"] for rule in BOOK["rules"]})
CLASSES = ("RES", "LV_NONRES", "HV_SINGLE", "HV_MULTI")
LAYERS = ("promise", "legal", "target")
SPECIAL = ("total_utility", "scheme_extension_request_lead")
"""One has no day, the other is counted backwards: they have tests of their own."""
ENDS = ("application.withdrawn", "application.terminated", "application.rejected", "scheme.expired")


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 4, tzinfo=UTC)


def some_stays(chance: random.Random, start: date) -> list[Stay]:
    stays, day = [], start - timedelta(days=chance.randrange(4))
    for _ in range(chance.randrange(4)):
        day += timedelta(days=chance.randrange(1, 12))
        end = day + timedelta(days=chance.randrange(0, 15))
        stays.append(Stay(day, end, chance.choice(REASONS)))
        day = end
    if stays and chance.random() < 0.3:
        stays[-1] = Stay(stays[-1].start, None, stays[-1].reason)
    return stays


def test_ten_thousand_random_limits_agree_with_walking_through_every_day() -> None:
    chance = random.Random(624)
    asked, counted = 0, 0
    while asked < 10_000:
        key, layer = chance.choice(KEYS), chance.choice(LAYERS)
        customer_class = chance.choice(CLASSES)
        start = date(2024, 1, 1) + timedelta(days=chance.randrange(1200))
        facts = {"external_line_works": chance.random() < 0.5}
        rule = rule_of(key, customer_class, start, facts, layer)
        if key in SPECIAL:
            continue
        asked += 1
        stays = some_stays(chance, start)
        until = start + timedelta(days=chance.randrange(0, 80))
        stays = [s for s in stays if s.start <= until and (s.end is None or s.end <= until)]
        pauses = tuple(Pause(s.start, s.end, s.reason) for s in stays)
        try:
            found = find_due_day(
                REFERENCE, key, customer_class, noon(start), facts, layer, Course(pauses, until)
            )
        except NoSuchLimit:
            assert rule is None, (key, customer_class, start, layer)
            continue
        assert rule is not None
        counted += 1
        told = clock_of(rule, start, until, stays)
        assert (found.rule.id, found.due_on, found.used, found.left) == (
            told.rule,
            told.due,
            told.used,
            told.left,
        ), (rule["id"], start, until, stays)
        assert (found.provisional, found.paused) == (told.provisional, told.paused)
        reached = max((t for t, day in found.warnings.items() if day <= until), default=0)
        if not told.paused:  # while it stands still, the days of its warnings still move
            assert reached == told.warning, (rule["id"], start, until, stays)
    assert counted > 2_000


def expected(story: Story, key: str, layer: str) -> list[tuple[object, ...]]:
    """Each clock of this key by the oracle: rule, start, due, used, left, warning, stopped."""
    rules = [r for r in BOOK["rules"] if (r["key"], r["layer"]) == (key, layer)]
    result: list[tuple[object, ...]] = []
    for place, (day, code) in enumerate(story.days):
        if not any(code in r["start_event"].split(" | ") for r in rules):
            continue
        facts = {"external_line_works": story.external}
        rule = rule_of(key, story.customer_class, day, facts, layer)
        if rule is None or code not in rule["start_event"].split(" | "):
            continue
        stops = (*rule["stop_event"].split(" | "), *ENDS)
        stopped = next((d for d, c in story.days[place + 1 :] if c in stops), None)
        until = stopped or story.now
        told = clock_of(rule, day, until, story.stays)
        still = told.paused and stopped is None
        result.append(
            (told.rule, day, told.due, told.used, told.left, told.warning, stopped, still)
        )
    return result


def as_told(clock: DueClock) -> tuple[object, ...]:
    still = clock.state is ClockState.PAUSED
    return (
        *(clock.rule_id, clock.started_on, clock.due_on, clock.used, clock.left, clock.warning),
        *(clock.stopped_on, still),
    )


def test_the_clocks_of_a_thousand_random_cases_agree_with_the_other_account() -> None:
    chance = random.Random(1479)
    seen: set[object] = set()
    for _ in range(1_000):
        story = a_story(chance)
        case = a_case(customer_class=story.customer_class, external_line_works=story.external)
        found = case_clocks(
            case, story.events, REFERENCE.time_limits, REFERENCE.calendar, noon(story.now)
        )
        layers = {"promise": found.promise, "legal": found.legal, "target": found.target}
        for layer, clocks in layers.items():
            for key in KEYS:
                if key in SPECIAL:
                    continue
                mine = sorted((as_told(c) for c in clocks if c.key == key), key=str)
                assert mine == sorted(expected(story, key, layer), key=str), (layer, key, story)
                seen |= {one[0] for one in mine}
        for budget in found.budgets:
            (rule,) = (r for r in BOOK["rules"] if r["id"] == budget.rule_id)
            parts: dict[tuple[str, object], object] = {}
            for layer in ("legal", "target", "promise"):  # the promise has the last word
                for key in rule["of"]:
                    parts |= {(key, one[1]): one[3] for one in expected(story, key, layer)}
            assert budget.used == sum(int(str(days)) for days in parts.values()), story
    assert len(seen) > 25  # so many of the rules have been met
