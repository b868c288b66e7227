"""Comparing, applying and merging edits of one record, field by field."""

from collections.abc import Iterable

from app.domain.change import FieldEdit, Fields, Path, Plain


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

    The same value on both sides is no clash, and neither are different fields.
    """
    their_new = {edit.path: edit.new for edit in theirs}
    return tuple(
        edit for edit in mine if edit.path in their_new and their_new[edit.path] != edit.new
    )


def joined(first: Iterable[FieldEdit], then: Iterable[FieldEdit]) -> tuple[FieldEdit, ...]:
    """Two unsent sets of edits of one record as one: earliest old value, latest new value."""
    result = {edit.path: edit for edit in first}
    for edit in then:
        earlier = result.get(edit.path)
        result[edit.path] = FieldEdit(edit.path, earlier.old if earlier else edit.old, edit.new)
    return tuple(edit for _, edit in sorted(result.items()) if edit.old != edit.new)
