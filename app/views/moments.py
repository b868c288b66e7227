"""What several pages tell of one moment of the store."""

from collections.abc import Iterable

from app.domain.case import CaseEvent, ConnectionCase
from app.domain.deadline import clocks
from app.domain.due_clock import DueClock, open_clock
from app.domain.evidence import Photo
from app.ids import Digest
from app.workspace import (
    BlobState,
    Unit,
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


def files_of(unit: Unit, photos: Iterable[Photo]) -> dict[Digest, BlobState]:
    """Where the files of these photos are."""
    return unit.shelf.states({d for photo in photos for d in (photo.bounded, photo.original)})
