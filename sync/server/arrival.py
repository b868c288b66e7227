"""What the centre adds to an event when it comes: what it alone can tell, and only at that moment.

It stands in the record from then on, so that both ends project the same from it: whether an
application had its minimum when it was submitted, and how far ahead of the centre's clock the
event is dated. A tablet's own word on the minimum is replaced by that of the centre; without it the
record of the day is looked at, as for events of before.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, select

from app import codec
from app.domain.case import AHEAD_S, GIVEN, MINIMUM, SKEW_S, CaseEvent, ConnectionCase
from app.domain.change import Plain
from app.domain.guard import has_minimum
from sync.server import sealing, tables

_SUBMITTED: Final = "application.submitted"
_record = tables.record


def as_taken(
    connection: Connection, org: str, body: Mapping[str, Plain], now: datetime
) -> dict[str, Plain]:
    """The event as plain JSON, as it is stored; what it said stays."""
    event = codec.decode(CaseEvent, body)
    facts = {name: text for name, text in event.facts.items() if name != MINIMUM}
    if event.guarded and event.code == _SUBMITTED:
        case = _case(connection, org, event.case_id)
        facts |= {MINIMUM: GIVEN} if has_minimum(case, facts) else {}
    ahead_s = round((event.occurred_at - now).total_seconds())
    # One that comes again, to a centre restored from a backup, keeps what was noted at first.
    if ahead_s > max(SKEW_S, event.ahead_s):
        facts[AHEAD_S] = str(ahead_s)
    return dict(body) if facts == event.facts else {**body, "facts": facts}


def _case(connection: Connection, org: str, case_id: str) -> ConnectionCase:
    query = select(_record.c.body).where(
        _record.c.org == org, _record.c.kind == "case", _record.c.id == case_id
    )
    body = connection.execute(query).scalar_one()
    return codec.decode(ConnectionCase, sealing.opened(connection, org, case_id, body))
