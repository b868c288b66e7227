"""Runs a module of ours in a child process with limits: work that a hostile file may break."""

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

if sys.platform != "win32":
    import resource

_ROOT: Final = Path(__file__).parents[1]
_POLL_S: Final = 0.1


class ChildFailed(Exception):
    """The child gave no answer; `why` is one of timed_out, cancelled, crashed."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def run_child(
    module: str,
    arguments: Sequence[str] = (),
    given: bytes = b"",
    deadline_s: float = 30.0,
    cancelled: Callable[[], bool] | None = None,
    progress: Callable[[float], None] | None = None,
) -> bytes:
    """What the module writes to its output when it is given these bytes.

    `progress` hears the share of the deadline that has passed; `cancelled` is asked as often.

    Raises:
        ChildFailed: it took too long, was cancelled, or ended otherwise than well.
    """
    started = time.monotonic()
    with subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=_ROOT,
        # Address space is what is limited: every arena and thread reserves far more than it uses.
        env={**os.environ, "MALLOC_ARENA_MAX": "2", "VIPS_CONCURRENCY": "2"},
    ) as child:
        try:
            while True:
                passed = time.monotonic() - started
                if cancelled is not None and cancelled():
                    raise ChildFailed("cancelled")
                if passed > deadline_s:
                    raise ChildFailed("timed_out")
                if progress is not None:
                    progress(passed / deadline_s)
                with contextlib.suppress(subprocess.TimeoutExpired):
                    answer, _ = child.communicate(given, timeout=_POLL_S)
                    break
        finally:
            child.kill()  # does nothing to a child that has ended
    if child.returncode != 0:
        raise ChildFailed("crashed")
    return answer


def limit_this_process(memory_bytes: int, cpu_s: int) -> None:
    """Hold this process to so much memory and time, and let it leave no core behind."""
    if sys.platform == "win32":  # there the deadline alone holds
        return
    limits = ((resource.RLIMIT_AS, memory_bytes), (resource.RLIMIT_CPU, cpu_s))
    for limit, most in (*limits, (resource.RLIMIT_CORE, 0)):
        with contextlib.suppress(ValueError, OSError):  # a tighter limit is in force already
            resource.setrlimit(limit, (most, most))
