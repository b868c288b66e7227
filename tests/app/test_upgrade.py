"""An older database is brought up to date: with all that is unsent, or not at all (L25, FA14)."""

import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from app.actions.open_workspace import close_workspace, create_workspace, open_workspace
from app.errors import UpgradeFailed
from app.store import backup
from app.store.driver import SCHEMA_HEAD, plain_engine
from app.store.engine import open_engine
from app.store.migrations import runner
from tests.app.disks import Disk, cuts, recorded
from tests.app.tablets_on_disk import PASSWORD, WHO, key_of, work
from tests.builders import a_case, a_visit

ROOT = Path(__file__).parents[2]
NIGHTLY = os.environ.get("KANYAN_NIGHTLY") == "1"
CUTS = 1000 if NIGHTLY else 12
EVERY = 1 if NIGHTLY else 7
"""At each so manieth statement the upgrade is killed."""
TO_THE_FIRST_SCHEMA = (
    "DROP TRIGGER agreed_comes",
    "DROP TRIGGER agreed_goes",
    "DROP TRIGGER agreed_turns",
    "DROP TABLE agreed_step",
    "DROP TABLE agreed_total",
    "DROP TABLE case_index",
    "DROP INDEX outbox_by_case",
    "DROP INDEX record_of_case",
    "CREATE INDEX record_by_case ON record (case_id, kind)",
    "CREATE TABLE case_index (id VARCHAR PRIMARY KEY, application_no VARCHAR NOT NULL,"
    " customer_name VARCHAR NOT NULL, address VARCHAR NOT NULL, phone VARCHAR NOT NULL,"
    " customer_class VARCHAR NOT NULL)",
    "INSERT INTO case_index VALUES ('case-1', '1', '某厂', '某处', '', 'HV_SINGLE')",
    "DROP INDEX trail_of_case",
    "ALTER TABLE trail DROP COLUMN device",
    "ALTER TABLE trail DROP COLUMN case_id",
    "ALTER TABLE trail DROP COLUMN told_digest",
    "ALTER TABLE trail DROP COLUMN told",
    "UPDATE alembic_version SET version_num = '0001'",
)


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace of the first schema with unsent work, closed."""
    ws = create_workspace(tmp_path_factory.mktemp("old") / "tablet", PASSWORD, WHO)
    with ws.unit("come_down") as unit:
        unit.save(a_case())
        unit.save(a_visit())
    work(ws, lambda _said: None, 7)
    with ws.unit("as it was") as unit:
        for sql in TO_THE_FIRST_SCHEMA:
            unit.connection.execute(text(sql))
    close_workspace(ws)
    return ws.folder


def unsent(folder: Path, key: bytes) -> tuple[str, list[object]]:
    """The version, and every line that waits."""
    engine = plain_engine(folder / "kanyan.db", key)
    with engine.connect() as connection:
        version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
        lines = connection.execute(text("SELECT seq, body, state FROM outbox ORDER BY seq")).all()
    return version, [tuple(line) for line in lines]


def test_l25_an_upgrade_killed_at_any_statement_is_finished_by_the_next_start(
    old: Path, tmp_path: Path
) -> None:
    given = (str(old), str(tmp_path / "one"), key_of(old).hex(), str(EVERY))
    told = subprocess.run(
        [sys.executable, "-m", "tests.app.killed_upgrade", *given],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    result = json.loads(told.stdout)
    assert result["statements"] > 50
    assert result["before"][0] == "0001"
    assert result["before"][1]["outbox"] > 3
    assert result["wrong"] == {}


def test_l25_an_upgrade_that_is_cut_leaves_the_old_or_the_new_with_all_that_waits(
    old: Path, tmp_path: Path
) -> None:
    folder, key = shutil.copytree(old, tmp_path / "tablet"), key_of(old)
    started, (_, lines) = Disk(folder), unsent(old, key)
    with recorded() as recorder:
        close_workspace(open_workspace(folder, PASSWORD))
    versions = set()
    for left, _said in cuts(tmp_path / "cut", started, recorder.log, random.Random(4), CUTS):
        version, waiting = unsent(left, key)
        assert waiting == lines
        versions.add(version)
        open_engine(left / "kanyan.db", key).dispose()
        assert unsent(left, key) == (SCHEMA_HEAD, lines)
    assert versions == {"0001", SCHEMA_HEAD}


def test_l25_an_upgrade_that_would_lose_a_line_is_undone_and_told(
    old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, key = shutil.copytree(old, tmp_path / "tablet"), key_of(old)
    before = unsent(folder, key)
    upgrade = runner.command.upgrade

    def losing(config: object, to: str) -> None:
        upgrade(config, to)
        connection: Connection = config.attributes["connection"]  # type: ignore[attr-defined]
        connection.execute(text("DELETE FROM outbox WHERE seq = (SELECT max(seq) FROM outbox)"))

    monkeypatch.setattr(runner.command, "upgrade", losing)
    with pytest.raises(UpgradeFailed) as refused:
        open_workspace(folder, PASSWORD)
    lines = len(before[1])
    found = refused.value
    assert (found.what, found.before, found.after) == ("outbox", lines, lines - 1)
    assert unsent(folder, key) == before
    monkeypatch.undo()
    close_workspace(open_workspace(folder, PASSWORD))
    assert unsent(folder, key) == (SCHEMA_HEAD, before[1])


def test_what_was_there_is_copied_before_its_schema_changes(old: Path, tmp_path: Path) -> None:
    folder, key = shutil.copytree(old, tmp_path / "tablet"), key_of(old)
    before = unsent(folder, key)
    close_workspace(open_workspace(folder, PASSWORD))
    copy = tmp_path / "copy"
    copy.mkdir()
    shutil.copy(folder / "backups" / backup.BEFORE_UPGRADE, copy / "kanyan.db")
    assert unsent(copy, key) == before
