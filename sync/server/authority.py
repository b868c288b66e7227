"""The centre's own small certificate authority: whose key a signature was made with."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from app.clock import Clock
from app.errors import BadRequest, StoreDamaged
from app.reference.package import RULES_PURPOSE
from sync.protocol import problems
from sync.protocol.bundle import STICK_PURPOSE, Signer
from sync.server.accounts import Account
from sync.server.time_authority import OwnTimeAuthority

KEY_FILE: Final = "root-key.pem"
CERTIFICATE_FILE: Final = "ca.pem"
RULES_KEY_FILE: Final = "rules-key.pem"
RULES_CERTIFICATE_FILE: Final = "rules.pem"
STICK_KEY_FILE: Final = "stick-key.pem"
STICK_CERTIFICATE_FILE: Final = "stick.pem"
STAMP_KEY_FILE: Final = "stamp-key.pem"
STAMP_CERTIFICATE_FILE: Final = "stamp.pem"

_ROOT_LIFE: Final = timedelta(days=3652)
_DEVICE_LIFE: Final = timedelta(days=366)
_STAMP_LIFE: Final = timedelta(days=4 * 365)
"""How long a timestamp is good before a newer one has to stand behind it."""
_STAMP_USE: Final = timedelta(days=365)
"""How long one key makes timestamps."""
_LIST_LIFE: Final = timedelta(days=7)
_CLOCK_SLACK: Final = timedelta(days=1)
"""A tablet whose clock is behind still signs within the life of its certificate."""


@dataclass(frozen=True, repr=False)
class Authority:
    """The root key of one centre, and its certificate. Signs for accounts, never for claims."""

    key: ec.EllipticCurvePrivateKey
    root: x509.Certificate
    clock: Clock

    def rules_signer(self, folder: Path, *, new_key: bool = False) -> "RulesSigner":
        """The key that signs rule packages, made at first use; kept below the authority's folder.

        Raises:
            StoreDamaged: its files cannot be read.
        """
        names = folder / RULES_KEY_FILE, folder / RULES_CERTIFICATE_FILE
        return RulesSigner(
            *self._own_key(*names, "勘验通中心规则签发", RULES_PURPOSE, fresh=new_key)
        )

    def stick_signer(self, folder: Path) -> Signer:
        """The key that opens what tablets bring by stick and signs what they get back.

        Made at first use; kept below the authority's folder.

        Raises:
            StoreDamaged: its files cannot be read.
        """
        names = folder / STICK_KEY_FILE, folder / STICK_CERTIFICATE_FILE
        key, certificate = self._own_key(*names, "勘验通中心 U 盘收件", STICK_PURPOSE)
        return Signer(key, certificate, self.certificate)

    def time_authority(self, folder: Path) -> OwnTimeAuthority:
        """Who makes timestamps here; a fresh key every year, kept below the authority's folder.

        Raises:
            StoreDamaged: its files cannot be read.
        """
        names = folder / STAMP_KEY_FILE, folder / STAMP_CERTIFICATE_FILE
        made = names[1].exists() and x509.load_pem_x509_certificate(names[1].read_bytes())
        old = made and made.not_valid_before_utc + _STAMP_USE <= self.clock.now()
        title, purpose = "勘验通中心时间戳", ExtendedKeyUsageOID.TIME_STAMPING
        key, certificate = self._own_key(*names, title, purpose, fresh=bool(old), life=_STAMP_LIFE)
        return OwnTimeAuthority(key, certificate, self.clock)

    def revocation_list(self, revoked: Iterable[tuple[int, datetime]]) -> bytes:
        """The list (DER) of certificates that this authority has revoked, by number, as of now."""
        now = self.clock.now()
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(self.root.subject)
            .last_update(now)
            .next_update(now + _LIST_LIFE)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()),
                critical=False,
            )
        )
        for number, at in revoked:
            entry = x509.RevokedCertificateBuilder().serial_number(number).revocation_date(at)
            builder = builder.add_revoked_certificate(entry.build())
        made = builder.sign(self.key, hashes.SHA256())
        return made.public_bytes(serialization.Encoding.DER)

    def _own_key(
        self,
        key_file: Path,
        certificate_file: Path,
        name: str,
        purpose: x509.ObjectIdentifier,
        *,
        fresh: bool = False,
        life: timedelta = _ROOT_LIFE,
    ) -> tuple[ec.EllipticCurvePrivateKey, str]:
        """A key of the centre for this purpose, and its certificate (PEM)."""
        if fresh or not certificate_file.exists():
            self._make_key(key_file, certificate_file, name, purpose, life)
        try:
            key = serialization.load_pem_private_key(key_file.read_bytes(), password=None)
            certificate = certificate_file.read_text(encoding="ascii")
        except (OSError, ValueError, TypeError, UnsupportedAlgorithm) as error:
            raise StoreDamaged(str(key_file.parent)) from error
        if not isinstance(key, ec.EllipticCurvePrivateKey):
            raise StoreDamaged(str(key_file.parent))
        return key, certificate

    def _make_key(
        self,
        key_file: Path,
        certificate_file: Path,
        name: str,
        purpose: x509.ObjectIdentifier,
        life: timedelta,
    ) -> None:
        key, now = ec.generate_private_key(ec.SECP256R1()), self.clock.now()
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        certificate = (
            _builder(subject, self.root.subject, key.public_key(), now.replace(microsecond=0))
            .not_valid_after(min(now + life, self.root.not_valid_after_utc))
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(x509.ExtendedKeyUsage([purpose]), critical=True)
            .sign(self.key, hashes.SHA256())
        )
        secret = key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        _write(key_file, secret, mode=0o600)
        _write(certificate_file, certificate.public_bytes(serialization.Encoding.PEM), mode=0o644)

    @property
    def certificate(self) -> str:
        """The root certificate (PEM): the anchor that papers of this centre are verified with."""
        return _pem(self.root)

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the root certificate."""
        return self.root.fingerprint(hashes.SHA256()).hex()

    def certify(self, request: str, account: Account) -> str:
        """A certificate (PEM) for the key in this signing request, in the name of this account.

        What the request says of its subject is passed over: the centre knows who is asking.

        Raises:
            BadRequest: it is no signing request, is not signed by its own key, or the key is not
                on P-256.
        """
        key = _key_of(request)
        now = self.clock.now()
        usage = x509.KeyUsage(
            digital_signature=True,
            content_commitment=True,
            key_encipherment=False,
            data_encipherment=False,
            key_agreement=True,  # what comes by stick is sealed for it
            key_cert_sign=False,
            crl_sign=False,
            encipher_only=False,
            decipher_only=False,
        )
        builder = (
            _builder(_subject_of(account), self.root.subject, key, now - _CLOCK_SLACK)
            .not_valid_after(min(now + _DEVICE_LIFE, self.root.not_valid_after_utc))
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(usage, critical=True)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()),
                critical=False,
            )
        )
        return _pem(builder.sign(self.key, hashes.SHA256()))


