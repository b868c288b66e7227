"""What a person may see: the cases, the records of them, and the files that these name."""

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, literal, select, true

from app import codec
from app.domain.staff import SEES_ALL_CASES
from app.ids import Digest
from sync.protocol.messages import MISSING_LIMIT
from sync.server import reserved, tables, totals
from sync.server.accounts import Account

_record, _member = tables.record, tables.member
_file, _stored = tables.file, tables.stored
_step, _total = tables.record_step, tables.case_total


def digest_of_scope(connection: Connection, account: Account) -> Digest:
    """One digest over all records that this person may see."""
    query = select(_record.c.kind, _record.c.id, _record.c.digest).where(
        _record.c.org == account.org, reserved.readable(account, _record.c.kind, _record.c.id)
    )
    if not sees_all(account):
        query = query.where(_record.c.case_id.in_(own_cases(account)))
    rows = connection.execute(query.order_by(_record.c.kind, _record.c.id))
    return codec.digest([[row.kind, row.id, row.digest] for row in rows])


def total_of_scope(connection: Connection, account: Account) -> str:
    """The total of all records that this person may see: it reads what is kept, and no record."""
    case_id = _total.c.case_id
    own = case_id == totals.WHOLE if sees_all(account) else case_id.in_(own_cases(account))
    kept = select(_total.c.total).where(_total.c.org == account.org, own)
    weights = sum(int(total, 16) for total in connection.execute(kept).scalars())
    steps = select(_step).where(_step.c.org == account.org, visible(account, _step.c.case_id))
    weights += sum(map(totals.weight_of, connection.execute(steps)))
    hidden = reserved.hidden(account)
    there = and_(_record.c.kind == hidden.c.kind, _record.c.id == hidden.c.record_id)
    others = (
        select(_record.c.kind, _record.c.id, _record.c.digest, literal(-1).label("sign"))
        .join(hidden, there)
        .where(_record.c.org == account.org, visible(account, _record.c.case_id))
    )
    return codec.as_total(weights + sum(map(totals.weight_of, connection.execute(others))))


def missing_files(connection: Connection, account: Account) -> tuple[Digest, ...]:
    """Files that records which this person may see name, and that are not here."""
    here = exists(select(1).where(_stored.c.org == _file.c.org, _stored.c.digest == _file.c.digest))
    query = select(_file.c.digest).where(
        _file.c.org == account.org, ~here, reserved.readable_file(account, _file.c.digest)
    )
    if not sees_all(account):
        query = query.where(_file.c.case_id.in_(own_cases(account)))
    query = query.distinct().order_by(_file.c.digest).limit(MISSING_LIMIT)
    return tuple(Digest(digest) for digest in connection.execute(query).scalars())


def may_read_file(connection: Connection, account: Account, digest: str) -> bool:
    """Whether a record that this person may see names this file."""
    query = select(_file.c.case_id).where(
        _file.c.org == account.org,
        _file.c.digest == digest,
        reserved.readable_file(account, _file.c.digest),
    )
    if not sees_all(account):
        query = query.where(_file.c.case_id.in_(own_cases(account)))
    return connection.execute(query.limit(1)).first() is not None


def visible(account: Account, case_id: ColumnElement[str]) -> ColumnElement[bool]:
    """The condition that this column names a case which this person may see."""
    return true() if sees_all(account) else case_id.in_(own_cases(account))


def sees_all(account: Account) -> bool:
    """Whether this person sees every case of the organisation."""
    return bool(SEES_ALL_CASES & set(account.roles))


def own_cases(account: Account) -> Select[tuple[str]]:
    """The cases on whose team this person is."""
    return select(_member.c.case_id).where(
        _member.c.org == account.org, _member.c.user == account.user
    )
