"""What the office has said of the records of a case, read in an open transaction."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app import codec
from app.domain.change import Plain
from app.domain.filing import Filing
from app.domain.inspection import Inspection
from app.domain.report import Report, Signature, revision_of, signed_revision
from app.domain.review import (
    REVIEWED,
    Review,
    ReviewResult,
    Standing,
    is_sealed,
    last_of,
    standing_of,
)
from app.ids import CaseId, UserId
from app.workspace import Unit


@dataclass(frozen=True)
class Reviewed:
    """The last word of the office on one record, and how that stands towards it."""

    review: Review
    standing: Standing
    subject: Inspection | Filing
    is_signed: bool
    """Whether everybody has signed the newest paper of it, made since where it was returned."""

    @property
    def responsible(self) -> UserId:
        """Who has to put it right: whoever led the visit, or filled the form."""
        subject = self.subject
        return subject.lead if isinstance(subject, Inspection) else subject.author

    @property
    def waits(self) -> bool:
        """Whether whoever is responsible has to do something about it."""
        if self.standing in (Standing.RETURNED, Standing.MENDING):
            return True
        return self.standing is Standing.MENDED and not self.is_signed


def reviewed(unit: Unit, case_id: str) -> tuple[Reviewed, ...]:
    """Every record of this case that the office has spoken of, in the order of their making."""
    reviews = unit.find(Review, case_id)
    if not reviews:
        return ()
    reports, signatures = unit.find(Report, case_id), unit.find(Signature, case_id)
    found = []
    for kind in REVIEWED:
        for body in unit.records.bodies(kind, case_id):
            review = last_of(reviews, body["id"])
            if review is None or "withdrawn_at" in body:
                continue
            subject = _subject(kind, body)
            standing = standing_of(review, codec.digest(body), is_draft=subject.recorded_at is None)
            paper = paper_since(review, reports)
            names = [s for s in signatures if paper is not None and s.report_id == paper.id]
            is_signed = paper is not None and len(names) >= len(paper.expected)
            found.append(Reviewed(review, standing, subject, is_signed))
    return tuple(found)


def seals(unit: Unit, case_id: CaseId, subject_id: str) -> bool:
    """Whether somebody has signed the record as it is, so that it does not change any more."""
    signed = signed_revision(subject_id, unit.find(Report, case_id), unit.find(Signature, case_id))
    return is_sealed(unit.find(Review, case_id), subject_id, signed)


def is_signed(unit: Unit, case_id: CaseId, subject_id: str) -> bool:
    """Whether anybody has signed a paper of this record, whatever was said of it since."""
    reports, signatures = unit.find(Report, case_id), unit.find(Signature, case_id)
    return signed_revision(subject_id, reports, signatures) > 0


def is_redone(unit: Unit, kind: str, case_id: CaseId, subject_id: str) -> bool:
    """Whether this record was returned after its newest paper, and has been changed since."""
    reviews = [r for r in unit.find(Review, case_id) if r.subject_id == subject_id]
    returned = [r for r in reviews if r.result is ReviewResult.RETURNED]
    newest = revision_of(subject_id, unit.find(Report, case_id))
    body = unit.records.body(kind, subject_id)
    last = last_of(returned, subject_id)
    if last is None or body is None or last.revision < newest:
        return False
    return last.seen != codec.digest(body)


def paper_since(review: Review, reports: Iterable[Report]) -> Report | None:
    """The newest paper of the record that was made after this was said of it."""
    mine = [r for r in reports if r.subject_id == review.subject_id and r.along_with is None]
    newest = max(mine, key=lambda report: report.revision, default=None)
    return newest if newest is not None and newest.revision > review.revision else None


def _subject(kind: str, body: Mapping[str, Plain]) -> Inspection | Filing:
    if kind == codec.kind_of(Filing):
        return codec.decode(Filing, body)
    return codec.decode(Inspection, body)
