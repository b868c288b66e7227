"""One narrow row a case, for the office's list and for finding a case by its number.

Made of the records in the transaction that changes them, so that no page decodes every case. The
rows depend on the records and the rules alone, not on the day they were made; only a case whose
clock is paused moves on while nothing happens, so it stands behind those that run.
"""

import logging
from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, delete, func, insert, select, update

from app import codec
from app.domain.case import CaseEvent, ConnectionCase
from app.domain.deadline import clocks
from app.domain.due_clock import ClockState, DueClock
from app.domain.process import TERMINAL, project
from app.reference.library import Reference
from sync.server import sealing, tables
from sync.server.unit import CentreStore

KINDS: Final = frozenset({"case", "event"})
"""Records that a line is made of."""

CLOSED_RANK: Final = "4"
"""Lines of this rank and behind it are cases where nothing is left to do."""

_RUNNING, _PAUSED, _NO_CLOCK = "1", "2", "3"
_LAYOUT: Final = 2
_AT_ONCE: Final = 400
_MADE_BY: Final = "case_lines"
_line, _record, _meta = tables.case_line, tables.record, tables.meta
_log = logging.getLogger("kanyan.centre")


def refresh(
    connection: Connection,
    org: str,
    case_ids: Collection[str],
    reference: Reference,
    now: datetime,
) -> None:
    """Make the lines of these cases anew, in the transaction that changed their records."""
    if not case_ids:
        return
    found = _cases(connection, org, case_ids)
    lines = [_made(case, events, reference, now) for case, events in found]
    connection.execute(delete(_line).where(_line.c.org == org, _line.c.case_id.in_(case_ids)))
    if lines:
        connection.execute(insert(_line), lines)


def rebuild(store: CentreStore, reference: Reference, now: datetime) -> int:
    """Make all lines anew when they are missing or were made by other rules; returns how many."""
    rules = _rules(reference)
    with store.read() as connection:
        if _made_by(connection) == rules and not _missing(connection):
            return 0
        cases = select(_record.c.org, _record.c.id).where(_record.c.kind == "case")
        keys = [(row.org, row.id) for row in connection.execute(cases)]
    if keys:
        _log.warning("the list of %d cases is made anew", len(keys))
    by_org: dict[str, list[str]] = defaultdict(list)
    for org, case_id in keys:
        by_org[org].append(case_id)
    for org, ids in by_org.items():
        for start in range(0, len(ids), _AT_ONCE):
            with store.write() as connection:
                refresh(connection, org, ids[start : start + _AT_ONCE], reference, now)
    with store.write() as connection:
        _note_rules(connection, rules)
    return len(keys)


def running_rank(day: str) -> str:
    """The rank of a clock that runs out on this day; everything before it is overdue by then."""
    return _RUNNING + day


def _cases(
    connection: Connection, org: str, case_ids: Iterable[str]
) -> list[tuple[ConnectionCase, list[CaseEvent]]]:
    query = select(_record.c.kind, _record.c.case_id, _record.c.body).where(
        _record.c.org == org, _record.c.case_id.in_(case_ids), _record.c.kind.in_(sorted(KINDS))
    )
    cases: list[ConnectionCase] = []
    events: dict[str, list[CaseEvent]] = defaultdict(list)
    for kind, case_id, body in connection.execute(query):
        if kind == "case":
            # What is sealed counts too: a case without an identity was never submitted.
            whole = sealing.opened(connection, org, case_id, body)
            cases.append(codec.decode(ConnectionCase, whole))
        else:
            events[case_id].append(codec.decode(CaseEvent, msgspec.json.decode(body)))
    return [(case, events[case.id]) for case in cases if case.withdrawn_at is None]


def _made(
    case: ConnectionCase, events: list[CaseEvent], reference: Reference, now: datetime
) -> dict[str, Any]:
    found = clocks(case, events, reference.time_limits, reference.calendar, now, reference.policy)
    status = project(case, events, reference.policy).status
    clock = _first(found) if status not in TERMINAL else None
    last = max((event.occurred_at for event in events), default=None)
    return {
        "org": case.org,
        "case_id": case.id,
        "application_no": case.application_no,
        "name": case.customer.name,
        "address": case.site.address,
        "customer_class": case.customer_class.value,
        "status": status.value,
        "rank": CLOSED_RANK if status in TERMINAL else _rank(clock),
        "clock": clock.key if clock else "",
        "clock_state": clock.state.value if clock else "",
        "due_on": clock.due_on.isoformat() if clock else "",
        "provisional": clock is not None and clock.provisional,
        "last_at": last.astimezone(UTC).isoformat() if last else "",
        "words": _words(case),
    }


def _first(found: Iterable[DueClock]) -> DueClock | None:
    """The clock that runs out first; one that is paused only where none runs."""
    still = [clock for clock in found if clock.state is not ClockState.STOPPED]
    return min(still, key=lambda c: (c.state is ClockState.PAUSED, c.due_on), default=None)


def _rank(clock: DueClock | None) -> str:
    if clock is None:
        return _NO_CLOCK
    paused = clock.state is ClockState.PAUSED
    return (_PAUSED if paused else _RUNNING) + clock.due_on.isoformat()


def _words(case: ConnectionCase) -> str:
    customer = case.customer
    told = (case.application_no, case.customer_no or "", customer.name, customer.contact_name)
    return "\n".join((*told, customer.contact_phone, case.site.address)).casefold()


def _rules(reference: Reference) -> str:
    return codec.digest([_LAYOUT, reference.times_stamp])


def _missing(connection: Connection) -> bool:
    """Whether a case that is not withdrawn may be without its line."""
    cases = select(func.count()).select_from(_record).where(_record.c.kind == "case")
    lines = select(func.count()).select_from(_line)
    known = connection.execute(lines).scalar_one() + _withdrawn(connection)
    return bool(connection.execute(cases).scalar_one() != known)


def _withdrawn(connection: Connection) -> int:
    query = select(func.count()).where(
        _record.c.kind == "case", _record.c.body.contains('"withdrawn_at":')
    )
    return int(connection.execute(query).scalar_one())


def _made_by(connection: Connection) -> str | None:
    query = select(_meta.c.value).where(_meta.c.name == _MADE_BY)
    return connection.execute(query).scalar()


def _note_rules(connection: Connection, rules: str) -> None:
    if _made_by(connection) is None:
        connection.execute(insert(_meta).values(name=_MADE_BY, value=rules))
    else:
        connection.execute(update(_meta).where(_meta.c.name == _MADE_BY).values(value=rules))
