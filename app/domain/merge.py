"""Comparing, applying and merging edits of one record, field by field."""

from collections.abc import Iterable
from typing import Final

from app.domain.change import FieldEdit, Fields, Path, Plain

WITHDRAWN: Final[Path] = ("withdrawn_at",)
"""Set when a record is withdrawn, which says something of all its fields."""


def diff(old: Fields, new: Fields) -> tuple[FieldEdit, ...]:
    """The edits that turn `old` into `new`, in path order."""
    paths = sorted({*old, *new})
    return tuple(
        FieldEdit(path, old.get(path), new.get(path))
        for path in paths
        if old.get(path) != new.get(path)
    )


def apply(fields: Fields, edits: Iterable[FieldEdit]) -> dict[Path, Plain]:
    """`fields` with the new values of `edits` in place; what they do not name stays."""
    result = dict(fields)
    for edit in edits:
        if edit.new is None:
            result.pop(edit.path, None)
        else:
            result[edit.path] = edit.new
    return result


def clashes(mine: Iterable[FieldEdit], theirs: Iterable[FieldEdit]) -> tuple[FieldEdit, ...]:
    """My edits of fields that they changed too, to another value than mine.

    The same value on both sides is no clash, and neither are different fields; but whoever writes
    in a record that the other withdrew means it to stay.
    """
    mine, theirs = tuple(mine), tuple(theirs)
    their_new = {edit.path: edit.new for edit in meant(theirs, mine)}
    return tuple(
        edit
        for edit in meant(mine, theirs)
        if edit.path in their_new and not _same(edit, their_new[edit.path])
    )


def meant(edits: tuple[FieldEdit, ...], others: Iterable[FieldEdit]) -> tuple[FieldEdit, ...]:
    """These edits; and, where the others withdraw the record that they write in, that it stays."""
    withdraw = any(edit.path == WITHDRAWN and edit.new is not None for edit in others)
    silent = bool(edits) and all(edit.path != WITHDRAWN for edit in edits)
    return (*edits, FieldEdit(WITHDRAWN, None, None)) if withdraw and silent else edits


def _same(edit: FieldEdit, value: Plain) -> bool:
    # Two who withdraw one record say the same, each at his own moment.
    both_withdraw = edit.path == WITHDRAWN and None not in (edit.new, value)
    return both_withdraw or bool(edit.new == value)


def disputed_edits(
    mine: Iterable[FieldEdit], theirs: Iterable[FieldEdit], *, seen: bool
) -> tuple[FieldEdit, ...]:
    """What clashes; where their work was `seen` before, an edit made upon it does not."""
    mine, theirs = tuple(mine), tuple(theirs)
    their_new = {edit.path: edit.new for edit in theirs}
    upon = [edit for edit in mine if seen and their_new.get(edit.path) == edit.old is not None]
    return tuple(edit for edit in clashes(mine, theirs) if edit not in upon)


def joined(first: Iterable[FieldEdit], then: Iterable[FieldEdit]) -> tuple[FieldEdit, ...]:
    """Two unsent sets of edits of one record as one: earliest old value, latest new value."""
    result = {edit.path: edit for edit in first}
    for edit in then:
        earlier = result.get(edit.path)
        result[edit.path] = FieldEdit(edit.path, earlier.old if earlier else edit.old, edit.new)
    return tuple(edit for _, edit in sorted(result.items()) if edit.old != edit.new)
