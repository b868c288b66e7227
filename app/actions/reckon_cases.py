"""Bring the list of cases up to date with today's rules and, where it matters, with today."""

from app.clock import CHINA
from app.domain.deadline import stamp_of_day
from app.workspace import Workspace

AT_ONCE = 200
"""Cases in one transaction: so many that nobody waits long behind it."""


def reckon_cases(ws: Workspace, after: str = "", limit: int = AT_ONCE) -> tuple[int, str]:
    """Make some rows anew that are out of date; tells how many, and after which case to go on.

    That is "" at the end.

    Raises:
        RulesDamaged: the time limits or the calendar cannot be read.
    """
    rules, today = ws.reference.times_stamp, ws.clock.now().astimezone(CHINA).date()
    assert ws.reference.time_limits.rules  # read before anything is written
    with ws.unit("reckon_cases") as unit:
        found = unit.index.out_of_date(rules, stamp_of_day(rules, today), after, limit)
        for case_id in found:
            unit.list_anew(case_id)
    return len(found), found[-1] if len(found) == limit else ""
