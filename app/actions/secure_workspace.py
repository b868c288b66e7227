"""At a quiet moment: room set aside for a full disk, and a verified backup when one is due."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from app.errors import NoRoom, StoreDamaged
from app.store.backup import BackupStopped
from app.store.driver import DATABASE, SUSPECT
from app.views.trail import trail_standing
from app.workspace import Workspace

DUE_AFTER: Final = timedelta(hours=1)
"""Work of a longer time than this always has a copy."""


@dataclass(frozen=True)
class Security:
    """How well a workspace is looked after.

    `room` on the disk is "enough", "low" or "words" (pictures are not taken in any more).
    `why` there is no new backup is empty, "no_room", "stopped" (the program ends) or "trail" (it
    does not hold, and that has to be told first).
    """

    reserve: bool
    backups: tuple[datetime, ...]
    room: str
    why: str = ""


def secure_workspace(
    ws: Workspace, *, now: bool = False, stop: Callable[[], bool] = lambda: False
) -> Security:
    """Set the reserve aside again where there is room, and make the backup that is due (or now).

    Runs beside everything else: nobody waits for it, and it holds up no deed.

    Raises:
        StoreDamaged: the copy is not whole, so neither is the database; the next start looks at it
            and offers the rescue. The backups there are stay.
        DiskFailed: the disk answers with an error.
    """
    made, why = ws.reserve.make(), ""
    if now or _is_due(ws):
        why = _back_up(ws, stop)
    return Security(
        made, tuple(backup.made_at for backup in ws.backups.all()), ws.reserve.room, why
    )


def _is_due(ws: Workspace) -> bool:
    """Something was written since the last one, and that is a while ago."""
    known = ws.backups.all()
    if not known:
        return True
    made_at = known[0].made_at
    passed = ws.clock.now() - made_at
    files = [ws.folder / f"{DATABASE}{end}" for end in ("", "-wal")]
    written = max(file.stat().st_mtime for file in files if file.exists())
    # A clock that was set back must not keep a backup from being made.
    return (passed >= DUE_AFTER or passed < timedelta(0)) and written > made_at.timestamp()


def _back_up(ws: Workspace, stop: Callable[[], bool]) -> str:
    at = ws.clock.now()
    try:
        aside = ws.backups.copy(stop)
        _, broken = ws.backups.look_through(aside)
    except NoRoom:
        return "no_room"
    except BackupStopped:
        return "stopped"
    except StoreDamaged:
        with suppress(OSError):
            (ws.folder / SUSPECT).touch()
        raise
    if broken is not None:
        with ws.read() as unit:
            if trail_standing(unit).broken is None:  # nobody has been told of it yet
                return "trail"
    ws.backups.take_in(aside, at)
    return ""