def is_of_person(certificate: x509.Certificate, org: str, user: str) -> bool:
    """Whether it is the certificate of this person's own key, which is on no device of its own."""
    oids = (NameOID.ORGANIZATION_NAME, NameOID.USER_ID, NameOID.ORGANIZATIONAL_UNIT_NAME)
    found = [[a.value for a in certificate.subject.get_attributes_for_oid(oid)] for oid in oids]
    if found != [[org], [user], []]:
        return False
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return False
    return usage.content_commitment


@dataclass(frozen=True, repr=False)
class RulesSigner:
    """The key that signs rule packages, and its certificate (PEM)."""

    key: ec.EllipticCurvePrivateKey
    certificate: str

    @property
    def since(self) -> datetime:
        """Since when it is certified."""
        return x509.load_pem_x509_certificate(self.certificate.encode()).not_valid_before_utc

    def sign(self, content: bytes) -> bytes:
        """An ECDSA signature over this."""
        return self.key.sign(content, ec.ECDSA(hashes.SHA256()))


def has_authority(folder: Path) -> bool:
    """Whether an authority is kept in this folder."""
    return (folder / CERTIFICATE_FILE).exists()


def open_authority(folder: Path, clock: Clock) -> Authority:
    """The authority kept in this folder; its root key and certificate are made at the first start.

    Raises:
        StoreDamaged: a file is gone or cannot be read. No new root is made in its place: papers
            already signed hang from the old one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    key_file, certificate_file = folder / KEY_FILE, folder / CERTIFICATE_FILE
    # The certificate is written last: without it nothing has been issued yet, and a key left
    # alone by a power cut may be thrown away.
    if not has_authority(folder):
        _make_root(key_file, certificate_file, clock.now())
    try:
        key = serialization.load_pem_private_key(key_file.read_bytes(), password=None)
        root = x509.load_pem_x509_certificate(certificate_file.read_bytes())
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise StoreDamaged(str(folder)) from error
    if not isinstance(key, ec.EllipticCurvePrivateKey) or key.public_key() != root.public_key():
        raise StoreDamaged(str(folder))
    return Authority(key, root, clock)


def _make_root(key_file: Path, certificate_file: Path, now: datetime) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Kanyan 勘验通"),
            x509.NameAttribute(NameOID.COMMON_NAME, f"勘验通中心 {os.urandom(4).hex().upper()}"),
        ]
    )
    usage = x509.KeyUsage(
        digital_signature=False,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=True,
        crl_sign=True,
        encipher_only=False,
        decipher_only=False,
    )
    root = (
        _builder(name, name, key.public_key(), now - _CLOCK_SLACK)
        .not_valid_after(now + _ROOT_LIFE)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    _write(key_file, secret, mode=0o600)
    _write(certificate_file, root.public_bytes(serialization.Encoding.PEM), mode=0o644)


def _write(path: Path, data: bytes, mode: int) -> None:
    """Put the file there whole or not at all, never readable by more than `mode` says."""
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, valid_from: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(valid_from)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _key_of(request: str) -> ec.EllipticCurvePublicKey:
    try:
        asked = x509.load_pem_x509_csr(request.encode())
        key, signed_by_it = asked.public_key(), asked.is_signature_valid
    except (ValueError, TypeError, UnsupportedAlgorithm, InvalidSignature) as error:
        raise BadRequest(problems.MALFORMED, "signing request") from error
    if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, ec.SECP256R1):
        raise BadRequest(problems.MALFORMED, "signing request: the key is not on P-256")
    if not signed_by_it:
        raise BadRequest(problems.MALFORMED, "signing request: not signed by its own key")
    return key


def _subject_of(account: Account) -> x509.Name:
    parts = (
        (NameOID.ORGANIZATION_NAME, account.org),
        (NameOID.ORGANIZATIONAL_UNIT_NAME, account.device),
        (NameOID.COMMON_NAME, account.name),
        (NameOID.USER_ID, account.user),
    )
    # X.520 bounds these names at 64 characters; an empty one is not allowed at all.
    return x509.Name([x509.NameAttribute(oid, text[:64]) for oid, text in parts if text])


def _pem(certificate: x509.Certificate) -> str:
    return certificate.public_bytes(serialization.Encoding.PEM).decode("ascii")
