"""What those are called who work on the same cases: names alone, of one's own organisation."""

import msgspec
from sqlalchemy import Connection, select

from app.domain.staff import SEES_ALL_CASES
from sync.server import tables
from sync.server.accounts import Account
from sync.server.scope import visible

_account, _member = tables.account, tables.member


def names(connection: Connection, account: Account) -> dict[str, str]:
    """By user id: whoever is on the team of a case that this person sees, and the office.

    Somebody whose account has been closed still signed what he signed, so he is among them.
    """
    teams = (
        select(_member.c.user)
        .where(_member.c.org == account.org, visible(account, _member.c.case_id))
        .distinct()
    )
    mates = set(connection.execute(teams).scalars())
    rows = connection.execute(
        select(_account.c.user, _account.c.name, _account.c.roles).where(
            _account.c.org == account.org
        )
    )
    return {
        row.user: row.name
        for row in rows
        if row.user in mates or SEES_ALL_CASES & set(msgspec.json.decode(row.roles))
    }
