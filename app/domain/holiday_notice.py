"""The official notice of one year's days off and make-up days, and what may be wrong with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from app.domain.working_days import Calendar

_ALWAYS_OFF: Final = ((1, 1), (5, 1), (10, 1), (10, 2), (10, 3))
"""Public holidays of the law that lie on fixed days: a notice without them is none, or cut."""

_WEEKEND: Final = 5


class NoticeDay(NamedTuple):
    """One day that a notice names: off, or worked though it is a weekend; where it stands."""

    day: date
    is_off: bool
    line: int = 0


class NoticeFault(NamedTuple):
    """Something wrong: in which line (0: of the whole), a stable word, and what stands there."""

    line: int
    why: str
    found: str = ""


@dataclass(frozen=True)
class HolidayNotice:
    """A year as the State Council has published it."""

    year: int
    holidays: tuple[date, ...]
    extra_workdays: tuple[date, ...]
    source: str = ""


def judge_days(year: int, days: Sequence[NoticeDay]) -> tuple[NoticeFault, ...]:
    """Everything that is wrong with the days of this notice; nothing where it is sound."""
    faults = []
    seen: dict[date, NoticeDay] = {}
    for named in days:
        text = named.day.isoformat()
        if named.day.year != year:
            faults.append(NoticeFault(named.line, "other_year", text))
        elif named.day in seen:
            same = seen[named.day].is_off == named.is_off
            faults.append(NoticeFault(named.line, "twice" if same else "off_and_worked", text))
        elif not named.is_off and named.day.weekday() < _WEEKEND:
            faults.append(NoticeFault(named.line, "no_weekend", text))
        seen.setdefault(named.day, named)
    off = {named.day for named in days if named.is_off}
    for month, number in _ALWAYS_OFF:
        if date(year, month, number) not in off:
            faults.append(NoticeFault(0, "holiday_missing", f"{year}-{month:02}-{number:02}"))
    return tuple(faults)


def faults_of(notice: HolidayNotice) -> tuple[NoticeFault, ...]:
    """What is wrong with a notice whose lines are not known any more."""
    days = [NoticeDay(day, is_off=True) for day in notice.holidays]
    return judge_days(
        notice.year, [*days, *(NoticeDay(d, is_off=False) for d in notice.extra_workdays)]
    )


def with_notice(calendar: Calendar, notice: HolidayNotice) -> Calendar:
    """The calendar with this year as the notice has it, in place of what stood for it."""
    year = notice.year
    holidays = {day for day in calendar.holidays if day.year != year}
    extra = {day for day in calendar.extra_workdays if day.year != year}
    return Calendar(
        frozenset(holidays | set(notice.holidays)),
        frozenset(extra | set(notice.extra_workdays)),
        calendar.published_years | {year},
        calendar.regions,
    )
