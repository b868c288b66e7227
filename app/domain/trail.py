"""The hash chain over deeds: a line taken out, changed or moved breaks every line after it.

A line says who did what to which record, when and on which device. What there is to tell beside
that (which fields, why, how many copies) hangs on the line by its digest, so that it may be made
unreadable some day while the chain stays whole.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from app.ids import Digest, UserId

GENESIS = Digest("0" * 64)

VIEW_IDENTITY = "view_identity"
PRINT = "print_report"
EXPORT = "export"
SYNC_ROUND = "sync_round"
UNLOCK = "unlock"
UNLOCK_REFUSED = "unlock_refused"
CREATE_WORKSPACE = "create_workspace"
TRAIL_BROKEN = "trail_broken"
RESCUE = "rescue_workspace"
CLEAN = "clean_workspace"
SET_ASIDE = "set_aside"
"""Deeds that change no record and stand in the trail all the same."""


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
    device: str = ""
    """Empty on a line of the first layout, which did not say it."""
    case_id: str = ""
    told_digest: str = ""
    """SHA-256 of what is told beside, empty where nothing is."""

    @property
    def link(self) -> Digest:
        """SHA-256 over this line, the previous link included."""
        parts = [
            str(self.seq),
            self.at.isoformat(),
            self.who,
            self.deed,
            self.subject,
            self.content,
            self.previous,
        ]
        text = "\x1f".join(parts)
        if self.device:
            # In JSON no part can pass for two.
            text = json.dumps([2, *parts, self.device, self.case_id, self.told_digest])
        return Digest(hashlib.sha256(text.encode()).hexdigest())

    def is_told_by(self, told: str) -> bool:
        """Whether this is the very text that hangs on the line."""
        return self.told_digest == digest_of_told(told)


@dataclass(frozen=True)
class Kept:
    """A line as it lies in a store, with its link and what is told beside it."""

    line: TrailLine
    link: Digest
    told: str = ""
    """Canonical JSON of an object, or empty."""


@dataclass(frozen=True)
class Head:
    """Where a chain ends; the very beginning has number 0."""

    seq: int = 0
    link: Digest = GENESIS


BEGINNING = Head()


@dataclass(frozen=True)
class Break:
    """A line that does not fit, and why.

    "gap", "previous", "link" or "told"; "sent" where it is not the one that the centre has.
    """

    seq: int
    why: str


def digest_of_told(told: str) -> str:
    """SHA-256 of a told text; empty for an empty one."""
    return hashlib.sha256(told.encode()).hexdigest() if told else ""


def misfit(before: Head, kept: Kept) -> str:
    """Why this line cannot stand behind that head; empty when it can."""
    line = kept.line
    if line.seq != before.seq + 1:
        return "gap"
    if line.previous != before.link:
        return "previous"
    return own_fault(kept)


def own_fault(kept: Kept) -> str:
    """What is wrong with a line by itself; empty when nothing is."""
    if kept.line.link != kept.link:
        return "link"
    return "" if kept.line.is_told_by(kept.told) else "told"


def first_break(lines: Iterable[Kept], after: Head = BEGINNING) -> tuple[Break | None, Head]:
    """The first line that does not fit, and the head up to which the chain holds."""
    head = after
    for kept in lines:
        if why := misfit(head, kept):
            return Break(kept.line.seq, why), head
        head = Head(kept.line.seq, kept.link)
    return None, head


def first_broken(lines: Iterable[Kept]) -> int | None:
    """Number of the first line that does not fit, or None when the chain holds."""
    found, _ = first_break(lines)
    return found.seq if found else None
