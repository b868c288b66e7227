"""Two processes write at once: the feed keeps the order of commits, and no line is passed."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from sqlalchemy import Connection, delete, event, select, update

from app.domain.change import Receipt
from app.ids import CaseId, OrgId
from app.reference.library import open_reference
from sync.protocol.messages import SignedIn
from sync.server import feed, serving, tables
from sync.server.accounts import Account
from sync.server.judge import Judge
from sync.server.places import Places, open_database
from sync.server.unit import CentreStore
from tests.builders import MORNING, a_case
from tests.sync.centres import a_change
from tests.sync.stores import PlacesFor, Postgres, needs_servers

WHO = Account("clerk", "受理员", "order", ("clerk",), "office")
CLERK = SignedIn("", "clerk", "", "order", ("clerk",), MORNING)
JUDGE = Judge(open_reference())


@pytest.fixture
def places(places_for: PlacesFor, tmp_path: Path) -> Places:
    return places_for(tmp_path)


@pytest.fixture
def stores(places: Places) -> Iterator[Callable[[], CentreStore]]:
    """Opens the same database again, as another process of the centre would."""
    with ExitStack() as opened:
        yield lambda: opened.enter_context(closing(open_database(places)))


def post(connection: Connection, name: str) -> Receipt:
    """A new case, named so."""
    case = a_case(id=CaseId(name), org=OrgId(WHO.org), team=())
    (receipt,) = feed.accept(connection, WHO, [a_change(case, CLERK, name)], JUDGE, MORNING)
    return receipt


class Reader:
    """Follows the feed as a tablet does."""

    def __init__(self, store: CentreStore) -> None:
        self.store = store
        self.cursor = 0
        self.seen: list[str] = []

    def follow(self, during: Callable[[Connection], None] = lambda connection: None) -> None:
        """Take what has come since."""
        with self.store.read() as connection:
            during(connection)
            page = serving.page(connection, WHO, self.store.epoch, self.cursor)
        self.seen += [entry.record_id for entry in page.entries]
        self.cursor = page.last


def seen_of_two_writers(
    slow: CentreStore, quick: CentreStore, reader: Reader, waits: Callable[[], bool]
) -> list[str]:
    """What a reader has got in the end who also looks while the first writer has not committed."""
    begun, commit = Event(), Event()

    def write_slowly() -> None:
        with slow.write() as connection:
            post(connection, "slow")
            begun.set()
            assert commit.wait(20)

    def write_quickly() -> None:
        with quick.write() as connection:
            post(connection, "quick")

    with ThreadPoolExecutor(2) as pool:
        try:
            first = pool.submit(write_slowly)
            assert begun.wait(20)
            second = pool.submit(write_quickly)
            until(lambda: second.done() or waits())
            reader.follow()
        finally:
            commit.set()
        first.result()
        second.result()
    reader.follow()
    return reader.seen


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)


def somebody_waits(postgres: Postgres, places: Places) -> Callable[[], bool]:
    """Whether a writer stands in the queue for his turn; an embedded store always lets wait."""
    if not places.database:
        return lambda: True
    name = places.database.rpartition("/")[2]
    asked = "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
    return lambda: bool(postgres.run(asked, name))


def test_a_line_that_is_committed_late_is_never_passed(
    stores: Callable[[], CentreStore], places: Places, request: pytest.FixtureRequest
) -> None:
    postgres = request.getfixturevalue("postgres") if places.database else None
    waits = somebody_waits(postgres, places)
    assert seen_of_two_writers(stores(), stores(), Reader(stores()), waits) == ["slow", "quick"]


@needs_servers
def test_without_the_writers_lock_it_would_be_passed(postgres: Postgres, tmp_path: Path) -> None:
    """The same story on a store that lets writers go at once: so the test above can fail."""
    places = Places(tmp_path, postgres.new_database())
    with ExitStack() as opened:
        slow, quick, third = (
            opened.enter_context(closing(open_database(places))) for _ in range(3)
        )
        for store in (slow, quick):
            store._manners = replace(store._manners, take_turn=lambda connection: None)
        seen = seen_of_two_writers(slow, quick, Reader(third), lambda: False)
    assert seen == ["quick"]


def commit_after_the_first_query(writer: CentreStore) -> Callable[[Connection], None]:
    """Somebody commits between the first query of a reader in the feed and his second."""
    left = ["between"]

    def commit(*said: Any) -> None:
        if left and "FROM feed" in said[2]:
            with writer.write() as connection:
                post(connection, left.pop())

    return lambda reading: event.listen(reading, "after_cursor_execute", commit)


def test_a_page_and_its_cursor_are_of_one_moment(stores: Callable[[], CentreStore]) -> None:
    writer, reader = stores(), Reader(stores())
    reader.follow(commit_after_the_first_query(writer))
    reader.follow()
    assert reader.seen == ["between"]


def test_fa17_a_feed_that_only_counts_loses_the_line_that_commits_late(
    stores: Callable[[], CentreStore],
) -> None:
    """The deliberate mutant, on both databases: numbers given before the commit, `seq > cursor`."""
    writer, reader = stores(), Reader(stores())
    with writer.write() as connection:
        for number, name in ((7, "late"), (8, "early")):
            post(connection, name)
            renumbered = update(tables.feed).where(tables.feed.c.record_id == name)
            connection.execute(renumbered.values(seq=number))
        late = connection.execute(select(tables.feed).where(tables.feed.c.seq == 7)).one()
        connection.execute(delete(tables.feed).where(tables.feed.c.seq == 7))
    reader.follow()
    with writer.write() as connection:  # a number taken first, and committed last
        connection.execute(tables.feed.insert().values(**late._mapping))
    reader.follow()
    assert reader.seen == ["early"]


@needs_servers
def test_a_reader_at_read_committed_would_pass_a_line(postgres: Postgres, tmp_path: Path) -> None:
    places = Places(tmp_path, postgres.new_database())
    with closing(open_database(places)) as writer, closing(open_database(places)) as other:
        other._manners = replace(other._manners, reading={"isolation_level": "READ COMMITTED"})
        reader = Reader(other)
        reader.follow(commit_after_the_first_query(writer))
        reader.follow()
    assert reader.seen == []


def test_many_writers_of_two_processes_leave_one_order(
    stores: Callable[[], CentreStore],
) -> None:
    writers, reader = [stores(), stores()], Reader(stores())

    def write(number: int) -> None:
        with writers[number % 2].write() as connection:
            post(connection, f"case-{number}")

    with ThreadPoolExecutor(4) as pool:
        waiting = [pool.submit(write, number) for number in range(60)]
        while not all(done.done() for done in waiting):
            reader.follow()
        for done in waiting:
            done.result()
    reader.follow()
    with reader.store.read() as connection:
        query = select(tables.feed.c.record_id).order_by(tables.feed.c.seq)
        assert reader.seen == list(connection.execute(query).scalars())
    assert sorted(reader.seen) == sorted(f"case-{number}" for number in range(60))


def test_the_same_change_from_two_processes_is_applied_once(
    stores: Callable[[], CentreStore],
) -> None:
    writers = [stores(), stores()]
    posted = Event()

    def first() -> Receipt:
        with writers[0].write() as connection:
            receipt = post(connection, "twice")
            posted.set()
            time.sleep(0.05)  # so that the other one is at the door before the commit
            return receipt

    def second() -> Receipt:
        assert posted.wait(20)
        with writers[1].write() as connection:
            return post(connection, "twice")

    with ThreadPoolExecutor(2) as pool:
        receipts = [done.result() for done in (pool.submit(first), pool.submit(second))]
    assert [receipt.status for receipt in receipts] == ["received"] * 2
    with writers[0].read() as connection:
        assert len(connection.execute(select(tables.feed)).all()) == 1
