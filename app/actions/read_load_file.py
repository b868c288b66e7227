"""Read a load file without taking it in: what it says, before anything is kept."""

from pathlib import Path

from app.instruments.apart import read_load_apart
from app.instruments.reading import LoadReading


def read_load_file(path: Path) -> LoadReading:
    """The load curve in this file.

    Raises:
        LoadFileRefused: it cannot be read, with line and column.
    """
    return read_load_apart(path)
