"""A restored centre is made whole again: what of this belongs to the tablet.

All that was agreed with the former life is set aside. The new life's feed is read again from its
beginning: up to the fork both lives are the same, so what it says there is the base of what was set
aside, and the difference goes in front of everything that waits, with the centre's seal as proof.
What the centre has taken since then meets it as any change of somebody else does.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from app import codec
from app.domain import life
from app.domain.case import CaseEvent
from app.domain.change import Change, Entry, FieldEdit
from app.domain.merge import diff
from app.workspace import FormerCopy, Line, LineState, Unit

Key = tuple[str, str]

_ALL: Final = 1 << 62
_CASE: Final = "case"
_EVENT: Final = codec.kind_of(CaseEvent)


class Mending:
    """What of a former life is not given back yet, in the transaction that takes in a page."""

    def __init__(self, unit: Unit, epoch: str) -> None:
        self._unit = unit
        self._life = epoch
        self._forks = {former: _fork(former, epoch) for former in unit.former.epochs()}
        self.gives_back = unit.outbox.has_first()
        """Whether something of a former life waits in the outbox."""
        self._waiting: dict[Key, FormerCopy] = {}
        if self._forks:
            self._waiting = {(copy.kind, copy.id): copy for copy in unit.former.all()}

    @property
    def is_at_work(self) -> bool:
        """Whether anything of a former life is still here."""
        return bool(self._forks) or self.gives_back

    def is_base(self, kind: str, record_id: str) -> bool:
        """Whether what the feed says of this record now is only the base of what was set aside."""
        return (kind, record_id) in self._waiting

    def come_to(self, seq: int = _ALL) -> int:
        """Give back all whose fork lies before this line of the feed; how many records."""
        reached = [former for former, fork in self._forks.items() if fork < seq or seq == _ALL]
        if not reached:
            return 0
        ready = {key: copy for key, copy in self._waiting.items() if copy.proof.epoch in reached}
        self._lay_over(ready.values())
        for former in reached:
            del self._forks[former]
            self._unit.former.forget(former)
        for kind, record_id in ready:
            del self._waiting[kind, record_id]
            self._unit.relay(kind, record_id)
        return len(ready)

    def _lay_over(self, copies: Iterable[FormerCopy]) -> None:
        given: list[tuple[bool, bool, int, Change]] = []
        for copy in copies:
            base_rev, base = self._unit.records.agreed(copy.kind, copy.id)
            if not copy.digest:
                if not base_rev:
                    self._unit.records.keep_left(copy.kind, copy.id, copy.case_id, copy.body)
                continue
            for line in self._unit.outbox.of_record(copy.kind, copy.id):
                if line.state is LineState.CARRIED:  # the centre has it from somebody else
                    continue
                self._unit.outbox.rewrite(replace(line.change, base_rev=base_rev))
            if self._is_lost(copy, base_rev) and base != copy.body:
                # The case before what belongs to it; events last, they rest on papers.
                order = (copy.kind != _CASE, copy.kind == _EVENT, copy.proof.seq)
                given.append((*order, self._given_back(copy, base)))
        self._unit.outbox.put_first([change for *_, change in sorted(given, key=lambda g: g[:3])])
        self.gives_back = self.gives_back or bool(given)

    def _is_lost(self, copy: FormerCopy, base_rev: int) -> bool:
        former = copy.proof.epoch
        if self._forks[former] == _ALL and former != self._life:
            return base_rev == 0  # another centre: revisions tell nothing
        return copy.proof.rev > base_rev

    def _given_back(self, copy: FormerCopy, base: Mapping[str, object]) -> Change:
        edits = diff(codec.fields(copy.kind, base), codec.fields(copy.kind, copy.body))
        change = self._unit.change(copy.kind, copy.body, edits)
        return replace(change, proof=copy.proof) if copy.proof.seal else change


def start_over(unit: Unit, former: str) -> None:
    """The centre lives a new life: it may have forgotten what it said in this one."""
    unit.outbox.unmark_received()
    unit.shelf.doubt()
    unit.former.set_aside(former)


def rebased(unit: Unit, line: Line, entry: Entry, theirs: tuple[FieldEdit, ...]) -> bool:
    """Whether this line gives back the same former life as the entry: the newer one counts."""
    proof, again = line.change.proof, entry.again
    if proof is None or again is None or proof.epoch != again.epoch:
        return False
    if again.whole and again.rev >= proof.rev:
        unit.outbox.drop(line.change.id)
        return True
    said, now = codec.fields(entry.kind, proof.body), codec.fields(entry.kind, entry.body)
    paths, their_paths = ({edit.path for edit in edits} for edits in (line.change.edits, theirs))
    paths = paths - their_paths if again.rev > proof.rev else paths | their_paths
    edits = tuple(
        FieldEdit(path, now.get(path), said.get(path))
        for path in sorted(paths)
        if now.get(path) != said.get(path)
    )
    unit.outbox.rewrite(replace(line.change, base_rev=entry.rev, edits=edits))
    return True


def overtaken(unit: Unit, entry: Entry, theirs: tuple[FieldEdit, ...]) -> None:
    """A change of one's own has come back: what it says is newer than what is given back."""
    said = {edit.path for edit in theirs}
    for line in unit.outbox.of_record(entry.kind, entry.record_id):
        if line.change.proof and not rebased(unit, line, entry, theirs):
            edits = tuple(edit for edit in line.change.edits if edit.path not in said)
            unit.outbox.rewrite(replace(line.change, base_rev=entry.rev, edits=edits))


def is_settled(unit: Unit, line: Line) -> bool:
    """Whether the feed says already what this line gives back."""
    change = line.change
    agreed = codec.fields(change.kind, unit.records.agreed(change.kind, change.record_id)[1])
    same = all(agreed.get(edit.path) == edit.new for edit in change.edits)
    return change.proof is not None and same


def still_to_say(edits: Iterable[FieldEdit], entry: Entry) -> tuple[FieldEdit, ...]:
    """Those of my edits that this entry does not give back already, in the name of whoever did."""
    if entry.again is None:
        return tuple(edits)
    now = codec.fields(entry.kind, entry.body)
    return tuple(edit for edit in edits if now.get(edit.path) != edit.new)


def set_apart(unit: Unit, line: Line, edits: tuple[FieldEdit, ...]) -> Change | None:
    """Take disputed edits out of a change with proof and hold them back as a change of one's own.

    The centre's word of then does not go over what was said since: to choose is a person's deed.
    None where a later change of one's own says these fields anew.
    """
    change = line.change
    taken = {edit.path for edit in edits}
    rest = tuple(edit for edit in change.edits if edit.path not in taken)
    unit.outbox.rewrite(replace(change, edits=rest))
    lines = unit.outbox.of_record(change.kind, change.record_id)
    later = {e.path for other in lines if other.seq > line.seq for e in other.change.edits}
    mine = tuple(edit for edit in edits if edit.path not in later)
    if not mine:
        return None
    body = {"id": change.record_id, "case_id": change.case_id, "org": change.org}
    held = unit.change(change.kind, body, mine)
    unit.outbox.put_first([held])
    unit.outbox.mark(held.id, LineState.HELD)
    return held


def _fork(former: str, epoch: str) -> int:
    fork = life.fork_of(former, epoch)
    return _ALL if fork is None else fork
