"""Keep what is entered in the form of a visit: a field, a cell, a row, a stroke of the sketch."""

from collections.abc import Iterable, Mapping

import msgspec

from app import codec
from app.domain.change import FieldEdit
from app.domain.entry import FormRow
from app.domain.inspection import Inspection
from app.errors import SealedRecord
from app.workspace import Place, Workspace


def keep_values(ws: Workspace, inspection_id: str, values: Mapping[str, str], place: Place) -> None:
    """Keep these fields as they were typed; the others are not touched.

    Raises:
        SealedRecord: the visit is recorded.
        UnknownRecord: there is no such visit.
    """
    _keep(ws, inspection_id, [FieldEdit(("values", n), None, t) for n, t in values.items()], place)


def keep_rows(
    ws: Workspace,
    inspection_id: str,
    rows: Iterable[FormRow],
    gone: Iterable[FormRow],
    place: Place,
) -> None:
    """Keep these rows as they stand, and take the others away; both can be undone by a second call.

    Raises:
        SealedRecord: the visit is recorded.
        UnknownRecord: there is no such visit.
    """
    edits = [FieldEdit(_path(row), None, _plain(row)) for row in rows]
    edits += [FieldEdit(_path(row), None, None) for row in gone]
    _keep(ws, inspection_id, edits, place)


def _path(row: FormRow) -> tuple[str, str, str]:
    return ("rows", row.table, row.id)


def _plain(row: FormRow) -> object:
    return codec.without_nulls(msgspec.to_builtins(row))


def _keep(ws: Workspace, inspection_id: str, edits: list[FieldEdit], place: Place) -> None:
    kind = codec.kind_of(Inspection)
    with ws.unit("keep_entry") as unit:
        if unit.records.is_set(kind, inspection_id, "recorded_at"):
            raise SealedRecord(kind, inspection_id)
        unit.drafts.keep(kind, inspection_id, edits, ws.clock.now())
        unit.drafts.keep_place(place)
