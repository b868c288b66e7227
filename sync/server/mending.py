"""A restored centre takes back what it has forgotten, by its own seal on it.

A tablet gives back what lies behind the fork of two lives. What bears the centre's seal was judged
when it first came, so it is not judged again: neither whose work it was nor whether the visit is
signed. It never overwrites what was changed anew since the fork, and of several former revisions of
a record the newest stays, in whatever order they come.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from app import codec
from app.domain import life
from app.domain.change import Again, Change, Fields, Path, Proof
from sync.server import lives, tables
from sync.server.accounts import Account

_change, _feed = tables.change, tables.feed


class Verdict(Enum):
    """What becomes of a record that is given back."""

    TAKE = "take"
    HERE = "here"
    """The centre has it, or what came after it."""
    CLASH = "clash"
    """It has not been laid over what has come meanwhile."""


@dataclass(frozen=True)
class Weighed:
    """The verdict, and whether all of the former record would be here with it."""

    verdict: Verdict
    whole: bool = False


def is_proven(connection: Connection, account: Account, change: Change) -> bool:
    """Whether all that this change says is the centre's own word of a life that it has forgotten.

    What the present life still has, or never was a part of, is not: an old revision cannot be
    played back over a newer one.
    """
    proof = change.proof
    if proof is None or change.org != account.org or not lives.is_ours(connection, change, proof):
        return False
    fork = life.fork_of(proof.epoch, lives.epoch(connection))
    said = codec.fields(change.kind, proof.body)
    return fork is not None and all(said.get(edit.path) == edit.new for edit in change.edits)


def weighed(connection: Connection, change: Change, proof: Proof, current: Fields) -> Weighed:
    """What becomes of this proven change, and whether the former record is whole with it."""
    fork = life.fork_of(proof.epoch, lives.epoch(connection)) or 0
    at_fork = _rev_at(connection, change, fork)
    if proof.seq <= fork or proof.rev <= at_fork:
        return Weighed(Verdict.HERE)
    anew: set[Path] = set()
    for rev, earlier in _since(connection, change, at_fork):
        given_back = earlier.proof
        if given_back is None or given_back.epoch != proof.epoch:
            anew.update(edit.path for edit in earlier.edits)
        elif given_back.whole and given_back.rev >= proof.rev:
            return Weighed(Verdict.HERE)
        elif rev > change.base_rev:
            return Weighed(Verdict.CLASH)
    if any(edit.path in anew and current.get(edit.path) != edit.new for edit in change.edits):
        return Weighed(Verdict.CLASH)
    said = codec.fields(change.kind, proof.body)
    result = {**current, **{edit.path: edit.new for edit in change.edits}}
    rest = {*said, *result} - anew
    return Weighed(Verdict.TAKE, all(result.get(path) == said.get(path) for path in rest))


def noted(change: Change, *, whole: bool) -> Change:
    """The change as it is kept: its edits say all, so the record does not stand there again."""
    if change.proof is None:
        return change
    return replace(change, proof=replace(change.proof, body={}, seal="", whole=whole))


def given_back(
    connection: Connection, org: str, epoch: str, rows: Sequence[Any]
) -> Mapping[str, Again]:
    """What these lines of the feed give back of a former life, by the ids of their changes."""
    ids = [row.change_id for row in rows if row.change_id]
    if not life.is_fork(epoch) or not ids:
        return {}
    query = select(_change.c.id, _change.c.body).where(_change.c.org == org, _change.c.id.in_(ids))
    proofs = {
        n: msgspec.json.decode(body, type=_Kept).proof for n, body in connection.execute(query)
    }
    return {n: Again(p.epoch, p.rev, p.whole) for n, p in proofs.items() if p is not None}


class _Kept(msgspec.Struct):
    """What matters here of a change as it is kept."""

    proof: Proof | None = None


def _rev_at(connection: Connection, change: Change, seq: int) -> int:
    query = (
        select(_feed.c.rev)
        .where(
            _feed.c.org == change.org,
            _feed.c.kind == change.kind,
            _feed.c.record_id == change.record_id,
            _feed.c.seq <= seq,
        )
        .order_by(_feed.c.seq.desc())
        .limit(1)
    )
    return int(connection.execute(query).scalar() or 0)


def _since(connection: Connection, change: Change, rev: int) -> list[tuple[int, Change]]:
    query = (
        select(_change.c.rev, _change.c.body)
        .where(
            _change.c.org == change.org,
            _change.c.kind == change.kind,
            _change.c.record_id == change.record_id,
            _change.c.rev > rev,
        )
        .order_by(_change.c.rev)
    )
    return [(n, msgspec.json.decode(body, type=Change)) for n, body in connection.execute(query)]
