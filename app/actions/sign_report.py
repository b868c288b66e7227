"""One person signs a paper: his strokes, his revision of the PDF, and at the end the event."""

from dataclasses import dataclass, field, replace

import msgspec

from app import codec
from app.consent import consent_to_sign
from app.documents.device_key import SigningIdentity
from app.documents.key_file import checked_holder, open_key_file
from app.documents.lint import lint
from app.documents.seal import seal
from app.documents.signer import Signer
from app.domain.case import ConnectionCase
from app.domain.defect import Defect
from app.domain.filing import Filing
from app.domain.free_text import FIX, Spoken
from app.domain.inspection import Inspection
from app.domain.report import Report, Signature, Strokes
from app.domain.signer import SignerRole
from app.domain.signing import Attendant
from app.errors import NotReady, SealedRecord
from app.guarded import note_hits, refuse_words
from app.happening import happened
from app.ids import Digest, RecordId
from app.paper_check import evidence_of
from app.papers import is_filing, outcomes_of, refusal_of, signed_together, signers_of
from app.workspace import AUTHORITY, CERTIFICATE, DEVICE_KEY, KEY_FILE, Unit, Workspace


@dataclass(frozen=True)
class SigningAct:
    """Who signs, in which role, how he was identified, and what he drew."""

    role: SignerRole
    signer_name: str
    identified_by: str
    strokes: Strokes
    read_to_end: bool = False
    """Whether the whole paper was shown to him before, to its end."""
    seen: Digest | None = None
    """The digest of the file that was shown to him; None = of whatever stands here."""
    key_password: str = field(default="", repr=False)
    """Of his own key file, where he signs with one."""


def sign_report(ws: Workspace, report_id: str, act: SigningAct) -> Signature:
    """The signature, with the PDF it made; with the last one the case goes on.

    Papers that belong together are signed together, by the same strokes, each for itself; the
    signature of the leading one is given back.

    Raises:
        NotReady: no name, nothing drawn, another than who signs in this place, a login that is not
            his, a paper that was not read to its end or is another than the one shown, something
            hidden in it, a wrong password of his own key or one that has ended, or this device has
            no certificate yet.
        SealedRecord: it is not this role's turn, or the refusal to sign is on record.
        WordsRefused: the record says what by the rules of today it must not say.
        WrongStage: the case no longer stands where this can happen.
    """
    # A transaction of its own: a refusal would take the note of what was tried back with it.
    with ws.unit("sign_report") as unit:
        for record in _told_by(unit, unit.get(Report, report_id)):
            note_hits(ws, unit, record, "sign_report")
    _look_inside(ws, report_id)
    with ws.unit("sign_report") as unit:
        report, *others = signed_together(unit, unit.get(Report, report_id))
        case = unit.get(ConnectionCase, report.case_id)
        there = unit.find(Signature, case.id)
        earlier = [s for s in there if s.report_id == report.id]
        if len(earlier) >= len(report.expected) or report.expected[len(earlier)] is not act.role:
            raise SealedRecord("report", report_id)
        if refusal_of(unit, report) is not None:
            raise SealedRecord("report", report_id)
        _check(ws, act, signers_of(ws, unit, report).get(act.role))
        if act.seen not in (None, earlier[-1].pdf if earlier else report.pdf):
            raise NotReady("sign_report", ("another_file",))
        for record in _told_by(unit, report):
            refuse_words(ws, unit, record, judged=FIX)
        last = len(earlier) + 1 == len(report.expected)
        outcomes = outcomes_of(ws, unit, report) if last else ()
        events = happened(ws, unit, case, outcomes)
        unit.save(signature := _signed(ws, unit, report, earlier, act, last=last))
        for other in others:
            before = [s for s in there if s.report_id == other.id]
            unit.save(_signed(ws, unit, other, before, act, last=last))
        for event in events:
            unit.save(event)
        return signature


