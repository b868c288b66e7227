"""Settings in, a shown window out; the last catch of errors."""

import logging
import os
import sys
from pathlib import Path
from types import TracebackType

from platformdirs import user_data_path
from PySide6.QtCore import QMessageLogContext, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from app.actions.open_workspace import close_workspace, has_workspace
from app.workspace import Workspace
from ui.background import Background
from ui.exchange.door import Door
from ui.exchange.presenter import DoorPresenter
from ui.main_window import MainWindow
from ui.theme import LIGHT, THEMES, dress
from ui.wording import UNEXPECTED

SIZE = (1280, 800)


def default_folder() -> Path:
    """Where a person's workspace lies unless he says otherwise."""
    return user_data_path("kanyan", appauthor=False)


def _log_qt(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    """What Qt has to say goes to the log, not between the lines a person reads."""
    if "propagateSizeHints" not in text:  # the offscreen platform says so of every window
        logging.getLogger("kanyan.qt").warning("%s %s", kind.name, text)


class Application:
    """The running program: the door first, then the window of whoever entered."""

    def __init__(self, folder: Path, theme: str = LIGHT.name) -> None:
        qInstallMessageHandler(_log_qt)
        self.qt = QApplication.instance() or QApplication(sys.argv[:1])
        assert isinstance(self.qt, QApplication)
        dress(self.qt, THEMES.get(theme, LIGHT))
        self.folder = folder
        self.background = Background()
        self.window: MainWindow | None = None
        self.ws: Workspace | None = None
        self.door = Door(known=has_workspace(folder))
        self.door.resize(*SIZE)
        self._presenter = DoorPresenter(folder, self.background)
        self._presenter.entered.connect(self._enter)
        self._presenter.refused.connect(self.door.refuse)
        self.door.unlocked.connect(self._presenter.unlock)
        self.door.joined.connect(self._presenter.join)
        self.door.show()

    def close(self) -> None:
        """End everything in order."""
        if self.window is not None:
            self.window.close()
        self.door.close()
        self.background.finish()
        if self.ws is not None:
            close_workspace(self.ws)
            self.ws = None

    def _enter(self, ws: Workspace) -> None:
        self.ws = ws
        self.window = MainWindow(ws, self.background)
        self.window.resize(self.door.size())
        self.window.show()
        self.door.hide()
        # The shell is painted before the screens and their libraries are loaded.
        QTimer.singleShot(0, self.window, self.window.fill)


def run_app(folder: Path, theme: str = LIGHT.name) -> int:
    """Run until the window is closed; returns the exit code."""
    folder.mkdir(parents=True, exist_ok=True)
    logging.basicConfig(
        filename=folder / "kanyan.log", level=logging.WARNING, format="%(asctime)s %(message)s"
    )
    application = Application(folder, theme)
    sys.excepthook = _Net(application)
    try:
        return int(application.qt.exec())
    finally:
        application.close()


class _Net:
    """What nobody caught is logged, and the person is told that nothing is lost."""

    def __init__(self, application: Application) -> None:
        self._application = application

    def __call__(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        logging.getLogger("kanyan").error("uncaught", exc_info=(kind, error, trace))
        if self._application.window is not None:
            self._application.window.refuse(UNEXPECTED)


def theme_wanted() -> str:
    """The theme that the environment asks for."""
    return os.environ.get("KANYAN_THEME", LIGHT.name)
