"""Reads a load file in a child process with limits, so that no file can take the program down."""

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final, TypeVar

from app.child import ChildFailed, watch_child
from app.domain.load import summarise
from app.errors import DigestMismatch, LoadFileRefused
from app.instruments.load_wishes import AS_FOUND, LoadWishes, understood_wishes
from app.instruments.reading import LoadPreview, LoadReading
from app.instruments.samples_blob import unpack_samples

DEADLINE_S: Final = 30.0
_READER: Final = "app.instruments.reader"
_PREVIEW: Final = "app.instruments.preview_reader"

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
    request = _request(path, wishes)
    try:
        answer = watch_child(_READER, request, deadline_s, cancelled, progress)
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
    request = _request(path, wishes, around)
    try:
        answer = watch_child(_PREVIEW, request, DEADLINE_S, cancelled)
    except ChildFailed as error:
        raise LoadFileRefused(path.name, error.why) from error
    return _taken(path, answer, understood_preview)


def _request(path: Path, wishes: LoadWishes, around: int = 0) -> str:
    whole = str(path.absolute())  # the child works in a folder of its own
    return json.dumps({"path": whole, "wishes": asdict(wishes), "around": around})


def understood(answer: bytes) -> LoadReading:
    """The reading that the reader put into these bytes.

    Raises:
        LoadFileRefused: what it refused.
    """
    line, _, blob = answer.partition(b"\n")
    facts = _facts(line)
    samples = unpack_samples(blob)
    facts["remarks"] = tuple(facts["remarks"])
    return LoadReading(samples, summarise(samples), **facts)


def understood_preview(answer: bytes) -> LoadPreview:
    """The preview that the reader put into these bytes.

    Raises:
        LoadFileRefused: what it refused.
    """
    facts = _facts(answer)
    facts["wishes"] = understood_wishes(facts["wishes"])
    facts["lines"] = tuple((line, tuple(cells)) for line, cells in facts["lines"])
    for name in ("labels", "active", "reactive", "others"):
        facts[name] = tuple(facts[name])
    if facts["trouble"] is not None:
        facts["trouble"] = LoadFileRefused(**facts["trouble"])
    return LoadPreview(**facts)


def _facts(line: bytes) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads(line)
    if "refused" in facts:
        raise LoadFileRefused(**facts["refused"])
    return facts


def _taken(path: Path, answer: bytes, understand: Callable[[bytes], T]) -> T:
    try:
        return understand(answer)
    except (ValueError, KeyError, TypeError, DigestMismatch) as error:
        raise LoadFileRefused(path.name, "crashed") from error
