"""What the settings page asks of the app, and its answers in words."""

from functools import partial
from pathlib import Path

import PySide6
from PySide6.QtCore import QObject, Signal

from app.about import tablet_page
from app.actions.check_trail import check_trail
from app.actions.clean_workspace import Cleaned, clean_workspace
from app.actions.drop_key_file import drop_key_file
from app.actions.keep_key_file import keep_key_file
from app.actions.let_originals_wait import let_originals_wait
from app.actions.write_diagnostics import gather_diagnostics, write_diagnostics
from app.views.storage import storage_page
from app.views.trail import TRAIL_PAGE, TrailStanding, trail_page
from app.workspace import Workspace
from ui.background import Background
from ui.look import read_look
from ui.record_words import trail_trouble
from ui.settings.settings_page import SettingsPage
from ui.settings.settings_view import SettingsView


class SettingsPresenter(QObject):
    """Between the settings page and the actions.

    Signals:
        opened: the SettingsPage as it stands.
        trail_read: some lines of the trail; carries the TrailPage.
        gathered: what a diagnostic file would hold, text by name.
        saved: a file lies at this path.
        stored: what the files take, and what can be cleaned; carries the StoragePage.
        cleaned: files were taken off this tablet; carries what was Cleaned.
        refused: something cannot be done; carries the sentence.
    """

    opened = Signal(object)
    trail_read = Signal(object)
    gathered = Signal(object)
    saved = Signal(str)
    stored = Signal(object)
    cleaned = Signal(object)
    refused = Signal(str)

    def __init__(self, ws: Workspace, background: Background) -> None:
        super().__init__()
        self._ws, self._background = ws, background

    def serve(self, screen: SettingsView) -> None:
        """Do what is asked on this page, and show there what came of it."""
        self.opened.connect(screen.show_page)
        self.gathered.connect(screen.show_diagnostics)
        self.trail_read.connect(screen.trail.show_lines)
        self.stored.connect(screen.storage.show_page)
        self.cleaned.connect(screen.storage.show_outcome)
        screen.storage.clean_wanted.connect(self.clean)
        screen.key.keep_wanted.connect(self.keep_key)
        screen.key.drop_wanted.connect(self.drop_key)
        screen.diagnostics_wanted.connect(self.gather)
        screen.diagnostics_accepted.connect(self.write)
        screen.originals_chosen.connect(self.let_originals_wait)
        screen.trail.wanted.connect(self.read_trail)
        screen.trail.check_wanted.connect(self.check_whole_trail)

    def check_trail(self) -> None:
        """Check what is new in the trail, then all of it beside everything else."""
        self._background.deed(
            check_trail, self._ws, done=self._checked, failed=self.refused.emit, touches=False
        )
        self._background.read_file(partial(check_trail, self._ws, whole=True), done=self._checked)

    def check_whole_trail(self) -> None:
        """Check the trail from its first line, and read its last lines again."""
        self._background.read_file(
            partial(check_trail, self._ws, whole=True),
            done=self._checked_whole,
            failed=self.refused.emit,
        )

    def read_trail(self, search: str, before: int) -> None:
        """Read the newest lines of the trail, or those before this one."""
        self._background.deed(
            trail_page,
            self._ws,
            search,
            TRAIL_PAGE,
            before or None,
            done=self.trail_read.emit,
            failed=self.refused.emit,
            touches=False,
        )

    def read(self) -> None:
        """Read the page again."""
        self._background.deed(
            _page, self._ws, done=self.opened.emit, failed=self.refused.emit, touches=False
        )
        self._background.read_file(
            storage_page, self._ws, done=self.stored.emit, failed=self.refused.emit
        )

    def clean(self) -> None:
        """Take off this tablet what may go, and read what is left."""
        self._background.deed(
            clean_workspace, self._ws, done=self._cleaned, failed=self.refused.emit
        )

    def keep_key(self, path: Path, password: str) -> None:
        """Take in a person's own signing key."""
        self._background.deed(
            keep_key_file, self._ws, path, password,
            done=self._key_changed, failed=self.refused.emit,
        )  # fmt: skip

    def drop_key(self) -> None:
        """Let the device's key sign again."""
        self._background.deed(
            drop_key_file, self._ws, done=self._key_changed, failed=self.refused.emit
        )

    def let_originals_wait(self, wait: bool) -> None:
        """Whether originals of photos wait while bytes cost money."""
        self._background.deed(
            partial(let_originals_wait, self._ws, wait=wait), failed=self.refused.emit
        )

    def gather(self) -> None:
        """Gather what a diagnostic file would hold."""
        self._background.deed(
            _gathered, self._ws, done=self.gathered.emit, failed=self.refused.emit, touches=False
        )

    def write(self, path: Path, texts: dict[str, str]) -> None:
        """Write what was shown."""
        self._background.deed(
            write_diagnostics,
            self._ws,
            path,
            texts,
            done=self.saved.emit,
            failed=self.refused.emit,
            touches=False,
        )

    def _key_changed(self, _holder: object) -> None:
        self.read()

    def _cleaned(self, done: Cleaned) -> None:
        self.cleaned.emit(done)
        self.read()

    def _checked(self, standing: TrailStanding) -> None:
        if standing.broken is not None:
            self.refused.emit(trail_trouble(standing.broken.seq, standing.broken.why))

    def _checked_whole(self, standing: TrailStanding) -> None:
        self._checked(standing)
        self.read_trail("", 0)


def _page(ws: Workspace) -> SettingsPage:
    return SettingsPage(read_look(ws.folder), tablet_page(ws))


def _gathered(ws: Workspace) -> dict[str, str]:
    look = read_look(ws.folder)
    shown = {
        "theme": look.theme,
        "text": look.text,
        "gloves": str(look.gloves),
        "language": look.language,
        "pyside": PySide6.__version__,
    }
    return gather_diagnostics(ws, shown, ws.folder / "kanyan.log")
