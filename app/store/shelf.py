"""Which files the records name, and whether the centre has them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sqlalchemy import Connection, bindparam, func, select, update
from sqlalchemy.dialects.sqlite import insert

from app.ids import Digest
from app.store import tables

_blob = tables.blob
_AT_ONCE: Final = 500
"""Names in one statement; SQLite has a limit."""
_of_digest = update(_blob).where(_blob.c.digest == bindparam("its_digest"))
_want = insert(_blob).on_conflict_do_nothing()


class BlobState(StrEnum):
    """Where a file stands."""

    HERE = "here"
    """Only on this tablet."""
    RECEIVED = "received"
    """The centre has it, whole and checked."""
    SAFE = "safe"
    """The centre has it, and so has a backup of the centre."""
    CLEANED = "cleaned"
    """Was safe, and was taken off this tablet; the centre gives it back."""
    WANTED = "wanted"
    """Named by a record from the centre; not fetched yet."""
    ATTENTION = "attention"
    """Something is wrong with it; a person has to look."""


AT_CENTRE: Final = (BlobState.RECEIVED, BlobState.SAFE, BlobState.CLEANED)
"""States of files that went to the centre, or came from there."""


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
        """Name a file that is kept (or wanted); naming it again changes nothing.

        One that had been cleaned and is kept here again stays.
        """
        statement = insert(_blob).values(digest=digest, size=size, rank=rank, state=state.value)
        if state is BlobState.HERE:
            statement = statement.on_conflict_do_update(
                index_elements=[_blob.c.digest],
                set_={"state": BlobState.RECEIVED.value},
                where=_blob.c.state == BlobState.CLEANED.value,
            )
        else:
            statement = statement.on_conflict_do_nothing()
        self._connection.execute(statement)

    def want(self, ranks: Mapping[Digest, int]) -> None:
        """Name files that records from the centre name and that are not here, with their ranks."""
        wanted = {"size": 0, "state": BlobState.WANTED.value}
        if ranks:
            rows = [{"digest": digest, "rank": rank, **wanted} for digest, rank in ranks.items()]
            self._connection.execute(_want, rows)

    def to_send(self) -> list[Shelved]:
        """Files the centre has not confirmed yet, most wanted first."""
        return self._shelved(BlobState.HERE)

    def has_any(self, *states: BlobState) -> bool:
        """Whether some file stands in one of these."""
        query = select(_blob.c.digest).where(_blob.c.state.in_(states)).limit(1)
        return self._connection.execute(query).first() is not None

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
            .where(
                _blob.c.digest.in_(list(digests)),
                _blob.c.state.in_((BlobState.RECEIVED, BlobState.SAFE)),
            )
            .values(state=BlobState.HERE.value)
        )
        return int(changed.rowcount)

    def doubt(self) -> None:
        """The centre lives another life: what its backups hold has to be asked anew."""
        safe = _blob.c.state == BlobState.SAFE
        self._connection.execute(update(_blob).where(safe).values(state=BlobState.RECEIVED.value))

    def states(self, digests: Iterable[Digest]) -> dict[Digest, BlobState]:
        """State of each of these files that is named here."""
        found: dict[Digest, BlobState] = {}
        wanted = list(digests)
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            query = select(_blob.c.digest, _blob.c.state).where(_blob.c.digest.in_(some))
            rows = self._connection.execute(query)
            found |= {Digest(digest): BlobState(state) for digest, state in rows}
        return found

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
        self._connection.execute(_of_digest, {"its_digest": digest, **values})
