"""What this tablet is: whose, of which centre, with which testers, by which rules, and how full."""

import platform
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from app import __version__
from app.clock import CHINA
from app.documents.key_file import KeyHolder, holder_of
from app.domain.inspection import Inspection
from app.domain.staff import Identity
from app.reference.files import every_file, read_rules
from app.reference.library import RESOURCES
from app.reference.package import FOLDERS
from app.rules_in_use import read_trusted
from app.workspace import (
    ANYWHERE,
    AUTHORITY,
    CENTRE_URL,
    CERTIFICATE,
    KEY_CERTIFICATE,
    ORIGINALS,
    RULES,
    Unit,
    Workspace,
)


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
class RulesInUse:
    """Which package of rules this tablet goes by; `version` 0: what came with the program."""

    version: int
    issued_at: datetime | None
    expires_at: datetime | None
    taken_at: datetime | None
    has_run_out: bool
    """It holds no longer; the tablet goes on with it until a newer one comes."""
    is_damaged: bool
    """The newest one is not here as it was signed; the one before it is in use."""
    refused: str
    """Why the last package that came was not taken; empty when it was."""
    refused_file: str


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
    package: RulesInUse
    originals_wait: bool = True
    """Whether originals of photos wait while bytes cost money."""
    key: KeyHolder | None = None
    """Whose own signing key is kept here, where there is one."""
    backed_up_at: datetime | None = None
    """Of which moment the newest verified copy of the database is."""


def rules_in_use(ws: Workspace, unit: Unit) -> RulesInUse:
    """What is known of the rules that hold here."""
    trusted = read_trusted(unit.settings.get(RULES))
    current = ws.reference.edition == trusted.version
    return RulesInUse(
        version=ws.reference.edition,
        issued_at=trusted.issued_at if current else None,
        expires_at=trusted.expires_at if current else None,
        taken_at=trusted.taken_at if current else None,
        has_run_out=current and trusted.runs_out(ws.clock.now()),
        is_damaged=not current,
        refused=trusted.refused,
        refused_file=trusted.refused_file,
    )


def tablet_page(ws: Workspace) -> TabletPage:
    """This tablet, its person and its rules."""
    backups = ws.backups.all()
    with ws.read() as unit:
        return TabletPage(
            version=__version__,
            who=ws.who,
            centre_url=(unit.settings.get(CENTRE_URL) or b"").decode(),
            can_sign=_can_sign(unit),
            instruments=known_instruments(_visits(unit), ws.clock.now().astimezone(CHINA).date()),
            rules=rule_files(*ws.reference.places),
            package=rules_in_use(ws, unit),
            originals_wait=unit.settings.get(ORIGINALS) != ANYWHERE,
            key=holder_of((unit.settings.get(KEY_CERTIFICATE) or b"").decode()),
            backed_up_at=backups[0].made_at if backups else None,
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


def rule_files(*places: Path) -> tuple[RuleFile, ...]:
    """Every file of rules that holds today, with its version, source and date.

    Each is taken from the first of these folders; without one, from what came with the program.

    Raises:
        RulesDamaged: one cannot be read.
    """
    found = []
    for path in (p for name in FOLDERS for p in every_file(places or (RESOURCES,), name, "*.yaml")):
        if "-" in path.stem:  # an older version, kept for records that pinned it
            continue
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
