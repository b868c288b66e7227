"""Open a centre and serve it; unless set otherwise it is one process and one folder."""

import os
import secrets
import signal
import socket
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import uvicorn
from filelock import FileLock, Timeout
from sqlalchemy.exc import DatabaseError, OperationalError

from app.clock import Clock, SystemClock
from app.collector import collecting_seldom
from app.errors import (
    AlreadyOpen,
    FolderNotWritable,
    PortTaken,
    StoreDamaged,
    StoreUnusable,
)
from app.reference.library import open_reference
from app.reference.rules_shelf import RulesShelf
from sync.server import (
    accounts,
    case_lines,
    earlier_events,
    paper_numbers,
    paper_standings,
    rules,
    uploads,
)
from sync.server.api import create_app
from sync.server.authority import Authority, has_authority, open_authority
from sync.server.centre import Centre
from sync.server.endorsing import Done, Upkeep
from sync.server.judge import Judge
from sync.server.open_fields import seal_what_lies_open
from sync.server.paper_checks import judging_papers
from sync.server.places import Places, open_database, open_files
from sync.server.time_authority import stamping_of
from sync.server.unit import CentreStore

READY_LINE: Final = "KANYAN CENTRE READY"

_STALL_S: Final = 30
_STOP_S: Final = 10
_CONNECTIONS: Final = 400


@dataclass(frozen=True)
class NewAccount:
    """A person who shall be able to sign in."""

    user: str
    password: str
    name: str
    org: str
    roles: tuple[str, ...]


def announce(url: str) -> None:
    """Say on the standard output that the centre answers at this address."""
    sys.stdout.write(f"{READY_LINE} {url}\n")
    sys.stdout.flush()


def serve(
    places: Places,
    port: int,
    host: str = "127.0.0.1",
    ready: Callable[[str], None] = announce,
    appointed: Callable[[NewAccount], None] = lambda _admin: None,
) -> None:
    """Serve this centre until it is asked to stop; port 0 takes a free one.

    `appointed` is told of the first administrator, made where nobody can sign in yet, once
    nothing stands in the way any more: a password said by a centre that then refuses to start
    would be said for good.

    Raises:
        PortTaken: another program listens there.
        FolderNotWritable: nothing can be written in the folder.
        AlreadyOpen: another centre serves this folder.
        StoreUnusable: the database or the object store cannot be used.
    """
    with open_centre(places) as centre, _listening(host, port) as listener:
        uploads.sweep(centre)
        admin = first_admin(places)
        if admin is not None:
            appointed(admin)
        url = f"http://{host}:{listener.getsockname()[1]}"
        config = uvicorn.Config(
            create_app(centre),
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_keep_alive=_STALL_S,
            timeout_graceful_shutdown=_STOP_S,
            limit_concurrency=_CONNECTIONS,
        )
        _stop_quietly()
        with collecting_seldom(), judging_papers(centre):
            _Server(config, lambda: ready(url)).run(sockets=[listener])


@contextmanager
def open_centre(places: Places, clock: Clock | None = None) -> Iterator[Centre]:
    """The centre at these places, made on first use; nobody else has its folder open meanwhile.

    Raises:
        FolderNotWritable: nothing can be written there.
        AlreadyOpen: another program has it open.
        StoreUnusable: the database or the object store cannot be used.
    """
    with _store(places) as store, _held(places.folder):
        centre = _opened(store, places, clock or SystemClock())
        earlier_events.settle(store, centre.clock.now())
        paper_standings.settle(store)
        paper_numbers.settle(store)
        case_lines.rebuild(store, centre.reference, centre.clock.now())
        seal_what_lies_open(store, centre.reference.personal)
        yield centre


@contextmanager
def open_beside(places: Places, clock: Clock | None = None) -> Iterator[Centre]:
    """The centre at these places for one deed, also while another process serves it.

    Raises:
        FolderNotWritable: nothing can be written there.
        StoreUnusable: the database or the object store cannot be used.
    """
    with _store(places) as store:
        yield _opened(store, places, clock or SystemClock())


