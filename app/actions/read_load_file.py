"""Read a load file without taking it in: what it says, before anything is kept."""

from collections.abc import Callable
from pathlib import Path

from app.instruments.apart import read_load_apart
from app.instruments.load_wishes import AS_FOUND, LoadWishes
from app.instruments.reading import LoadReading


def read_load_file(
    path: Path,
    wishes: LoadWishes = AS_FOUND,
    cancelled: Callable[[], bool] | None = None,
    progress: Callable[[float], None] | None = None,
) -> LoadReading:
    """The load curve in this file, read as the person wishes, in a child process.

    Raises:
        LoadFileRefused: it cannot be read, with line and column.
    """
    return read_load_apart(path, wishes, cancelled, progress)
