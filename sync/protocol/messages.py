"""What travels between tablet and centre, the routes it travels on, and the version of both.

Changes, receipts and pages of the feed are values of the domain (`app/domain/change.py`); here is
what lies around them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final, Protocol

from app.domain.change import Change, Page, Receipt, Written
from app.domain.holiday_notice import HolidayNotice
from app.domain.trail import Kept
from app.ids import Digest

PROTOCOL: Final = 1
PROTOCOL_HEADER: Final = "Kanyan-Protocol"

HEALTH: Final = "/health"
SIGN_IN: Final = "/v1/sign-in"
ENROL: Final = "/v1/enrol"
CHANGES: Final = "/v1/changes"
FEED: Final = "/v1/feed"
SNAPSHOT: Final = "/v1/snapshot"
DIGEST: Final = "/v1/digest"
TRAIL: Final = "/v1/trail"
FILES: Final = "/v1/files"
UPLOADS: Final = "/v1/uploads"
WORK_ORDERS: Final = "/v1/work-orders"
RULES: Final = "/v1/rules"
STICK: Final = "/v1/stick"
BACKED_UP: Final = "/v1/backed-up"
HOLIDAYS: Final = "/v1/rules/holidays"
TUS_VERSION: Final = "1.0.0"

PAGE_LIMIT: Final = 500
SNAPSHOT_LIMIT: Final = 1000
PUSH_LIMIT: Final = 500
TRAIL_LIMIT: Final = 500
MISSING_LIMIT: Final = 500
BACKED_UP_LIMIT: Final = 500


@dataclass(frozen=True)
class SignIn:
    """A person signs in on a device."""

    user: str
    password: str
    device: str
    device_label: str = ""


@dataclass(frozen=True)
class SignedIn:
    """Who that is, and the token for what follows."""

    token: str
    user: str
    name: str
    org: str
    roles: tuple[str, ...]
    now: datetime


@dataclass(frozen=True)
class Enrol:
    """A device asks for the certificate of its signing key (PEM)."""

    request: str


@dataclass(frozen=True)
class Enrolled:
    """The device's certificate, and the centre's authority it hangs from (PEM)."""

    certificate: str
    authority: str
    stick: str = ""
    """The certificate for which a tablet seals what it gives to a stick."""


@dataclass(frozen=True)
class Waiting:
    """What still waits on the tablet, so that the office sees every queue."""

    changes: int = 0
    files: int = 0
    oldest: datetime | None = None
    """When the oldest of these changes was made, by the clock of the centre as far as known."""


@dataclass(frozen=True)
class Push:
    """Changes in the order they were made."""

    changes: tuple[Change, ...]
    waiting: Waiting = Waiting()


@dataclass(frozen=True)
class Pushed:
    """One receipt for each change, in the same order."""

    receipts: tuple[Receipt, ...]


@dataclass(frozen=True)
class Snapshot:
    """A part of what stands in the feed up to line `until`: of each record its newest line.

    The cursor moves with it as with any page; behind `until` the feed goes on.
    """

    page: Page
    until: int


class Taking(StrEnum):
    """How much of a file of work orders shall be taken in."""

    NOTHING = "nothing"
    """Only tell what it would do."""
    WHOLE = "whole"
    """All of it, or nothing when a row is refused."""
    SOUND = "sound"
    """The rows that are sound."""


@dataclass(frozen=True)
class NewHolidays:
    """A year's days off and make-up days, to be published with the rules."""

    notice: HolidayNotice
    replace: bool = False
    """Whether a year that is published already is to be corrected."""


@dataclass(frozen=True)
class RulesPublished:
    """A new rule package is there: its version, and what is new in it."""

    version: int
    changed: tuple[str, ...]


@dataclass(frozen=True)
class TrailStanding:
    """Up to which line of what was sent the centre has the trail, or where its own chain ends.

    `trouble` is empty, or the number of a line and why it does not fit, as "12:previous".
    """

    seq: int
    link: Digest
    trouble: str = ""


