"""A page of the feed is taken in: many entries to a statement, and one by one where they meet work.

Most of what comes meets nothing that waits here: it is new, or it is one's own work coming back.
It needs no merging, and thousands of it come when a tablet is new.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from app import codec, mending, merging
from app.domain.change import Entry, EntryReason
from app.domain.merge import diff
from app.ids import Digest
from app.mending import Mending
from app.workspace import BlobState, LineState, Unit, Workspace

_Key = tuple[str, str]


def take(unit: Unit, ws: Workspace, entries: Sequence[Entry], mended: Mending) -> int:
    """Take these entries in, in order; returns how many conflicts they found."""
    if mended.is_at_work:
        return sum(take_one(unit, ws, entry, mended) for entry in entries)
    smooth = _Smooth(unit, ws, entries)
    conflicts = 0
    for entry in entries:
        if not smooth.takes(entry):
            smooth.write()
            conflicts += take_one(unit, ws, entry, mended)
    smooth.write()
    return conflicts


def told(unit: Unit, entries: Sequence[Entry]) -> tuple[Entry, ...] | None:
    """These entries, those that came as a digest with the record that stands here.

    None where one of them stands here otherwise: then they have to come with their bodies.
    """
    left_out: dict[str, list[str]] = defaultdict(list)
    for entry in entries:
        if entry.digest is not None:
            left_out[entry.kind].append(entry.record_id)
    here = {
        (kind, record_id): text
        for kind, record_ids in left_out.items()
        for record_id, text in unit.records.texts(kind, record_ids).items()
    }
    whole = []
    for entry in entries:
        if entry.digest is not None:
            body = codec.Told(here.get(_key(entry), ""), is_canonical=True)
            if body.digest != entry.digest:
                return None
            whole.append(replace(entry, body=body))
        else:
            whole.append(entry)
    return tuple(whole)


class _Smooth:
    """Entries that meet nothing here, written together."""

    def __init__(self, unit: Unit, ws: Workspace, entries: Sequence[Entry]) -> None:
        self._unit, self._ws = unit, ws
        self._revs: dict[_Key, int] = {}
        self._lines: dict[str, _Key] = {}
        self._rough: set[_Key] = set()
        """Records that have to be looked at one by one."""
        self._rough_cases: set[str] = set()
        self._waiting: dict[_Key, Entry] = {}
        self._done: list[str] = []
        ids: dict[str, set[str]] = defaultdict(set)
        for entry in entries:
            ids[entry.kind].add(entry.record_id)
        for kind, record_ids in ids.items():
            revs, lines = unit.records.agreed_revs(kind, record_ids), unit.outbox.ids_of
            self._revs.update({(kind, record_id): rev for record_id, rev in revs.items()})
            self._lines.update({c: (kind, r) for c, r in lines(kind, record_ids).items()})
            self._rough.update((kind, r) for r in unit.drafts.kept_over(kind, record_ids))
        coming = {entry.change_id for entry in entries}
        self._rough.update(key for change_id, key in self._lines.items() if change_id not in coming)
        mine = set(self._lines.values())
        self._rough.update(
            key
            for key, entry in ((_key(e), e) for e in entries)
            if key in mine and entry.device != ws.who.device
        )

    def takes(self, entry: Entry) -> bool:
        """Whether this entry can wait to be written with others; it does from now on."""
        key = _key(entry)
        if key in self._rough or entry.case_id in self._rough_cases:
            return False
        if entry.reason is EntryReason.LEFT:
            self._rough_cases.add(entry.case_id)
            return False
        if not entry.body or entry.rev <= self._revs.get(key, 0):
            self._rough.add(key)
            return False
        self._revs[key] = entry.rev
        self._waiting[key] = entry
        if entry.change_id in self._lines:
            self._done.append(entry.change_id)
        return True

    def write(self) -> None:
        """Write what waits."""
        if not self._waiting:
            return
        entries, self._waiting = self._waiting, {}
        self._unit.outbox.drop_all(self._done)
        self._done = []
        self._unit.agree_all(entries.values())
        wanted: dict[Digest, int] = {}
        for entry in entries.values():
            for digest, rank in codec.files(entry.kind, entry.body):
                if not self._ws.blobs.has(digest):
                    wanted.setdefault(digest, rank)
        self._unit.shelf.want(wanted)


def _key(entry: Entry) -> _Key:
    return entry.kind, entry.record_id


def take_one(unit: Unit, ws: Workspace, entry: Entry, mended: Mending) -> int:
    """Take in one entry; returns how many conflicts it found."""
    mended.come_to(entry.seq)
    if entry.reason is EntryReason.LEFT:
        _leave(unit, entry, mended)
        return 0
    lines = unit.outbox.of_record(entry.kind, entry.record_id)
    seen = any(line.state is LineState.CARRIED for line in lines)
    if entry.change_id:
        unit.outbox.drop(entry.change_id)
    old_rev, old_body = unit.records.agreed(entry.kind, entry.record_id)
    if mended.is_base(entry.kind, entry.record_id):
        if entry.rev > old_rev:
            unit.records.agree(entry)
        return 0
    if entry.rev <= old_rev:
        unit.relay(entry.kind, entry.record_id)
        return 0
    theirs = diff(codec.fields(entry.kind, old_body), codec.fields(entry.kind, entry.body))
    unit.records.agree(entry)
    found = 0
    if entry.device != ws.who.device:
        merging.record_disputed_draft(unit, entry, theirs, seen=seen)
        lines = unit.outbox.of_record(entry.kind, entry.record_id)
        mine = [line for line in lines if line.state is not LineState.CARRIED]
        found = sum(merging.rebase(unit, ws, line, entry, theirs, seen=seen) for line in mine)
    elif mended.gives_back:
        mending.overtaken(unit, entry, theirs)
    unit.relay(entry.kind, entry.record_id)
    for digest, rank in codec.files(entry.kind, entry.body):
        if not ws.blobs.has(digest):
            unit.shelf.add(digest, 0, rank, BlobState.WANTED)
    return found


def _leave(unit: Unit, entry: Entry, mended: Mending) -> None:
    for kind, record_id in unit.records.of_case(entry.case_id):
        if mended.is_base(kind, record_id):
            unit.records.disagree(kind, record_id)
            continue
        unsent = unit.outbox.of_record(kind, record_id) or unit.drafts.edits(kind, record_id)
        if unsent:
            unit.records.leave(kind, record_id)
        else:
            unit.remove(kind, record_id)
