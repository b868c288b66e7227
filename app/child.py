"""Runs a module of ours in a child process with limits: work that a hostile file may break."""

import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

if sys.platform != "win32":
    import resource

_ROOT: Final = Path(__file__).parents[1]
_POLL_S: Final = 0.05
PERCENT: Final = 100
"""A child that has so many marks on its error channel has done everything (see `watch_child`)."""


class ChildFailed(Exception):
    """The child gave no answer; `why` is one of timed_out, cancelled, crashed."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def ask_child(module: str, given: bytes, deadline_s: float) -> bytes:
    """What the module writes to its output when it is given these bytes.

    Raises:
        ChildFailed: it took too long, or ended otherwise than well.
    """
    with _started(module, stdin=subprocess.PIPE) as child:
        try:
            answer, _ = child.communicate(given, deadline_s)
        except subprocess.TimeoutExpired as error:
            raise ChildFailed("timed_out") from error
        finally:
            child.kill()  # does nothing to a child that has ended
    return _well_ended(child, answer)


def watch_child(
    module: str,
    argument: str,
    deadline_s: float,
    cancelled: Callable[[], bool] | None = None,
    progress: Callable[[float], None] | None = None,
) -> bytes:
    """What the module writes to its output, while somebody may watch and cancel it.

    `progress` hears the share that is done: the child writes one byte a percent on its error
    channel, into a file without a name whose size tells. `cancelled` is asked as often; a child
    that is cancelled is killed at once.

    Raises:
        ChildFailed: it took too long, was cancelled, or ended otherwise than well.
    """
    begun = time.monotonic()
    with (
        tempfile.TemporaryFile() as marks,
        _started(module, argument, stdin=subprocess.DEVNULL, stderr=marks.fileno()) as child,
    ):
        try:
            answer = None
            while answer is None:
                passed = time.monotonic() - begun
                if cancelled is not None and cancelled():
                    raise ChildFailed("cancelled")
                if passed > deadline_s:
                    raise ChildFailed("timed_out")
                if progress is not None:
                    progress(min(os.fstat(marks.fileno()).st_size / PERCENT, 1.0))
                with contextlib.suppress(subprocess.TimeoutExpired):
                    answer, _ = child.communicate(timeout=_POLL_S)
        finally:
            child.kill()
    return _well_ended(child, answer)


def limit_this_process(memory_bytes: int, cpu_s: int) -> None:
    """Hold this process to so much memory and time, and let it leave no core behind."""
    if sys.platform == "win32":  # there the deadline alone holds
        return
    limits = ((resource.RLIMIT_AS, memory_bytes), (resource.RLIMIT_CPU, cpu_s))
    for limit, most in (*limits, (resource.RLIMIT_CORE, 0)):
        with contextlib.suppress(ValueError, OSError):  # a tighter limit is in force already
            resource.setrlimit(limit, (most, most))


def _started(
    module: str, *arguments: str, stdin: int, stderr: int = subprocess.DEVNULL
) -> subprocess.Popen[bytes]:
    # Address space is what is limited: every arena and thread reserves far more than it uses.
    frugal = {**os.environ, "MALLOC_ARENA_MAX": "2", "VIPS_CONCURRENCY": "2"}
    return subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=stderr,
        cwd=_ROOT,
        env=frugal,
    )


def _well_ended(child: subprocess.Popen[bytes], answer: bytes) -> bytes:
    if child.returncode != 0:
        raise ChildFailed("crashed")
    return answer
