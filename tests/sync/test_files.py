"""Files at the centre: tus on the way in, ranges on the way out, and never half a file."""

from base64 import b64encode
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx
import pytest
from litestar import Litestar
from litestar.testing import TestClient
from sqlalchemy import select

from app import codec
from app.clock import FixedClock
from app.errors import BadRequest, UnknownRecord
from app.ids import CaseId, Digest, OrgId, RecordId
from sync.protocol import messages
from sync.protocol.messages import Waiting
from sync.server import tables, uploads
from sync.server.accounts import Account
from sync.server.centre import Centre
from sync.server.objects import Objects
from tests.builders import MORNING, a_case
from tests.sync.centres import (
    RunningCentre,
    a_change,
    an_inner_centre,
    carried,
    let_in,
    signed_in,
)
from tests.sync.records import SlowObjects, a_photo
from tests.sync.senders import CONTENT, DIGEST, Sender
from tests.sync.stores import PlacesFor


class Place:
    """A centre in this test, and one who sends files to it."""

    def __init__(self, centre: Centre, client: TestClient[Litestar], clock: FixedClock) -> None:
        self.centre, self.client, self.clock = centre, client, clock
        self.sender = Sender(client, carried(client, "zhang@ours", "tablet-1"))

    def stored(self) -> set[str]:
        with self.centre.store.read() as connection:
            return set(connection.execute(select(tables.stored.c.digest)).scalars())

    def uploads(self) -> int:
        with self.centre.store.read() as connection:
            return len(connection.execute(select(tables.upload)).all())


@pytest.fixture
def place(places_for: PlacesFor, tmp_path: Path) -> Iterator[Place]:
    places = places_for(tmp_path)
    let_in(places, "ours", zhang="inspector", wang="inspector")
    clock = FixedClock(MORNING)
    with an_inner_centre(places, clock) as (centre, client):
        yield Place(centre, client, clock)


def test_a_file_comes_in_parts_and_counts_only_when_whole(place: Place) -> None:
    begun = place.sender.begin()
    upload = begun.headers["Location"]
    assert (begun.status_code, begun.headers["Upload-Offset"]) == (201, "0")
    for offset in range(0, len(CONTENT), 4096):
        assert place.stored() == set()
        reply = place.sender.patch(upload, offset, CONTENT[offset : offset + 4096])
        assert reply.status_code == 204
        assert place.sender.offset(upload) == min(offset + 4096, len(CONTENT))
    assert place.stored() == {DIGEST}
    assert place.centre.objects.read("ours", DIGEST, 0, len(CONTENT)) == CONTENT


def test_a_small_file_comes_in_one_request_and_again_without_harm(place: Place) -> None:
    for _ in range(2):
        reply = place.sender.begin(body=CONTENT)
        assert (reply.status_code, reply.headers["Upload-Offset"]) == (201, str(len(CONTENT)))
        assert place.sender.offset(reply.headers["Location"]) == len(CONTENT)
    assert place.uploads() == 0


def test_a_file_that_is_here_is_at_its_end_at_once(place: Place) -> None:
    place.sender.begin(body=CONTENT)
    other = Sender(place.client, carried(place.client, "wang@ours", "tablet-2"))
    assert other.begin().headers["Upload-Offset"] == str(len(CONTENT))


def test_the_first_bytes_may_come_with_the_creation(place: Place) -> None:
    reply = place.sender.begin(body=CONTENT[:100])
    assert reply.headers["Upload-Offset"] == "100"
    assert place.sender.patch(reply.headers["Location"], 100, CONTENT[100:]).status_code == 204
    assert place.stored() == {DIGEST}


@pytest.mark.parametrize("offset", [0, 99, 101, 10_000_000])
def test_bytes_for_another_offset_are_not_taken(place: Place, offset: int) -> None:
    upload = place.sender.begin(body=CONTENT[:100]).headers["Location"]
    reply = place.sender.patch(upload, offset, CONTENT[100:200])
    assert (reply.status_code, reply.json()["code"]) == (409, "offset_conflict")
    assert place.sender.offset(upload) == 100


def test_more_bytes_than_announced_are_not_taken(place: Place) -> None:
    upload = place.sender.begin(body=CONTENT[:100]).headers["Location"]
    assert place.sender.patch(upload, 100, CONTENT).status_code == 400
    assert place.sender.begin(size=5, body=CONTENT).status_code == 400
    assert place.sender.offset(upload) == 100


def test_a_chunk_damaged_on_the_way_is_not_taken(place: Place) -> None:
    upload = place.sender.begin().headers["Location"]
    wrong = {"Upload-Checksum": f"sha256 {b64encode(sha256(b'other').digest()).decode()}"}
    reply = place.sender.patch(upload, 0, CONTENT[:100], **wrong)
    assert (reply.status_code, reply.json()["code"]) == (460, "checksum_mismatch")
    assert place.sender.offset(upload) == 0


