"""The calendar of working days, read from `resources/calendars/`.

`china.yaml` is the country's, year by year as the State Council publishes them; `overlay_*.yaml`
adds the days of a region for the organisations that it names.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from app.domain.working_days import Calendar, RegionDays
from app.reference.files import Places, every_file, file_in, named, read_rules

CALENDAR: Final = "calendars/china.yaml"
_OVERLAYS: Final = "overlay_*.yaml"


def read_calendar(places: Places) -> Calendar:
    """The calendar, each file from the first of these folders that has it.

    Raises:
        RulesDamaged: a file is not what it should be, or contradicts itself.
    """
    path = file_in(places, CALENDAR)
    content = read_rules(path)
    with named(path, "days"):
        years = frozenset(_year(year) for year in content["published_years"])
        holidays = frozenset(_days(content["holidays"]))
        extra = frozenset(_days(content["extra_workdays"]))
        _check(holidays, extra)
        if {day.year for day in holidays | extra} != years:
            raise ValueError("published_years: not the years that have days")
    regions = tuple(map(_region, every_file(places, "calendars", _OVERLAYS)))
    return Calendar(holidays, extra, years, regions)


def calendar_text(calendar: Calendar, version: str, source: str) -> str:
    """The file of the country's calendar, as it is read again."""
    lines = [
        "# Working days in China: days off and make-up days, as the State Council has them.",
        f'version: "{version}"',
        f"source: {json.dumps(source, ensure_ascii=False)}",
        f"effective_from: {min(calendar.published_years)}-01-01",
        f"published_years: {sorted(calendar.published_years)}",
    ]
    for name, days in (
        ("holidays", calendar.holidays),
        ("extra_workdays", calendar.extra_workdays),
    ):
        lines.append(f"{name}:")
        for year in sorted(calendar.published_years):
            told = [f"{d:%m-%d}" for d in sorted(days) if d.year == year]
            lines.append(f'  "{year}": {json.dumps(told)}')
    return "\n".join(lines) + "\n"


def _region(path: Path) -> RegionDays:
    content = read_rules(path)
    with named(path, "days"):
        orgs = content["orgs"]
        if not isinstance(orgs, list) or not orgs:
            raise ValueError("no list of organisations")
        holidays = frozenset(_days(content["holidays"]))
        extra = frozenset(_days(content.get("extra_workdays", {})))
        _check(holidays, extra)
        return RegionDays(frozenset(map(str, orgs)), holidays, extra)


def _check(holidays: frozenset[date], extra: frozenset[date]) -> None:
    if both := holidays & extra:
        raise ValueError(f"both off and worked: {min(both)}")
    if plain := [day for day in extra if day.weekday() < 5]:
        raise ValueError(f"a make-up day that is no weekend: {min(plain)}")


def _year(said: Any) -> int:
    if type(said) is not int or not 2000 <= said <= 2200:
        raise ValueError(said)
    return said


def _days(by_year: Mapping[str, Iterable[str]]) -> Iterable[date]:
    for year, days in by_year.items():
        seen: set[str] = set()
        for day in days:
            if day in seen:
                raise ValueError(f"twice: {year}-{day}")
            seen.add(day)
            month, number = day.split("-")
            yield date(int(year), int(month), int(number))
