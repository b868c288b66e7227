"""The calendar of working days, with holidays and make-up days."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

_DAY = timedelta(days=1)


class DueDay(NamedTuple):
    """A day that was counted out; provisional where a year on the way is not published yet."""

    day: date
    provisional: bool


@dataclass(frozen=True)
class RegionDays:
    """Days off and make-up days that some organisations have beside those of the country."""

    orgs: frozenset[str]
    holidays: frozenset[date]
    extra_workdays: frozenset[date]


@dataclass(frozen=True)
class Calendar:
    """Days off and make-up working days of the years published so far.

    A year that is not published counts Monday to Friday, and what is counted with it is
    provisional: never a guess that looks like a fact.
    """

    holidays: frozenset[date]
    extra_workdays: frozenset[date]
    published_years: frozenset[int]
    regions: tuple[RegionDays, ...] = ()

    def of(self, org: str) -> "Calendar":
        """The calendar of this organisation: the country's, with the days of its region."""
        own = [region for region in self.regions if org in region.orgs]
        if not own:
            return self
        off = frozenset().union(*(region.holidays for region in own))
        extra = frozenset().union(*(region.extra_workdays for region in own))
        return replace(
            self,
            holidays=(self.holidays | off) - extra,
            extra_workdays=(self.extra_workdays | extra) - off,
            regions=(),
        )

    def is_working(self, day: date) -> bool:
        """Whether people work on this day."""
        if day in self.extra_workdays:
            return True
        return day.weekday() < 5 and day not in self.holidays

    def nth_after(self, day: date, count: int, paused: frozenset[date] = frozenset()) -> DueDay:
        """The count-th working day after this day, days in `paused` not counted."""
        provisional = False
        for candidate in _days_after(day):
            provisional |= candidate.year not in self.published_years
            if self.is_working(candidate) and candidate not in paused:
                count -= 1
                if count <= 0:
                    return DueDay(candidate, provisional)
        raise AssertionError("days do not end")

    def first_working_from(self, day: date) -> DueDay:
        """This day, or the next working day after it."""
        return self.nth_after(day - _DAY, 1)

    def between(self, start: date, stop: date, paused: frozenset[date] = frozenset()) -> int:
        """How many working days d there are with start < d <= stop, days in `paused` left out."""
        count, day = 0, start
        while day < stop:
            day += _DAY
            count += self.is_working(day) and day not in paused
        return count


def _days_after(day: date) -> Iterator[date]:
    while True:
        day += _DAY
        yield day
