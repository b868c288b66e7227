"""The centre as a child process over real HTTP, and its people, played through its interface."""

import os
import subprocess
import sys
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final

from app import codec
from app.clock import SystemClock
from app.domain.case import ConnectionCase
from app.domain.change import Change, Page
from app.domain.merge import diff
from app.domain.staff import CENTRE_ROLES, Identity
from app.ids import ChangeId, DeviceId, Digest, Minter, OrgId, RecordId, UserId
from sync.client.http import HttpCentre
from sync.protocol.messages import SignIn, Waiting
from ui.demo.cast import ORG, PASSWORD, Person

_ROOT: Final = Path(__file__).parents[2]
_READY: Final = "KANYAN CENTRE READY "


class CentreProcess:
    """A running centre; `stop` is the network gone, `start` the network back."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.url = ""
        self._port = 0
        self._process: subprocess.Popen[str] | None = None

    def add_person(self, person: Person) -> None:
        """Let somebody in, by the centre's own command."""
        self.folder.mkdir(parents=True, exist_ok=True)
        asked = ["add-user", "--folder", str(self.folder), person.user, "--name", person.name]
        asked += ["--org", ORG, "--roles", ",".join(person.roles)]
        environment = {**os.environ, "KANYAN_PASSWORD": PASSWORD}
        subprocess.run(
            [sys.executable, "-m", "sync.server", *asked],
            check=True,
            cwd=_ROOT,
            env=environment,
            capture_output=True,
        )

    def start(self) -> None:
        """Start it, on the port it had before."""
        self._process = subprocess.Popen(
            [
                *(sys.executable, "-m", "sync.server"),
                *("--folder", str(self.folder), "--port", str(self._port)),
            ],
            stdout=subprocess.PIPE,
            text=True,
            cwd=_ROOT,
        )
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if line.startswith(_READY):
                self.url = line.removeprefix(_READY).strip()
                self._port = int(self.url.rpartition(":")[2])
                return
        raise RuntimeError("the centre did not start")

    def stop(self) -> None:
        """Stop it."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(30)
            if self._process.stdout is not None:
                self._process.stdout.close()
            self._process = None

    def cut(self) -> None:
        """Cut the line without a word, in the middle of whatever is on it."""
        if self._process is not None:
            self._process.kill()
        self.stop()

    @property
    def authority(self) -> bytes:
        """The certificate of the centre's own authority (PEM)."""
        return (self.folder / "authority" / "ca.pem").read_bytes()


class Office:
    """A person at the centre, signed in over HTTP."""

    def __init__(self, url: str, person: Person, ids: Minter) -> None:
        self._ids = ids
        # What the pages of the office say bears its name; a colleague has a tablet of his own.
        at_the_centre = CENTRE_ROLES & set(person.roles)
        device = DeviceId("office" if at_the_centre else f"tablet-{person.user}")
        with closing(HttpCentre(url)) as door:
            known = door.sign_in(SignIn(person.user, PASSWORD, device, "office"))
        self.who = Identity(UserId(known.user), known.name, OrgId(known.org), known.roles, device)
        self._centre = HttpCentre(url, known.token)

    def close(self) -> None:
        """Hang up."""
        self._centre.close()

    def post(self, records: Iterable[codec.Record], now: datetime) -> None:
        """Bring new records, as the office's pages do.

        Raises:
            RuntimeError: the centre refuses one.
        """
        changes = [self._change(record, now) for record in records]
        refused = [r for r in self._centre.push(changes, Waiting()) if r.status != "received"]
        if refused:
            raise RuntimeError(f"refused: {refused}")

    def change(self, case: ConnectionCase, after: ConnectionCase, *parts: str) -> None:
        """Bring these parts of the case to what `after` says.

        Raises:
            RuntimeError: the centre refuses.
        """
        changed = replace(case, **{part: getattr(after, part) for part in parts})
        kind = codec.kind_of(case)
        edits = diff(*(codec.fields(kind, codec.encode(each)) for each in (case, changed)))
        change = replace(self._change(case, SystemClock().now()), base_rev=1, edits=edits)
        (receipt,) = self._centre.push([change], Waiting())
        if receipt.status != "received":
            raise RuntimeError(f"refused: {receipt}")

    def records(self) -> dict[tuple[str, str], bytes]:
        """Every record as the centre holds it, canonical, by kind and id."""
        found: dict[tuple[str, str], bytes] = {}
        page = Page("", (), 0, more=True)
        while page.more:
            page = self._centre.page(page.epoch, page.last)
            for entry in page.entries:
                found[entry.kind, entry.record_id] = codec.canonical(entry.body)
        return found

    def file(self, digest: Digest) -> bytes:
        """A file as the centre holds it."""
        return self._centre.fetch_file(digest)

    def _change(self, record: codec.Record, now: datetime) -> Change:
        kind = codec.kind_of(record)
        return Change(
            id=ChangeId(self._ids.new()),
            kind=kind,
            record_id=RecordId(record.id),
            case_id=record.case_id,
            org=record.org,
            base_rev=0,
            edits=diff({}, codec.fields(kind, codec.encode(record))),
            by=self.who.user,
            device=self.who.device,
            made_at=now,
        )
