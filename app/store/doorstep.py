"""What lies before a locked workspace: its key file, and how often a wrong password was given.

Tries are noted before the password is tried, so that a restart does not help. Whoever can delete
the note has the folder in his hands; against him stands the slow wrapping of the key alone.
"""

import json
import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

KEY_FILE: Final = "key.json"
BACKUPS: Final = "backups"
"""The folder of the copies of key file and database."""
_FILE: Final = "tries.json"
_REFUSED: Final = "refused.json"
_MOST_REFUSED: Final = 200
"""Refusals whose moments are kept; of more only the count."""
_WAITS_S: Final = (0, 0, 0, 5, 15, 30, 60, 300, 900, 1800)
"""After so many wrong tries; after more, an hour each time."""
_LONGEST_S: Final = 3600


@dataclass(frozen=True)
class Tries:
    """Wrong tries in a row, the last of them at `last_at`."""

    count: int = 0
    last_at: datetime | None = None

    @property
    def wait_s(self) -> int:
        """How long this many tries make one wait."""
        return _WAITS_S[self.count] if self.count < len(_WAITS_S) else _LONGEST_S

    def left_s(self, now: datetime) -> int:
        """Seconds until the next try; the whole wait where the clock has been turned back."""
        if self.last_at is None or not self.wait_s:
            return 0
        passed = max((now - self.last_at).total_seconds(), 0.0)
        return max(0, -int((passed - self.wait_s) // 1))


def has_key(folder: Path) -> bool:
    """Whether somebody's workspace lies in this folder."""
    return (folder / KEY_FILE).exists() or key_copy(folder).exists()


def key_copy(folder: Path) -> Path:
    """Where the second copy of the key file lies."""
    return folder / BACKUPS / KEY_FILE


def read_tries(folder: Path) -> Tries:
    """What is noted in this folder; nothing where it cannot be read."""
    try:
        kept = json.loads((folder / _FILE).read_text(encoding="utf-8"))
        count, last_at = int(kept["count"]), datetime.fromisoformat(kept["last_at"])
    except (OSError, ValueError, KeyError, TypeError, OverflowError):
        return Tries()
    return Tries(max(count, 0), last_at if last_at.tzinfo else None)


def note_try(folder: Path, tries: Tries, now: datetime) -> Tries:
    """Count one more; a full disk shuts nobody out."""
    more = Tries(tries.count + 1, now)
    _write(folder / _FILE, {"count": more.count, "last_at": now.isoformat()})
    return more


def forget_tries(folder: Path) -> None:
    """The password was right."""
    with suppress(OSError):
        (folder / _FILE).unlink(missing_ok=True)


@dataclass(frozen=True)
class Refusals:
    """Wrong passwords that are not in the trail yet: how many, and when the last of them were."""

    count: int = 0
    moments: tuple[str, ...] = ()


def read_refusals(folder: Path) -> Refusals:
    """What is noted in this folder; nothing where it cannot be read."""
    try:
        kept = json.loads((folder / _REFUSED).read_text(encoding="utf-8"))
        return Refusals(int(kept["count"]), tuple(map(str, kept["moments"])))
    except (OSError, ValueError, KeyError, TypeError, OverflowError):
        return Refusals()


def note_refusal(folder: Path, now: datetime) -> None:
    """A wrong password was given: to be told in the trail once the right one opens it."""
    known = read_refusals(folder)
    moments = [*known.moments, now.isoformat()][-_MOST_REFUSED:]
    _write(folder / _REFUSED, {"count": known.count + 1, "moments": moments})


def forget_refusals(folder: Path) -> None:
    """They are in the trail."""
    with suppress(OSError):
        (folder / _REFUSED).unlink(missing_ok=True)


def _write(path: Path, content: object) -> None:
    with suppress(OSError):
        aside = path.with_name(f"{path.name}.new")
        with aside.open("w", encoding="utf-8") as file:
            json.dump(content, file)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