@dataclass(frozen=True)
class Standing:
    """One digest over all records this person may see, and the centre's time.

    The digest is empty where the total was asked for in its place.
    """

    digest: str
    now: datetime
    colleagues: Mapping[str, str] = field(default_factory=dict)
    """Names, by user id, of those of the organisation who work on the same cases."""
    stick: str = ""
    """The certificate for which a tablet seals what it gives to a stick (PEM)."""
    missing: tuple[Digest, ...] = ()
    """Files that records of the scope name and the centre lacks, at most so many at a time."""
    backed_up: int = 0
    """Up to which line of this life's feed a verified backup holds everything; 0: none does."""
    backup: int = 0
    """The number of that backup: another one may hold more files, and no further line."""
    stamps: tuple[str, ...] = ()
    """Authorities (PEM) beside the centre's own whose timestamps it puts behind papers."""
    rules: int | None = None
    """The newest rule package there is; from a centre that does not say it has to be asked for."""
    trail: TrailStanding | None = None
    """Where the chain ends that the centre has of this device."""
    total: str = ""
    """Of all records this person may see (`codec.weight`); kept, so it costs the same always."""


@dataclass(frozen=True)
class BackedUpAsked:
    """Whether a backup of the centre holds these files."""

    files: tuple[Digest, ...]


@dataclass(frozen=True)
class BackedUp:
    """Those of the files that a backup which was read back holds, and the life it is of."""

    epoch: str
    files: tuple[Digest, ...]


@dataclass(frozen=True)
class TrailPush:
    """All lines of this device's trail behind number `after`, in order, as many as fit.

    `head` is the number of the last line there is on the tablet.
    """

    after: int
    head: int
    lines: tuple[Kept, ...]


@dataclass(frozen=True)
class StickAnswer:
    """What the centre says to what came by stick; the feed and new rules lie beside it."""

    receipts: tuple[Receipt, ...] = ()
    files: tuple[Digest, ...] = ()
    """Files of that stick that the centre has, whole and checked."""
    digest: str = ""
    """Over all records that this person may see."""
    colleagues: Mapping[str, str] = field(default_factory=dict)
    trail: TrailStanding | None = None
    more: bool = False
    """There is more for this tablet than one answer holds."""
    sites: tuple[str, ...] = ()
    """Hand-overs of colleagues that came along and are with the centre now."""
    carried: tuple[Receipt, ...] = ()
    """What is said to the changes in them."""


@dataclass(frozen=True)
class Site:
    """A case that one tablet hands over to another, as it stands there."""

    page: Page
    changes: tuple[Change, ...]


class CentreLink(Protocol):
    """What a round needs of the centre, whoever carries it: HTTP, a stick, a simulation.

    Every method raises `Unreachable` (may be sent again) or `Rejected` (no use).
    """

    def page(self, epoch: str, after: int, mark: str = "", *, brief: bool = False) -> Page:
        """The feed after this cursor; an empty page at 0 when the epoch is not the centre's.

        `mark` came with the page that ended at this cursor. A `brief` one leaves out the bodies of
        what this device changed, and says their digests.
        """
        ...

    def snapshot(self, epoch: str, after: int, until: int) -> Snapshot:
        """For a new tablet: what stands in the feed behind this cursor, without what is overtaken.

        `until` came with the first part; 0 asks for one that is taken now.

        Raises:
            UnknownRecord: a centre from before there were any.
        """
        ...

    def push(self, changes: Sequence[Change | Written], waiting: Waiting) -> tuple[Receipt, ...]:
        """Send changes; sending them again is harmless."""
        ...

    def rules(self, after: int) -> bytes | None:
        """The newest rule package, if it is newer than this version."""
        ...

    def standing(self) -> Standing:
        """The centre's digest of this person's scope, its time, and who works on the same cases."""
        ...

    def send_file(
        self,
        digest: Digest,
        content: bytes,
        upload: str,
        note: Callable[[str], None],
        moved: Callable[[int], None],
    ) -> None:
        """Send a file, going on with `upload` where it stopped; `note` hears of a new upload.

        `moved` hears how many bytes have gone, and raises `Stopped` where it shall not go on.
        """
        ...

    def fetch_file(self, digest: Digest, moved: Callable[[int], None]) -> bytes:
        """The whole file, checked against its digest; `moved` as above."""
        ...

    def backed_up(self, files: Sequence[Digest]) -> BackedUp:
        """Which of these files (so many at a time) a backup of the centre holds."""
        ...

    def deliver(self, sealed: bytes) -> tuple[Receipt, ...]:
        """Bring what another tablet sealed and signed for the centre; again is harmless."""
        ...

    def send_trail(self, push: TrailPush) -> TrailStanding:
        """Send lines of the trail; sending them again is harmless."""
        ...
