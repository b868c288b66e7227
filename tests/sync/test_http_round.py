"""Whole rounds over real sockets against a centre in a child process."""

import gc
import weakref
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import httpx
import msgspec
import pytest
from sqlalchemy import select

from app import codec
from app.actions import exchange
from app.actions.open_workspace import close_workspace
from app.clock import FixedClock
from app.domain.case import ConnectionCase
from app.domain.change import Page
from app.domain.checklist import Answer
from app.domain.inspection import Inspection, InspectionKind
from app.errors import BadRequest, NotTheCentre, SignInFailed, Unreachable, WrongCertificate
from app.ids import CaseId, Digest, InspectionId, OrgId, RecordId
from app.workspace import TOKEN, LineState, Workspace
from sync.client.enrol import join, reconnect
from sync.client.http import HttpCentre
from sync.client.round import RoundReport, run_round
from sync.protocol.messages import SignIn, Waiting
from sync.server import tables
from sync.server.places import open_database
from sync.server.sealing import opened
from tests.builders import MORNING, a_case
from tests.sync.centres import PASSWORD, RunningCentre, a_change, let_in, names, rows_at, signed_in
from tests.sync.records import a_photo
from tests.sync.roads import Reply, Road, a_certificate, a_road_to, a_stranger

PICTURE = bytes(range(256)) * 12_000  # 3 MB: several chunks


@contextmanager
def a_tablet(folder: Path, url: str, user: str) -> Iterator[Workspace]:
    ws = join(folder / user, url, user, PASSWORD, "平板", FixedClock(MORNING))
    try:
        yield ws
    finally:
        close_workspace(ws)


def a_shared_case(centre: RunningCentre, org: str, *team: str) -> ConnectionCase:
    """A case of this organisation at the centre, with this team."""
    let_in(centre, org, clerk="clerk", **dict.fromkeys(team, "inspector"))
    case = a_case(id=CaseId(f"case-{org}"), org=OrgId(org), team=names(team, org))
    link, clerk = signed_in(centre.url, f"clerk@{org}")
    with closing(link):
        receipts = link.push([a_change(case, clerk, f"first-{org}")], Waiting())
    assert [receipt.status for receipt in receipts] == ["received"]
    return case


def a_visit(case: ConnectionCase, ws: Workspace) -> Inspection:
    return Inspection(
        id=InspectionId(f"visit-{case.org}"),
        case_id=case.id,
        org=case.org,
        kind=InspectionKind.COMPLETION,
        attempt=1,
        checklist="completion_inspection",
        checklist_version="1",
        lead=ws.who.user,
        started_at=MORNING,
    )


def take_photo(ws: Workspace, case: ConnectionCase, content: bytes) -> Digest:
    """A photo as the camera action keeps it: file, record and outbox line."""
    digest = ws.blobs.put(content)
    photo = a_photo(case, RecordId(ws.ids.new()), ws.who.user, content)
    with ws.unit("photo") as unit:
        unit.save(photo)
    return digest


def a_round(ws: Workspace) -> RoundReport:
    with closing(reconnect(ws)) as link:
        return run_round(ws, link)


def a_round_over(ws: Workspace, road: Road) -> RoundReport:
    """A round of a tablet that has joined, but over this road."""
    token = (exchange.recall(ws, TOKEN) or b"").decode()
    with closing(HttpCentre(road.url, token, pause=lambda seconds: None)) as link:
        return run_round(ws, link)


def records_of(ws: Workspace) -> dict[tuple[str, str], str]:
    with ws.read() as unit:
        return {(kind, id_): digest for kind, id_, digest in unit.records.agreed_digests()}


def records_at(centre: RunningCentre, org: str) -> dict[tuple[str, str], str]:
    """Digests of what the centre's own database holds, computed anew from the opened bodies."""
    record = tables.record
    query = select(record).where(record.c.org == org)
    with closing(open_database(centre.places)) as store, store.read() as connection:
        return {
            (row.kind, row.id): codec.digest(opened(connection, org, row.case_id, row.body))
            for row in connection.execute(query)
        }


