"""Centres to test against: a real one in a child process, and one inside the test."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from litestar import Litestar
from litestar.testing import TestClient
from sqlalchemy import Select

from app import codec
from app.clock import Clock
from app.domain.change import Change
from app.domain.merge import diff
from app.ids import ChangeId, DeviceId, OrgId, RecordId, UserId
from sync.client.http import HttpCentre
from sync.protocol.messages import PROTOCOL, PROTOCOL_HEADER, SignedIn, SignIn
from sync.server.api import create_app
from sync.server.centre import Centre
from sync.server.places import DATABASE, OBJECTS, Places, open_database
from sync.server.startup import READY_LINE, NewAccount, open_centre, seed_accounts
from tests.builders import MORNING

PASSWORD = "a long enough password"
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class RunningCentre:
    """A centre in a child process, with its folder."""

    url: str
    places: Places

    @property
    def folder(self) -> Path:
        """Its folder, where an embedded one has everything."""
        return self.places.folder


@contextmanager
def a_running_centre(where: Path | Places, port: int = 0) -> Iterator[RunningCentre]:
    """A centre in a child process, listening; stopped in order at the end."""
    places = _places(where)
    folder = str(places.folder)
    command = [sys.executable, "-m", "sync.server", "--folder", folder, "--port", str(port)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"}
    environment |= settings_of(places)
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        try:
            lines = iter(process.stdout.readline, "")
            ready = next((line for line in lines if line.startswith(READY_LINE)), "")
            assert ready, "the centre did not start"
            yield RunningCentre(ready.removeprefix(READY_LINE).strip(), places)
        finally:
            process.terminate()
            assert process.wait(20) == 0


def settings_of(places: Places) -> dict[str, str]:
    """The environment in which a command means these places."""
    return {DATABASE: places.database, OBJECTS: places.objects}


def the_command(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """What the centre's command says and how it ends, with these variables set."""
    return subprocess.run(
        [sys.executable, "-m", "sync.server", *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def _places(where: Path | Places | RunningCentre) -> Places:
    match where:
        case RunningCentre():
            return where.places
        case Path():
            return Places(where)
        case _:
            return where


OFFICE = "clerk+account_manager+scheme_designer+approver+inspector+metering_crew"
"""Somebody who is the whole office, where a test does not ask who says what."""


def let_in(where: Path | Places | RunningCentre, org: str, **roles: str) -> None:
    """Accounts of this organisation, each with a role, or several joined by `+`; `user@org`."""
    people = [
        NewAccount(f"{user}@{org}", PASSWORD, f"{user} of {org}", org, tuple(role.split("+")))
        for user, role in roles.items()
    ]
    seed_accounts(_places(where), people)


def rows_at(centre: RunningCentre, query: Select[Any]) -> list[Any]:
    """What the running centre's own database holds."""
    with closing(open_database(centre.places)) as store, store.read() as connection:
        return list(connection.execute(query))


def signed_in(url: str, user: str, device: str = "office") -> tuple[HttpCentre, SignedIn]:
    """A link that this person has signed in on; it does not wait between tries."""
    link = HttpCentre(url, pause=lambda seconds: None)
    return link, link.sign_in(SignIn(user, PASSWORD, device))


def a_change(
    record: codec.Record, known: SignedIn, change_id: str, device: str = "office"
) -> Change:
    """The change by which this person brings a new record."""
    kind = codec.kind_of(record)
    return Change(
        id=ChangeId(change_id),
        kind=kind,
        record_id=RecordId(record.id),
        case_id=record.case_id,
        org=OrgId(record.org),
        base_rev=0,
        edits=diff({}, codec.fields(kind, codec.encode(record))),
        by=UserId(known.user),
        device=DeviceId(device),
        made_at=MORNING,
    )


@contextmanager
def an_inner_centre(
    where: Path | Places, clock: Clock
) -> Iterator[tuple[Centre, TestClient[Litestar]]]:
    """A centre in this process, and a client that speaks its protocol."""
    with open_centre(_places(where), clock) as centre, TestClient(create_app(centre)) as client:
        client.headers[PROTOCOL_HEADER] = str(PROTOCOL)
        yield centre, client


def carried(client: TestClient[Litestar], user: str, device: str = "office") -> dict[str, str]:
    """The header that this person's requests carry."""
    asked = {"user": user, "password": PASSWORD, "device": device}
    token = client.post("/v1/sign-in", json=asked).json()["token"]
    return {"Authorization": f"Bearer {token}"}


def names(people: Sequence[str], org: str) -> tuple[UserId, ...]:
    """The names that these people sign in by."""
    return tuple(UserId(f"{user}@{org}") for user in people)
