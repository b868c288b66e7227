"""Time limits and the calendar of working days, read from `resources/`."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from app.domain.deadline import TimeLimits, TimeRule
from app.domain.working_days import Calendar
from app.errors import RulesDamaged
from app.reference.files import named, read_rules


def read_time_limits(folder: Path) -> tuple[TimeLimits, Calendar]:
    """The rules and the calendar below this folder.

    Raises:
        RulesDamaged: a file is not what it should be; it names the file and the rule.
    """
    path = _limits_file(folder)
    content = read_rules(path)
    rules = []
    for entry in content["rules"]:
        with named(path, str(entry.get("id"))):
            rules.append(_rule(entry, content["class_groups"]))
    return TimeLimits(str(content["version"]), tuple(rules)), _calendar(folder)


def stamp_of_times(folder: Path) -> str:
    """A short word that is another one as soon as anything in either file is.

    Raises:
        RulesDamaged: a file is not there.
    """
    content = hashlib.sha256()
    for path in (_limits_file(folder), _calendar_file(folder)):
        try:
            content.update(path.read_bytes())
        except OSError as error:
            raise RulesDamaged(path.name, "", str(error)) from error
    return content.hexdigest()[:12]


def _limits_file(folder: Path) -> Path:
    return folder / "time_limits" / "time_limits.yaml"


def _calendar_file(folder: Path) -> Path:
    return folder / "calendars" / "china.yaml"


def _rule(entry: Mapping[str, Any], groups: Mapping[str, list[str]]) -> TimeRule:
    classes = entry["customer_class"]
    return TimeRule(
        id=entry["id"],
        key=entry["key"],
        stage=entry["stage"],
        classes=frozenset(groups[classes] if isinstance(classes, str) else classes),
        limit=int(entry["limit"]),
        unit=entry["unit"],
        layer=entry["layer"],
        priority=int(entry["priority"]),
        starts=_codes(entry["start_event"]),
        stops=_codes(entry["stop_event"]),
        pauses=frozenset(entry["pause"]),
        effective_from=entry["effective_from"],
        effective_to=entry["effective_to"],
        source=entry["source"],
        conditions=dict(entry.get("conditions", {})),
        total=entry.get("measure") == "sum_of_stage_clocks",
        backward=entry.get("direction") == "backward",
        verify=bool(entry.get("verify", False)),
    )


def _codes(text: str) -> frozenset[str]:
    return frozenset(part.strip() for part in text.split("|"))


def _calendar(folder: Path) -> Calendar:
    path = _calendar_file(folder)
    content = read_rules(path)
    with named(path, "days"):
        return Calendar(
            holidays=frozenset(_days(content["holidays"])),
            extra_workdays=frozenset(_days(content["extra_workdays"])),
            published_years=frozenset(content["published_years"]),
        )


def _days(by_year: Mapping[str, Iterable[str]]) -> Iterable[date]:
    for year, days in by_year.items():
        for day in days:
            month, number = day.split("-")
            yield date(int(year), int(month), int(number))
