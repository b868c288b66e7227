"""Bytes sealed to one certificate, as they are written: CMS AuthEnvelopedData (RFC 5083, 5753).

AES-256-GCM under a fresh key, which is wrapped for the certificate's P-256 key. Any CMS program
opens it with that key: `openssl cms -decrypt -inform DER -in FILE -inkey KEY -recip CERTIFICATE`.

We read what we write and no other CMS: the head has one length and one shape, and behind it come
chunks of octets, so nothing here parses what a stranger may choose. What is read counts only once
the end was reached and its tag held.
"""

import os
from collections.abc import Iterator
from typing import BinaryIO, Final

from cryptography import x509
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.x963kdf import X963KDF
from cryptography.hazmat.primitives.keywrap import (
    InvalidUnwrap,
    aes_key_unwrap,
    aes_key_wrap,
)

from app.errors import StickRefused

CHUNK: Final = 1 << 16

_KEY_BYTES: Final = 32
_NONCE_BYTES: Final = 12
_TAG_BYTES: Final = 16
_POINT_BYTES: Final = 65
_KEY_ID_BYTES: Final = 20
_WRAPPED_BYTES: Final = _KEY_BYTES + 8
_OPEN: Final = b"\x80"
_END: Final = b"\0\0"
# Object identifiers with their tag and length.
_AUTH_ENVELOPED: Final = bytes.fromhex("060b2a864886f70d0109100117")
_DATA: Final = bytes.fromhex("06092a864886f70d010701")
_AES256_GCM: Final = bytes.fromhex("060960864801650304012e")
_AES256_WRAP: Final = bytes.fromhex("060960864801650304012d")
_EC_KEY: Final = bytes.fromhex("06072a8648ce3d0201")
_ECDH_SHA256: Final = bytes.fromhex("06062b8104010b01")


class Sealer:
    """Writes an envelope for this certificate into `out`; `close` makes it whole."""

    def __init__(self, out: BinaryIO, certificate: x509.Certificate) -> None:
        key, nonce = os.urandom(_KEY_BYTES), os.urandom(_NONCE_BYTES)
        theirs = _public_key(certificate)
        ephemeral = ec.generate_private_key(ec.SECP256R1())
        wrapped = aes_key_wrap(_wrapping_key(ephemeral.exchange(ec.ECDH(), theirs)), key)
        self._cipher = Cipher(algorithms.AES(key), modes.GCM(nonce)).encryptor()
        self._out, self._waiting = out, bytearray()
        out.write(_head(_point(ephemeral.public_key()), key_id(theirs), wrapped, nonce))

    def write(self, data: bytes) -> None:
        """Seal these bytes."""
        self._waiting += data
        while len(self._waiting) >= CHUNK:
            self._put(bytes(self._waiting[:CHUNK]))
            del self._waiting[:CHUNK]

    def close(self) -> None:
        """Write the end, without which nobody takes what comes before it."""
        if self._waiting:
            self._put(bytes(self._waiting))
        self._cipher.finalize()
        self._out.write(_END * 2 + _tlv(0x04, self._cipher.tag) + _END * 3)

    def _put(self, chunk: bytes) -> None:
        self._out.write(_tlv(0x04, self._cipher.update(chunk)))


def unsealed(file: BinaryIO, key: ec.EllipticCurvePrivateKey) -> Iterator[bytes]:
    """What the envelope holds, chunk by chunk; to be trusted only when it came to its end.

    Raises:
        StickRefused: it is no such envelope, is for another key, is cut or was changed.
    """
    point, recipient, wrapped, nonce = _read_head(file)
    if recipient != key_id(key.public_key()):
        raise StickRefused("other_recipient")
    try:
        theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
        content_key = aes_key_unwrap(_wrapping_key(key.exchange(ec.ECDH(), theirs)), wrapped)
    except (ValueError, InvalidUnwrap) as error:
        raise StickRefused("changed") from error
    cipher = Cipher(algorithms.AES(content_key), modes.GCM(nonce)).decryptor()
    while chunk := _read_octets(file):
        yield cipher.update(chunk)
    if _exactly(file, 2) != _END:
        raise StickRefused("changed")
    tag = _read_octets(file)
    if _exactly(file, 6) != _END * 3 or len(tag) != _TAG_BYTES or _read(file, 1):
        raise StickRefused("changed")
    try:
        cipher.finalize_with_tag(tag)
    except InvalidTag as error:
        raise StickRefused("changed") from error


