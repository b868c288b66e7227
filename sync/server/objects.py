"""The one door to the object store: whole files by their digest, and the parts of uploads.

The embedded store is a folder; an S3-compatible store stands behind the same door. A file is here
before its row in `stored` says so, never the other way round.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from obstore import open_writer
from obstore.store import LocalStore, MemoryStore

from app.errors import UnknownRecord
from app.ids import Digest

_FILES: Final = "files"
_UPLOADS: Final = "uploads"


class Objects:
    """The centre's files, each organisation's apart from the others'."""

    def __init__(self, store: LocalStore | MemoryStore) -> None:
        self._store = store

    def put(self, org: str, digest: Digest, parts: Iterable[bytes]) -> None:
        """Keep a file whose digest has been checked; it is there whole and durably, or not."""
        name = _name(org, digest)
        # Closed by hand: a writer left by an error must not count as whole.
        writer = open_writer(self._store, name)
        for part in parts:
            writer.write(part)
        writer.close()
        self._settle(name)

    def read(self, org: str, digest: Digest, start: int, end: int) -> bytes:
        """The bytes from `start` up to, not including, `end`.

        Raises:
            UnknownRecord: there is no such file.
        """
        if start == end:
            return b""
        try:
            return bytes(self._store.get_range(_name(org, digest), start=start, end=end))
        except FileNotFoundError as error:
            raise UnknownRecord("file", digest) from error

    def have(self, org: str, digest: Digest) -> bool:
        """Whether this file is here."""
        try:
            self._store.head(_name(org, digest))
        except FileNotFoundError:
            return False
        return True

    def put_part(self, upload: str, number: int, content: bytes) -> None:
        """Keep the part of an upload with this number; the same number again replaces it."""
        name = f"{_UPLOADS}/{upload}/{number:06d}"
        self._store.put(name, content)
        self._settle(name)

    def parts(self, upload: str, count: int) -> Iterator[bytes]:
        """The first `count` parts of an upload, in order, one at a time."""
        for number in range(count):
            yield bytes(self._store.get(f"{_UPLOADS}/{upload}/{number:06d}").bytes())

    def drop_parts(self, upload: str) -> None:
        """Forget the parts of an upload; harmless when there are none."""
        for batch in self._store.list(f"{_UPLOADS}/{upload}"):
            for found in batch:
                self._store.delete(found["path"])

    def _settle(self, name: str) -> None:
        """Make a written file survive a power cut; the library renames it into place, no more."""
        # On Windows a folder cannot be opened, and NTFS keeps a journal of its names itself.
        if not isinstance(self._store, LocalStore) or not self._store.prefix or os.name == "nt":
            return
        for place in (Path(name), *Path(name).parents):
            handle = os.open(self._store.prefix / place, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def open_objects(folder: Path | None) -> Objects:
    """The embedded object store in this folder; None keeps it in memory."""
    if folder is None:
        return Objects(MemoryStore())
    return Objects(LocalStore(folder, automatic_cleanup=True, mkdir=True))


def _name(org: str, digest: Digest) -> str:
    # In hex, because an organisation's id may hold anything.
    return f"{_FILES}/{org.encode().hex()}/{digest[:2]}/{digest}"
