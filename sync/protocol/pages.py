"""Pages of the feed as they travel: a body stays text until somebody looks into it."""

from datetime import datetime

import msgspec

from app import codec
from app.domain.change import Again, Entry, EntryReason, Page
from app.ids import CaseId, ChangeId, DeviceId, Digest, RecordId, UserId
from sync.protocol.messages import Snapshot


class _Line(msgspec.Struct, gc=False):
    """An `Entry`, its body as JSON."""

    seq: int
    reason: EntryReason
    kind: str
    record_id: RecordId
    case_id: CaseId
    rev: int
    body: msgspec.Raw
    change_id: ChangeId | None
    by: UserId
    device: DeviceId
    at: datetime
    seal: str = ""
    again: Again | None = None
    digest: Digest | None = None
    canonical: bool = False
    """The body is the canonical form; from a centre that does not say so it may be."""


class _Page(msgspec.Struct):
    """A `Page` of such lines."""

    epoch: str
    entries: list[_Line]
    last: int
    more: bool
    mark: str = ""


class _Snapshot(msgspec.Struct):
    """A `Snapshot` of such lines."""

    page: _Page
    until: int


def page_of(content: bytes) -> Page:
    """The page that this JSON says.

    Raises:
        MsgspecError, UnicodeError: it says none.
    """
    return _page(msgspec.json.decode(content, type=_Page))


def snapshot_of(content: bytes) -> Snapshot:
    """The part of what stands that this JSON says; raises as `page_of`."""
    said = msgspec.json.decode(content, type=_Snapshot)
    return Snapshot(_page(said.page), said.until)


def _page(said: _Page) -> Page:
    return Page(said.epoch, tuple(map(_entry, said.entries)), said.last, said.more, said.mark)


def _entry(line: _Line) -> Entry:
    text = bytes(line.body).decode()
    if not text.startswith("{"):
        raise msgspec.ValidationError("a body is an object")
    return Entry(
        line.seq,
        line.reason,
        line.kind,
        line.record_id,
        line.case_id,
        line.rev,
        codec.Told(text, is_canonical=line.canonical),
        line.change_id,
        line.by,
        line.device,
        line.at,
        line.seal,
        line.again,
        line.digest,
    )