def _look_inside(ws: Workspace, report_id: str) -> None:
    """Make sure, before the first signature, that the papers hold nothing but what is seen."""
    with ws.read() as unit:
        papers = signed_together(unit, unit.get(Report, report_id))
        signed = {each.report_id for each in unit.find(Signature, papers[0].case_id)}
    for report in papers:
        # Whatever is signed already was looked at then, and its signatures hold it as it was.
        if report.id not in signed and lint(
            ws.blobs.get(report.pdf), report.expected, report.record_digest
        ):
            raise NotReady("sign_report", ("unsafe_paper",))


def _told_by(unit: Unit, report: Report) -> tuple[Spoken, ...]:
    """The records whose words this paper carries."""
    if is_filing(unit, report.subject_id):
        return (unit.get(Filing, report.subject_id),)
    visit = unit.get(Inspection, report.subject_id)
    return (visit, *(d for d in unit.find(Defect, report.case_id) if d.inspection_id == visit.id))


def _check(ws: Workspace, act: SigningAct, wanted: Attendant | None) -> None:
    missing = []
    if not act.signer_name.strip():
        missing.append("signer_name")
    if not act.read_to_end:
        missing.append("not_read")
    if act.strokes.is_empty:
        missing.append("strokes")
    if wanted is not None and act.signer_name.strip() not in ("", wanted.name):
        missing.append("another_signer")
    own = wanted is None or ws.who.user == wanted.user or ws.who.name == wanted.name
    if act.identified_by == "staff_login" and not own:
        missing.append("login_of_another")
    if missing:
        raise NotReady("sign_report", tuple(missing))


def _signed(
    ws: Workspace,
    unit: Unit,
    report: Report,
    earlier: list[Signature],
    act: SigningAct,
    *,
    last: bool,
) -> Signature:
    before = earlier[-1].pdf if earlier else report.pdf
    signature = _unsealed(ws, unit, report, act)
    evidence = evidence_of(signature, report, before)
    sealed = seal(
        ws.blobs.get(before),
        act.role,
        _signer(ws, unit, act),
        strokes=act.strokes,
        signer_name=act.signer_name,
        identified_by=act.identified_by,
        signed_at=signature.signed_at,
        evidence=evidence,
        last=last,
    )
    return replace(signature, evidence=evidence, pdf=ws.blobs.put(sealed))


def _unsealed(ws: Workspace, unit: Unit, report: Report, act: SigningAct) -> Signature:
    """All that is known of the signature before it is made."""
    consent = None if act.role.is_staff else consent_to_sign(ws, unit, report.case_id)
    return Signature(
        id=RecordId(ws.ids.new()),
        case_id=report.case_id,
        org=report.org,
        report_id=report.id,
        role=act.role,
        signer_name=act.signer_name,
        identified_by=act.identified_by,
        signed_at=ws.clock.now(),
        strokes=ws.blobs.put(codec.canonical(msgspec.to_builtins(act.strokes))),
        evidence=Digest(""),
        pdf=Digest(""),
        device=ws.who.device,
        by=ws.who.user,
        clock_offset_s=unit.inbox.standing().clock_offset_s,
        read_to_end=act.read_to_end,
        consent=consent.version if consent else "",
        consent_id=consent.filing_id if consent else "",
    )


def _signer(ws: Workspace, unit: Unit, act: SigningAct) -> Signer:
    """His own key file for whoever works here, where he has one; else the key of the device."""
    kept = [unit.settings.get(name) for name in (DEVICE_KEY, CERTIFICATE, AUTHORITY)]
    if not all(kept):
        raise NotReady("sign_report", ("certificate",))
    key, certificate, authority = (value.decode() for value in kept if value)
    own = unit.settings.get(KEY_FILE)
    if own and act.role.is_staff and act.identified_by == "staff_login":
        opened = open_key_file(own, act.key_password)
        checked_holder(opened.certificate_pem, authority, ws.clock.now())
        return opened
    return SigningIdentity(key, certificate, (authority,))
