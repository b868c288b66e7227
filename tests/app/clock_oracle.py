"""The clocks once more, written from the text of the semantics alone and as plainly as can be.

It reads the rules file and an independent calendar by itself and walks through every single day. It
shares no line with the program; where the two differ, one of them is wrong.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import chinese_calendar
import yaml

DAY = timedelta(days=1)
FILE = Path(__file__).parents[2] / "resources/time_limits/time_limits.yaml"
BOOK = yaml.safe_load(FILE.read_text(encoding="utf-8"))
GROUPS = BOOK["class_groups"]
LAST_PUBLISHED = 2026


@dataclass(frozen=True)
class Stay:
    """Suspended on, resumed on (None: still), why."""

    start: date
    end: date | None
    reason: str


@dataclass(frozen=True)
class Told:
    """What a clock says by the oracle."""

    rule: str
    due: date
    used: int
    left: int
    warning: int
    provisional: bool
    paused: bool


def works(day: date) -> bool:
    if 2024 <= day.year <= LAST_PUBLISHED:
        return bool(chinese_calendar.is_workday(day))
    return day.weekday() not in (5, 6)


def rule_of(
    key: str, customer_class: str, on: date, facts: Mapping[str, bool], layer: str
) -> dict[str, Any] | None:
    best: dict[str, Any] | None = None
    for rule in BOOK["rules"]:
        classes = rule["customer_class"]
        listed = GROUPS[classes] if isinstance(classes, str) else classes
        if rule["key"] != key or rule["layer"] != layer or customer_class not in listed:
            continue
        if on < rule["effective_from"]:
            continue
        if rule["effective_to"] is not None and on > rule["effective_to"]:
            continue
        wanted = rule.get("conditions") or {}
        if [1 for name in wanted if facts.get(name, False) is not wanted[name]]:
            continue
        if best is None or (rule["priority"], rule["effective_from"]) > (
            best["priority"],
            best["effective_from"],
        ):
            best = rule
    return best


def may_pause(rule: Mapping[str, Any], reason: str) -> bool:
    low = rule["customer_class"] in ("LV", ["RES"], ["LV_NONRES"])
    if low and reason == "GOV_APPROVAL":
        return False  # permits are the utility's own affair there
    return reason in rule["pause"]


def stands_still(rule: Mapping[str, Any], day: date, stays: Sequence[Stay]) -> bool:
    """The day of the suspension still counts, that of the resumption does not."""
    return any(
        may_pause(rule, s.reason) and s.start < day and (s.end is None or day <= s.end)
        for s in stays
    )


def days_after(day: date) -> Iterator[date]:
    while True:
        day = day + DAY
        yield day


def every_day(after: date, until: date) -> Iterator[date]:
    for day in days_after(after):
        if day > until:
            return
        yield day


def ends_of(rule: Mapping[str, Any], start: date, stays: Sequence[Stay]) -> tuple[date, bool, int]:
    """The last day, whether it is provisional, and how many counted days that is."""
    whole = rule["limit"]
    if rule["unit"] == "MONTH":
        year, month = start.year, start.month
        for _ in range(whole):
            year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        number = start.day
        while not is_day(year, month, number):
            number -= 1
        whole = (date(year, month, number) - start).days
    counted, unsure = 0, False
    for day in days_after(start):
        in_days = rule["unit"] == "WD"
        unsure = unsure or (in_days and day.year > LAST_PUBLISHED)
        if stands_still(rule, day, stays) or (in_days and not works(day)):
            continue
        counted += 1
        if counted == whole:
            break
    if in_days:
        return day, unsure, whole
    while True:
        unsure = unsure or day.year > LAST_PUBLISHED
        if works(day):
            return day, unsure, counted
        day += DAY
        counted += not stands_still(rule, day, stays)


def is_day(year: int, month: int, number: int) -> bool:
    try:
        date(year, month, number)
    except ValueError:
        return False
    return True


def clock_of(rule: Mapping[str, Any], start: date, until: date, stays: Sequence[Stay]) -> Told:
    """The clock as it stands at the end of `until`; what comes later is not known yet."""
    known = [
        Stay(s.start, s.end if s.end is not None and s.end <= until else until, s.reason)
        for s in stays
        if s.start <= until
    ]
    due, unsure, whole = ends_of(rule, start, known)
    used = 0
    for day in days_after(start):
        if day > until:
            break
        if not stands_still(rule, day, known) and (rule["unit"] != "WD" or works(day)):
            used += 1
    warning = 0
    for threshold in (50, 80, 100):
        if Fraction(used, whole) >= Fraction(threshold, 100):
            warning = threshold
    still = any(s.end is None and may_pause(rule, s.reason) for s in stays if s.start <= until)
    left = whole - used
    late = [d for d in every_day(due, until) if not stands_still(rule, d, known)]
    if late and left >= 0:
        left = -1  # a limit that has run out is late on a rest day too
    return Told(rule["id"], due, used, left, warning, unsure, still)
