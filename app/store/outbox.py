"""Changes not yet seen again in the centre's feed, in the order they were made."""

from dataclasses import dataclass, replace
from enum import StrEnum

import msgspec
from sqlalchemy import Connection, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from app.domain.change import Change
from app.domain.merge import joined
from app.store import tables

_table = tables.outbox


class LineState(StrEnum):
    """What is known of one line."""

    QUEUED = "queued"
    RECEIVED = "received"
    """The centre said it has it; it goes when the feed shows it."""
    HELD = "held"
    """It clashes with another person's change; a person has to settle it first."""
    REFUSED = "refused"
    """The centre said no, and why; it stays until it is mended."""


@dataclass(frozen=True)
class Line:
    """One change waiting, with what is known of its way."""

    seq: int
    change: Change
    state: LineState
    tries: int
    reason: str


class Outbox:
    """The outbox of one open transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, change: Change) -> str:
        """Add a change; tells under which id it travels.

        An earlier one of the same record that was never sent, or that the centre refused, takes it
        in. What was sent and may have been applied is a fixed snapshot and takes nothing in.
        """
        lines = self.of_record(change.kind, change.record_id)
        open_lines = [line for line in lines if _takes_in(line)]
        if not open_lines:
            self._insert(change)
            return change.id
        earlier = open_lines[-1].change
        edits = joined(earlier.edits, change.edits)
        self.rewrite(replace(earlier, edits=edits, made_at=change.made_at))
        self.mark(earlier.id, LineState.QUEUED)
        return earlier.id

    def rewrite(self, change: Change) -> None:
        """Put the new form of a waiting change in its place; without edits it goes."""
        if change.edits:
            self._update(change.id, body=_text(change))
        else:
            self.drop(change.id)

    def drop(self, change_id: str) -> bool:
        """Take a line out; tells whether it was there."""
        done = self._connection.execute(delete(_table).where(_table.c.change_id == change_id))
        return bool(done.rowcount)

    def waiting(self, limit: int) -> list[Line]:
        """The first lines that are to be sent."""
        query = select(_table).where(_table.c.state == LineState.QUEUED)
        return self._lines(query.order_by(_table.c.seq).limit(limit))

    def of_record(self, kind: str, record_id: str) -> list[Line]:
        """All lines of one record, in order."""
        query = select(_table).where(_table.c.kind == kind, _table.c.record_id == record_id)
        return self._lines(query.order_by(_table.c.seq))

    def all(self) -> list[Line]:
        """Every line, in order."""
        return self._lines(select(_table).order_by(_table.c.seq))

    def tried(self, change_ids: list[str]) -> None:
        """These are being sent now: from here on they are fixed snapshots."""
        self._connection.execute(
            update(_table)
            .where(_table.c.change_id.in_(change_ids))
            .values(tries=_table.c.tries + 1)
        )

    def mark(self, change_id: str, state: LineState, reason: str = "") -> None:
        """Note what became of a line."""
        self._update(change_id, state=state.value, reason=reason)

    def unmark_received(self) -> None:
        """Offer again what the centre had said it received (it may have forgotten)."""
        self._connection.execute(
            update(_table)
            .where(_table.c.state == LineState.RECEIVED)
            .values(state=LineState.QUEUED.value)
        )

    def counts(self) -> dict[LineState, int]:
        """How many lines stand in each state."""
        query = select(_table.c.state, func.count()).group_by(_table.c.state)
        return {LineState(state): count for state, count in self._connection.execute(query)}

    def _insert(self, change: Change) -> None:
        self._connection.execute(
            insert(_table).values(
                change_id=change.id,
                kind=change.kind,
                record_id=change.record_id,
                case_id=change.case_id,
                body=_text(change),
                state=LineState.QUEUED.value,
                tries=0,
                reason="",
            )
        )

    def _update(self, change_id: str, **values: str) -> None:
        self._connection.execute(
            update(_table).where(_table.c.change_id == change_id).values(**values)
        )

    def _lines(self, query: object) -> list[Line]:
        return [
            Line(
                row.seq,
                msgspec.json.decode(row.body, type=Change),
                LineState(row.state),
                row.tries,
                row.reason,
            )
            for row in self._connection.execute(query)  # type: ignore[call-overload]
        ]


def _takes_in(line: Line) -> bool:
    never_sent = line.state is LineState.QUEUED and line.tries == 0
    return never_sent or line.state is LineState.REFUSED


def _text(change: Change) -> str:
    return msgspec.json.encode(change).decode()
