"""Which rules this tablet goes by: the package it trusts, and what it takes for a newer one.

A package counts only upward. What is trusted is noted in the encrypted workspace, so neither a
folder put back nor a program installed anew brings older rules in. When nothing newer can be had
the tablet goes on with what it has, and says so once that has run out.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import msgspec

from app.clock import CHINA
from app.domain.time_rule import reaching_back
from app.errors import RulesDamaged, RulesRefused
from app.reference.library import Reference, open_reference
from app.reference.package import Package, open_package
from app.reference.rules_shelf import RulesShelf

FOLDER: Final = "rules"


@dataclass(frozen=True)
class Trusted:
    """The newest package that was ever taken, and what became of the last one that was offered."""

    version: int = 0
    digest: str = ""
    issued_at: datetime | None = None
    expires_at: datetime | None = None
    key_since: datetime | None = None
    taken_at: datetime | None = None
    refused: str = ""
    """Why the last package that came was not taken; empty when it was."""
    refused_file: str = ""

    def runs_out(self, now: datetime) -> bool:
        """Whether its time is over."""
        return self.expires_at is not None and self.expires_at <= now


def shelf_of(workspace: Path) -> RulesShelf:
    """Where the packages of this workspace lie."""
    return RulesShelf(workspace / FOLDER)


def read_trusted(stored: bytes | None) -> Trusted:
    """What was noted; nothing is trusted yet where nothing was."""
    return msgspec.json.decode(stored, type=Trusted) if stored else Trusted()


def written(trusted: Trusted) -> bytes:
    """What is to be noted."""
    return msgspec.json.encode(trusted)


def begin(workspace: Path, stored: bytes | None, authority: bytes | None) -> Reference:
    """The rules to go by, when a workspace is opened.

    A package that is not as it was signed any more is passed over for the one before it.
    """
    trusted, shelf = read_trusted(stored), shelf_of(workspace)
    edition = 0
    if trusted.version and authority:
        edition = shelf.newest_sound(trusted.version, authority.decode())
    if not edition:
        return open_reference().apart()
    return Reference(*shelf.places(edition), edition=edition)


def judge(
    data: bytes, authority: str, trusted: Trusted, reference: Reference, now: datetime
) -> Package:
    """The package, if it may be taken now.

    Raises:
        RulesRefused: `why` is unreadable, unsigned, wrong_signer, changed, unknown_file, too_large,
            expired, older, replayed or old_key.
    """
    package = open_package(data, authority)
    manifest = package.manifest
    if manifest.version < trusted.version:
        raise RulesRefused("older")
    if manifest.version == trusted.version:
        # The very same may come again to mend what is damaged here; another of that number never.
        if package.digest != trusted.digest or reference.edition == trusted.version:
            raise RulesRefused("replayed")
    elif manifest.version == trusted.version + 1 and manifest.previous != trusted.digest:
        raise RulesRefused("replayed")
    if trusted.key_since is not None and package.key_since < trusted.key_since:
        raise RulesRefused("old_key")
    if manifest.expires_at <= now:
        raise RulesRefused("expired")
    return package


def check_running(old: Reference, new: Reference, trusted: Trusted) -> None:
    """Make sure that no clock which runs by the old rules would change by the new ones.

    Raises:
        RulesRefused: one would; `where` names the rule.
    """
    if trusted.issued_at is None or old.edition != trusted.version:
        return
    since = trusted.issued_at.astimezone(CHINA).date() + timedelta(days=1)
    try:
        touched = reaching_back(old.time_limits, new.time_limits, since)
    except RulesDamaged as error:
        raise RulesRefused("damaged", error.file, error.where) from error
    if touched:
        raise RulesRefused("reaches_back", "time_limits/time_limits.yaml", touched[0])


def trusting(package: Package, now: datetime) -> Trusted:
    """What is noted once this package has been taken."""
    manifest = package.manifest
    return Trusted(
        version=manifest.version,
        digest=package.digest,
        issued_at=manifest.issued_at,
        expires_at=manifest.expires_at,
        key_since=package.key_since,
        taken_at=now,
    )
