"""Identity numbers at the centre: sealed wherever they are stored, whole where they travel."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select, update

from app import codec
from app.domain.case import ConnectionCase
from app.domain.change import Change, FieldEdit, Page, ReceiptStatus
from app.domain.merge import diff
from app.domain.process import Status, project
from app.domain.work_order import SheetRow
from app.errors import StoreDamaged, StoreUnusable, UnknownRecord
from app.ids import ChangeId, DeviceId, OrgId, RecordId, UserId
from app.reference.library import open_reference
from sync.server import audit, erasure, feed, sealing, serving, tables
from sync.server.accounts import Account
from sync.server.judge import Judge
from sync.server.open_fields import seal_what_lies_open
from sync.server.places import Places, open_database
from sync.server.unit import CentreStore
from tests.builders import MORNING, a_case, an_event
from tests.sync.centres import the_command
from tests.sync.stores import PlacesFor

NUMBER = "630102199001011234"
NEW_NUMBER = "630102198502024321"
CLERK = Account("clerk", "受理员", "xining", ("clerk",), "office")
JUDGE = Judge(open_reference())
PATH = ("customer", "agent_id_no")


@pytest.fixture
def places(places_for: PlacesFor, tmp_path: Path) -> Places:
    return places_for(tmp_path / "centre")


@pytest.fixture
def store(places: Places) -> Iterator[CentreStore]:
    with closing(open_database(places)) as opened:
        yield opened


def the_case() -> ConnectionCase:
    case = a_case(team=())
    return replace(case, customer=replace(case.customer, agent_id_no=NUMBER))


def push(store: CentreStore, base: int, *edits: FieldEdit) -> ReceiptStatus:
    change = Change(
        ChangeId(f"change-{base}"), "case", RecordId("case-1"), the_case().id, OrgId("xining"),
        base, edits, UserId("clerk"), DeviceId("office"), MORNING,
    )  # fmt: skip
    with store.write() as connection:
        (receipt,) = feed.accept(connection, CLERK, [change], JUDGE, MORNING)
    return receipt.status


def brought(store: CentreStore) -> None:
    """The case, and then another number in it."""
    edits = diff({}, codec.fields("case", codec.encode(the_case())))
    assert push(store, 0, *edits) is ReceiptStatus.RECEIVED
    assert push(store, 1, FieldEdit(PATH, NUMBER, NEW_NUMBER)) is ReceiptStatus.RECEIVED


def page(store: CentreStore) -> Page:
    with store.read() as connection:
        return serving.page(connection, CLERK, "", 0)


def all_text(store: CentreStore) -> str:
    """Everything that stands in any table, as one text."""
    with store.read() as connection:
        tables_read = [connection.execute(select(t)).all() for t in tables.metadata.sorted_tables]
    return "\n".join(str(tuple(row)) for rows in tables_read for row in rows)


def numbers(sent: Page) -> list[str]:
    return [entry.body["customer"].get("agent_id_no", "") for entry in sent.entries]


def test_a_number_stands_open_in_no_table_and_travels_whole(store: CentreStore) -> None:
    brought(store)
    kept = all_text(store)
    assert "青海高原机械制造有限公司" in kept  # the search finds what lies open
    assert not any(part in kept for part in (NUMBER, NEW_NUMBER, NUMBER[3:14], NEW_NUMBER[3:14]))
    sent = page(store)
    assert numbers(sent) == [NUMBER, NEW_NUMBER]
    with store.read() as connection:
        digest = connection.execute(select(tables.record.c.digest)).scalar_one()
    assert digest == codec.digest(dict(sent.entries[-1].body))
    assert not any("~sealed" in entry.body for entry in sent.entries)


def test_a_file_of_the_database_and_its_log_hold_no_number(tmp_path: Path) -> None:
    places = Places(tmp_path / "centre")
    with closing(open_database(places)) as store:
        brought(store)
        files = [path for path in places.folder.rglob("*") if path.is_file()]
        assert any(path.name.endswith("-wal") and path.stat().st_size for path in files)
        found = [
            p.name for p in files for n in (NUMBER, NEW_NUMBER) if n.encode() in p.read_bytes()
        ]
    assert found == []


def test_the_same_number_once_more_changes_nothing_and_a_clash_is_still_one(
    store: CentreStore,
) -> None:
    brought(store)
    assert push(store, 2, FieldEdit(PATH, NEW_NUMBER, NEW_NUMBER)) is ReceiptStatus.RECEIVED
    other = replace(CLERK, device="another")
    change = Change(
        ChangeId("late"), "case", RecordId("case-1"), the_case().id, OrgId("xining"), 1,
        (FieldEdit(PATH, NUMBER, "111"),), UserId("clerk"), DeviceId("another"), MORNING,
    )  # fmt: skip
    with store.write() as connection:
        (receipt,) = feed.accept(connection, other, [change], JUDGE, MORNING)
    assert receipt.status is ReceiptStatus.CLASH


def test_whoever_has_the_database_alone_opens_nothing(
    places: Places, store: CentreStore, tmp_path: Path
) -> None:
    brought(store)
    key = places.folder / "authority" / sealing.KEY_FILE
    key.rename(tmp_path / "taken.key")
    with pytest.raises(StoreUnusable) as refused:
        open_database(places)
    assert refused.value.why == "other_key"
    assert not key.exists()  # none is left in the way of the right one
    (tmp_path / "taken.key").rename(key)
    with closing(open_database(places)) as again:
        assert numbers(page(again)) == [NUMBER, NEW_NUMBER]


def test_what_is_sealed_opens_in_no_other_case_and_not_when_it_was_changed(
    store: CentreStore,
) -> None:
    with store.write() as connection:
        mine = sealing.Keys(connection, "xining", "case-1")
        token = mine.seal(NUMBER)
        assert mine.open(token) == NUMBER
        other = sealing.Keys(connection, "xining", "case-2")
        other.seal("x")
        for spoilt in (token[:-6] + "AAAA==", "1:"):
            with pytest.raises(StoreDamaged):
                mine.open(spoilt)
        with pytest.raises(StoreDamaged):
            other.open(token)


def test_nothing_that_comes_in_may_look_sealed(store: CentreStore) -> None:
    brought(store)
    edit = FieldEdit((sealing.APART,), None, [[["customer", "agent_id_no"], "1:AAAA"]])
    assert push(store, 2, edit) is ReceiptStatus.REFUSED


def test_erasing_makes_every_version_unreadable_and_leaves_digests_and_chain(
    store: CentreStore,
) -> None:
    brought(store)
    with store.write() as connection:
        audit.note(connection, CLERK, "view", "case/case-1", MORNING, "case-1", field="x")
        digests = [row.digest for row in connection.execute(select(tables.record))]
        assert erasure.erase(connection, CLERK, "case-1", "客户要求", MORNING) == 1
    sent = page(store)
    assert numbers(sent) == ["", "", sealing.ERASED]
    assert sent.entries[-1].body["customer"]["agent_name"] == "李文娟"
    with store.read() as connection:
        # What tablets are told to hold now is what the centre holds, by digest.
        (row,) = connection.execute(select(tables.record)).all()
        assert row.digest == codec.digest(dict(sent.entries[-1].body)) != digests[0]
        assert row.rev == 3
        assert audit.check(connection, "xining") is None
        last = audit.newest(connection, "xining", 2)
    assert [kept.told for kept in last] == ['{"reason":"客户要求","records":1}', ""]


def test_after_an_erasure_a_new_number_gets_a_new_key(store: CentreStore) -> None:
    brought(store)
    with store.write() as connection:
        erasure.erase(connection, CLERK, "case-1", "客户要求", MORNING)
    assert push(store, 3, FieldEdit(PATH, None, NUMBER)) is ReceiptStatus.RECEIVED
    assert numbers(page(store)) == ["", "", sealing.ERASED, NUMBER]


def test_an_erased_case_stays_where_it_stood(store: CentreStore) -> None:
    brought(store)
    with store.write() as connection:
        erasure.erase(connection, CLERK, "case-1", "客户要求", MORNING)
    case = codec.decode(ConnectionCase, page(store).entries[-1].body)
    assert project(case, [an_event("application.submitted")]).status is Status.SUBMITTED


def test_a_case_that_is_not_there_is_not_erased(store: CentreStore) -> None:
    with pytest.raises(UnknownRecord), store.write() as connection:
        erasure.erase(connection, CLERK, "case-9", "", MORNING)


def test_what_was_stored_open_before_is_sealed_at_the_next_start(store: CentreStore) -> None:
    """A database of before: bodies as they travelled."""
    brought(store)
    sent = page(store)
    old = [dict(entry.body) for entry in sent.entries]
    with store.write() as connection:
        for seq, body in zip((1, 2), old, strict=True):
            text = sealing.stored(connection, "xining", "case-1", body, ())
            feed_row = update(tables.feed).where(tables.feed.c.rev == seq)
            connection.execute(feed_row.values(body=text))
        connection.execute(update(tables.record).values(body=text))
    assert NUMBER in all_text(store)
    assert seal_what_lies_open(store, JUDGE.reference.personal) == 3
    assert NUMBER not in all_text(store)
    assert page(store) == sent
    assert seal_what_lies_open(store, JUDGE.reference.personal) == 0


def test_rows_of_a_file_that_waits_for_the_yes_are_sealed(store: CentreStore) -> None:
    sealed = store.master.seal(repr(SheetRow).encode() + NUMBER.encode(), "kanyan work orders")
    assert NUMBER.encode() not in sealed
    assert store.master.open(sealed, "kanyan work orders").endswith(NUMBER.encode())


def test_the_command_erases_by_the_id_of_a_case_and_says_what_it_did(tmp_path: Path) -> None:
    places = Places(tmp_path / "centre")
    with closing(open_database(places)) as store:
        brought(store)
    ask = ("erase-personal", "--folder", str(places.folder), "--org", "xining")
    told = the_command(*ask, "--by", "韩科长", "--reason", "客户要求", "case-1")
    assert (told.returncode, "1 records are gone" in told.stdout) == (0, True), told.stderr
    with closing(open_database(places)) as store:
        assert numbers(page(store)) == ["", "", sealing.ERASED]
    told = the_command(*ask, "--by", "韩科长", "--reason", "客户要求", "case-9")
    assert (told.returncode, "has no case case-9" in told.stderr) == (1, True)
