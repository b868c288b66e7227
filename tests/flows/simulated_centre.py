"""The centre of a simulation, in the same process, and the wire between it and the tablets.

The wire loses requests, loses replies, repeats requests, and brings one that was thought lost when
nobody expects it any more.
"""

import random
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Event
from typing import Any, Final, Protocol, TypeVar

import msgspec
from obstore.store import MemoryStore
from sqlalchemy import Connection, select

from app.clock import FixedClock
from app.domain.change import Change, Page, Receipt, Written
from app.errors import AppError, BadRequest, Offline, UnknownRecord
from app.ids import Digest
from app.reference.library import open_reference
from sync.client.batches import as_json
from sync.protocol.messages import (
    BackedUp,
    Snapshot,
    Standing,
    TrailPush,
    TrailStanding,
    Waiting,
)
from sync.protocol.pages import page_of, snapshot_of
from sync.server import feed, lives, safe_files, scope, serving, tables, trails, uploads
from sync.server.accounts import Account
from sync.server.judge import Judge
from sync.server.objects import Objects
from sync.server.unit import CentreStore, open_store
from sync.server.uploads import Upload

T = TypeVar("T")

CHUNK: Final = 700
"""Bytes of a file in one request: small, so that there are many."""


@dataclass
class Weather:
    """How often the wire loses a request, delays it, loses a reply, or sends a request twice."""

    lost_request: float = 0.0
    late: float = 0.0
    """Of the lost ones: how many are only under way, and come some other time."""
    lost_reply: float = 0.0
    repeated: float = 0.0


@dataclass
class Wire:
    """A link to the centre in the same process, with weather."""

    centre: "Centre"
    account: Account
    chance: random.Random
    weather: Weather

    def page(self, epoch: str, after: int, mark: str = "", *, brief: bool = False) -> Page:
        return self._over(lambda: self.centre.page(self.account, epoch, after, mark, brief=brief))

    def snapshot(self, epoch: str, after: int, until: int) -> Snapshot:
        return self._over(lambda: self.centre.snapshot(self.account, epoch, after, until))

    def push(self, changes: Sequence[Change | Written], waiting: Waiting) -> tuple[Receipt, ...]:
        come = [msgspec.json.decode(as_json(change), type=Change) for change in changes]
        return self._over(lambda: self.centre.push(self.account, come))

    def rules(self, after: int) -> bytes | None:
        """The story has no rule packages."""
        return None

    def standing(self) -> Standing:
        return self._over(lambda: self.centre.standing(self.account))

    def deliver(self, sealed: bytes) -> tuple[Receipt, ...]:
        raise NotImplementedError  # nobody hands a case over in this story

    def send_trail(self, push: TrailPush) -> TrailStanding:
        return self._over(lambda: self.centre.take_trail(self.account, push))

    def send_file(
        self,
        digest: Digest,
        content: bytes,
        upload: str,
        note: Callable[[str], None],
        moved: Callable[[int], None],
    ) -> None:
        """A chunk a request, going on where the centre says that it stopped."""
        known = self._known(upload) if upload else None
        while known is None or known.offset < len(content):
            if known is None:
                known = self._begun(digest, len(content))
                note(known.id)
                continue
            self._append(known, content)
            known = self._known(known.id)

    def fetch_file(self, digest: Digest, moved: Callable[[int], None]) -> bytes:
        return self._over(lambda: self.centre.file(self.account, digest))

    def backed_up(self, files: Sequence[Digest]) -> BackedUp:
        return self._over(lambda: self.centre.backed_up(self.account, files))

    def _begun(self, digest: Digest, size: int) -> Upload:
        return self._over(lambda: uploads.begin(self.centre, self.account, digest, size, b""))

    def _known(self, upload: str) -> Upload | None:
        try:
            return self._over(lambda: uploads.find(self.centre, self.account, upload))
        except UnknownRecord:
            return None

    def _append(self, upload: Upload, content: bytes) -> None:
        chunk = content[upload.offset : upload.offset + CHUNK]
        with suppress(BadRequest, UnknownRecord):  # one like it came before; it is asked anew
            self._over(lambda: uploads.append(self.centre, self.account, upload, chunk))

    def _over(self, request: Callable[[], T]) -> T:
        if self.chance.random() < self.weather.lost_request:
            if self.chance.random() < self.weather.late:
                self.centre.late.append(request)
            raise Offline()
        if self.chance.random() < self.weather.repeated:
            with suppress(AppError):
                request()
        reply = request()
        if self.chance.random() < self.weather.lost_reply:
            raise Offline()
        return reply


