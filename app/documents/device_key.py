"""The signing key of a device, and the form of any key that lies in a file."""

from dataclasses import dataclass

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509.oid import NameOID


@dataclass(frozen=True, repr=False)
class SigningIdentity:
    """A private key with its certificate (PEM), and the certificates above it.

    Its text form shows nothing of the key: it must not end in a log.
    """

    key_pem: str
    certificate_pem: str
    chain_pem: tuple[str, ...] = ()

    @property
    def scheme(self) -> str:
        """The kind of signature that such a key makes: see `signer`."""
        return "pades"

    def sign(self, data: bytes) -> bytes:
        """The signature over these bytes, with SHA-256."""
        key = serialization.load_pem_private_key(self.key_pem.encode("ascii"), password=None)
        if isinstance(key, rsa.RSAPrivateKey):
            return key.sign(data, padding.PKCS1v15(), hashes.SHA256())
        if not isinstance(key, ec.EllipticCurvePrivateKey):
            raise TypeError("papers are signed with a key on a curve, or RSA")
        return key.sign(data, ec.ECDSA(hashes.SHA256()))


def new_device_key() -> str:
    """A fresh P-256 private key as PEM (PKCS #8); the encrypted workspace keeps it."""
    key = ec.generate_private_key(ec.SECP256R1())
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ).decode("ascii")


def signing_request(key_pem: str, common_name: str, org: str) -> str:
    """A certificate signing request (PEM) that proves the device holds this key."""
    key = serialization.load_pem_private_key(key_pem.encode("ascii"), password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError("a device key is an elliptic-curve key")
    subject = [x509.NameAttribute(NameOID.COMMON_NAME, common_name[:64] or "-")]
    if org:
        subject.append(x509.NameAttribute(NameOID.ORGANIZATION_NAME, org[:64]))
    request = x509.CertificateSigningRequestBuilder(x509.Name(subject)).sign(key, hashes.SHA256())
    return request.public_bytes(serialization.Encoding.PEM).decode("ascii")
