"""The trail for people: its last lines, and whether the chain holds here and at the centre."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, TypeVar

import msgspec

from app.colleagues import colleagues
from app.domain.trail import BEGINNING, Break, Head, Kept
from app.workspace import TRAIL_AT_CENTRE, TRAIL_BROKEN, TRAIL_CHECKED, TRAIL_SENT, Unit, Workspace

T = TypeVar("T")

TRAIL_PAGE: Final = 50
"""Lines that are read at once."""
_MOST_CASES: Final = 50


@dataclass(frozen=True)
class TrailStanding:
    """How far the chain is known to hold, and how far the centre has it."""

    checked: Head = BEGINNING
    broken: Break | None = None
    """The first line that was ever found not to fit; it stays told, nothing is repaired."""
    sent: Head = BEGINNING
    at_centre: str = ""
    """What the centre says is wrong with the chain it has of this device; empty = nothing."""


@dataclass(frozen=True)
class TrailPage:
    """Some lines, the newest first, and how the whole stands."""

    lines: tuple[Kept, ...]
    length: int
    standing: TrailStanding
    customers: Mapping[str, str] = field(default_factory=dict)
    """Names of the customers, by case."""
    colleagues: Mapping[str, str] = field(default_factory=dict)
    """Names of colleagues, by their ids; who is not among them is shown by his id."""


def trail_standing(unit: Unit) -> TrailStanding:
    """What is remembered of the trail's checks."""
    return TrailStanding(
        _kept(unit, TRAIL_CHECKED, Head) or BEGINNING,
        _kept(unit, TRAIL_BROKEN, Break),
        _kept(unit, TRAIL_SENT, Head) or BEGINNING,
        (unit.settings.get(TRAIL_AT_CENTRE) or b"").decode(),
    )


def trail_page(
    ws: Workspace, search: str = "", limit: int = TRAIL_PAGE, before: int | None = None
) -> TrailPage:
    """The last lines, of cases that match where something is looked for.

    `search` is any part of a customer's name or application number, or of the id of a record.
    """
    with ws.read() as unit:
        lines = unit.trail.newest(search, limit, before, _cases(unit, search))
        named = {kept.line.case_id for kept in lines if kept.line.case_id}
        return TrailPage(
            tuple(lines),
            unit.trail.head().seq,
            trail_standing(unit),
            unit.index.names(named),
            colleagues(unit, ws.who),
        )


def _cases(unit: Unit, search: str) -> list[str]:
    """Cases of this name or number; few, for what a person looks for is one."""
    return [row[1] for row in unit.index.page(search, None, _MOST_CASES)] if search else []


def _kept(unit: Unit, name: str, kind: type[T]) -> T | None:
    stored = unit.settings.get(name)
    return msgspec.json.decode(stored, type=kind) if stored else None
