"""A person chooses between mine and theirs; the other value stays in the history for good."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Literal

from app.domain.change import FieldEdit
from app.errors import UnknownRecord
from app.ids import ChangeId
from app.workspace import Conflict, Unit, Workspace


def settle_conflict(ws: Workspace, conflict_id: str, keep: Literal["mine", "theirs"]) -> None:
    """Settle one disputed field.

    "theirs" takes my edit of it out of my change; "mine" makes it an edit of their value. When the
    last dispute of the change is settled, what is left of it goes out as a new change.

    Raises:
        UnknownRecord: no open conflict has this id.
    """
    with ws.unit("settle_conflict") as unit:
        conflict = next((c for c in unit.inbox.open_conflicts() if c.id == conflict_id), None)
        if conflict is None:
            raise UnknownRecord("conflict", conflict_id)
        unit.inbox.settle(conflict_id, keep, ws.who.user, ws.clock.now())
        _carry_out(ws, unit, conflict, keep)
        unit.relay(conflict.kind, conflict.record_id)


def _carry_out(ws: Workspace, unit: Unit, conflict: Conflict, keep: str) -> None:
    lines = unit.outbox.of_record(conflict.kind, conflict.record_id)
    held = next((line for line in lines if line.change.id == conflict.change_id), None)
    if held is None:  # a later edit of mine has taken its place
        return
    edits = tuple(_settled(held.change.edits, conflict, keep))
    if unit.inbox.open_conflicts(held.change.id):
        unit.outbox.rewrite(replace(held.change, edits=edits))
        return
    unit.outbox.drop(held.change.id)
    later = {edit.path for line in lines if line.seq > held.seq for edit in line.change.edits}
    still_mine = tuple(edit for edit in edits if edit.path not in later)
    if still_mine:
        base_rev, _ = unit.records.agreed(conflict.kind, conflict.record_id)
        unit.enqueue(
            replace(held.change, id=ChangeId(ws.ids.new()), base_rev=base_rev, edits=still_mine)
        )


def _settled(edits: Iterable[FieldEdit], conflict: Conflict, keep: str) -> Iterator[FieldEdit]:
    for edit in edits:
        if edit.path != conflict.path:
            yield edit
        elif keep == "mine":
            yield replace(edit, old=conflict.theirs)
