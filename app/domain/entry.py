"""A form as it is filled: what stands in it and where from, what it lacks, what does not hold.

A condition that depends on something not known yet decides nothing: its field is not asked, its
check is silent.
"""

from calendar import monthrange
from collections import ChainMap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from operator import itemgetter

from app.domain.expression import Expression, Value, decimal_of, exact
from app.domain.form import NUMBERS, Check, Field, Form, FormSection, Table
from app.domain.origin import Origin, origin_of_source
from app.domain.units import plain


@dataclass(frozen=True)
class FormRow:
    """One row of one table of a form; its cells are text as typed, by column id."""

    table: str
    id: str
    cells: Mapping[str, str] = field(default_factory=dict)


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
    origins: Mapping[str, Origin] = field(default_factory=dict)
    """Where these are known from, by source name; of the others the name tells."""
    pinned: Mapping[str, Origin] = field(default_factory=dict)
    """Where what is entered was known from, by field or table, once it is recorded."""
    facts: Mapping[str, Value] = field(default_factory=dict)
    """What rules may ask of the case beside the fields; within rows too."""
    photos: Mapping[str, int] = field(default_factory=dict)
    """How many photos were taken, by field."""

    def text(self, asked: Field) -> str:
        """What stands in a field: what was typed, else what is known, else what is proposed."""
        if asked.computed is not None:
            return _said(asked.computed.value(self.names))
        if asked.kind == "photo":
            return str(self.photos.get(asked.id, "") or "")
        source = self._source(asked)
        if asked.id in self.typed and not (asked.fixed and source):
            return self.typed[asked.id]
        return self.known.get(source, "") or self._later(asked) or asked.default

    def is_fixed(self, asked: Field) -> bool:
        """Whether what stands in it is corrected elsewhere, and not here."""
        return asked.fixed and bool(self._source(asked))

    def origin(self, asked: Field | Table) -> Origin | None:
        """Where what stands there was known from; None where it was typed here."""
        if asked.id in self.pinned:
            return self.pinned[asked.id]
        if isinstance(asked, Table):
            return None
        source = self._source(asked)
        if not source or (asked.id in self.typed and not asked.fixed):
            return None
        return self.origins.get(source) or origin_of_source(source)

    def is_open(self, table: Table) -> bool:
        """Whether this table is asked."""
        return table.when is None or self._holds(table.when, None)

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
        return _said(column.computed.value(self.row_names(row)))

    def fewest(self, table: Table) -> int:
        """How many rows of this table are wanted."""
        wanted = table.at_least_when is None or self._holds(table.at_least_when, None)
        return table.at_least if wanted else 0

    @cached_property
    def names(self) -> dict[str, Value]:
        """Every value by name, with counts and sums of the tables."""
        names: dict[str, Value] = {**self.known, **self.facts}
        names |= {name: exact(number) for name, number in self.form.figures.items()}
        fields = self.form.fields.values()
        for each in fields:
            if each.computed is None:
                names[each.id] = each.value(self.text(each))
            if each.later is not None:
                names[f"least_{each.id}"] = each.value(self._later(each))
        for table in self.form.tables.values():
            names |= self._sums(table)
        for each in fields:
            if each.computed is not None:
                names[each.id] = each.value(_said(each.computed.value(names)))
        return names

    def row_names(self, row: FormRow) -> dict[str, Value]:
        """The values of one row by column."""
        found = self._names_by_row.get(row.id)
        if found is None or found[0] is not row:
            columns = self.form.tables[row.table].columns
            cells = {each.id: each.value(row.cells.get(each.id, "")) for each in columns}
            found = self._names_by_row[row.id] = (row, {**self.facts, **cells})
        return dict(found[1])

    @cached_property
    def _names_by_row(self) -> dict[str, tuple[FormRow, dict[str, Value]]]:
        """What the rows of a long list come to, each read once."""
        return {}

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
        rows = [
            Lacking(Wanting.CHECK, check.id, row.id)
            for check, row in self.broken_rows
            if check.grave
        ]
        return tuple([*found, *broken, *rows])

    @cached_property
    def broken(self) -> tuple[Check, ...]:
        """The checks between fields that are known not to hold."""
        names = self.names
        checks = (each for each in self.form.checks if not each.table)
        return tuple(each for each in checks if each.rule.value(names) is False)

    @cached_property
    def broken_rows(self) -> tuple[tuple[Check, FormRow], ...]:
        """The checks within a row that are known not to hold, and where."""
        found = []
        checks = [check for check in self.form.checks if check.table]
        for table in dict.fromkeys(check.table for check in checks):
            mine = [(place, each) for place, each in enumerate(checks) if each.table == table]
            for row in self.of(self.form.tables[table]):
                names = ChainMap(self.row_names(row), self.names)
                found += [
                    (place, (check, row))
                    for place, check in mine
                    if check.rule.value(names) is False
                ]
        found.sort(key=itemgetter(0))  # check by check, as they stand in the form
        return tuple(each for _, each in found)

    def broken_at(self, name: str) -> tuple[Check, ...]:
        """Those that are said beside this field or table."""
        return tuple(check for check in self.broken if check.field == name)

    def broken_in(self, row: FormRow, column: str) -> tuple[Check, ...]:
        """Those that are said beside this cell."""
        return tuple(c for c, r in self.broken_rows if r.id == row.id and c.field == column)

    @property
    def tags(self) -> frozenset[str]:
        """Equipment tags that follow from what was entered."""
        found = {tag for each in self.form.fields.values() for tag in _tags(each, self.text(each))}
        for table in self.form.tables.values():
            for row in self.of(table):
                found |= {t for c in table.columns for t in _tags(c, row.cells.get(c.id, ""))}
        return frozenset(found)

    def _source(self, asked: Field) -> str:
        return next((source for source in asked.sources if self.known.get(source)), "")

    def _later(self, asked: Field) -> str:
        if asked.later is None:
            return ""
        name, months = asked.later
        try:
            day = date.fromisoformat(self.text(self.form.fields[name]).strip())
            return months_after(day, months).isoformat()
        except ValueError:
            return ""

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
            if name not in self.form.summed:
                continue
            values = [column.value(self.cell(column, row)) for row in rows]
            if column.kind in NUMBERS:
                numbers = [value for value in values if isinstance(value, Fraction)]
                whole = len(numbers) == len(values)
                sums[f"sum_{name}"] = sum(numbers, Fraction(0)) if whole else None
            elif column.options:
                chosen = [option for text in values for option in column.chosen(str(text or ""))]
                for option in column.options:
                    sums[f"count_{name}_{option}"] = Fraction(chosen.count(option))
            elif column.kind == "text":
                known = {str(value) for value in values if value is not None}
                whole = None not in values
                sums[f"distinct_{name}"] = Fraction(len(known)) if whole else None
        return sums

    def _lacking_in(self, section: FormSection) -> Iterator[Lacking]:
        for each in section.fields:
            if each.computed is not None or not self.is_asked(each):
                continue
            text = self.text(each)
            if not text.strip():
                if self.is_required(each):
                    yield Lacking(Wanting.FIELD, each.id)
            elif not each.is_fine(text):
                yield Lacking(Wanting.VALUE, each.id)
        for table in section.tables:
            rows = self.of(table)
            if not self.is_open(table):
                continue
            if len(rows) < self.fewest(table):
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


def months_after(day: date, months: int) -> date:
    """The day so many months later; the last of the month where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _said(value: Value) -> str:
    """A computed value as it stands in its field."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return plain(decimal_of(value)) if isinstance(value, Fraction) else str(value or "")


def _tags(asked: Field, text: str) -> Iterator[str]:
    for option in asked.chosen(text):
        if option in asked.tags:
            yield asked.tags[option]
