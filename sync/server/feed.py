"""Accept changes once and in order; serve them after a cursor.

A change is applied when nobody else has changed the same field since its base; it gets the record's
next revision and a line in the feed. A clash is not remembered, so the change may come again on a
new base.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

import msgspec
from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from app import codec
from app.domain.case import CaseEvent
from app.domain.change import (
    Again,
    Change,
    Entry,
    EntryReason,
    FieldEdit,
    Fields,
    Page,
    Path,
    Plain,
    Receipt,
    ReceiptStatus,
)
from app.domain.merge import apply, clashes
from app.ids import Digest
from sync.protocol import problems
from sync.protocol.messages import PAGE_LIMIT
from sync.server import (
    arrival,
    case_lines,
    device_clocks,
    lives,
    mending,
    paper_numbers,
    paper_standings,
    reserved,
    scope,
    sealing,
    tables,
)
from sync.server.accounts import Account
from sync.server.judge import Judge, RefusedChange

_record, _change, _feed = tables.record, tables.change, tables.feed
_member, _file = tables.member, tables.file

_WEIGHED: Final = {
    mending.Verdict.HERE: ReceiptStatus.RECEIVED,
    mending.Verdict.CLASH: ReceiptStatus.CLASH,
}
_REV_LIMIT: Final = 1 << 31
_NAME_LIMIT: Final = 200


def accept(
    connection: Connection, account: Account, changes: Iterable[Change], judge: Judge, now: datetime
) -> tuple[Receipt, ...]:
    """Apply what can be applied; one receipt a change. The same change again: the same receipt.

    An opinion that comes before the papers it rests on is judged once more when all are in.
    """
    judged = [(change, _accept(connection, account, change, judge, now)) for change in changes]
    judged = [
        (change, _accept(connection, account, change, judge, now))
        if receipt.reason == problems.PAPERS
        else (change, receipt)
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


def page(connection: Connection, account: Account, epoch: str, after: int) -> Page:
    """The feed that this person may see, after the cursor.

    A cursor of another life of the centre gets an empty page at 0.
    """
    life = lives.epoch(connection)
    if epoch not in ("", life):
        return Page(life, (), 0, more=True)
    query = (
        select(_feed)
        .where(_feed.c.org == account.org, _feed.c.seq > after, _for(account))
        .order_by(_feed.c.seq)
        .limit(PAGE_LIMIT + 1)
    )
    rows = connection.execute(query).all()
    more = len(rows) > PAGE_LIMIT
    rows = rows[:PAGE_LIMIT]
    given_back = mending.given_back(connection, account.org, life, rows)
    entries = tuple(_entry(connection, row._mapping, given_back) for row in rows)
    newest = connection.execute(select(func.max(_feed.c.seq))).scalar() or 0
    last = entries[-1].seq if more else max(newest, after)
    return Page(life, entries, last, more, lives.mark_at(connection, last))


def _accept(
    connection: Connection, account: Account, change: Change, judge: Judge, now: datetime
) -> Receipt:
    if not _is_sound(change):
        return Receipt(change.id, ReceiptStatus.REFUSED, problems.MALFORMED)
    if _known(connection, account, change):
        return Receipt(change.id, ReceiptStatus.RECEIVED)
    rev, old_body = _current(connection, account.org, change)
    old = codec.fields(change.kind, old_body) if change.kind in codec.KINDS else {}
    try:
        taken = _taken(connection, account, change, (old_body, old), judge, now)
        if isinstance(taken, ReceiptStatus):
            return Receipt(change.id, taken)
        author, change, body = taken
        digest = codec.digest(body)
    except RefusedChange as refused:
        return Receipt(change.id, ReceiptStatus.REFUSED, refused.reason)
    except codec.Malformed:
        return Receipt(change.id, ReceiptStatus.REFUSED, problems.MALFORMED)
    if not _are_names(*body.get("team", ()), *_files_of(change, body)):
        return Receipt(change.id, ReceiptStatus.REFUSED, problems.MALFORMED)
    paths = judge.reference.personal.identity.get(change.kind, ())
    result = _Result(
        rev + 1,
        body,
        digest,
        stored=sealing.stored(connection, account.org, change.case_id, body, paths),
        stored_change=sealing.stored_change(connection, change, paths),
    )
    _apply(connection, author, change, result, now)
    files, forms = _files_of(change, body), judge.reference.personal.reserved
    reserved.note(connection, author, change, body, files, forms)
    paper_standings.note(connection, change, body)
    paper_numbers.note(connection, change, body)
    if change.kind == codec.kind_of(CaseEvent) and not change.proof:
        device_clocks.note_event(connection, account, codec.decode(CaseEvent, body), now)
    return Receipt(change.id, ReceiptStatus.RECEIVED)


_Taken = tuple[Account, Change, dict[str, Plain]]
"""Whose work it is, the change as it is kept, and the record after it."""


def _taken(
    connection: Connection,
    account: Account,
    change: Change,
    before: tuple[Mapping[str, Plain], Fields],
    judge: Judge,
    now: datetime,
) -> _Taken | ReceiptStatus:
    """What is taken of a change that is not refused, or why there is nothing to take now."""
    old_body, old = before
    if change.proof and mending.is_proven(connection, account, change):
        weighed = mending.weighed(connection, change, change.proof, old)
        if weighed.verdict is not mending.Verdict.TAKE:
            return _WEIGHED[weighed.verdict]
        author = replace(account, user=change.proof.by, roles=())
        body = codec.whole(change.kind, apply(old, change.edits))
        return author, mending.noted(change, whole=weighed.whole), body
    judge.admit(connection, account, change, old_body)
    if _clashes(connection, account, change, old):
        return ReceiptStatus.CLASH
    body = judge.judged(connection, account, change, old_body, apply(old, change.edits))
    if change.kind == codec.kind_of(CaseEvent):
        body = arrival.as_taken(connection, account.org, body, now)
    return account, replace(change, proof=None), body


def _is_sound(change: Change) -> bool:
    """Whether its numbers and names are within what a database can hold."""
    return (
        0 <= change.base_rev < _REV_LIMIT
        and _are_names(change.id, change.kind, change.record_id, change.case_id)
        and all(edit.path and edit.path[0] != sealing.APART for edit in change.edits)
    )


def _are_names(*names: str) -> bool:
    """Whether a column and its index can hold them all; PostgreSQL keeps no zero byte."""
    return all(0 < len(name) <= _NAME_LIMIT and "\0" not in name for name in names)


def _files_of(change: Change, body: Mapping[str, Plain]) -> tuple[Digest, ...]:
    return tuple(digest for digest, _rank in codec.files(change.kind, body))


def _known(connection: Connection, account: Account, change: Change) -> bool:
    query = select(_change.c.id).where(_change.c.org == account.org, _change.c.id == change.id)
    return connection.execute(query).first() is not None


def _current(connection: Connection, org: str, change: Change) -> tuple[int, dict[str, Plain]]:
    row = connection.execute(
        select(_record.c.rev, _record.c.case_id, _record.c.body).where(
            _record.c.org == org, _record.c.kind == change.kind, _record.c.id == change.record_id
        )
    ).first()
    return (row.rev, sealing.opened(connection, org, row.case_id, row.body)) if row else (0, {})


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


@dataclass(frozen=True)
class _Result:
    """A record after a change, and how both are kept: personal fields sealed."""

    rev: int
    body: Mapping[str, Plain]
    digest: Digest
    """Of the body as it travels."""
    stored: str
    stored_change: str


def _apply(
    connection: Connection, account: Account, change: Change, result: _Result, now: datetime
) -> None:
    row = {"case_id": change.case_id, "rev": result.rev}
    row |= {"body": result.stored, "digest": result.digest}
    key = {"org": account.org, "kind": change.kind, "id": change.record_id}
    if result.rev == 1:
        connection.execute(insert(_record).values(**key, **row))
    else:
        where = and_(*(_record.c[name] == value for name, value in key.items()))
        connection.execute(update(_record).where(where).values(**row))
    connection.execute(
        insert(_change).values(
            org=account.org,
            id=change.id,
            kind=change.kind,
            record_id=change.record_id,
            rev=result.rev,
            device=account.device,
            body=result.stored_change,
        )
    )
    _name_files(connection, account.org, change, result.body)
    _append(connection, account, now, change, result)
    if change.kind == "case":
        _change_team(connection, account, change, result.body, now)


def _name_files(
    connection: Connection, org: str, change: Change, body: Mapping[str, Plain]
) -> None:
    for digest in _files_of(change, body):
        key = {"org": org, "digest": digest, "case_id": change.case_id}
        where = and_(*(_file.c[name] == value for name, value in key.items()))
        if connection.execute(select(_file.c.digest).where(where)).first() is None:
            connection.execute(insert(_file).values(**key))


def _append(
    connection: Connection,
    account: Account,
    now: datetime,
    change: Change,
    result: _Result,
) -> None:
    connection.execute(
        insert(_feed).values(
            org=account.org,
            case_id=change.case_id,
            audience=None,
            reason=EntryReason.CHANGE.value,
            kind=change.kind,
            record_id=change.record_id,
            rev=result.rev,
            body=result.stored,
            change_id=change.id,
            by=account.user,
            device=account.device,
            at=now.isoformat(),
        )
    )


def _change_team(
    connection: Connection,
    account: Account,
    change: Change,
    body: Mapping[str, Plain],
    now: datetime,
) -> None:
    """Whoever joins the team gets the whole case; whoever leaves it is told so."""
    where = and_(_member.c.org == account.org, _member.c.case_id == change.case_id)
    before = set(connection.execute(select(_member.c.user).where(where)).scalars())
    after = set(body.get("team", ()))
    for user in sorted(after - before):
        connection.execute(
            insert(_member).values(org=account.org, case_id=change.case_id, user=user)
        )
        _address(connection, account, change.case_id, user, EntryReason.SNAPSHOT, now)
    for user in sorted(before - after):
        connection.execute(delete(_member).where(where, _member.c.user == user))
        _address(connection, account, change.case_id, user, EntryReason.LEFT, now)


def _address(
    connection: Connection,
    account: Account,
    case_id: str,
    user: str,
    reason: EntryReason,
    now: datetime,
) -> None:
    query = select(_record).where(_record.c.org == account.org, _record.c.case_id == case_id)
    if reason is EntryReason.LEFT:
        query = query.where(_record.c.kind == "case")
    for row in connection.execute(query.order_by(_record.c.kind, _record.c.id)).all():
        connection.execute(
            insert(_feed).values(
                org=account.org,
                case_id=case_id,
                audience=user,
                reason=reason.value,
                kind=row.kind,
                record_id=row.id,
                rev=row.rev,
                body=row.body if reason is EntryReason.SNAPSHOT else "{}",
                change_id=None,
                by=account.user,
                device=account.device,
                at=now.isoformat(),
            )
        )


def _for(account: Account) -> ColumnElement[bool]:
    addressed = _feed.c.audience == account.user
    for_all: ColumnElement[bool] = _feed.c.audience.is_(None)
    if not scope.sees_all(account):
        for_all = and_(for_all, _feed.c.case_id.in_(scope.own_cases(account)))
    return and_(
        or_(addressed, for_all), reserved.readable(account, _feed.c.kind, _feed.c.record_id)
    )


def _entry(
    connection: Connection, row: Mapping[Any, Any], given_back: Mapping[str, Again]
) -> Entry:
    body = sealing.opened(connection, row["org"], row["case_id"], row["body"])
    return msgspec.convert(
        {
            **{name: row[name] for name in ("seq", "reason", "kind", "record_id", "case_id")},
            **{name: row[name] for name in ("rev", "change_id", "by", "device", "at")},
            "body": body,
            "seal": lives.seal_of(connection, row, msgspec.json.encode(body)),
            "again": given_back.get(row["change_id"]),
        },
        Entry,
    )
