"""The database itself refuses to change or take out a line of a trail, on SQLite and PostgreSQL.

Whoever owns the database can take the refusal away; the hash chain is what shows that.
"""

from collections.abc import Iterator
from typing import Final

from sqlalchemy import Connection

from sync.server import tables

_WORDS: Final = "this table is append-only"
_REFUSE: Final = f"""
CREATE OR REPLACE FUNCTION kanyan_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{_WORDS}'; END $$
"""


def guard(connection: Connection) -> None:
    """See to it that every append-only table of this database has its guard."""
    statements = _on_postgres if connection.dialect.name == "postgresql" else _on_sqlite
    for statement in statements():
        connection.exec_driver_sql(statement)


def _on_sqlite() -> Iterator[str]:
    for table in tables.APPEND_ONLY:
        for deed in ("UPDATE", "DELETE"):
            yield (
                f"CREATE TRIGGER IF NOT EXISTS {table.name}_no_{deed.lower()}"
                f" BEFORE {deed} ON {table.name} BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END"
            )


def _on_postgres() -> Iterator[str]:
    yield _REFUSE
    for table in tables.APPEND_ONLY:
        yield (
            f"CREATE OR REPLACE TRIGGER {table.name}_append_only"
            f" BEFORE UPDATE OR DELETE OR TRUNCATE ON {table.name}"
            " FOR EACH STATEMENT EXECUTE FUNCTION kanyan_append_only()"
        )
