"""A section of a form as it is printed: fields by their names, tables, fixed texts."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from app.domain.entry import Entry
from app.domain.form import NUMBERS, Field, FormSection, Table
from app.domain.load_rows import LOADS
from app.domain.reading import number_of
from app.domain.units import plain

_SUMMED: Final = {LOADS: ("quantity", "total_power_kw")}
"""Columns below which their sum is printed, by table."""


@dataclass(frozen=True)
class PaperTable:
    """Rows under column heads; in a list of a few wide rows each cell carries its head."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    is_grid: bool
    empty: str = ""
    """What is printed where there are no rows."""
    totals: tuple[str, ...] = ()
    """Below the rows: the sum of a column, or nothing; empty where nothing is summed."""


@dataclass(frozen=True)
class PaperPart:
    """One section of the form: fields by their names, and its tables."""

    id: str
    title: str
    pairs: tuple[tuple[str, str], ...]
    tables: tuple[PaperTable, ...]
    says: tuple[str, ...] = ()
    """Its fixed texts, one a paragraph."""


def part_of(entry: Entry, section: FormSection) -> PaperPart | None:
    """This section as it is printed; None where it says nothing."""
    pairs = tuple(
        (each.zh, _ticked(each, entry.text(each)))
        for each in section.fields
        if entry.is_asked(each)
    )
    shown = (table for table in section.tables if entry.is_open(table))
    tables = tuple(_table(entry, table) for table in shown if entry.of(table) or table.empty)
    says = tuple(each.zh for each in section.says if each.when.value(entry.names) is True)
    if not tables and not says and not any(text for _, text in pairs):
        return None
    return PaperPart(section.id, section.zh, pairs, tables, says)


def _ticked(field: Field, text: str) -> str:
    """A yes or no with both boxes, the one that was said ticked; anything else as it is printed."""
    if field.kind != "flag" or text not in field.options:
        return field.printed(text)
    boxes = (f"{'☑' if code == text else '☐'} {word}" for code, word in field.options.items())
    return "　".join(boxes)


def _table(entry: Entry, table: Table) -> PaperTable:
    columns = tuple(_printed(entry, table))
    return PaperTable(
        title=table.zh,
        heads=tuple(f"{c.zh}（{c.unit}）" if c.unit else c.zh for c in columns),
        rows=tuple(tuple(_cell(c, entry.cell(c, row)) for c in columns) for row in entry.of(table)),
        is_grid=table.layout == "grid" or len(columns) <= 5,
        empty=table.empty,
        totals=tuple(_totals(entry, table, columns)),
    )


def _totals(entry: Entry, table: Table, columns: tuple[Field, ...]) -> Iterator[str]:
    """The sums below the columns of this table, one word a column; none where nothing is summed."""
    summed = _SUMMED.get(table.id, ())
    if not summed or not entry.of(table):
        return
    for column in columns:
        numbers = [number_of(entry.cell(column, row)) for row in entry.of(table)]
        known = [each for each in numbers if each is not None]
        is_whole = column.id in summed and len(known) == len(numbers)
        yield plain(sum(known, Decimal(0))) if is_whole else ""


def _printed(entry: Entry, table: Table) -> Iterator[Field]:
    """The columns that say something; of a long list the empty ones would only take room."""
    for column in table.columns:
        if column.required or any(entry.cell(column, row) for row in entry.of(table)):
            yield column


def _cell(column: Field, text: str) -> str:
    """A cell as it is printed; its unit stands in the head."""
    return text if column.kind in NUMBERS else column.printed(text)


def warnings_of(entry: Entry) -> Iterator[str]:
    """What does not hold and stands in nobody's way."""
    yield from (check.zh for check in entry.broken)
    for check, row in entry.broken_rows:
        table = entry.form.tables[check.table]
        place = [each.id for each in entry.of(table)].index(row.id) + 1
        yield f"{table.zh}第 {place} 行：{check.zh}"
