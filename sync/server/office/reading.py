"""What the office's pages show of one case and of the tablets, read within a person's scope."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from app import codec
from app.domain.case import ConnectionCase
from app.domain.deadline import case_clocks
from app.domain.defect import Defect
from app.domain.due_clock import CaseClocks, DueClock
from app.domain.equipment import Equipment
from app.domain.evidence import Photo
from app.domain.inspection import Inspection
from app.domain.load import LoadProfile
from app.domain.material import MaterialCounts, counts_of
from app.domain.process import CaseState, project
from app.domain.report import Report, Signature
from app.errors import UnknownRecord
from app.ids import Digest
from app.reference.library import Reference
from sync.server import feed, reserved, sealing, tables, trails
from sync.server.accounts import Account

_record, _stored, _file, _device = tables.record, tables.stored, tables.file, tables.device
_head = tables.trail_head


@dataclass(frozen=True)
class CaseFile:
    """Everything the centre has of one case."""

    case: ConnectionCase
    state: CaseState
    all_clocks: CaseClocks
    equipment: tuple[Equipment, ...]
    inspections: tuple[Inspection, ...]
    defects: tuple[Defect, ...]
    photos: tuple[Photo, ...]
    loads: tuple[LoadProfile, ...]
    reports: tuple[Report, ...]
    signatures: tuple[Signature, ...]
    here: frozenset[Digest]
    """Files that have arrived whole; the others are still on a tablet."""
    counts: MaterialCounts
    """What was asked of the customer more than once."""

    @property
    def clocks(self) -> tuple[DueClock, ...]:
        """Its clocks of the promise layer."""
        return self.all_clocks.promise

    @property
    def awaited(self) -> int:
        """How many files its records announce that have not arrived."""
        records: list[codec.Record] = [*self.photos, *self.loads]
        records += [*self.reports, *self.signatures]
        named = {
            digest
            for record in records
            for digest, _rank in codec.files(codec.kind_of(record), codec.encode(record))
        }
        return len(named - self.here)

    def paper(self, report: Report) -> Digest:
        """The newest PDF of this report: with the signatures it has."""
        signed = [one.pdf for one in self.signatures if one.report_id == report.id]
        return signed[-1] if signed else report.pdf


@dataclass(frozen=True)
class DeviceLine:
    """One tablet."""

    label: str
    user: str
    waiting_changes: int
    waiting_files: int
    seen_at: datetime | None
    trail_seq: int
    """Lines of its trail that are here."""
    trail_broken: int
    """The first of them that did not fit; 0 when all do."""
    trail_why: str


def case_file(
    connection: Connection, account: Account, reference: Reference, now: datetime, case_id: str
) -> CaseFile:
    """One case with all that belongs to it.

    Raises:
        UnknownRecord: there is none, or this person may not see it.
    """
    query = select(_record.c.kind, _record.c.body).where(
        _record.c.org == account.org,
        _record.c.case_id == case_id,
        feed.visible(account, _record.c.case_id),
        reserved.readable(account, _record.c.kind, _record.c.id),
    )
    found: dict[str, list[codec.Record]] = defaultdict(list)
    for kind, body in connection.execute(query.order_by(_record.c.id)):
        plain = sealing.opened(connection, account.org, case_id, body)
        if "withdrawn_at" not in plain:
            found[kind].append(codec.decode(codec.KINDS[kind], plain))
    if not found["case"]:
        raise UnknownRecord("case", case_id)
    return _file_of(found, reference, now, _here(connection, account, case_id))


def device_lines(connection: Connection, account: Account) -> tuple[DeviceLine, ...]:
    """The tablets of the organisation (or this person's own), the longest unheard of first."""
    same = (_head.c.org == _device.c.org) & (_head.c.device == _device.c.id)
    query = (
        select(_device, _head.c.seq, _head.c.trouble)
        .outerjoin(_head, same)
        .where(_device.c.org == account.org, _device.c.certificate != "")
    )
    if not feed.sees_all(account):
        query = query.where(_device.c.user == account.user)
    return tuple(
        DeviceLine(
            row.label or row.id,
            row.user,
            row.waiting_changes,
            row.waiting_files,
            datetime.fromisoformat(row.seen_at) if row.seen_at else None,
            row.seq or 0,
            *trails.broken_at(row.trouble or ""),
        )
        for row in connection.execute(query.order_by(_device.c.seen_at))
    )


def _file_of(
    found: Mapping[str, list[codec.Record]],
    reference: Reference,
    now: datetime,
    here: frozenset[Digest],
) -> CaseFile:
    (case,) = found["case"]
    events = found["event"]
    limits, calendar = reference.time_limits, reference.calendar
    return CaseFile(
        case=case,  # type: ignore[arg-type]
        state=project(case, events, reference.policy),  # type: ignore[arg-type]
        all_clocks=case_clocks(case, events, limits, calendar, now, reference.policy),  # type: ignore[arg-type]
        equipment=tuple(found["equipment"]),  # type: ignore[arg-type]
        inspections=tuple(found["inspection"]),  # type: ignore[arg-type]
        defects=tuple(found["defect"]),  # type: ignore[arg-type]
        photos=tuple(found["photo"]),  # type: ignore[arg-type]
        loads=tuple(found["load_profile"]),  # type: ignore[arg-type]
        reports=tuple(found["report"]),  # type: ignore[arg-type]
        signatures=tuple(found["signature"]),  # type: ignore[arg-type]
        here=here,
        counts=counts_of(found["evidence"], events),  # type: ignore[arg-type]
    )


def _here(connection: Connection, account: Account, case_id: str) -> frozenset[Digest]:
    named = select(_file.c.digest).where(_file.c.org == account.org, _file.c.case_id == case_id)
    query = select(_stored.c.digest).where(
        _stored.c.org == account.org, _stored.c.digest.in_(named)
    )
    return frozenset(Digest(digest) for (digest,) in connection.execute(query))
