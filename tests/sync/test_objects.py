"""The object stores: the same behind one door, whole or not there, and slow without harm."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from app.clock import FixedClock
from app.errors import UnknownRecord
from sync.server import devices, uploads
from sync.server.accounts import Account
from sync.server.objects import Objects, open_bucket, open_objects
from sync.server.places import Places
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
