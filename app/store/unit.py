"""One deed, one transaction: the record, its line in the outbox and its link in the trail.

No action can forget to enqueue: `save` does it. What was typed but not recorded goes by `keep`,
which writes neither outbox nor trail.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import cast

from sqlalchemy import Connection, Engine

from app import codec
from app.clock import Clock
from app.codec import R, Record
from app.domain.change import Change, FieldEdit, Plain
from app.domain.evidence import Photo
from app.domain.inspection import Inspection
from app.domain.merge import apply, diff
from app.domain.staff import Identity
from app.errors import SealedRecord, UnknownRecord
from app.ids import ChangeId, Minter
from app.store.blobs import Blobs
from app.store.drafts import Drafts, Place
from app.store.inbox import Inbox
from app.store.outbox import Outbox
from app.store.records import Records
from app.store.settings import Settings
from app.store.shelf import Shelf
from app.store.trail import Trail


@dataclass(frozen=True)
class Tools:
    """What every transaction of one workspace needs."""

    who: Identity
    clock: Clock
    ids: Minter
    blobs: Blobs


class Unit:
    """One open transaction of a workspace."""

    def __init__(self, connection: Connection, tools: Tools) -> None:
        self.records = Records(connection)
        self.outbox = Outbox(connection)
        self.inbox = Inbox(connection)
        self.drafts = Drafts(connection)
        self.shelf = Shelf(connection)
        self.settings = Settings(connection)
        self.trail = Trail(connection)
        self.connection = connection
        self._tools = tools
        self._saved: list[list[str]] = []

    def get(self, record_type: type[R], record_id: str) -> R:
        """The record, my recorded edits included.

        Raises:
            UnknownRecord: there is none.
        """
        return codec.decode(record_type, self._body(codec.kind_of(record_type), record_id))

    def find(self, record_type: type[R], case_id: str | None = None) -> tuple[R, ...]:
        """All records of this type (of one case) that are not withdrawn, oldest first."""
        bodies = self.records.bodies(codec.kind_of(record_type), case_id)
        return tuple(codec.decode(record_type, b) for b in bodies if "withdrawn_at" not in b)

    def working(self, record_type: type[R], record_id: str) -> R:
        """The record with what has been typed over it and not recorded yet."""
        kind = codec.kind_of(record_type)
        typed = self.drafts.edits(kind, record_id)
        body = self._body(kind, record_id)
        if typed:
            body = codec.whole(kind, apply(codec.fields(kind, body), typed))
        return codec.decode(record_type, body)

    def keep(self, record: Record, place: Place | None = None) -> None:
        """Keep the working copy as typed: no outbox line, no link in the trail."""
        kind = codec.kind_of(record)
        before = codec.fields(kind, codec.encode(self.working(type(record), record.id)))
        edits = diff(before, codec.fields(kind, codec.encode(record)))
        self.drafts.keep(kind, record.id, edits, self._tools.clock.now())
        if place is not None:
            self.drafts.keep_place(place)

    def save(self, record: Record) -> None:
        """Write the record and the change that is to be sent; its draft is used up.

        Raises:
            SealedRecord: it, or the visit it is evidence of, is recorded for good.
            DigestMismatch: it names a file that is not kept.
        """
        kind = codec.kind_of(record)
        stored = self.records.body(kind, record.id)
        new = codec.fields(kind, codec.encode(record))
        old = {}
        if stored is not None:
            before = codec.decode(type(record), stored)
            old = codec.fields(kind, codec.encode(before))
            _refuse_sealed(kind, before, record)
        edits = diff(old, new)
        if edits and isinstance(record, Photo):
            self._refuse_late_evidence(record)
        self.drafts.drop(kind, record.id)
        if edits:
            # Applied to the stored fields, so that what a newer version knows is not lost here.
            stored_fields = codec.fields(kind, stored or {})
            self._write(kind, codec.whole(kind, apply(stored_fields, edits)), edits)

    def relay(self, kind: str, record_id: str) -> None:
        """Lay the waiting changes over the agreed copy again: that is the record as it stands."""
        _, body = self.records.agreed(kind, record_id)
        result = codec.fields(kind, body)
        for line in self.outbox.of_record(kind, record_id):
            result = apply(result, line.change.edits)
        if result:
            self.records.write(kind, codec.whole(kind, result))
        else:
            self.records.remove(kind, record_id)

    def enqueue(self, change: Change) -> None:
        """Put a change in the outbox; conflicts of those it takes in follow it."""
        survivor, taken_in = self.outbox.put(change)
        self.inbox.follow(taken_in, survivor, change)

    def change(self, kind: str, body: Mapping[str, Plain], edits: tuple[FieldEdit, ...]) -> Change:
        """A new change of this record by the person signed in, on the agreed copy as it is now."""
        return Change(
            id=ChangeId(self._tools.ids.new()),
            kind=kind,
            record_id=body["id"],
            case_id=body["id"] if kind == "case" else body["case_id"],
            org=body["org"],
            base_rev=self.records.agreed(kind, body["id"])[0],
            edits=edits,
            by=self._tools.who.user,
            device=self._tools.who.device,
            made_at=self._tools.clock.now(),
            clock_offset_s=self.inbox.standing().clock_offset_s,
            schema=codec.SCHEMA,
        )

    def close(self, deed: str) -> None:
        """Add the link for what this transaction saved, if anything."""
        if self._saved:
            kind, record_id, _ = self._saved[0]
            now, content = self._tools.clock.now(), codec.digest(self._saved)
            self.trail.add(now, self._tools.who.user, deed, f"{kind}/{record_id}", content)

    def _refuse_late_evidence(self, photo: Photo) -> None:
        visit = codec.kind_of(Inspection)
        if self.records.body(visit, photo.owner_id) is None:  # it shows a defect
            return
        if self.records.is_set(visit, photo.owner_id, "recorded_at"):
            raise SealedRecord(visit, photo.owner_id)

    def _body(self, kind: str, record_id: str) -> dict[str, Plain]:
        body = self.records.body(kind, record_id)
        if body is None:
            raise UnknownRecord(kind, record_id)
        return body

    def _write(self, kind: str, body: dict[str, Plain], edits: tuple[FieldEdit, ...]) -> None:
        for digest, rank in codec.files(kind, body):
            self.shelf.add(digest, self._tools.blobs.size(digest), rank)
        self.records.write(kind, body)
        self.enqueue(self.change(kind, body, edits))
        self._saved.append([kind, body["id"], codec.digest(body)])


def _refuse_sealed(kind: str, before: Record, after: Record) -> None:
    if before == after:
        return
    if kind in codec.APPEND_ONLY:
        raise SealedRecord(kind, before.id)
    if isinstance(before, Inspection) and before.recorded_at is not None:
        reopened = cast(Inspection, after).recorded_at is None
        if not reopened:
            raise SealedRecord(kind, before.id)


UnitMaker = Callable[[str], AbstractContextManager[Unit]]
Reader = Callable[[], AbstractContextManager[Unit]]


def unit_maker(engine: Engine, tools: Tools) -> UnitMaker:
    """A function that opens the transaction of one deed: all of it is kept, or nothing."""

    @contextmanager
    def unit(deed: str) -> Iterator[Unit]:
        with engine.begin() as connection:
            open_unit = Unit(connection, tools)
            yield open_unit
            open_unit.close(deed)

    return unit


def reader(engine: Engine, tools: Tools) -> Reader:
    """A function that opens a transaction which sees one moment and writes nothing."""

    @contextmanager
    def read() -> Iterator[Unit]:
        with engine.connect().execution_options(begin="BEGIN") as connection:
            yield Unit(connection, tools)

    return read
