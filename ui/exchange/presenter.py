"""When to sync, how it went; joining the centre and unlocking the workspace."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.actions.open_workspace import open_workspace
from app.actions.rescue_workspace import Rescued, RescueOffer, rescue_workspace, survey_damage
from app.actions.send_again import send_again, try_file_again
from app.actions.set_aside import set_aside
from app.actions.settle_conflict import settle_conflict
from app.errors import StoreDamaged
from app.views.exchange import SyncPage, sync_page
from app.workspace import Workspace
from sync.client.enrol import join, sign_in_again
from sync.client.round import RoundReport, Watch
from sync.client.stick import Answered, Exported, answer_stick, export_stick, stick_load
from ui.background import Background, Done
from ui.exchange.handover_presenter import HandoverPresenter
from ui.exchange.rounds import Rounds


class DoorPresenter(QObject):
    """Opens a workspace: by its password, or by joining the centre with it.

    Signals:
        entered: the workspace is open.
        refused: it is not; carries the sentence.
        offered: it is damaged; carries the RescueOffer.
        rescued: a backup took its place; carries what was put back. It is entered then.
    """

    entered = Signal(object)
    refused = Signal(str)
    offered = Signal(object)
    rescued = Signal(object)

    def __init__(self, folder: Path, background: Background) -> None:
        super().__init__()
        self._folder, self._background = folder, background

    def unlock(self, password: str) -> None:
        """Open the workspace that lies in the folder."""
        self._background.deed(
            _opened_or_offer,
            self._folder,
            password,
            done=self._looked,
            failed=self.refused.emit,
            touches=False,
        )

    def rescue(self, password: str) -> None:
        """Put the newest sound backup in place of the damaged database, and enter."""
        self._background.deed(
            _rescued,
            self._folder,
            password,
            done=self._put_back,
            failed=self.refused.emit,
            touches=False,
        )

    def join(self, url: str, user: str, password: str, label: str) -> None:
        """Join the centre and make a workspace."""
        self._background.deed(
            join,
            self._folder,
            url,
            user,
            password,
            label,
            done=self.entered.emit,
            failed=self.refused.emit,
            touches=False,
        )

    def _looked(self, found: Workspace | RescueOffer) -> None:
        (self.offered if isinstance(found, RescueOffer) else self.entered).emit(found)

    def _put_back(self, made: tuple[Rescued, Workspace]) -> None:
        rescued, ws = made
        self.rescued.emit(rescued)
        self.entered.emit(ws)


def _opened_or_offer(folder: Path, password: str) -> Workspace | RescueOffer:
    try:
        return open_workspace(folder, password)
    except StoreDamaged:
        return survey_damage(folder, password)


def _rescued(folder: Path, password: str) -> tuple[Rescued, Workspace]:
    return rescue_workspace(folder, password), open_workspace(folder, password)


class ExchangePresenter(QObject):
    """Between the sync page and the exchange.

    Signals:
        opened: what waits and what the centre has.
        stood: what the exchange in the background is doing; carries the SyncState.
        moved: a running round has got on; carries the Progress.
        ended: a round ended well; carries the RoundReport.
        failed: something else than a round did not come to its end; carries the sentence.
        stick_read: what would go on a stick; carries the StickLoad.
        stick_written: it is on the stick; carries what was Exported.
        stick_answered: an answer was taken in; carries what was Answered.
    """

    stick_read = Signal(object)
    stick_written = Signal(object)
    stick_answered = Signal(object)
    opened = Signal(object)
    stood = Signal(object)
    moved = Signal(object)
    ended = Signal(object)
    failed = Signal(str)

    def __init__(self, ws: Workspace, background: Background) -> None:
        super().__init__()
        self._ws, self._background = ws, background
        self._queue: frozenset[tuple[str, datetime]] = frozenset()
        self.rounds = Rounds(ws, background, self)
        self.handover = HandoverPresenter(ws, background, self)
        self.handover.failed.connect(self._failed)
        self.handover.taken.connect(self._settled)
        self.rounds.stood.connect(self.stood)
        self.rounds.moved.connect(self.moved)
        self.rounds.ended.connect(self._ended)
        self.rounds.gave_up.connect(self.read)

    def read(self) -> None:
        """Read the state again."""
        self._background.deed(
            sync_page, self._ws, done=self._opened, failed=self.failed.emit, touches=False
        )

    def sync(self) -> None:
        """Run one round, unless one is running."""
        self.rounds.press()

    def pause(self) -> None:
        """Run no round that nobody asks for; one that runs ends within a piece of a file."""
        self.rounds.pause()

    def resume(self) -> None:
        """Go on by itself, beginning now."""
        self.rounds.resume()

    def read_stick_load(self) -> None:
        """Look at what would go on a stick."""
        self._background.deed(
            stick_load, self._ws, done=self.stick_read.emit, failed=self.failed.emit, touches=False
        )

    def export(self, path: Path, originals: bool) -> None:
        """Write what waits into this file."""
        self._background.round(
            _export,
            self._ws,
            path,
            originals,
            self.moved.emit,
            done=self._written,
            failed=self._failed,
        )

    def answer(self, path: Path) -> None:
        """Take in the centre's answer."""
        self._background.round(
            answer_stick, self._ws, path, done=self._answered, failed=self._failed
        )

    def sign_in(self, password: str) -> None:
        """Sign in again, then sync."""
        self._background.round(
            sign_in_again,
            self._ws,
            password,
            done=self._signed_in,
            failed=self.failed.emit,
        )

    def settle(self, conflict_id: str, keep: str) -> None:
        """The person chose a value."""
        self._do(settle_conflict, conflict_id, keep)

    def send_again(self, change_id: str) -> None:
        """Send a refused change as it is once more."""
        self._do(send_again, change_id, done=self._hurry)

    def set_aside(self, change_id: str, reason: str) -> None:
        """Set a refused event aside, and tell the centre why."""
        self._do(set_aside, change_id, reason, done=self._hurry)

    def try_file_again(self, digest: str) -> None:
        """Send or fetch a file once more that something was wrong with."""
        self._do(try_file_again, digest, done=self._hurry)

    def _do(self, action: Callable[..., Any], *args: str, done: Done | None = None) -> None:
        self._background.deed(
            action, self._ws, *args, done=done or self._settled, failed=self.failed.emit
        )

    def _opened(self, page: SyncPage) -> None:
        new, self._queue = page.queue - self._queue, page.queue
        self.opened.emit(page)
        self.rounds.heard(joined=page.joined, new=bool(new))

    def _settled(self, _nothing: object) -> None:
        self.read()

    def _hurry(self, _nothing: object) -> None:
        self.read()
        self.sync()

    def _signed_in(self, _nothing: object) -> None:
        self.rounds.signed_in()

    def _ended(self, report: RoundReport) -> None:
        self.ended.emit(report)
        self.read()

    def _written(self, done: Exported) -> None:
        self.stick_written.emit(done)
        self.read()

    def _answered(self, done: Answered) -> None:
        self.stick_answered.emit(done)
        self.read()

    def _failed(self, words: str) -> None:
        self.failed.emit(words)
        self.read()


def _export(ws: Workspace, path: Path, originals: bool, moved: Watch) -> Exported:
    return export_stick(ws, path, originals=originals, watch=moved)
