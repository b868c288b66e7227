"""The one door for sync: what goes out, what came in, and what is known of each.

Receipts only mark. The feed alone moves the agreed copy; a record here is always its agreed copy
with the waiting changes of the outbox laid over it in order.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

import msgspec

from app import codec, mending, taking
from app.colleagues import told_names
from app.domain.change import Page, Receipt, ReceiptStatus, Written
from app.domain.trail import BEGINNING, SYNC_ROUND, Head, Kept
from app.errors import StickRefused
from app.ids import ChangeId, Digest
from app.mending import Mending
from app.views.trail import trail_standing
from app.workspace import (
    COLLEAGUES,
    FEED_MARK,
    SNAPSHOT,
    TRAIL_AT_CENTRE,
    TRAIL_SENT,
    BlobState,
    LineState,
    Shelved,
    Standing,
    Unit,
    Workspace,
)

TRAIL_BYTES: Final = 1 << 20
"""Lines of the trail in one request."""
_LINE_BYTES: Final = 600

_FROM_RECEIPT = {
    ReceiptStatus.RECEIVED: LineState.RECEIVED,
    ReceiptStatus.REFUSED: LineState.REFUSED,
}


@dataclass(frozen=True)
class Received:
    """What a page of the feed brought: the kinds it touched and how many conflicts it found."""

    kinds: frozenset[str] = frozenset()
    conflicts: int = 0


@dataclass(frozen=True)
class TrailStretch:
    """Lines of the trail behind number `after`, none left out; `head` is the last one's here."""

    after: int
    head: int
    lines: tuple[Kept, ...]


def standing(ws: Workspace) -> Standing:
    """How far this tablet has taken in the centre's feed."""
    with ws.read() as unit:
        return unit.inbox.standing()


def feed_mark(ws: Workspace) -> str:
    """The centre's mark of the line that the cursor stands on; empty where it has told none."""
    return (recall(ws, FEED_MARK) or b"").decode()


def outgoing(ws: Workspace, limit: int) -> tuple[Written, ...]:
    """The next changes to send, in order. From now on they are fixed snapshots."""
    with ws.unit("outgoing") as unit:
        changes = tuple(unit.outbox.waiting(limit))
        unit.outbox.tried([change.id for change in changes])
        return changes


def settle(ws: Workspace, receipts: Iterable[Receipt]) -> None:
    """Mark what the centre says of each change. Nothing else moves here.

    A clash stays queued: the next page of the feed shows what it clashes with.
    """
    with ws.unit("settle") as unit:
        _settle(unit, receipts)


def said_received(ws: Workspace) -> list[ChangeId]:
    """Changes that the centre said it has, and whose line of the feed has not come."""
    with ws.read() as unit:
        return [ChangeId(change_id) for change_id in unit.outbox.received()]


def offer_again(ws: Workspace, change_ids: Collection[ChangeId]) -> None:
    """Queue those of these that the feed, read to its end since, has not shown.

    A centre that was put back to before them has forgotten them; sending them again is harmless.
    """
    if change_ids:
        with ws.unit("offer_again") as unit:
            for line in unit.outbox.all():
                if line.change.id in change_ids and mending.is_settled(unit, line):
                    unit.outbox.drop(line.change.id)
            unit.outbox.unmark_received(change_ids)


def files_missed(ws: Workspace, digests: Collection[Digest]) -> int:
    """The centre lacks these files, whatever it once said; how many of them go again."""
    if not digests:
        return 0
    with ws.unit("files_missed") as unit:
        return unit.shelf.offer_again(digest for digest in digests if ws.blobs.has(digest))


def try_again(ws: Workspace, reason: str) -> None:
    """Queue once more what the centre refused for a reason that may have gone by itself."""
    with ws.unit("try_again") as unit:
        unit.outbox.unmark_refused(reason)


def receive(ws: Workspace, page: Page, receipts: Iterable[Receipt] = ()) -> Received | None:
    """Take in a page of the feed and move the cursor, all in one transaction.

    `receipts` are of a push just before: most of what they would mark goes with this page. None
    where the page left bodies out that are not here: nothing was done, it has to come whole.
    """
    come = {entry.change_id for entry in page.entries}
    with ws.unit("receive") as unit:
        entries = taking.told(unit, page.entries)
        if entries is None:
            return None
        page = replace(page, entries=entries)
        _settle(unit, (receipt for receipt in receipts if receipt.change_id not in come))
        return _receive(unit, ws, page)


def snapshot_until(ws: Workspace) -> int | None:
    """Up to which line this tablet reads what stands; 0 where it begins, None where it does not.

    Only a tablet that has never read the feed begins, and it goes on until it is there.
    """
    with ws.read() as unit:
        at, told = unit.inbox.standing(), unit.settings.get(SNAPSHOT)
        if told is not None:
            epoch, until = msgspec.json.decode(told, type=tuple[str, int])
            return until if epoch == at.epoch and at.seq < until else None
        return 0 if not at.epoch and not at.seq else None


