"""Erase the personal data of one case for good, by destroying its key.

Every stored version becomes unreadable at once, in old lines of the feed and old changes too; no
digest and no chain is touched. The records themselves go on with a word in those fields as a new
revision, so that tablet and centre agree again.
"""

from datetime import datetime

import msgspec
from sqlalchemy import Connection, Row, insert, select, update

from app import codec
from app.domain.change import EntryReason
from app.errors import UnknownRecord
from sync.server import audit, sealing, tables
from sync.server.accounts import Account

_record, _feed = tables.record, tables.feed


def erase(
    connection: Connection, account: Account, case_id: str, reason: str, now: datetime
) -> int:
    """How many records of the case had personal fields that are gone now.

    Raises:
        UnknownRecord: there is no such case.
    """
    query = select(_record).where(_record.c.org == account.org, _record.c.case_id == case_id)
    rows = connection.execute(query.order_by(_record.c.kind, _record.c.id)).all()
    if not rows:
        raise UnknownRecord("case", case_id)
    sealed = [row for row in rows if sealing.is_sealed(row.body)]
    sealing.destroy_key(connection, account.org, case_id, now)
    for row in sealed:
        _go_on_without(connection, account, row, now)
    audit.note(
        connection, account, audit.ERASE, f"case/{case_id}", now,
        reason=reason, records=len(sealed),
    )  # fmt: skip
    return len(sealed)


def _go_on_without(
    connection: Connection, account: Account, row: Row[tuple[object, ...]], now: datetime
) -> None:
    """The next revision of this record: what can still be read of it, and what is gone."""
    body = sealing.erased(row.body)
    text = msgspec.json.encode(body).decode()
    values = {"rev": row.rev + 1, "body": text, "digest": codec.digest(body)}
    here = (_record.c.org == row.org, _record.c.kind == row.kind, _record.c.id == row.id)
    connection.execute(update(_record).where(*here).values(**values))
    connection.execute(
        insert(_feed).values(
            org=row.org,
            case_id=row.case_id,
            audience=None,
            reason=EntryReason.CHANGE.value,
            kind=row.kind,
            record_id=row.id,
            rev=row.rev + 1,
            body=text,
            change_id=None,
            by=account.user,
            device=account.device,
            at=now.isoformat(),
        )
    )
