"""Small named values of a workspace: who it belongs to, its device key, its certificate."""

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from app.store import tables

_setting = tables.setting


class Settings:
    """Settings of one open transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, name: str) -> bytes | None:
        """The value, or None where it was never set."""
        value = self._connection.execute(
            select(_setting.c.value).where(_setting.c.name == name)
        ).scalar()
        return None if value is None else bytes(value)

    def put(self, name: str, value: bytes) -> None:
        """Set it."""
        statement = insert(_setting).values(name=name, value=value)
        self._connection.execute(
            statement.on_conflict_do_update(index_elements=["name"], set_={"value": value})
        )
