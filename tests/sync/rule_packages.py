"""A centre that publishes rules, and a tablet that trusts it, without a line between them."""

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from app.actions.open_workspace import close_workspace, create_workspace, open_workspace
from app.clock import FixedClock
from app.domain.staff import Identity
from app.ids import DeviceId, OrgId, UserId
from app.reference.library import RESOURCES
from app.reference.package import Manifest, file_lines, pack
from app.rules_in_use import Trusted, read_trusted
from app.workspace import AUTHORITY, RULES, Workspace
from sync.server import rules
from sync.server.authority import Authority, RulesSigner, open_authority
from sync.server.places import Places, open_database
from sync.server.unit import CentreStore
from tests.builders import MORNING

PASSWORD = "a long enough password"
LIMITS = "limits/limits.yaml"
INPUTS = "limits/inputs.yaml"
TIMES = "time_limits/time_limits.yaml"
CALENDAR = "calendars/china.yaml"
CHECKLIST = "checklists/completion_inspection.yaml"


def shipped(path: str, *changes: tuple[str, str], version: str = "2027.1") -> bytes:
    """This file of the program under another version, with these words changed."""
    text = (RESOURCES / path).read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    number = next(n for n, line in enumerate(lines) if line.startswith("version:"))
    lines[number] = f'version: "{version}"\n'
    text = "".join(lines)
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text.encode()


@dataclass
class Publisher:
    """A centre's rules desk at a moment that a test sets."""

    store: CentreStore
    folder: Path
    clock: FixedClock

    @property
    def authority(self) -> Authority:
        return open_authority(self.folder / "authority", self.clock)

    def signer(self, **options: bool) -> RulesSigner:
        return self.authority.rules_signer(self.folder / "authority", **options)

    def publish(self, given: Mapping[str, bytes], **options: Any) -> bytes:
        """The package of these files, published."""
        done = rules.publish(self.store, self.authority, self.signer(), given, **options)
        with self.store.read() as connection:
            return rules.content(connection, done.version)

    def forge(self, files: Mapping[str, bytes], **changes: Any) -> bytes:
        """A package that is signed as it should be, whatever it says."""
        now = self.clock.now()
        known: dict[str, Any] = {
            "format": 1,
            "version": 1,
            "previous": "",
            "issued_at": now,
            "expires_at": now + timedelta(days=30),
            "centre": self.authority.fingerprint,
            "files": file_lines(files),
        }
        signer = self.signer()
        return pack(Manifest(**(known | changes)), files, signer.certificate, signer.sign)


@contextmanager
def a_publisher(folder: Path, at: datetime = MORNING) -> Iterator[Publisher]:
    with closing(open_database(Places(folder))) as store:
        yield Publisher(store, folder, FixedClock(at))


@contextmanager
def a_trusting_tablet(folder: Path, publisher: Publisher) -> Iterator[Workspace]:
    """A workspace that knows the authority of this centre."""
    who = Identity(UserId("zhang"), "张海峰", OrgId("xining"), ("inspector",), DeviceId("tab-1"))
    ws = create_workspace(folder, PASSWORD, who, FixedClock(publisher.clock.now()))
    with ws.unit("join") as unit:
        unit.settings.put(AUTHORITY, publisher.authority.certificate.encode())
    try:
        yield ws
    finally:
        close_workspace(ws)


def opened_again(ws: Workspace) -> Workspace:
    """The same workspace after the program was started anew."""
    close_workspace(ws)
    return open_workspace(ws.folder, PASSWORD, ws.clock)


def trusted_by(ws: Workspace) -> Trusted:
    with ws.read() as unit:
        return read_trusted(unit.settings.get(RULES))


def kept_below(folder: Path) -> dict[str, bytes]:
    """Every file below the folder of rules, with its content."""
    found = (folder / "rules").rglob("*")
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in found if p.is_file()}


def document(data: bytes) -> dict[str, Any]:
    """The package as plain values, to be spoilt."""
    return msgspec.json.decode(data, type=dict[str, Any])
