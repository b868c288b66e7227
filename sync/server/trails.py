"""The trails of the tablets: taken in line by line, each held against the chain that is known.

A line that does not fit is kept all the same, with the reason, and the chain goes on from it: what
comes after a break is evidence too. A break that was noticed once stays told.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import msgspec
from sqlalchemy import ColumnElement, Connection, and_, insert, select, update

from app.domain.trail import GENESIS, SET_ASIDE, Head, Kept, misfit, own_fault
from app.errors import BadRequest
from app.ids import Digest
from sync.protocol import problems
from sync.protocol.messages import TRAIL_LIMIT, TrailPush, TrailStanding
from sync.server import device_clocks, sealing, tables
from sync.server.accounts import Account

TROUBLE_NAMES: Final = {
    "gap": "前面缺了留痕",
    "previous": "与前一行不相扣",
    "link": "内容被改动过",
    "told": "所附说明被改动或删去",
    "cut": "收到过的留痕在平板上不见了",
    "fork": "与已收到的同号留痕不同",
    "foreign": "不是本人在本机留下的",
}

_trail, _head = tables.trail, tables.trail_head
_LONGEST_NAME: Final = 400
_LONGEST_TOLD: Final = 8 << 20
"""Tablets tell less beside one line; those of an earlier program told all of a deed beside one."""
_SEQ_LIMIT: Final = 1 << 31


def take(connection: Connection, account: Account, push: TrailPush, now: datetime) -> TrailStanding:
    """Take in what of these lines is new; the answer names the last of them, which is here now.

    Where they do not reach back to what is known none is taken, and where none came there is none
    to name: the answer is then the end of the chain that is known.

    Raises:
        BadRequest: they are no lines, or not in order.
    """
    check_sound(push)
    known = _known(connection, account)
    before = Head(known["seq"], Digest(known["link"]))
    trouble = known["trouble"]
    if push.after > before.seq:
        return TrailStanding(before.seq, before.link, trouble)
    there = _links(connection, account, push)
    no, head, rows = known["no"], before, []
    last_at = _last_at(connection, account, no)
    for kept in push.lines:
        if kept.link in there.get(kept.line.seq, ()):
            continue
        no += 1
        why = _why(head, kept, account)
        told = sealing.sealed_text(connection, account.org, kept.line.case_id, kept.told)
        rows.append({**_row(account, no, kept, why), "told": told})
        if last_at is not None:
            device_clocks.note_turn(
                connection, account, str(kept.line.seq), last_at, kept.line.at, now
            )
        last_at = kept.line.at
        trouble = trouble or (why and f"{kept.line.seq}:{why}")
        head = Head(kept.line.seq, kept.link)
    if not rows and push.head < before.seq:
        trouble = trouble or f"{push.head + 1}:cut"
    if rows:
        connection.execute(insert(_trail), rows)
    _note(connection, account, no, head, trouble, now)
    last = push.lines[-1] if push.lines else None
    end = Head(last.line.seq, last.link) if last else before
    return TrailStanding(end.seq, end.link, trouble)


def standing(connection: Connection, account: Account) -> TrailStanding:
    """Where the chain ends that is known of this device."""
    known = _known(connection, account)
    return TrailStanding(known["seq"], Digest(known["link"]), known["trouble"])


def _last_at(connection: Connection, account: Account, no: int) -> datetime | None:
    """When the line that came last was written, by its device."""
    query = select(_trail.c.at).where(
        _trail.c.org == account.org, _trail.c.device == account.device, _trail.c.no == no
    )
    found = connection.execute(query).scalar()
    return datetime.fromisoformat(found) if found else None


def _why(head: Head, kept: Kept, account: Account) -> str:
    """Why this line does not fit behind that head; empty when it does."""
    if kept.line.seq <= head.seq:
        return "fork"  # another line of this number is known
    if kept.line.who != account.user or kept.line.device not in ("", account.device):
        return "foreign"
    return misfit(head, kept)


def told_of(connection: Connection, row: Any) -> str:
    """What is told beside a line as it is kept here; empty where it was erased."""
    return sealing.opened_text(connection, row.org, row.case_id, row.told)


@dataclass(frozen=True)
class SetAside:
    """An event that a tablet noted, that was refused here, and that it does not send any more."""

    at: datetime
    who: str
    code: str
    refused: str
    reason: str


def set_aside(connection: Connection, org: str, case_id: str) -> list[SetAside]:
    """The events of this case that were set aside on tablets, oldest first; erased ones are not."""
    query = select(_trail).where(
        _trail.c.org == org, _trail.c.case_id == case_id, _trail.c.deed == SET_ASIDE
    )
    found = []
    for row in connection.execute(query.order_by(_trail.c.at, _trail.c.device, _trail.c.no)):
        facts = _facts(told_of(connection, row))
        named = (str(facts.get(name, "")) for name in ("code", "refused", "reason"))
        found.append(SetAside(datetime.fromisoformat(row.at), row.who, *named))
    return found


def _facts(told: str) -> dict[str, Any]:
    """What a device says beside a line; nothing where it is no such thing, or was erased."""
    try:
        return msgspec.json.decode(told or "{}", type=dict[str, Any])
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return {}


def broken_at(trouble: str) -> tuple[int, str]:
    """The number of the first line that does not fit, and why; 0 and nothing when all do."""
    seq, _, why = trouble.partition(":")
    return int(seq or 0), why


def check_sound(push: TrailPush) -> None:
    """Go on only with lines that a database can hold and that come in order.

    Raises:
        BadRequest: they are not such.
    """
    seqs = [kept.line.seq for kept in push.lines]
    in_order = seqs == sorted(set(seqs)) and all(push.after < s < _SEQ_LIMIT for s in seqs)
    bounds = 0 <= push.after < _SEQ_LIMIT and 0 <= push.head < _SEQ_LIMIT
    if not (in_order and bounds) or len(seqs) > TRAIL_LIMIT:
        raise BadRequest(problems.MALFORMED, "trail")
    for kept in push.lines:
        names = (*_names(kept), kept.link)
        if any(len(name) > _LONGEST_NAME or "\0" in name for name in names):
            raise BadRequest(problems.MALFORMED, "trail")
        if len(kept.told) > _LONGEST_TOLD or "\0" in kept.told or kept.line.at.tzinfo is None:
            raise BadRequest(problems.MALFORMED, "trail")


def _names(kept: Kept) -> tuple[str, ...]:
    line = kept.line
    given = (line.who, line.deed, line.subject, line.content, line.previous)
    return (*given, line.device, line.case_id, line.told_digest)


def _known(connection: Connection, account: Account) -> dict[str, Any]:
    row = connection.execute(select(_head).where(_this(account))).first()
    if row is None:
        return {"no": 0, "seq": 0, "link": GENESIS, "trouble": "", "is_new": True}
    return {**row._mapping, "is_new": False}


def _links(connection: Connection, account: Account, push: TrailPush) -> dict[int, set[str]]:
    """The links of lines that are known under the numbers of these."""
    if not push.lines:
        return {}
    first, last = push.lines[0].line.seq, push.lines[-1].line.seq
    query = select(_trail.c.seq, _trail.c.link).where(
        _trail.c.org == account.org,
        _trail.c.device == account.device,
        _trail.c.seq.between(first, last),
    )
    found: dict[int, set[str]] = {}
    for seq, link in connection.execute(query):
        found.setdefault(seq, set()).add(link)
    return found


def _row(account: Account, no: int, kept: Kept, why: str) -> dict[str, Any]:
    line = kept.line
    return {
        "org": account.org,
        "device": account.device,
        "no": no,
        "seq": line.seq,
        "at": line.at.isoformat(),
        "who": line.who,
        "deed": line.deed,
        "subject": line.subject,
        "case_id": line.case_id,
        "content": line.content,
        "told_digest": line.told_digest,
        "layout": 2 if line.device else 1,
        "previous": line.previous,
        "link": kept.link,
        "trouble": why or own_fault(kept),
    }


def _note(
    connection: Connection, account: Account, no: int, head: Head, trouble: str, now: datetime
) -> None:
    known = _known(connection, account)
    values: dict[str, Any] = {"no": no, "seq": head.seq, "link": head.link, "trouble": trouble}
    if known["is_new"]:
        at = now.isoformat() if trouble else ""
        key = {"org": account.org, "device": account.device}
        connection.execute(insert(_head).values(**key, **values, trouble_at=at))
        return
    if {name: known[name] for name in values} == values:
        return
    if trouble != known["trouble"]:
        values["trouble_at"] = now.isoformat()
    connection.execute(update(_head).where(_this(account)).values(**values))


def _this(account: Account) -> ColumnElement[bool]:
    return and_(_head.c.org == account.org, _head.c.device == account.device)
