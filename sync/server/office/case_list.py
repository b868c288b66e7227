"""The list of cases: one page of it, in order of urgency, within a person's scope and a search."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, and_, func, select, true, tuple_

from app.clock import CHINA
from app.domain.due_clock import ClockState, OpenClock, days_left
from app.reference.library import Reference
from sync.server import case_lines, paper_standings, scope, tables
from sync.server.accounts import Account

PAGE: Final = 100
"""Cases on one page."""

_line = tables.case_line


@dataclass(frozen=True)
class CaseLine:
    """One line of the list of cases."""

    case_id: str
    application_no: str
    name: str
    address: str
    customer_class: str
    status: str
    clock: OpenClock | None
    """The open clock that ends first."""
    last_at: datetime | None
    """When something last happened to it."""
    has_unsound_paper: bool = False
    """Whether the file of one of its papers has proved bad, and nothing has mended it."""


@dataclass(frozen=True)
class Place:
    """Where a page begins: behind this line."""

    rank: str = ""
    case_id: str = ""


@dataclass(frozen=True)
class CasePage:
    """A page of the list, how many there are in all, and where the next page begins."""

    lines: tuple[CaseLine, ...]
    count: int
    late: int
    next: Place | None
    in_trouble: frozenset[str] = frozenset()
    """All cases of this person's with a bad paper, on this page or not."""


def case_page(
    connection: Connection,
    account: Account,
    reference: Reference,
    now: datetime,
    search: str = "",
    after: Place = Place(),
    *,
    closed: bool = False,
) -> CasePage:
    """The cases that this person may see and that hold the words, soonest due first."""
    today = now.astimezone(CHINA).date()
    wanted = and_(_scope(account, closed=closed), _holds(search))
    order = tuple_(_line.c.rank, _line.c.case_id)
    query = (
        select(_line)
        .where(wanted, order > tuple_(after.rank, after.case_id))
        .order_by(_line.c.rank, _line.c.case_id)
        .limit(PAGE + 1)
    )
    rows = connection.execute(query).all()
    shown, more = rows[:PAGE], len(rows) > PAGE
    overdue_before = case_lines.running_rank(today.isoformat())
    if more or after != Place():
        count, late = _counts(connection, wanted, overdue_before)
    else:  # all are here, and to count them would be to search them all once more
        count, late = len(rows), sum(row.rank < overdue_before for row in rows)
    trouble = paper_standings.cases_in_trouble(connection, account)
    return CasePage(
        lines=tuple(_shown(row, reference, today, trouble) for row in shown),
        count=count,
        late=late,
        next=Place(shown[-1].rank, shown[-1].case_id) if more else None,
        in_trouble=trouble,
    )


def every_line(
    connection: Connection,
    account: Account,
    reference: Reference,
    now: datetime,
    search: str,
    most: int,
    *,
    closed: bool,
) -> tuple[CaseLine, ...]:
    """Up to so many of those cases at once, in the same order."""
    today = now.astimezone(CHINA).date()
    wanted = and_(_scope(account, closed=closed), _holds(search))
    query = select(_line).where(wanted).order_by(_line.c.rank, _line.c.case_id).limit(most)
    trouble = paper_standings.cases_in_trouble(connection, account)
    return tuple(_shown(row, reference, today, trouble) for row in connection.execute(query))


def _counts(
    connection: Connection, wanted: ColumnElement[bool], overdue_before: str
) -> tuple[int, int]:
    """How many there are, and how many of them are overdue: those stand first in the index."""
    every = select(func.count()).select_from(_line).where(wanted)
    late = every.where(_line.c.rank < overdue_before)
    return connection.execute(every).scalar_one(), connection.execute(late).scalar_one()


def _scope(account: Account, *, closed: bool) -> ColumnElement[bool]:
    still_open = true() if closed else _line.c.rank < case_lines.CLOSED_RANK
    return and_(_line.c.org == account.org, still_open, scope.visible(account, _line.c.case_id))


def _holds(search: str) -> ColumnElement[bool]:
    """Every word of the search stands somewhere in the case's names, numbers and address."""
    words = search.casefold().split()
    return and_(true(), *(_line.c.words.contains(word, autoescape=True) for word in words))


def _shown(row: Any, reference: Reference, today: date, trouble: frozenset[str]) -> CaseLine:
    return CaseLine(
        case_id=row.case_id,
        application_no=row.application_no,
        name=row.name,
        address=row.address,
        customer_class=row.customer_class,
        status=row.status,
        clock=_clock(row, reference, today) if row.clock else None,
        last_at=datetime.fromisoformat(row.last_at) if row.last_at else None,
        has_unsound_paper=row.case_id in trouble,
    )


def _clock(row: Any, reference: Reference, today: date) -> OpenClock:
    due_on = date.fromisoformat(row.due_on)
    return OpenClock(
        key=row.clock,
        state=ClockState(row.clock_state),
        due_on=due_on,
        provisional=row.provisional,
        left=days_left(due_on, today, reference.calendar.of(row.org)),
    )