def test_l19_a_file_of_the_right_size_with_wrong_content_is_never_stored(place: Place) -> None:
    damaged = CONTENT[:-1] + b"!"
    assert place.sender.begin(body=damaged).status_code == 460
    upload = place.sender.begin(body=damaged[:100]).headers["Location"]
    assert place.sender.patch(upload, 100, damaged[100:]).status_code == 460
    assert place.stored() == set()
    assert place.client.head(upload, headers=place.sender.headers).status_code == 404


def test_a_centre_that_died_before_the_last_bytes_counted_asks_for_them_again(
    place: Place,
) -> None:
    upload = place.sender.begin(body=CONTENT[:100]).headers["Location"]
    with pytest.raises(_PowerCut):
        _finish_with_a_power_cut(place, upload.rpartition("/")[2])
    assert place.stored() == set()
    assert place.sender.offset(upload) == 100
    assert place.sender.patch(upload, 100, CONTENT[100:]).status_code == 204
    assert place.stored() == {DIGEST}


class _PowerCut(Exception):
    pass


class _DyingObjects(Objects):
    """An object store whose machine goes out as soon as a file is whole."""

    def __init__(self, living: Objects) -> None:
        super().__init__(living._store)

    def put(self, org: str, digest: Digest, parts: Any) -> None:
        super().put(org, digest, parts)
        raise _PowerCut


def _finish_with_a_power_cut(place: Place, upload_id: str) -> None:
    centre = replace(place.centre, objects=_DyingObjects(place.centre.objects))
    account = Account("zhang@ours", "", "ours", (), "tablet-1")
    uploads.append(centre, account, uploads.find(centre, account, upload_id), CONTENT[100:])


def test_an_upload_that_is_given_up_leaves_nothing(place: Place) -> None:
    upload = place.sender.begin(body=CONTENT[:100]).headers["Location"]
    assert list(place.centre.objects.parts(upload.rpartition("/")[2], 1)) == [CONTENT[:100]]
    assert place.client.delete(upload, headers=place.sender.headers).status_code == 204
    assert place.client.head(upload, headers=place.sender.headers).status_code == 404
    with pytest.raises(UnknownRecord):
        list(place.centre.objects.parts(upload.rpartition("/")[2], 1))


def test_an_upload_that_lost_a_part_starts_anew(place: Place) -> None:
    upload = place.sender.begin(body=CONTENT[:100]).headers["Location"]
    place.centre.objects.drop_parts(upload.rpartition("/")[2])
    assert place.sender.patch(upload, 100, CONTENT[100:]).status_code == 404
    assert place.uploads() == 0
    assert place.sender.begin(body=CONTENT).headers["Upload-Offset"] == str(len(CONTENT))
    assert place.stored() == {DIGEST}


def test_nobody_goes_on_with_a_colleagues_upload(place: Place) -> None:
    upload = place.sender.begin(body=CONTENT[:100]).headers["Location"]
    other = Sender(place.client, carried(place.client, "wang@ours", "tablet-2"))
    assert other.patch(upload, 100, CONTENT[100:]).status_code == 404
    assert place.client.delete(upload, headers=other.headers).status_code == 404


def test_uploads_left_behind_are_swept_after_a_month_and_not_before(place: Place) -> None:
    place.sender.begin(body=CONTENT[:100])
    place.clock.move(uploads.KEPT)
    assert (uploads.sweep(place.centre), place.uploads()) == (0, 1)
    place.clock.move(timedelta(seconds=1))
    assert (uploads.sweep(place.centre), place.uploads()) == (1, 0)


def test_th18_one_person_cannot_pile_up_uploads_without_end(place: Place) -> None:
    first = place.sender.begin(digest=codec.digest_of(b"0")).headers["Location"]
    for number in range(uploads.OPEN_LIMIT):
        place.clock.move(timedelta(seconds=1))
        place.sender.begin(digest=codec.digest_of(f"{number + 1}".encode()))
    assert place.uploads() == uploads.OPEN_LIMIT
    assert place.client.head(first, headers=place.sender.headers).status_code == 404


