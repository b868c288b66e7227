"""What came from the feed meets what waits here: merged by field, or put before a person."""

from dataclasses import replace

from app import codec, mending
from app.domain.change import Change, Entry, FieldEdit
from app.domain.merge import disputed_edits, meant
from app.workspace import Conflict, Line, LineState, Unit, Workspace


def record_disputed_draft(
    unit: Unit, entry: Entry, theirs: tuple[FieldEdit, ...], *, seen: bool
) -> None:
    """Make a change of what was typed here and not recorded, where theirs says otherwise.

    It would later overwrite theirs unseen; now the two values are set side by side.
    """
    typed = unit.drafts.edits(entry.kind, entry.record_id)
    if typed and entry.again:
        here = codec.fields(entry.kind, unit.records.body(entry.kind, entry.record_id) or {})
        theirs = tuple(edit for edit in theirs if here.get(edit.path) != edit.new)
    for edit in disputed_edits(typed, theirs, seen=seen):
        unit.enqueue(unit.change(entry.kind, entry.body, (edit,)))
        unit.drafts.drop_field(entry.kind, entry.record_id, edit.path)


def rebase(
    unit: Unit,
    ws: Workspace,
    line: Line,
    entry: Entry,
    theirs: tuple[FieldEdit, ...],
    *,
    seen: bool,
) -> int:
    """Put my waiting change on the new base; returns how many of its fields clash.

    What is given back of a former life is work that was `seen`, as what a colleague handed over.
    """
    if mending.rebased(unit, line, entry, theirs):
        return 0
    seen = seen or entry.again is not None
    disputed = disputed_edits(line.change.edits, theirs, seen=seen)
    their_new = {edit.path: edit.new for edit in theirs}
    edits = tuple(
        replace(edit, old=their_new.get(edit.path, edit.old))
        for edit in meant(line.change.edits, theirs)
    )
    edits = mending.still_to_say(edits, entry)
    change = replace(line.change, base_rev=entry.rev, edits=edits)
    unit.outbox.rewrite(change)
    if not disputed:
        return 0
    if change.proof is None:
        return _hold(unit, ws, change, disputed, entry)
    held = mending.set_apart(unit, replace(line, change=change), disputed)
    if held is None:
        return 0
    return _hold(unit, ws, replace(held, by=change.proof.by), disputed, entry)


def _hold(
    unit: Unit, ws: Workspace, change: Change, disputed: tuple[FieldEdit, ...], entry: Entry
) -> int:
    """Hold a change back until a person has chosen; returns how many of its fields clash."""
    known = {conflict.path: conflict for conflict in unit.inbox.open_conflicts(change.id)}
    theirs = codec.fields(entry.kind, entry.body)
    held = {edit.path for edit in change.edits}
    for edit in disputed:
        if edit.path not in held:
            continue
        value = theirs.get(edit.path)
        if earlier := known.get(edit.path):
            unit.inbox.update_theirs(earlier.id, value, entry.by, entry.at)
        else:
            unit.inbox.add_conflict(_conflict(ws, change, edit, value, entry))
    unit.outbox.mark(change.id, LineState.HELD)
    return len(disputed)


def _conflict(
    ws: Workspace, mine: Change, edit: FieldEdit, their_value: object, entry: Entry
) -> Conflict:
    return Conflict(
        id=ws.ids.new(),
        kind=entry.kind,
        record_id=entry.record_id,
        case_id=entry.case_id,
        change_id=mine.id,
        path=edit.path,
        mine=edit.new,
        mine_by=mine.by,
        mine_at=mine.made_at.isoformat(),
        theirs=their_value,
        theirs_by=entry.by,
        theirs_at=entry.at.isoformat(),
    )
