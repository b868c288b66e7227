"""Files kept by their SHA-256: photos, papers, samples. Encrypted, and written before any row.

A file is first written aside, synced, renamed and its folder synced; only then may a record name
it. So a row without its file cannot be; a file without a row can, and does no harm.
"""

import os
from contextlib import suppress
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.codec import digest_of
from app.errors import DigestMismatch, NoRoom
from app.ids import Digest
from app.store.disk import make_folder, named, write_whole
from app.store.reserve import Reserve

_NONCE_BYTES = 12
_TAG_BYTES = 16


class Blobs:
    """The files of one workspace."""

    def __init__(self, folder: Path, key: bytes, reserve: Reserve) -> None:
        self._folder, self._reserve = folder, reserve
        self._cipher = AESGCM(key)
        self._aside = folder / "aside"
        try:
            for needed in (folder, self._aside):
                make_folder(needed)
        except OSError as error:
            raise named(error, folder) from error

    def put(self, data: bytes) -> Digest:
        """Keep these bytes; the same bytes are kept once, and mend what had been damaged.

        Raises:
            NoRoom: the disk is full; nothing half-written stays.
            DiskFailed: it does not take what is written; likewise.
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
        except FileNotFoundError as error:
            raise DigestMismatch(digest, gone=True) from error
        except OSError as error:
            raise DigestMismatch(digest) from error
        try:
            return self._cipher.decrypt(
                sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], digest.encode()
            )
        except (InvalidTag, ValueError) as error:
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

    def remove(self, digest: Digest) -> None:
        """Take this file off the disk; one that is gone or cannot be taken now stays as it is."""
        with suppress(OSError):
            self._path(digest).unlink()

    def total(self) -> tuple[int, int]:
        """How many files are kept, and how many bytes they take."""
        sizes = [path.stat().st_size for path in self._folder.glob("??/*")]
        return len(sizes), sum(sizes)

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
        try:
            write_whole(target, sealed, self._aside / f"{target.name}.{os.urandom(4).hex()}")
        except NoRoom as error:
            raise NoRoom(error.folder, "released" if self._reserve.release() else "") from error
