"""Reads a load file in a child process with limits, so that no file can take the program down."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from app.child import ChildFailed, watch_child
from app.errors import DigestMismatch, LoadFileRefused
from app.instruments.reader import understood
from app.instruments.reading import LoadReading

DEADLINE_S: Final = 30.0


def read_load_apart(
    path: Path,
    cancelled: Callable[[], bool] | None = None,
    progress: Callable[[float], None] | None = None,
    deadline_s: float = DEADLINE_S,
) -> LoadReading:
    """The load curve in this file, read by a child process.

    `progress` hears the share of the deadline that has passed, `cancelled` is asked now and then.

    Raises:
        LoadFileRefused: see `read_load`; besides out_of_memory, timed_out, crashed and cancelled.
    """
    whole = str(path.absolute())  # the child works in a folder of its own
    try:
        answer = watch_child("app.instruments.reader", whole, deadline_s, cancelled, progress)
    except ChildFailed as error:
        raise LoadFileRefused(path.name, error.why) from error
    try:
        return understood(answer)
    except (ValueError, KeyError, TypeError, DigestMismatch) as error:
        raise LoadFileRefused(path.name, "crashed") from error
