"""What the timestamps behind the last signature prove, and how far that still counts.

A stamp is judged at the moment of the next one, which shows that it was there before its
certificate ended; the last one is judged now.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from asn1crypto import x509
from cryptography import x509 as pyca
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import (
    DocumentSecurityStore,
    EmbeddedPdfSignature,
    validate_pdf_timestamp,
)
from pyhanko.sign.validation.status import DocumentTimestampStatus
from pyhanko_certvalidator import ValidationContext

from app.documents.container import is_plain_stamp


class Level(StrEnum):
    """How much of a paper's proof lies in the file itself (ETSI EN 319 142-1)."""

    BASIC = "B-B"
    """Signed; at what time is the signing device's word."""
    TIME = "B-T"
    """A timestamp shows that it was there by then."""
    ARCHIVE = "B-LTA"
    """The file holds the revocation data too, and a stamp over all of it."""


@dataclass(frozen=True)
class Stamp:
    """One document timestamp."""

    at: datetime
    authority: str
    """Whom its certificate names."""
    ends_at: datetime
    """When that certificate ends: a newer stamp has to be there before."""
    intact: bool
    trusted: bool
    """Whether it hung from a trusted authority when it was made."""
    current: bool
    """Whether it was still good when the next one came, or is now."""
    end: int
    """How many bytes of the file it covers, from the first on."""
    certificates: tuple[bytes, ...] = field(default=(), repr=False)
    """The anchor, and those that hang from it down to its own (DER)."""


Chain = tuple[bytes, ...]
"""A certificate and those it hangs from, the anchor first (DER)."""


def stamps_of(
    reader: PdfFileReader, data: bytes, anchors: Sequence[x509.Certificate], now: datetime
) -> tuple[Stamp, ...]:
    """Every document timestamp of this file in the order of its revisions."""
    found = sorted(reader.embedded_timestamp_signatures, key=lambda each: each.signed_revision)
    first = [_judged(each, anchors, None) for each in found]
    told = []
    for number, (each, made) in enumerate(zip(found, first, strict=True)):
        later = first[number + 1].timestamp if number + 1 < len(found) else now
        after = _judged(each, anchors, max(later, made.timestamp))
        stamp = Stamp(
            at=made.timestamp,
            authority=_name(each.signer_cert.subject),
            ends_at=each.signer_cert.not_valid_after,
            intact=made.intact and made.valid and is_plain_stamp(each, made, data),
            trusted=made.trusted,
            current=made.trusted and after.trusted,
            end=_end(each),
            certificates=tuple(one.dump() for one in made.validation_path or ()),
        )
        told.append(stamp)
    return tuple(told)


def _name(subject: x509.Name) -> str:
    """What it is called; the whole of its name where it has no common one."""
    common = subject.native.get("common_name")
    return common if isinstance(common, str) else str(subject.human_friendly)


def in_force(stamps: Sequence[Stamp]) -> tuple[Stamp, ...]:
    """The stamps that still prove something: those after the last one that was renewed too late."""
    lapsed = [number for number, stamp in enumerate(stamps) if not stamp.current]
    return tuple(stamps[lapsed[-1] + 1 :] if lapsed else stamps)


def revoked_at(reader: PdfFileReader, chain: Chain) -> datetime | None:
    """When a certificate of this chain was revoked, by the lists in the file; None if it was not.

    A list counts only where whoever issued the certificate has signed it.
    """
    moments = []
    lists = tuple(_lists(reader))
    for own, above in _links(chain):
        for each in _issued_by(above, lists):
            entry = each.get_revoked_certificate_by_serial_number(own.serial_number)
            if entry is not None:
                moments.append(entry.revocation_date_utc)
    return min(moments, default=None)


def level_of(reader: PdfFileReader, stamps: Sequence[Stamp], chains: Iterable[Chain]) -> Level:
    """How much is proven; `chains` are those of every signature and of every stamp but the last.

    The chain of the last stamp is proven by the next one, when it is renewed.
    """
    good = in_force(stamps)
    if not good:
        return Level.BASIC
    lists = tuple(_lists(reader))
    told = all(_is_listed(chain, lists, good[0].at) for chain in chains)
    return Level.ARCHIVE if len(good) > 1 and told else Level.TIME


def _is_listed(chain: Chain, lists: Sequence[pyca.CertificateRevocationList], at: datetime) -> bool:
    """Whether for each link a list of its issuer is there that is not older than the first stamp.

    Then it also tells of what was revoked between the signing and the stamp.
    """
    links = tuple(_links(chain))
    return bool(links) and all(
        any(each.last_update_utc >= at.replace(microsecond=0) for each in _issued_by(above, lists))
        for _own, above in links
    )


def _links(chain: Chain) -> Iterator[tuple[pyca.Certificate, pyca.Certificate]]:
    """Each certificate below the anchor with the one that it hangs from."""
    loaded = [pyca.load_der_x509_certificate(each) for each in chain]
    yield from zip(loaded[1:], loaded, strict=False)


def _issued_by(
    above: pyca.Certificate, lists: Sequence[pyca.CertificateRevocationList]
) -> Iterator[pyca.CertificateRevocationList]:
    key = above.public_key()
    for each in lists:
        # Any other kind of key signs no certificates either.
        if each.issuer == above.subject and each.is_signature_valid(key):  # type: ignore[arg-type]
            yield each


def _lists(reader: PdfFileReader) -> Iterator[pyca.CertificateRevocationList]:
    if "/DSS" not in reader.root:
        return
    for reference in DocumentSecurityStore.read_dss(reader).crls:
        yield pyca.load_der_x509_crl(reference.get_object().data)


def _judged(
    each: EmbeddedPdfSignature, anchors: Sequence[x509.Certificate], moment: datetime | None
) -> DocumentTimestampStatus:
    """Judged at this moment; None = when it says that it was made."""
    at = moment or each.signed_data["encap_content_info"]["content"].parsed["gen_time"].native
    context = ValidationContext(
        trust_roots=list(anchors), allow_fetching=False, moment=at, other_certs=[]
    )
    # What came behind it is told by the last signature, which stands before all of them.
    return validate_pdf_timestamp(each, context, skip_diff=True)


def _end(each: EmbeddedPdfSignature) -> int:
    _, _, start, length = each.byte_range
    return int(start) + int(length)
