"""Which files the records name, and whether the centre has them."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, func, select, update
from sqlalchemy.dialects.sqlite import insert

from app.ids import Digest
from app.store import tables

_blob = tables.blob


class BlobState(StrEnum):
    """Where a file stands."""

    HERE = "here"
    """Only on this tablet."""
    RECEIVED = "received"
    """The centre has it, whole and checked."""
    WANTED = "wanted"
    """Named by a record from the centre; not fetched yet."""
    ATTENTION = "attention"
    """Something is wrong with it; a person has to look."""


@dataclass(frozen=True)
class Shelved:
    """One file and its way to the centre."""

    digest: Digest
    size: int
    rank: int
    state: BlobState
    upload: str
    reason: str


class Shelf:
    """The index of files of one open transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, digest: Digest, size: int, rank: int, state: BlobState = BlobState.HERE) -> None:
        """Name a file that is kept (or wanted); naming it again changes nothing."""
        self._connection.execute(
            insert(_blob)
            .values(digest=digest, size=size, rank=rank, state=state.value)
            .on_conflict_do_nothing()
        )

    def to_send(self) -> list[Shelved]:
        """Files the centre has not confirmed yet, most wanted first."""
        return self._shelved(BlobState.HERE)

    def in_state(self, state: BlobState) -> list[Shelved]:
        """Files that stand so."""
        return self._shelved(state)

    def note_upload(self, digest: Digest, upload: str) -> None:
        """Remember where the upload of this file goes on after a cut."""
        self._change(digest, upload=upload)

    def mark(self, digest: Digest, state: BlobState, reason: str = "") -> None:
        """Note what became of a file."""
        self._change(digest, state=state.value, reason=reason, upload="")

    def offer_again(self, digests: Iterable[Digest]) -> int:
        """The centre lacks these, whatever it once said; how many it was thought to have."""
        changed = self._connection.execute(
            update(_blob)
            .where(_blob.c.digest.in_(list(digests)), _blob.c.state == BlobState.RECEIVED)
            .values(state=BlobState.HERE.value)
        )
        return int(changed.rowcount)

    def states(self, digests: Iterable[Digest]) -> dict[Digest, BlobState]:
        """State of each of these files that is named here."""
        query = select(_blob.c.digest, _blob.c.state).where(_blob.c.digest.in_(list(digests)))
        return {
            Digest(digest): BlobState(state) for digest, state in self._connection.execute(query)
        }

    def counts(self) -> dict[BlobState, tuple[int, int]]:
        """Number and bytes of the files in each state."""
        query = select(_blob.c.state, func.count(), func.sum(_blob.c.size)).group_by(_blob.c.state)
        return {BlobState(s): (n, int(size)) for s, n, size in self._connection.execute(query)}

    def _shelved(self, state: BlobState) -> list[Shelved]:
        query = (
            select(_blob)
            .where(_blob.c.state == state.value)
            .order_by(_blob.c.rank, _blob.c.size, _blob.c.digest)
        )
        return [
            Shelved(
                Digest(row.digest), row.size, row.rank, BlobState(row.state), row.upload, row.reason
            )
            for row in self._connection.execute(query)
        ]

    def _change(self, digest: Digest, **values: str) -> None:
        self._connection.execute(update(_blob).where(_blob.c.digest == digest).values(**values))
