"""What the settings page asks of the app, and its answers in words."""

from dataclasses import dataclass
from pathlib import Path

import PySide6
from PySide6.QtCore import QObject, Signal

from app.about import TabletPage, tablet_page
from app.actions.write_diagnostics import gather_diagnostics, write_diagnostics
from app.workspace import Workspace
from ui.background import Background
from ui.look import Look, read_look


@dataclass(frozen=True)
class SettingsPage:
    """How the device looks, and what it is."""

    look: Look
    tablet: TabletPage


class SettingsPresenter(QObject):
    """Between the settings page and the actions.

    Signals:
        opened: the SettingsPage as it stands.
        gathered: what a diagnostic file would hold, text by name.
        saved: a file lies at this path.
        refused: something cannot be done; carries the sentence.
    """

    opened = Signal(object)
    gathered = Signal(object)
    saved = Signal(str)
    refused = Signal(str)

    def __init__(self, ws: Workspace, background: Background) -> None:
        super().__init__()
        self._ws, self._background = ws, background

    def read(self) -> None:
        """Read the page again."""
        self._background.deed(
            _page, self._ws, done=self.opened.emit, failed=self.refused.emit, touches=False
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
            path,
            texts,
            done=self.saved.emit,
            failed=self.refused.emit,
            touches=False,
        )


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
