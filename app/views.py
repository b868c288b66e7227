"""What the screens read: small frozen rows, each from one moment of the store."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

import msgspec
from sqlalchemy import select

from app.clock import CHINA
from app.documents.seen import as_seen
from app.domain.case import CaseEvent, ConnectionCase
from app.domain.checklist import Finding
from app.domain.deadline import DueClock, clocks, open_clock, seen_on
from app.domain.defect import Defect
from app.domain.demand import Demand, LoadCategory
from app.domain.equipment import Equipment
from app.domain.evidence import Photo
from app.domain.form import Entry
from app.domain.inspection import Inspection, Missing
from app.domain.load import LoadProfile
from app.domain.process import CaseState, Status, project
from app.domain.report import Report, Signature, SignerRole
from app.domain.survey import Carried, demand_of_entry, planned_devices
from app.domain.working_days import Calendar
from app.errors import RulesDamaged
from app.ids import Digest
from app.store import tables
from app.visits import surveyed, visit_state
from app.workspace import (
    BlobState,
    Conflict,
    Line,
    LineState,
    ListKey,
    Place,
    Shelved,
    Unit,
    Workspace,
)

_STATUS: Final = {status.value: status for status in Status}

_CLOCK: Final = 8
LIST_PAGE: Final = 50
"""Cases that are read at once: more than a screen shows."""


class CaseRow(NamedTuple):
    """One line of today's list; a tuple, because a page of them is made while a finger waits."""

    id: str
    application_no: str
    customer_name: str
    address: str
    customer_class: str
    status: Status
    clock: DueClock | None
    """The soonest of its open clocks, with what is left of it today."""
    unsent: int
    due: int
    number: int

    @property
    def key(self) -> ListKey:
        """Where the list goes on after it."""
        return ListKey(self.due, self.application_no, self.number)


@dataclass(frozen=True)
class CasePage:
    """Everything about one case."""

    case: ConnectionCase
    state: CaseState
    clocks: tuple[DueClock, ...]
    events: tuple[CaseEvent, ...]
    equipment: tuple[Equipment, ...]
    inspections: tuple[Inspection, ...]
    defects: tuple[Defect, ...]
    photos: tuple[Photo, ...]
    loads: tuple[LoadProfile, ...]
    reports: tuple[Report, ...]
    signatures: tuple[Signature, ...]
    unsent: int
    photos_waiting: int = 0
    """Photos of which something is not at the centre yet."""
    planned: tuple[Equipment, ...] = ()
    """Devices that the survey planned, while none of their kind is noted."""


@dataclass(frozen=True)
class InspectionPage:
    """One visit with every question, its verdict, and what is missing."""

    inspection: Inspection
    case: ConnectionCase
    clock: DueClock | None
    findings: tuple[Finding, ...]
    defects: tuple[Defect, ...]
    photos: tuple[Photo, ...]
    before: tuple[Photo, ...]
    """What earlier visits showed of the defects that this one looks at again."""
    loads: tuple[LoadProfile, ...]
    missing: tuple[Missing, ...]
    report: Report | None
    unsent: int
    entry: Entry | None = None
    """The form it fills, if any."""
    demand: Demand | None = None
    """What the load list of the form comes to."""
    categories: Mapping[str, LoadCategory] = field(default_factory=dict)
    """Kinds of load that its list can name."""
    files: Mapping[Digest, BlobState] = field(default_factory=dict)
    """Where the files of its photos are."""
    carried: Carried = field(default_factory=Carried)
    """What the survey found, where this visit comes after one."""

    @property
    def is_draft(self) -> bool:
        """Whether it can still be changed."""
        return self.inspection.recorded_at is None


@dataclass(frozen=True)
class ReportPage:
    """One paper as it stands, and whose turn it is to sign."""

    report: Report
    case: ConnectionCase
    clock: DueClock | None
    signatures: tuple[Signature, ...]
    pdf: bytes
    seen: bytes
    """The same with the strokes drawn into its pages: to be looked at and printed."""
    next_role: SignerRole | None


@dataclass(frozen=True)
class ReportRow:
    """One paper in the list of all."""

    report: Report
    case: ConnectionCase
    signatures: tuple[Signature, ...]
    newer: int | None
    """The revision that has taken its place, if one has."""


