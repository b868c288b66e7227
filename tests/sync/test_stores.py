"""What a centre says of stores that it cannot use; where they are set, and that they stay."""

import socket
from collections.abc import Callable
from pathlib import Path
from shutil import copy2, copytree, rmtree

import pytest

from sync.server import places as places_module
from sync.server import postgres as postgres_module
from sync.server.__main__ import main
from sync.server.places import Places, open_database
from sync.server.sealing import KEY_FILE
from sync.server.startup import open_centre
from tests.sync.centres import settings_of
from tests.sync.stores import PASSWORD, S3, Postgres, a_free_port, needs_servers

pytestmark = needs_servers

Say = Callable[..., str]


@pytest.fixture
def say(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Say:
    """The one line that the command ends with when it is given these stores."""

    def run(database: str = "", objects: str = "", folder: Path = tmp_path / "centre") -> str:
        with socket.create_server(("127.0.0.1", 0)) as taken:  # so that nothing is ever served
            asked = ["--folder", str(folder), "--port", str(taken.getsockname()[1])]
            ended = main([*asked, "--database", database, "--objects", objects])
        told = capsys.readouterr()
        assert (ended, told.err.count("\n")) == (1, 1), told.err
        assert PASSWORD not in told.err + told.out
        assert "p%40ss" not in told.err + told.out
        return told.err.rstrip("\n")

    return run


def a_role(postgres: Postgres, name: str, database: str = "") -> str:
    """A new user of the server, who owns nothing; the address of this database for him."""
    if not postgres.run(f"SELECT 1 FROM pg_roles WHERE rolname = '{name}'"):
        postgres.run(f"CREATE ROLE {name} LOGIN PASSWORD '{PASSWORD}'")
    return postgres.address(database.rpartition("/")[2], username=name, password=PASSWORD)


@pytest.mark.parametrize(
    "address",
    [f"mysql://me:{PASSWORD}@host/db", "postgresql://", f"postgresql://me:{PASSWORD}@host:x/db",
     "postgresql://me:p@ss@host/db", "postgresql://me@host", PASSWORD, "postgresql:///", "sqlite:///x.db"],
)  # fmt: skip
def test_what_is_no_address_of_a_database_is_told_without_repeating_it(
    say: Say, address: str
) -> None:
    assert say(address).startswith("--database is no address of a database; write it as")


@pytest.mark.parametrize("host", ["127.0.0.1", "no-such-host.invalid"])
def test_a_server_that_is_not_there_is_told(say: Say, postgres: Postgres, host: str) -> None:
    port = a_free_port()
    told = say(postgres.address("centre", host=host, port=port))
    assert told.startswith(f"No PostgreSQL answers at {host}:{port}/centre; start it there")


def test_a_wrong_password_a_missing_one_and_a_stranger_are_told(
    say: Say, postgres: Postgres
) -> None:
    database = postgres.new_database().rpartition("/")[2]
    for parts in ({"password": "guess"}, {"password": ""}, {"username": "stranger"}):
        assert "does not accept this user and password" in say(postgres.address(database, **parts))


def test_a_missing_database_is_told(say: Say, postgres: Postgres) -> None:
    told = say(postgres.address("nowhere"))
    assert told.startswith("There is no database 127.0.0.1")
    assert told.endswith("/nowhere; make it with createdb, or correct --database.")


def test_who_may_not_make_tables_is_told(say: Say, postgres: Postgres) -> None:
    address = a_role(postgres, "kanyan_guest", postgres.new_database())
    assert "The user may not make tables" in say(address)


def test_who_may_not_connect_is_told(say: Say, postgres: Postgres) -> None:
    address = postgres.new_database()
    name = address.rpartition("/")[2]
    postgres.run(f'REVOKE CONNECT ON DATABASE "{name}" FROM PUBLIC')
    assert "may not make tables" in say(a_role(postgres, "kanyan_guest", address))


def test_a_database_of_another_program_is_left_alone(say: Say, postgres: Postgres) -> None:
    address = postgres.new_database()
    name = address.rpartition("/")[2]
    postgres.run("CREATE TABLE meta (id int)", name)
    assert "holds another program's tables" in say(address)
    asked = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
    assert postgres.run(asked, name) == [("meta",)]


def test_the_database_of_a_newer_centre_is_left_alone(
    say: Say, postgres: Postgres, tmp_path: Path
) -> None:
    address = postgres.new_database()
    open_database(Places(tmp_path / "centre", address)).close()
    postgres.run("UPDATE meta SET value = '9' WHERE name = 'schema'", address.rpartition("/")[2])
    assert "A newer version of the centre wrote" in say(address)


@pytest.mark.parametrize("wrong", [b"not a database", None])
def test_an_embedded_file_of_somebody_else_is_left_alone(
    say: Say, tmp_path: Path, wrong: bytes | None
) -> None:
    folder = tmp_path / "centre"
    folder.mkdir()
    if wrong is None:
        open_database(Places(folder)).close()
        with open_database(Places(folder)).write() as connection:
            connection.exec_driver_sql("DROP TABLE feed")
        assert "holds another program's tables" in say()
    else:
        (folder / "centre.db").write_bytes(wrong * 100)
        assert "cannot be read; bring back its backup" in say()
        assert (folder / "centre.db").read_bytes() == wrong * 100


def test_a_database_in_another_encoding_is_told(say: Say, postgres: Postgres) -> None:
    options = {"ENCODING": "'LATIN1'", "LOCALE": "'C'", "TEMPLATE": "template0"}
    assert "keeps text in LATIN1; make a database with" in say(postgres.new_database(**options))


def test_a_standby_is_told(say: Say, postgres: Postgres) -> None:
    address = postgres.new_database()
    name = address.rpartition("/")[2]
    postgres.run(f'ALTER DATABASE "{name}" SET default_transaction_read_only = on')
    assert "is read-only" in say(address)


def test_a_server_that_is_too_old_is_told(
    say: Say, postgres: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres_module, "_OLDEST", 99)
    assert "the centre needs 15 or newer" in say(postgres.new_database())


@pytest.mark.parametrize(
    "address",
    ["bucket", "https://bucket/prefix", "s3://", "s3://ab", f"s3://key:{PASSWORD}@bucket/x",
     "s3://Bucket/x", "s3://bucket/x?acl"],
)  # fmt: skip
def test_what_is_no_address_of_a_bucket_is_told(say: Say, address: str) -> None:
    assert say(objects=address).startswith("--objects is no address of a bucket; write it as")


def test_a_missing_bucket_is_told(say: Say, s3: S3) -> None:
    assert "There is no bucket for s3://no-such-bucket/x" in say(objects="s3://no-such-bucket/x")


def test_keys_that_are_not_known_are_told(say: Say, s3: S3) -> None:
    bucket = s3.new_bucket()
    with s3.forbidding():
        assert "does not know these keys" in say(objects=bucket)


def test_an_object_store_that_is_not_there_is_told(
    say: Say, s3: S3, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{a_free_port()}")
    assert "No object store answers for s3://bucket/x" in say(objects="s3://bucket/x")


def test_a_setting_that_was_forgotten_begins_no_second_centre(
    say: Say, postgres: Postgres, s3: S3, tmp_path: Path
) -> None:
    folder, places = tmp_path / "centre", (postgres.new_database(), s3.new_bucket())
    with open_centre(Places(folder, *places)):
        pass
    known = (folder / "stores.json").read_text()
    assert PASSWORD not in known
    assert "p%40ss" not in known
    assert "has its database at" in say()
    assert "has its database at" in say(postgres.new_database(), places[1])
    assert "has its files at" in say(places[0])
    embedded = tmp_path / "embedded"
    open_database(Places(embedded)).close()
    assert "leave --database out, or choose another --folder" in say(places[0], folder=embedded)
    with open_centre(Places(embedded)):
        pass
    assert "leave --objects out, or copy what" in say("", places[1], folder=embedded)


def test_a_wrong_bucket_at_the_first_start_does_not_stick(
    say: Say, postgres: Postgres, s3: S3, tmp_path: Path
) -> None:
    address = postgres.new_database()
    assert "There is no bucket" in say(address, "s3://no-such-bucket")
    with open_centre(Places(tmp_path / "centre", address, s3.new_bucket())) as centre:
        assert centre.objects.answers()


def test_a_database_keeps_to_its_authority(say: Say, postgres: Postgres, tmp_path: Path) -> None:
    address = postgres.new_database()
    with open_centre(Places(tmp_path / "first", address)) as first:
        root = first.authority.certificate
    second = tmp_path / "second"
    key = "The key of the personal data in this database, personal.key, is not in"
    assert key in say(address, folder=second)
    with open_centre(Places(tmp_path / "other")):
        copytree(tmp_path / "other" / "authority", second / "authority", dirs_exist_ok=True)
    assert key in say(address, folder=second)
    rmtree(second / "authority")
    (second / "authority").mkdir()
    copy2(tmp_path / "first" / "authority" / KEY_FILE, second / "authority")
    assert "certificate authority of this database is not in" in say(address, folder=second)
    copytree(tmp_path / "other" / "authority", second / "authority", dirs_exist_ok=True)
    copy2(tmp_path / "first" / "authority" / KEY_FILE, second / "authority")
    assert "holds the certificate authority of another centre" in say(address, folder=second)
    copytree(tmp_path / "first" / "authority", second / "authority", dirs_exist_ok=True)
    with open_centre(Places(second, address)) as again:
        assert again.authority.certificate == root


def test_the_command_line_goes_before_the_environment() -> None:
    environment = settings_of(Places(Path(), "postgresql://a/b", "s3://env"))
    given = places_module.places_of(Path("x"), "", None, environment)
    assert given == Places(Path("x"), "", "s3://env")
