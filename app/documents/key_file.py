"""A person's own key in an encrypted file (PKCS #12), opened for the moment in which he signs."""

from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from app.documents.device_key import SigningIdentity
from app.errors import NotReady


@dataclass(frozen=True)
class KeyHolder:
    """Whom a key file is of, and how long it is good."""

    name: str
    user: str
    org: str
    ends_at: datetime


def open_key_file(data: bytes, password: str) -> SigningIdentity:
    """The key in this file, with its certificate.

    Raises:
        NotReady: `missing` names "key_password" (also where the file is damaged: the two look the
            same), "key_empty" (no key, or no certificate of it) or "key_kind" (one that papers are
            not signed with).
    """
    try:
        bundle = pkcs12.load_pkcs12(data, password.encode())
    except ValueError as error:
        raise NotReady("key_file", ("key_password",)) from error
    key, own = bundle.key, bundle.cert
    if key is None or own is None:
        raise NotReady("key_file", ("key_empty",))
    if not isinstance(key, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey) or _is_weak(key):
        raise NotReady("key_file", ("key_kind",))
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    above = tuple(_pem(each.certificate) for each in bundle.additional_certs)
    return SigningIdentity(secret.decode(), _pem(own.certificate), above)


def checked_holder(certificate_pem: str, authority_pem: str, now: datetime) -> KeyHolder:
    """Whom this certificate names, where the centre's authority has issued it and it is good now.

    Raises:
        NotReady: "key_foreign" (of another authority), "key_purpose" (not for signing papers),
            "key_not_yet" or "key_expired".
    """
    own = x509.load_pem_x509_certificate(certificate_pem.encode())
    root = x509.load_pem_x509_certificate(authority_pem.encode())
    try:
        own.verify_directly_issued_by(root)
    except (ValueError, TypeError, InvalidSignature) as error:
        raise NotReady("key_file", ("key_foreign",)) from error
    if not _may_sign(own):
        raise NotReady("key_file", ("key_purpose",))
    if now < own.not_valid_before_utc:
        raise NotReady("key_file", ("key_not_yet",))
    if now > own.not_valid_after_utc:
        raise NotReady("key_file", ("key_expired",))
    return _holder(own)


def holder_of(certificate_pem: str) -> KeyHolder | None:
    """Whom this certificate names; None where there is none."""
    if not certificate_pem:
        return None
    return _holder(x509.load_pem_x509_certificate(certificate_pem.encode()))


def _holder(own: x509.Certificate) -> KeyHolder:
    return KeyHolder(
        name=_named(own, NameOID.COMMON_NAME),
        user=_named(own, NameOID.USER_ID),
        org=_named(own, NameOID.ORGANIZATION_NAME),
        ends_at=own.not_valid_after_utc,
    )


def _is_weak(key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey) -> bool:
    return key.key_size < (2048 if isinstance(key, rsa.RSAPrivateKey) else 256)


def _may_sign(own: x509.Certificate) -> bool:
    try:
        usage = own.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return False
    return usage.content_commitment


def _named(own: x509.Certificate, oid: x509.ObjectIdentifier) -> str:
    found = own.subject.get_attributes_for_oid(oid)
    return str(found[0].value) if found else ""


def _pem(certificate: x509.Certificate) -> str:
    return certificate.public_bytes(serialization.Encoding.PEM).decode("ascii")
