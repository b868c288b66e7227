"""Time limits, read from `resources/time_limits/`: the rules of the country and of regions."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from app.domain.customer import CustomerClass
from app.domain.process import PAUSE_REASONS
from app.domain.time_rule import Layer, TimeLimits, TimeRule
from app.domain.working_days import Calendar
from app.errors import RulesDamaged
from app.reference.calendars import CALENDAR, read_calendar
from app.reference.files import every_file, file_in, named, read_rules
from app.reference.policy import POLICY

LIMITS: Final = "time_limits/time_limits.yaml"
OVERLAYS: Final = "overlay_*.yaml"

_NAMING: Final = frozenset({"id", "key", "stage", "source", "conf", "note", "verify", "in_force"})
_HOLDING: Final = frozenset(
    {"customer_class", "conditions", "layer", "priority", "effective_from", "effective_to"}
)
_COUNTING: Final = frozenset(
    {"limit", "unit", "start_event", "stop_event", "pause", "measure", "direction", "of"}
)
_TELLING: Final = frozenset({"supersedes", "superseded_by"})
_UNITS: Final = frozenset({"WD", "CD", "MONTH"})
_CLASSES: Final = frozenset(CustomerClass)
_LOW_VOLTAGE: Final = frozenset({CustomerClass.RES, CustomerClass.LV_NONRES})
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,60}")
_EVENT: Final = re.compile(r"[a-z_]+\.[a-z_]+")
_MOST_DAYS: Final = 3660


def read_time_limits(*places: Path) -> tuple[TimeLimits, Calendar]:
    """The rules and the calendar, each file from the first of these folders that has it.

    Raises:
        RulesDamaged: a file is not what it should be; it names the file and the rule.
    """
    path = file_in(places, LIMITS)
    content = read_rules(path)
    rules = _rules(path, content, content, frozenset())
    for overlay in every_file(places, "time_limits", OVERLAYS):
        rules += _rules(overlay, read_rules(overlay), content, _orgs(overlay))
    seen: set[str] = set()
    for rule in rules:
        with named(path, rule.id):
            if rule.id in seen:
                raise ValueError("twice")
            seen.add(rule.id)
    return TimeLimits(str(content["version"]), tuple(rules)), read_calendar(places)


def stamp_of_times(*places: Path) -> str:
    """A short word that is another one as soon as anything in one of the files is.

    Raises:
        RulesDamaged: a file is not there.
    """
    content = hashlib.sha256()
    files = [file_in(places, name) for name in (LIMITS, CALENDAR, POLICY)]
    files += every_file(places, "time_limits", OVERLAYS)
    files += every_file(places, "calendars", OVERLAYS)
    for path in files:
        try:
            content.update(path.read_bytes())
        except OSError as error:
            raise RulesDamaged(path.name, "", str(error)) from error
    return content.hexdigest()[:12]


def _orgs(path: Path) -> frozenset[str]:
    with named(path, "orgs"):
        orgs = read_rules(path)["orgs"]
        if not isinstance(orgs, list) or not orgs:
            raise ValueError("no list of organisations")
        return frozenset(map(str, orgs))


def _rules(
    path: Path, content: Mapping[str, Any], head: Mapping[str, Any], orgs: frozenset[str]
) -> list[TimeRule]:
    rules = []
    with named(path, "rules"):
        entries = list(content["rules"])
    for entry in entries:
        with named(path, str(entry.get("id") if isinstance(entry, dict) else entry)):
            rules.append(_rule(entry, head, orgs))
    return rules


def _rule(entry: Mapping[str, Any], head: Mapping[str, Any], orgs: frozenset[str]) -> TimeRule:
    if unknown := entry.keys() - _NAMING - _HOLDING - _COUNTING - _TELLING:
        raise ValueError(f"unknown: {', '.join(sorted(unknown))}")
    classes = _classes(entry["customer_class"], head["class_groups"])
    pauses = frozenset(map(str, entry["pause"]))
    if strange := pauses - PAUSE_REASONS:
        raise ValueError(f"pause: {', '.join(sorted(strange))}")
    # Where the utility sees to the permits itself, waiting for them is its own time.
    if classes <= _LOW_VOLTAGE and not head["config"]["pause_gov_approval_lv"]:
        pauses -= {"GOV_APPROVAL"}
    rule = TimeRule(
        id=_one_of(_NAME, entry["id"]),
        key=_one_of(_NAME, entry["key"]),
        stage=str(entry["stage"]),
        classes=classes,
        limit=_whole(entry["limit"], 1),
        unit={unit: unit for unit in _UNITS}[entry["unit"]],
        layer=Layer(entry["layer"]),
        priority=_whole(entry["priority"], 0),
        starts=frozenset(() if entry.get("direction") else _codes(entry["start_event"])),
        stops=frozenset(_codes(entry["stop_event"])),
        pauses=pauses,
        effective_from=_date(entry["effective_from"]),
        effective_to=None if entry["effective_to"] is None else _date(entry["effective_to"]),
        source=str(entry["source"]),
        conditions={str(name): _flag(value) for name, value in entry.get("conditions", {}).items()},
        total={None: False, "sum_of_stage_clocks": True}[entry.get("measure")],
        backward={None: False, "backward": True}[entry.get("direction")],
        verify=_flag(entry.get("verify", False)),
        of=tuple(_one_of(_NAME, key) for key in entry.get("of", ())),
        orgs=orgs,
    )
    if rule.effective_to is not None and rule.effective_to < rule.effective_from:
        raise ValueError("it ends before it begins")
    if (rule.total or rule.backward) != bool(rule.of):
        raise ValueError("of: names the clocks of a total or of a lead, and of nothing else")
    return rule


def _classes(said: object, groups: Mapping[str, list[str]]) -> frozenset[str]:
    classes = frozenset(groups[said] if isinstance(said, str) else list(said))  # type: ignore[call-overload]
    if not classes or not classes <= _CLASSES:
        raise ValueError(f"customer_class: {said}")
    return classes


def _codes(text: str) -> Iterable[str]:
    for part in text.split("|"):
        yield _one_of(_EVENT, part.strip())


def _one_of(pattern: re.Pattern[str], said: object) -> str:
    if not isinstance(said, str) or not pattern.fullmatch(said):
        raise ValueError(said)
    return said


def _whole(said: object, least: int) -> int:
    if type(said) is not int or not least <= said <= _MOST_DAYS:
        raise ValueError(said)
    return said


def _flag(said: object) -> bool:
    if type(said) is not bool:
        raise ValueError(said)
    return said


def _date(said: object) -> date:
    if type(said) is not date:
        raise TypeError(f"{said} is no date")
    return said