@dataclass(frozen=True)
class SyncPage:
    """What waits, what the centre has, and what needs a person."""

    kept: int
    queued: int
    received: int
    refused: tuple[Line, ...]
    files_waiting: tuple[Shelved, ...]
    files_received: int
    attention: tuple[Shelved, ...]
    conflicts: tuple[Conflict, ...]
    agreed_at: str
    joined: bool
    customers: Mapping[str, str] = field(default_factory=dict)
    """The name of the customer of each case that something waits for."""
    waiting: Mapping[str, int] = field(default_factory=dict)
    """How many records of each case wait to be sent."""
    asked: Mapping[str, str] = field(default_factory=dict)
    """What is asked, by the item of the checklist that a conflict is about."""


def case_rows(
    ws: Workspace, search: str = "", after: ListKey | None = None, limit: int = LIST_PAGE
) -> tuple[CaseRow, ...]:
    """So many of the cases on this tablet that match, soonest deadline first, after that one.

    `search` is any part of name, address, application number or phone.
    """
    today, calendar = ws.clock.now().astimezone(CHINA).date(), ws.reference.calendar
    with ws.read() as unit:
        found = unit.index.page(search, after, limit)
    texts = {row[_CLOCK] for row in found}  # by place: by name it takes nine times as long
    seen = {text: _seen(text, calendar, today) for text in texts}
    row = CaseRow._make
    return tuple(
        row((case_id, no, name, place, group, _STATUS[status], seen[text], unsent, due, number))
        for number, case_id, no, name, place, group, status, due, text, unsent in found
    )


@lru_cache(maxsize=1024)  # cases of one day have one clock
def _seen(text: str, calendar: Calendar, today: date) -> DueClock | None:
    clock = msgspec.json.decode(text, type=DueClock) if text else None
    return seen_on(clock, calendar, today) if clock else None


def case_page(ws: Workspace, case_id: str) -> CasePage:
    """The page of one case.

    Raises:
        UnknownRecord: there is no such case here.
    """
    with ws.read() as unit:
        case = unit.get(ConnectionCase, case_id)
        events = unit.find(CaseEvent, case_id)
        entry = surveyed(ws, unit, case)
        equipment = unit.find(Equipment, case_id)
        planned = planned_devices(entry, case) if entry is not None else ()
        noted = {device.kind for device in equipment}
        found = clocks(
            case, events, ws.reference.time_limits, ws.reference.calendar, ws.clock.now()
        )
        return CasePage(
            case=case,
            state=project(case, events),
            clocks=found,
            events=events,
            equipment=equipment,
            photos_waiting=_photos_waiting(unit, unit.find(Photo, case_id)),
            planned=tuple(device for device in planned if device.kind not in noted),
            inspections=unit.find(Inspection, case_id),
            defects=unit.find(Defect, case_id),
            photos=unit.find(Photo, case_id),
            loads=unit.find(LoadProfile, case_id),
            reports=unit.find(Report, case_id),
            signatures=unit.find(Signature, case_id),
            unsent=unit.outbox.count_of_case(case_id),
        )


def inspection_page(ws: Workspace, inspection_id: str) -> InspectionPage:
    """One visit as it stands, with what is typed and not recorded yet.

    Raises:
        UnknownRecord: there is no such inspection here.
    """
    with ws.read() as unit:
        visit = visit_state(ws, unit, unit.working(Inspection, inspection_id))
        case = visit.case
        reports = [r for r in unit.find(Report, case.id) if r.inspection_id == inspection_id]
        rules = ws.reference.loads if visit.entry is not None else None
        return InspectionPage(
            inspection=visit.inspection,
            case=case,
            clock=_open_clock(ws, case, visit.events),
            findings=visit.findings,
            defects=visit.defects,
            photos=visit.photos,
            before=visit.before,
            loads=unit.find(LoadProfile, case.id),
            missing=visit.missing,
            report=reports[-1] if reports else None,
            unsent=unit.outbox.count_of_case(case.id),
            entry=visit.entry,
            demand=demand_of_entry(visit.entry, rules) if visit.entry and rules else None,
            categories=rules.categories if rules else {},
            files=_files_of(unit, (*visit.photos, *visit.before)),
            carried=visit.carried,
        )