def changes_at(centre: RunningCentre, org: str) -> int:
    return len(rows_at(centre, select(tables.change.c.id).where(tables.change.c.org == org)))


def states(ws: Workspace) -> set[LineState]:
    with ws.read() as unit:
        return {line.state for line in unit.outbox.all()}


def test_two_tablets_and_the_centre_end_with_the_same_bytes(
    centre: RunningCentre, tmp_path: Path
) -> None:
    case = a_shared_case(centre, "two", "zhang", "wang")
    with (
        a_tablet(tmp_path, centre.url, "zhang@two") as one,
        a_tablet(tmp_path, centre.url, "wang@two") as two,
    ):
        a_round(one)
        with one.unit("visit") as unit:
            unit.save(a_visit(case, one))
        digest = take_photo(one, case, PICTURE)
        assert a_round(one).files_sent == 1
        a_round(two)
        for ws, device in ((one, "T1"), (two, "T2")):
            with ws.unit("answer") as unit:
                visit = unit.working(Inspection, InspectionId("visit-two"))
                unit.save(visit.answered(Answer("com.tx.ir", device, note=f"在{device}前")))
        reports = [a_round(ws) for ws in (one, two, one, two)]
        assert [report.identical for report in reports[2:]] == [True, True]
        assert records_of(one) == records_of(two) == records_at(centre, "two")
        assert two.blobs.get(digest) == PICTURE


def test_l5_a_reply_lost_on_the_way_back_makes_nothing_twice(
    centre: RunningCentre, tmp_path: Path
) -> None:
    case = a_shared_case(centre, "lost", "zhang")
    with a_tablet(tmp_path, centre.url, "zhang@lost") as ws, a_road_to(centre.url) as road:
        a_round(ws)
        with ws.unit("visit") as unit:
            unit.save(a_visit(case, ws))
        road.lose_reply = lambda method, path: path == "/v1/changes"
        with pytest.raises(Unreachable):
            a_round_over(ws, road)
        assert states(ws) == {LineState.QUEUED}
        road.lose_reply = lambda method, path: False
        assert a_round_over(ws, road).identical
        assert len([path for _, path, _ in road.sent if path == "/v1/changes"]) == 2
        assert changes_at(centre, "lost") == 2


def test_l6_the_same_push_again_gets_the_same_receipts(centre: RunningCentre) -> None:
    let_in(centre, "twice", clerk="clerk")
    link, known = signed_in(centre.url, "clerk@twice")
    case = a_case(id=CaseId("case-twice"), org=OrgId("twice"))
    with closing(link):
        replies = [link.push([a_change(case, known, "twice")], Waiting()) for _ in range(3)]
    assert [receipt.status for (receipt,) in replies] == ["received"] * 3
    assert changes_at(centre, "twice") == 1


def test_l18_a_cut_upload_goes_on_where_it_stopped(centre: RunningCentre, tmp_path: Path) -> None:
    case = a_shared_case(centre, "cut", "zhang")
    with a_tablet(tmp_path, centre.url, "zhang@cut") as ws, a_road_to(centre.url) as road:
        a_round(ws)
        take_photo(ws, case, PICTURE)
        road.cut_request = lambda method, path: method == "PATCH" and len(road.sent) > 6
        while True:
            try:
                a_round_over(ws, road)
                break
            except Unreachable:
                patches = [size for method, _, size in road.sent if method == "PATCH"]
                assert patches, "nothing came through before the cut"
                road.cut_request = lambda method, path: False
        assert road.bytes_sent("PATCH") == len(PICTURE)
        assert a_round(ws).files_sent == 0


def test_a_chunk_whose_reply_is_lost_is_not_sent_again(
    centre: RunningCentre, tmp_path: Path
) -> None:
    case = a_shared_case(centre, "chunk", "zhang")
    with a_tablet(tmp_path, centre.url, "zhang@chunk") as ws, a_road_to(centre.url) as road:
        a_round(ws)
        take_photo(ws, case, PICTURE)
        lost: list[str] = []

        def lose_the_first_chunks_reply(method: str, path: str) -> bool:
            first = method == "PATCH" and not lost
            lost.extend([path] if first else [])
            return first

        road.lose_reply = lose_the_first_chunks_reply
        assert a_round_over(ws, road).files_sent == 1
        assert lost
        assert road.bytes_sent("PATCH") == len(PICTURE)


