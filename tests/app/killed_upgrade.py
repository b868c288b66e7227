"""A child that upgrades copies of an old database and is killed at one statement after another.

    python -m tests.app.killed_upgrade OLD SCRATCH KEY STEP

One process imports everything; each attempt is a fork of it that kills itself. After each, the
next start is tried on what is left. Prints a line of JSON: how many statements there are, and what
was wrong after which.
"""

import json
import os
import shutil
import signal
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event, text

from app.store.driver import SCHEMA_HEAD, plain_engine
from app.store.engine import open_engine

DEAR = ("outbox", "draft", "record", "blob", "trail", "setting")


def main(old: Path, scratch: Path, key: bytes, step: int) -> None:
    wrong: dict[int, Any] = {}
    before, number = counts_of(fresh(old, scratch), key, upgraded=False), 0
    while killed_at(number, fresh(old, scratch), key):
        version, after = counts_of(scratch / "kanyan.db", key, upgraded=True)
        if (version, after) != (SCHEMA_HEAD, before[1]):
            wrong[number] = (version, after)
        number += step
    print(json.dumps({"statements": number, "before": before, "wrong": wrong}))  # noqa: T201


def fresh(old: Path, scratch: Path) -> Path:
    """A copy of the old workspace's database."""
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir()
    return Path(shutil.copy(old / "kanyan.db", scratch / "kanyan.db"))


def killed_at(number: int, database: Path, key: bytes) -> bool:
    """Whether the upgrade got as far as this statement, and was killed there."""
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        return os.WIFSIGNALED(status)
    left = iter(range(number, -1, -1))

    def kill(*_about: object) -> None:
        if next(left, None) == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "before_cursor_execute", kill)
    open_engine(database, key)
    os._exit(0)


def counts_of(database: Path, key: bytes, *, upgraded: bool) -> tuple[str, dict[str, int]]:
    """The version, and how many rows there are of what nobody may lose."""
    engine = (open_engine if upgraded else plain_engine)(database, key)
    with engine.connect() as connection:
        version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
        counts = {
            table: connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()
            for table in DEAR
        }
    engine.dispose()
    return version, counts


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), bytes.fromhex(sys.argv[3]), int(sys.argv[4]))
