"""The object stores: the same behind one door, whole or not there, and slow without harm."""

import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Connection, event, insert, select

from app.clock import FixedClock
from app.errors import UnknownRecord
from app.ids import Digest
from sync.server import devices, tables, uploads
from sync.server.accounts import Account
from sync.server.objects import Objects, open_bucket, open_objects
from sync.server.places import Places
from sync.server.unit import open_store
from tests.builders import MORNING
from tests.sync.centres import an_inner_centre, let_in
from tests.sync.records import SlowObjects
from tests.sync.senders import CONTENT, DIGEST
from tests.sync.stores import BOTH, EMBEDDED, S3, SERVERS, Postgres, needs_servers


class _PowerCut(Exception):
    pass


@pytest.fixture(params=["memory", *BOTH])
def objects(request: pytest.FixtureRequest, tmp_path: Path) -> Objects:
    if request.param == SERVERS:
        return open_bucket(request.getfixturevalue("s3").new_bucket())
    return open_objects(tmp_path if request.param == EMBEDDED else None)


def test_a_file_is_the_same_wherever_it_is_kept(objects: Objects) -> None:
    objects.put_part("u", 0, b"ab")
    objects.put_part("u", 1, b"cd")
    objects.put("某某公司", DIGEST, objects.parts("u", 2))
    objects.drop_parts("u")
    assert objects.have("某某公司", DIGEST)
    assert not objects.have("某某", DIGEST)
    assert objects.read("某某公司", DIGEST, 1, 3) == b"bc"
    assert objects.read("某某公司", DIGEST, 2, 2) == b""
    with pytest.raises(UnknownRecord):
        list(objects.parts("u", 1))
    with pytest.raises(UnknownRecord):
        objects.read("某某", DIGEST, 0, 1)
    assert objects.answers()


def test_a_file_that_breaks_off_is_never_seen(objects: Objects) -> None:
    def cut() -> Iterator[bytes]:
        yield bytes(12 << 20)  # more than is held back: a part of it has gone to the store
        raise _PowerCut

    with pytest.raises(_PowerCut):
        objects.put("ours", DIGEST, cut())
    assert not objects.have("ours", DIGEST)


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="asks Linux what is synced")
def test_a_file_is_synced_with_its_folder_and_each_folder_that_is_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []
    the_sync = os.fsync

    def noted(handle: int) -> None:
        place = Path(os.readlink(f"/proc/self/fd/{handle}"))
        synced.append(str(place.relative_to(tmp_path)))
        the_sync(handle)

    monkeypatch.setattr(os, "fsync", noted)
    objects = open_objects(tmp_path)
    org = "files/6f757273"
    names = [Digest(start.ljust(64, "0")) for start in ("ab1", "ab2", "cd1")]
    for digest in names:
        objects.put("ours", digest, b"content")
        synced.append("|")
    first, second, third, rest = " ".join(synced).split("|")
    assert first.split() == [f"{org}/ab/{names[0]}", f"{org}/ab", org, "files", "."]
    assert second.split() == [f"{org}/ab/{names[1]}", f"{org}/ab"]
    assert third.split() == [f"{org}/cd/{names[2]}", f"{org}/cd", org]
    assert rest == ""


def test_small_writes_share_a_commit_and_one_that_fails_takes_no_other_along(
    tmp_path: Path,
) -> None:
    commits: list[object] = []

    def note(digest: str, connection: Connection) -> None:
        connection.execute(insert(tables.stored).values(org="ours", digest=digest, size=1))
        if digest == "bad":
            raise UnknownRecord("file", digest)

    with closing(open_store(tmp_path)) as store, ThreadPoolExecutor(3) as others:
        event.listen(store._engine, "commit", commits.append)
        for names in (["a", "b", "c"], ["d", "bad", "e"]):
            before = len(commits)
            with store.write():  # meanwhile all three come to wait
                asked = [others.submit(store.write_together, partial(note, n)) for n in names]
                while len(store._asked) < len(names):
                    time.sleep(0.001)
            failed = [type(each.exception(20)) for each in asked]
            assert failed == [UnknownRecord if n == "bad" else type(None) for n in names]
            # Its own, and one for all three; or one for each of those that are sound.
            assert len(commits) - before == (3 if "bad" in names else 2)
        with store.read() as connection:
            kept = connection.execute(select(tables.stored.c.digest)).scalars()
            assert set(kept) == {"a", "b", "c", "d", "e"}


@needs_servers
def test_a_file_that_breaks_off_leaves_nothing_to_pay_for(s3: S3) -> None:
    bucket = s3.new_bucket()
    test_a_file_that_breaks_off_is_never_seen(open_bucket(bucket))
    assert s3.unfinished(bucket) == 0


@needs_servers
def test_a_slow_object_store_does_not_hold_up_who_writes_records(
    postgres: Postgres, s3: S3, tmp_path: Path
) -> None:
    places = Places(tmp_path, postgres.new_database(), s3.new_bucket())
    let_in(places, "ours", zhang="inspector")
    with an_inner_centre(places, FixedClock(MORNING)) as (inner, _client):
        slow = SlowObjects(inner.objects)
        centre = replace(inner, objects=slow)
        account = Account("zhang@ours", "", "ours", (), "tablet-1")
        upload = uploads.begin(centre, account, DIGEST, len(CONTENT), b"")
        with ThreadPoolExecutor(1) as pool:
            try:
                first = pool.submit(uploads.append, centre, account, upload, b"first")
                assert slow.begun.wait(20)
                with inner.store.write() as connection:
                    devices.note_seen(connection, account, MORNING)
                assert not first.done()
            finally:
                slow.may_end.set()
            assert first.result().offset == len(b"first")