def test_a_small_file_is_one_request(centre: RunningCentre, tmp_path: Path) -> None:
    case = a_shared_case(centre, "small", "zhang")
    with a_tablet(tmp_path, centre.url, "zhang@small") as ws, a_road_to(centre.url) as road:
        a_round(ws)
        take_photo(ws, case, b"a small picture")
        a_round_over(ws, road)
        about_files = [method for method, path, _ in road.sent if "/files" in path]
        assert about_files == ["POST"]


LOGIN_PAGE = Reply(200, (("Content-Type", "text/html"),), b"<html>Welcome to the hotel</html>")
OURS = (("Kanyan-Protocol", "1"), ("Content-Type", "application/json"))
STRANGERS = {
    "a login page": LOGIN_PAGE,
    "a redirect": Reply(302, (("Location", "https://portal.example/login"),)),
    "a moved centre": Reply(301, (("Location", "/login"), *OURS)),
    "a page that is refused": Reply(403, (("Content-Type", "text/html"),), b"<html>no</html>"),
    "json of somebody else": Reply(200, OURS[1:], b'{"receipts":[]}'),
    "half an answer": Reply(200, OURS, b'{"epoch":"1","entries":[{"seq":'),
    "an empty answer": Reply(200, OURS),
    "an answer of another shape": Reply(200, OURS, b'{"receipts":"all"}'),
    "a page named json": Reply(200, OURS, LOGIN_PAGE.body),
    "a refusal that is no problem document": Reply(400, OURS, b"{}"),
    "half a problem document": Reply(
        400, (OURS[0], ("Content-Type", "application/problem+json")), b'{"code":"busy'
    ),
    "broken packing": Reply(200, (*OURS, ("Content-Encoding", "zstd")), b"not zstd at all"),
}


@pytest.mark.parametrize("reply", STRANGERS.values(), ids=STRANGERS.keys())
def test_fa21_a_stranger_is_never_taken_for_the_centre(
    centre: RunningCentre, tmp_path: Path, reply: Reply
) -> None:
    # A receipt that a stranger makes up must not mark anything: every call is tried.
    with a_stranger(reply) as url, closing(HttpCentre(url, "token")) as link:
        let_in(centre, "portal", clerk="clerk")
        known = signed_in(centre.url, "clerk@portal")
        known[0].close()
        change = a_change(a_case(), known[1], "portal-1")
        calls = (
            lambda: link.page("", 0),
            lambda: link.push([change], Waiting()),
            link.standing,
            lambda: link.send_file(codec.digest_of(b"x"), b"x", "", lambda upload: None),
            lambda: link.send_file(codec.digest_of(b"x"), b"x", "/v1/uploads/1", lambda up: None),
        )
        for call in calls:
            with pytest.raises(NotTheCentre):
                call()


def test_fa21_who_cannot_prove_to_be_the_centre_gets_nothing(tmp_path: Path) -> None:
    with a_stranger(LOGIN_PAGE, a_certificate(tmp_path)) as url, closing(HttpCentre(url)) as link:
        with pytest.raises(WrongCertificate):
            link.page("", 0)
        with pytest.raises(WrongCertificate):
            link.sign_in(SignIn("zhang", PASSWORD, "tablet"))


def test_fa21_a_page_where_a_certificate_was_expected_is_no_centre() -> None:
    with a_stranger(LOGIN_PAGE) as url:
        secure = url.replace("http://", "https://")
        with closing(HttpCentre(secure)) as link, pytest.raises(NotTheCentre):
            link.page("", 0)


