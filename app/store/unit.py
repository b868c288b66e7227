"""One deed, one transaction: the record, its line in the outbox and its link in the trail.

No action can forget to enqueue: `save` does it. What was typed but not recorded goes by `keep`,
which writes neither outbox nor trail.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import cast

from sqlalchemy import Connection, Engine

from app import codec
from app.clock import Clock
from app.codec import R, Record
from app.domain.case import CaseEvent, ConnectionCase
from app.domain.change import Change, Entry, FieldEdit, Plain
from app.domain.deadline import Agenda
from app.domain.defect import Defect
from app.domain.evidence import Photo
from app.domain.filing import Filing
from app.domain.inspection import Inspection
from app.domain.merge import apply, diff
from app.domain.process import Status
from app.domain.staff import Identity
from app.errors import NoRoom, SealedRecord, UnknownRecord
from app.ids import ChangeId, Minter
from app.store.blobs import Blobs
from app.store.case_index import STALE, CaseIndex
from app.store.drafts import Drafts, Place
from app.store.former import Former
from app.store.inbox import Inbox
from app.store.outbox import Outbox
from app.store.records import Records
from app.store.reserve import Reserve
from app.store.settings import Settings
from app.store.shelf import Shelf
from app.store.total import Total
from app.store.trail import Trail, stretches

Reckon = Callable[[ConnectionCase, tuple[CaseEvent, ...]], Agenda]


@dataclass(frozen=True)
class Tools:
    """What every transaction of one workspace needs.

    `reckon` says by the rules of today what the list shows of a case.
    """

    who: Identity
    clock: Clock
    ids: Minter
    blobs: Blobs
    reserve: Reserve
    reckon: Reckon


class Unit:
    """One open transaction of a workspace."""

    def __init__(self, connection: Connection, tools: Tools) -> None:
        self.records = Records(connection)
        self.former = Former(connection)
        self.outbox = Outbox(connection)
        self.inbox = Inbox(connection)
        self.drafts = Drafts(connection)
        self.shelf = Shelf(connection)
        self.settings = Settings(connection)
        self.index = CaseIndex(connection)
        self.trail = Trail(connection, tools.who.device)
        self.total = Total(connection)
        self.connection = connection
        self.blobs = tools.blobs
        self._tools = tools
        self._saved: list[list[str]] = []
        self._told: dict[str, dict[str, Plain]] = {}
        self._case_id, self._reason = "", ""
        self._to_list: set[str] = set()
        self._is_mending: bool | None = None

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
            SealedRecord: it, or the visit it is evidence or a finding of, is recorded for good.
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
        if edits and isinstance(record, Defect):
            self._refuse_late_words(record, stored)
        self.drafts.drop(kind, record.id)
        if edits:
            # Applied to the stored fields, so that what a newer version knows is not lost here.
            stored_fields = codec.fields(kind, stored or {})
            body = codec.whole(kind, apply(stored_fields, edits))
            self._write(kind, body, edits)
            self._remember(kind, stored, body, edits)

    def relay(self, kind: str, record_id: str) -> None:
        """Lay the waiting changes over the agreed copy again: that is the record as it stands."""
        body = self._base(kind, record_id)
        result = codec.fields(kind, body)
        for line in self.outbox.of_record(kind, record_id):
            result = apply(result, line.change.edits)
        if result:
            body = codec.whole(kind, result)
            self.records.write(kind, body)
            self._note_for_list(kind, body)
        else:
            self.remove(kind, record_id)

    def agree_all(self, entries: Collection[Entry]) -> None:
        """Take these from the feed as the records stand here too; nothing lies over them."""
        self.records.agree_all(entries, self._tools.who.org)
        for entry in entries:
            self._note_for_list(entry.kind, entry.body)

    def _base(self, kind: str, record_id: str) -> dict[str, Plain]:
        """The agreed copy; until a restored centre's feed is read, that of its former life."""
        if self._is_mending is None:
            self._is_mending = bool(self.former.epochs())
        former = self.former.body(kind, record_id) if self._is_mending else None
        return self.records.agreed(kind, record_id)[1] if former is None else former

    def remove(self, kind: str, record_id: str) -> None:
        """Take a record out that was never agreed, or has left this person's scope."""
        body = self.records.body(kind, record_id)
        self.records.remove(kind, record_id)
        if body is not None:
            self._note_for_list(kind, body)

    def list_anew(self, case_id: str) -> None:
        """Make the row of this case in the list anew when this transaction ends."""
        self._to_list.add(case_id)

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

    def note(self, deed: str, subject: str, case_id: str = "", **told: Plain) -> None:
        """Add a line to the trail for what changes no record: a print, a view, an export."""
        now, content = self._tools.clock.now(), codec.digest(told)
        who = self._tools.who.user
        self.trail.add(now, who, deed, subject, content, case_id=case_id, told=told)

    def because(self, reason: str) -> None:
        """Why the person does what is saved here; it stands in the trail."""
        self._reason = reason.strip()

    def close(self, deed: str) -> None:
        """Bring the list up to date, and add the link for what was saved here, if anything.

        A deed that touches thousands of records has several: each can be sent.
        """
        for case_id in sorted(self._to_list):
            self._list(case_id)
        now, who = self._tools.clock.now(), self._tools.who.user
        for records in stretches(self._told):
            saved = [each for each in self._saved if f"{each[0]}/{each[1]}" in records]
            told: dict[str, Plain] = {"records": records}
            if self._reason:
                told["reason"] = self._reason
            self.trail.add(
                now, who, deed, next(iter(records)), codec.digest(saved),
                case_id=self._case_id, told=told,
            )  # fmt: skip

    def _refuse_late_evidence(self, photo: Photo) -> None:
        for kind in (codec.kind_of(Inspection), codec.kind_of(Filing)):
            if self.records.body(kind, photo.owner_id) is None:  # another kind, or a defect
                continue
            if self.records.is_set(kind, photo.owner_id, "recorded_at"):
                raise SealedRecord(kind, photo.owner_id)

    def _refuse_late_words(self, defect: Defect, stored: Mapping[str, Plain] | None) -> None:
        said = codec.decode(Defect, stored).said if stored is not None else None
        visit = codec.kind_of(Inspection)
        if said == defect.said or self.records.body(visit, defect.inspection_id) is None:
            return
        if self.records.is_set(visit, defect.inspection_id, "recorded_at"):
            raise SealedRecord(visit, defect.inspection_id)

    def _note_for_list(self, kind: str, body: Mapping[str, Plain]) -> None:
        if kind in _LISTED:
            self._to_list.add(body["id"] if kind == "case" else body["case_id"])

    def _list(self, case_id: str) -> None:
        body = self.records.body("case", case_id)
        if body is None:
            self.index.drop(case_id)
            return
        try:
            agenda = self._tools.reckon(
                codec.decode(ConnectionCase, body), self.find(CaseEvent, case_id)
            )
        except codec.Malformed:  # of a newer version; what it says of itself is shown
            agenda = Agenda(Status.DRAFT, None, STALE)
        self.index.put(body, agenda)

    def _body(self, kind: str, record_id: str) -> dict[str, Plain]:
        body = self.records.body(kind, record_id)
        if body is None:
            raise UnknownRecord(kind, record_id)
        return body

    def _write(self, kind: str, body: dict[str, Plain], edits: tuple[FieldEdit, ...]) -> None:
        for digest, rank in codec.files(kind, body):
            self.shelf.add(digest, self._tools.blobs.size(digest), rank)
        self.records.write(kind, body)
        self._note_for_list(kind, body)
        self.enqueue(self.change(kind, body, edits))

    def _remember(
        self,
        kind: str,
        before: Mapping[str, Plain] | None,
        body: Mapping[str, Plain],
        edits: tuple[FieldEdit, ...],
    ) -> None:
        """For the trail: what was saved, from which content to which, and of an old record where.

        Names of fields only; what stands in them is in the records and their history.
        """
        digest = codec.digest(body)
        self._saved.append([kind, body["id"], digest])
        self._case_id = self._case_id or (body["id"] if kind == "case" else body["case_id"])
        told = self._told.setdefault(f"{kind}/{body['id']}", {})
        if before is not None and not (told and "old" not in told):
            told.setdefault("old", codec.digest(before))
            fields = {*told.get("fields", ()), *("/".join(edit.path) for edit in edits)}
            told["fields"] = sorted(fields)
        told["new"] = digest


