"""Today's list as rows that are fetched a page at a time, and how one of them is drawn."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.views.cases import LIST_PAGE, CaseRow
from ui.naming import clock, customer_named, urgency
from ui.theme import SPACE, TARGET_PX, current, headline
from ui.wording import customer_class, status
from ui.words import tr

ROW = Qt.ItemDataRole.UserRole
GROUP = Qt.ItemDataRole.UserRole + 1

Index = QModelIndex | QPersistentModelIndex


class CaseModel(QAbstractListModel):
    """The rows read so far.

    Signals:
        more_wanted: the view has come to the end of them; carries the last CaseRow.
    """

    more_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[CaseRow] = []
        self._whole, self._asked = True, False

    @property
    def rows(self) -> Sequence[CaseRow]:
        """What has been read so far."""
        return self._rows

    def show(self, rows: Sequence[CaseRow], wanted: int = LIST_PAGE) -> bool:
        """Show these, read anew from the top, so many of them wanted; tells if any is another."""
        self._whole, self._asked = len(rows) < wanted, False
        if list(rows) == self._rows:
            return False
        same = [row.id for row in rows] == [row.id for row in self._rows]
        if same:
            self._rows = list(rows)
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
        else:
            self.beginResetModel()
            self._rows = list(rows)
            self.endResetModel()
        return not same

    def add(self, after: CaseRow, rows: Sequence[CaseRow]) -> None:
        """The page that comes after this row has been read."""
        if not self._asked or not self._rows or self._rows[-1] != after:
            return  # the list has been read anew meanwhile
        self._whole, self._asked = len(rows) < LIST_PAGE, False
        if rows:
            end = len(self._rows)
            self.beginInsertRows(QModelIndex(), end, end + len(rows) - 1)
            self._rows += rows
            self.endInsertRows()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        """How many have been read."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A row, the group it opens, or its words for those who listen to the screen."""
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role == GROUP:
            before = self._rows[index.row() - 1] if index.row() else None
            name = group_name(row)
            return "" if before is not None and group_name(before) == name else name
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            said = f"{customer_named(row.customer_name)} {clock(row.clock)}"
            return f"{said} {tr('退回 {} 项', row.returned)}" if row.returned else said
        return None

    def canFetchMore(self, parent: Index) -> bool:
        """Whether there may be more, and nobody has asked for them yet."""
        return not (parent.isValid() or self._whole or self._asked)

    def fetchMore(self, parent: Index) -> None:
        """Ask for the next page; it comes when it has been read."""
        self._asked = True
        self.more_wanted.emit(self._rows[-1])


class CaseDelegate(QStyledItemDelegate):
    """Draws a case as a card, under the name of its group where it is the first of it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as its three lines, and never less than a finger."""
        name, small = QFontMetrics(headline(3)), QFontMetrics(option.font)
        inner = name.height() + 2 * small.height() + 2 * SPACE + SPACE
        if option.rect.width() and _narrow(option.rect.width()):
            inner += small.height()
        heading = small.height() + SPACE if index.data(GROUP) else 0
        return QSize(200, heading + max(inner, TARGET_PX) + SPACE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw it in the colours of the theme."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row, theme = index.data(ROW), current()
        box = option.rect.adjusted(1, 0, -1, -SPACE)
        small = QFontMetrics(option.font)
        if heading := index.data(GROUP):
            _say(painter, QRect(box.left(), box.top(), box.width(), small.height()), heading,
                 theme.quiet, option.font)  # fmt: skip
            box.setTop(box.top() + small.height() + SPACE)
        chosen = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.setPen(
            QPen(QColor(theme.accent if chosen else theme.edge), 3 if chosen else theme.stroke)
        )
        painter.setBrush(QColor(theme.card))
        painter.drawRoundedRect(box, 8, 8)
        self._lines(painter, option, row, box.adjusted(2 * SPACE, SPACE, -2 * SPACE, -SPACE))
        painter.restore()

    def _lines(
        self, painter: QPainter, option: QStyleOptionViewItem, row: CaseRow, box: QRect
    ) -> None:
        theme, plain = current(), option.font
        bold, height = headline(3), QFontMetrics(option.font).height()
        line = QRect(box.left(), box.top(), box.width(), QFontMetrics(bold).height())
        _say(painter, line, customer_named(row.customer_name), theme.text, bold)
        line = QRect(box.left(), line.bottom() + SPACE // 2, box.width(), height)
        _say(painter, line, f"{row.application_no}　{row.address}", theme.quiet, plain)
        line = QRect(box.left(), line.bottom() + SPACE // 2, box.width(), height)
        stage = f"{status(row.status)} · {customer_class(row.customer_class)}"
        parts = [(stage, theme.text)]
        if row.returned:
            parts.insert(0, (tr("退回 {} 项", row.returned), theme.bad))
        if row.unsent:
            parts.append((tr("{} 项待发送", row.unsent), theme.warn))
        colour = {"bad": theme.bad, "warn": theme.warn, "good": theme.good}
        due = (clock(row.clock), colour.get(urgency(row.clock), theme.text))
        if _narrow(option.rect.width()):
            _say(painter, line, *due, plain)
            line.translate(0, height)
        else:
            parts.insert(0, due)
        for text, ink in parts:
            line.setLeft(line.left() + _say(painter, line, text, ink, plain) + 3 * SPACE)


def group_name(row: CaseRow) -> str:
    """The group of the list that a case stands in."""
    if row.clock is None:
        return tr("无在途时限")
    if row.clock.overdue:
        return tr("已超期")
    if row.clock.left == 0:
        return tr("今天到期")
    return tr("本周") if row.clock.left <= 5 else tr("以后")


def _narrow(width: int) -> bool:
    return width < 900


def _say(painter: QPainter, room: QRect, text: str, ink: str, font: QFont) -> int:
    """Write one line, cut at its end where it is too long; tells how wide it is."""
    painter.setFont(font)
    painter.setPen(QColor(ink))
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
    return metrics.horizontalAdvance(shown)
