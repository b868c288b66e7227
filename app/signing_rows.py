"""The places of a paper signed, on the glass or in ink: sealed one by one, and what follows."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import msgspec

from app import codec
from app.consent import consent_to_sign
from app.documents.device_key import SigningIdentity
from app.documents.lint import lint
from app.documents.seal import seal
from app.documents.signer import Signer
from app.domain.case import ConnectionCase
from app.domain.defect import Defect
from app.domain.filing import Filing
from app.domain.free_text import FIX, Spoken
from app.domain.inspection import Inspection
from app.domain.report import OnPaper, Report, Signature, Strokes
from app.domain.signer import SignerRole
from app.errors import NotReady, SealedRecord
from app.guarded import note_hits, refuse_words
from app.happening import happened
from app.ids import Digest, RecordId
from app.paper_check import evidence_of
from app.paper_signers import is_filing, refusal_of, signed_together
from app.papers import outcomes_of
from app.workspace import AUTHORITY, CERTIFICATE, DEVICE_KEY, Unit, Workspace

NO_STROKES = Strokes(1, 1, ())


@dataclass(frozen=True)
class Row:
    """One place of a paper, and who signs there how."""

    role: SignerRole
    signer_name: str
    identified_by: str
    strokes: Strokes = NO_STROKES
    read_to_end: bool = False
    scans: tuple[Digest, ...] | None = None
    on_paper: OnPaper | None = None


@dataclass(frozen=True)
class Desk:
    """A paper whose turn it is, with those that are signed along with it."""

    report: Report
    others: tuple[Report, ...]
    there: Sequence[Signature] = field(repr=False)
    """All signatures of its case."""

    def earlier(self, report: Report) -> list[Signature]:
        """Who has signed this one already."""
        return [each for each in self.there if each.report_id == report.id]

    @property
    def file(self) -> Digest:
        """The file of the leading paper as it stands."""
        before = self.earlier(self.report)
        return before[-1].pdf if before else self.report.pdf


def look_before(ws: Workspace, report_id: str, deed: str) -> None:
    """Note what the paper's words say, and look what is in its file before anybody signs it.

    Raises:
        NotReady: there is something in it that nobody sees.
    """
    # A transaction of its own: a refusal would take the note of what was tried back with it.
    with ws.unit(deed) as unit:
        for record in _told_by(unit, unit.get(Report, report_id)):
            note_hits(ws, unit, record, deed)
    with ws.read() as unit:
        papers = signed_together(unit, unit.get(Report, report_id))
        signed = {each.report_id for each in unit.find(Signature, papers[0].case_id)}
    for report in papers:
        # Whatever is signed already was looked at then, and its signatures hold it as it was.
        if report.id not in signed and lint(
            ws.blobs.get(report.pdf), report.expected, report.record_digest
        ):
            raise NotReady(deed, ("unsafe_paper",))


def paper_to_sign(unit: Unit, report_id: str, roles: Sequence[SignerRole]) -> Desk:
    """The paper, where it is the turn of these roles, one after the other.

    Raises:
        SealedRecord: it is not, or the refusal to sign is on record.
    """
    report, *others = signed_together(unit, unit.get(Report, report_id))
    desk = Desk(report, tuple(others), unit.find(Signature, report.case_id))
    turn = report.expected[len(desk.earlier(report)) :]
    if not roles or tuple(roles) != turn[: len(roles)] or refusal_of(unit, report) is not None:
        raise SealedRecord("report", report_id)
    return desk


def sign_rows(
    ws: Workspace, unit: Unit, desk: Desk, rows: Sequence[Row], signer: Signer
) -> Signature:
    """Seal these places with this key; the last one of the leading paper is given back.

    With the last signer of a paper the case goes on.

    Raises:
        WordsRefused: the record says what by the rules of today it must not say.
        WrongStage: the case no longer stands where this can happen.
    """
    report = desk.report
    for record in _told_by(unit, report):
        refuse_words(ws, unit, record, judged=FIX)
    last = len(desk.earlier(report)) + len(rows) == len(report.expected)
    outcomes = outcomes_of(ws, unit, report) if last else ()
    events = happened(ws, unit, unit.get(ConnectionCase, report.case_id), outcomes)
    made = [_sealed_rows(ws, unit, desk, each, rows, signer) for each in (report, *desk.others)]
    for signature in (each for signatures in made for each in signatures):
        unit.save(signature)
    for event in events:
        unit.save(event)
    return made[0][-1]


def device_signer(unit: Unit, deed: str) -> SigningIdentity:
    """The key of this tablet, with the certificate that the centre has given it.

    Raises:
        NotReady: it has none yet.
    """
    kept = [unit.settings.get(name) for name in (DEVICE_KEY, CERTIFICATE, AUTHORITY)]
    if not all(kept):
        raise NotReady(deed, ("certificate",))
    key, certificate, authority = (value.decode() for value in kept if value)
    return SigningIdentity(key, certificate, (authority,))


def _told_by(unit: Unit, report: Report) -> tuple[Spoken, ...]:
    """The records whose words this paper carries."""
    if is_filing(unit, report.subject_id):
        return (unit.get(Filing, report.subject_id),)
    visit = unit.get(Inspection, report.subject_id)
    return (visit, *(d for d in unit.find(Defect, report.case_id) if d.inspection_id == visit.id))


def _sealed_rows(
    ws: Workspace, unit: Unit, desk: Desk, report: Report, rows: Sequence[Row], signer: Signer
) -> list[Signature]:
    """One signature after the other on this paper, each over the file with those before it."""
    earlier = desk.earlier(report)
    before, done = (earlier[-1].pdf if earlier else report.pdf), len(earlier)
    made: list[Signature] = []
    for row in rows:
        last = done + len(made) + 1 == len(report.expected)
        made.append(_sealed(ws, unit, report, before, row, signer, last=last))
        before = made[-1].pdf
    return made


def _sealed(
    ws: Workspace,
    unit: Unit,
    report: Report,
    before: Digest,
    row: Row,
    signer: Signer,
    *,
    last: bool,
) -> Signature:
    signature = _unsealed(ws, unit, report, row)
    evidence = evidence_of(signature, report, before)
    sealed = seal(
        ws.blobs.get(before),
        row.role,
        signer,
        form=report.form,
        strokes=row.strokes,
        signer_name=row.signer_name,
        identified_by=row.identified_by,
        signed_at=signature.signed_at,
        evidence=evidence,
        last=last,
        on_paper=row.on_paper,
        scan=row.scans[0] if row.scans else "",
    )
    return replace(signature, evidence=evidence, pdf=ws.blobs.put(sealed))


def _unsealed(ws: Workspace, unit: Unit, report: Report, row: Row) -> Signature:
    """All that is known of the signature before it is made."""
    # Who signs a print agrees to nothing electronic.
    agrees = not row.role.is_staff and row.on_paper is None
    consent = consent_to_sign(ws, unit, report.case_id) if agrees else None
    return Signature(
        id=RecordId(ws.ids.new()),
        case_id=report.case_id,
        org=report.org,
        report_id=report.id,
        role=row.role,
        signer_name=row.signer_name,
        identified_by=row.identified_by,
        signed_at=ws.clock.now(),
        strokes=ws.blobs.put(codec.canonical(msgspec.to_builtins(row.strokes))),
        evidence=Digest(""),
        pdf=Digest(""),
        device=ws.who.device,
        by=ws.who.user,
        clock_offset_s=unit.inbox.standing().clock_offset_s,
        read_to_end=row.read_to_end,
        consent=consent.version if consent else "",
        consent_id=consent.filing_id if consent else "",
        scans=row.scans,
        on_paper=row.on_paper,
    )
