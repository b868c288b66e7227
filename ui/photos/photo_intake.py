"""Several photos taken in one after the other, off the GUI thread; one bad one stops no other."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.actions.attach_photo import attach_photo
from app.domain.evidence import Photo
from app.workspace import Workspace
from ui.background import Background


@dataclass(frozen=True)
class _Task:
    """One file on its way to one item of a visit."""

    inspection_id: str
    path: Path
    item: str
    device: str


@dataclass(frozen=True)
class IntakeProgress:
    """How far a set of photos is."""

    done: int
    total: int


class PhotoIntake(QObject):
    """Takes photos in.

    Signals:
        moved: another one is done with, or the rest was left; carries IntakeProgress.
        attached: a photo was taken in; carries it.
        ended: the set is done with; carries the sentences of those that were refused.
    """

    moved = Signal(object)
    attached = Signal(object)
    ended = Signal(tuple)

    def __init__(self, ws: Workspace, background: Background) -> None:
        super().__init__()
        self._ws, self._background = ws, background
        self._waiting: deque[_Task] = deque()
        self._refused: list[str] = []
        self._done = 0
        self._running = False
        self._flying = False

    def take(self, inspection_id: str, paths: Sequence[Path], item: str, device: str) -> None:
        """Take these files in as photos of an item, after those that wait already."""
        self._waiting += [_Task(inspection_id, path, item, device) for path in paths]
        self._tell()
        if not self._running:
            self._next()

    def stop(self) -> None:
        """Leave the rest; what is taken in stays."""
        self._waiting.clear()

    def _next(self) -> None:
        if not self._waiting:
            refused, self._refused, self._done = tuple(self._refused), [], 0
            self._running = False
            self._tell()
            self.ended.emit(refused)
            return
        task = self._waiting.popleft()
        self._running = self._flying = True
        self._background.deed(
            attach_photo,
            self._ws,
            task.inspection_id,
            task.path,
            task.item,
            task.device,
            done=self._kept,
            failed=self._failed,
        )

    def _kept(self, photo: Photo) -> None:
        self.attached.emit(photo)
        self._count()

    def _failed(self, words: str) -> None:
        self._refused.append(words)
        self._count()

    def _count(self) -> None:
        self._done, self._flying = self._done + 1, False
        self._tell()
        self._next()

    def _tell(self) -> None:
        total = self._done + len(self._waiting) + int(self._flying)
        self.moved.emit(IntakeProgress(self._done, total))
