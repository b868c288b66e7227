"""Today: my cases, soonest deadline first, in groups; read a page at a time."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QListView, QWidget

from app.views.cases import LIST_PAGE, CaseRow
from ui.cases.application_panel import ApplicationPanel
from ui.cases.case_model import ROW, CaseDelegate, CaseModel
from ui.parts.widgets import button, column, label, row
from ui.theme import icon
from ui.words import tr

_TYPED_MS = 120
"""Whoever types goes on within this time; a search of each letter would come too late."""


class CaseListView(QListView):
    """The rows as cards, for a finger or the keys.

    Signals:
        chosen: the person took a case; carries its id.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("cases")
        self.setAccessibleName(tr("今日"))
        self.setItemDelegate(CaseDelegate(self))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.clicked.connect(self._take)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return takes the case that the keys have come to."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cards are higher where they are narrow."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _take(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(index.data(ROW).id)


class CaseList(QWidget):
    """Today's list.

    Signals:
        chosen: the person tapped a case; carries its id.
        searched: the person typed; carries the text.
        more_wanted: the person has come to the end of what was read; carries the last CaseRow.
        application_wanted: an application is to be opened; carries the class of the customer.
    """

    chosen = Signal(str)
    searched = Signal(str)
    more_wanted = Signal(object)
    application_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self._apply = button(tr("新申请"), "new_application", picture="plus")
        self._application = ApplicationPanel()
        self._application.wanted.connect(self.application_wanted)
        self._apply.clicked.connect(self._application.show)
        self._search = QLineEdit()
        self._search.setObjectName("search")
        self._search.setPlaceholderText(tr("搜索户名、地址、编号、电话"))
        self._search.setAccessibleName(tr("搜索"))
        self._search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self._typed = QTimer(self, singleShot=True, interval=_TYPED_MS)
        self._typed.timeout.connect(lambda: self.searched.emit(self._search.text()))
        self._search.textChanged.connect(self._typed.start)
        self._empty = label(quiet=True, name="empty")
        self._empty.hide()
        self._model = CaseModel()
        self._model.more_wanted.connect(self.more_wanted)
        self._view = CaseListView()
        self._view.setModel(self._model)
        self._view.chosen.connect(self.chosen)
        layout = column(self)
        layout.addLayout(row(label(tr("今日"), size=8, name="title"), self._apply, stretch=0))
        layout.addWidget(self._application)
        layout.addWidget(self._search)
        layout.addWidget(self._empty)
        layout.addWidget(self._view, 1)

    def show_rows(self, rows: Sequence[CaseRow], wanted: int = LIST_PAGE) -> None:
        """Show these cases, or say that there is none; the list stays where it was scrolled to."""
        bar = self._view.verticalScrollBar()
        at = bar.value()
        if self._model.show(rows, wanted):
            self._view.doItemsLayout()
            bar.setValue(at)
        self._empty.setText(
            tr("没有找到这样的工单。")
            if self._search.text().strip()
            else tr("今天没有分派给您的工单。联网同步后，新工单会出现在这里。")
        )
        self._empty.setVisible(not rows)

    def add_rows(self, after: CaseRow, rows: Sequence[CaseRow]) -> None:
        """The page after this row has been read."""
        self._model.add(after, rows)
