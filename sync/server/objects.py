"""The one door to the object store: whole files by their digest, and the parts of uploads.

The embedded store is a folder; an S3-compatible store stands behind the same door. A file is here
before its row in `stored` says so, never the other way round. The parts of an upload are objects of
their own, so that any process of the centre can go on where another stopped.
"""

import logging
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Final

from obstore import open_writer
from obstore.exceptions import BaseError
from obstore.store import LocalStore, MemoryStore, S3Store

from app.errors import CentreBusy, StoreUnusable, UnknownRecord
from app.ids import Digest

FILES: Final = "files"
_UPLOADS: Final = "uploads"
_PROBE: Final = "probe"
_AGAIN_S: Final = 30.0
_ADDRESS: Final = re.compile(r"s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(/[^?#]*)?")
_log = logging.getLogger("kanyan.centre")


class Objects:
    """The centre's files, each organisation's apart from the others'."""

    def __init__(self, store: LocalStore | MemoryStore | S3Store) -> None:
        self._store = store
        self._known: set[Path] = set()
        """Folders of files, which are never removed, whose own names have been made durable."""

    @property
    def kind(self) -> str:
        """Which object store that is: folder, memory or s3."""
        names = {LocalStore: "folder", MemoryStore: "memory", S3Store: "s3"}
        return names[type(self._store)]

    def put(self, org: str, digest: Digest, content: bytes | Iterable[bytes]) -> None:
        """Keep a file whose digest has been checked; it is there whole and durably, or not.

        Raises:
            CentreBusy: the object store does not take it now.
        """
        name = name_of(org, digest)
        if isinstance(content, bytes):
            with _answering():
                self._store.put(name, content)
        else:
            # Left by an error, the writer gives up what it has sent: nothing of it is ever seen.
            with _answering(), open_writer(self._store, name) as writer:
                for part in content:
                    writer.write(part)
        self._settle(name)

    def read(self, org: str, digest: Digest, start: int, end: int) -> bytes:
        """The bytes from `start` up to, not including, `end`.

        Raises:
            UnknownRecord: there is no such file.
            CentreBusy: the object store does not answer now.
        """
        if start == end:
            return b""
        with _answering():
            try:
                return bytes(self._store.get_range(name_of(org, digest), start=start, end=end))
            except FileNotFoundError as error:
                raise UnknownRecord("file", digest) from error

    def have(self, org: str, digest: Digest) -> bool:
        """Whether this file is here."""
        with _answering():
            try:
                self._store.head(name_of(org, digest))
            except FileNotFoundError:
                return False
            return True

    def put_part(self, upload: str, number: int, content: bytes) -> None:
        """Keep the part of an upload with this number; the same number again replaces it."""
        name = f"{_UPLOADS}/{upload}/{number:06d}"
        with _answering():
            self._store.put(name, content)
        self._settle(name)

    def parts(self, upload: str, count: int) -> Iterator[bytes]:
        """The first `count` parts of an upload, in order, one at a time.

        Raises:
            UnknownRecord: one of them is gone.
        """
        for number in range(count):
            with _answering():
                try:
                    content = self._store.get(f"{_UPLOADS}/{upload}/{number:06d}").bytes()
                except FileNotFoundError as error:
                    raise UnknownRecord("upload", upload) from error
            yield bytes(content)

    def drop_parts(self, upload: str) -> None:
        """Forget the parts of an upload; harmless when there are none."""
        with _answering():
            for batch in self._store.list(f"{_UPLOADS}/{upload}"):
                for found in batch:
                    self._store.delete(found["path"])

    def answers(self) -> bool:
        """Whether the object store can be had now."""
        try:
            # A list, because only that tells a missing bucket from a missing object.
            for _ in self._store.list(f"{_UPLOADS}/{_PROBE}", chunk_size=1):
                pass
        except (BaseError, OSError) as error:
            _log.error("the object store does not answer: %s", type(error).__name__)
            return False
        return True

    def _settle(self, name: str) -> None:
        """Make a written file survive a power cut; the library renames it into place, no more."""
        # On Windows a folder cannot be opened, and NTFS keeps a journal of its names itself.
        if not isinstance(self._store, LocalStore) or not self._store.prefix or os.name == "nt":
            return
        file = Path(name)
        folders = [place for place in file.parents if place not in self._known]
        # A folder that is new stands in the one above it, and so on; one that is known stands.
        above = [folder.parent for folder in folders if folder != folder.parent]
        for place in dict.fromkeys((file, file.parent, *above)):
            _sync(self._store.prefix / place)
        if file.parts[0] == FILES:
            self._known.update(folders)


def open_objects(folder: Path | None) -> Objects:
    """The embedded object store in this folder; None keeps it in memory."""
    if folder is None:
        return Objects(MemoryStore())
    return Objects(LocalStore(folder, automatic_cleanup=True, mkdir=True))


def open_bucket(address: str, environment: Mapping[str, str] = os.environ) -> Objects:
    """The object store at `s3://bucket/prefix`; keys and endpoint come from AWS_* variables.

    Raises:
        StoreUnusable: `why` says what is wrong.
    """
    bucket, prefix = _parts_of(address)
    endpoint = environment.get("AWS_ENDPOINT_URL") or environment.get("AWS_ENDPOINT") or ""
    store = S3Store(
        bucket,
        prefix=prefix or None,
        # Every request is signed with the digest of its content, so S3 refuses what was damaged
        # on the way.
        unsigned_payload=False,
        client_options={
            "allow_http": endpoint.startswith("http://"),  # a plain address was asked for
            "connect_timeout": "5s",
            "timeout": "60s",
        },
        retry_config={"max_retries": 2, "retry_timeout": timedelta(seconds=20)},
    )
    _try_out(store, address)
    return Objects(store)


def _parts_of(address: str) -> tuple[str, str]:
    found = _ADDRESS.fullmatch(address)
    if found is None:
        raise StoreUnusable("objects", "", "bad_address")  # not repeated: keys may stand in it
    return found[1], (found[2] or "").strip("/")


def _try_out(store: S3Store, address: str) -> None:
    """Do once what the centre does all day, so that a missing right shows before the start."""
    name = f"{_UPLOADS}/{_PROBE}"
    try:
        store.put(name, b"kanyan")
        if bytes(store.get(name).bytes()) != b"kanyan":
            raise StoreUnusable("objects", address, "damaged")
        for _ in store.list(name, chunk_size=1):
            pass
        store.delete(name)
    except (BaseError, OSError) as error:
        raise StoreUnusable("objects", address, _why(error)) from error


def _why(error: Exception) -> str:
    said = str(error)
    if "NoSuchBucket" in said or isinstance(error, FileNotFoundError):
        return "missing"
    if "InvalidAccessKeyId" in said or "SignatureDoesNotMatch" in said:
        return "password"
    if "403" in said or "401" in said or isinstance(error, PermissionError):
        return "forbidden"
    if "credentials" in said:
        return "password"
    return "unreachable"


@contextmanager
def _answering() -> Iterator[None]:
    """Trouble with the store itself is not for ever: the tablet comes again."""
    try:
        yield
    except (BaseError, OSError) as error:
        _log.error("the object store cannot be used: %s", type(error).__name__)
        raise CentreBusy(_AGAIN_S) from error


def _sync(place: Path) -> None:
    handle = os.open(place, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def name_of(org: str, digest: Digest) -> str:
    """Where this file lies in the store."""
    # In hex, because an organisation's id may hold anything.
    return f"{FILES}/{org.encode().hex()}/{digest[:2]}/{digest}"
