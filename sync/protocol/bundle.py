"""What lies in the file of a stick: parts, a manifest that names each, and who signed it.

A tar inside an envelope (`envelope.py`): the parts, then `manifest.json`, then `signature.json`.
It is read twice, part by part: first all of it is checked and nothing is used, then each part is
checked once more as it is handed out. A part is bytes; nothing is ever unpacked under its name.
"""

import hashlib
import re
import tarfile
from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, BinaryIO, Final

import msgspec
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from app import codec
from app.errors import StickRefused
from sync.protocol.envelope import Sealer, key_id, unsealed

STICK_PURPOSE: Final = x509.ObjectIdentifier("2.25.214748364700624147913290078")
"""Extended key usage of the certificate by which a centre takes sticks and answers them."""

EXPORT: Final = "export"
ANSWER: Final = "answer"
HANDOVER: Final = "handover"
INVITATION: Final = "invitation"
PART_LIMIT: Final = 64 << 20
"""Bytes of one part: the longest file that a centre takes."""
GOOD_FOR: Final = timedelta(days=90)

_FORMAT: Final = 1
_MOST_PARTS: Final = 100_000
_BLOCK: Final = 512
_PART: Final = re.compile(
    r"(changes|trail|feed)/[0-9]{5}\.json|files/[0-9a-f]{64}|(answer|rules|site)\.json|carried/[0-9]{5}\.cms"
)
_MANIFEST: Final = "manifest.json"
_SIGNATURE: Final = "signature.json"
_CONTEXT: Final = b"kanyan stick 1\n"


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One part of a bundle."""

    name: str
    sha256: str
    size: int


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a bundle is: of which kind, whose, from when, for whom, with which parts."""

    format: int
    kind: str
    id: str
    """Of the export; an answer bears that of the export it answers."""
    made_at: datetime
    expires_at: datetime
    centre: str
    """SHA-256 of the root certificate of the centre that all this belongs to."""
    recipient: str
    """The identifier of the key it is sealed for."""
    org: str
    user: str
    device: str
    """Of the tablet: that wrote it, or that it answers."""
    epoch: str
    after: int
    """The tablet's cursor in the centre's feed, of that epoch."""
    edition: int
    """The version of the rules that the tablet has."""
    left_out: int = 0
    """Files that wait on the tablet still."""
    changes: tuple[str, ...] = ()
    """The ids of the changes in it, in order."""
    parts: tuple[Part, ...] = ()


