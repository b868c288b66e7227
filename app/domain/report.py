"""The paper as a record: what was issued of what, and who signed it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, NamedTuple

from app.domain.signer import SignerRole
from app.ids import CaseId, DeviceId, Digest, OrgId, RecordId, UserId


class StrokePoint(NamedTuple):
    """Where the pen was, and when: `t_ms` counts from the first touch; y grows downwards."""

    x: int
    y: int
    t_ms: int


@dataclass(frozen=True)
class Strokes:
    """A handwritten signature as it was drawn, in a box of `width` by `height` units."""

    width: int
    height: int
    lines: tuple[tuple[StrokePoint, ...], ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was drawn."""
        return not any(self.lines)


@dataclass(frozen=True)
class Report:
    """One issued revision of a form as PDF. Never changed: a correction is a new revision.

    Which signatures are there is told by the `Signature` records that name it.
    """

    id: RecordId
    case_id: CaseId
    org: OrgId
    subject_id: RecordId
    """The visit, or the form filled apart from one, that it is the paper of."""
    form: str
    """F06 for a completion inspection."""
    doc_no: str
    revision: int
    attempt: int
    issued_at: datetime
    pdf: Digest
    """The PDF before any signature: certified fields, nothing signed."""
    record_digest: Digest
    """SHA-256 of the attached canonical record (signatures excluded)."""
    expected: tuple[SignerRole, ...]
    pages: int
    along_with: RecordId | None = None
    """The paper that it is signed along with: one stroke of the pen signs both."""
    withdrawn_at: datetime | None = None


WET_INK: Final = "wet_ink"
"""In the place of how a signer was identified: he signed a print, and the scan shows it."""


@dataclass(frozen=True)
class OnPaper:
    """What is told of a signature in ink: it was given on a print of the very paper."""

    signed_on: str
    """ISO day, as whoever brings the scan says it."""
    witness: str
    """Who saw it signed, or took the signed sheet back."""
    why: str
    """gloves | screen | seal | other: what kept him from signing on the glass."""
    printed: Digest
    """The PDF of which the print was made: the paper with the signatures that it had then."""


@dataclass(frozen=True)
class Signature:
    """One person's signature on a report, an incremental revision of its PDF.

    Of one in ink it is who brought the scan that seals; the PDF says so in its place.
    """

    id: RecordId
    case_id: CaseId
    org: OrgId
    report_id: RecordId
    role: SignerRole
    signer_name: str
    identified_by: str
    """How the signer's identity was established: staff_login | work_card | id_card |
    known_agent | wet_ink. A login is that of whoever is signed in to the tablet; his
    colleagues show a card.
    """
    signed_at: datetime
    strokes: Digest
    """The strokes as they were drawn, a blob of canonical JSON; without any where it is in ink."""
    evidence: Digest
    """SHA-256 over what was signed, by whom and how: over the paper's PDF before this signature,
    its record, and all that stands in this Signature but the digest itself and the PDF it made."""
    pdf: Digest
    """The PDF after this signature."""
    device: DeviceId
    by: UserId
    clock_offset_s: int = 0
    """What the last exchange measured between this device's clock and the centre's."""
    read_to_end: bool = False
    """Whether the whole paper was shown before, to its end."""
    consent: str = ""
    """Form and version of the text by which a signer who is no staff agrees to sign so."""
    consent_id: str = ""
    """The filled form in which the customer has agreed to it, where there is one."""
    scans: tuple[Digest, ...] | None = None
    """Of one in ink: the signed sheets as they were scanned (PDF, JPEG, PNG), in their order."""
    on_paper: OnPaper | None = None
    """Of one in ink: what is told of it."""

    @property
    def is_in_ink(self) -> bool:
        """Whether it was given on a print and not on the glass."""
        return self.identified_by == WET_INK

    @property
    def is_whole(self) -> bool:
        """Whether one in ink tells all that has to be told, and any other nothing of it."""
        told = self.on_paper
        if not self.is_in_ink:
            return told is None and not self.scans
        said = told is not None and bool(self.scans) and bool(told.witness.strip())
        return said and told is not None and _is_day(told.signed_on)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def revision_of(subject_id: str, reports: Iterable[Report]) -> int:
    """The revision of the newest paper of this visit or form; 0 where none has been issued."""
    return max((r.revision for r in reports if _is_of(r, subject_id)), default=0)


def signed_revision(
    subject_id: str, reports: Iterable[Report], signatures: Iterable[Signature]
) -> int:
    """The revision of the newest of its papers that anybody has signed; 0 where nobody has."""
    signed = {signature.report_id for signature in signatures}
    return revision_of(subject_id, (report for report in reports if report.id in signed))


def superseded_by(report: Report, reports: Iterable[Report]) -> Report | None:
    """The newest version of this paper, where one has been made after it."""
    same = [r for r in reports if (r.subject_id, r.form) == (report.subject_id, report.form)]
    newest = max(same, key=lambda each: each.revision, default=report)
    return newest if newest.revision > report.revision else None


def _is_of(report: Report, subject_id: str) -> bool:
    # A paper that is signed along with another counts its own revisions.
    return report.subject_id == subject_id and report.along_with is None
