"""A table of a form as cards, one a row: sources, transformers, metering points."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from app.domain.entry import Entry, FormRow, fresh_cells
from app.domain.form import Table
from ui.forms.form_grid import FormGrid, show_problem
from ui.parts.widgets import button, card, clear, column, label, row
from ui.parts.words_line import WordsWatch
from ui.words import tr


class RowCards(QFrame):
    """The rows of one table.

    Signals:
        kept: a row is to be kept as it stands now; with field, caret and text for the place.
        removed: a row is to be taken away.
    """

    kept = Signal(object, str, int)
    removed = Signal(object)

    def __init__(
        self,
        table: Table,
        entry: Entry,
        new_id: Callable[[], str],
        watch: WordsWatch | None = None,
    ) -> None:
        super().__init__()
        self._watch = watch
        self._table = table
        self.table_id = table.id
        self._entry = entry
        self._new_id = new_id
        self._grids: dict[str, FormGrid] = {}
        self._frozen = False
        self._cards = column(margin=0)
        self._problem = label("", name=f"problem_{table.id}")
        self._add = button(tr("添加{}", tr(table.zh)), f"add_{table.id}", picture="plus")
        self._add.clicked.connect(self.add_row)
        layout = column(self, margin=0)
        layout.addLayout(self._cards)
        layout.addWidget(self._problem)
        layout.addLayout(row(self._add))
        self.show_entry(entry)

    def show_entry(self, entry: Entry) -> None:
        """Show the rows; what is being typed in one of them is left alone."""
        self._entry = entry
        rows = entry.of(self._table)
        if [each.id for each in rows] != list(self._grids):
            self._build(rows)
        for each in rows:
            self._grids[each.id].show_entry(entry, each)
        few = len(rows) < entry.fewest(self._table)
        wanted = tr("至少需要 {} 行", self._table.at_least) if few else ""
        show_problem(self._problem, wanted, entry.broken_at(self._table.id))

    def add_row(self) -> None:
        """A new row with what is proposed."""
        made = FormRow(self._table.id, self._new_id(), fresh_cells(self._table))
        self.kept.emit(made, "", 0)

    def go_to(self, column: str, row: str) -> None:
        """Put the caret into this cell; without one, to where a row is added."""
        grid = self._grids.get(row) or next(reversed(self._grids.values()), None)
        if not column or grid is None or not grid.focus_field(column, 0, ""):
            self._add.setFocus()

    def keep_now(self) -> None:
        """Keep at once what waits to be kept."""
        for grid in list(self._grids.values()):
            grid.keep_now()

    def freeze(self) -> None:
        """It is recorded: nothing can be changed any more."""
        self._frozen = True
        self._add.hide()
        for grid in self._grids.values():
            grid.freeze()
        for made in self.findChildren(QFrame):
            made.setProperty("frozen", True)

    def _build(self, rows: tuple[FormRow, ...]) -> None:
        self.keep_now()
        clear(self._cards)
        self._grids = {}
        for number, each in enumerate(rows, start=1):
            grid = FormGrid(self._table.columns, self._entry, each, watch=self._watch)
            grid.entered.connect(
                lambda name, text, caret, i=each.id: self._kept(i, name, text, caret)
            )
            self._grids[each.id] = grid
            away = button(tr("移除"), f"remove_{self._table.id}_{number}")
            away.clicked.connect(lambda _checked=False, i=each.id: self._removed(i))
            away.setVisible(not self._frozen)
            title = label(f"{tr(self._table.zh)} {number}", size=1)
            self._cards.addWidget(card(row(title, away, stretch=0), grid))

    def _row(self, row_id: str) -> FormRow:
        return next(each for each in self._entry.of(self._table) if each.id == row_id)

    def _kept(self, row_id: str, name: str, text: str, caret: int) -> None:
        before = self._row(row_id)
        cells = {**before.cells, name: text}
        after = FormRow(before.table, before.id, {n: t for n, t in cells.items() if t})
        self.kept.emit(after, name, caret)

    def _removed(self, row_id: str) -> None:
        self.removed.emit(self._row(row_id))
