"""Forms on the real screens: fields entered one by one, rows added and filled."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app.domain.entry import Entry
from app.domain.form import Field
from ui.demo.hands import choose, click, settle, type_in
from ui.forms.form_grid import FormGrid
from ui.forms.row_cards import RowCards
from ui.inspection.checklist_form import ChecklistForm
from ui.main_window import MainWindow

W = TypeVar("W", bound=QWidget)
Rows = Mapping[str, Sequence[Mapping[str, str]]]


def fill_opinion_form(
    window: MainWindow, entry: Entry, values: Mapping[str, str], rows: Rows
) -> None:
    """Fill the form of the open inspection; of rows that are there, only what they lack."""
    form: ChecklistForm = window.screen_named("inspection")
    for section in entry.form.sections:
        open_tables = [table for table in section.tables if entry.is_open(table)]
        if not open_tables and not any(entry.is_asked(each) for each in section.fields):
            continue  # such as the sources, which a re-inspection does not ask
        click(form, f"section_{section.id}")
        settle(window.background)
        for grid in visible(form, FormGrid):
            if not any(cards.isAncestorOf(grid) for cards in form.findChildren(RowCards)):
                # What stands there already is left: a choice pressed again is taken back.
                asked = [
                    each
                    for each in section.fields
                    if entry.is_asked(each) and entry.text(each) != values.get(each.id)
                ]
                fill_fields(window, grid, asked, values)
        for cards in visible(form, RowCards):
            there = [row.cells for row in entry.rows if row.table == cards.table_id]
            columns = entry.form.tables[cards.table_id].columns
            for number, row in enumerate(rows.get(cards.table_id, ())):
                if number >= len(there):
                    click(cards, f"add_{cards.table_id}")
                    settle(window.background)
                    there.append({})
                open_cells = [each for each in columns if not there[number].get(each.id)]
                fill_fields(window, cards.findChildren(FormGrid)[number], open_cells, row)


def fill_fields(
    window: MainWindow, grid: QWidget, fields: Iterable[Field], values: Mapping[str, str]
) -> None:
    """Enter these values, each where it is asked."""
    for asked in fields:
        if asked.id in values:
            _enter(grid, asked, values[asked.id])
            settle(window.background)


def _enter(grid: QWidget, asked: Field, value: str) -> None:
    name = f"input_{asked.id}"
    if asked.options:
        for option in asked.chosen(value) if asked.kind == "choices" else (value,):
            choose(grid, name, option)
        return
    field = next(w for w in grid.findChildren(QWidget, name))
    assert isinstance(field, (QLineEdit, QPlainTextEdit))
    field.selectAll()
    type_in(field, value)
    field.left.emit()  # type: ignore[union-attr]


def visible(form: ChecklistForm, kind: type[W]) -> list[W]:
    """The parts of this kind that can be seen."""
    return [made for made in form.findChildren(kind) if made.isVisible()]
