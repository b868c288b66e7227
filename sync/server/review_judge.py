"""The centre judges what the office says of a record: who says it, and of which version."""

from collections.abc import Mapping
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from app import codec
from app.domain.application import APPLICATION
from app.domain.change import Plain
from app.domain.filing import REFUSAL
from app.domain.report import Report, Signature, revision_of, signed_revision
from app.domain.review import REVIEWED, Review, ReviewResult, is_sealed, last_of
from app.domain.staff import REVIEWS
from app.ids import Digest
from sync.protocol import problems
from sync.server import paper_standings, tables
from sync.server.accounts import Account

NOT_REVIEWED = frozenset({APPLICATION, REFUSAL})
"""Forms that have another way back: a notice of what is missing, or another attempt to sign."""

_record = tables.record


def review_refusal(connection: Connection, account: Account, body: Mapping[str, Plain]) -> str:
    """Why this may not be said of the record, as a stable code; empty when it may."""
    review = codec.decode(Review, body)
    if not REVIEWS & set(account.roles):
        return problems.NOT_ALLOWED
    if (review.by, review.by_name) != (account.user, account.name):
        return problems.FOREIGN
    subject, digest = subject_of(connection, account.org, review)
    if not may_be_reviewed(review.subject_kind, subject) or _says_nothing(review):
        return problems.MALFORMED
    if account.user in (subject.get("lead"), subject.get("author")):
        return problems.OWN_WORK
    reports = records_of(connection, account.org, review.case_id, Report)
    if (review.seen, review.revision) != (digest, revision_of(review.subject_id, reports)):
        return problems.ANOTHER_VERSION
    last = last_of(records_of(connection, account.org, review.case_id, Review), review.subject_id)
    if last is not None and last.seen == digest and _adds_nothing(last, review):
        return problems.REVIEWED_ALREADY
    passes = review.result is ReviewResult.PASSED
    if passes and _is_unsound(connection, account.org, review, reports):
        return problems.UNSOUND
    return ""


def _is_unsound(connection: Connection, org: str, review: Review, reports: list[Report]) -> bool:
    """Whether a file of its newest papers has proved bad: that passes by no look."""
    bad = paper_standings.of_case(connection, org, review.case_id)
    mine = (each for each in reports if each.subject_id == review.subject_id)
    return any(each.id in bad and bad[each.id].is_open for each in mine)


def stays_sealed(connection: Connection, org: str, case_id: str, subject_id: str) -> bool:
    """Whether somebody has signed this visit or form as it is, and it was not returned since."""
    reports = records_of(connection, org, case_id, Report)
    signatures = records_of(connection, org, case_id, Signature)
    signed = signed_revision(subject_id, reports, signatures)
    if not signed:
        return False
    return is_sealed(records_of(connection, org, case_id, Review), subject_id, signed)


def may_be_reviewed(kind: str, subject: Mapping[str, Plain]) -> bool:
    """Whether this is a record that the office passes or returns: a recorded visit or form."""
    recorded = kind in REVIEWED and "recorded_at" in subject and "withdrawn_at" not in subject
    return recorded and subject.get("form") not in NOT_REVIEWED


def subject_of(
    connection: Connection, org: str, review: Review
) -> tuple[Mapping[str, Plain], Digest]:
    """The record that this is said of, and its digest; nothing where there is none in its case."""
    query = select(_record.c.body, _record.c.digest).where(
        _record.c.org == org,
        _record.c.kind == review.subject_kind,
        _record.c.id == review.subject_id,
        _record.c.case_id == review.case_id,
    )
    row = connection.execute(query).first()
    if row is None:
        return {}, Digest("")
    body: Mapping[str, Plain] = msgspec.json.decode(row.body)
    return body, Digest(row.digest)


def records_of(
    connection: Connection, org: str, case_id: str, record_type: type[codec.R]
) -> list[codec.R]:
    """All records of this type that the centre has of a case; none that has sealed fields."""
    query = select(_record.c.body).where(
        _record.c.org == org,
        _record.c.case_id == case_id,
        _record.c.kind == codec.kind_of(record_type),
    )
    bodies: list[dict[str, Any]] = [
        msgspec.json.decode(text) for text in connection.execute(query).scalars()
    ]
    return [codec.decode(record_type, body) for body in bodies]


def _says_nothing(review: Review) -> bool:
    """A return says why; a pass wants no word."""
    returned = review.result is ReviewResult.RETURNED
    return returned != bool(review.reason.strip()) or (bool(review.photo_id) and not returned)


def _adds_nothing(last: Review, review: Review) -> bool:
    """What was returned waits for another version; what passed may still be returned."""
    return last.result is ReviewResult.RETURNED or last.result is review.result
