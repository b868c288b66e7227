"""What taking work orders in would do, each weighed against the case known by its number."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, select

from app import codec
from app.domain.case import CaseEvent, ConnectionCase
from app.domain.change import Change, Path
from app.domain.flags import Policy
from app.domain.names import minute
from app.domain.privacy import masked
from app.domain.process import TERMINAL, CaseState, project, why_not
from app.domain.work_order import (
    CORRECTED,
    UNASKED,
    Choice,
    FieldChange,
    IntakeRow,
    OrderTable,
    RowFate,
    RowFault,
    WorkOrder,
)
from app.ids import DeviceId, RecordId, UserId
from sync.server import accounts, sealing, tables

DEVICE: Final = "import"
"""The device on which changes from a file are made, so that a field's last writer is known."""

AT_ONCE: Final = 50
"""Work orders looked up by one query, and taken in by one transaction."""

_FIXED_BY_SURVEY: Final = frozenset(
    {"customer_class", "use_class", "applied_capacity_kva", "supply_kv", "importance"}
)
"""Fixed by the site survey; afterwards they change by a procedure of their own."""

SAID_BY_FILE: Final[Mapping[str, Mapping[str, str]]] = {
    "application.submitted": {"identity": "marketing_system"},
    "application.accepted": {"materials": "complete", "source": "marketing_system"},
}
"""What an event from a file says: the marketing system holds the identity and has seen the papers,
and takes an application for accepted only when they are complete."""

_NUMBERS: Final = frozenset({"applied_capacity_kva", "existing_capacity_kva", "supply_kv"})
_line, _record, _change = tables.case_line, tables.record, tables.change


@dataclass(frozen=True)
class Known:
    """A case as it stands at the centre."""

    rev: int
    plain: Mapping[str, Any]
    state: CaseState


@dataclass(frozen=True)
class Weighed:
    """What becomes of one work order, and the edits that do it."""

    row: IntakeRow
    order: WorkOrder
    fields: Mapping[Path, Any]
    """The case's fields as they shall be; only of a new or a changed case."""
    known: Known | None
    events: tuple[tuple[str, datetime], ...] = ()


def weigh(
    connection: Connection,
    org: str,
    table: OrderTable,
    orders: Sequence[WorkOrder],
    choice: Choice,
    policy: Policy,
) -> Iterator[Weighed]:
    """What becomes of each of these work orders when the clerk has chosen so.

    Where a known case stands is told by the centre's own policy.
    """
    people = accounts.people(connection, org)
    for start in range(0, len(orders), AT_ONCE):
        some = orders[start : start + AT_ONCE]
        cases = _cases_by_number(connection, org, [o.application_no for o in some])
        for order in some:
            managers = _managers(order.manager, people)
            ids = cases.get(order.application_no, [])
            if not ids:
                yield _new(order, org, managers)
            elif len(ids) > 1:
                yield _several(order, table)
            else:
                known = _known(connection, org, ids[0], policy)
                writers = _last_writers(connection, org, ids[0])
                others = _Others(table, writers, choice, policy)
                yield _again(order, known, others, managers)


def _new(order: WorkOrder, org: str, managers: Sequence[str]) -> Weighed:
    fields: dict[Path, Any] = {("use_class",): "", ("org",): org, **order.fields}
    fields[("application_no",)] = order.application_no
    if len(managers) == 1:
        fields[("team",)] = [managers[0]]
    events = [("application.submitted", order.submitted_at)]
    if order.accepted_at is not None:
        events.append(("application.accepted", order.accepted_at))
    row = _row(order, RowFate.NEW, remarks=_remarks(order, managers))
    return Weighed(row, order, fields, None, tuple(events))


def _several(order: WorkOrder, table: OrderTable) -> Weighed:
    fault = RowFault(table.named(("application_no",)), "several_cases", order.application_no)
    return Weighed(_row(order, RowFate.REFUSED, faults=(fault,)), order, {}, None)


@dataclass(frozen=True)
class _Others:
    """What decides between the file's word and ours."""

    table: OrderTable
    writers: Mapping[Path, str]
    choice: Choice
    policy: Policy

    def why_kept(self, number: str, path: Path, state: CaseState) -> str:
        """Why the file does not overwrite this field; empty when it does."""
        return self.choice.kept(number, self.named(path), self._why(path, state))

    def named(self, path: Path) -> str:
        """What people call this field."""
        return self.table.named(("manager",) if path == ("team",) else path)

    def shown(self, path: Path, value: Any) -> str:
        """This value of the field as it is told: an identity number masked."""
        secret = any(column.identity and column.path == path for column in self.table.columns)
        return masked(_told(value)) if secret else _told(value)

    def _why(self, path: Path, state: CaseState) -> str:
        if state.status in TERMINAL:
            return "closed"
        surveyed = any(event.code == "survey.completed" for event in state.taken)
        if surveyed and path[0] in _FIXED_BY_SURVEY:
            return "survey"
        return "" if self.writers.get(path, DEVICE) == DEVICE else CORRECTED


