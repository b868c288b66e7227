"""Events of before there were guards, which tablets may still bring to a centre that is older.

A centre that begins today takes none: whoever leaves out the mark would get round the guards.
"""

from datetime import datetime
from typing import Final

from sqlalchemy import Connection, select

from sync.server import tables
from sync.server.unit import CentreStore

_NOTE: Final = "unguarded_until"
_meta, _record = tables.meta, tables.record


def settle(store: CentreStore, now: datetime) -> None:
    """Note once, at the first start with guards, until when there may have been such events."""
    if store.known(_NOTE) is not None:
        return
    with store.read() as connection:
        is_older = connection.execute(select(_record.c.id).limit(1)).first() is not None
    store.claim(_NOTE, now.isoformat() if is_older else "")


def may_be(connection: Connection, occurred_at: datetime) -> bool:
    """Whether an event of this moment may have been noted before there were guards here."""
    until = connection.execute(select(_meta.c.value).where(_meta.c.name == _NOTE)).scalar()
    return occurred_at < datetime.fromisoformat(until) if until else False
