"""Whether a sealed paper is what its signers signed. Any doubt means: not valid.

Whom to trust is given by the caller; nothing in the file adds to it.
"""

import io
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from asn1crypto import pem, x509
from pyhanko.pdf_utils.generic import parse_pdf_date
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.fields import FieldMDPAction, MDPPerm, enumerate_sig_fields
from pyhanko.sign.validation import (
    EmbeddedPdfSignature,
    PdfSignatureStatus,
    SignatureCoverageLevel,
    read_certification_data,
    validate_pdf_signature,
)
from pyhanko_certvalidator import ValidationContext

from app.clock import SystemClock
from app.documents.attached import NoRecord, record_digest
from app.documents.container import is_plain_container
from app.documents.signer import REASON
from app.documents.stamps import Chain, Level, Stamp, in_force, level_of, revoked_at, stamps_of
from app.domain.signer import SignerRole
from app.ids import Digest

# What the library would say of a paper that fails is said by the verdict; a log still hears it.
logging.getLogger("pyhanko").addHandler(logging.NullHandler())
logging.getLogger("pyhanko_certvalidator").addHandler(logging.NullHandler())


class Reason(StrEnum):
    """Why a paper is valid or not: stable words, the sentences are made elsewhere."""

    OK = "ok"
    NO_FILE = "no_file"
    """There is no such file, or it cannot be opened."""
    NO_AUTHORITY = "no_authority"
    """A certificate that was to be trusted cannot be read; the paper was not judged."""
    NOT_A_PDF = "not_a_pdf"
    TOO_LARGE = "too_large"
    UNREADABLE = "unreadable"
    """Broken, or so unusual that it cannot be judged."""
    NO_SIGNATURE = "no_signature"
    NOT_INTACT = "not_intact"
    """Signed bytes are not what they were."""
    CHANGED = "changed_after_signing"
    """Something other than the expected signatures was added."""
    UNTRUSTED = "untrusted"
    """A certificate that does not hang from a trusted authority, or not at the time of signing."""
    UNTRUSTED_STAMP = "untrusted_stamp"
    """A timestamp behind the signatures is not whole, or hangs from no trusted authority."""
    REVOKED = "revoked"
    """A signer's certificate was revoked before anything but his own word shows the signature."""
    INCOMPLETE = "incomplete"
    """An expected signature is not there yet."""
    RECORD = "record_mismatch"
    """The attached record is not the one the signers signed for."""
    SIGNERS = "signers_differ"
    """Others have signed than its records name, or with another's key."""
    SCAN = "scan_unreadable"
    """What was brought as the scan of a signature in ink is no picture and no PDF."""
    OTHER_RECORD = "other_record"
    """The attached record is not the one that was received."""


@dataclass(frozen=True)
class SignatureFacts:
    """What one signature says, and how far it can be believed."""

    role: str
    signer_name: str
    signed_at: datetime
    certificate: str
    """The certificate it was made with (PEM)."""
    intact: bool
    trusted: bool
    identified_by: str = ""
    evidence: str = ""
    holder: str = ""
    """Whom the certificate names."""


@dataclass(frozen=True)
class Verification:
    """The verdict on a paper. `reason` is "ok" exactly if it is valid."""

    valid: bool
    reason: str
    signatures: tuple[SignatureFacts, ...] = ()
    record_digest: str = ""
    missing: tuple[str, ...] = ()
    """The roles whose expected signature is not there yet, in the order of signing."""
    level: Level = Level.BASIC
    """How much of its proof the file holds itself."""
    stamps: tuple[Stamp, ...] = ()
    """The timestamps behind the last signature, in their order."""

    @property
    def proven_at(self) -> datetime | None:
        """By when the signatures were there, by the first timestamp that still counts."""
        good = in_force(self.stamps)
        return good[0].at if good else None


@dataclass(frozen=True)
class _Signed:
    """One signature with its checks done."""

    embedded: EmbeddedPdfSignature
    facts: SignatureFacts
    untouched: bool
    record: str
    chain: Chain
    level: ModificationLevel | None
    """What kind of changes came after it."""


_ROLES: Final = tuple(role.value for role in SignerRole)