def take_snapshot(ws: Workspace, page: Page, until: int) -> Received:
    """Take in a part of what stands up to line `until`, and move the cursor, as with any page."""
    with ws.unit("receive") as unit:
        unit.settings.put(SNAPSHOT, msgspec.json.encode((page.epoch, until)))
        return _receive(unit, ws, page)


def take_answer(
    ws: Workspace,
    after: int,
    pages: Sequence[Page],
    receipts: Iterable[Receipt],
    files: Iterable[Digest],
) -> Received:
    """Take in what the centre answers to a stick: all of it in one transaction, or nothing.

    `pages` are the feed behind cursor `after`, `files` those that the centre has. Taking the same
    answer again changes nothing.

    Raises:
        StickRefused: it belongs to another life of the centre, or this tablet is beyond it.
    """
    with ws.unit("take_answer") as unit:
        at = unit.inbox.standing()
        if any(at.epoch not in ("", page.epoch) for page in pages):
            raise StickRefused("other_epoch")
        if not pages or pages[-1].last < at.seq or after > at.seq:
            raise StickRefused("old_answer")
        _settle(unit, receipts)
        taken = [_receive(unit, ws, _behind(page, at.seq)) for page in pages if page.last > at.seq]
        for digest in files:
            unit.shelf.mark(digest, BlobState.RECEIVED)
        kinds = frozenset(kind for each in taken for kind in each.kinds)
        return Received(kinds, sum(each.conflicts for each in taken))


def digest_here(ws: Workspace) -> Digest:
    """One digest over every agreed record; equal to the centre's when both hold the same."""
    with ws.read() as unit:
        return codec.digest([list(row) for row in unit.records.agreed_digests()])


def total_here(unit: Unit) -> str:
    """The total of every agreed record; equal to the centre's when both hold the same."""
    return unit.total.now()


def agree(ws: Workspace, digest: str, total: str) -> bool:
    """Whether both ends hold the same records; it is noted when.

    `total` is the centre's, or empty from one that tells the digest alone.
    """
    same = not total and digest == digest_here(ws)
    with ws.unit("agree") as unit:
        if same or (total and total == total_here(unit)):
            at = ws.clock.now().isoformat(timespec="seconds")
            unit.inbox.move(replace(unit.inbox.standing(), agreed_at=at))
            return True
    return False


def note_clock(ws: Workspace, offset_s: int) -> None:
    """How many seconds the centre's clock is ahead of this tablet's."""
    with ws.unit("note_clock") as unit:
        at = unit.inbox.standing()
        if at.clock_offset_s != offset_s:
            unit.inbox.move(replace(at, clock_offset_s=offset_s))


def note_colleagues(ws: Workspace, names: Mapping[str, str]) -> None:
    """What those are called who work on the same cases; who is not told any more stays known."""
    with ws.unit("note_colleagues") as unit:
        known = told_names(unit)
        told = {**known, **names}
        if told != known:
            unit.settings.put(COLLEAGUES, msgspec.json.encode(told))


def files_to_send(ws: Workspace, *, sparing: bool = False) -> list[Shelved]:
    """Files the centre has not confirmed, papers first; `sparing` leaves originals for later."""
    with ws.read() as unit:
        return _spared(unit.shelf.to_send(), sparing=sparing)


def files_wanted(ws: Workspace, *, sparing: bool = False) -> list[Digest]:
    """Files that records from the centre name and that are not here; `sparing` as above."""
    with ws.read() as unit:
        wanted = _spared(unit.shelf.in_state(BlobState.WANTED), sparing=sparing)
        return [shelved.digest for shelved in wanted]


def oldest_waiting(ws: Workspace) -> datetime | None:
    """When the change that waits longest was made, by the centre's clock; None: none waits."""
    with ws.read() as unit:
        first = unit.outbox.oldest()
        if first is None:
            return None
        return first.made_at + timedelta(seconds=first.clock_offset_s)


def has_new_changes(ws: Workspace) -> bool:
    """Whether something waits that was never sent yet."""
    with ws.read() as unit:
        return unit.outbox.has_new()


def read_file(ws: Workspace, digest: Digest) -> bytes:
    """The content to send.

    Raises:
        DigestMismatch: it is damaged or gone.
    """
    return ws.blobs.get(digest)


def note_upload(ws: Workspace, digest: Digest, upload: str) -> None:
    """Where the upload of this file goes on after a cut; empty = from the start."""
    with ws.unit("note_upload") as unit:
        unit.shelf.note_upload(digest, upload)


