"""One section of a form on the screen: its fields, its tables, its sketch."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from app.domain.entry import Entry, FormRow
from app.domain.form import FormSection
from app.domain.load_rules import LoadCategory
from app.domain.units import plain
from app.views.filings import FilingPage
from app.views.visits import InspectionPage
from ui.forms.form_grid import FormGrid
from ui.forms.load_grid import LoadGrid
from ui.forms.row_cards import RowCards
from ui.forms.sheet_side import Reckoned, SheetSide
from ui.forms.sketch_board import SketchBoard
from ui.parts.widgets import card, column, label
from ui.parts.words_line import WordsWatch
from ui.wording import known_from
from ui.words import tr

NewId = Callable[[], str]


class FormSectionView(QFrame):
    """The fields, tables and sketch of one section; it holds what is typed here until it is read.

    Signals:
        entered: a field is to be kept: id, text, caret.
        row_kept: a row is to be kept; with the field it came from and the caret.
        row_removed: a row is to be taken away.
        explained: a word was said of capacities that do not fit; its key, and the word.
    """

    entered = Signal(str, str, int)
    row_kept = Signal(object, str, int)
    row_removed = Signal(object)
    explained = Signal(str, str)

    def __init__(
        self,
        section: FormSection,
        entry: Entry,
        new_id: NewId,
        reckoned: Reckoned,
        watch: WordsWatch | None = None,
    ) -> None:
        super().__init__()
        self.section = section
        self._entry = entry
        self._layout = column(self, margin=0)
        self._parts: list[FormGrid | RowCards | LoadGrid | SketchBoard] = []
        self._reckoned = reckoned
        self._side = SheetSide(section.id)
        self._side.explained.connect(self.explained)
        self._frames: dict[str, QFrame] = {}
        self._of_fields: QFrame | None = None
        fields = [asked for asked in section.fields if asked.kind != "photo"]
        if fields:
            grid = FormGrid(fields, entry, watch=watch)
            grid.entered.connect(self._entered)
            self._parts.append(grid)
        self._add_tables(new_id, watch)
        if section.sketch:
            board = SketchBoard(entry, new_id)
            board.kept.connect(lambda mark: self._row_kept(mark, "", 0))
            board.removed.connect(self._row_removed)
            self._parts.append(board)
        # A load list is looked at before the factors that reckon with it.
        if any(isinstance(part, LoadGrid) for part in self._parts):
            self._parts.reverse()
        self._lay_out()

    @property
    def entry(self) -> Entry:
        """The form with what was typed here, the newest of it among it."""
        return self._entry

    def show_entry(self, entry: Entry, reckoned: Reckoned) -> None:
        """Show what a newer reading of the visit says; what is typed here goes before it."""
        mine = {each.id: self._entry.typed.get(each.id) for each in self.section.fields}
        typed = {**entry.typed, **{name: text for name, text in mine.items() if text is not None}}
        tables = {table.id for table in self.section.tables} | {"sketch"}
        rows = [each for each in entry.rows if each.table not in tables]
        rows += [each for each in self._entry.rows if each.table in tables]
        self._entry = replace(entry, typed=typed, rows=tuple(rows))
        self._reckoned = reckoned
        self._refresh()

    def keep_now(self) -> None:
        """Keep at once what waits to be kept."""
        for part in self._parts:
            part.keep_now()

    def freeze(self) -> None:
        """It is recorded: nothing can be changed any more."""
        for part in self._parts:
            part.freeze()

    def focus_field(self, name: str, caret: int, text: str) -> None:
        """Put the caret where it was."""
        for part in self._parts:
            if isinstance(part, FormGrid) and part.focus_field(name, caret, text):
                return

    def go_to(self, name: str, row: str = "") -> None:
        """Put the caret into what is lacking: a field, a cell, a table, or what a check says."""
        checks = {check.id: check for check in self._entry.form.checks}
        if name in checks:
            check = checks[name]
            name = f"{check.table}.{check.field}" if check.table else check.field
        table, _, column = name.partition(".")
        for part in self._parts:
            if isinstance(part, RowCards | LoadGrid) and part.table_id == table:
                part.go_to(column, row)
                return
        self.focus_field(name, 0, "")

    def restore(self, row: FormRow) -> None:
        """Put a row back that was taken away."""
        self._row_kept(row, "", 0)

    def _add_tables(self, new_id: NewId, watch: WordsWatch | None) -> None:
        proposed = _proposed(self._reckoned.categories)
        for table in self.section.tables:
            if table.layout == "grid":
                made: RowCards | LoadGrid = LoadGrid(table, self._entry, new_id, proposed)
            else:
                made = RowCards(table, self._entry, new_id, watch)
            made.kept.connect(self._row_kept)
            made.removed.connect(self._row_removed)
            self._parts.append(made)

    def _lay_out(self) -> None:
        titles = {table.id: tr(table.zh) for table in self.section.tables}
        for part in self._parts:
            title = (
                ""
                if isinstance(part, FormGrid)
                else titles.get(_table_of(part), tr(self.section.zh))
            )
            lines = [label(title, size=2)] if title else []
            lines += [label(words, quiet=True)] if (words := self._known_from(part)) else []
            frame = card(*lines, part)
            self._layout.addWidget(frame)
            if isinstance(part, RowCards | LoadGrid):
                self._frames[part.table_id] = frame
            elif isinstance(part, FormGrid):
                self._of_fields = frame
            if isinstance(part, LoadGrid):
                self._layout.addWidget(self._side)
        if not any(isinstance(part, LoadGrid) for part in self._parts):
            self._layout.addWidget(self._side)

    def _entered(self, name: str, text: str, caret: int) -> None:
        if self._entry.text(self._entry.form.fields[name]) == text:
            return
        self._entry = replace(self._entry, typed={**self._entry.typed, name: text})
        self.entered.emit(name, text, caret)
        self._refresh()

    def _row_kept(self, row: FormRow, name: str, caret: int) -> None:
        others = {each.id: each for each in self._entry.rows}
        rows = sorted({**others, row.id: row}.values(), key=lambda each: (each.table, each.id))
        self._entry = replace(self._entry, rows=tuple(rows))
        self.row_kept.emit(row, name, caret)
        self._refresh()

    def _row_removed(self, row: FormRow) -> None:
        rows = tuple(each for each in self._entry.rows if each.id != row.id)
        self._entry = replace(self._entry, rows=rows)
        self.row_removed.emit(row)
        self._refresh()

    def _refresh(self) -> None:
        for part in self._parts:
            part.show_entry(self._entry)
        if self._side.is_wanted:
            self._side.show_sheet(self._reckoned.again(self._entry), self._reckoned)
        for name, frame in self._frames.items():
            frame.setVisible(self._entry.is_open(self._entry.form.tables[name]))
        if self._of_fields is not None:
            fields = (each for each in self.section.fields if each.kind != "photo")
            self._of_fields.setVisible(any(self._entry.is_asked(each) for each in fields))

    def _known_from(self, part: FormGrid | RowCards | LoadGrid | SketchBoard) -> str:
        """Where the rows of a table come from, if they were known already."""
        if not isinstance(part, RowCards | LoadGrid):
            return ""
        origin = self._entry.origin(self._entry.form.tables[part.table_id])
        return known_from(origin, fixed=False) if origin is not None else ""


def reckoned_of(page: InspectionPage | FilingPage) -> Reckoned:
    """What the form of this page comes to; words are taken of a visit alone."""
    visit = page.inspection if isinstance(page, InspectionPage) else None
    rules = page.load_rules
    return Reckoned(
        words=visit.words if visit is not None else {},
        takes_words=visit is not None and page.is_draft,
        again=page.sheet_again,
        categories=rules.categories if rules is not None else {},
    )


def _table_of(part: RowCards | LoadGrid | SketchBoard) -> str:
    return "" if isinstance(part, SketchBoard) else part.table_id


def _proposed(categories: Mapping[str, LoadCategory]) -> dict[str, dict[str, str]]:
    """What a category brings along: its demand factor and its power factor."""
    return {
        each.id: {"demand_factor": plain(each.factor), "power_factor": plain(each.cos)}
        for each in categories.values()
    }
