"""Where the person was, and how much is here."""

from sqlalchemy import select

from app.store import tables
from app.workspace import (
    Place,
    Workspace,
)


def last_place(ws: Workspace) -> Place | None:
    """Where the person was when the program ended, however it ended."""
    with ws.read() as unit:
        return unit.drafts.place()


def record_counts(ws: Workspace) -> dict[str, int]:
    """How many records of each kind are here."""
    with ws.read() as unit:
        table = tables.record
        counts: dict[str, int] = {}
        for (kind,) in unit.connection.execute(select(table.c.kind)):
            counts[kind] = counts.get(kind, 0) + 1
        return counts