_LISTED = frozenset({"case", "event"})
"""Kinds that the list of cases is made of."""


def _refuse_sealed(kind: str, before: Record, after: Record) -> None:
    if before == after:
        return
    if kind in codec.APPEND_ONLY:
        raise SealedRecord(kind, before.id)
    if isinstance(before, Inspection | Filing) and before.recorded_at is not None:
        reopened = cast(Inspection | Filing, after).recorded_at is None
        if not reopened:
            raise SealedRecord(kind, before.id)


UnitMaker = Callable[[str], AbstractContextManager[Unit]]
Reader = Callable[[], AbstractContextManager[Unit]]


def unit_maker(engine: Engine, tools: Tools) -> UnitMaker:
    """A function that opens the transaction of one deed: all of it is kept, or nothing.

    On a full disk the room set aside is let go, so that the same deed may be done again.
    """

    @contextmanager
    def unit(deed: str) -> Iterator[Unit]:
        try:
            with engine.begin() as connection:
                open_unit = Unit(connection, tools)
                yield open_unit
                open_unit.close(deed)
        except NoRoom as error:
            if not error.why and tools.reserve.release():
                raise NoRoom(error.folder, "released") from error
            raise

    return unit


def reader(engine: Engine, tools: Tools) -> Reader:
    """A function that opens a transaction which sees one moment and writes nothing."""
    reading = engine.execution_options(begin="BEGIN")

    @contextmanager
    def read() -> Iterator[Unit]:
        with reading.connect() as connection:
            yield Unit(connection, tools)

    return read
