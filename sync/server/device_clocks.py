"""Where the clock of a tablet could not be right: told to the office, and never a reason to drop.

An event counts from the moment that its device says (domain process reference, section 7). Three
things show that the device may be wrong: the event lies ahead of the centre's clock when it comes;
the tablet itself had measured, at its last exchange, that it was off; its trail, whose lines are
numbered, goes back in time from one line to the next.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import Connection, insert, select

from app.domain.case import SKEW_S, CaseEvent
from app.domain.names import minute
from sync.server import tables
from sync.server.accounts import Account

_AHEAD, _OFFSET, _BACKWARDS = "ahead", "offset", "backwards"
_UNITS: Final = ((86400, "天"), (3600, "小时"), (60, "分钟"))
_MOST_S: Final = 2_000_000_000
"""What a column holds; a clock that is off by more is as wrong."""
_doubt = tables.clock_doubt


@dataclass(frozen=True)
class Doubt:
    """One thing that shows it: the device's clock was ahead by `seconds`, or behind if negative.

    Of a clock that was set back, `since` to `until` is the stretch that it went through twice.
    """

    word: str
    seconds: int
    since: datetime
    until: datetime

    @property
    def said(self) -> str:
        """The sentence for the office, with what to do."""
        if self.word == _BACKWARDS:
            turn = f"设备时间曾从 {minute(self.until)} 退回到 {minute(self.since)}"
            return f"{turn}，这段时间内的先后须核实"
        how = "快" if self.seconds > 0 else "慢"
        return f"设备时间比中心{how} {duration(abs(self.seconds))}，请校正设备时间并核实办理时间"


def note_event(connection: Connection, account: Account, event: CaseEvent, now: datetime) -> None:
    """Note what this event, which has just come, tells of its device's clock."""
    if event.ahead_s:
        doubt = Doubt(_AHEAD, event.ahead_s, event.occurred_at, event.occurred_at)
        _note(connection, account, event.id, doubt, now)
    elif abs(event.clock_offset_s) > SKEW_S:
        doubt = Doubt(_OFFSET, -event.clock_offset_s, event.occurred_at, event.occurred_at)
        _note(connection, account, event.id, doubt, now)


def note_turn(
    connection: Connection,
    account: Account,
    line: str,
    before: datetime,
    after: datetime,
    now: datetime,
) -> None:
    """Note where this line of the trail was written earlier than the one before it."""
    back_s = round((before - after).total_seconds())
    if back_s > SKEW_S:
        _note(connection, account, line, Doubt(_BACKWARDS, back_s, after, before), now)


def of_devices(connection: Connection, org: str) -> Mapping[str, Doubt]:
    """The newest doubt of each device that has any."""
    query = select(_doubt).where(_doubt.c.org == org).order_by(_doubt.c.noted_at)
    return {row.device: _read(row) for row in connection.execute(query)}


def of_events(
    connection: Connection, org: str, events: Iterable[CaseEvent]
) -> Mapping[str, tuple[Doubt, ...]]:
    """What makes the moment of these events doubtful, by the id of each of which that is so."""
    known = list(events)
    marks, devices = {e.id for e in known}, {e.device for e in known}
    query = select(_doubt).where(_doubt.c.org == org, _doubt.c.device.in_(devices))
    rows = connection.execute(query.order_by(_doubt.c.noted_at)).all()
    found: dict[str, list[Doubt]] = {}
    for row in rows:
        doubt = _read(row)
        if doubt.word != _BACKWARDS:
            if row.mark in marks:
                found.setdefault(row.mark, []).append(doubt)
            continue
        for event in known:
            if event.device == row.device and doubt.since <= event.occurred_at <= doubt.until:
                found.setdefault(event.id, []).append(doubt)
    return {event_id: tuple(doubts) for event_id, doubts in found.items()}


def _note(connection: Connection, account: Account, mark: str, doubt: Doubt, now: datetime) -> None:
    key = {"org": account.org, "device": account.device, "word": doubt.word, "mark": mark}
    where = [_doubt.c[name] == value for name, value in key.items()]
    if connection.execute(select(_doubt.c.mark).where(*where)).first() is None:
        span = {"since": _utc(doubt.since), "until": _utc(doubt.until), "noted_at": _utc(now)}
        seconds = max(-_MOST_S, min(_MOST_S, doubt.seconds))
        connection.execute(insert(_doubt).values(**key, seconds=seconds, **span))


def _read(row: Any) -> Doubt:
    since, until = datetime.fromisoformat(row.since), datetime.fromisoformat(row.until)
    return Doubt(row.word, row.seconds, since, until)


def _utc(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()


def duration(seconds: int) -> str:
    """So many seconds in the largest unit that fits, minutes at least."""
    size, unit = next((s, u) for s, u in _UNITS if seconds >= s or s == 60)
    return f"{round(seconds / size)} {unit}"