def key_id(key: ec.EllipticCurvePublicKey) -> bytes:
    """The subject key identifier of this key, as certificates of a centre have it."""
    return x509.SubjectKeyIdentifier.from_public_key(key).digest


def private_key(pem: str) -> ec.EllipticCurvePrivateKey:
    """The P-256 key in this PEM."""
    key = serialization.load_pem_private_key(pem.encode("ascii"), password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError("a key of the exchange is an elliptic-curve key")
    return key


def _public_key(certificate: x509.Certificate) -> ec.EllipticCurvePublicKey:
    key = certificate.public_key()
    if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, ec.SECP256R1):
        raise StickRefused("wrong_signer")
    return key


def _point(key: ec.EllipticCurvePublicKey) -> bytes:
    encoding, form = serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
    return key.public_bytes(encoding, form)


def _wrapping_key(shared: bytes) -> bytes:
    """RFC 5753, 7.2: the key algorithm and the length of the key, in bits."""
    length = _tlv(0xA2, _tlv(0x04, (8 * _KEY_BYTES).to_bytes(4, "big")))
    info = _tlv(0x30, _tlv(0x30, _AES256_WRAP) + length)
    return X963KDF(algorithm=hashes.SHA256(), length=_KEY_BYTES, sharedinfo=info).derive(shared)


def _tlv(tag: int, content: bytes) -> bytes:
    """One value in DER."""
    size = len(content)
    if size < 0x80:
        return bytes([tag, size]) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(length)]) + length + content


def _head(point: bytes, recipient: bytes, wrapped: bytes, nonce: bytes) -> bytes:
    """All that comes before the sealed octets; its length is always the same."""
    originator = _tlv(0xA1, _tlv(0x30, _EC_KEY) + _tlv(0x03, b"\0" + point))
    agreement = _tlv(0x30, _ECDH_SHA256 + _tlv(0x30, _AES256_WRAP))
    whose = _tlv(0x30, _tlv(0xA0, _tlv(0x04, recipient)) + _tlv(0x04, wrapped))
    told = (_tlv(0x02, b"\x03"), _tlv(0xA0, originator), agreement, _tlv(0x30, whose))
    recipients = _tlv(0x31, _tlv(0xA1, b"".join(told)))
    cipher = _tlv(0x30, _AES256_GCM + _tlv(0x30, _tlv(0x04, nonce) + _tlv(0x02, b"\x10")))
    return b"".join(
        (
            *(b"\x30" + _OPEN, _AUTH_ENVELOPED, b"\xa0" + _OPEN, b"\x30" + _OPEN),
            *(_tlv(0x02, b"\0"), recipients, b"\x30" + _OPEN, _DATA, cipher, b"\xa0" + _OPEN),
        )
    )


_MARKS: Final = tuple(
    bytes([mark]) * size
    for mark, size in zip(
        b"PIWN", (_POINT_BYTES, _KEY_ID_BYTES, _WRAPPED_BYTES, _NONCE_BYTES), strict=True
    )
)
_MODEL: Final = _head(*_MARKS)


def _read_head(file: BinaryIO) -> tuple[bytes, ...]:
    given = _read(file, len(_MODEL))
    places = [(_MODEL.index(mark), len(mark)) for mark in _MARKS]
    found = tuple(given[start : start + size] for start, size in places)
    if [len(part) for part in found] != [size for _, size in places] or _head(*found) != given:
        raise StickRefused("unreadable")
    return found


def _read_octets(file: BinaryIO) -> bytes:
    """The next chunk; empty at the end of the content, whose first zero byte is then read."""
    tag, first = _exactly(file, 2)
    if (tag, first) == (0, 0):
        return b""
    size = first if first < 0x80 else int.from_bytes(_exactly(file, first & 0x7F & 3), "big")
    if tag != 0x04 or not 0 < size <= CHUNK:
        raise StickRefused("changed")
    return _exactly(file, size)


def _exactly(file: BinaryIO, size: int) -> bytes:
    found = _read(file, size)
    if len(found) < size:
        raise StickRefused("truncated")
    return found


def _read(file: BinaryIO, size: int) -> bytes:
    try:
        return file.read(size)
    except OSError as error:  # the stick was pulled
        raise StickRefused("gone") from error
