"""The load list as a fast table: type, Tab, type; a new line begins by itself."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.domain.demand import nameplate_cells
from app.domain.entry import Entry, FormRow, fresh_cells
from app.domain.form import NUMBERS, Field, Table
from ui.forms.form_grid import show_problem
from ui.naming import listed
from ui.parts.choice import BigCombo
from ui.parts.widgets import button, column, label, row
from ui.theme import TARGET_PX, current
from ui.words import tr

Index = QModelIndex | QPersistentModelIndex
_NARROW, _WIDE = 92, 168


class LoadModel(QAbstractTableModel):
    """The rows of the list, and one empty row below them to go on in.

    Signals:
        kept: a row is to be kept as it stands now, with the column.
    """

    kept = Signal(object, str)

    def __init__(
        self,
        table: Table,
        entry: Entry,
        new_id: Callable[[], str],
        proposed: Mapping[str, Mapping[str, str]],
    ) -> None:
        super().__init__()
        self._table, self._entry, self._new_id = table, entry, new_id
        self._proposed = proposed
        self.rows: list[FormRow] = list(entry.of(table))
        self.frozen = False

    def show_entry(self, entry: Entry) -> None:
        """Show these rows."""
        self._entry = entry
        rows = list(entry.of(self._table))
        if [each.id for each in rows] != [each.id for each in self.rows]:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()
        elif rows != self.rows:
            self.rows = rows
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows), self.columnCount() - 1))

    def column(self, number: int) -> Field:
        """The field of this column."""
        return self._table.columns[number]

    def line_of(self, row: str) -> int:
        """In which line this row stands; the last one where it does not."""
        ids = [each.id for each in self.rows]
        return ids.index(row) if row in ids else max(self.rowCount() - 1, 0)

    def place_of(self, column: str) -> int:
        """In which place this column stands; the first where it does not."""
        return next((n for n, each in enumerate(self._table.columns) if each.id == column), 0)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """One more than there are, to type on in."""
        return 0 if parent.isValid() else len(self.rows) + (0 if self.frozen else 1)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """One a field."""
        return 0 if parent.isValid() else len(self._table.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Name and unit of a column; the number of a row."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Vertical:
            return str(section + 1) if section < len(self.rows) else "+"
        asked = self.column(section)
        return f"{tr(asked.zh)}\n{asked.unit}" if asked.unit else tr(asked.zh)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What stands in a cell; red where it means nothing there."""
        asked = self.column(index.column())
        if index.row() >= len(self.rows):
            first = index.column() == 0 and role == Qt.ItemDataRole.DisplayRole
            return tr("点这里继续…") if first else None
        shown = self.rows[index.row()]
        text = self._entry.cell(asked, shown)
        if role == Qt.ItemDataRole.EditRole:
            return text
        needed = asked.computed is None and not text and self._entry.is_required(asked, shown)
        if role == Qt.ItemDataRole.DisplayRole:
            return tr("必填") if needed else self._words(asked, text)
        if role == Qt.ItemDataRole.TextAlignmentRole and asked.kind in NUMBERS:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.ForegroundRole and needed:
            return QColor(current().warn)
        if role != Qt.ItemDataRole.ForegroundRole:
            return None
        if text and asked.computed is None and not asked.is_fine(text):
            return QColor(current().bad)
        return QColor(current().warn) if self._entry.broken_in(shown, asked.id) else None

    def _words(self, asked: Field, text: str) -> str:
        if asked.kind != "choices":
            return tr(asked.options.get(text, text))
        return listed([tr(asked.options.get(each, each)) for each in asked.chosen(text)])

    def flags(self, index: Index) -> Qt.ItemFlag:
        """What is reckoned cannot be typed."""
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        reckoned = self.column(index.column()).computed is not None
        return flags if reckoned or self.frozen else flags | Qt.ItemFlag.ItemIsEditable

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take what was typed; a category brings its factors along."""
        if role != Qt.ItemDataRole.EditRole or self.frozen:
            return False
        text, asked = str(value).strip(), self.column(index.column())
        fresh = index.row() >= len(self.rows)
        if fresh and not text:
            return False
        before = (
            FormRow(self._table.id, self._new_id(), fresh_cells(self._table))
            if fresh
            else self.rows[index.row()]
        )
        cells = {**before.cells, asked.id: text}
        if asked.id == "category":
            cells |= self._proposed.get(text, {})
        if asked.id == "rated_power_kw":
            cells |= nameplate_cells(text, before.cells)
        after = FormRow(before.table, before.id, {n: t for n, t in cells.items() if t})
        if fresh:
            # The empty row becomes this one, so that the caret stays; another comes below it.
            self.beginInsertRows(QModelIndex(), len(self.rows) + 1, len(self.rows) + 1)
            self.rows.append(after)
            self.endInsertRows()
        else:
            self.rows[index.row()] = after
        last = self.index(index.row(), self.columnCount() - 1)
        self.dataChanged.emit(self.index(index.row(), 0), last)
        self.kept.emit(after, asked.id)
        return True


class _CellEditor(QStyledItemDelegate):
    """A list of choices where there are some, otherwise a line to type in."""

    def __init__(self, model: LoadModel) -> None:
        super().__init__()
        self._model = model

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """The widget in which this cell is typed."""
        asked = self._model.column(index.column())
        if not asked.options:
            return super().createEditor(parent, option, index)
        combo = BigCombo("load_cell", tr(asked.zh))
        combo.setParent(parent)
        combo.addItem("", "")
        chosen = asked.chosen(index.data(Qt.ItemDataRole.EditRole) or "")
        for code, words in asked.options.items():
            # Of several, what is in already is ticked; choosing it takes it out.
            ticked = asked.kind == "choices" and code in chosen
            combo.addItem(f"✓ {tr(words)}" if ticked else tr(words), code)
        combo.activated.connect(lambda _index: self._chosen(combo))
        return combo

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Begin with what stands there."""
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(
                max(editor.findData(index.data(Qt.ItemDataRole.EditRole) or ""), 0)
            )
            editor.showPopup()
        else:
            super().setEditorData(editor, index)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Take what was chosen."""
        if isinstance(editor, QComboBox):
            asked, picked = self._model.column(index.column()), str(editor.currentData())
            if asked.kind == "choices" and picked:
                picked = asked.toggled(index.data(Qt.ItemDataRole.EditRole) or "", picked)
            model.setData(index, picked)
        else:
            super().setModelData(editor, model, index)

    def _chosen(self, combo: QComboBox) -> None:
        self.commitData.emit(combo)
        self.closeEditor.emit(combo)


class LoadGrid(QFrame):
    """The load list.

    Signals:
        kept: a row is to be kept as it stands now; with the field and the caret.
        removed: a row is to be taken away.
    """

    kept = Signal(object, str, int)
    removed = Signal(object)

    def __init__(
        self,
        table: Table,
        entry: Entry,
        new_id: Callable[[], str],
        proposed: Mapping[str, Mapping[str, str]],
    ) -> None:
        super().__init__()
        self._table = table
        self.table_id = table.id
        self.model = LoadModel(table, entry, new_id, proposed)
        self.model.kept.connect(lambda made, name: self.kept.emit(made, name, 0))
        self.view = QTableView()
        self.view.setObjectName("load_table")
        self.view.setAccessibleName(tr(table.zh))
        self.view.setModel(self.model)
        self._delegate = _CellEditor(self.model)
        self.view.setItemDelegate(self._delegate)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.AllEditTriggers)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.verticalHeader().setDefaultSectionSize(TARGET_PX)
        self.view.verticalHeader().setMinimumWidth(TARGET_PX)
        self.view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for number, asked in enumerate(table.columns):
            wide = number == 0 or asked.id in ("category", "remark", "model")
            named = self.view.horizontalHeader().sectionSizeHint(number)
            self.view.setColumnWidth(number, max(named, _WIDE if wide else _NARROW))
        self.view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._problem = label("", name=f"problem_{table.id}")
        self._remove = button(tr("移除这一行"), "remove_load")
        self._remove.clicked.connect(self._remove_row)
        self._which = label("", quiet=True, name="remove_which")
        self.view.selectionModel().currentChanged.connect(self._show_remove)
        self.model.kept.connect(self._show_remove)
        layout = column(self, margin=0)
        layout.addWidget(self.view)
        layout.addWidget(self._problem)
        layout.addLayout(row(self._remove, self._which, stretch=1))
        self.show_entry(entry)

    def show_entry(self, entry: Entry) -> None:
        """Show the list; the cell that is being typed is left alone."""
        self.model.show_entry(entry)
        lines = min(max(len(self.model.rows) + 1, 3), 9)
        head = self.view.horizontalHeader().sizeHint().height()
        self.view.setFixedHeight(lines * TARGET_PX + head + 22)
        empty = not self.model.rows and bool(entry.fewest(self._table))
        wanted = tr("请登记主要用电设备") if empty else ""
        show_problem(self._problem, wanted, entry.broken_at(self._table.id), self._odd_rows(entry))
        self._show_remove()

    def _odd_rows(self, entry: Entry) -> list[str]:
        places = {made.id: number for number, made in enumerate(self.model.rows, start=1)}
        return [
            tr("第 {0} 行：{1}", places[made.id], tr(check.zh))
            for check, made in entry.broken_rows
            if made.id in places
        ]

    def go_to(self, column: str, row: str) -> None:
        """Open this cell to be typed into; without one, the first of the last line."""
        line = self.model.line_of(row)
        place = self.model.place_of(column)
        index = self.model.index(line, place)
        self.view.setCurrentIndex(index)
        self.view.scrollTo(index)
        self.view.setFocus()

    def keep_now(self) -> None:
        """Keep at once what is being typed."""
        self.view.setCurrentIndex(QModelIndex())

    def freeze(self) -> None:
        """It is recorded: nothing can be changed any more."""
        self.model.frozen = True
        self._remove.hide()
        self._which.hide()

    def _show_remove(self) -> None:
        chosen = self._chosen() is not None
        self._remove.setEnabled(chosen)
        wanted = bool(self.model.rows) and not chosen
        self._which.setText(tr("先点选要移除的一行") if wanted else "")

    def _remove_row(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.removed.emit(chosen)

    def _chosen(self) -> FormRow | None:
        """The row that the person is in; the empty one below them is none."""
        number = self.view.currentIndex().row()
        return self.model.rows[number] if 0 <= number < len(self.model.rows) else None
