"""Tariffs and reference shapes, read from `resources/tariffs/` and `resources/loads/`."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from app.domain.tariff import ORDER, DayShape, LoadBooks, Period, Tariff
from app.reference.files import file_in, named, read_rules

TARIFFS: Final = "tariffs/tariffs.yaml"
SHAPES: Final = "loads/day_shapes.yaml"
_CONF: Final = {"sure": "sure", "verify": "verify"}


def read_load_books(*places: Path) -> LoadBooks:
    """What a load curve is looked at by.

    Raises:
        RulesDamaged: a file is not what it should be; it names the file and the entry.
    """
    path = file_in(places, TARIFFS)
    tariffs = []
    told = read_rules(path)
    rules = f"tariffs {told['version']}"
    with named(path, "tariffs"):
        for entry in told["tariffs"]:
            with named(path, str(entry["id"])):
                tariffs.append(_tariff(entry))
    path = file_in(places, SHAPES)
    shapes = []
    told = read_rules(path)
    rules = f"{rules}, day_shapes {told['version']}"
    with named(path, "shapes"):
        for entry in told["shapes"]:
            with named(path, str(entry["id"])):
                shapes.append(_shape(entry))
    return LoadBooks(tuple(tariffs), tuple(shapes), rules)


def _tariff(entry: Mapping[str, Any]) -> Tariff:
    months: dict[int, tuple[Period, ...]] = {}
    said = entry["months"]
    for month in range(1, 13):
        own = (periods for name, periods in said.items() if str(month) in str(name).split(","))
        months[month] = tuple(_periods(next(own, said.get("all", {}))))
    return Tariff(
        id=str(entry["id"]),
        zh=str(entry["zh"]),
        en=str(entry["en"]),
        months=months,
        source=str(entry["source"]),
        conf=_CONF[entry["conf"]],
    )


def _periods(said: Mapping[str, list[str]]) -> Iterator[Period]:
    for name, stretches in said.items():
        if name not in ORDER:
            raise ValueError(name)
        for stretch in stretches:
            start, _, end = stretch.partition("-")
            yield Period(_minute(start), _minute(end), name)


def _minute(clock: str) -> int:
    hours, _, minutes = clock.partition(":")
    minute = int(hours) * 60 + int(minutes)
    if not 0 <= minute <= 24 * 60:
        raise ValueError(clock)
    return minute


def _shape(entry: Mapping[str, Any]) -> DayShape:
    return DayShape(
        id=str(entry["id"]),
        zh=str(entry["zh"]),
        en=str(entry["en"]),
        working=tuple(map(float, entry["working"])),
        off=tuple(map(float, entry["rest"])),
        source=str(entry["source"]),
    )
