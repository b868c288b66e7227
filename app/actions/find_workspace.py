"""What can be known of a workspace before it is opened; light, because the first page asks it."""

from pathlib import Path

from app.clock import Clock, SystemClock
from app.store.doorstep import has_key, read_tries


def has_workspace(folder: Path) -> bool:
    """Whether somebody's workspace lies in this folder."""
    return has_key(folder)


def unlock_wait_s(folder: Path, clock: Clock | None = None) -> int:
    """How many seconds the next try to unlock it has to wait."""
    return read_tries(folder).left_s((clock or SystemClock()).now())
