"""How far a sub-command has got, on one line of the terminal; a pipe is told nothing of it."""

import importlib
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

_WIDTH: Final = 40


@contextmanager
def progress_line(*, quiet: bool) -> Iterator[Callable[[Any], None]]:
    """What is to be called with each progress; its line is gone before anything else is said."""
    shown = not quiet and sys.stderr is not None and sys.stderr.isatty()
    # By name: every sub-command starts with this module.
    name = importlib.import_module("ui.exchange.state_words").step_name if shown else str

    def tell(progress: Any) -> None:
        if shown:
            words = f"{name(progress.step)} {progress.done}/{progress.total}"
            print(f"\r{words:{_WIDTH}}", end="", file=sys.stderr, flush=True)

    try:
        yield tell
    finally:
        if shown:
            print(f"\r{'':{2 * _WIDTH}}\r", end="", file=sys.stderr, flush=True)
