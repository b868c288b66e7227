"""What several pages tell of one moment of the store."""

from collections.abc import Iterable

from app.domain.case import CaseEvent, ConnectionCase
from app.domain.deadline import clocks
from app.domain.due_clock import DueClock, open_clock
from app.workspace import (
    Workspace,
)


def open_clock_of(
    ws: Workspace, case: ConnectionCase, events: Iterable[CaseEvent]
) -> DueClock | None:
    """The soonest of the clocks of this case that has not stopped."""
    rules = ws.reference
    now = ws.clock.now()
    found = clocks(case, events, rules.time_limits, rules.calendar, now, rules.policy)
    return open_clock(found)
