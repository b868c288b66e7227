"""Work orders of the utility's marketing system: rows of its export, and what became of each.

A column stands for a field of ours by the table in `resources/work_orders`; what a cell says is
judged by `app/domain/work_order_cells.py`. Every fault is a stable word with its place.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

from app.domain.change import Path

CORRECTED: Final = "field"
"""Why a field stays that a person has corrected here, on a tablet or at a desk."""

UNASKED: Final = "unasked"
"""Why a field stays that could be taken over: nobody has said so."""

SheetRow = tuple[int, tuple[str, ...]]
"""A row of a sheet: its number as the person sees it, counted from 1, and its cells as text."""


@dataclass(frozen=True)
class Column:
    """A column that we know: `names[0]` is what people are told, the others are written too."""

    field: str
    kind: str
    """text, number_text (digits that are no quantity), phone, code, number or moment."""
    names: tuple[str, ...]
    required: bool = False
    most: int = 100
    """Characters at most."""
    pattern: str = ""
    units: tuple[str, ...] = ()
    may_be_zero: bool = False
    identity: bool = False
    """Whether identity numbers stand there: told masked, whatever is wrong with them."""

    @property
    def path(self) -> Path:
        """Where the field lies in a case."""
        return tuple(self.field.split("."))


@dataclass(frozen=True)
class OrderTable:
    """The columns and the codes of one version of the table."""

    version: str
    columns: tuple[Column, ...]
    codes: Mapping[str, Mapping[str, str]]
    """For each field the code that each way of writing stands for."""

    def named(self, path: Path) -> str:
        """What people call the column of this field."""
        name = ".".join(path)
        return next((c.names[0] for c in self.columns if c.field == name), name)


@dataclass(frozen=True)
class RowFault:
    """Why a row is refused: `why` is a stable word, `found` what stands there."""

    column: str
    why: str
    found: str = ""
    detail: str = ""
    """What would be right, or the other line meant."""


@dataclass(frozen=True)
class WorkOrder:
    """One row that says something whole. Values are plain text, decimals too, as records hold."""

    line: int
    application_no: str
    fields: Mapping[Path, str]
    submitted_at: datetime
    accepted_at: datetime | None = None
    manager: str = ""


@dataclass(frozen=True)
class RefusedRow:
    """One row that cannot be taken."""

    line: int
    application_no: str
    name: str
    faults: tuple[RowFault, ...]


@dataclass(frozen=True)
class JudgedSheet:
    """A whole file, judged before anything of it is taken."""

    orders: tuple[WorkOrder, ...]
    refused: tuple[RefusedRow, ...]
    repeated: tuple[int, ...] = ()
    """Lines that say the same as one before them."""
    unused: tuple[str, ...] = ()
    """Columns that mean nothing to us."""


@dataclass(frozen=True)
class Choice:
    """What the clerk has said yes to besides new cases: nothing, unless he says so."""

    changes: bool = False
    """What the file says otherwise is taken over, where nobody else wrote it last."""
    over: frozenset[tuple[str, str]] = frozenset()
    """Number and column of fields where the file's word replaces what was corrected here."""

    def kept(self, number: str, column: str, why: str) -> str:
        """Why a field that differs stays after all, as a stable word; empty where it does not."""
        if (number, column) in self.over and why in ("", CORRECTED):
            return ""
        return why or ("" if self.changes else UNASKED)


def named_field(text: str) -> tuple[str, str]:
    """Number and column in `NUMBER:COLUMN`, as people name one field of one work order."""
    number, _, column = text.replace("：", ":").rpartition(":")
    return number.strip(), column.strip()


NEW_ONLY: Final = Choice()
"""New cases, and nothing of those that are known."""


class RowFate(StrEnum):
    """What taking in a row does."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    DIFFERS = "differs"
    """Nothing is changed by it, and something it says is not what we hold."""
    REFUSED = "refused"


@dataclass(frozen=True)
class FieldChange:
    """One field of a row that is not what we hold."""

    column: str
    ours: str
    theirs: str
    kept: str = ""
    """Why ours stays, as a stable word; empty where theirs is taken over."""

    @property
    def may_be_chosen(self) -> bool:
        """Whether the clerk may have the file's word in place of what was corrected here."""
        return self.kept == CORRECTED


@dataclass(frozen=True)
class IntakeRow:
    """What becomes of one row."""

    line: int
    application_no: str
    name: str
    fate: RowFate
    case_id: str = ""
    fields: tuple[FieldChange, ...] = ()
    faults: tuple[RowFault, ...] = ()
    remarks: tuple[str, ...] = ()
    """What was noticed besides, `word:value`."""


@dataclass(frozen=True)
class Intake:
    """What a file of work orders does, or did, to the cases."""

    name: str
    rows: tuple[IntakeRow, ...]
    taken: bool = False
    repeated: tuple[int, ...] = ()
    unused: tuple[str, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    """How many rows of each fate."""


def intake_of(
    name: str, judged: JudgedSheet, rows: tuple[IntakeRow, ...], *, taken: bool
) -> Intake:
    """The rows that were weighed and those that were refused, in the order of the file."""
    refused = (
        IntakeRow(row.line, row.application_no, row.name, RowFate.REFUSED, faults=row.faults)
        for row in judged.refused
    )
    every = tuple(sorted((*rows, *refused), key=lambda row: row.line))
    counts = {fate.value: sum(row.fate is fate for row in every) for fate in RowFate}
    return Intake(name, every, taken, judged.repeated, judged.unused, counts)
