"""What the office's pages show: rows and one case, read within a person's scope."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import msgspec
from sqlalchemy import Connection, select

from app import codec
from app.domain.case import CaseEvent, ConnectionCase
from app.domain.deadline import ClockState, DueClock, clocks
from app.domain.defect import Defect
from app.domain.equipment import Equipment
from app.domain.evidence import Photo
from app.domain.inspection import Inspection
from app.domain.load import LoadProfile
from app.domain.process import TERMINAL, CaseState, project
from app.domain.report import Report, Signature
from app.errors import UnknownRecord
from app.ids import Digest
from app.reference.library import Reference
from sync.server import feed, tables
from sync.server.accounts import Account

_record, _stored, _device = tables.record, tables.stored, tables.device


@dataclass(frozen=True)
class CaseLine:
    """One line of the list of cases."""

    case: ConnectionCase
    state: CaseState
    clock: DueClock | None
    """The open clock that ends first."""
    last_at: datetime | None
    """When something last happened to it."""

    @property
    def is_open(self) -> bool:
        """Whether anything is still to be done."""
        return self.state.status not in TERMINAL


@dataclass(frozen=True)
class CaseFile:
    """Everything the centre has of one case."""

    case: ConnectionCase
    state: CaseState
    clocks: tuple[DueClock, ...]
    equipment: tuple[Equipment, ...]
    inspections: tuple[Inspection, ...]
    defects: tuple[Defect, ...]
    photos: tuple[Photo, ...]
    loads: tuple[LoadProfile, ...]
    reports: tuple[Report, ...]
    signatures: tuple[Signature, ...]
    here: frozenset[Digest]
    """Files that have arrived whole; the others are still on a tablet."""

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


def case_lines(
    connection: Connection, account: Account, reference: Reference, now: datetime, search: str = ""
) -> tuple[CaseLine, ...]:
    """The cases that this person may see and that hold the words; soonest due first."""
    cases, events = _cases_and_events(connection, account)
    lines = [
        _line(case, events[case.id], reference, now)
        for case in cases
        if search.strip().casefold() in _words_of(case)
    ]
    return tuple(sorted(lines, key=_urgency))


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
    )
    found: dict[str, list[codec.Record]] = defaultdict(list)
    for kind, body in connection.execute(query.order_by(_record.c.id)):
        plain = msgspec.json.decode(body)
        if "withdrawn_at" not in plain:
            found[kind].append(codec.decode(codec.KINDS[kind], plain))
    if not found["case"]:
        raise UnknownRecord("case", case_id)
    return _file_of(found, reference, now, _here(connection, account))


def device_lines(connection: Connection, account: Account) -> tuple[DeviceLine, ...]:
    """The tablets of the organisation (or this person's own), the longest unheard of first."""
    query = select(_device).where(_device.c.org == account.org, _device.c.certificate != "")
    if not feed.sees_all(account):
        query = query.where(_device.c.user == account.user)
    return tuple(
        DeviceLine(
            row.label or row.id,
            row.user,
            row.waiting_changes,
            row.waiting_files,
            datetime.fromisoformat(row.seen_at) if row.seen_at else None,
        )
        for row in connection.execute(query.order_by(_device.c.seen_at))
    )


def _cases_and_events(
    connection: Connection, account: Account
) -> tuple[list[ConnectionCase], Mapping[str, list[CaseEvent]]]:
    query = select(_record.c.kind, _record.c.body).where(
        _record.c.org == account.org,
        _record.c.kind.in_(("case", "event")),
        feed.visible(account, _record.c.case_id),
    )
    cases: list[ConnectionCase] = []
    events: dict[str, list[CaseEvent]] = defaultdict(list)
    for kind, body in connection.execute(query):
        if kind == "case":
            cases.append(msgspec.json.decode(body, type=ConnectionCase))
        else:
            event = msgspec.json.decode(body, type=CaseEvent)
            events[event.case_id].append(event)
    return cases, events


def _line(
    case: ConnectionCase, events: list[CaseEvent], reference: Reference, now: datetime
) -> CaseLine:
    found = clocks(case, events, reference.time_limits, reference.calendar, now)
    running = [clock for clock in found if clock.state is not ClockState.STOPPED]
    return CaseLine(
        case=case,
        state=project(case, events),
        clock=running[0] if running else None,
        last_at=max((event.occurred_at for event in events), default=None),
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
        state=project(case, events),  # type: ignore[arg-type]
        clocks=clocks(case, events, limits, calendar, now),  # type: ignore[arg-type]
        equipment=tuple(found["equipment"]),  # type: ignore[arg-type]
        inspections=tuple(found["inspection"]),  # type: ignore[arg-type]
        defects=tuple(found["defect"]),  # type: ignore[arg-type]
        photos=tuple(found["photo"]),  # type: ignore[arg-type]
        loads=tuple(found["load_profile"]),  # type: ignore[arg-type]
        reports=tuple(found["report"]),  # type: ignore[arg-type]
        signatures=tuple(found["signature"]),  # type: ignore[arg-type]
        here=here,
    )


def _here(connection: Connection, account: Account) -> frozenset[Digest]:
    query = select(_stored.c.digest).where(_stored.c.org == account.org)
    return frozenset(Digest(digest) for (digest,) in connection.execute(query))


def _words_of(case: ConnectionCase) -> str:
    customer = case.customer
    told = (case.application_no, customer.name, customer.contact_phone, case.site.address)
    return " ".join(told).casefold()


def _urgency(line: CaseLine) -> tuple[bool, int, str]:
    if line.clock is None:
        return (True, 0, line.case.application_no)
    return (False, line.clock.left, line.case.application_no)
