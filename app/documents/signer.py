"""The seam to whatever holds the key that papers are signed with.

`seal` asks a `Signer` for one thing: a signature over some bytes. It does not see the key, so a
hardware token or a signing service (PKCS #11) is one more class with these members; its certificate
has to hang from an authority that the verifier trusts. `scheme` names what kind of signature it is:
"pades", a CMS container with SHA-256, is the only one built. SM2/SM3 would be another scheme with a
container of its own beside `container.py`, and OFD another `seal`; nothing of a paper's record or
of the evidence in a `Signature` depends on either.
"""

import re
from typing import Final, Protocol

from asn1crypto import pem, x509
from pyhanko.sign import signers
from pyhanko_certvalidator.registry import SimpleCertificateStore

from app.documents.container import signature_algorithm

PADES: Final = "pades"
REASON: Final = re.compile(
    r"record sha256 (?P<record>[0-9a-f]{64}); evidence sha256 (?P<evidence>[0-9a-f]{64}); "
    r"identified by (?P<identified_by>[a-z_]{1,40})"
)
"""What each signature says it stands for; written by `seal`, read by `verify`.

Here, because who only verifies has no need of the fonts that `seal` draws with."""
_MD: Final = "sha256"
_AROUND: Final = 768
"""Bytes of a container around certificates, names and signature: about 400 of them are used."""


class Signer(Protocol):
    """A key with its certificate (PEM), and the certificates above it."""

    @property
    def scheme(self) -> str:
        """Which kind of signature it makes."""
        ...

    @property
    def certificate_pem(self) -> str:
        """The certificate of the key."""
        ...

    @property
    def chain_pem(self) -> tuple[str, ...]:
        """The certificates above it; roots may be among them."""
        ...

    def sign(self, data: bytes) -> bytes:
        """The signature over these bytes, with SHA-256: ECDSA in DER, or RSA PKCS #1 v1.5."""
        ...


class UnknownScheme(ValueError):
    """No container is built for this kind of signature."""


def for_pades(signer: Signer) -> "PadesSigner":
    """The same for the library that writes the container.

    Raises:
        UnknownScheme: it makes signatures of another kind.
    """
    if signer.scheme != PADES:
        raise UnknownScheme(signer.scheme)
    return PadesSigner(signer)


class PadesSigner(signers.Signer):
    """Lets the port sign where the library would hold a key."""

    def __init__(self, port: Signer) -> None:
        [own] = _certificates(port.certificate_pem)
        others = SimpleCertificateStore()  # type: ignore[no-untyped-call]
        # Roots stay out of the file: whom to trust is never read from the paper itself.
        chain = [each for text in port.chain_pem for each in _certificates(text)]
        others.register_multiple(each for each in chain if each.self_signed == "no")
        self._port, self._size = port, _size_of(own)
        super().__init__(
            signing_cert=own,
            cert_registry=others,
            signature_mechanism=signature_algorithm(own, _MD),
            embed_roots=False,
        )

    @property
    def room(self) -> int:
        """Hexadecimal digits that hold its container for sure, and not many more.

        The library would make the whole container once for the sake of its size, which takes as
        long as making it. The issuer is named in it twice beside the certificates.
        """
        own = self.signing_cert
        assert own is not None
        held = [own, *self.cert_registry]
        certificates = sum(len(each.dump()) for each in held)
        return 2 * (certificates + 2 * len(own.issuer.dump()) + self._size + _AROUND)

    async def async_sign_raw(
        self, data: bytes, digest_algorithm: str, dry_run: bool = False
    ) -> bytes:
        """The signature; only its size where it is a rehearsal."""
        if digest_algorithm != _MD:
            raise UnknownScheme(digest_algorithm)
        return bytes(self._size) if dry_run else self._port.sign(data)


def _certificates(text: str) -> list[x509.Certificate]:
    return [x509.Certificate.load(der) for _, _, der in pem.unarmor(text.encode(), multiple=True)]


def _size_of(own: x509.Certificate) -> int:
    """How long a signature with this key is at most."""
    bits = int(own.public_key.bit_size)
    return bits // 8 if own.public_key.algorithm == "rsa" else 2 * (bits // 8) + 12
