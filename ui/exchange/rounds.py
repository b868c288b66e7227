"""Rounds in the background: the worker says when, the lane of the rounds does it.

They belong to the presenter, not to a screen: another language or theme makes the screens anew and
leaves them alone.
"""

import time
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from app.actions.let_originals_wait import originals_wait
from app.errors import AppError, Stopped
from app.workspace import Workspace
from sync.client.enrol import Line
from sync.client.http import FILES_AT_ONCE
from sync.client.round import Progress, RoundReport, run_round
from sync.client.worker import LOOK_EVERY_S, Worker
from ui.background import Background
from ui.exchange.network import NetworkWatch

_TELL_EVERY_S: Final = 0.2


@dataclass(frozen=True)
class _Outcome:
    """What came of a round: the error decides what comes next, so it comes as it is."""

    report: RoundReport | None = None
    error: AppError | None = None


class Rounds(QObject):
    """Runs rounds, one at a time, for as long as the workspace is open.

    Signals:
        stood: what is being done has changed, or is told again; carries the SyncState.
        moved: a running round has got on; carries the Progress.
        ended: a round came to its end; carries the RoundReport.
        gave_up: a round did not come to its end; the state says why.
    """

    stood = Signal(object)
    moved = Signal(object)
    ended = Signal(object)
    gave_up = Signal()

    def __init__(self, ws: Workspace, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._ws, self._background = ws, background
        self._line = Line(ws)
        self._stop_wanted = False
        self._told_at, self._told_step = 0.0, ""
        self.worker = Worker(time.monotonic, lambda: ws.clock.now().timestamp())
        self._network = NetworkWatch(self)
        self._network.changed.connect(self._network_changed)
        self.worker.network_changed(
            reachable=self._network.reachable, metered=self._network.metered
        )
        self._looking = QTimer(self, interval=round(LOOK_EVERY_S * 1000))
        self._looking.timeout.connect(self._look)
        self._looking.start()

    def heard(self, *, joined: bool, new: bool) -> None:
        """The state was read: whether there is a centre, and whether something new waits."""
        self.worker.joined(joined=joined)
        if new:
            self.worker.deed_recorded()
        self._look()

    def press(self) -> None:
        """The person wants a round now."""
        if not self.worker.is_running:
            self.worker.pressed()
            self._look()

    def pause(self) -> None:
        """Begin none by itself, and stop the one that runs."""
        self._stop()
        self.worker.pause()
        self._look()

    def resume(self) -> None:
        """Go on by itself."""
        self.worker.resume()
        self._look()

    def signed_in(self) -> None:
        """There is a fresh token."""
        self.worker.signed_in()
        self._look()

    def close(self) -> None:
        """Begin none any more and stop the one that runs; whoever waits for it waits not long."""
        self._looking.stop()
        self.worker.pause()
        self._stop()

    def let_go(self) -> None:
        """Let go of the connections, once nothing runs any more."""
        self._line.close()

    def _stop(self) -> None:
        """Stop the round that runs, also where it waits on a line that does not move."""
        self._stop_wanted = True
        if self.worker.is_running:
            self._line.cut()

    def _look(self) -> None:
        if not self._background.ending and self.worker.look():
            self._stop_wanted = False
            self._background.round(self._round, done=self._done, failed=self._unforeseen)
        self.stood.emit(self.worker.state)

    def _round(self) -> _Outcome:
        """One round, in the lane of the rounds."""
        ws = self._ws
        sparing = self.worker.sparing and originals_wait(ws)
        try:
            centre = self._line.centre()
            report = run_round(ws, centre, self._watch, at_once=FILES_AT_ONCE, sparing=sparing)
        except AppError as error:
            return _Outcome(error=error)
        return _Outcome(report)

    def _watch(self, progress: Progress) -> None:
        """Tell how far it is, a few times a second; in the lane of the rounds."""
        if self._stop_wanted:
            raise Stopped
        now = time.monotonic()
        if progress.step != self._told_step or now - self._told_at >= _TELL_EVERY_S:
            self._told_at, self._told_step = now, progress.step
            self.moved.emit(progress)

    def _done(self, outcome: _Outcome) -> None:
        if outcome.report is not None:
            self.worker.ended()
            self.ended.emit(outcome.report)
        elif isinstance(outcome.error, Stopped):
            self.worker.stopped()
            self.gave_up.emit()
        else:
            self.worker.failed(outcome.error)
            self.gave_up.emit()
        self._look()

    def _unforeseen(self, words: str) -> None:
        self.worker.failed(None)
        self._background.failed.emit(words)
        self.gave_up.emit()
        self._look()

    def _network_changed(self, reachable: bool | None, metered: bool) -> None:
        self.worker.network_changed(reachable=reachable, metered=metered)
        self._look()
