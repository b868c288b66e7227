"""How far the feed has been taken in, and the conflicts that a person has to settle."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from app.domain.change import Change, Path, Plain
from app.store import tables

_conflict = tables.conflict
_cursor = tables.cursor


@dataclass(frozen=True)
class Standing:
    """Where this tablet stands in the centre's feed."""

    epoch: str = ""
    seq: int = 0
    agreed_at: str = ""
    clock_offset_s: int = 0


@dataclass(frozen=True)
class Conflict:
    """Two values for one field. Both are kept for good, whichever is chosen."""

    id: str
    kind: str
    record_id: str
    case_id: str
    change_id: str
    path: Path
    mine: Plain
    mine_by: str
    mine_at: str
    theirs: Plain
    theirs_by: str
    theirs_at: str
    kept: str | None = None


class Inbox:
    """Cursor and conflicts of one open transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def standing(self) -> Standing:
        """The cursor, or the very beginning."""
        row = self._connection.execute(select(_cursor)).first()
        if row is None:
            return Standing()
        return Standing(row.epoch, row.seq, row.agreed_at or "", row.clock_offset_s)

    def move(self, standing: Standing) -> None:
        """Put the cursor there, in the transaction of the page that it covers."""
        values = {
            "epoch": standing.epoch,
            "seq": standing.seq,
            "agreed_at": standing.agreed_at,
            "clock_offset_s": standing.clock_offset_s,
        }
        statement = upsert(_cursor).values(id=1, **values)
        self._connection.execute(
            statement.on_conflict_do_update(index_elements=["id"], set_=values)
        )

    def add_conflict(self, conflict: Conflict) -> None:
        """Keep both values until a person chooses, and after."""
        row = dict(conflict.__dict__)
        row |= {
            name: msgspec.json.encode(row[name]).decode() for name in ("path", "mine", "theirs")
        }
        self._connection.execute(insert(_conflict).values(**row))

    def open_conflicts(self, change_id: str | None = None) -> list[Conflict]:
        """Conflicts that nobody has settled yet (of one held change)."""
        query = select(_conflict).where(_conflict.c.kept.is_(None)).order_by(_conflict.c.id)
        if change_id is not None:
            query = query.where(_conflict.c.change_id == change_id)
        return [_conflict_of(row._mapping) for row in self._connection.execute(query)]

    def update_theirs(self, conflict_id: str, value: Plain, by: str, at: datetime) -> None:
        """They changed the disputed field once more before it was settled."""
        self._connection.execute(
            update(_conflict)
            .where(_conflict.c.id == conflict_id)
            .values(
                theirs=msgspec.json.encode(value).decode(),
                theirs_by=by,
                theirs_at=at.isoformat(),
            )
        )

    def follow(self, taken_in: list[str], survivor: str, change: Change) -> None:
        """Held changes have become one under a new id, and my disputed values may be newer now."""
        self._connection.execute(
            update(_conflict)
            .where(_conflict.c.change_id.in_(taken_in), _conflict.c.kept.is_(None))
            .values(change_id=survivor)
        )
        mine = {edit.path: edit.new for edit in change.edits}
        for conflict in self.open_conflicts(survivor):
            if conflict.path in mine:
                value = msgspec.json.encode(mine[conflict.path]).decode()
                self._connection.execute(
                    update(_conflict)
                    .where(_conflict.c.id == conflict.id)
                    .values(mine=value, mine_at=change.made_at.isoformat())
                )

    def settle(self, conflict_id: str, kept: str, by: str, at: datetime) -> None:
        """Note the choice; the other value stays in the row."""
        self._connection.execute(
            update(_conflict)
            .where(_conflict.c.id == conflict_id)
            .values(kept=kept, settled_by=by, settled_at=at.isoformat())
        )


def _conflict_of(row: Mapping[Any, Any]) -> Conflict:
    return Conflict(
        id=row["id"],
        kind=row["kind"],
        record_id=row["record_id"],
        case_id=row["case_id"],
        change_id=row["change_id"],
        path=tuple(msgspec.json.decode(row["path"])),
        mine=msgspec.json.decode(row["mine"]),
        mine_by=row["mine_by"],
        mine_at=row["mine_at"],
        theirs=msgspec.json.decode(row["theirs"]),
        theirs_by=row["theirs_by"],
        theirs_at=row["theirs_at"],
        kept=row["kept"],
    )
