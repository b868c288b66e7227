"""When to sync, how it went; joining the centre and unlocking the workspace."""

from contextlib import closing
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.actions.open_workspace import open_workspace
from app.actions.rescue_workspace import Rescued, RescueOffer, rescue_workspace, survey_damage
from app.actions.settle_conflict import settle_conflict
from app.errors import StoreDamaged
from app.views.exchange import sync_page
from app.workspace import Workspace
from sync.client.enrol import join, reconnect, sign_in_again
from sync.client.round import RoundReport, Watch, run_round
from sync.client.stick import Answered, Exported, answer_stick, export_stick, stick_load
from ui.background import Background


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
        moved: a running round has got on; carries the Progress.
        ended: a round ended well; carries the RoundReport.
        failed: it did not; carries the sentence.
        stick_read: what would go on a stick; carries the StickLoad.
        stick_written: it is on the stick; carries what was Exported.
        stick_answered: an answer was taken in; carries what was Answered.
    """

    stick_read = Signal(object)
    stick_written = Signal(object)
    stick_answered = Signal(object)
    opened = Signal(object)
    moved = Signal(object)
    ended = Signal(object)
    failed = Signal(str)

    def __init__(self, ws: Workspace, background: Background) -> None:
        super().__init__()
        self._ws, self._background = ws, background
        self._running = False

    def read(self) -> None:
        """Read the state again."""
        self._background.deed(
            sync_page, self._ws, done=self.opened.emit, failed=self.failed.emit, touches=False
        )

    def sync(self) -> None:
        """Run one round, unless one is running."""
        if self._running:
            return
        self._running = True
        self._background.round(
            _round, self._ws, self.moved.emit, done=self._ended, failed=self._failed
        )

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
        self._background.deed(
            settle_conflict,
            self._ws,
            conflict_id,
            keep,
            done=self._settled,
            failed=self.failed.emit,
        )

    def _settled(self, _nothing: object) -> None:
        self.read()

    def _signed_in(self, _nothing: object) -> None:
        self.sync()

    def _ended(self, report: RoundReport) -> None:
        self._running = False
        self.ended.emit(report)
        self.read()

    def _written(self, done: Exported) -> None:
        self.stick_written.emit(done)
        self.read()

    def _answered(self, done: Answered) -> None:
        self.stick_answered.emit(done)
        self.read()

    def _failed(self, words: str) -> None:
        self._running = False
        self.failed.emit(words)
        self.read()


def _export(ws: Workspace, path: Path, originals: bool, moved: Watch) -> Exported:
    return export_stick(ws, path, originals=originals, watch=moved)


def _round(ws: Workspace, moved: Watch) -> RoundReport:
    with closing(reconnect(ws)) as centre:
        return run_round(ws, centre, moved)