def verify_pdf(
    data: bytes,
    anchors: Sequence[str],
    *,
    stamp_anchors: Sequence[str] = (),
    now: datetime | None = None,
) -> Verification:
    """The verdict on this file, trusting only what hangs from these certificates (PEM).

    `stamp_anchors` are authorities beside them that are believed what time it is, and nothing else.
    Whether a timestamp's certificate has ended goes by `now`, which is this moment where not said.
    Never raises: whatever cannot be judged is not valid.
    """
    if not data.startswith(b"%PDF-"):
        return Verification(False, Reason.NOT_A_PDF)
    try:
        trusted = _certificates(anchors)
        of_stamps = [*trusted, *_certificates(stamp_anchors)]
    except Exception:  # noqa: BLE001  (as below)
        return Verification(False, Reason.NO_AUTHORITY)
    try:
        return _verify(data, trusted, of_stamps, now or SystemClock().now())
    except Exception:  # noqa: BLE001  (one of the nets of the house: a failing check is a failed check)
        return Verification(False, Reason.UNREADABLE)


def _verify(
    data: bytes,
    anchors: Sequence[x509.Certificate],
    of_stamps: Sequence[x509.Certificate],
    now: datetime,
) -> Verification:
    reader = PdfFileReader(io.BytesIO(data), strict=True)
    found = sorted(reader.embedded_regular_signatures, key=lambda each: each.signed_revision)
    if not found:
        return Verification(False, Reason.NO_SIGNATURE, missing=_waiting(reader))
    signed = [_examine(each, data, anchors) for each in found]
    if not all(each.facts.intact for each in signed):  # whatever else there is, it is said so
        facts = tuple(each.facts for each in signed)
        digest = _record_digest(reader)
        return Verification(False, Reason.NOT_INTACT, facts, digest, _waiting(reader))
    stamps = stamps_of(reader, data, of_stamps, now)
    facts = tuple(each.facts for each in signed)
    digest = _record_digest(reader)
    reason = _reason(reader, signed, stamps, len(data), digest)
    valid = reason is Reason.OK
    chains = [each.chain for each in signed] + [stamp.certificates for stamp in stamps[:-1]]
    level = level_of(reader, stamps, chains) if valid else Level.BASIC
    return Verification(valid, reason, facts, digest, _waiting(reader), level, stamps)


def _waiting(reader: PdfFileReader) -> tuple[str, ...]:
    waiting = {name for name, value, _ in enumerate_sig_fields(reader) if value is None}
    return tuple(role for role in _ROLES if role in waiting)


def _reason(
    reader: PdfFileReader,
    signed: Sequence[_Signed],
    stamps: Sequence[Stamp],
    size: int,
    digest: str,
) -> Reason:
    checks = (
        (Reason.CHANGED, _only_signatures_followed(reader, signed)),
        (Reason.CHANGED, all(each.untouched for each in signed)),
        (Reason.CHANGED, _only_proof_followed(signed[-1], stamps)),
        (Reason.CHANGED, _covered_to_the_end(signed, stamps, size)),
        (Reason.UNTRUSTED, all(each.facts.trusted for each in signed)),
        (Reason.UNTRUSTED_STAMP, all(each.intact and each.trusted for each in stamps)),
        (Reason.REVOKED, not any(_was_revoked(reader, each, stamps) for each in signed)),
        (Reason.INCOMPLETE, _complete(reader, signed)),
        (Reason.RECORD, all(digest and each.record == digest for each in signed)),
    )
    return next((reason for reason, passed in checks if not passed), Reason.OK)


def _examine(
    each: EmbeddedPdfSignature, data: bytes, anchors: Sequence[x509.Certificate]
) -> _Signed:
    signed_at = parse_pdf_date(str(each.sig_object["/M"]))
    # Judged at the moment of signing: a device's certificate lasts a year, its papers longer.
    context = ValidationContext(
        trust_roots=list(anchors), allow_fetching=False, moment=signed_at, other_certs=[]
    )
    status = validate_pdf_signature(each, context)
    said = REASON.fullmatch(str(each.sig_object.get("/Reason", "")))
    intact = status.intact and status.valid and is_plain_container(each, status, data)
    return _Signed(
        embedded=each,
        facts=SignatureFacts(
            role=_plain(each.field_name),
            signer_name=_plain(each.sig_object.get("/Name", "")),
            signed_at=signed_at,
            certificate=pem.armor("CERTIFICATE", each.signer_cert.dump()).decode("ascii"),
            intact=intact,
            trusted=intact and status.trusted,
            identified_by=said["identified_by"] if said else "",
            evidence=said["evidence"] if said else "",
            holder=each.signer_cert.subject.human_friendly,
        ),
        untouched=_untouched(status),
        record=said["record"] if said else "",
        chain=tuple(one.dump() for one in status.validation_path or ()),
        level=status.modification_level,
    )


