"""The running program: its door, then the window of whoever entered; the last catch of errors."""

import importlib
import logging
import sys
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import QMessageLogContext, QSize, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from app.actions.find_workspace import has_workspace, unlock_wait_s
from app.quiet_log import log_quietly
from ui.background import Background
from ui.exchange.door import Door
from ui.look import Look, read_look, wear, write_look
from ui.palette import THEMES

_SIZE = (1280, 800)
_OPEN = "app.actions.open_workspace"
_DOOR = "ui.exchange.presenter"
_WINDOW = "ui.main_window"
_RESCUE = "ui.rescue_words"


def _log_qt(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    """What Qt has to say goes to the log, not between the lines a person reads."""
    if "propagateSizeHints" not in text:  # the offscreen platform says so of every window
        logging.getLogger("kanyan.qt").warning("%s %s", kind.name, text)


class Application:
    """The running program: the door first, then the window of whoever entered.

    The door is painted before anything heavy is loaded; what is asked of it meanwhile waits.
    """

    def __init__(self, folder: Path, theme: str = "") -> None:
        qInstallMessageHandler(_log_qt)
        application = QApplication.instance() or QApplication(sys.argv[:1])
        assert isinstance(application, QApplication)
        self.qt = application
        self.folder = folder
        self.look = read_look(folder)
        if theme in THEMES:
            self.look = replace(self.look, theme=theme)
        wear(self.qt, self.look)
        self.background = Background()
        self.window: Any = None
        self.ws: Any = None
        self._presenter: Any = None
        self._asked: tuple[str, ...] = ()
        self._news = ""
        self.door = self._made_door()
        self.door.resize(*_SIZE)
        self.door.painted.connect(self._furnish)
        self.door.show()

    def close(self) -> None:
        """End everything in order."""
        if self.window is not None:
            self.window.close()
        self.door.close()
        self.background.finish()
        if self.ws is not None:
            importlib.import_module(_OPEN).close_workspace(self.ws)
            self.ws = None

    def _made_door(self) -> Door:
        door = Door(known=has_workspace(self.folder), look=self.look)
        door.unlocked.connect(self._unlock)
        door.joined.connect(self._join)
        door.rescue_wanted.connect(self._rescue)
        door.look_wanted.connect(self._look_at_door)
        if has_workspace(self.folder):
            door.hold_up(unlock_wait_s(self.folder))
        return door

    def _furnish(self) -> None:
        self.background.deed(
            _load_the_rest, done=self._furnished, failed=self._refused, touches=False
        )

    def _furnished(self, _nothing: object) -> None:
        self._presenter = importlib.import_module(_DOOR).DoorPresenter(self.folder, self.background)
        self._presenter.entered.connect(self._enter)
        self._presenter.refused.connect(self._refused)
        self._presenter.offered.connect(self._offered)
        self._presenter.rescued.connect(self._rescued)
        self._pass_on()

    def _unlock(self, password: str) -> None:
        self._asked = (password,)
        self._pass_on()

    def _join(self, url: str, user: str, password: str, label: str) -> None:
        self._asked = (url, user, password, label)
        self._pass_on()

    def _pass_on(self) -> None:
        """Do what was asked at the door, as soon as there is somebody who can."""
        if self._presenter is None or not self._asked:
            return
        asked, self._asked = self._asked, ()
        (self._presenter.unlock if len(asked) == 1 else self._presenter.join)(*asked)

    def _refused(self, words: str) -> None:
        self.door.hold_up(unlock_wait_s(self.folder))
        self.door.refuse(words)

    def _offered(self, offer: Any) -> None:
        words = importlib.import_module(_RESCUE).offer_words(offer)
        self.door.offer(words, rescue=offer.made_at is not None)

    def _rescue(self, password: str) -> None:
        self._presenter.rescue(password)

    def _rescued(self, rescued: Any) -> None:
        self._news = importlib.import_module(_RESCUE).rescued_words(rescued)

    def _enter(self, ws: Any) -> None:
        self.ws = ws
        self._keep(replace(self.look, person=ws.who.name, org=ws.who.org))
        self.window = importlib.import_module(_WINDOW).MainWindow(ws, self.background)
        self.window.look_wanted.connect(self._look_in_window)
        self.window.resize(self.door.size())
        self.window.show()
        self.door.hide()
        # The shell is painted before the screens and their libraries are loaded.
        QTimer.singleShot(0, self.window, self._fill)

    def _fill(self) -> None:
        self.window.fill()
        if self._news:
            self.window.notice.say(self._news, "good")

    def _keep(self, look: Look) -> None:
        self.look = look
        self.background.deed(write_look, self.folder, look, touches=False)

    def _look_in_window(self, look: Look) -> None:
        self._keep(look)
        wear(self.qt, look)
        self.window.remake()

    def _look_at_door(self, look: Look) -> None:
        spoken = self.look.language
        self._keep(look)
        if look.language == spoken:
            return
        wear(self.qt, look)
        old, self.door = self.door, self._made_door()
        self.door.resize(old.size())
        self.door.show()
        old.hide()
        old.deleteLater()


def _load_the_rest() -> None:
    """Everything that the first page does not need."""
    for name in (_OPEN, _DOOR, _WINDOW):
        importlib.import_module(name)


def open_application(folder: Path, theme: str, size: QSize) -> Application:
    """The program on this folder, with its log; its door is as large as asked for.

    What nobody catches from now on is logged and told.
    """
    log_quietly(folder / "kanyan.log")
    application = Application(folder, theme)
    application.door.resize(size)
    sys.excepthook = _Net(application)
    return application


class _Net:
    """What nobody caught is logged, and the person is told that nothing is lost."""

    def __init__(self, application: Application) -> None:
        self._application = application

    def __call__(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        logging.getLogger("kanyan").error("uncaught", exc_info=(kind, error, trace))
        if self._application.window is not None:
            self._application.window.refuse(importlib.import_module("ui.wording").unexpected())
