"""The hash chain over deeds, as rows."""

from datetime import datetime

from sqlalchemy import Connection, insert, select

from app.domain.trail import GENESIS, TrailLine
from app.ids import Digest, UserId
from app.store import tables

_trail = tables.trail


class Trail:
    """The trail of one open transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, at: datetime, who: UserId, deed: str, subject: str, content: Digest) -> None:
        """Add the next line to the chain."""
        last = self._connection.execute(
            select(_trail.c.seq, _trail.c.link).order_by(_trail.c.seq.desc()).limit(1)
        ).first()
        seq, previous = (last.seq + 1, Digest(last.link)) if last else (1, GENESIS)
        line = TrailLine(seq, at, who, deed, subject, content, previous)
        self._connection.execute(
            insert(_trail).values(
                seq=seq,
                at=at.isoformat(),
                who=who,
                deed=deed,
                subject=subject,
                content=content,
                previous=previous,
                link=line.link,
            )
        )

    def has(self, deed: str, subject: str, content: Digest) -> bool:
        """Whether such a line is there already."""
        query = select(_trail.c.seq).where(
            _trail.c.deed == deed, _trail.c.subject == subject, _trail.c.content == content
        )
        return self._connection.execute(query.limit(1)).first() is not None

    def lines(self) -> list[tuple[TrailLine, Digest]]:
        """Every line with its stored link, in order."""
        return [
            (
                TrailLine(
                    row.seq,
                    datetime.fromisoformat(row.at),
                    row.who,
                    row.deed,
                    row.subject,
                    row.content,
                    row.previous,
                ),
                row.link,
            )
            for row in self._connection.execute(select(_trail).order_by(_trail.c.seq))
        ]
