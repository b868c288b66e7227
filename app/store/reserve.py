"""Room set aside for the day on which the disk is full.

A file of no use lies in the workspace. When a deed finds no room it is let go, so that what is
being typed can be kept and the person told; it is made again when there is room.
"""

import os
from pathlib import Path
from typing import Final

from app.errors import NoRoom
from app.store.disk import free_bytes, remove

RESERVE_BYTES: Final = 50 * 1024 * 1024
LEAST_FREE_BYTES: Final = 200 * 1024 * 1024
"""Below this no pictures are taken in, and the reserve is not made."""
LOW_BYTES: Final = 500 * 1024 * 1024
"""Below this a person is told."""
_FILE: Final = "reserve"
_PIECE: Final = bytes(1024 * 1024)


class Reserve:
    """The reserve of one workspace."""

    def __init__(self, folder: Path, size: int = RESERVE_BYTES) -> None:
        self._file = folder / _FILE
        self._folder, self._size = folder, size

    def release(self) -> bool:
        """Let it go; tells whether there was one."""
        return remove(self._file)

    def is_made(self) -> bool:
        """Whether it lies there, whole."""
        return self._file.exists() and self._file.stat().st_size == self._size

    @property
    def room(self) -> str:
        """How much is left beside it: "enough", "low", or "words" (no pictures are taken in)."""
        free = free_bytes(self._folder)
        if free < LEAST_FREE_BYTES:
            return "words"
        return "low" if free < LOW_BYTES else "enough"

    def refuse_pictures(self) -> None:
        """Pictures leave room for words.

        Raises:
            NoRoom: there is too little.
        """
        if self.room == "words":
            raise NoRoom(str(self._folder), "pictures")

    def make(self) -> bool:
        """Set it aside where there is room; tells whether it lies there now."""
        if self.is_made():
            return True
        self.release()
        if free_bytes(self._folder) < self._size + LEAST_FREE_BYTES:
            return False
        try:
            self._allot()
        except OSError:
            self.release()
            return False
        return True

    def _allot(self) -> None:
        with self._file.open("wb") as file:
            if hasattr(os, "posix_fallocate"):  # a file with a hole in it would set nothing aside
                os.posix_fallocate(file.fileno(), 0, self._size)
                return
            for start in range(0, self._size, len(_PIECE)):
                file.write(_PIECE[: self._size - start])
