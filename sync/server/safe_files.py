"""What a backup of the centre holds, for tablets that would let go of their copies.

Only the last backup that was read back counts, and only one of this life: a centre that was put
back to an older one has to make a backup anew before anything is cleaned.
"""

from collections.abc import Sequence

from sqlalchemy import Connection, and_, select

from app.ids import Digest
from sync.server import backup, lives, scope, tables
from sync.server.accounts import Account
from sync.server.backup import Position

_stored, _in_backup = tables.stored, tables.in_backup


def position(connection: Connection) -> Position | None:
    """What the last verified backup of this life holds; None where there is none."""
    found = backup.noted(connection)
    return found if found is not None and found.epoch == lives.epoch(connection) else None


def in_backup(
    connection: Connection, account: Account, digests: Sequence[Digest]
) -> tuple[Digest, ...]:
    """Those of these files that it holds, that are here still, and that this person may see."""
    found = position(connection)
    if found is None:
        return ()
    both = and_(_in_backup.c.org == _stored.c.org, _in_backup.c.digest == _stored.c.digest)
    query = (
        select(_stored.c.digest)
        .join(_in_backup, both)
        .where(
            _stored.c.org == account.org,
            _stored.c.digest.in_(list(digests)),
            _in_backup.c.seq <= found.files_up_to,
        )
    )
    held = [Digest(digest) for digest in connection.execute(query).scalars()]
    return tuple(each for each in held if scope.may_read_file(connection, account, each))
