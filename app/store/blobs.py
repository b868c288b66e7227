"""Files kept by their SHA-256: photos, papers, samples. Encrypted, and written before any row.

A file is first written aside, synced, renamed and its folder synced; only then may a record name
it. So a row without its file cannot be; a file without a row can, and does no harm.
"""

import errno
import os
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.codec import digest_of
from app.errors import DigestMismatch, NoRoom
from app.ids import Digest

_NONCE_BYTES = 12
_TAG_BYTES = 16


class Blobs:
    """The files of one workspace."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self._folder = folder
        self._cipher = AESGCM(key)
        self._aside = folder / "aside"
        self._aside.mkdir(parents=True, exist_ok=True)

    def put(self, data: bytes) -> Digest:
        """Keep these bytes; the same bytes are kept once, and mend what had been damaged.

        Raises:
            NoRoom: the disk is full; nothing half-written stays.
        """
        digest = digest_of(data)
        target = self._path(digest)
        if not self._is_sound(digest):
            nonce = os.urandom(_NONCE_BYTES)
            sealed = nonce + self._cipher.encrypt(nonce, data, digest.encode())
            self._write(target, sealed)
        return digest

    def get(self, digest: Digest) -> bytes:
        """The bytes kept under this digest, checked.

        Raises:
            DigestMismatch: they are gone or not what was put there.
        """
        try:
            sealed = self._path(digest).read_bytes()
            return self._cipher.decrypt(
                sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], digest.encode()
            )
        except (OSError, InvalidTag, ValueError) as error:
            raise DigestMismatch(digest) from error

    def has(self, digest: Digest) -> bool:
        """Whether something is kept under this digest (not whether it is sound)."""
        return self._path(digest).exists()

    def size(self, digest: Digest) -> int:
        """Bytes of the content kept under this digest.

        Raises:
            DigestMismatch: nothing is kept there.
        """
        try:
            return self._path(digest).stat().st_size - _NONCE_BYTES - _TAG_BYTES
        except FileNotFoundError as error:
            raise DigestMismatch(digest) from error

    def sweep(self) -> int:
        """Remove what an interrupted write left aside; returns how many files that were."""
        leftovers = list(self._aside.iterdir())
        for leftover in leftovers:
            leftover.unlink()
        return len(leftovers)

    def _is_sound(self, digest: Digest) -> bool:
        if not self.has(digest):
            return False
        try:
            self.get(digest)
        except DigestMismatch:
            return False
        return True

    def _path(self, digest: Digest) -> Path:
        return self._folder / digest[:2] / digest

    def _write(self, target: Path, sealed: bytes) -> None:
        aside = self._aside / f"{target.name}.{os.urandom(4).hex()}"
        try:
            target.parent.mkdir(exist_ok=True)
            with aside.open("xb") as file:
                file.write(sealed)
                file.flush()
                os.fsync(file.fileno())
            aside.replace(target)
            _sync_folder(target.parent)
        except OSError as error:
            aside.unlink(missing_ok=True)
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise NoRoom(str(self._folder)) from error
            raise


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows has no handle of a folder to sync; NTFS journals the rename
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
