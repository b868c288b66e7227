"""The only file that knows threads: runs an action off the GUI thread and says how it ended.

Five lanes. Deeds are short and one at a time, in the order they were asked for; rounds are long,
and wait on the network; files are read beside both, for a person who waits for them; papers are
printed beside all of these, for a customer who waits; instruments are read again and again, and
nobody is told that this is work.
An `AppError` becomes a sentence; anything else is logged and becomes a plain one.

Python's cyclic garbage may hold widgets, and a widget that is freed off the GUI thread takes the
process with it. So while anything runs beside the GUI, garbage is collected there and only there.
"""

import gc
import importlib
import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.errors import AppError, NoRoom

_log = logging.getLogger("kanyan")

_TIDY_EVERY_MS = 1000

Done = Callable[[Any], None]
Failed = Callable[[str], None]


@dataclass(frozen=True)
class _Ended:
    """One run that has ended, on its way to the GUI thread."""

    future: Future[Any]
    done: Done
    failed: Failed


class Background(QObject):
    """Runs actions.

    Signals:
        touched: a deed has ended well, so what is shown may be old; screens read again.
        failed: a run that nobody else answers for has failed; carries the sentence.
        tight: a deed was kept in the room set aside for a full disk.
        waiting_changed: carries how many runs are asked for and have not ended.
    """

    touched = Signal()
    failed = Signal(str)
    tight = Signal()
    waiting_changed = Signal(int)
    _ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._deeds = ThreadPoolExecutor(1, "deeds")
        self._rounds = ThreadPoolExecutor(1, "rounds")
        self._files = ThreadPoolExecutor(1, "files")
        self._prints = ThreadPoolExecutor(1, "prints")
        self._meters = ThreadPoolExecutor(1, "meters")
        self._ended.connect(self._end, Qt.ConnectionType.QueuedConnection)
        self.ending = False
        self.waiting = 0
        self.telling = 0
        gc.disable()
        self._tidied = 0
        self._tidying = QTimer(self, interval=_TIDY_EVERY_MS)
        self._tidying.timeout.connect(self._tidy)
        self._tidying.start()

    @property
    def idle(self) -> bool:
        """Whether everything asked for has ended."""
        return self.waiting == 0

    def deed(
        self,
        action: Callable[..., Any],
        *args: Any,
        done: Done | None = None,
        failed: Failed | None = None,
        touches: bool = True,
    ) -> None:
        """Run a short action after those asked for before it.

        One that finds no room is run once more when the room set aside was let go for it: of what
        failed nothing is kept, so a person would do the same.
        """
        self._run(self._deeds, lambda: self._twice_if_tight(action, args), done, failed, touches)

    def round(
        self,
        action: Callable[..., Any],
        *args: Any,
        done: Done | None = None,
        failed: Failed | None = None,
    ) -> None:
        """Run something long beside the deeds, which tells of itself how far it is.

        `telling` says how many of those have not ended.
        """
        self.telling += 1
        self._run(self._rounds, lambda: action(*args), done, failed, touches=True, is_telling=True)

    def print_paper(
        self,
        action: Callable[..., Any],
        *args: Any,
        done: Done | None = None,
        failed: Failed | None = None,
    ) -> None:
        """Print, which changes nothing and tells of itself how far it is (`telling`)."""
        self.telling += 1
        self._run(self._prints, lambda: action(*args), done, failed, touches=False, is_telling=True)

    def read_file(
        self,
        action: Callable[..., Any],
        *args: Any,
        done: Done | None = None,
        failed: Failed | None = None,
    ) -> None:
        """Read a file, which changes nothing and is cancelled when the program ends."""
        self._run(self._files, lambda: action(*args), done, failed, touches=False)

    def read_meter(
        self,
        action: Callable[..., Any],
        *args: Any,
        done: Done | None = None,
        failed: Failed | None = None,
    ) -> None:
        """Ask an instrument once; it changes nothing, and `waiting` does not count it."""
        self._run(
            self._meters, lambda: action(*args), done, failed, touches=False, is_counted=False
        )

    def finish(self) -> None:
        """Wait for what is running and take nothing more."""
        self.ending = True
        self._tidying.stop()
        self._deeds.shutdown(wait=True)
        self._rounds.shutdown(wait=True)
        self._files.shutdown(wait=True)
        self._prints.shutdown(wait=True)
        self._meters.shutdown(wait=True)

    def _twice_if_tight(self, action: Callable[..., Any], args: tuple[Any, ...]) -> Any:
        try:
            return action(*args)
        except NoRoom as error:
            if error.why != "released":
                raise
        value = action(*args)
        self.tight.emit()
        return value

    def _run(
        self,
        lane: ThreadPoolExecutor,
        work: Callable[[], Any],
        done: Done | None,
        failed: Failed | None,
        touches: bool,
        is_telling: bool = False,
        is_counted: bool = True,
    ) -> None:
        if self.ending and not touches:
            self.telling -= is_telling
            return  # the window goes: what would only be shown need not be read any more
        self._count(is_counted)

        def ended_well(value: Any) -> None:
            self.telling -= is_telling
            self._count(-is_counted)
            if done is not None:
                done(value)
            if touches:
                self.touched.emit()

        def ended_badly(words: str) -> None:
            self.telling -= is_telling
            self._count(-is_counted)
            (failed or self.failed.emit)(words)

        # The lane's thread is still inside `emit` while the GUI thread takes what was emitted. So
        # what emits is this object, which outlives the lanes, and never one of a single run.
        lane.submit(work).add_done_callback(
            lambda future: self._ended.emit(_Ended(future, ended_well, ended_badly))
        )

    def _end(self, ended: _Ended) -> None:
        error = ended.future.exception()
        if error is None:
            ended.done(ended.future.result())
            return
        if not isinstance(error, AppError):
            _log.error("unexpected", exc_info=error)
        wording = importlib.import_module("ui.wording")
        ended.failed(
            wording.sentence(error) if isinstance(error, AppError) else wording.unexpected()
        )

    def _count(self, change: int) -> None:
        self.waiting += change
        if change:
            self.waiting_changed.emit(self.waiting)

    def _tidy(self) -> None:
        """Collect what is young each time, what is older more seldom."""
        self._tidied += 1
        every = {60: 2, 10: 1, 1: 0}
        gc.collect(next(age for times, age in every.items() if self._tidied % times == 0))
