"""Changes not yet seen again in the centre's feed, in the order they were made."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import msgspec
from sqlalchemy import Connection, bindparam, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from app.domain.change import Change, FieldEdit, Path, Written
from app.domain.merge import joined
from app.ids import ChangeId
from app.store import tables

_table = tables.outbox
_count_of_case = (
    select(func.count()).select_from(_table).where(_table.c.case_id == bindparam("case_id"))
)


_of_record = (
    select(_table)
    .where(_table.c.kind == bindparam("kind"), _table.c.record_id == bindparam("record_id"))
    .order_by(_table.c.seq)
)


_any_first = select(_table.c.seq).where(_table.c.seq < 1).limit(1)


class LineState(StrEnum):
    """What is known of one line."""

    QUEUED = "queued"
    RECEIVED = "received"
    """The centre said it has it; it goes when the feed shows it."""
    HELD = "held"
    """It clashes with another person's change; a person has to settle it first."""
    REFUSED = "refused"
    """The centre said no, and why; it stays until it is mended."""
    CARRIED = "carried"
    """A colleague's, handed over with his case: shown here, judged at the centre as his."""


# Asked before each file that goes up: made once.
_any_new = (
    select(_table.c.seq).where(_table.c.state == LineState.QUEUED, _table.c.tries == 0).limit(1)
)


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

    def put(self, change: Change) -> tuple[str, list[str]]:
        """Add a change; tells under which id it travels and which waiting ones it took in.

        Changes of the same record that were never sent, that the centre refused, or that are held
        back by a conflict become one with it, in its place at the end. What was sent and may have
        been applied is a fixed snapshot: it stays, and what it says of a field after them counts.
        One that brings a new record keeps its place, before all that belongs to that record.
        """
        edits: dict[Path, FieldEdit] = {}
        taken_in: list[Line] = []
        lines = self.of_record(change.kind, change.record_id)
        for line in lines:
            if _can_be_taken_in(line):
                taken_in.append(line)
                edits = {edit.path: edit for edit in joined(edits.values(), line.change.edits)}
            else:
                edits = {
                    p: e for p, e in edits.items() if all(p != x.path for x in line.change.edits)
                }
        for line in taken_in:
            self.drop(line.change.id)
        held = [line for line in taken_in if line.state is LineState.HELD]
        # What was sent once may still arrive, by a late request or a stick: under its id there is
        # never another content, or the centre would take the newer one for known.
        unsent = taken_in and not any(line.tries for line in taken_in)
        survivor = (held or taken_in)[0].change.id if unsent else change.id
        whole = replace(change, id=survivor, edits=joined(edits.values(), change.edits))
        if whole.edits:
            brought = taken_in == lines != [] and lines[0].change.base_rev == 0
            state = LineState.HELD if held else LineState.QUEUED
            self._insert(whole, state, **({"seq": lines[0].seq} if brought else {}))
        return survivor, [line.change.id for line in taken_in]

    def carry(self, change: Change) -> None:
        """Lay a colleague's change over the record; one that is there already stays."""
        row = {"change_id": change.id, "kind": change.kind, "record_id": change.record_id}
        row |= {"case_id": change.case_id, "body": _text(change), "state": LineState.CARRIED.value}
        statement = insert(_table).values(**row, tries=1, reason="")
        self._connection.execute(statement.on_conflict_do_nothing())

    def put_first(self, changes: Sequence[Change]) -> None:
        """Put these in front of all that waits, in this order, as fixed snapshots."""
        first = self._connection.execute(select(func.min(_table.c.seq))).scalar()
        start = (1 if first is None else first) - len(changes)
        for seq, change in enumerate(changes, start):
            self._insert(change, LineState.QUEUED, seq=seq, tries=1)

    def has_first(self) -> bool:
        """Whether anything was put in front of all that waits."""
        return self._connection.execute(_any_first).first() is not None

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

    def waiting(self, limit: int) -> list[Written]:
        """The first changes that are to be sent, in order, as they are kept: nobody reads them."""
        query = select(_table.c.change_id, _table.c.body).where(_table.c.state == LineState.QUEUED)
        rows = self._connection.execute(query.order_by(_table.c.seq).limit(limit))
        return [Written(ChangeId(change_id), body) for change_id, body in rows]

    def oldest(self) -> Change | None:
        """The first change that is to be sent, where any is."""
        first = next(iter(self.waiting(1)), None)
        return msgspec.json.decode(first.text, type=Change) if first else None

    def has_new(self) -> bool:
        """Whether a line is to be sent that never was."""
        return self._connection.execute(_any_new).first() is not None

    def queue_refused(self, change_id: str) -> None:
        """Send a refused line once more as the snapshot that it is."""
        refused = (_table.c.change_id == change_id) & (_table.c.state == LineState.REFUSED)
        queued = update(_table).where(refused).values(state=LineState.QUEUED.value, reason="")
        self._connection.execute(queued)

    def of_record(self, kind: str, record_id: str) -> list[Line]:
        """All lines of one record, in order."""
        return self._lines(_of_record, {"kind": kind, "record_id": record_id})

    def states(self, case_id: str | None = None) -> list[tuple[str, str, LineState]]:
        """Kind and id of the record, and the state, of every line (of one case)."""
        query = select(_table.c.kind, _table.c.record_id, _table.c.state).order_by(_table.c.seq)
        if case_id is not None:
            query = query.where(_table.c.case_id == case_id)
        rows = self._connection.execute(query)
        return [(kind, record_id, LineState(state)) for kind, record_id, state in rows]

    def cases(self) -> set[str]:
        """The cases that some line belongs to."""
        return set(self._connection.execute(select(_table.c.case_id).distinct()).scalars())

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
        self.mark_all([change_id], state, reason)

    def mark_all(self, change_ids: Collection[str], state: LineState, reason: str = "") -> None:
        """Note what became of these lines, the same of all."""
        these = update(_table).where(_table.c.change_id.in_(list(change_ids)))
        self._connection.execute(these.values(state=state.value, reason=reason))

    def drop_all(self, change_ids: Collection[str]) -> None:
        """Take these lines out."""
        if change_ids:
            these = _table.c.change_id.in_(list(change_ids))
            self._connection.execute(delete(_table).where(these))

    def ids_of(self, kind: str, record_ids: Collection[str]) -> dict[str, str]:
        """The record of every line of these records of one kind, by the id of its change."""
        query = select(_table.c.change_id, _table.c.record_id).where(
            _table.c.kind == kind, _table.c.record_id.in_(list(record_ids))
        )
        return {row.change_id: row.record_id for row in self._connection.execute(query)}

    def received(self) -> list[str]:
        """Ids of the changes that the centre said it has, in order."""
        query = select(_table.c.change_id).where(_table.c.state == LineState.RECEIVED)
        return list(self._connection.execute(query.order_by(_table.c.seq)).scalars())

    def unmark_refused(self, reason: str) -> None:
        """Send again what the centre refused for this reason."""
        refused = (_table.c.state == LineState.REFUSED) & (_table.c.reason == reason)
        queued = {"state": LineState.QUEUED.value, "reason": ""}
        self._connection.execute(update(_table).where(refused).values(**queued))

    def unmark_received(self, change_ids: Collection[str] | None = None) -> None:
        """Offer again what the centre had said it received (of these); it may have forgotten."""
        received = _table.c.state == LineState.RECEIVED
        if change_ids is not None:
            received &= _table.c.change_id.in_(change_ids)
        self._connection.execute(
            update(_table).where(received).values(state=LineState.QUEUED.value)
        )

    def count_of_case(self, case_id: str) -> int:
        """How many lines of this case wait."""
        return int(self._connection.execute(_count_of_case, {"case_id": case_id}).scalar_one())

    def counts(self) -> dict[LineState, int]:
        """How many lines stand in each state."""
        query = select(_table.c.state, func.count()).group_by(_table.c.state)
        return {LineState(state): count for state, count in self._connection.execute(query)}

    def _insert(self, change: Change, state: LineState, **more: int) -> None:
        self._connection.execute(
            insert(_table).values(
                change_id=change.id,
                kind=change.kind,
                record_id=change.record_id,
                case_id=change.case_id,
                body=_text(change),
                state=state.value,
                reason="",
                **{"tries": 0, **more},
            )
        )

    def _update(self, change_id: str, **values: str) -> None:
        self._connection.execute(
            update(_table).where(_table.c.change_id == change_id).values(**values)
        )

    def _lines(self, query: object, sought: Mapping[str, str] | None = None) -> list[Line]:
        return [
            Line(
                row.seq,
                msgspec.json.decode(row.body, type=Change),
                LineState(row.state),
                row.tries,
                row.reason,
            )
            for row in self._connection.execute(query, sought)  # type: ignore[call-overload]
        ]


def _can_be_taken_in(line: Line) -> bool:
    never_sent = line.state is LineState.QUEUED and line.tries == 0
    return never_sent or line.state in (LineState.HELD, LineState.REFUSED)


def _text(change: Change) -> str:
    return msgspec.json.encode(change).decode()
