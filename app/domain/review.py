"""What the office says of a record that it has received: passed, or returned with the reason.

What is signed never changes by it. A return lets the record be taken up again; what comes of that
has a paper of its own, the next revision, signed again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from app.ids import CaseId, DeviceId, Digest, OrgId, RecordId, UserId

REVIEWED: Final = ("inspection", "filing")
"""Kinds that the office looks at; a photo is returned with the record that it belongs to."""


class ReviewResult(StrEnum):
    """What was found."""

    PASSED = "passed"
    RETURNED = "returned"


class Standing(StrEnum):
    """How a record stands towards what was last said of it."""

    PASSED = "passed"
    RETURNED = "returned"
    MENDING = "mending"
    """It was returned, and is a draft again."""
    MENDED = "mended"
    """It was returned, and what is here now is another version: to be looked at anew."""
    UNSEEN = "unseen"
    """Nothing has been said of it as it is."""


STANDING_NAMES: Final = {
    Standing.PASSED: "审核通过",
    Standing.RETURNED: "已退回",
    Standing.MENDING: "更正中",
    Standing.MENDED: "已更正，待审核",
    Standing.UNSEEN: "待审核",
}
"""As screen and page name them."""


@dataclass(frozen=True)
class Review:
    """One word of the office on one version of a record; never changed, only added to."""

    id: RecordId
    case_id: CaseId
    org: OrgId
    subject_kind: str
    """inspection | filing."""
    subject_id: RecordId
    seen: Digest
    """SHA-256 of the record as the office had it: what has changed since is another version."""
    revision: int
    """Of the newest paper that there was of it; 0 = none had been issued."""
    result: ReviewResult
    by: UserId
    by_name: str
    device: DeviceId
    at: datetime
    reason: str = ""
    """Why it is returned; empty where it passed."""
    photo_id: RecordId | None = None
    """The photo of it that is the trouble, where it is one."""

    @property
    def reasons(self) -> Mapping[str, str]:
        """No room for reasons: its words are the office's own."""
        return {}


def standing_of(last: Review | None, now: Digest, *, is_draft: bool) -> Standing:
    """How a record whose digest is this stands towards what was last said of it."""
    if last is None:
        return Standing.UNSEEN
    if last.seen == now:
        return Standing(last.result.value)
    if last.result is ReviewResult.PASSED:
        return Standing.UNSEEN
    return Standing.MENDING if is_draft else Standing.MENDED


def last_of(reviews: Iterable[Review], subject_id: str) -> Review | None:
    """What was last said of this record."""
    mine = [review for review in reviews if review.subject_id == subject_id]
    return max(mine, key=lambda review: (review.at, review.id), default=None)


def is_sealed(reviews: Iterable[Review], subject_id: str, signed: int) -> bool:
    """Whether a record whose newest signed paper is of this revision stays as it is.

    A return opens it up to the paper that the office had: one signed since is sealed again, so a
    return that comes late does not touch the version that it has not seen. 0 = nothing is signed.
    """
    returned = [
        review.revision
        for review in reviews
        if review.subject_id == subject_id and review.result is ReviewResult.RETURNED
    ]
    return signed > max(returned, default=0)