def seed_accounts(places: Places, people: Iterable[NewAccount]) -> tuple[str, ...]:
    """Let people sign in, also while the centre runs; the names that are new.

    Who is there already stays as he is.

    Raises:
        FolderNotWritable: nothing can be written there.
        StoreUnusable: the database cannot be used.
    """
    added = []
    with _store(places) as store, store.write() as connection:
        for person in people:
            if accounts.has_account(connection, person.user):
                continue
            accounts.add_account(
                connection, person.user, person.password, person.org, person.name, person.roles
            )
            added.append(person.user)
    return tuple(added)


def first_admin(places: Places) -> NewAccount | None:
    """An administrator with a fresh password, to be told once; None when there are accounts."""
    with _store(places) as store, store.read() as connection:
        if accounts.has_accounts(connection):
            return None
    admin = NewAccount("admin", secrets.token_urlsafe(12), "管理员", "default", ("admin",))
    seed_accounts(places, [admin])
    return admin


def publish_rules(
    places: Places, folder: Path | None, days: int, *, new_key: bool, clock: Clock | None = None
) -> rules.Published:
    """Publish the rules in this folder, also while the centre runs; without one, the last anew.

    Raises:
        RulesRefused: they are not taken; nothing is published.
        FolderNotWritable: nothing can be written in the centre's folder.
        StoreUnusable: the database cannot be used.
    """
    given = rules.files_below(folder) if folder is not None else {}
    with _store(places) as store:
        kept = places.folder / "authority"
        authority = _authority(store, kept, clock or SystemClock())
        signer = authority.rules_signer(kept, new_key=new_key)
        return rules.publish(store, authority, signer, given, days)


def keep_stamps(places: Places, clock: Clock | None = None) -> Done:
    """One turn of the upkeep of timestamps, also while the centre runs.

    Raises:
        FolderNotWritable: nothing can be written there.
        StoreUnusable: the database or the object store cannot be used.
    """
    with open_beside(places, clock) as centre:
        return Upkeep(centre).turn()


def _opened(store: CentreStore, places: Places, clock: Clock) -> Centre:
    reference = open_reference().apart()
    authority = _authority(store, places.folder / "authority", clock)
    shelf = RulesShelf(places.folder / "rules")
    rules.turn_to_newest(store, shelf, reference, authority)
    return Centre(
        store=store,
        objects=open_files(places),
        judge=Judge(reference),
        reference=reference,
        authority=authority,
        clock=clock,
        shelf=shelf,
        folder=places.folder,
        stamping=stamping_of(os.environ),
    )


class _Server(uvicorn.Server):
    """The web server, which tells when it listens."""

    def __init__(self, config: uvicorn.Config, started: Callable[[], None]) -> None:
        super().__init__(config)
        self._started = started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, and tell."""
        await super().startup(sockets)
        if self.started:
            self._started()


@contextmanager
def _store(places: Places) -> Iterator[CentreStore]:
    try:
        store = open_database(places)
    except (OSError, OperationalError) as error:
        raise FolderNotWritable(str(places.folder)) from error
    except DatabaseError as error:
        raise StoreDamaged(str(places.folder)) from error
    try:
        yield store
    finally:
        store.close()


def _authority(store: CentreStore, folder: Path, clock: Clock) -> Authority:
    """The authority whose papers this database knows; never a second one beside it."""
    known = store.known("authority")
    if known is not None and not has_authority(folder):
        raise StoreUnusable("database", str(folder), "no_authority")
    authority = open_authority(folder, clock)
    if store.claim("authority", authority.fingerprint) != authority.fingerprint:
        raise StoreUnusable("database", str(folder), "other_authority")
    return authority


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    lock = FileLock(folder / "lock")
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise AlreadyOpen(str(folder)) from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _listening(host: str, port: int) -> Iterator[socket.socket]:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family, backlog=512)
    except (OSError, OverflowError) as error:
        raise PortTaken(port) from error
    # What is accepted here has it too. Without it the body of an answer, which goes after its head,
    # waits until the tablet confirms that: 40 ms for every request.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    with listener:
        yield listener


def _stop_quietly() -> None:
    # The web server stops in order on these and then raises them once more; that is a clean end.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: None)
