"""What this tablet is: whose, of which centre, with which testers, by which rules, and how full."""

import platform
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from app import __version__
from app.clock import CHINA
from app.domain.inspection import Inspection
from app.domain.staff import Identity
from app.reference.files import read_rules
from app.reference.library import RESOURCES
from app.workspace import AUTHORITY, CENTRE_URL, CERTIFICATE, Unit, Workspace

_RULES: Final = ("calendars", "checklists", "limits", "time_limits")


@dataclass(frozen=True)
class KnownInstrument:
    """A tester that some visit here has used; its newest calibration counts."""

    kind: str
    model: str
    serial_no: str
    calibrated_until: str
    """ISO date."""
    last_used_at: datetime
    is_expired: bool


@dataclass(frozen=True)
class RuleFile:
    """One file of rules, and how much of it is still to be held against the text of its source."""

    name: str
    version: str
    source: str
    effective_from: str
    unverified: int


@dataclass(frozen=True)
class TabletPage:
    """What there is to know about this tablet."""

    version: str
    who: Identity
    centre_url: str
    can_sign: bool
    """Whether the centre has certified this device's key."""
    instruments: tuple[KnownInstrument, ...]
    rules: tuple[RuleFile, ...]


def tablet_page(ws: Workspace) -> TabletPage:
    """This tablet, its person and its rules."""
    with ws.read() as unit:
        return TabletPage(
            version=__version__,
            who=ws.who,
            centre_url=(unit.settings.get(CENTRE_URL) or b"").decode(),
            can_sign=_can_sign(unit),
            instruments=known_instruments(_visits(unit), ws.clock.now().astimezone(CHINA).date()),
            rules=rule_files(),
        )


def known_instruments(visits: Iterable[Inspection], on: date) -> tuple[KnownInstrument, ...]:
    """Each tester once, the one whose calibration ends first at the head."""
    newest: dict[str, KnownInstrument] = {}
    for visit in sorted(visits, key=lambda each: each.started_at):
        for instrument in visit.instruments:
            newest[instrument.id] = KnownInstrument(
                instrument.kind,
                instrument.model,
                instrument.serial_no,
                instrument.calibrated_until,
                visit.started_at,
                instrument.calibrated_until < on.isoformat(),
            )
    return tuple(sorted(newest.values(), key=lambda each: (each.calibrated_until, each.serial_no)))


def rule_files(folder: Path = RESOURCES) -> tuple[RuleFile, ...]:
    """Every file of rules with its version, source and date.

    Raises:
        RulesDamaged: one cannot be read.
    """
    found = []
    for path in sorted(path for name in _RULES for path in (folder / name).glob("*.yaml")):
        rules = read_rules(path)
        found.append(
            RuleFile(
                f"{path.parent.name}/{path.name}",
                str(rules["version"]),
                str(rules["source"]),
                str(rules["effective_from"]),
                _unverified(rules),
            )
        )
    return tuple(found)


def versions() -> dict[str, str]:
    """What runs here, by name: the program, its language and its system."""
    return {
        "kanyan": __version__,
        "python": sys.version.split()[0],
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
    }


def _visits(unit: Unit) -> list[Inspection]:
    """Every visit, with what is typed where it is not recorded yet."""
    kept = unit.find(Inspection)
    return [v if v.recorded_at is not None else unit.working(Inspection, v.id) for v in kept]


def _can_sign(unit: Unit) -> bool:
    return all(unit.settings.get(name) for name in (CERTIFICATE, AUTHORITY))


def _unverified(entry: Any) -> int:
    """How many entries say `verify`."""
    if isinstance(entry, dict):
        here = entry.get("verify") is True or entry.get("conf") == "verify"
        return int(here) + sum(map(_unverified, entry.values()))
    return sum(map(_unverified, entry)) if isinstance(entry, list) else 0
