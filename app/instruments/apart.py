"""Reads a load file in a child process with limits, so that no file can take the program down."""

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Final, TypeVar

from app.child import ChildFailed, watch_child
from app.errors import DigestMismatch, LoadFileRefused
from app.instruments.load_wishes import AS_FOUND, LoadWishes
from app.instruments.reader import understood, understood_preview
from app.instruments.reading import LoadPreview, LoadReading

DEADLINE_S: Final = 30.0
_MODULE: Final = "app.instruments.reader"

T = TypeVar("T")


def read_load_apart(
    path: Path,
    wishes: LoadWishes = AS_FOUND,
    cancelled: Callable[[], bool] | None = None,
    progress: Callable[[float], None] | None = None,
    deadline_s: float = DEADLINE_S,
) -> LoadReading:
    """The load curve in this file, read by a child process.

    `progress` hears the share that is read, `cancelled` is asked now and then.

    Raises:
        LoadFileRefused: see `read_load`; besides out_of_memory, timed_out, crashed and cancelled.
    """
    request = _request(path, wishes, preview=False)
    try:
        answer = watch_child(_MODULE, request, deadline_s, cancelled, progress)
    except ChildFailed as error:
        raise LoadFileRefused(path.name, error.why) from error
    return _taken(path, answer, understood)


def preview_load_apart(
    path: Path,
    wishes: LoadWishes = AS_FOUND,
    around: int = 0,
    cancelled: Callable[[], bool] | None = None,
) -> LoadPreview:
    """The first lines of this file, read by a child process.

    Raises:
        LoadFileRefused: see `preview_load`; besides out_of_memory, timed_out, crashed, cancelled.
    """
    request = _request(path, wishes, preview=True, around=around)
    try:
        answer = watch_child(_MODULE, request, DEADLINE_S, cancelled)
    except ChildFailed as error:
        raise LoadFileRefused(path.name, error.why) from error
    return _taken(path, answer, understood_preview)


def _request(path: Path, wishes: LoadWishes, *, preview: bool, around: int = 0) -> str:
    whole = str(path.absolute())  # the child works in a folder of its own
    asked = {"path": whole, "wishes": asdict(wishes), "preview": preview, "around": around}
    return json.dumps(asked)


def _taken(path: Path, answer: bytes, understand: Callable[[bytes], T]) -> T:
    try:
        return understand(answer)
    except (ValueError, KeyError, TypeError, DigestMismatch) as error:
        raise LoadFileRefused(path.name, "crashed") from error