def _again(order: WorkOrder, known: Known, others: _Others, managers: Sequence[str]) -> Weighed:
    """A case that is known: what the file says otherwise, taken over or told."""
    ours = codec.fields("case", known.plain)
    theirs: dict[Path, Any] = dict(order.fields)
    team = known.plain.get("team", [])
    if len(managers) == 1 and team[:1] != [managers[0]]:
        theirs[("team",)] = [managers[0], *(user for user in team if user != managers[0])]
    fields, changes = dict(ours), []
    for path, value in sorted(theirs.items()):
        if _same(path, ours.get(path), value):
            continue
        kept = others.why_kept(order.application_no, path, known.state)
        if not kept:
            fields[path] = value
        named = others.named(path)
        sides = others.shown(path, ours.get(path)), others.shown(path, value)
        changes.append(FieldChange(named, *sides, kept))
    events, told = _missing_events(order, known, others)
    changes += told
    taken_over = any(not change.kept for change in changes)
    fate = RowFate.CHANGED if taken_over else RowFate.DIFFERS if changes else RowFate.SAME
    remarks = _remarks(order, managers)
    row = _row(order, fate, str(known.plain["id"]), fields=tuple(changes), remarks=remarks)
    return Weighed(row, order, fields, known, events)


def _missing_events(
    order: WorkOrder, known: Known, others: _Others
) -> tuple[tuple[tuple[str, datetime], ...], list[FieldChange]]:
    """What the file says has happened and we do not know of, and where it tells another time."""
    events: list[tuple[str, datetime]] = []
    told: list[FieldChange] = []
    case = codec.decode(ConnectionCase, known.plain)
    state = known.state
    for code, field, at in (
        ("application.submitted", "submitted_at", order.submitted_at),
        ("application.accepted", "accepted_at", order.accepted_at),
    ):
        if at is None:
            continue
        there = [event.occurred_at for event in state.taken if event.code == code]
        if at in there:
            continue
        kept = "event" if there else "stage" if _why_not(case, state, code, at, others) else ""
        if not kept:
            event = _event_of(case, code, at)
            state = project(case, (*state.taken, event), others.policy)
            if others.choice.changes:
                events.append((code, at))
            else:
                kept = UNASKED
        ours = minute(there[0]) if there else ""
        told.append(FieldChange(others.table.named((field,)), ours, minute(at), kept))
    return tuple(events), told


def _event_of(case: ConnectionCase, code: str, at: datetime) -> CaseEvent:
    """The event only as far as the process looks at it."""
    facts = SAID_BY_FILE[code]
    device = DeviceId(DEVICE)
    return CaseEvent(RecordId("~"), case.id, case.org, code, at, UserId(""), "", device, facts)


def _why_not(
    case: ConnectionCase, state: CaseState, code: str, at: datetime, others: _Others
) -> str:
    return why_not(case, state, code, SAID_BY_FILE[code], at=at, policy=others.policy)


def _row(
    order: WorkOrder,
    fate: RowFate,
    case_id: str = "",
    fields: tuple[FieldChange, ...] = (),
    faults: tuple[RowFault, ...] = (),
    remarks: tuple[str, ...] = (),
) -> IntakeRow:
    name = order.fields[("customer", "name")]
    return IntakeRow(order.line, order.application_no, name, fate, case_id, fields, faults, remarks)


def _managers(said: str, people: Iterable[accounts.Person]) -> tuple[str, ...]:
    """The users that are meant by this name; by user name it is one at most."""
    found = tuple(person.user for person in people if said and said in (person.user, person.name))
    return (said,) if said in found else found


def _remarks(order: WorkOrder, managers: Sequence[str]) -> tuple[str, ...]:
    if not order.manager or len(managers) == 1:
        return ()
    return (f"{'several_accounts' if managers else 'no_account'}:{order.manager}",)


def _same(path: Path, ours: Any, theirs: Any) -> bool:
    if path[0] in _NUMBERS and ours is not None:
        return Decimal(ours) == Decimal(theirs)
    return bool(ours == theirs)


def _told(value: Any) -> str:
    return "、".join(value) if isinstance(value, list) else str(value or "")


def _cases_by_number(
    connection: Connection, org: str, numbers: Sequence[str]
) -> dict[str, list[str]]:
    query = select(_line.c.application_no, _line.c.case_id).where(
        _line.c.org == org, _line.c.application_no.in_(numbers)
    )
    found: dict[str, list[str]] = {}
    for number, case_id in connection.execute(query):
        found.setdefault(number, []).append(case_id)
    return found


def _known(connection: Connection, org: str, case_id: str, policy: Policy) -> Known:
    query = select(_record.c.kind, _record.c.rev, _record.c.body).where(
        _record.c.org == org,
        _record.c.case_id == case_id,
        _record.c.kind.in_(("case", "event")),
    )
    rows = connection.execute(query).all()
    (case,) = (row for row in rows if row.kind == "case")
    plain = sealing.opened(connection, org, case_id, case.body)
    events = [
        codec.decode(CaseEvent, msgspec.json.decode(r.body)) for r in rows if r.kind == "event"
    ]
    return Known(case.rev, plain, project(codec.decode(ConnectionCase, plain), events, policy))


def _last_writers(connection: Connection, org: str, case_id: str) -> dict[Path, str]:
    """On which device each field of this case was written last."""
    query = (
        select(_change.c.device, _change.c.body)
        .where(_change.c.org == org, _change.c.kind == "case", _change.c.record_id == case_id)
        .order_by(_change.c.rev)
    )
    writers: dict[Path, str] = {}
    for device, body in connection.execute(query):
        change = msgspec.json.decode(body, type=Change)
        writers.update({edit.path: device for edit in change.edits})
    return writers
