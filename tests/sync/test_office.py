"""The office's pages over real HTTP: who gets in, what is shown, and what never is."""

import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from app.actions.import_load import import_load
from app.actions.issue_report import issue_report
from app.actions.open_workspace import close_workspace
from app.actions.record_inspection import record_inspection
from app.clock import SystemClock
from app.domain.evidence import Photo
from app.domain.report import Signature
from app.workspace import Workspace
from sync.protocol.messages import Waiting
from sync.server import devices
from sync.server.accounts import Account
from sync.server.places import open_database
from tests.flows.tablets import a_joined_tablet, sync
from tests.flows.visits import fill_in, signed_by_both, the_case_of
from tests.sync.centres import PASSWORD, RunningCentre, an_inner_centre, let_in
from ui.demo.samples import make_load_csv

ORG = "office-org"


@pytest.fixture(scope="module")
def tablet(centre: RunningCentre, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """A tablet whose passed inspection has come up."""
    folder = tmp_path_factory.mktemp("office")
    ws = a_joined_tablet(folder / "tablet", centre, ORG)
    make_load_csv(folder / "负荷.csv", 480.0, ws.clock.now(), 1)
    import_load(ws, the_case_of(ws), folder / "负荷.csv")
    visit = fill_in(ws, folder)
    record_inspection(ws, visit)
    signed_by_both(ws, issue_report(ws, visit))
    assert sync(ws).identical
    yield ws
    close_workspace(ws)


@contextmanager
def a_browser(centre: RunningCentre, user: str) -> Iterator[httpx.Client]:
    """A browser that has signed in."""
    with httpx.Client(base_url=centre.url, follow_redirects=True) as browser:
        told = browser.post("/office/sign-in", data={"user": user, "password": PASSWORD})
        assert told.url.path.rstrip("/") == "/office", told.text
        yield browser


@pytest.fixture
def clerk(centre: RunningCentre, tablet: Workspace) -> Iterator[httpx.Client]:
    with a_browser(centre, f"clerk@{ORG}") as browser:
        yield browser


def the_case_page(browser: httpx.Client) -> str:
    listed = browser.get("/office").text
    return listed.split('href="/office/cases/')[1].split('"')[0]


def test_the_list_tells_where_each_case_stands(clerk: httpx.Client) -> None:
    page = clerk.get("/office").text
    assert "高原精密铸造有限公司（示例）" in page
    assert "待装表接电" in page
    assert "没有找到这样的工单" in clerk.get("/office", params={"q": "没有这样的户名"}).text
    assert "6301202611090017" in clerk.get("/office", params={"q": "铸造"}).text


def test_a_case_shows_its_papers_photos_and_history_as_they_arrived(
    clerk: httpx.Client, tablet: Workspace
) -> None:
    page = clerk.get(f"/office/cases/{the_case_page(clerk)}").text
    assert "F06-6301202611090017-1-1" in page
    assert "竣工检验意见" in page
    assert "尚未传到" not in page
    assert "负荷.csv　最大需量 480.0 kW（15 分钟滑差" in page
    paper = page.split("<h2>意见单</h2>")[1].split('href="')[1].split('"')[0]
    sent = clerk.get(paper)
    assert sent.headers["content-type"] == "application/pdf"
    with tablet.read() as unit:
        photos = unit.find(Photo)
        signed = unit.find(Signature)[-1].pdf
    assert sent.content.startswith(tablet.blobs.get(signed))  # the centre's stamps may be behind
    assert page.count("<figure>") == len(photos)


def test_a_case_tells_what_was_asked_of_the_customer_twice(clerk: httpx.Client) -> None:
    shown = clerk.get(f"/office/cases/{the_case_page(clerk)}").text
    assert "重复收资　0 次" in shown
    assert "补充材料告知　0 次，其中同一次申请再次告知 0 次" in shown


def test_the_devices_tell_when_they_were_last_heard_of_and_how_long_work_waits_there(
    centre: RunningCentre, tablet: Workspace, clerk: httpx.Client
) -> None:
    page = clerk.get("/office/devices").text
    assert "平板" in page
    assert f"zhang@{ORG}" in page
    assert "最早的已等" not in page
    who, now = tablet.who, SystemClock().now()
    account = Account(who.user, who.name, who.org, who.roles, who.device)
    with closing(open_database(centre.places)) as store, store.write() as connection:
        devices.note_waiting(connection, account, now, Waiting(7, 1, now - timedelta(days=3)))
    page = clerk.get("/office/devices").text
    devices_waiting = re.search(r"7，最早的已等 3 天（\d+年\d+月\d+日 \d\d:\d\d 记录）", page)
    assert devices_waiting, page


def test_nobody_gets_in_without_signing_in(centre: RunningCentre, clerk: httpx.Client) -> None:
    case = the_case_page(clerk)
    with httpx.Client(base_url=centre.url) as stranger:
        for path in ("/office", f"/office/cases/{case}", "/office/devices", "/office/trail",
                     "/office/files/00"):  # fmt: skip
            told = stranger.get(path)
            assert (told.status_code, told.headers["location"]) == (303, "/office/sign-in"), path
        wrong = stranger.post("/office/sign-in", data={"user": "clerk", "password": "no"})
        assert (wrong.status_code, "set-cookie" in wrong.headers) == (401, False)
        assert "用户名或密码不对" in wrong.text


def test_every_page_but_the_door_shows_a_stranger_the_door(tmp_path: Path) -> None:
    with an_inner_centre(tmp_path, SystemClock()) as (_, client):
        asked = {
            (method, route.path)
            for route in client.app.routes
            if route.path.startswith("/office")
            for method in getattr(route, "methods", ())
            if method != "OPTIONS"
        }
        told = {
            (method, path): client.request(
                method,
                re.sub(r"\{[a-z_]+:str\}", "x", path),
                follow_redirects=False,
            )
            for method, path in asked
        }
    open_ways = {key for key, answer in told.items() if answer.status_code != 303}
    door = "/office/sign-in"
    assert open_ways == {
        ("GET", door),
        ("POST", door),
        ("GET", "/office/office.css"),
        ("GET", "/office/icon.svg"),
        ("GET", "/office/font/{name:str}"),
    }
    assert told[("GET", "/office/font/{name:str}")].status_code == 404
    assert len(asked) == 25
    assert {told[key].headers["location"] for key in asked - open_ways} == {door}


def test_th7_the_case_of_another_organisation_looks_like_none(
    centre: RunningCentre, clerk: httpx.Client
) -> None:
    case = the_case_page(clerk)
    let_in(centre, "elsewhere", lee="clerk")
    with a_browser(centre, "lee@elsewhere") as other:
        foreign, missing = other.get(f"/office/cases/{case}"), other.get("/office/cases/none")
        assert (foreign.status_code, foreign.text) == (404, missing.text)
        assert "6301202611090017" not in other.get("/office").text


def test_who_signs_out_is_out(centre: RunningCentre, tablet: Workspace) -> None:
    with a_browser(centre, f"clerk@{ORG}") as browser:
        cookie = dict(browser.cookies)
        browser.post("/office/sign-out")
        with httpx.Client(base_url=centre.url, cookies=cookie) as thief:
            assert thief.get("/office").status_code == 303


def test_what_a_customer_typed_is_text_and_the_page_runs_no_script(
    clerk: httpx.Client,
) -> None:
    told = clerk.get("/office", params={"q": "<script>alert(1)</script>"})
    assert "<script>" not in told.text
    assert "&lt;script&gt;" in told.text
    policy = told.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    for path in ("/office", f"/office/cases/{the_case_page(clerk)}", "/office/devices"):
        assert "style=" not in clerk.get(path).text


def test_the_cookie_is_for_the_office_alone(centre: RunningCentre, tablet: Workspace) -> None:
    with httpx.Client(base_url=centre.url) as browser:
        told = browser.post(
            "/office/sign-in", data={"user": f"clerk@{ORG}", "password": PASSWORD}
        ).headers["set-cookie"]
    assert all(word in told.lower() for word in ("httponly", "samesite=strict", "path=/office"))


def test_a_fault_of_ours_is_told_in_a_sentence_and_nothing_of_it_leaks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("secret detail")

    let_in(tmp_path, ORG, clerk="clerk")
    monkeypatch.setattr("sync.server.office.pages.case_page", broken)
    with an_inner_centre(tmp_path, SystemClock()) as (_, client):
        told = client.post("/office/sign-in", data={"user": f"clerk@{ORG}", "password": PASSWORD})
    assert (told.status_code, "secret" in told.text) == (500, False)
    assert "数据没有受影响" in told.text
