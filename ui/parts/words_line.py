"""Below a field of free text: what of it must be reworded, and what wants a reason."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.domain.impartiality import FreeText, Guard, Hit, Level, reason_key
from ui.parts.widgets import entry, label
from ui.theme import SPACE, mark
from ui.wording import words_found
from ui.words import tr

_KEEP_AFTER_MS = 600


class WordsWatch(QObject):
    """What is looked for on one page, and the reasons that are given there; lines look through it.

    Signals:
        changed: another record is shown, or its reasons are others now.
        explained: a reason was typed; carries its key and the reason.
    """

    changed = Signal()
    explained = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.guard: Guard | None = None
        self.reasons: dict[str, str] = {}
        self.open_for_change = True

    def show_guard(
        self, guard: Guard, reasons: Mapping[str, str], *, open_for_change: bool = True
    ) -> None:
        """Look by this guard from now on; these reasons are given already."""
        before = (self.guard, self.reasons, self.open_for_change)
        self.guard, self.reasons = guard, dict(reasons)
        self.open_for_change = open_for_change
        if before != (self.guard, self.reasons, self.open_for_change):
            self.changed.emit()

    def explain(self, key: str, reason: str) -> None:
        """A reason was typed."""
        self.reasons = {**self.reasons, key: reason}
        self.explained.emit(key, reason)


class WordsLine(QFrame):
    """One quiet line below a field, and room for a reason where one is wanted.

    `place` is that of the field in its record (`free_text.texts_of`).
    """

    def __init__(self, place: str, watch: WordsWatch) -> None:
        super().__init__()
        self.setObjectName(f"words_{place}")
        self._place, self._watch = place, watch
        self._words = ""
        self._found: tuple[Hit, ...] = ()
        self._told = label("", name="words_found")
        self._reason: QLineEdit | None = None
        self._timer = QTimer(self, singleShot=True, interval=_KEEP_AFTER_MS)
        self._timer.timeout.connect(self._keep)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SPACE // 2)
        self._layout.addWidget(self._told)
        watch.changed.connect(self._look)
        self.hide()

    def look(self, words: str) -> None:
        """Look at these words, as they are typed."""
        if words != self._words:
            self._words = words
            self._look()

    def keep_now(self) -> None:
        """Keep at once the reason that waits to be kept."""
        if self._timer.isActive():
            self._timer.stop()
            self._keep()

    def showEvent(self, event: QShowEvent) -> None:
        """Come into view beside the field that is being typed in."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._come_into_view)

    def _come_into_view(self) -> None:
        typing, holder = QApplication.focusWidget(), self.parentWidget()
        if typing is None or holder is None or not holder.isAncestorOf(typing):
            return
        area: QWidget | None = holder
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None:
            area.ensureWidgetVisible(self, 0, SPACE)

    def _look(self) -> None:
        text = FreeText(self._place, self._words)
        guard = self._watch.guard
        self._found = guard.hits(text) if guard is not None and self._words else ()
        self._told.setText("\n".join(words_found(hit) for hit in self._found))
        blocked = any(hit.level is Level.BLOCK for hit in self._found)
        mark(self._told, bad=blocked, warn=not blocked)
        self._show_reason()
        self.setVisible(bool(self._found))

    def _show_reason(self) -> None:
        keys = self._wanting()
        if keys and self._reason is None:
            self._reason = entry("words_reason", tr("理由（随记录保存，中心可见）"))
            self._reason.textEdited.connect(self._typed)
            self._reason.editingFinished.connect(self.keep_now)
            self._layout.addWidget(self._reason)
        if self._reason is None:
            return
        self._reason.setVisible(bool(keys))
        self._reason.setReadOnly(not self._watch.open_for_change)
        if not self._reason.hasFocus() and not self._timer.isActive():
            given = [self._watch.reasons.get(key, "") for key in keys]
            self._reason.setText(next(filter(None, given), ""))

    def _wanting(self) -> list[str]:
        text = FreeText(self._place, self._words)
        return [reason_key(text, hit) for hit in self._found if hit.level is Level.WARN]

    def _typed(self, _text: str) -> None:
        self._timer.start()

    def _keep(self) -> None:
        if self._reason is not None:
            for key in self._wanting():
                self._watch.explain(key, self._reason.text().strip())
