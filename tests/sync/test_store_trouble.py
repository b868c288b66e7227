"""Two processes of one centre on servers, and what a centre does while a server is gone."""

import logging
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import msgspec
import pytest
from litestar import Litestar
from litestar.testing import TestClient

from app.clock import FixedClock
from app.ids import CaseId, OrgId
from sync.protocol import messages
from sync.protocol.messages import SignedIn, Waiting
from sync.server.places import Places, open_database
from tests.builders import MORNING, a_case
from tests.sync.centres import a_change, an_inner_centre, carried, let_in
from tests.sync.senders import CONTENT, DIGEST, Sender
from tests.sync.stores import PASSWORD, S3, Postgres, needs_servers

pytestmark = needs_servers

CLERK = SignedIn("", "clerk@ours", "", "ours", ("clerk",), MORNING)


def test_two_processes_with_folders_of_their_own_serve_one_centre(
    postgres: Postgres, s3: S3, tmp_path: Path
) -> None:
    address, bucket = postgres.new_database(), s3.new_bucket()
    first, second = (Places(tmp_path / name, address, bucket) for name in ("first", "second"))
    let_in(first, "ours", clerk="clerk")
    clock = FixedClock(MORNING)
    with an_inner_centre(first, clock) as (_, here):
        copytree(first.folder / "authority", second.folder / "authority")
        with an_inner_centre(second, clock) as (_, there):
            headers = carried(here, "clerk@ours")  # its token opens both doors
            assert push(there, headers, "one") == ["received"]
            assert push(here, headers, "two") == ["received"]
            pages = [client.get(messages.FEED, headers=headers).json() for client in (here, there)]
            assert pages[0] == pages[1]
            assert [entry["record_id"] for entry in pages[0]["entries"]] == ["one", "two"]


def push(client: TestClient[Litestar], headers: dict[str, str], name: str) -> list[str]:
    """What the centre says to a new case."""
    change = a_change(a_case(id=CaseId(name), org=OrgId("ours"), team=()), CLERK, name)
    body = msgspec.json.encode({"changes": [change], "waiting": Waiting()})
    reply = client.post(messages.CHANGES, content=body, headers=headers)
    said = reply.json()
    return [r["status"] for r in said["receipts"]] if reply.status_code == 200 else [said["code"]]


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    with caplog.at_level(logging.DEBUG):
        yield caplog


def test_while_the_database_is_gone_the_centre_says_so_and_then_goes_on(
    postgres: Postgres, tmp_path: Path, logged: pytest.LogCaptureFixture
) -> None:
    places = Places(tmp_path, postgres.new_database())
    name = places.database.rpartition("/")[2]
    let_in(places, "ours", clerk="clerk")
    with an_inner_centre(places, FixedClock(MORNING)) as (_, client):
        headers = carried(client, "clerk@ours")
        postgres.run(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        end_connections(postgres, name)
        told = client.get("/health")
        assert (told.status_code, told.json()["status"]) == (503, "trouble")
        assert told.json()["database"] == {"kind": "postgresql", "answers": False}
        assert told.json()["objects"] == {"kind": "folder", "answers": True}
        reply = client.get(messages.FEED, headers=headers)
        assert (reply.status_code, reply.json()["code"]) == (503, "busy")
        assert reply.headers["Retry-After"] == "30"
        postgres.run(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')
        assert client.get("/health").json()["status"] == "ok"
        assert push(client, headers, "after") == ["received"]
        end_connections(postgres, name)  # as a restart of the server does
        assert push(client, headers, "again") == ["received"]
    assert "the database cannot be used" in logged.text
    assert PASSWORD not in logged.text
    assert "p%40ss" not in logged.text


def end_connections(postgres: Postgres, name: str) -> None:
    postgres.run(
        f"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{name}'"
    )


def test_while_the_object_store_is_gone_the_centre_says_so_and_then_goes_on(
    s3: S3, tmp_path: Path
) -> None:
    places = Places(tmp_path, objects=s3.new_bucket())
    let_in(places, "ours", clerk="clerk")
    with an_inner_centre(places, FixedClock(MORNING)) as (centre, client):
        sender = Sender(client, carried(client, "clerk@ours"))
        with s3.forbidding():
            told = client.get("/health")
            assert told.status_code == 503
            assert told.json()["objects"] == {"kind": "s3", "answers": False}
            assert told.json()["database"] == {"kind": "sqlite", "answers": True}
            for body in (CONTENT, CONTENT[:100]):
                reply = sender.begin(body=body)
                assert (reply.status_code, reply.json()["code"]) == (503, "busy")
            assert push(client, sender.headers, "text-goes-on") == ["received"]
        upload = sender.begin(body=CONTENT[:100]).headers["Location"]
        with s3.forbidding():
            assert sender.patch(upload, 100, CONTENT[100:]).status_code == 503
        assert sender.offset(upload) == 100
        assert sender.patch(upload, 100, CONTENT[100:]).status_code == 204
        assert centre.objects.read("ours", DIGEST, 0, len(CONTENT)) == CONTENT


def test_text_is_ordered_by_its_bytes_whatever_the_language_of_the_database(
    postgres: Postgres, tmp_path: Path
) -> None:
    places = Places(tmp_path, postgres.new_database())
    open_database(places).close()
    asked = (
        "SELECT table_name, column_name, collation_name FROM information_schema.columns"
        " WHERE table_schema = 'public' AND data_type IN ('character varying', 'text')"
    )
    found = postgres.run(asked, places.database.rpartition("/")[2])
    assert {collation for *_, collation in found} == {"C"}
    assert len(found) > 40


def test_a_name_with_a_zero_byte_is_nobodys(postgres: Postgres, tmp_path: Path) -> None:
    places = Places(tmp_path, postgres.new_database())
    let_in(places, "ours", clerk="clerk")
    with an_inner_centre(places, FixedClock(MORNING)) as (_, client):
        headers = carried(client, "clerk@ours")
        asked = {"user": "clerk\0", "password": "x", "device": "d"}
        assert client.post(messages.SIGN_IN, json=asked).status_code == 400
        assert client.get(f"{messages.FILES}/%00", headers=headers).status_code == 400
        assert push(client, headers, "zero\0") == ["refused"]
        assert push(client, headers, "sound") == ["received"]
