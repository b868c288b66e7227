"""Records as they were agreed with a life of the centre that is no more."""

from dataclasses import dataclass
from typing import Final

import msgspec
from sqlalchemy import Connection, delete, insert, literal, select

from app.domain.change import Plain, Proof
from app.ids import UserId
from app.store import tables

_former, _agreed = tables.former, tables.agreed
_COPIED: Final = ("kind", "id", "case_id", "rev", "body", "digest", "seq", "by", "seal")


@dataclass(frozen=True)
class FormerCopy:
    """One record as the former life had it; `digest` is empty where it had left one's scope."""

    kind: str
    id: str
    case_id: str
    digest: str
    proof: Proof

    @property
    def body(self) -> dict[str, Plain]:
        """The record as plain JSON."""
        return dict(self.proof.body)


class Former:
    """The former copies of one open transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def set_aside(self, epoch: str) -> None:
        """All that was agreed with this life is of a former one from now on.

        What is set aside already stays: it was not given back yet, and may be newer.
        """
        copied = [_agreed.c[name] for name in _COPIED]
        query = select(literal(epoch).label("epoch"), *copied)
        statement = insert(_former).prefix_with("OR IGNORE").from_select(["epoch", *_COPIED], query)
        self._connection.execute(statement)
        self._connection.execute(delete(_agreed))

    def epochs(self) -> set[str]:
        """The lives that they are of; as a rule one, or none at all."""
        return set(self._connection.execute(select(_former.c.epoch).distinct()).scalars())

    def body(self, kind: str, record_id: str) -> dict[str, Plain] | None:
        """This record as the former life had it, where it is not given back yet."""
        query = select(_former.c.body).where(_former.c.kind == kind, _former.c.id == record_id)
        text = self._connection.execute(query).scalar()
        return None if text is None else msgspec.json.decode(text)

    def all(self) -> list[FormerCopy]:
        """All of them, in order of kind and id."""
        rows = self._connection.execute(select(_former).order_by(_former.c.kind, _former.c.id))
        return [
            FormerCopy(
                row.kind,
                row.id,
                row.case_id,
                row.digest,
                Proof(
                    row.epoch,
                    row.seq,
                    row.rev,
                    msgspec.json.decode(row.body),
                    UserId(row.by),
                    row.seal,
                ),
            )
            for row in rows
        ]

    def forget(self, epoch: str) -> None:
        """Those of this life are in the outbox now, or in the feed."""
        self._connection.execute(delete(_former).where(_former.c.epoch == epoch))
