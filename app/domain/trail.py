"""The hash chain over deeds: a line taken out, changed or moved breaks every line after it."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from app.ids import Digest, UserId

GENESIS = Digest("0" * 64)


@dataclass(frozen=True)
class TrailLine:
    """One deed: who did what to which record, and the digest of what it became."""

    seq: int
    at: datetime
    who: UserId
    deed: str
    subject: str
    content: Digest
    previous: Digest

    @property
    def link(self) -> Digest:
        """SHA-256 over this line, the previous link included."""
        parts = (
            str(self.seq),
            self.at.isoformat(),
            self.who,
            self.deed,
            self.subject,
            self.content,
            self.previous,
        )
        return Digest(hashlib.sha256("\x1f".join(parts).encode()).hexdigest())


def first_broken(lines: Iterable[TrailLine], links: Iterable[str]) -> int | None:
    """Number of the first line that does not fit, or None when the chain holds.

    `links` are the links as stored, one a line.
    """
    previous, expected_seq = GENESIS, 1
    for line, stored in zip(lines, links, strict=True):
        if line.previous != previous or line.link != stored or line.seq != expected_seq:
            return line.seq
        previous, expected_seq = line.link, expected_seq + 1
    return None
