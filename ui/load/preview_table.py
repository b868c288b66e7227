"""The first lines of a load file as a table: which column is what, and which line is refused."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem

from app.instruments.reading import LoadPreview
from ui.theme import current, headline
from ui.words import tr

_ROW_PX = 34
_WIDEST_PX = 260
_SHOWN_ROWS = 9


class PreviewTable(QTableWidget):
    """Line numbers down the side, what each column is taken for along the top."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("load_table")
        self.setAccessibleName(tr("文件开头的内容"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setDefaultSectionSize(_ROW_PX)
        self.setMinimumHeight(_SHOWN_ROWS * _ROW_PX)

    def show_preview(self, seen: LoadPreview, refused_line: int = 0) -> None:
        """Show these lines; `refused_line` is marked and brought into view."""
        columns = max([len(seen.labels), *(len(cells) for _, cells in seen.lines)], default=0)
        roles = self.roles(seen)
        self.clear()
        self.setRowCount(len(seen.lines))
        self.setColumnCount(columns)
        names = [*seen.labels, *[""] * columns][:columns]
        self.setHorizontalHeaderLabels(
            [f"{roles[name]}\n{name}" if name in roles else f"—\n{name}" for name in names]
        )
        self.setVerticalHeaderLabels([str(line) for line, _ in seen.lines])
        self._fill(seen, names, above=False)
        self.resizeColumnsToContents()  # what stands above the header does not count
        for place in range(columns):
            self.setColumnWidth(place, min(self.columnWidth(place) + 12, _WIDEST_PX))
        self._fill(seen, names, above=True)
        for row, (line, _) in enumerate(seen.lines):
            if line == refused_line:
                self._mark(row, columns)
        self._scroll_to(seen, refused_line)

    def _fill(self, seen: LoadPreview, names: list[str], *, above: bool) -> None:
        roles = self.roles(seen)
        for row, (line, cells) in enumerate(seen.lines):
            if (line < seen.header_line) is not above:
                continue
            for place, cell in enumerate(cells):
                used = line > seen.last_header_line and names[place] in roles
                self.setItem(row, place, self._item(cell, line, seen, used=used))

    def roles(self, seen: LoadPreview) -> dict[str, str]:
        """What the columns that are used are used as."""
        phases = ["A", "B", "C"] if len(seen.active) == 3 else [tr("合计")]
        roles = {seen.time: tr("● 时间")}
        if seen.date:
            roles[seen.date] = tr("● 日期")
        for label, phase in zip(seen.active, phases, strict=False):
            roles[label] = tr("● 有功 {}", phase)
        for label in seen.reactive:
            roles[label] = tr("● 无功")
        for label in seen.others:
            roles[label] = tr("● 其他量")
        return {label: role for label, role in roles.items() if label}

    def _item(self, cell: str, line: int, seen: LoadPreview, *, used: bool) -> QTableWidgetItem:
        theme = current()
        item = QTableWidgetItem(cell)
        if used:
            item.setBackground(QBrush(_tint(theme.accent, 34)))
        if seen.header_line <= line <= seen.last_header_line:
            item.setFont(headline(0))
        elif line < seen.header_line:
            item.setForeground(QBrush(QColor(theme.quiet)))
        return item

    def _mark(self, row: int, columns: int) -> None:
        theme = current()
        for place in range(columns):
            item = self.item(row, place)
            if item is None:
                item = QTableWidgetItem("")
                self.setItem(row, place, item)
            item.setBackground(QBrush(_tint(theme.bad, 70)))
        head = QTableWidgetItem(f"✘ {self.verticalHeaderItem(row).text()}")
        head.setForeground(QBrush(QColor(theme.bad)))
        self.setVerticalHeaderItem(row, head)

    def _scroll_to(self, seen: LoadPreview, refused_line: int) -> None:
        wanted = refused_line or seen.header_line
        hint = QAbstractItemView.ScrollHint
        where = hint.PositionAtCenter if refused_line else hint.PositionAtTop
        for row, (line, _) in enumerate(seen.lines):
            if line == wanted:
                self.scrollTo(self.model().index(row, 0), where)


def _tint(colour: str, alpha: int) -> QColor:
    tint = QColor(colour)
    tint.setAlpha(alpha)
    return tint
