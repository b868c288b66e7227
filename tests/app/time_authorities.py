"""Authorities that say what time it is, and lists of what was revoked, for the tests of papers."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

from app.clock import FixedClock
from app.documents.endorse import TimeAuthority, stamped
from sync.server.time_authority import OwnTimeAuthority
from tests.app.sealed_papers import NOW, ROOT, KeyAndRoot, pem_of

ARRIVED = NOW + timedelta(hours=2)
"""When the centre has the paper."""


def an_authority(
    at: datetime = ARRIVED,
    root: KeyAndRoot = ROOT,
    *,
    days: int = 1460,
    purpose: ObjectIdentifier = ExtendedKeyUsageOID.TIME_STAMPING,
) -> OwnTimeAuthority:
    """One whose clock stands at `at`; its certificate ends so many days after that."""
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "时间戳")]))
        .issuer_name(root[1].subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - timedelta(days=1))
        .not_valid_after(at + timedelta(days=days))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([purpose]), critical=True)
        .sign(root[0], hashes.SHA256())
    )
    return OwnTimeAuthority(key, pem_of(certificate), FixedClock(at))


def a_list(
    revoked: Iterable[tuple[int, datetime]] = (),
    at: datetime = ARRIVED,
    root: KeyAndRoot = ROOT,
) -> bytes:
    """What this root says is revoked, as of then."""
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(root[1].subject)
        .last_update(at)
        .next_update(at + timedelta(days=7))
    )
    for number, moment in revoked:
        entry = x509.RevokedCertificateBuilder().serial_number(number).revocation_date(moment)
        builder = builder.add_revoked_certificate(entry.build())
    return builder.sign(root[0], hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def endorsed(pdf: bytes, authority: TimeAuthority, lists: Iterable[bytes] = ()) -> bytes:
    """Stamped, and stamped again over these lists: what the centre makes of a paper."""
    return stamped(stamped(pdf, authority), authority, revocations=list(lists) or [a_list()])
