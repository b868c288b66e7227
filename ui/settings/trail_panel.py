"""The trail in words: how the chain stands, its last lines, and those of one case."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame

from app.views.trail import TrailPage
from ui.parts.widgets import Badge, button, clear, column, entry, label, row
from ui.record_words import line_words, standing_words
from ui.theme import SPACE
from ui.words import tr

_PAUSE_MS = 300


class TrailPanel(QFrame):
    """The last lines of the trail.

    Signals:
        wanted: lines are to be read; carries the words looked for, and before which number (0 =
            from the newest).
        check_wanted: the whole chain is to be checked.
    """

    wanted = Signal(str, int)
    check_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        self._last = 0
        self._state = Badge("trail_state")
        self._state.setWordWrap(True)
        self._search = entry("trail_search", tr("户名、申请编号或地址"))
        self._typing = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._typing.timeout.connect(self.read)
        self._search.textChanged.connect(self._typing.start)
        self._check = button(tr("从头核对"), "trail_check", picture="shield-check")
        self._check.clicked.connect(self._check_pressed)
        self._more = button(tr("更早的"), "trail_more")
        self._more.clicked.connect(self._more_pressed)
        lines = QFrame()
        self._lines = column(lines, margin=0)
        layout = column(self)
        layout.addWidget(label(tr("留痕"), size=2))
        words = tr("谁在何时做了什么，按先后相扣，不能改也不能删；同步时送中心核对。草稿不记。")
        layout.addWidget(label(words, quiet=True))
        layout.addWidget(self._state)
        layout.addLayout(row(self._search, self._check, stretch=0))
        layout.addWidget(lines)
        layout.addWidget(self._more)

    def read(self) -> None:
        """Ask for the newest lines."""
        self._last = 0
        self.wanted.emit(self._search.text().strip(), 0)

    def show_lines(self, page: TrailPage) -> None:
        """Show these lines, behind those that are shown where more were asked for."""
        self._state.say(*standing_words(page))
        self._check.setEnabled(True)
        if not self._last:
            clear(self._lines)
        for kept in page.lines:
            said, more = line_words(kept, page.customers, page.colleagues)
            self._lines.addWidget(label(said, name=f"trail_{kept.line.seq}"))
            if more:
                self._lines.addWidget(label(more, quiet=True))
        if not page.lines and not self._last:
            self._lines.addWidget(label(tr("没有这样的留痕。"), quiet=True, name="trail_empty"))
        self._lines.setSpacing(SPACE // 2)
        self._more.setVisible(bool(page.lines) and page.lines[-1].line.seq > 1)
        self._last = page.lines[-1].line.seq if page.lines else self._last

    def _more_pressed(self) -> None:
        self.wanted.emit(self._search.text().strip(), self._last)

    def _check_pressed(self) -> None:
        self._check.setEnabled(False)
        self._state.say(tr("正在从第一行核对…"), "")
        self.check_wanted.emit()
