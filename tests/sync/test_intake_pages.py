"""The office's pages for work orders: looked at first, taken in as seen, and by whom."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.clock import FixedClock
from app.domain.change import Change, FieldEdit
from app.errors import UnknownRecord
from app.ids import CaseId, ChangeId, DeviceId, OrgId, RecordId, UserId
from app.instruments.sheet import MAX_BYTES
from sync.protocol import messages
from sync.protocol.messages import Waiting
from sync.server import intake, intake_shelf
from sync.server.accounts import Account
from tests.builders import MORNING
from tests.sheets import HEADER, an_order, csv_bytes, xlsx_bytes
from tests.sync.centres import (
    PASSWORD,
    RunningCentre,
    an_inner_centre,
    carried,
    let_in,
    signed_in,
)

_orgs = (f"desk-{number}" for number in count())
LOST = "0" * 32


@contextmanager
def a_browser_of(centre: RunningCentre, user: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=centre.url, follow_redirects=True, timeout=30) as browser:
        browser.post("/office/sign-in", data={"user": user, "password": PASSWORD})
        yield browser


@pytest.fixture
def org(centre: RunningCentre) -> str:
    name = next(_orgs)
    let_in(centre, name, clerk="clerk", boss="admin", zhang="inspector", chief="supervisor")
    return name


@pytest.fixture
def clerk(centre: RunningCentre, org: str) -> Iterator[httpx.Client]:
    with a_browser_of(centre, f"clerk@{org}") as browser:
        yield browser


def bring(browser: httpx.Client, content: bytes, name: str = "工单.csv") -> httpx.Response:
    return browser.post("/office/import", files={"file": (name, content)})


def say(
    browser: httpx.Client, seen: httpx.Response, word: str = "", **ticked: Any
) -> httpx.Response:
    """Press the button of this page with these boxes ticked."""
    plan = re.findall(r'name="plan" value="([0-9a-f]{64})"', seen.text)[0]
    offered = re.findall(r'name="say" value="(\w+)"', seen.text)
    return browser.post(seen.url, data={"plan": plan, "say": word or offered[0], **ticked})


def test_a_file_is_looked_at_then_taken_in_and_then_says_so(clerk: httpx.Client) -> None:
    seen = bring(clerk, csv_bytes([HEADER, an_order(), an_order("2")], "gbk"))
    assert "预览，尚未导入" in seen.text
    assert "新工单 2 行" in seen.text
    assert "还没有工单" in clerk.get("/office").text
    done = say(clerk, seen)
    assert "已导入" in done.text
    assert 'name="say"' not in done.text
    assert "共 2 件" in clerk.get("/office").text
    again = bring(clerk, xlsx_bytes([HEADER, an_order(), an_order("2")]), "工单.xlsx")
    assert "无变化 2 行" in again.text
    assert "没有可以导入的内容" in again.text
    assert "新工单 2 行" in clerk.get("/office/import").text


def test_sound_rows_are_taken_in_when_the_clerk_says_so(clerk: httpx.Client) -> None:
    seen = bring(clerk, csv_bytes([HEADER, an_order(), an_order("2", 联系电话="无")]))
    assert "“联系电话”不是手机或座机号码（读到“无”）" in seen.text
    assert say(clerk, seen, "whole").text.count("还没有导入") == 1
    assert "还没有工单" in clerk.get("/office").text
    assert "已导入" in say(clerk, seen, "sound").text
    assert "共 1 件" in clerk.get("/office").text


def test_what_changed_since_the_look_is_shown_again_before_it_is_taken(
    clerk: httpx.Client,
) -> None:
    say(clerk, bring(clerk, csv_bytes([HEADER, an_order()])))
    seen = bring(clerk, csv_bytes([HEADER, an_order(联系人="李强")]))
    say(clerk, bring(clerk, csv_bytes([HEADER, an_order(联系人="王芳")])), changes="yes")
    told = say(clerk, seen, changes="yes")
    assert "情况有变化，还没有导入" in told.text
    assert "王芳 → 李强" in told.text
    assert "已导入" in say(clerk, told, changes="yes").text


def test_a_known_case_changes_only_when_its_box_is_ticked(clerk: httpx.Client) -> None:
    say(clerk, bring(clerk, csv_bytes([HEADER, an_order()])))
    only_changed = bring(clerk, csv_bytes([HEADER, an_order(联系人="李强")]))
    assert "同时更新有变更的 1 个工单" in only_changed.text
    assert "也没有勾选要更新的内容" in say(clerk, only_changed).text
    with_new = bring(clerk, csv_bytes([HEADER, an_order(联系人="李强"), an_order("2")]))
    told = say(clerk, with_new).text
    assert "已导入" in told
    assert "马建国 → 李强（没有选择更新）" in told
    assert "李强" not in clerk.get(the_case_of(clerk)).text
    assert "有变更 1 行" in say(clerk, only_changed, changes="yes").text
    assert "李强" in clerk.get(the_case_of(clerk)).text


def the_case_of(clerk: httpx.Client) -> str:
    listed = clerk.get("/office", params={"q": "6301202611230001"}).text
    return "/office/cases/" + listed.split('href="/office/cases/')[1].split('"')[0]


def test_a_correction_of_the_field_gives_way_only_where_its_box_is_ticked(
    centre: RunningCentre, clerk: httpx.Client, org: str
) -> None:
    content = csv_bytes([HEADER, an_order(客户经理=f"zhang@{org}")])
    say(clerk, bring(clerk, content))
    case_id = the_case_of(clerk).rsplit("/", 1)[1]
    link, zhang = signed_in(centre.url, f"zhang@{org}", "tablet")
    edits = [
        FieldEdit(("customer", "contact_phone"), "13900000000", "13999999999"),
        FieldEdit(("site", "address"), "西宁市城北区纬二路18号", "纬二路20号"),
    ]
    made = Change(
        ChangeId(f"field-{org}"), "case", RecordId(case_id), CaseId(case_id), OrgId(org), 1,
        tuple(edits), UserId(zhang.user), DeviceId("tablet"), MORNING,
    )  # fmt: skip
    assert link.push([made], Waiting())[0].status == "received"
    link.close()
    seen = bring(clerk, content)
    boxes = re.findall(r'form="say" name="over" value="([^"]+)"', seen.text)
    assert boxes == ["6301202611230001:联系电话", "6301202611230001:用电地址"]
    assert "也没有勾选" in say(clerk, seen, changes="yes").text
    told = say(clerk, seen, over=[boxes[1]]).text
    assert "13999999999 → 13900000000（本系统已更正，保留）" in told
    page = clerk.get(the_case_of(clerk)).text
    assert ("13999999999" in page, "纬二路18号" in page, "纬二路20号" in page) == (
        True,
        True,
        False,
    )


def test_a_form_with_more_fields_than_ours_is_no_fault_of_ours(clerk: httpx.Client) -> None:
    seen = bring(clerk, csv_bytes([HEADER, an_order()]))
    junk = "&".join(f"over={number}" for number in range(5000))
    told = clerk.post(seen.url, content=junk)
    assert (told.status_code, "还没有导入" in told.text) == (200, True)
    assert clerk.post("/office/sign-in", content="&" * 100 + "a&b" * 50).status_code == 401


def test_a_file_that_is_dropped_is_forgotten(clerk: httpx.Client) -> None:
    seen = bring(clerk, csv_bytes([HEADER, an_order()]))
    told = say(clerk, seen, "drop")
    assert told.url.path == "/office/import"
    assert "还没有导入过" in told.text
    assert clerk.get(seen.url).status_code == 404


def test_saying_yes_twice_takes_it_in_once(clerk: httpx.Client) -> None:
    seen = bring(clerk, csv_bytes([HEADER, an_order()]))
    assert say(clerk, seen).text == say(clerk, seen).text
    assert "共 1 件" in clerk.get("/office").text


def test_a_button_pressed_twice_at_once_takes_it_in_once(clerk: httpx.Client) -> None:
    seen = bring(clerk, csv_bytes([HEADER, *[an_order(str(n)) for n in range(120)]]))
    with ThreadPoolExecutor() as hands:
        told = list(hands.map(lambda _: say(clerk, seen).text, range(4)))
    assert {"已导入</b>　新工单 120 行" in text for text in told} == {True}
    assert "共 120 件" in clerk.get("/office").text


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "文件是空的"),
        (b"PK\x03\x04" + b"\0" * 100, "已损坏"),
        (b"\x89PNG\r\n", "这不是表格文件"),
        ("申请编号,户名,用电地址\n".encode(), "缺少必要的列（联系电话、业务类型"),
    ],
)
def test_a_bad_file_is_told_on_the_page_and_nothing_waits(
    clerk: httpx.Client, content: bytes, words: str
) -> None:
    told = bring(clerk, content, '"><b>x.csv')
    assert (told.status_code, words in told.text, "<b>" in told.text) == (422, True, False)
    assert "还没有导入过" in told.text


def test_a_file_that_is_too_large_is_told_on_a_page(clerk: httpx.Client) -> None:
    told = bring(clerk, b"1" * (MAX_BYTES + (1 << 20)))
    assert (told.status_code, "文件太大" in told.text) == (413, True)


def test_a_form_without_its_file_is_told_on_a_page(clerk: httpx.Client) -> None:
    told = clerk.post("/office/import", files={"other": ("a", b"b")})
    assert (told.status_code, "返回重试" in told.text) == (400, True)


def test_what_a_file_says_is_text(clerk: httpx.Client) -> None:
    seen = bring(clerk, csv_bytes([HEADER, an_order(户名="<script>alert(1)</script>")]))
    assert "<script>" not in seen.text
    assert "&lt;script&gt;" in seen.text


def test_only_who_opens_cases_is_let_to_the_desk(
    centre: RunningCentre, clerk: httpx.Client, org: str
) -> None:
    seen = bring(clerk, csv_bytes([HEADER, an_order()]))
    for user in ("zhang", "chief"):
        with a_browser_of(centre, f"{user}@{org}") as other:
            assert "/office/import" not in other.get("/office").text
            for told in (
                other.get("/office/import"),
                bring(other, csv_bytes([HEADER, an_order()])),
                other.get(seen.url),
                other.post(seen.url, data={"say": "whole"}),
            ):
                assert (told.status_code, "只有受理员和管理员" in told.text) == (403, True)
    with a_browser_of(centre, f"boss@{org}") as boss:
        assert "已导入" in say(boss, boss.get(seen.url)).text


def test_th7_the_file_of_another_organisation_looks_like_none(
    centre: RunningCentre, clerk: httpx.Client
) -> None:
    seen = bring(clerk, csv_bytes([HEADER, an_order()]))
    let_in(centre, "desk-elsewhere", lee="clerk")
    with a_browser_of(centre, "lee@desk-elsewhere") as other:
        foreign, missing = other.get(seen.url), other.get(f"/office/import/{LOST}")
        assert (foreign.status_code, foreign.text) == (404, missing.text)
        assert other.post(seen.url, data={"say": "whole"}).status_code == 404
        other.post(seen.url, data={"say": "drop"})
    assert clerk.get(seen.url).status_code == 200


def test_few_files_are_read_at_the_same_time_and_the_others_told_to_wait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_in(tmp_path, "ours", clerk="clerk")
    monkeypatch.setattr("sync.server.intake._WAIT_S", 0.01)
    file = {"file": ("工单.csv", csv_bytes([HEADER, an_order()]))}
    with an_inner_centre(tmp_path, FixedClock(MORNING)) as (_, client):
        client.post("/office/sign-in", data={"user": "clerk@ours", "password": PASSWORD})
        asked = {"headers": carried(client, "clerk@ours"), "content": file["file"][1]}
        with ExitStack() as readers:
            for _ in range(intake.AT_A_TIME):
                readers.enter_context(intake.turnstile)
            told = client.post("/office/import", files=file)
            assert (told.status_code, "请过一会儿再试" in told.text) == (503, True)
            assert client.post(messages.WORK_ORDERS, **asked).status_code == 503
        assert "预览" in client.post("/office/import", files=file).text
        assert client.post(messages.WORK_ORDERS, **asked).status_code == 200


def test_a_file_nobody_said_yes_to_is_forgotten_after_a_day(tmp_path: Path) -> None:
    clock = FixedClock(MORNING)
    account = Account("clerk", "clerk", "ours", ("clerk",), "office")
    with an_inner_centre(tmp_path, clock) as (centre, _):
        key = intake_shelf.put(centre, account, "a.csv", ((1, ("甲",)),))
        clock.move(timedelta(hours=23))
        assert intake_shelf.sweep(centre) == 0
        found = intake_shelf.find(centre, account, key)
        assert intake_shelf.rows_of(centre, found) == ((1, ("甲",)),)
        clock.move(timedelta(hours=2))
        assert intake_shelf.sweep(centre) == 1
        with pytest.raises(UnknownRecord):
            intake_shelf.find(centre, account, key)
        with pytest.raises((UnknownRecord, FileNotFoundError)):
            intake_shelf.rows_of(centre, found)
