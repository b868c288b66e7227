"""A rule package: files of rules with a manifest that the centre has signed.

One JSON document. The signature is over the manifest, and the manifest names every file with its
digest. Whoever opens one learns nothing of it before the signature holds.
"""

import hashlib
import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import msgspec
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from app import codec
from app.errors import RulesRefused

RULES_PURPOSE: Final = x509.ObjectIdentifier("2.25.214748364700624147913290077")
"""Extended key usage of a certificate that may sign rules; no other certificate of a centre may."""

MAX_BYTES: Final = 16 << 20
FOLDERS: Final = (
    *("calendars", "checklists", "forms", "impartiality", "instruments", "limits", "loads"),
    *("materials", "papers", "privacy", "process", "tariffs", "time_limits", "work_orders"),
)
"""Folders of `resources/` whose YAML is rules; a test holds them to what there is."""
_PATH: Final = re.compile(
    rf"({'|'.join(FOLDERS)})/[a-z][a-z0-9_]{{0,60}}(-[0-9]{{1,8}}(\.[0-9]{{1,8}}){{0,3}})?\.yaml"
)
_FORMAT: Final = 1
_MOST_FILES: Final = 500
_CONTEXT: Final = b"kanyan rules 1\n"


class FileLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file of a package."""

    path: str
    sha256: str
    size: int


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a package is: which version, whose, from when to when, with which files."""

    format: int
    version: int
    previous: str
    """Digest of the manifest before it; empty for the first."""
    issued_at: datetime
    expires_at: datetime
    centre: str
    """SHA-256 of the root certificate of the centre that issued it."""
    files: tuple[FileLine, ...]


class _Document(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    manifest: str
    certificate: str
    signature: str
    files: dict[str, str]


@dataclass(frozen=True)
class Package:
    """A package whose signature and digests hold."""

    manifest: Manifest
    digest: str
    """SHA-256 of its manifest."""
    key_since: datetime
    """Since when the key that signed it is certified: an older key is never trusted again."""
    files: Mapping[str, bytes]


def pack(
    manifest: Manifest, files: Mapping[str, bytes], certificate: str, sign: Callable[[bytes], bytes]
) -> bytes:
    """The package of these files; `sign` makes an ECDSA signature with the certificate's key."""
    text = _canonical(manifest)
    return msgspec.json.encode(
        _Document(
            manifest=text.decode(),
            certificate=certificate,
            signature=b64encode(sign(_CONTEXT + text)).decode(),
            files={path: content.decode("utf-8") for path, content in files.items()},
        )
    )


def file_lines(files: Mapping[str, bytes]) -> tuple[FileLine, ...]:
    """The files as a manifest names them, by name."""
    return tuple(
        FileLine(path, hashlib.sha256(files[path]).hexdigest(), len(files[path]))
        for path in sorted(files)
    )


def is_rules_path(path: str) -> bool:
    """Whether a package may hold a file of this name."""
    return _PATH.fullmatch(path) is not None


def open_package(data: bytes, authority: str) -> Package:
    """The package in these bytes, if the centre of this root certificate (PEM) has signed it.

    Raises:
        RulesRefused: it has not, or anything in it is not as it was signed.
    """
    if len(data) > MAX_BYTES:
        raise RulesRefused("too_large")
    try:
        document = msgspec.json.decode(data, type=_Document)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise RulesRefused("unreadable") from error
    root = _certificate(authority)
    signer = _certificate(document.certificate)
    text = document.manifest.encode()
    _check_signature(root, signer, document.signature, text)
    manifest = _manifest(text)
    if manifest.centre != root.fingerprint(hashes.SHA256()).hex():
        raise RulesRefused("wrong_signer")
    if not signer.not_valid_before_utc <= manifest.issued_at <= signer.not_valid_after_utc:
        raise RulesRefused("wrong_signer")
    return Package(
        manifest,
        hashlib.sha256(text).hexdigest(),
        signer.not_valid_before_utc,
        _files(manifest, document.files),
    )


def _certificate(pem: str) -> x509.Certificate:
    try:
        return x509.load_pem_x509_certificate(pem.encode())
    except ValueError as error:
        raise RulesRefused("unsigned") from error


def _check_signature(
    root: x509.Certificate, signer: x509.Certificate, signature: str, text: bytes
) -> None:
    try:
        signer.verify_directly_issued_by(root)
        usage = signer.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    except (InvalidSignature, ValueError, TypeError, x509.ExtensionNotFound) as error:
        raise RulesRefused("wrong_signer") from error
    key = signer.public_key()
    if RULES_PURPOSE not in usage or not isinstance(key, ec.EllipticCurvePublicKey):
        raise RulesRefused("wrong_signer")
    try:
        key.verify(b64decode(signature, validate=True), _CONTEXT + text, ec.ECDSA(hashes.SHA256()))
    except (InvalidSignature, ValueError) as error:
        raise RulesRefused("changed") from error


def _manifest(text: bytes) -> Manifest:
    try:
        manifest = msgspec.json.decode(text, type=Manifest)
        canonical = _canonical(manifest) == text
    except (msgspec.MsgspecError, codec.Malformed) as error:
        raise RulesRefused("unreadable") from error
    sound = canonical and manifest.format == _FORMAT and manifest.version > 0
    moments = (manifest.issued_at, manifest.expires_at)
    if not sound or any(moment.tzinfo is None for moment in moments):
        raise RulesRefused("unreadable")
    return manifest


def _files(manifest: Manifest, given: Mapping[str, str]) -> dict[str, bytes]:
    named = [line.path for line in manifest.files]
    if len(named) > _MOST_FILES or len(set(named)) < len(named) or set(named) != given.keys():
        raise RulesRefused("changed")
    files = {}
    for line in manifest.files:
        if not is_rules_path(line.path):
            raise RulesRefused("unknown_file", line.path)
        content = given[line.path].encode("utf-8", "surrogatepass")
        if len(content) != line.size or hashlib.sha256(content).hexdigest() != line.sha256:
            raise RulesRefused("changed", line.path)
        files[line.path] = content
    return files


def _canonical(manifest: Manifest) -> bytes:
    return codec.canonical(msgspec.to_builtins(manifest))
