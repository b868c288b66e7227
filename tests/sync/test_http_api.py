"""What the centre says to each kind of request, and to those who may not ask."""

import gzip
import json
import random
from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import httpx
import msgspec
import pytest
import zstandard
from litestar import Litestar
from litestar.testing import TestClient
from sqlalchemy import func, select

from app import codec
from app.clock import FixedClock
from app.domain.change import Change, Receipt, ReceiptStatus
from app.domain.report import Report
from app.domain.signer import SignerRole
from app.domain.trail import Kept, TrailLine
from app.ids import CaseId, Digest, OrgId, RecordId, UserId
from sync.protocol import messages
from sync.protocol.messages import PROTOCOL_HEADER, SignedIn, Waiting
from sync.server import devices, tables
from sync.server.accounts import TOKEN_LIFE, Account
from sync.server.centre import Centre
from sync.server.office.reading import device_lines
from sync.server.wire import BODY_LIMIT, UNPACKED_LIMIT
from tests.builders import MORNING, a_case
from tests.sync.centres import PASSWORD, a_change, an_inner_centre, carried, let_in
from tests.sync.stores import PlacesFor

Headers = dict[str, str]
Client = TestClient[Litestar]

PAPER: Final = b"%PDF a paper of ours"
DIGEST: Final = codec.digest_of(PAPER)
TUS: Final = {"Tus-Resumable": "1.0.0"}
CHUNK: Final = TUS | {"Content-Type": "application/offset+octet-stream"}
OUR_CASE: Final = a_case(id=CaseId("case-ours"), org=OrgId("ours"))
CLERK: Final = SignedIn("", "clerk@ours", "", "ours", ("clerk",), MORNING)


@dataclass
class Place:
    """A centre with two organisations: ours has a case with a paper, theirs has nothing."""

    centre: Centre
    client: Client
    clock: FixedClock
    ours: Headers
    theirs: Headers
    upload: str
    """An upload of ours that is half done."""

    def counts(self) -> dict[str, int]:
        """How many rows stand in each table that holds somebody's work."""
        with self.centre.store.read() as connection:
            return {
                name: connection.execute(select(func.count()).select_from(table)).scalar_one()
                for name, table in tables.metadata.tables.items()
                if name not in ("token", "device", "device_queue", "meta", "audit", "trail_head")
            }