def test_who_breaks_an_upload_off_leaves_one_line_in_the_log_and_no_traceback(
    place: Place, caplog: pytest.LogCaptureFixture
) -> None:
    path, said = "/v1/files", []
    known = {
        "Upload-Length": "9999",
        "Upload-Metadata": f"digest {b64encode(DIGEST.encode()).decode()}",
    }
    headers = {**place.sender.headers, **known, messages.PROTOCOL_HEADER: str(messages.PROTOCOL)}
    scope = {"type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "POST"}
    scope |= {"scheme": "http", "path": path, "raw_path": path.encode(), "query_string": b""}
    scope |= {"root_path": "", "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 2)}
    scope["headers"] = [(k.lower().encode(), v.encode()) for k, v in headers.items()]
    news = [{"type": "http.request", "body": CONTENT[:9], "more_body": True}]

    async def receive() -> dict[str, Any]:
        return news.pop() if news else {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        said.append(message)

    app: Any = place.client.app
    with place.client.portal() as portal:
        portal.call(app, scope, receive, send)
    assert said[0]["status"] == 503
    (line,) = [each for each in caplog.records if each.name == "kanyan.centre"]
    assert (line.getMessage(), line.exc_info) == (f"broken off: POST {path}", None)
    assert place.stored() == set()


def test_a_tus_client_can_ask_what_the_centre_can_do(place: Place) -> None:
    said = place.client.options(messages.FILES).headers
    assert said["Tus-Version"] == "1.0.0"
    assert "creation-with-upload" in said["Tus-Extension"]
    old = place.client.post(messages.FILES, headers=place.sender.headers | {"Tus-Resumable": "0.2"})
    assert (old.status_code, old.json()["code"]) == (412, "tus_version")


def a_named_file(centre: RunningCentre, org: str) -> dict[str, str]:
    """A file at the running centre, named by a photo of a case; the header of who may see it."""
    let_in(centre, org, clerk="clerk")
    link, known = signed_in(centre.url, f"clerk@{org}")
    case = a_case(id=CaseId(f"case-{org}"), org=OrgId(org))
    photo = a_photo(case, RecordId(f"photo-{org}"), known.user, CONTENT)
    link.push([a_change(case, known, "1"), a_change(photo, known, "2")], Waiting())
    link.send_file(DIGEST, CONTENT, "", lambda upload: None)
    link.close()
    return {"Authorization": f"Bearer {known.token}", "Kanyan-Protocol": "1"}


@pytest.mark.parametrize(
    ("asked", "status", "start", "end"),
    [
        ("bytes=0-0", 206, 0, 1),
        ("bytes=10000-", 206, 10000, len(CONTENT)),
        ("bytes=-5", 206, len(CONTENT) - 5, len(CONTENT)),
        ("bytes=5-99999999", 206, 5, len(CONTENT)),
        ("bytes=-", 200, 0, len(CONTENT)),
        ("lines=1-2", 200, 0, len(CONTENT)),
        ("bytes=1-2,4-5", 200, 0, len(CONTENT)),
    ],
)
def test_any_range_of_a_file_can_be_had(
    centre: RunningCentre, asked: str, status: int, start: int, end: int
) -> None:
    headers = a_named_file(centre, "ranges") | {"Range": asked}
    reply = httpx.get(f"{centre.url}{messages.FILES}/{DIGEST}", headers=headers)
    assert (reply.status_code, reply.content) == (status, CONTENT[start:end])
    if status == 206:
        assert reply.headers["Content-Range"] == f"bytes {start}-{end - 1}/{len(CONTENT)}"


def test_a_range_beyond_the_end_is_refused(centre: RunningCentre) -> None:
    headers = a_named_file(centre, "beyond") | {"Range": f"bytes={len(CONTENT)}-"}
    reply = httpx.get(f"{centre.url}{messages.FILES}/{DIGEST}", headers=headers)
    assert (reply.status_code, reply.json()["code"]) == (416, "range_not_satisfiable")


def test_th7_the_same_file_of_another_organisation_is_not_given_away(
    centre: RunningCentre,
) -> None:
    a_named_file(centre, "owner")
    let_in(centre, "thief", boss="clerk")
    link, known = signed_in(centre.url, "boss@thief")
    case = a_case(id=CaseId("case-thief"), org=OrgId("thief"))
    photo = a_photo(case, RecordId("photo-thief"), known.user, CONTENT)
    link.push([a_change(case, known, "1"), a_change(photo, known, "2")], Waiting())
    with pytest.raises(UnknownRecord):
        link.fetch_file(DIGEST)
    link.close()


def test_of_two_requests_with_one_offset_only_one_counts(place: Place) -> None:
    upload_id = place.sender.begin().headers["Location"].rpartition("/")[2]
    slow = SlowObjects(place.centre.objects)
    centre = replace(place.centre, objects=slow)
    account = Account("zhang@ours", "", "ours", (), "tablet-1")
    upload = uploads.find(centre, account, upload_id)
    with ThreadPoolExecutor(2) as pool:
        try:
            first = pool.submit(uploads.append, centre, account, upload, b"first")
            assert slow.begun.wait(20)
            second = pool.submit(uploads.append, place.centre, account, upload, b"second")
        finally:
            slow.may_end.set()
        assert first.result().offset == len(b"first")
        with pytest.raises(BadRequest) as caught:
            second.result()
    assert caught.value.code == "offset_conflict"
    assert list(place.centre.objects.parts(upload_id, 1)) == [b"first"]
