"""Keep what is entered in a form, of a visit or apart from one: a field, a row, a stroke."""

from collections.abc import Iterable, Mapping

import msgspec

from app import codec
from app.domain.change import FieldEdit
from app.domain.entry import FormRow
from app.domain.filing import Filing
from app.domain.inspection import Inspection
from app.errors import SealedRecord
from app.workspace import Place, Workspace

Filled = type[Inspection] | type[Filing]
"""Kinds of records that fill a form."""


def keep_values(
    ws: Workspace,
    record_id: str,
    values: Mapping[str, str],
    place: Place,
    filled: Filled = Inspection,
) -> None:
    """Keep these fields as they were typed; the others are not touched.

    Raises:
        SealedRecord: the visit or form is recorded.
        UnknownRecord: there is none.
    """
    edits = [FieldEdit(("values", name), None, text) for name, text in values.items()]
    _keep(ws, filled, record_id, edits, place)


def keep_rows(
    ws: Workspace,
    record_id: str,
    rows: Iterable[FormRow],
    gone: Iterable[FormRow],
    place: Place,
    filled: Filled = Inspection,
) -> None:
    """Keep these rows as they stand, and take the others away; both can be undone by a second call.

    Raises:
        SealedRecord: the visit or form is recorded.
        UnknownRecord: there is none.
    """
    edits = [FieldEdit(_path(row), None, _plain(row)) for row in rows]
    edits += [FieldEdit(_path(row), None, None) for row in gone]
    _keep(ws, filled, record_id, edits, place)


def _path(row: FormRow) -> tuple[str, str, str]:
    return ("rows", row.table, row.id)


def _plain(row: FormRow) -> object:
    return codec.without_nulls(msgspec.to_builtins(row))


def _keep(
    ws: Workspace, filled: Filled, record_id: str, edits: list[FieldEdit], place: Place
) -> None:
    kind = codec.kind_of(filled)
    with ws.unit("keep_entry") as unit:
        if unit.records.is_set(kind, record_id, "recorded_at"):
            raise SealedRecord(kind, record_id)
        unit.drafts.keep(kind, record_id, edits, ws.clock.now())
        unit.drafts.keep_place(place)
