"""How much room the files take here, and what of it could be had back."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.cleaning import LOADS, ORIGINALS, PAPERS, Loose, loose_files
from app.workspace import BlobState, Workspace


@dataclass(frozen=True)
class Part:
    """So many files of one sort: what = originals | loads | papers."""

    what: str
    files: int
    size: int


@dataclass(frozen=True)
class StoragePage:
    """What the files take here, and which of them may go."""

    files: int
    size: int
    """Bytes on the disk."""
    parts: tuple[Part, ...]
    """What can be cleaned now."""
    cases: int
    """Of so many archived cases."""
    waiting: Part
    """What is archived long enough and in no backup of the centre yet, as far as is known."""
    away: int
    """Files that were cleaned, and that the centre gives back."""
    originals_days: int
    papers_days: int


def storage_page(ws: Workspace) -> StoragePage:
    """What the files take here, and which of them may go."""
    with ws.read() as unit:
        loose = [each for each in loose_files(ws, unit) if ws.blobs.has(each.digest)]
        away = unit.shelf.counts().get(BlobState.CLEANED, (0, 0))[0]
    safe = [each for each in loose if each.state in (BlobState.SAFE, BlobState.CLEANED)]
    parts = (_part(ws, what, (f for f in safe if f.what == what)) for what in _SORTS)
    files, size = ws.blobs.total()
    policy = ws.reference.policy
    return StoragePage(
        files=files,
        size=size,
        parts=tuple(part for part in parts if part.files),
        cases=len({case_id for each in safe for case_id in each.cases}),
        waiting=_part(ws, "", (f for f in loose if f.state is BlobState.RECEIVED)),
        away=away,
        originals_days=policy.keep_originals_days,
        papers_days=policy.keep_papers_days,
    )


_SORTS = (ORIGINALS, LOADS, PAPERS)


def _part(ws: Workspace, what: str, files: Iterable[Loose]) -> Part:
    sizes = [ws.blobs.size(each.digest) for each in files]
    return Part(what, len(sizes), sum(sizes))
