"""The open centre and the tools its routes need."""

from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import Any

from litestar.connection import ASGIConnection

from app.clock import Clock
from app.documents.endorse import TimeAuthority
from app.reference.library import Reference
from app.reference.rules_shelf import RulesShelf
from sync.protocol.bundle import Signer
from sync.server import case_lines, rules
from sync.server.authority import Authority, RulesSigner
from sync.server.judge import Judge
from sync.server.objects import Objects
from sync.server.time_authority import OtherTimeAuthority, Stamping
from sync.server.unit import CentreStore


@dataclass(frozen=True)
class Centre:
    """One centre: its database, its files, its rules, its certificate authority."""

    store: CentreStore
    objects: Objects
    judge: Judge
    reference: Reference
    authority: Authority
    clock: Clock
    shelf: RulesShelf
    folder: Path
    stamping: Stamping
    file_came: Event = field(default_factory=Event)
    """Set whenever a file is here whole: somebody may wait for it."""

    def time_authority(self) -> TimeAuthority:
        """Who says here what time it is: the centre's own, or the one that was set."""
        if self.stamping.url:
            return OtherTimeAuthority(self.stamping.url)
        return self.authority.time_authority(self.folder / "authority")

    def rules_signer(self) -> RulesSigner:
        """The key that signs rule packages here."""
        return self.authority.rules_signer(self.folder / "authority")

    def stick_signer(self) -> Signer:
        """The key that takes and answers what tablets bring by stick."""
        return self.authority.stick_signer(self.folder / "authority")

    def turn_to_newest_rules(self) -> None:
        """Go by the newest package, also by one that another process has published."""
        if rules.turn_to_newest(self.store, self.shelf, self.reference, self.authority):
            case_lines.rebuild(self.store, self.reference, self.clock.now())


def centre_of(connection: ASGIConnection[Any, Any, Any, Any]) -> Centre:
    """The centre that this request came to."""
    centre = connection.app.state.centre
    assert isinstance(centre, Centre)
    return centre