class Vault(Protocol):
    """Takes and puts back whole databases of a centre."""

    def copy(self, store: CentreStore) -> object: ...

    def put_back(self, store: CentreStore, backup: Any) -> CentreStore: ...


class MemoryVault:
    """For a centre in memory."""

    def copy(self, store: CentreStore) -> object:
        kept = sqlite3.connect(":memory:", check_same_thread=False)
        with store.read() as connection:
            database_of(connection).backup(kept)
        return kept

    def put_back(self, store: CentreStore, backup: sqlite3.Connection) -> CentreStore:
        with store.read() as connection:
            database_of(connection).rollback()
            backup.backup(database_of(connection))
        return store


def database_of(connection: Connection) -> sqlite3.Connection:
    """SQLite's own connection below this one."""
    below = connection.connection.driver_connection
    assert isinstance(below, sqlite3.Connection)
    return below


@dataclass
class Centre:
    """The centre's real feed and rules over an in-memory database, or over the one given."""

    clock: FixedClock
    store: CentreStore = field(default_factory=lambda: open_store(None))
    judge: Judge = field(default_factory=lambda: Judge(open_reference()))
    objects: Objects = field(default_factory=lambda: Objects(MemoryStore()))
    late: list[Callable[[], object]] = field(default_factory=list)
    """Requests that are still under way, and that nobody waits for any more."""
    file_came: Event = field(default_factory=Event)
    vault: "Vault" = field(default_factory=lambda: MemoryVault())
    backup: object | None = None

    def page(
        self, account: Account, epoch: str, after: int, mark: str, *, brief: bool = False
    ) -> Page:
        lives.notice(self.store, mark)
        with self.store.read() as connection:
            sent = serving.page_as_sent(connection, account, epoch, after, brief=brief)
            return page_of(sent)

    def snapshot(self, account: Account, epoch: str, after: int, until: int) -> Snapshot:
        with self.store.read() as connection:
            sent = serving.snapshot_as_sent(connection, account, epoch, after, until)
            return snapshot_of(sent)

    def push(self, account: Account, changes: Sequence[Change]) -> tuple[Receipt, ...]:
        with self.store.write() as connection:
            return feed.accept(connection, account, changes, self.judge, self.clock.now())

    def standing(self, account: Account) -> Standing:
        with self.store.read() as connection:
            safe = safe_files.position(connection)
            return Standing(
                "",
                self.clock.now(),
                missing=scope.missing_files(connection, account),
                backed_up=safe.seq if safe else 0,
                backup=safe.number if safe else 0,
                trail=trails.standing(connection, account),
                total=scope.total_of_scope(connection, account),
            )

    def backed_up(self, account: Account, files: Sequence[Digest]) -> BackedUp:
        with self.store.read() as connection:
            held = safe_files.in_backup(connection, account, files)
            return BackedUp(lives.epoch(connection), held)

    def file(self, account: Account, digest: Digest) -> bytes:
        with self.store.read() as connection:
            size = uploads.stored_size(connection, account.org, digest)
        if size is None:
            raise UnknownRecord("file", digest)
        return self.objects.read(account.org, digest, 0, size)

    def files(self) -> set[str]:
        """Every file that it has, whole."""
        with self.store.read() as connection:
            return set(connection.execute(select(tables.stored.c.digest)).scalars())

    def come_late(self, number: int) -> None:
        """One of the requests under way comes at last; nobody hears the answer."""
        with suppress(AppError):
            self.late.pop(number)()

    def take_trail(self, account: Account, push: TrailPush) -> TrailStanding:
        with self.store.write() as connection:
            return trails.take(connection, account, push, self.clock.now())

    def back_up(self) -> None:
        """Keep the database as it is now."""
        self.backup = self.vault.copy(self.store)

    def restore(self, *, told: bool) -> None:
        """Put the database of the backup back; untold, it does not know that it is an older one."""
        assert self.backup is not None
        self.store = self.vault.put_back(self.store, self.backup)
        if told:
            with self.store.write() as connection:
                lives.begin(connection)

    def applied(self) -> list[Change]:
        """Every change that was applied, in the order of the feed."""
        with self.store.read() as connection:
            query = (
                select(tables.change.c.body)
                .join(tables.feed, tables.feed.c.change_id == tables.change.c.id)
                .order_by(tables.feed.c.seq)
            )
            return [msgspec.json.decode(text, type=Change) for (text,) in connection.execute(query)]

    def bodies(self) -> dict[tuple[str, str], object]:
        """Every record as the centre holds it."""
        with self.store.read() as connection:
            rows = connection.execute(select(tables.record))
            return {(row.kind, row.id): msgspec.json.decode(row.body) for row in rows}