def _plain(text: str) -> str:
    """The text as a string of Python's own: the library's know more than they say."""
    return "".join(text)


def _untouched(status: PdfSignatureStatus) -> bool:
    """Whether nothing but filled-in signature fields and later timestamps came after it."""
    level = status.modification_level
    return (
        bool(status.docmdp_ok)
        and status.seed_value_ok
        and level is not None
        and level <= ModificationLevel.FORM_FILLING
        and status.coverage >= SignatureCoverageLevel.ENTIRE_REVISION
    )


def _only_signatures_followed(reader: PdfFileReader, signed: Sequence[_Signed]) -> bool:
    """One revision for each signature, in the order of the roles, and no field but theirs."""
    revisions = [each.embedded.signed_revision for each in signed]
    turn = [each.facts.role for each in signed]
    stamps = {each.field_name for each in reader.embedded_timestamp_signatures}
    named = [name for name, _, _ in enumerate_sig_fields(reader) if name not in stamps]
    form = reader.root["/AcroForm"]
    return (
        revisions == list(range(1, len(signed) + 1))
        and set(turn) <= set(named) <= set(_ROLES)
        and turn == [role for role in _ROLES if role in turn]
        and len(form["/Fields"]) == len(named) + len(stamps)
    )


def _only_proof_followed(last: _Signed, stamps: Sequence[Stamp]) -> bool:
    """Whether nothing but timestamps and what they need came after the last signature."""
    level = last.level
    wanted = ModificationLevel.LTA_UPDATES if stamps else ModificationLevel.NONE
    return level is not None and level <= wanted


def _covered_to_the_end(signed: Sequence[_Signed], stamps: Sequence[Stamp], size: int) -> bool:
    """Whether the last signature, or a timestamp after it, covers the file to its end.

    Stamps stand behind all signatures: what is signed after a stamp would be something new.
    """
    ends = [*(_end(each.embedded) for each in signed), *(stamp.end for stamp in stamps)]
    return ends == sorted(ends) and ends[-1] == size


def _was_revoked(reader: PdfFileReader, each: _Signed, stamps: Sequence[Stamp]) -> bool:
    """Whether the signature could have been made, and dated back, after its key was revoked."""
    revoked = revoked_at(reader, each.chain)
    return revoked is not None and bool(stamps) and revoked <= stamps[0].at


def _end(each: EmbeddedPdfSignature) -> int:
    _, _, start, length = each.byte_range
    return int(start) + int(length)


def _complete(reader: PdfFileReader, signed: Sequence[_Signed]) -> bool:
    """Whether every field is signed, the first signature certifies and the last one locks."""
    certified = read_certification_data(reader)
    first, last = signed[0].embedded, signed[-1].embedded
    lock = last.fieldmdp
    return (
        not _waiting(reader)
        and certified is not None
        and certified.author_sig.raw_get("/Contents") == first.sig_object.raw_get("/Contents")
        and lock is not None
        and lock.action is FieldMDPAction.ALL
        and last.docmdp_level is MDPPerm.NO_CHANGES
    )


def _record_digest(reader: PdfFileReader) -> str:
    try:
        return record_digest(reader)
    except NoRecord:
        return Digest("")


def _certificates(texts: Sequence[str]) -> list[x509.Certificate]:
    found = [
        x509.Certificate.load(der)
        for text in texts
        for _, _, der in pem.unarmor(text.encode("ascii"), multiple=True)
    ]
    for certificate in found:
        certificate.public_key.native  # noqa: B018  (the library reads a certificate only when asked)
    return found
