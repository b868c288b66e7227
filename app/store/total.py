"""The total of all that is agreed: kept by what came and went, so no record is read for it."""

from sqlalchemy import Connection, delete, insert, select

from app import codec
from app.store import tables
from app.store.records import OUT_OF_SCOPE, Records

_step, _total, _agreed = tables.agreed_step, tables.agreed_total, tables.agreed


class Total:
    """The total of one open transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def now(self) -> str:
        """As it is now, equal to the centre's when both hold the same; the steps are used up.

        The steps are written by triggers: whatever changes a digest here shows in the total.
        """
        kept = self._connection.execute(select(_total.c.total)).scalar()
        steps = self._connection.execute(
            select(_step.c.kind, _step.c.id, _step.c.digest, _step.c.sign)
        ).all()
        if kept is not None and not steps:
            return str(kept)
        if kept is None:
            agreed = Records(self._connection).agreed_digests()
            weights = sum(codec.weight(*row) for row in agreed)
        else:
            weights = int(kept, 16) + sum(
                step.sign * codec.weight(step.kind, step.id, step.digest)
                for step in steps
                if step.digest != OUT_OF_SCOPE
            )
        total = codec.as_total(weights)
        self._connection.execute(delete(_step))
        self._connection.execute(delete(_total))
        self._connection.execute(insert(_total).values(id=1, total=total))
        return total
