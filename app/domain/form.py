"""A form of the trade: fields, tables and cross-checks as data, and what an entry of it lacks.

Everything that is entered is text as it was typed; a form says what it means. A condition that
depends on something not known yet decides nothing: its field is not asked, its check is silent.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import Final

from app.clock import CHINA
from app.domain.expression import Expression, Value, decimal_of, exact
from app.domain.reading import number_of
from app.domain.units import plain

NUMBERS: Final = frozenset({"decimal", "integer"})
CHOICES: Final = frozenset({"choice", "flag"})
FLAG: Final[Mapping[str, str]] = {"yes": "是", "no": "否"}


@dataclass(frozen=True)
class FormRow:
    """One row of one table of a form; its cells are text as typed, by column id."""

    table: str
    id: str
    cells: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Field:
    """One field of a form, or one column of a table."""

    id: str
    zh: str
    en: str
    kind: str
    """text | note | decimal | integer | choice | flag | moment | date."""
    unit: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    required: Expression | None = None
    when: Expression | None = None
    """The field is asked where this holds."""
    source: str = ""
    """Where its value may be known from ("case.applied_capacity")."""
    default: str = ""
    hint: str = ""
    computed: Expression | None = None
    above: Decimal | None = None
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    tags: Mapping[str, str] = field(default_factory=dict)
    """Equipment tags of the job that follow from an option."""

    def value(self, text: str) -> Value:
        """What this text means here; None where it is empty or means nothing."""
        text = text.strip()
        if self.kind in NUMBERS:
            number = number_of(text)
            whole = self.kind == "decimal" or number == (number and number.to_integral_value())
            return exact(number) if number is not None and whole else None
        if self.kind in ("moment", "date"):
            return _when(text)
        if self.kind in CHOICES:
            return text if text in self.options else None
        return text or None

    def said(self, text: str) -> str:
        """This text as it is shown and printed."""
        if self.kind in CHOICES:
            return self.options.get(text, text)
        if self.kind == "moment" and _when(text) is not None:
            return _local(text).strftime("%Y-%m-%d %H:%M")
        return f"{text} {self.unit}".strip() if text else ""

    def is_fine(self, text: str) -> bool:
        """Whether a text that is there means something, and within its bounds."""
        value = self.value(text)
        if isinstance(value, Fraction):
            low = self.above is None or value > Fraction(self.above)
            lower = self.at_least is None or value >= Fraction(self.at_least)
            return low and lower and (self.at_most is None or value <= Fraction(self.at_most))
        return value is not None


@dataclass(frozen=True)
class Table:
    """Rows of like fields: sources, transformers, the load list."""

    id: str
    zh: str
    en: str
    columns: tuple[Field, ...]
    at_least: int = 0
    layout: str = "cards"
    """cards: one card a row; grid: a table to type down fast."""


@dataclass(frozen=True)
class FormSection:
    """Fields and tables that belong together; `sketch` = room to draw."""

    id: str
    zh: str
    en: str
    fields: tuple[Field, ...] = ()
    tables: tuple[Table, ...] = ()
    sketch: bool = False


@dataclass(frozen=True)
class Check:
    """What must hold between fields; said beside `field` when it does not.

    A grave one stands in the way of recording, the others only warn.
    """

    id: str
    rule: Expression
    field: str
    zh: str
    en: str
    grave: bool = True


@dataclass(frozen=True)
class Form:
    """One version of one form."""

    code: str
    """F01 | F02."""
    zh: str
    en: str
    version: str
    source: str
    sections: tuple[FormSection, ...]
    checks: tuple[Check, ...]
    ends_when: Expression
    """Where this holds, nothing but the section that says so is asked any more."""

    @property
    def fields(self) -> Mapping[str, Field]:
        """All single fields by id."""
        return {each.id: each for section in self.sections for each in section.fields}

    @property
    def tables(self) -> Mapping[str, Table]:
        """All tables by id."""
        return {each.id: each for section in self.sections for each in section.tables}


class Wanting(StrEnum):
    """What is wrong with an entry of a form."""

    FIELD = "field"
    """Nothing is there."""
    VALUE = "value"
    """What is there means nothing here, or lies out of bounds."""
    ROWS = "rows"
    CHECK = "check"


@dataclass(frozen=True)
class Lacking:
    """One thing to mend before the form can be recorded; `row` where it stands in a table."""

    what: Wanting
    field: str
    row: str = ""


@dataclass(frozen=True)
class Entry:
    """One filled form: what was typed, over what is known already."""

    form: Form
    typed: Mapping[str, str]
    rows: Sequence[FormRow]
    known: Mapping[str, str] = field(default_factory=dict)
    """By source name."""

    def text(self, asked: Field) -> str:
        """What stands in a field: what was typed, else what is known, else what is proposed."""
        if asked.id in self.typed:
            return self.typed[asked.id]
        return self.known.get(asked.source) or asked.default

    def of(self, table: Table) -> tuple[FormRow, ...]:
        """The rows of a table, in the order in which they were added."""
        return tuple(row for row in self.rows if row.table == table.id)

    def is_asked(self, asked: Field, row: FormRow | None = None) -> bool:
        """Whether this field applies."""
        return asked.when is None or self._holds(asked.when, row)

    def is_required(self, asked: Field, row: FormRow | None = None) -> bool:
        """Whether it has to be filled; what is not decided yet does not require."""
        return asked.required is not None and self._holds(asked.required, row)

    def cell(self, column: Field, row: FormRow) -> str:
        """What stands in a cell, computed where the column is."""
        if column.computed is None:
            return row.cells.get(column.id, "")
        value = column.computed.value(self.row_names(row))
        return plain(decimal_of(value)) if isinstance(value, Fraction) else ""

    @cached_property
    def names(self) -> dict[str, Value]:
        """Every value by name, with counts and sums of the tables."""
        names: dict[str, Value] = dict(self.known)
        for each in self.form.fields.values():
            names[each.id] = each.value(self.text(each))
        for table in self.form.tables.values():
            names |= self._sums(table)
        return names

    def row_names(self, row: FormRow) -> dict[str, Value]:
        """The values of one row by column."""
        columns = self.form.tables[row.table].columns
        return {each.id: each.value(row.cells.get(each.id, "")) for each in columns}

    @property
    def has_ended(self) -> bool:
        """Whether the visit ended early, so that nothing else is asked."""
        return self.form.ends_when.value(self.names) is True

    @property
    def lacking(self) -> tuple[Lacking, ...]:
        """All that is to be mended, in the order of the form; grave checks come last."""
        ended = self.has_ended
        sections = [
            section
            for section in self.form.sections
            if not ended or {each.id for each in section.fields} & self.form.ends_when.names
        ]
        found = [lack for section in sections for lack in self._lacking_in(section)]
        if ended:
            return tuple(lack for lack in found if not lack.row and lack.what is not Wanting.ROWS)
        broken = [Lacking(Wanting.CHECK, each.id) for each in self.broken if each.grave]
        return tuple([*found, *broken])

    @cached_property
    def broken(self) -> tuple[Check, ...]:
        """The checks that are known not to hold."""
        names = self.names
        return tuple(each for each in self.form.checks if each.rule.value(names) is False)

    def broken_at(self, name: str) -> tuple[Check, ...]:
        """Those that are said beside this field or table."""
        return tuple(check for check in self.broken if check.field == name)

    @property
    def tags(self) -> frozenset[str]:
        """Equipment tags that follow from what was entered."""
        found = {each.tags.get(self.text(each), "") for each in self.form.fields.values()}
        for table in self.form.tables.values():
            for row in self.of(table):
                found |= {c.tags.get(row.cells.get(c.id, ""), "") for c in table.columns}
        return frozenset(found - {""})

    def _holds(self, rule: Expression, row: FormRow | None) -> bool:
        # Most rules are just "True": they hold whatever stands in the row.
        if rule.value({}) is True:
            return True
        return rule.value(self.names if row is None else self.row_names(row)) is True

    def _sums(self, table: Table) -> dict[str, Value]:
        rows = self.of(table)
        sums: dict[str, Value] = {f"count_{table.id}": Fraction(len(rows))}
        for column in table.columns:
            name = f"{table.id}_{column.id}"
            values = [column.value(self.cell(column, row)) for row in rows]
            if column.kind in NUMBERS:
                numbers = [value for value in values if isinstance(value, Fraction)]
                whole = len(numbers) == len(values)
                sums[f"sum_{name}"] = sum(numbers, Fraction(0)) if whole else None
            elif column.kind == "choice":
                for option in column.options:
                    sums[f"count_{name}_{option}"] = Fraction(values.count(option))
        return sums

    def _lacking_in(self, section: FormSection) -> Iterator[Lacking]:
        for each in section.fields:
            text = self.text(each)
            if not self.is_asked(each):
                continue
            if not text.strip():
                if self.is_required(each):
                    yield Lacking(Wanting.FIELD, each.id)
            elif not each.is_fine(text):
                yield Lacking(Wanting.VALUE, each.id)
        for table in section.tables:
            rows = self.of(table)
            if len(rows) < table.at_least:
                yield Lacking(Wanting.ROWS, table.id)
            for row in rows:
                yield from self._lacking_cells(table, row)

    def _lacking_cells(self, table: Table, row: FormRow) -> Iterator[Lacking]:
        for column in table.columns:
            text = row.cells.get(column.id, "")
            if column.computed is not None or not self.is_asked(column, row):
                continue
            if not text.strip():
                if self.is_required(column, row):
                    yield Lacking(Wanting.FIELD, f"{table.id}.{column.id}", row.id)
            elif not column.is_fine(text):
                yield Lacking(Wanting.VALUE, f"{table.id}.{column.id}", row.id)


def fresh_cells(table: Table) -> dict[str, str]:
    """The cells of a new row: what is proposed."""
    return {column.id: column.default for column in table.columns if column.default}


def form_section_of(form: Form, name: str) -> str:
    """The section in which this field, table ("table.column") or check stands, or nothing."""
    name = {check.id: check.field for check in form.checks}.get(name, name).partition(".")[0]
    for section in form.sections:
        if name in {*(f.id for f in section.fields), *(t.id for t in section.tables)}:
            return section.id
    return ""


def title_of(form: Form, name: str) -> str:
    """What a field, a table or a column is called, and what a check says; nothing if unknown."""
    checks = {check.id: check.zh for check in form.checks}
    table, _, column = name.partition(".")
    if column and table in form.tables:
        shown = form.tables[table]
        found = (each.zh for each in shown.columns if each.id == column)
        return f"{shown.zh} {next(found, '')}".strip()
    named = {each.id: each.zh for each in form.fields.values()}
    named |= {each.id: each.zh for each in form.tables.values()}
    return checks.get(name) or named.get(name, "")


def _local(text: str) -> datetime:
    """A moment in China's time; one that was typed has no offset and is in it already."""
    moment = datetime.fromisoformat(text)
    return moment.astimezone(CHINA) if moment.tzinfo else moment


def _when(text: str) -> Fraction | None:
    """A moment or a day as minutes on one line, so that two can be compared."""
    try:
        moment = _local(text)
    except ValueError:
        return None
    day = date.toordinal(moment)
    return Fraction(day * 1440 + moment.hour * 60 + moment.minute)
