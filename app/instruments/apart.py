"""Reads a load file in a child process with limits, so that no file can take the program down."""

import contextlib
import pickle
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from app.errors import LoadFileRefused
from app.instruments.load_csv import read_load
from app.instruments.reading import LoadReading

try:
    import resource
except ImportError:  # Windows: the deadline alone holds
    resource = None  # type: ignore[assignment]

DEADLINE_S: Final = 30.0
MEMORY_BYTES: Final = 512 * 1024 * 1024
_ROOT: Final = Path(__file__).parents[2]


def read_load_apart(
    path: Path,
    cancelled: Callable[[], bool] | None = None,
    progress: Callable[[float], None] | None = None,
    deadline_s: float = DEADLINE_S,
) -> LoadReading:
    """The load curve in this file, read by a child process.

    `progress` hears the share of the deadline that has passed, `cancelled` is asked now and then.

    Raises:
        LoadFileRefused: see `read_load`; besides unreadable, timed_out, crashed and cancelled.
    """
    child = subprocess.Popen(
        [sys.executable, "-m", "app.instruments.apart", str(path)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=_ROOT,
    )
    started = time.monotonic()
    why, answer = "", None
    while answer is None:
        passed = time.monotonic() - started
        if passed > deadline_s or (cancelled is not None and cancelled()):
            why = "timed_out" if passed > deadline_s else "cancelled"
            child.kill()
        if progress is not None:
            progress(min(passed / deadline_s, 1.0) if deadline_s else 1.0)
        with contextlib.suppress(subprocess.TimeoutExpired):
            answer, _ = child.communicate(timeout=0.1)
    if why or child.returncode != 0:
        raise LoadFileRefused(path.name, why or "crashed")
    # The child runs our own code on our own pipe: what it hands back is as trusted as we are.
    result = pickle.loads(answer)
    if isinstance(result, LoadFileRefused):
        raise result
    assert isinstance(result, LoadReading)
    return result


def _main(path: Path) -> None:
    if resource is not None:
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    result: LoadReading | LoadFileRefused
    try:
        result = read_load(path)
    except LoadFileRefused as refused:
        result = refused
    except OSError:
        result = LoadFileRefused(path.name, "unreadable")
    except MemoryError:
        result = LoadFileRefused(path.name, "too_large")
    sys.stdout.buffer.write(pickle.dumps(result))


if __name__ == "__main__":
    _main(Path(sys.argv[1]))
