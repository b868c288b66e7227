"""A change: one edit of one record, the unit that travels; and what the centre says back.

A field path is a list of names, never a dotted string: `("opinion",)`, or
`("answers", "com.tx.ir", "T1", "")` for one answer of one device.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from app.ids import CaseId, ChangeId, DeviceId, Digest, OrgId, RecordId, UserId

Plain = Any
"""What JSON can say without floats: None, bool, int, str, list and dict of these."""

Path = tuple[str, ...]

Fields = Mapping[Path, Plain]
"""A record taken apart into its fields; an absent field and a null one are the same."""


@dataclass(frozen=True)
class FieldEdit:
    """One field before and after; None means absent."""

    path: Path
    old: Plain
    new: Plain


@dataclass(frozen=True)
class Proof:
    """A record as the centre once served it in line `seq` of its feed, under the centre's own seal.

    By this a tablet gives back to a restored centre what that has forgotten, others' work too.
    """

    epoch: str
    seq: int
    rev: int
    body: Mapping[str, Plain]
    by: UserId
    """Whose work that line was."""
    seal: str
    whole: bool = False
    """Noted by the centre: all of it was taken, but for what was changed anew since."""


@dataclass(frozen=True)
class Change:
    """Edits of one record by one person on one device.

    They were made against revision `base_rev` of the agreed copy; 0 means the record is new.
    """

    id: ChangeId
    kind: str
    record_id: RecordId
    case_id: CaseId
    org: OrgId
    base_rev: int
    edits: tuple[FieldEdit, ...]
    by: UserId
    device: DeviceId
    made_at: datetime
    clock_offset_s: int = 0
    schema: int = 1
    proof: Proof | None = None
    """Where it gives back to the centre what the centre itself once served."""


@dataclass(frozen=True)
class Written:
    """A change as the JSON that travels: as it was written when it was made."""

    id: ChangeId
    text: str


class ReceiptStatus(StrEnum):
    """What the centre did with a pushed change."""

    RECEIVED = "received"
    CLASH = "clash"
    """Another device changed the same field since; pull, then a person settles it."""
    REFUSED = "refused"


@dataclass(frozen=True)
class Receipt:
    """The centre's answer to one change. It only marks; the feed alone moves the agreed copy."""

    change_id: ChangeId
    status: ReceiptStatus
    reason: str = ""
    """A stable code when refused (see `sync/protocol/problems.py`)."""


class EntryReason(StrEnum):
    """Why an entry stands in the feed."""

    CHANGE = "change"
    SNAPSHOT = "snapshot"
    """The case came newly into this person's scope: the whole record, its history lies behind."""
    LEFT = "left"
    """The case left this person's scope; unsent work stays on the tablet."""


@dataclass(frozen=True)
class Again:
    """An entry gives back what stood at revision `rev` in a former life of the centre."""

    epoch: str
    rev: int
    whole: bool


@dataclass(frozen=True)
class Entry:
    """One line of the centre's feed: a record as it stands at revision `rev`."""

    seq: int
    reason: EntryReason
    kind: str
    record_id: RecordId
    case_id: CaseId
    rev: int
    body: Mapping[str, Plain]
    change_id: ChangeId | None
    by: UserId
    device: DeviceId
    at: datetime
    seal: str = ""
    """The centre's, over what it says here: proof for a life that has forgotten it."""
    again: Again | None = None
    digest: Digest | None = None
    """In place of the body, where this device made the change: of the record as it is there."""


@dataclass(frozen=True)
class Page:
    """A stretch of the feed. The cursor moves to `last` in the transaction that takes it in.

    `epoch` names the life of the centre's store: a centre restored from a backup has a new one.
    """

    epoch: str
    entries: tuple[Entry, ...]
    last: int
    more: bool
    mark: str = ""
    """Tells the centre later whether it still has the line that this cursor stands on."""