def test_fa21_a_fair_answer_without_our_header_is_not_the_centres() -> None:
    page = msgspec.json.encode(Page("life", (), 0, more=False))
    with (
        a_stranger(Reply(200, OURS[1:], page)) as url,
        closing(HttpCentre(url)) as link,
        pytest.raises(NotTheCentre),
    ):
        link.page("", 0)
    with a_stranger(Reply(200, OURS, page)) as url, closing(HttpCentre(url)) as link:
        assert link.page("", 0).epoch == "life"


def test_fa21_an_answer_for_other_changes_is_no_receipt(centre: RunningCentre) -> None:
    made_up = Reply(200, OURS, b'{"receipts":[{"change_id":"another","status":"received"}]}')
    let_in(centre, "madeup", clerk="clerk")
    link, known = signed_in(centre.url, "clerk@madeup")
    link.close()
    with (
        a_stranger(made_up) as url,
        closing(HttpCentre(url)) as stranger,
        pytest.raises(NotTheCentre),
    ):
        stranger.push([a_change(a_case(), known, "mine")], Waiting())


def test_behind_a_login_page_everything_stays_queued(centre: RunningCentre, tmp_path: Path) -> None:
    case = a_shared_case(centre, "hotel", "zhang")
    with a_tablet(tmp_path, centre.url, "zhang@hotel") as ws, a_stranger(LOGIN_PAGE) as url:
        a_round(ws)
        with ws.unit("visit") as unit:
            unit.save(a_visit(case, ws))
        before = records_of(ws)
        with pytest.raises(NotTheCentre):
            a_round_over(ws, Road(url))
        assert states(ws) == {LineState.QUEUED}
        assert records_of(ws) == before


def test_one_change_that_the_centre_cannot_read_does_not_hold_up_the_others(
    centre: RunningCentre,
) -> None:
    let_in(centre, "poison", clerk="clerk")
    link, known = signed_in(centre.url, "clerk@poison")
    cases = [a_case(id=CaseId(f"case-{n}"), org=OrgId("poison")) for n in range(5)]
    changes = [a_change(case, known, f"poison-{n}") for n, case in enumerate(cases)]
    changes[2] = replace(changes[2], made_at="yesterday")  # type: ignore[arg-type]
    with closing(link):
        receipts = link.push(changes, Waiting())
    assert [(r.status, r.reason) for r in receipts] == [
        *[("received", "")] * 2,
        ("refused", "malformed"),
        *[("received", "")] * 2,
    ]


def test_a_file_that_is_not_what_it_is_named_for_is_refused_and_not_asked_for_ever(
    centre: RunningCentre,
) -> None:
    let_in(centre, "wrong", clerk="clerk")
    link, _known = signed_in(centre.url, "clerk@wrong")
    with closing(link), pytest.raises(BadRequest) as caught:
        link.send_file(codec.digest_of(b"this"), b"that", "", lambda upload: None)
    assert caught.value.code == "checksum_mismatch"


def test_no_token_goes_into_an_address(centre: RunningCentre, tmp_path: Path) -> None:
    a_shared_case(centre, "quiet", "zhang")
    with a_tablet(tmp_path, centre.url, "zhang@quiet") as ws, a_road_to(centre.url) as road:
        a_round_over(ws, road)
        token = (exchange.recall(ws, TOKEN) or b"").decode()
        assert token
        assert not [path for _, path, _ in road.sent if token in path]


def test_a_token_that_nobody_issued_opens_nothing(centre: RunningCentre) -> None:
    with closing(HttpCentre(centre.url, "made-up")) as link, pytest.raises(SignInFailed):
        link.page("", 0)


def test_what_was_read_of_the_centre_is_let_go_without_the_collector(
    centre: RunningCentre,
) -> None:
    a_shared_case(centre, "let-go", "zhang")
    link, _known = signed_in(centre.url, "zhang@let-go", "tablet-1")
    answered: list[weakref.ref[httpx.Response]] = []
    link._client.event_hooks = {"response": [lambda reply: answered.append(weakref.ref(reply))]}
    with closing(link):
        gc.disable()
        try:
            link.page("", 0)
            assert [reply() for reply in answered] == [None]
        finally:
            gc.enable()