def files_received(ws: Workspace, digests: Iterable[Digest]) -> None:
    """The centre has these files, whole and checked."""
    with ws.unit("files_received") as unit:
        for digest in digests:
            unit.shelf.mark(digest, BlobState.RECEIVED)


def file_troubled(ws: Workspace, digest: Digest, reason: str) -> None:
    """Something is wrong with this file: it goes on the list that a person looks at."""
    with ws.unit("file_troubled") as unit:
        unit.shelf.mark(digest, BlobState.ATTENTION, reason)


def take_file(ws: Workspace, content: bytes) -> None:
    """Keep a file fetched from the centre."""
    digest = ws.blobs.put(content)
    with ws.unit("take_file") as unit:
        unit.shelf.mark(digest, BlobState.RECEIVED)


def note_round(ws: Workspace, **facts: int | bool) -> None:
    """A round has ended: its line in the trail, unless it is like the last and moved nothing."""
    with ws.unit(SYNC_ROUND) as unit:
        moved = any(value for name, value in facts.items() if name != "identical")
        told = codec.canonical(facts).decode()
        if moved or unit.trail.last_told(SYNC_ROUND) != told:
            unit.note(SYNC_ROUND, "centre", "", **facts)


def trail_to_send(ws: Workspace, limit: int, beyond: int = 0) -> TrailStretch:
    """The next lines of the trail that the centre has not confirmed, all that fit a request.

    `beyond` is the last line of a stretch that has been handed out just before.
    """
    with ws.read() as unit:
        after = max(beyond, trail_standing(unit).sent.seq)
        lines: list[Kept] = []
        room = TRAIL_BYTES
        for kept in unit.trail.lines(after, limit):
            room -= len(kept.told) + _LINE_BYTES
            if lines and room < 0:
                break
            lines.append(kept)
        return TrailStretch(after, unit.trail.head().seq, tuple(lines))


def trail_is_there(ws: Workspace, at: Head, trouble: str) -> bool:
    """Whether the centre, whose chain of this device ends so, has all and says nothing new."""
    with ws.read() as unit:
        known = trail_standing(unit)
        return unit.trail.head() == known.sent == at and known.at_centre == trouble


def trail_received(ws: Workspace, at: Head, trouble: str) -> bool:
    """The centre has the trail up to there; whether there is more to send.

    A head that is not ours is not taken for sent: the difference is told, and stays told.
    """
    with ws.unit("trail_received") as unit:
        known = trail_standing(unit)
        sent = at
        if unit.trail.link_at(at.seq) != at.link:
            trouble = trouble or f"{at.seq}:sent"
            # A centre that has less of us than it said, and other lines: it gets all of ours.
            sent = BEGINNING if at.seq < known.sent.seq else known.sent
        if known.sent != sent:
            unit.settings.put(TRAIL_SENT, msgspec.json.encode(sent))
        if known.at_centre != trouble:
            unit.settings.put(TRAIL_AT_CENTRE, trouble.encode())
        return known.sent != sent and sent.seq < unit.trail.head().seq


def remember(ws: Workspace, name: str, value: bytes) -> None:
    """Keep what joining the centre gave: its address, the token, the certificate."""
    with ws.unit("remember") as unit:
        unit.settings.put(name, value)


def recall(ws: Workspace, name: str) -> bytes | None:
    """What joining the centre gave under this name."""
    with ws.read() as unit:
        return unit.settings.get(name)


def _settle(unit: Unit, receipts: Iterable[Receipt]) -> None:
    said: dict[tuple[LineState, str], list[ChangeId]] = defaultdict(list)
    for receipt in receipts:
        if state := _FROM_RECEIPT.get(receipt.status):
            said[state, receipt.reason].append(receipt.change_id)
    for (state, reason), change_ids in said.items():
        unit.outbox.mark_all(change_ids, state, reason)


def _receive(unit: Unit, ws: Workspace, page: Page) -> Received:
    at = unit.inbox.standing()
    if at.epoch and at.epoch != page.epoch:
        mending.start_over(unit, at.epoch)
    mended = Mending(unit, page.epoch)
    conflicts = taking.take(unit, ws, page.entries, mended)
    mended.come_to(*([page.last + 1] if page.more else []))
    if (at.epoch, at.seq) != (page.epoch, page.last):
        unit.inbox.move(replace(at, epoch=page.epoch, seq=page.last))
    if page.mark and page.mark.encode() != unit.settings.get(FEED_MARK):
        unit.settings.put(FEED_MARK, page.mark.encode())
    return Received(frozenset(entry.kind for entry in page.entries), conflicts)


def _behind(page: Page, seq: int) -> Page:
    return replace(page, entries=tuple(entry for entry in page.entries if entry.seq > seq))


def _spared(files: list[Shelved], *, sparing: bool) -> list[Shelved]:
    return [shelved for shelved in files if not sparing or shelved.rank < codec.ORIGINALS]