def report_page(ws: Workspace, report_id: str) -> ReportPage:
    """One paper with the newest of its PDFs.

    Raises:
        UnknownRecord: there is no such report here.
        DigestMismatch: its file is damaged or not here yet.
    """
    with ws.read() as unit:
        report = unit.get(Report, report_id)
        case = unit.get(ConnectionCase, report.case_id)
        signatures = tuple(s for s in unit.find(Signature, case.id) if s.report_id == report_id)
        clock = _open_clock(ws, case, unit.find(CaseEvent, case.id))
    done = len(signatures)
    pdf = ws.blobs.get(signatures[-1].pdf if signatures else report.pdf)
    return ReportPage(
        report=report,
        case=case,
        clock=clock,
        signatures=signatures,
        pdf=pdf,
        seen=as_seen(pdf),
        next_role=report.expected[done] if done < len(report.expected) else None,
    )


def report_rows(ws: Workspace, case_id: str | None = None) -> tuple[ReportRow, ...]:
    """Every paper (of one case), the newest first."""
    with ws.read() as unit:
        cases = {case.id: case for case in unit.find(ConnectionCase)}
        signatures = unit.find(Signature, case_id)
        reports = unit.find(Report, case_id)
    last: dict[str, int] = {}
    for report in reports:
        last[report.inspection_id] = max(report.revision, last.get(report.inspection_id, 0))
    rows = (
        ReportRow(
            report,
            cases[report.case_id],
            tuple(s for s in signatures if s.report_id == report.id),
            last[report.inspection_id] if report.revision < last[report.inspection_id] else None,
        )
        for report in reports
        if report.case_id in cases
    )
    return tuple(sorted(rows, key=lambda row: row.report.issued_at, reverse=True))


def sync_page(ws: Workspace) -> SyncPage:
    """What waits here and what the centre has."""
    with ws.read() as unit:
        lines = unit.outbox.all()
        counts = unit.shelf.counts()
        standing = unit.inbox.standing()
        conflicts = tuple(unit.inbox.open_conflicts())
        named = {conflict.case_id for conflict in conflicts}
        return SyncPage(
            kept=len(unit.drafts.kept()),
            queued=sum(line.state is LineState.QUEUED for line in lines),
            received=sum(line.state is LineState.RECEIVED for line in lines),
            refused=tuple(line for line in lines if line.state is LineState.REFUSED),
            files_waiting=tuple(unit.shelf.to_send()),
            files_received=counts.get(BlobState.RECEIVED, (0, 0))[0],
            attention=tuple(unit.shelf.in_state(BlobState.ATTENTION)),
            conflicts=conflicts,
            agreed_at=standing.agreed_at,
            joined=unit.settings.get("centre_url") is not None,
            customers=unit.index.names({line.change.case_id for line in lines} | named),
            waiting=Counter(x.change.case_id for x in lines if x.state is LineState.QUEUED),
            asked=_asked(ws, unit, conflicts),
        )


def last_place(ws: Workspace) -> Place | None:
    """Where the person was when the program ended, however it ended."""
    with ws.read() as unit:
        return unit.drafts.place()


def record_counts(ws: Workspace) -> dict[str, int]:
    """How many records of each kind are here."""
    with ws.read() as unit:
        table = tables.record
        counts: dict[str, int] = {}
        for (kind,) in unit.connection.execute(select(table.c.kind)):
            counts[kind] = counts.get(kind, 0) + 1
        return counts


def _open_clock(
    ws: Workspace, case: ConnectionCase, events: Iterable[CaseEvent]
) -> DueClock | None:
    rules = ws.reference
    return open_clock(clocks(case, events, rules.time_limits, rules.calendar, ws.clock.now()))


def _asked(ws: Workspace, unit: Unit, conflicts: Iterable[Conflict]) -> dict[str, str]:
    """What the checklist says of each item that two people have answered differently."""
    found: dict[str, str] = {}
    for conflict in conflicts:
        if conflict.kind == "inspection" and conflict.path[0] == "answers":
            visit = unit.get(Inspection, conflict.record_id)
            with suppress(RulesDamaged):  # an old checklist that is not here any more
                checklist = ws.reference.checklist(visit.checklist, visit.checklist_version)
                found |= {i.id: i.zh for s in checklist.sections for i in s.items}
    return found


def _files_of(unit: Unit, photos: Iterable[Photo]) -> dict[Digest, BlobState]:
    return unit.shelf.states({d for photo in photos for d in (photo.bounded, photo.original)})


def _photos_waiting(unit: Unit, photos: Sequence[Photo]) -> int:
    states = _files_of(unit, photos)
    away = {digest for digest, state in states.items() if state is not BlobState.RECEIVED}
    return sum(bool(away & {photo.bounded, photo.original}) for photo in photos)