class _Signature(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    certificate: str
    signature: str


@dataclass(frozen=True, repr=False)
class Signer:
    """A key of this centre's making with its certificate and the root above it (PEM)."""

    key: ec.EllipticCurvePrivateKey
    certificate: str
    root: str

    def sign(self, content: bytes) -> bytes:
        """An ECDSA signature over this."""
        return self.key.sign(content, ec.ECDSA(hashes.SHA256()))

    @property
    def centre(self) -> str:
        """SHA-256 of the root certificate."""
        return _loaded(self.root).fingerprint(hashes.SHA256()).hex()


@dataclass(frozen=True)
class Holder:
    """Whom a device's certificate names."""

    org: str
    device: str
    name: str
    user: str


class BundleWriter:
    """Writes a bundle into `out`, sealed for this certificate; `close` signs it."""

    def __init__(self, out: BinaryIO, recipient: x509.Certificate) -> None:
        self._sealer = Sealer(out, recipient)
        self._recipient = _key_id_of(recipient)
        self._parts: list[Part] = []

    def add(self, name: str, content: bytes) -> None:
        """One more part."""
        self._put(name, content)
        self._parts.append(Part(name, hashlib.sha256(content).hexdigest(), len(content)))

    def close(self, told: Manifest, signer: Signer) -> Manifest:
        """Say what all this is, sign it, and make it whole; the manifest as it was signed."""
        manifest = msgspec.structs.replace(
            told, parts=tuple(self._parts), recipient=self._recipient, centre=signer.centre
        )
        text = _canonical(manifest)
        signature = b64encode(signer.sign(_CONTEXT + text)).decode()
        self._put(_MANIFEST, text)
        self._put(_SIGNATURE, msgspec.json.encode(_Signature(signer.certificate, signature)))
        self._sealer.write(bytes(2 * _BLOCK))
        self._sealer.close()
        return manifest

    def _put(self, name: str, content: bytes) -> None:
        self._sealer.write(_tar_head(name, len(content)))
        self._sealer.write(content)
        self._sealer.write(bytes(-len(content) % _BLOCK))


@dataclass(frozen=True)
class Bundle:
    """A bundle whose signature and digests hold."""

    manifest: Manifest
    certificate: x509.Certificate
    """Of whoever signed it."""
    file: BinaryIO
    key: ec.EllipticCurvePrivateKey

    def parts(self) -> Iterator[tuple[str, bytes]]:
        """The parts in their order, each checked again as it is read.

        Raises:
            StickRefused: the file has changed meanwhile, or was pulled.
        """
        known = {part.name: part.sha256 for part in self.manifest.parts}
        for name, content in _entries(self.file, self.key):
            if name in (_MANIFEST, _SIGNATURE):
                continue
            if known.get(name) != hashlib.sha256(content).hexdigest():
                raise StickRefused("changed")
            yield name, content


def manifest_of(kind: str, bundle_id: str, now: datetime) -> Manifest:
    """A manifest that says only this; what else it says is put into it."""
    moment = now.replace(microsecond=0)
    return Manifest(
        _FORMAT, kind, bundle_id, moment, moment + GOOD_FOR, centre="", recipient="", org="",
        user="", device="", epoch="", after=0, edition=0,
    )  # fmt: skip


def open_bundle(
    file: BinaryIO, key: ec.EllipticCurvePrivateKey, root: str, kind: str, now: datetime
) -> Bundle:
    """The bundle in this file, sealed for this key and signed under this root certificate (PEM).

    Raises:
        StickRefused: it is not, or anything in it is not as it was signed.
    """
    found: list[Part] = []
    said: dict[str, bytes] = {}
    for name, content in _entries(file, key):
        if name in (_MANIFEST, _SIGNATURE):
            said[name] = content
            continue
        if said or not _PART.fullmatch(name) or len(found) == _MOST_PARTS:
            raise StickRefused("changed")
        found.append(Part(name, hashlib.sha256(content).hexdigest(), len(content)))
    if list(said) != [_MANIFEST, _SIGNATURE]:
        raise StickRefused("changed")
    manifest, text = _manifest(said[_MANIFEST]), said[_MANIFEST]
    authority = _loaded(root)
    certificate = _signed_by(said[_SIGNATURE], text, authority, now)
    _check_role(manifest, certificate)
    if manifest.kind != kind:
        raise StickRefused("other_kind")
    if manifest.centre != authority.fingerprint(hashes.SHA256()).hex():
        raise StickRefused("other_centre")
    if manifest.recipient != key_id(key.public_key()).hex():
        raise StickRefused("other_recipient")
    names = {part.name for part in found}
    if tuple(found) != manifest.parts or len(names) < len(found):
        raise StickRefused("changed")
    if manifest.expires_at <= now:
        raise StickRefused("expired", f"{manifest.made_at:%Y-%m-%d}")
    return Bundle(manifest, certificate, file, key)


def certificate_under(pem: str, root: str, now: datetime) -> x509.Certificate:
    """This certificate, if it hangs from this root and holds today.

    Raises:
        StickRefused: it does not.
    """
    return _check_issued(_loaded(pem), _loaded(root), now)


def is_for_sticks(certificate: x509.Certificate) -> bool:
    """Whether this is the certificate by which a centre takes sticks."""
    return STICK_PURPOSE in _purposes(certificate)


def holder_of(certificate: x509.Certificate) -> Holder:
    """Whom this certificate of a device names.

    Raises:
        StickRefused: it is no device's.
    """
    oids = (NameOID.ORGANIZATION_NAME, NameOID.ORGANIZATIONAL_UNIT_NAME, NameOID.COMMON_NAME)
    found = [certificate.subject.get_attributes_for_oid(x) for x in (*oids, NameOID.USER_ID)]
    if _purposes(certificate) or any(len(each) != 1 for each in found):
        raise StickRefused("wrong_signer")
    return Holder(*(str(each[0].value) for each in found))


def _check_role(manifest: Manifest, certificate: x509.Certificate) -> None:
    if manifest.kind == ANSWER:
        if not is_for_sticks(certificate):
            raise StickRefused("wrong_signer")
        return
    named = holder_of(certificate)
    said = tuple(text[:64] for text in (manifest.org, manifest.device, manifest.user))
    if said != (named.org, named.device, named.user):
        raise StickRefused("wrong_signer")


def _purposes(certificate: x509.Certificate) -> frozenset[x509.ObjectIdentifier]:
    try:
        usage = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    except x509.ExtensionNotFound:
        return frozenset()
    return frozenset(usage)


def _signed_by(
    given: bytes, text: bytes, root: x509.Certificate, now: datetime
) -> x509.Certificate:
    try:
        said = msgspec.json.decode(given, type=_Signature)
        signature = b64decode(said.signature, validate=True)
    except (msgspec.MsgspecError, UnicodeError, ValueError) as error:
        raise StickRefused("changed") from error
    certificate = _check_issued(_loaded(said.certificate), root, now)
    key = certificate.public_key()
    if not isinstance(key, ec.EllipticCurvePublicKey):
        raise StickRefused("wrong_signer")
    try:
        key.verify(signature, _CONTEXT + text, ec.ECDSA(hashes.SHA256()))
    except InvalidSignature as error:
        raise StickRefused("wrong_signer") from error
    return certificate


def _check_issued(
    certificate: x509.Certificate, root: x509.Certificate, now: datetime
) -> x509.Certificate:
    try:
        certificate.verify_directly_issued_by(root)
        limits = certificate.extensions.get_extension_for_class(x509.BasicConstraints).value
    except (InvalidSignature, ValueError, TypeError, x509.ExtensionNotFound) as error:
        raise StickRefused("wrong_signer") from error
    if limits.ca:
        raise StickRefused("wrong_signer")
    if not certificate.not_valid_before_utc <= now <= certificate.not_valid_after_utc:
        raise StickRefused("certificate_expired")
    return certificate


def _loaded(pem: str) -> x509.Certificate:
    try:
        return x509.load_pem_x509_certificate(pem.encode())
    except ValueError as error:
        raise StickRefused("wrong_signer") from error


def _key_id_of(certificate: x509.Certificate) -> str:
    key = certificate.public_key()
    if not isinstance(key, ec.EllipticCurvePublicKey):
        raise StickRefused("wrong_signer")
    return key_id(key).hex()


def _manifest(text: bytes) -> Manifest:
    try:
        if msgspec.json.decode(text, type=dict[str, Any])["format"] != _FORMAT:
            raise StickRefused("too_new")
        manifest = msgspec.json.decode(text, type=Manifest)
        canonical = _canonical(manifest) == text
    except (msgspec.MsgspecError, UnicodeError, KeyError, codec.Malformed) as error:
        raise StickRefused("changed") from error
    if not canonical or any(m.tzinfo is None for m in (manifest.made_at, manifest.expires_at)):
        raise StickRefused("changed")
    return manifest


def _canonical(manifest: Manifest) -> bytes:
    return codec.canonical(msgspec.to_builtins(manifest))


def _entries(file: BinaryIO, key: ec.EllipticCurvePrivateKey) -> Iterator[tuple[str, bytes]]:
    """The entries of the tar; they are true only when the last was read without an error."""
    try:
        file.seek(0)
    except OSError as error:
        raise StickRefused("gone") from error
    plain = _Plain(unsealed(file, key))
    while (head := plain.take(_BLOCK)) != bytes(_BLOCK):
        name, size = _read_tar_head(head)
        yield name, plain.take(size)
        if any(plain.take(-size % _BLOCK)):
            raise StickRefused("changed")
    if plain.take(_BLOCK) != bytes(_BLOCK) or not plain.is_over():
        raise StickRefused("changed")


def _tar_head(name: str, size: int) -> bytes:
    told = tarfile.TarInfo(name)
    told.size, told.mode = size, 0o600
    return told.tobuf(tarfile.USTAR_FORMAT)


def _read_tar_head(head: bytes) -> tuple[str, int]:
    """Name and size in a head that says nothing else: the very head that we should write."""
    name = head[:100].rstrip(b"\0").decode("latin-1")
    digits = head[124:135]
    size = int(digits, 8) if re.fullmatch(rb"[0-7]{11}", digits) else -1
    named = name in (_MANIFEST, _SIGNATURE) or _PART.fullmatch(name)
    if not named or not 0 <= size <= PART_LIMIT or _tar_head(name, size) != head:
        raise StickRefused("changed")
    return name, size


class _Plain:
    """What comes out of an envelope, by so many bytes as are asked for."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks, self._ready = chunks, bytearray()

    def take(self, size: int) -> bytes:
        """The next bytes.

        Raises:
            StickRefused: there are not so many.
        """
        while len(self._ready) < size:
            chunk = next(self._chunks, b"")
            if not chunk:
                raise StickRefused("changed")
            self._ready += chunk
        taken = bytes(self._ready[:size])
        del self._ready[:size]
        return taken

    def is_over(self) -> bool:
        """Whether nothing comes any more; the end itself is checked by that."""
        return not self._ready and next(self._chunks, None) is None