@pytest.fixture(scope="module")
def place(places_for: PlacesFor, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    places = places_for(tmp_path_factory.mktemp("centre"))
    let_in(places, "ours", clerk="clerk", zhang="inspector")
    let_in(places, "theirs", chief="clerk+admin")
    clock = FixedClock(MORNING)
    with an_inner_centre(places, clock) as (centre, client):
        ours, theirs = carried(client, "clerk@ours"), carried(client, "chief@theirs")
        paper = a_change(a_paper(), CLERK, "our-paper")
        reply = push(client, ours, a_change(OUR_CASE, CLERK, "our-case"), paper)
        assert [r["status"] for r in reply.json()["receipts"]] == ["received"] * 2
        begin(client, ours, DIGEST, PAPER)
        upload = begin(client, ours, codec.digest_of(PAPER * 2), PAPER, size=2 * len(PAPER))
        yield Place(centre, client, clock, ours, theirs, upload.headers["Location"])


def a_paper() -> Report:
    return Report(
        id=RecordId("paper-1"),
        case_id=OUR_CASE.id,
        org=OUR_CASE.org,
        subject_id=RecordId("visit-1"),
        form="F06",
        doc_no="KY-1",
        revision=1,
        attempt=1,
        issued_at=MORNING,
        pdf=DIGEST,
        record_digest=DIGEST,
        expected=(SignerRole.INSPECTOR,),
        pages=1,
    )


def push(client: Client, headers: Headers, *changes: Change) -> httpx.Response:
    body = msgspec.json.encode({"changes": changes, "waiting": Waiting()})
    return client.post(messages.CHANGES, content=body, headers=headers)


def begin(
    client: Client, headers: Headers, digest: Digest, content: bytes, size: int | None = None
) -> httpx.Response:
    named = {
        "Upload-Length": str(len(content) if size is None else size),
        "Upload-Metadata": f"digest {b64encode(digest.encode()).decode()}",
    }
    return client.post(messages.FILES, content=content, headers=headers | CHUNK | named)


def code_of(reply: httpx.Response) -> str:
    assert reply.headers["Content-Type"].startswith("application/problem+json")
    assert reply.headers[PROTOCOL_HEADER] == "1"
    return str(reply.json()["code"])


def test_health_tells_who_is_there(place: Place) -> None:
    health = place.client.get("/health", headers={PROTOCOL_HEADER: "9"}).json()
    assert health["status"] == "ok"
    assert health["protocol"] == messages.PROTOCOL
    assert health["epoch"] == place.centre.store.epoch
    kinds = (health["database"]["kind"], health["objects"]["kind"])
    assert kinds in {("sqlite", "folder"), ("postgresql", "s3")}
    assert health["database"]["answers"] is health["objects"]["answers"] is True


@pytest.mark.parametrize(("spoken", "who"), [("", "tablet"), ("0", "tablet"), ("2", "centre")])
def test_who_speaks_another_version_is_told_which_side_to_update(
    place: Place, spoken: str, who: str
) -> None:
    reply = place.client.get(messages.FEED, headers=place.ours | {PROTOCOL_HEADER: spoken})
    assert (reply.status_code, code_of(reply)) == (426, "protocol_too_old")
    assert reply.json()["detail"] == who


@pytest.mark.parametrize(
    ("user", "password"), [("clerk@ours", "wrong"), ("nobody@ours", PASSWORD), ("", "")]
)
def test_a_wrong_name_and_a_wrong_password_look_the_same(
    place: Place, user: str, password: str
) -> None:
    asked = {"user": user, "password": password, "device": "d"}
    reply = place.client.post(messages.SIGN_IN, json=asked)
    assert (reply.status_code, code_of(reply)) == (401, "sign_in_failed")
    assert reply.json()["detail"] == ""


def test_l30_a_token_ends_and_is_worth_nothing_afterwards(tmp_path: Path) -> None:
    let_in(tmp_path, "ours", clerk="clerk")
    clock = FixedClock(MORNING)
    with an_inner_centre(tmp_path, clock) as (_centre, client):
        headers = carried(client, "clerk@ours")
        clock.move(TOKEN_LIFE - timedelta(seconds=1))
        assert client.get(messages.DIGEST, headers=headers).status_code == 200
        clock.move(timedelta(seconds=1))
        reply = client.get(messages.DIGEST, headers=headers)
        assert (reply.status_code, code_of(reply)) == (401, "sign_in_failed")


def test_the_office_sees_what_waits_on_each_tablet(place: Place) -> None:
    headers = carried(place.client, "zhang@ours", "tablet-9")
    body = msgspec.json.encode({"changes": [], "waiting": Waiting(7, 3)})
    place.client.post(messages.CHANGES, content=body, headers=headers)
    device = tables.device
    with place.centre.store.read() as connection:
        row = connection.execute(select(device).where(device.c.id == "tablet-9")).one()
    assert (row.user, row.waiting_changes, row.waiting_files) == ("zhang@ours", 7, 3)
    assert row.seen_at == MORNING.isoformat()


@pytest.mark.parametrize(
    ("told", "status", "oldest"),
    [
        (Waiting(3, 0, MORNING - timedelta(days=5)), "received", MORNING - timedelta(days=5)),
        (Waiting(1, 0, MORNING - timedelta(days=5)), "clash", MORNING - timedelta(hours=2)),
        (Waiting(1, 0, MORNING - timedelta(days=5)), "refused", None),
        (Waiting(2, 0, MORNING + timedelta(days=5)), "received", MORNING),
        (Waiting(7, 0), "received", None),
    ],
)
def test_the_office_is_told_since_when_the_oldest_of_what_is_left_waits(
    place: Place, told: Waiting, status: str, oldest: datetime | None
) -> None:
    account = Account("zhang@ours", "张海峰", "ours", ("inspector",), "tablet-9")
    known = SignedIn("", account.user, "张海峰", "ours", account.roles, MORNING)
    change = replace(
        a_change(a_case(), known, "one"),
        made_at=MORNING - timedelta(hours=3),
        clock_offset_s=3600,
    )
    receipt = Receipt(change.id, ReceiptStatus(status))
    with place.centre.store.write() as connection:
        left = devices.left_of(told, [change], [receipt])
        devices.note_waiting(connection, account, MORNING, Waiting(9, 0, MORNING))
        devices.note_waiting(connection, account, MORNING, left)
        devices.note_certificate(connection, account, MORNING, "a certificate")
    with place.centre.store.read() as connection:
        (line,) = device_lines(connection, account)
    assert (line.waiting_changes, line.oldest_at) == (told.changes - (status != "clash"), oldest)


@pytest.mark.parametrize("encoding", ["zstd", "gzip"])
def test_both_ways_may_be_packed(place: Place, encoding: str) -> None:
    packers = {"zstd": zstandard.ZstdCompressor().compress, "gzip": gzip.compress}
    body = packers[encoding](msgspec.json.encode({"changes": []}))
    headers = place.ours | {"Content-Encoding": encoding, "Accept-Encoding": encoding}
    assert place.client.post(messages.CHANGES, content=body, headers=headers).json() == {
        "receipts": []
    }
    page = place.client.get(messages.FEED, headers=headers)
    assert page.headers["Content-Encoding"] == encoding
    assert len(page.json()["entries"]) == 2


def test_th18_what_is_too_large_is_refused_before_it_fills_the_memory(place: Place) -> None:
    bomb = zstandard.ZstdCompressor().compress(bytes(UNPACKED_LIMIT + 1))
    zipped = gzip.compress(bytes(UNPACKED_LIMIT + 1))
    requests = [
        (messages.CHANGES, bytes(BODY_LIMIT + 1), {}),
        (messages.CHANGES, bomb, {"Content-Encoding": "zstd"}),
        (messages.CHANGES, zipped, {"Content-Encoding": "gzip"}),
        (messages.SIGN_IN, bytes(20_000), {}),
        (messages.ENROL, bytes(70_000), {}),
        (messages.FILES, bytes(9 << 20), CHUNK),
        (messages.FILES, b"", TUS | {"Upload-Length": str(1 << 40)}),
    ]
    for path, body, headers in requests:
        reply = place.client.post(path, content=body, headers=place.ours | headers)
        assert (reply.status_code, code_of(reply)) == (413, "too_large"), path


def test_a_push_of_too_many_changes_is_refused_whole(place: Place) -> None:
    change = a_change(OUR_CASE, CLERK, "one-of-many")
    reply = push(place.client, place.ours, *[change] * (messages.PUSH_LIMIT + 1))
    assert (reply.status_code, code_of(reply)) == (413, "too_large")


def test_th6_a_captured_push_from_another_device_or_person_changes_nothing(place: Place) -> None:
    captured = a_change(OUR_CASE, CLERK, "captured")
    before = place.counts()
    for user, device in (("clerk@ours", "stolen"), ("zhang@ours", "tablet-2")):
        headers = carried(place.client, user, device)
        (receipt,) = push(place.client, headers, captured).json()["receipts"]
        assert (receipt["status"], receipt["reason"]) == ("refused", "foreign")
    assert place.counts() == before


Ask = Callable[[Place, Headers, str, str], httpx.Response]


def _ask(method: str, path: str, **headers: str) -> Ask:
    """A request about the file `digest` or the upload `upload`, whoever's they are."""
    named = TUS | {name.replace("_", "-"): value for name, value in headers.items()}

    def ask(place: Place, who: Headers, digest: str, upload: str) -> httpx.Response:
        where = path.format(digest=digest, upload_id=upload)
        return place.client.request(method, where, headers=who | named)

    return ask


def _ask_upload(place: Place, who: Headers, digest: str, upload: str) -> httpx.Response:
    named = CHUNK | {"Upload-Offset": str(len(PAPER))}
    where = f"{messages.UPLOADS}/{upload}"
    return place.client.patch(where, content=PAPER, headers=who | named)


def _ask_begin(place: Place, who: Headers, digest: str, upload: str) -> httpx.Response:
    return begin(place.client, who, Digest(digest), b"", size=len(PAPER))


def _ask_push(place: Place, who: Headers, digest: str, upload: str) -> httpx.Response:
    theirs = SignedIn("", "chief@theirs", "", "theirs", ("admin",), MORNING)
    return push(place.client, who, a_change(a_paper(), theirs, "stolen"))


ASKED: Final[dict[tuple[str, str], Ask]] = {
    ("POST", messages.CHANGES): _ask_push,
    ("GET", messages.FEED): _ask("GET", messages.FEED),
    ("GET", messages.SNAPSHOT): _ask("GET", messages.SNAPSHOT),
    ("POST", messages.WORK_ORDERS): _ask("POST", messages.WORK_ORDERS),
    ("GET", messages.DIGEST): _ask("GET", messages.DIGEST),
    ("POST", messages.BACKED_UP): _ask("POST", messages.BACKED_UP),
    ("POST", messages.TRAIL): _ask("POST", messages.TRAIL),
    ("GET", messages.RULES): _ask("GET", messages.RULES),
    ("POST", messages.HOLIDAYS): _ask("POST", messages.HOLIDAYS),
    ("POST", messages.ENROL): _ask("POST", messages.ENROL),
    ("POST", messages.STICK): _ask("POST", messages.STICK),
    ("POST", messages.FILES): _ask_begin,
    ("GET", messages.FILES + "/{digest:str}"): _ask("GET", messages.FILES + "/{digest}"),
    ("HEAD", messages.UPLOADS + "/{upload_id:str}"): _ask(
        "HEAD", messages.UPLOADS + "/{upload_id}"
    ),
    ("PATCH", messages.UPLOADS + "/{upload_id:str}"): _ask_upload,
    ("DELETE", messages.UPLOADS + "/{upload_id:str}"): _ask(
        "DELETE", messages.UPLOADS + "/{upload_id}"
    ),
}
OPEN: Final = {("GET", messages.HEALTH), ("POST", messages.SIGN_IN)}


def test_every_route_is_asked_by_strangers_below(place: Place) -> None:
    routes = {
        (method, route.path_format if "{" not in route.path else route.path)
        for route in place.client.app.routes
        if not route.path.startswith(("/office", "/papers"))  # see test_office, test_paper_pages
        for method in getattr(route, "methods", ())
        if method != "OPTIONS"
    }
    assert routes == set(ASKED) | OPEN


@pytest.mark.parametrize("asked", ASKED.values(), ids=[" ".join(key) for key in ASKED])
def test_nobody_without_a_token_is_let_in(place: Place, asked: Ask) -> None:
    reply = asked(place, {}, DIGEST, place.upload.rpartition("/")[2])
    assert reply.status_code == 401


@pytest.mark.parametrize("asked", ASKED.values(), ids=[" ".join(key) for key in ASKED])
def test_th7_what_is_foreign_looks_like_what_is_not_there(place: Place, asked: Ask) -> None:
    upload = place.upload.rpartition("/")[2]
    missing, nowhere = sha256(b"nothing").hexdigest(), "0" * len(upload)
    before = place.counts()
    foreign = asked(place, place.theirs, DIGEST, upload)
    absent = asked(place, place.theirs, missing, nowhere)
    said = foreign.text.replace(DIGEST, missing).replace(upload, nowhere)
    assert (foreign.status_code, said) == (absent.status_code, absent.text)
    assert foreign.headers.get("Upload-Offset") == absent.headers.get("Upload-Offset")
    for canary in (OUR_CASE.customer.name, OUR_CASE.id, "paper-1", PAPER.decode()):
        assert canary not in foreign.text
    assert {k: v for k, v in place.counts().items() if k != "upload"} == {
        k: v for k, v in before.items() if k != "upload"
    }


def test_a_colleague_outside_the_team_cannot_fetch_the_paper(place: Place) -> None:
    outsider = carried(place.client, "zhang@ours", "tablet-3")
    assert place.client.get(f"{messages.FILES}/{DIGEST}", headers=outsider).status_code == 404
    mine = place.client.get(f"{messages.FILES}/{DIGEST}", headers=place.ours)
    assert mine.content == PAPER


JUNK: Final[tuple[Any, ...]] = (
    None, True, -1, 0, 1 << 31, 1 << 62, 1 << 80, 0.5, 1e308, "", "\0", "中" * 300, "../..", "\x7f",
    [], {}, [[]], [None], {"": None}, "2026-13-45T99:00:00Z", "case-ours", "x" * 5000,
)  # fmt: skip


def places_in(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in this JSON value where something else could stand."""
    yield path
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            yield from places_in(value[key], (*path, key))


def with_junk(value: Any, path: tuple[Any, ...], junk: Any) -> Any:
    """The same JSON value with junk at this place."""
    if not path:
        return junk
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = with_junk(copy[path[0]], path[1:], junk)
    return copy


A_LINE: Final = TrailLine(
    1, MORNING, UserId("fuzz"), "deed", "case/fuzz", Digest("0" * 64), Digest("0" * 64), "office"
)
A_STRETCH: Final = messages.TrailPush(0, 1, (Kept(A_LINE, A_LINE.link),))


def bodies(chance: random.Random) -> Iterator[tuple[str, bytes]]:
    """Sound messages with one thing wrong in each, and bytes that are no message at all."""
    fuzz = a_change(a_case(id=CaseId("fuzz"), org=OrgId("ours")), CLERK, "fuzz")
    change = msgspec.json.decode(msgspec.json.encode(fuzz))
    edit = {"path": ["answers", "com.tx.ir", "T1", ""], "old": None, "new": {"item": 1}}
    sound: dict[str, Any] = {
        messages.CHANGES: {
            "changes": [change, change | {"id": "fuzz-2", "edits": [*change["edits"], edit]}],
            "waiting": {"changes": 1, "files": 1},
        },
        messages.SIGN_IN: {"user": "u", "password": "p", "device": "d", "device_label": ""},
        messages.HOLIDAYS: {
            "notice": {"year": 2027, "holidays": ["2027-01-01"], "extra_workdays": []},
            "replace": False,
        },
        messages.ENROL: {"request": "-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n"},
        messages.TRAIL: msgspec.json.decode(msgspec.json.encode(A_STRETCH)),
    }
    for route, message in sound.items():
        places = list(places_in(message))
        for number in range(400 if route == messages.CHANGES else 40):
            wrong = with_junk(message, chance.choice(places), chance.choice(JUNK))
            # A name of its own each time: what is known already is not judged again.
            yield route, json.dumps(wrong).replace("fuzz", f"fuzz-{number}").encode()
        text = json.dumps(message).encode()
        for _ in range(20):
            yield route, text[: chance.randrange(len(text))]
            yield route, chance.randbytes(chance.randrange(200))
        yield route, b"[" * 100_000
        yield route, b'{"changes":' + b"[" * 900 + b"]" * 900 + b"}"
        deep = b'"new": ' + b'{"a":' * 300 + b"1" + b"}" * 300 + b', "x":'
        yield route, text.replace(b'"new":', deep, 1)
        yield route, b"\xff\xfe" + text


def test_th5_junk_never_breaks_the_centre(place: Place) -> None:
    chance = random.Random(20261123)
    answered = 0
    for route, body in bodies(chance):
        before = place.counts()
        reply = place.client.post(route, content=body, headers=place.ours)
        assert reply.status_code < 500, (route, body[:2000])
        if reply.status_code >= 400:
            assert code_of(reply)
            assert place.counts() == before, body[:2000]
        answered += 1
    assert answered > 400


def test_th5_junk_in_headers_and_addresses_never_breaks_the_centre(place: Place) -> None:
    chance = random.Random(7)
    words = ["", "-1", "1e9", "9" * 40, "digest", "digest !!", "sha256 ===", "bytes=9-1", "null",
             "bytes=-", "gzip;q=", "Bearer x", "\xe9\xff", "1.0.0", "zstd,,;"]  # fmt: skip
    names = ["Upload-Length", "Upload-Offset", "Upload-Metadata", "Upload-Checksum", "Range",
             "Accept-Encoding", "Content-Encoding", "Tus-Resumable", "Content-Type"]  # fmt: skip
    paths = [messages.FILES, f"{messages.FILES}/{DIGEST}", f"{messages.FILES}/%00", place.upload,
             f"{messages.FEED}?after=", f"{messages.FEED}?epoch=%FF&after=99999999999999999999",
             f"{messages.UPLOADS}/..%2f..", "/v1/%F0%28", "/", messages.DIGEST]  # fmt: skip
    for _ in range(400):
        method = chance.choice(["GET", "POST", "HEAD", "PATCH", "PUT", "OPTIONS", "TRACE"])
        headers: dict[str, Any] = dict(place.ours) | TUS
        for name in chance.sample(names, 3):
            headers[name] = chance.choice(words).encode("latin-1")
        path = chance.choice(paths)
        reply = place.client.request(method, path, headers=headers, content=b"junk")
        assert reply.status_code < 500, (method, path, headers)
