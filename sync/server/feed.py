"""Accept changes once and in order; each gets its line in the feed (`serving.py` reads it).

A change is applied when nobody else has changed the same field since its base; it gets the record's
next revision and a line in the feed. A clash is not remembered, so the change may come again on a
new base.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from operator import attrgetter
from typing import Final

import msgspec
from sqlalchemy import Connection, and_, delete, insert, select

from app import codec
from app.domain.case import CaseEvent
from app.domain.change import (
    Change,
    EntryReason,
    FieldEdit,
    Fields,
    Path,
    Plain,
    Receipt,
    ReceiptStatus,
)
from app.domain.merge import apply, clashes
from app.ids import Digest
from sync.protocol import problems
from sync.server import (
    arrival,
    case_lines,
    device_clocks,
    mending,
    paper_numbers,
    paper_standings,
    reserved,
    sealing,
    tables,
)
from sync.server.accounts import Account
from sync.server.judge import Judge, RefusedChange
from sync.server.tray import Tray, a_tray

_record, _change = tables.record, tables.change
_member, _file = tables.member, tables.file

_WEIGHED: Final = {
    mending.Verdict.HERE: ReceiptStatus.RECEIVED,
    mending.Verdict.CLASH: ReceiptStatus.CLASH,
}
_PATH: Final = attrgetter("path")
_REV_LIMIT: Final = 1 << 31
_NAME_LIMIT: Final = 200


def accept(
    connection: Connection, account: Account, changes: Iterable[Change], judge: Judge, now: datetime
) -> tuple[Receipt, ...]:
    """Apply what can be applied; one receipt a change. The same change again: the same receipt.

    An opinion that comes before the papers it rests on is judged once more when all are in.
    """
    changes = tuple(changes)
    with a_tray(connection, account.org) as tray:
        tray.look_ahead(change for change in changes if _is_sound(change))
        push = _Push(connection, account, judge, now, tray)
        judged = [(change, _accept(push, change)) for change in changes]
        judged = [
            (change, _accept(push, change) if receipt.reason == problems.PAPERS else receipt)
            for change, receipt in judged
        ]
    receipts = [receipt for _, receipt in judged]
    touched = {
        change.case_id
        for change, receipt in judged
        if receipt.status is ReceiptStatus.RECEIVED and change.kind in case_lines.KINDS
    }
    case_lines.refresh(connection, account.org, touched, judge.reference, now)
    return tuple(receipts)


@dataclass(frozen=True)
class _Push:
    """Who pushes, into what, and by which rules it is judged."""

    connection: Connection
    account: Account
    judge: Judge
    now: datetime
    tray: Tray


def _accept(push: _Push, change: Change) -> Receipt:
    if not _is_sound(change):
        return Receipt(change.id, ReceiptStatus.REFUSED, problems.MALFORMED)
    if push.tray.is_known(change):
        return Receipt(change.id, ReceiptStatus.RECEIVED)
    rev, old_body = push.tray.current(change)
    try:
        taken = _taken(push, change, rev, old_body)
        if isinstance(taken, ReceiptStatus):
            return Receipt(change.id, taken)
        kept = codec.as_kept(taken.body)
    except RefusedChange as refused:
        return Receipt(change.id, ReceiptStatus.REFUSED, refused.reason)
    except codec.Malformed:
        return Receipt(change.id, ReceiptStatus.REFUSED, problems.MALFORMED)
    author, change, body = taken.author, taken.change, taken.body
    files = tuple(digest for digest, _rank in codec.files(change.kind, body))
    if sealing.APART in body or not _are_names(*body.get("team", ()), *files):
        return Receipt(change.id, ReceiptStatus.REFUSED, problems.MALFORMED)
    _apply(replace(push, account=author), change, rev + 1, body, kept)
    _name_files(push.connection, author.org, change, files)
    forms = push.judge.reference.personal.reserved
    reserved.note(push.connection, author, change, body, files, forms)
    paper_standings.note(push.connection, change, body)
    paper_numbers.note(push.connection, change, body)
    if change.kind == codec.kind_of(CaseEvent) and not change.proof:
        event = codec.decode(CaseEvent, body)
        device_clocks.note_event(push.connection, push.account, event, push.now)
    return Receipt(change.id, ReceiptStatus.RECEIVED)


@dataclass(frozen=True)
class _Taken:
    """Whose work it is, the change as it is kept, and the record after it."""

    author: Account
    change: Change
    body: dict[str, Plain]


def _taken(
    push: _Push, change: Change, rev: int, old_body: Mapping[str, Plain]
) -> _Taken | ReceiptStatus:
    """What is taken of a change that is not refused, or why there is nothing to take now."""
    connection, account = push.connection, push.account
    old = codec.fields(change.kind, old_body) if change.kind in codec.KINDS else {}
    if change.proof and mending.is_proven(connection, account, change):
        weighed = mending.weighed(connection, change, change.proof, old)
        if weighed.verdict is not mending.Verdict.TAKE:
            return _WEIGHED[weighed.verdict]
        author = replace(account, user=change.proof.by, roles=())
        body = codec.whole(change.kind, apply(old, change.edits))
        return _Taken(author, mending.noted(change, whole=weighed.whole), body)
    _admit(push, change, old_body)
    # Without a revision since its base there is nothing that it could clash with.
    if rev > change.base_rev and _clashes(connection, account, change, old):
        return ReceiptStatus.CLASH
    body = push.judge.judged(connection, account, change, old_body, apply(old, change.edits))
    if change.kind == codec.kind_of(CaseEvent):
        body = arrival.as_taken(connection, account.org, body, push.now)
    return _Taken(account, replace(change, proof=None) if change.proof else change, body)


def _admit(push: _Push, change: Change, old_body: Mapping[str, Plain]) -> None:
    """Let in who speaks for himself of a case that he sees; a case is looked up once a push."""
    push.judge.check_speaker(push.account, change)
    seen = push.tray.cases_seen
    if change.kind == "case" or change.case_id not in seen:
        push.judge.check_scope(push.connection, push.account, change, old_body)
    if change.kind == "case":
        seen.clear()  # its team may change
    else:
        seen.add(change.case_id)


def _is_sound(change: Change) -> bool:
    """Whether its numbers and names are within what a database can hold."""
    return (
        0 <= change.base_rev < _REV_LIMIT
        and _are_names(change.id, change.kind, change.record_id, change.case_id)
        and all(map(_PATH, change.edits))
    )


def _are_names(*names: str) -> bool:
    """Whether a column and its index can hold them all; PostgreSQL keeps no zero byte."""
    return all(0 < len(name) <= _NAME_LIMIT and "\0" not in name for name in names)


def _clashes(connection: Connection, account: Account, change: Change, current: Fields) -> bool:
    others: dict[Path, FieldEdit] = {}
    query = select(_change.c.body).where(
        _change.c.org == account.org,
        _change.c.kind == change.kind,
        _change.c.record_id == change.record_id,
        _change.c.rev > change.base_rev,
        _change.c.device != account.device,
    )
    for (text,) in connection.execute(query):
        for edit in msgspec.json.decode(text, type=Change).edits:
            others[edit.path] = replace(edit, new=current.get(edit.path))
    return bool(clashes(change.edits, others.values()))


def _apply(
    push: _Push, change: Change, rev: int, body: Mapping[str, Plain], kept: tuple[str, Digest]
) -> None:
    """Put record, change and line on the tray, as they are kept: personal fields sealed.

    `kept` is the body as text and its digest; where nothing of it is sealed it is stored just so,
    and neither parsed nor written anew when it is served.
    """
    connection, account, tray = push.connection, push.account, push.tray
    paths = push.judge.reference.personal.identity.get(change.kind, ())
    text, digest = kept
    if paths:
        apart = sealing.stored(connection, account.org, change.case_id, body, paths)
        text = apart if sealing.is_sealed(apart) else text
    row = {"case_id": change.case_id, "rev": rev, "body": text}
    tray.put_record(change, {**row, "digest": digest}, body, rev)
    named = {"org": account.org, "kind": change.kind, "record_id": change.record_id, "rev": rev}
    said = sealing.stored_change(connection, change, paths)
    tray.put_change(change, {**named, "id": change.id, "device": account.device, "body": said})
    whose = {"by": account.user, "device": account.device, "at": push.now.isoformat()}
    why = {"audience": None, "reason": EntryReason.CHANGE.value, "change_id": change.id}
    tray.put_line({**named, **row, **whose, **why})
    if change.kind == "case":
        _change_team(push, change, body)


def _name_files(connection: Connection, org: str, change: Change, files: Sequence[Digest]) -> None:
    for digest in files:
        key = {"org": org, "digest": digest, "case_id": change.case_id}
        where = and_(*(_file.c[name] == value for name, value in key.items()))
        if connection.execute(select(_file.c.digest).where(where)).first() is None:
            connection.execute(insert(_file).values(**key))


def _change_team(push: _Push, change: Change, body: Mapping[str, Plain]) -> None:
    """Whoever joins the team gets the whole case; whoever leaves it is told so."""
    org, case_id, connection = push.account.org, change.case_id, push.connection
    where = and_(_member.c.org == org, _member.c.case_id == case_id)
    before = set(connection.execute(select(_member.c.user).where(where)).scalars())
    after = set(body.get("team", ()))
    for user in sorted(after - before):
        connection.execute(insert(_member).values(org=org, case_id=case_id, user=user))
        _address(push, case_id, user, EntryReason.SNAPSHOT)
    for user in sorted(before - after):
        connection.execute(delete(_member).where(where, _member.c.user == user))
        _address(push, case_id, user, EntryReason.LEFT)


def _address(push: _Push, case_id: str, user: str, reason: EntryReason) -> None:
    org = push.account.org
    query = select(_record).where(_record.c.org == org, _record.c.case_id == case_id)
    if reason is EntryReason.LEFT:
        query = query.where(_record.c.kind == "case")
    whose = {"by": push.account.user, "device": push.account.device, "at": push.now.isoformat()}
    why = {"audience": user, "reason": reason.value, "change_id": None}
    for row in push.connection.execute(query.order_by(_record.c.kind, _record.c.id)).all():
        body = row.body if reason is EntryReason.SNAPSHOT else "{}"
        named = {"org": org, "case_id": case_id, "kind": row.kind, "record_id": row.id}
        push.tray.put_line({**named, "rev": row.rev, "body": body, **whose, **why})
