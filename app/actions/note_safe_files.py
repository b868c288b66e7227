"""What the centre says is in a backup of its: asked of what could leave this tablet."""

from collections.abc import Iterable

from app.cleaning import loose_files
from app.clock import CHINA
from app.ids import Digest
from app.workspace import SAFE_ASKED, BlobState, Workspace


def files_to_ask(ws: Workspace, backed_up: int, backup: int = 0) -> list[Digest]:
    """Files to ask the centre about, whose backup of this number holds its feed up to this line.

    Once a day, or when there is a newer backup: all records have to be looked at for it.
    """
    if not backed_up:
        return []
    asked = _asked(ws, backed_up, backup)
    with ws.read() as unit:
        if unit.settings.get(SAFE_ASKED) == asked:
            return []
        found = [
            each.digest
            for each in loose_files(ws, unit)
            if each.state is BlobState.RECEIVED and each.last <= backed_up
        ]
    with ws.unit("files_to_ask") as unit:
        unit.settings.put(SAFE_ASKED, asked)
    return found


def note_safe(ws: Workspace, epoch: str, digests: Iterable[Digest]) -> None:
    """A backup of this life of the centre holds these files; of another life it says nothing."""
    with ws.unit("note_safe") as unit:
        if unit.inbox.standing().epoch != epoch:
            return
        states = unit.shelf.states(list(digests))
        for digest in (each for each, state in states.items() if state is BlobState.RECEIVED):
            unit.shelf.mark(digest, BlobState.SAFE)


def _asked(ws: Workspace, backed_up: int, backup: int) -> bytes:
    with ws.read() as unit:
        epoch = unit.inbox.standing().epoch
    return f"{epoch} {backed_up} {backup} {ws.clock.now().astimezone(CHINA).date()}".encode()
