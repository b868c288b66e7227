"""Put what an instrument shows into a cell of a filed form, with all that the value rests on."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import msgspec

from app import codec
from app.domain.change import FieldEdit
from app.domain.entry import FormRow, fresh_cells
from app.domain.filing import Filing, cell_key
from app.domain.form import Form
from app.domain.meter import MeterIdentity, MeterValue, Ratios, fits, pinned
from app.errors import MeterTrouble, SealedRecord
from app.workspace import Place, Workspace


@dataclass(frozen=True)
class EntryPinning:
    """A reading on its way into the cell `column` of the row `row_id` of `table`."""

    table: str
    row_id: str
    column: str
    value: MeterValue
    who: MeterIdentity
    """The instrument, with the number on its plate."""
    calibrated_until: str
    """ISO date."""
    ratios: Ratios = Ratios()  # noqa: RUF009 (frozen)
    protocol: str = ""
    beside: Mapping[str, str] = field(default_factory=dict)
    """What else a row that is new says, such as the phase that was measured."""


def pin_entry(ws: Workspace, filing_id: str, pinning: EntryPinning, place: Place) -> Filing:
    """The form with the value in its cell and its pin beside it, kept in one transaction.

    What the form wants as the display has it (start readings) is multiplied by no ratio.

    Raises:
        MeterTrouble: there is no value, or the cell takes no such reading (`does_not_fit`).
        SealedRecord: the form is recorded.
        UnknownRecord: there is no such form.
    """
    kind = codec.kind_of(Filing)
    with ws.unit("pin_entry") as unit:
        if unit.records.is_set(kind, filing_id, "recorded_at"):
            raise SealedRecord(kind, filing_id)
        filing = unit.working(Filing, filing_id)
        edits = _edits(filing, ws.reference.filed(filing.form, filing.form_version), pinning)
        unit.drafts.keep(kind, filing_id, edits, ws.clock.now())
        unit.drafts.keep_place(place)
        return unit.working(Filing, filing_id)


def _edits(filing: Filing, form: Form, pinning: EntryPinning) -> list[FieldEdit]:
    table, value = form.tables[pinning.table], pinning.value
    column = next(each for each in table.columns if each.id == pinning.column)
    if column.reads not in ("shown", "primary") or not fits(value, column.unit):
        raise MeterTrouble("does_not_fit", found=f"{value.zh} {value.shown}")
    ratios = Ratios() if column.reads == "shown" else pinning.ratios
    until = pinning.calibrated_until
    pin = pinned(value, column.unit, ratios, pinning.who, until, pinning.protocol)
    there = next((row for row in filing.rows if row.id == pinning.row_id), None)
    row = there or FormRow(table.id, pinning.row_id, {**fresh_cells(table), **pinning.beside})
    row = replace(row, cells={**row.cells, column.id: pin.text})
    key = cell_key(table.id, row.id, column.id)
    return [
        FieldEdit(("rows", table.id, row.id), None, _plain(row)),
        FieldEdit(("pins", key), None, _plain(pin)),
    ]


def _plain(value: object) -> object:
    return codec.without_nulls(msgspec.to_builtins(value))
