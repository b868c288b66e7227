"""Looks after the workspace while nobody works: backups made, room had back, trouble told."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from app.actions.clean_workspace import clean_workspace
from app.actions.secure_workspace import Security, secure_workspace
from app.workspace import Workspace
from ui.background import Background
from ui.room_words import little_room

_FIRST_MS = 20_000
_EVERY_MS = 300_000
_CLEAN_EVERY = 24
"""Each so manieth time, that is every two hours, what may go from this tablet goes."""


class Upkeep(QObject):
    """Runs beside the work, and only when nothing else waits.

    Signals:
        refused: something is wrong, or will be soon; carries the sentence.
    """

    refused = Signal(str)

    def __init__(self, ws: Workspace, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._ws, self._background = ws, background
        self._running, self._room, self._times = False, "enough", 0
        self._timer = QTimer(self, interval=_FIRST_MS)
        self._timer.timeout.connect(self._due)
        self._timer.start()

    def run(self, *, now: bool = False) -> None:
        """Look after it; with `now` a backup is made though none is due."""
        if self._running:
            return
        self._running = True
        background = self._background
        work = partial(secure_workspace, self._ws, now=now, stop=lambda: background.ending)
        background.read_file(work, done=self._ended, failed=self._failed)

    def stop(self) -> None:
        """Nothing more is begun."""
        self._timer.stop()

    def _due(self) -> None:
        self._timer.setInterval(_EVERY_MS)
        if self._background.idle:
            self.run()
            if self._times % _CLEAN_EVERY == 0:
                self.clean()
            self._times += 1

    def clean(self) -> None:
        """Take off this tablet what the centre and its backup have, of cases long archived."""
        self._background.deed(clean_workspace, self._ws, failed=self.refused.emit, touches=False)

    def _ended(self, security: Security) -> None:
        self._running = False
        if security.room != self._room:
            self._room = security.room
            if words := little_room(security.room):
                self.refused.emit(words)

    def _failed(self, words: str) -> None:
        self._running = False
        self.refused.emit(words)
