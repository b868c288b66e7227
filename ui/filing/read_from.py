"""The way from an instrument into the cells of a form, and which cells hold what one has given."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from app.domain.entry import Entry, FormRow, fresh_cells
from app.domain.filing import cell_key
from app.domain.filing_paper import filed_pins
from app.domain.form import Field, FormSection, Table
from app.views.filings import FilingPage
from ui.meter.meter_panel import Target
from ui.meter_wording import cell_pin_words
from ui.naming import titled
from ui.parts.widgets import button, card, column, label, row
from ui.words import tr


class ReadFrom(QFrame):
    """A button that opens the instrument, and below it what stands in the form by its hand.

    Signals:
        wanted: an instrument is to be read for this section.
    """

    wanted = Signal()

    def __init__(self, section: FormSection) -> None:
        super().__init__()
        self._tables = {table.id for table in section.tables}
        self._read = button(tr("读仪表"), "read_meter", picture="chart-line")
        self._read.clicked.connect(self.wanted)
        self._pins = label(quiet=True, name="pin_words")
        layout = column(self, margin=0)
        layout.addWidget(card(row(self._read), self._pins))

    def show_page(self, page: FilingPage) -> None:
        """Say which values an instrument has given, and which of them were changed since."""
        rows = tuple(each for each in page.filing.rows if each.table in self._tables)
        told = [
            cell_pin_words(each.item, each.pin, each.written, is_changed=each.is_changed)
            for each in filed_pins(replace(page.filing, rows=rows), page.entry.form)
        ]
        self._pins.setText("\n".join(told))
        self._pins.setVisible(bool(told))
        self._read.setVisible(page.is_draft)
        self.setVisible(page.is_draft or bool(told))


def takes_readings(section: FormSection) -> bool:
    """Whether an instrument can fill anything here."""
    return any(_columns(table) for table in section.tables)


def targets_of(section: FormSection, entry: Entry, new_id: Callable[[], str]) -> tuple[Target, ...]:
    """The cells of a section that an instrument may fill, those of rows that are new among them."""
    return tuple(
        target
        for table in section.tables
        if entry.is_open(table)
        for target in _of_table(table, entry, new_id)
    )


def _of_table(table: Table, entry: Entry, new_id: Callable[[], str]) -> Iterator[Target]:
    rows, phase = entry.of(table), _phase(table)
    if phase is None:
        rows = rows or (FormRow(table.id, new_id(), fresh_cells(table)),)
        for number, each in enumerate(rows, 1):
            name = f"{tr(table.zh)} {number}　" if len(rows) > 1 else ""
            yield from _of_row(table, each, entry, name)
        return
    for option, words in phase.options.items():
        said = {phase.id: option}
        new = FormRow(table.id, "", {**fresh_cells(table), **said})
        there = next((each for each in rows if each.cells.get(phase.id) == option), None)
        each = there or FormRow(table.id, new_id(), new.cells)
        yield from _of_row(table, each, entry, f"{tr(words)}　", option, said)


def _of_row(
    table: Table,
    each: FormRow,
    entry: Entry,
    before: str,
    phase: str = "",
    beside: dict[str, str] | None = None,
) -> Iterator[Target]:
    for asked in _columns(table):
        if entry.is_asked(asked, each):
            key = cell_key(table.id, each.id, asked.id)
            title = f"{before}{titled(asked.zh, asked.unit)}"
            yield Target(key, title, asked.unit, phase, beside or {})


def _columns(table: Table) -> tuple[Field, ...]:
    return tuple(each for each in table.columns if each.reads in ("shown", "primary"))


def _phase(table: Table) -> Field | None:
    return next((each for each in table.columns if each.reads == "phase"), None)
