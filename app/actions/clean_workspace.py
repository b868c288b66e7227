"""Take files off this tablet that the centre and its backup have; and want them here again."""

from dataclasses import dataclass
from typing import Final

import msgspec

from app.cleaning import fetched, files_in, loose_files
from app.domain.trail import CLEAN
from app.ids import Digest
from app.workspace import FETCHED, BlobState, Unit, Workspace

_AT_ONCE: Final = 500
"""Files in one transaction, so that whoever types waits for no more than these."""


@dataclass(frozen=True)
class Cleaned:
    """What has left this tablet, and how many bytes of it there were."""

    files: int = 0
    size: int = 0


def clean_workspace(ws: Workspace) -> Cleaned:
    """Take off what may go. The centre gives it back when it is wanted (`fetch_again`).

    First the row says that a file is away, then it goes: cut between them, the next time takes
    what is left over, and a file that was named anew meanwhile stays.
    """
    with ws.read() as unit:
        if not unit.shelf.has_any(BlobState.SAFE, BlobState.CLEANED):
            return Cleaned()
        loose = loose_files(ws, unit)
    going = [each.digest for each in loose if each.state is BlobState.SAFE]
    over = [each.digest for each in loose if each.state is BlobState.CLEANED]
    gone = sum(_take_off(ws, some) for some in _parts(going))
    size = sum(_remove(ws, some) for some in _parts([*going, *over]))
    return Cleaned(gone, size)


def fetch_again(ws: Workspace, case_id: str) -> int:
    """Want the cleaned files of this case here again, for as long as if it were archived today.

    The next round fetches them; how many they are.
    """
    with ws.unit("fetch_again") as unit:
        away = files_in(unit, case_id, BlobState.CLEANED)
        for digest in away:
            unit.shelf.mark(digest, BlobState.WANTED)
        if away:
            wanted = fetched(unit) | {case_id: ws.clock.now()}
            unit.settings.put(FETCHED, msgspec.json.encode(wanted))
    return len(away)


def _take_off(ws: Workspace, digests: list[Digest]) -> int:
    with ws.unit(CLEAN) as unit:
        going = _standing(unit, digests, BlobState.SAFE)
        for digest in going:
            unit.shelf.mark(digest, BlobState.CLEANED)
        if going:
            unit.note(CLEAN, "files", "", files=len(going))
        return len(going)


def _remove(ws: Workspace, digests: list[Digest]) -> int:
    """Under the lock of a transaction: nobody names one of them anew between look and deed."""
    size = 0
    with ws.unit(CLEAN) as unit:
        for digest in _standing(unit, digests, BlobState.CLEANED):
            if ws.blobs.has(digest):
                size += ws.blobs.size(digest)
                ws.blobs.remove(digest)
    return size


def _standing(unit: Unit, digests: list[Digest], state: BlobState) -> list[Digest]:
    states = unit.shelf.states(digests)
    return [digest for digest in digests if states.get(digest) is state]


def _parts(digests: list[Digest]) -> list[list[Digest]]:
    return [digests[start : start + _AT_ONCE] for start in range(0, len(digests), _AT_ONCE)]
