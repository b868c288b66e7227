"""Settings in, a painted window out: an empty one at once, then the program is loaded by name."""

import importlib
import json
import os
import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from ui.palette import LIGHT, THEMES

_SIZE = (1280, 800)
_APPLICATION = "ui.application"


class Shell(QWidget):
    """An empty window in the colour of the page, so that there is something to see at once.

    Signals:
        painted: it can be seen.
    """

    painted = Signal()

    def __init__(self, colour: str) -> None:
        super().__init__()
        self.setStyleSheet(f"background: {colour}")
        self.resize(*_SIZE)
        self._is_painted = False

    def paintEvent(self, event: Any) -> None:
        """Tell when it is seen for the first time."""
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self, self.painted.emit)


class Starter:
    """Loads the program behind the shell, and takes the shell away when the door can be seen."""

    def __init__(self, folder: Path, theme: str = "") -> None:
        self.qt = QApplication.instance() or QApplication(sys.argv[:1])
        self._folder, self._theme = folder, theme
        self.application: Any = None  # an Application, which is not loaded yet
        self.shell = Shell(page_colour(folder, theme))
        self.shell.painted.connect(self._load)
        self.shell.show()

    def close(self) -> None:
        """End everything in order."""
        if self.application is not None:
            self.application.close()

    def _load(self) -> None:
        try:
            loaded = importlib.import_module(_APPLICATION)
            self.application = loaded.open_application(self._folder, self._theme, self.shell.size())
        except BaseException:
            self.qt.exit(1)  # an empty window for ever would say nothing
            raise
        self.application.door.painted.connect(self.shell.hide)


def page_colour(folder: Path, theme: str) -> str:
    """The colour of an empty page, as this device was left (see `ui/look.py`)."""
    if theme not in THEMES:
        try:
            theme = json.loads((folder / "device.json").read_text(encoding="utf-8"))["theme"]
        except (OSError, ValueError, LookupError, TypeError, RecursionError):
            theme = LIGHT.name
    return THEMES.get(str(theme), LIGHT).page


def run_app(folder: Path, theme: str = "") -> int:
    """Run until the window is closed; returns the exit code."""
    folder.mkdir(parents=True, exist_ok=True)
    starter = Starter(folder, theme)
    try:
        return int(starter.qt.exec())
    finally:
        starter.close()


def theme_wanted() -> str:
    """The theme that the environment asks for; empty = as it was left."""
    return os.environ.get("KANYAN_THEME", "")
