"""The hash chain over deeds, as rows; and how far it has been checked and sent."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import accumulate
from typing import Any, Final

from sqlalchemy import Connection, func, insert, or_, select

from app import codec
from app.domain.change import Plain
from app.domain.trail import BEGINNING, GENESIS, Head, Kept, TrailLine, digest_of_told
from app.ids import Digest, UserId
from app.store import tables

_trail = tables.trail
_AT_ONCE: Final = 1000
_TOLD_LENGTH: Final = 128 << 10
"""About so many letters are told beside one line; the rest of a deed has further lines."""
_LETTERS_OF_A_RECORD: Final = 200
"""Two digests and the words around them."""

Told = Mapping[str, Mapping[str, Plain]]


class Trail:
    """The trail of one open transaction, on this device."""

    def __init__(self, connection: Connection, device: str) -> None:
        self._connection = connection
        self._device = device

    def add(
        self,
        at: datetime,
        who: UserId,
        deed: str,
        subject: str,
        content: Digest,
        *,
        case_id: str = "",
        told: Mapping[str, Plain] | None = None,
    ) -> None:
        """Add the next line to the chain; `told` says what else there is to say of the deed."""
        head = self.head()
        text = codec.canonical(dict(told)).decode() if told else ""
        line = TrailLine(
            seq=head.seq + 1,
            at=at,
            who=who,
            deed=deed,
            subject=subject,
            content=content,
            previous=head.link,
            device=self._device,
            case_id=case_id,
            told_digest=digest_of_told(text),
        )
        row = {**line.__dict__, "at": at.isoformat(), "link": line.link, "told": text}
        self._connection.execute(insert(_trail).values(row))

    def head(self) -> Head:
        """The last line's number and link as they are stored."""
        last = self._connection.execute(
            select(_trail.c.seq, _trail.c.link).order_by(_trail.c.seq.desc()).limit(1)
        ).first()
        return Head(last.seq, Digest(last.link)) if last else BEGINNING

    def has(self, deed: str, subject: str, content: Digest) -> bool:
        """Whether such a line is there already."""
        query = select(_trail.c.seq).where(
            _trail.c.deed == deed, _trail.c.subject == subject, _trail.c.content == content
        )
        return self._connection.execute(query.limit(1)).first() is not None

    def link_at(self, seq: int) -> str | None:
        """The stored link of this line, None where there is no such line; 0 is the beginning."""
        if not seq:
            return GENESIS
        return self._connection.execute(select(_trail.c.link).where(_trail.c.seq == seq)).scalar()

    def lines(self, after: int = 0, limit: int | None = None) -> list[Kept]:
        """The lines behind this number, in order."""
        query = select(_trail).where(_trail.c.seq > after).order_by(_trail.c.seq)
        rows = self._connection.execute(query.limit(limit) if limit is not None else query)
        return [kept_line(row._mapping) for row in rows]

    def walk(self, after: int = 0) -> Iterator[Kept]:
        """The same, a stretch at a time: a long trail is never in memory as a whole."""
        while stretch := self.lines(after, _AT_ONCE):
            yield from stretch
            after = stretch[-1].line.seq

    def newest(
        self,
        search: str = "",
        limit: int = 50,
        before: int | None = None,
        cases: Sequence[str] = (),
    ) -> list[Kept]:
        """The last lines, the newest first; of these cases and of ids that hold the words."""
        query = select(_trail).order_by(_trail.c.seq.desc()).limit(limit)
        if before is not None:
            query = query.where(_trail.c.seq < before)
        if search:
            named = _trail.c.subject.contains(search, autoescape=True)
            query = query.where(or_(named, _trail.c.case_id.in_(cases)))
        return [kept_line(row._mapping) for row in self._connection.execute(query)]

    def last_told(self, deed: str) -> str:
        """What is told beside the newest line of this deed; empty where there is none."""
        query = select(_trail.c.told).where(_trail.c.deed == deed).order_by(_trail.c.seq.desc())
        return self._connection.execute(query.limit(1)).scalar() or ""

    def counts(self) -> dict[str, int]:
        """How many lines there are of each deed."""
        query = select(_trail.c.deed, func.count()).group_by(_trail.c.deed).order_by(_trail.c.deed)
        return {deed: count for deed, count in self._connection.execute(query)}


def stretches(records: Told) -> Iterator[dict[str, Plain]]:
    """What a deed tells of its records, by `kind/id`, in as many parts as it takes lines.

    Of a record that changed in very many places some are named, and `more_fields` counts the rest.
    """
    part: dict[str, Plain] = {}
    room = _TOLD_LENGTH
    for name, told in records.items():
        told, length = _bounded(told)
        length += len(name) + _LETTERS_OF_A_RECORD
        if part and length > room:
            yield part
            part, room = {}, _TOLD_LENGTH
        part[name] = told
        room -= length
    if part:
        yield part


def _bounded(told: Mapping[str, Plain]) -> tuple[dict[str, Plain], int]:
    """The same with no more fields than one line takes, and the letters of their names."""
    fields: list[str] = list(told.get("fields", ()))
    lengths = list(accumulate(len(name) + 3 for name in fields))
    if not fields or lengths[-1] <= _TOLD_LENGTH:
        return dict(told), lengths[-1] if lengths else 0
    fit = bisect_right(lengths, _TOLD_LENGTH)
    fewer = {"fields": fields[:fit], "more_fields": len(fields) - fit}
    return {**told, **fewer}, lengths[fit - 1]


def kept_line(row: Mapping[Any, Any]) -> Kept:
    """The line in this row of the table."""
    line = TrailLine(
        seq=row["seq"],
        at=datetime.fromisoformat(row["at"]),
        who=UserId(row["who"]),
        deed=row["deed"],
        subject=row["subject"],
        content=Digest(row["content"]),
        previous=Digest(row["previous"]),
        device=row["device"],
        case_id=row["case_id"],
        told_digest=row["told_digest"],
    )
    return Kept(line, Digest(row["link"]), row["told"])
