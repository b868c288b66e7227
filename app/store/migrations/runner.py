"""Runs the Alembic steps on an open connection, all in its one transaction.

What a person would miss is counted before and after; where a count differs nothing is changed.
"""

from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, func, inspect, select

from app.errors import UpgradeFailed
from app.store import tables
from app.store.backup import Backups

_DEAR: Final = (
    tables.outbox,
    tables.draft,
    tables.record,
    tables.agreed,
    tables.conflict,
    tables.blob,
    tables.trail,
    tables.setting,
)


def upgrade(connection: Connection, database: Path, key: bytes) -> None:
    """Bring the database to the newest schema; a cut half-way leaves it as it was.

    What was there is copied first.

    Raises:
        UpgradeFailed: rows would be lost; the transaction has to be undone.
    """
    before = _counts(connection)
    if before:
        Backups(database, key).before_upgrade()
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    after = _counts(connection)
    for name, count in before.items():
        if after.get(name, 0) != count:
            raise UpgradeFailed(str(database.parent), name, count, after.get(name, 0))


def _counts(connection: Connection) -> dict[str, int]:
    there = inspect(connection).get_table_names()
    return {
        table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
        for table in _DEAR
        if table.name in there
    }
