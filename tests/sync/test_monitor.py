"""Whom customers chose, and what they say of who served them: for the supervision alone."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from fractions import Fraction

import pytest
from litestar import Litestar
from litestar.testing import TestClient
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from app import codec
from app.clock import FixedClock
from app.domain.customer import CustomerClass
from app.domain.filing import Filing
from app.domain.report import Report
from app.domain.signer import SignerRole
from app.ids import CaseId, RecordId, UserId
from sync.server import accounts, audit, scope, serving, tables
from sync.server.centre import Centre
from sync.server.office.case_list import CaseLine, CasePage, Place
from sync.server.office.export_pages import workbook_of
from sync.server.office.monitor import monitor
from sync.server.office.rendering import page
from tests.app.filed_entries import a_filing
from tests.builders import MORNING, a_case
from tests.sync.centres import PASSWORD, an_inner_centre, let_in, names
from tests.sync.offices import NOTHING, OURS, Office

WHO = {
    "wang": "account_manager", "zhao": "account_manager", "chief": "supervisor",
    "caller": "callback_agent", "mate": "callback_agent", "clerk": "clerk", "boss": "admin",
}  # fmt: skip
RESIDENT = replace(a_case().customer, name="李文娟")


def choice(number: int, unit: str, role: str = "construction") -> Filing:
    made = a_filing("F12", unit_name=unit, role=role)
    return replace(
        made, id=RecordId(f"choice-{number}-{role}"), case_id=CaseId(f"case-{number}"),
        author=UserId("wang@ours"),
    )  # fmt: skip


def call(number: int, by: str = "caller", **answers: str) -> Filing:
    made = a_filing("F11", reached="yes", **answers)
    return replace(
        made, id=RecordId(f"call-{number}"), case_id=CaseId(f"case-{number}"),
        author=UserId(f"{by}@ours"),
    )  # fmt: skip


@pytest.fixture(scope="module")
def centre(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Centre, TestClient[Litestar]]]:
    """Three cases with the units that their customers chose, and a call about one of them."""
    folder = tmp_path_factory.mktemp("monitor")
    with an_inner_centre(folder, FixedClock(MORNING)) as (centre, client):
        let_in(folder, "ours", **WHO)
        office = Office(client)
        teams = {1: ["wang", "caller"], 2: ["wang"], 3: ["zhao"]}
        for number, team in teams.items():
            case = a_case(
                id=CaseId(f"case-{number}"), team=names(team, "ours"),
                application_no=f"6301-{number}",
            )  # fmt: skip
            if number == 3:
                case = replace(case, customer=RESIDENT, customer_class=CustomerClass.RES)
            if number == 2:
                case = replace(case, customer=replace(case.customer, name='=HYPERLINK("x")'))
            assert office.new(case, by="clerk") == ""
        units = [(1, "甲施工单位", "wang"), (2, "乙施工单位", "wang"), (3, "甲施工单位", "zhao")]
        for number, unit, by in units:
            assert office.new(replace(choice(number, unit), author=UserId(f"{by}@ours")), by) == ""
        told = call(1, designated_units_asked="yes", complaint_case_no="HG-7")
        assert office.new(told, by="caller") == ""
        paper = Report(
            RecordId("paper-1"), told.case_id, OURS, told.id, "F11", "F11-1", 1, 1, MORNING,
            NOTHING, NOTHING, (SignerRole.CALLER,), 1,
        )  # fmt: skip
        assert office.new(paper, by="caller") == ""
        yield centre, client


def account(user: str) -> accounts.Account:
    return accounts.Account(f"{user}@ours", user, "ours", (WHO[user],), "office")


@contextmanager
def at_the_desk(
    centre: tuple[Centre, TestClient[Litestar]], user: str
) -> Iterator[TestClient[Litestar]]:
    """A browser that has signed in."""
    browser = centre[1]
    browser.cookies.clear()
    browser.post("/office/sign-in", data={"user": f"{user}@ours", "password": PASSWORD})
    yield browser
    browser.cookies.clear()


def fed(centre: Centre, user: str) -> set[str]:
    """Which filings and papers this person is given, by the feed and by a snapshot alike."""
    with centre.store.read() as connection:
        given = serving.page(connection, account(user), "", 0)
        stands = serving.snapshot(connection, account(user), "", 0, 0).page
    by_feed, by_snapshot = (
        {entry.record_id for entry in page.entries if entry.kind in ("filing", "report")}
        for page in (given, stands)
    )
    assert by_feed == by_snapshot
    return by_feed


def test_what_a_customer_answers_goes_to_the_caller_and_the_supervision_alone(
    centre: tuple[Centre, TestClient[Litestar]],
) -> None:
    told = {user: fed(centre[0], user) for user in ("wang", "caller", "mate", "chief", "clerk")}
    answers = {"call-1", "paper-1"}
    choices = {f"choice-{n}-construction" for n in (1, 2, 3)}
    assert told["wang"] == choices - {"choice-3-construction"}
    assert told["clerk"] == choices
    assert told["caller"] == choices | answers
    assert told["mate"] == choices  # nor is it for another who calls
    assert told["chief"] == choices | answers


def test_each_agrees_with_the_centre_in_what_he_was_given(
    centre: tuple[Centre, TestClient[Litestar]],
) -> None:
    with centre[0].store.read() as connection:
        rows = connection.execute(select(tables.record)).all()
        for user, sees in (("clerk", False), ("chief", True)):
            given = sorted(
                [row.kind, row.id, row.digest]
                for row in rows
                if sees or row.id not in ("call-1", "paper-1")
            )
            assert scope.digest_of_scope(connection, account(user)) == codec.digest(given)
            total = codec.as_total(sum(codec.weight(*each) for each in given))
            assert scope.total_of_scope(connection, account(user)) == total


def test_the_paper_of_a_call_is_no_file_for_others(
    centre: tuple[Centre, TestClient[Litestar]],
) -> None:
    with centre[0].store.read() as connection:
        readers = [u for u in WHO if scope.may_read_file(connection, account(u), NOTHING)]
    assert readers == ["chief", "caller"]
    for user, words in (("wang", False), ("chief", True)):
        with at_the_desk(centre, user) as browser:
            assert ("F11-1" in browser.get("/office/cases/case-1").text) == words


def test_the_numbers_are_those_of_the_records(
    centre: tuple[Centre, TestClient[Litestar]],
) -> None:
    with centre[0].store.read() as connection:
        found = monitor(connection, "ours")
        assert monitor(connection, "ours", 2019).choices == ()
        assert monitor(connection, "theirs").choices == ()
    wang, zhao = found.choices
    assert [(u.unit, u.share) for u in wang.units] == [
        ("乙施工单位", Fraction(1, 2)), ("甲施工单位", Fraction(1, 2)),
    ]  # fmt: skip
    assert (zhao.manager, zhao.cases, zhao.index) == ("zhao@ours", 1, 1)
    (whole,) = found.area
    assert (whole.manager, whole.cases, whole.index) == (None, 3, Fraction(5, 9))
    (answer,) = found.answers
    assert (answer.application_no, answer.said) == ("6301-1", {"designated_units_asked": "yes"})
    assert (found.calls, found.years) == (1, (2026,))


def test_the_page_is_for_the_supervision_and_wants_a_purpose(
    centre: tuple[Centre, TestClient[Litestar]],
) -> None:
    for user in ("wang", "caller", "clerk", "boss"):
        with at_the_desk(centre, user) as browser:
            assert browser.get("/office/monitor").status_code == 404
            told = browser.post("/office/monitor", data={"purpose": "regular"})
            assert (told.status_code, "甲施工单位" in told.text) == (404, False)
            assert "公正监测" not in browser.get("/office").text
    with at_the_desk(centre, "chief") as browser:
        assert "公正监测" in browser.get("/office").text
        assert "甲施工单位" not in browser.get("/office/monitor").text
        refused = browser.post("/office/monitor", data={"purpose": "because"})
        assert "请先选择查看目的" in refused.text
        assert "甲施工单位" not in refused.text
        told = browser.post("/office/monitor", data={"purpose": "regular"})
        assert "甲施工单位" in told.text
        assert "全部客户经理" in told.text
        assert "被指定或推荐设计、施工、设备单位：是" in told.text
        assert 'wang of ours <span class="quiet">wang@ours</span>' in told.text
        empty = browser.post("/office/monitor", data={"purpose": "regular", "year": "2019"})
        assert "2019 年还没有已记录的选择" in empty.text
    assert deeds(centre[0])[-2:] == [("chief@ours", "view_monitor", "定期监督检查")] * 2


def deeds(centre: Centre) -> list[tuple[str, str, str]]:
    with centre.store.read() as connection:
        lines = audit.newest(connection, "ours", 20)
    told = [(k.line.who, k.line.deed, audit.told_in_words(k).partition(" ")[2]) for k in lines]
    return [line for line in reversed(told) if line[1] not in ("sign_in", "sign_out")]


def test_what_is_taken_along_is_masked_and_nothing_in_it_is_reckoned(
    centre: tuple[Centre, TestClient[Litestar]],
) -> None:
    with at_the_desk(centre, "clerk") as browser:
        assert "/office/cases.xlsx?" in browser.get("/office").text
        content = browser.get("/office/cases.xlsx", params={"q": "6301"}).content
        fewer = browser.get("/office/cases.xlsx", params={"q": "6301-2"}).content
    (who, deed, told) = deeds(centre[0])[-2]
    assert (who, deed, told) == ("clerk@ours", "export_cases", "3")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    names_in = {row[0]: row[1:3] for row in rows}
    assert names_in["6301-3"] == ["李**", "西宁市城北区***"]
    assert names_in["6301-2"][0] == '=HYPERLINK("x")'
    with zipfile.ZipFile(io.BytesIO(fewer)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert sheet.count("<row ") == 3  # its head, the case, and who took it


def test_an_application_that_has_no_name_yet_says_so() -> None:
    line = CaseLine("case-9", "D-9", "", "", "RES", "DRAFT", None, None)
    found = CasePage((line,), 1, 0, None)
    shown = page("cases.html", who=account("clerk"), q="", closed=False, page=found, place=Place())
    assert "未填户名" in str(shown.content)
    content = io.BytesIO(workbook_of([line], "clerk", MORNING))
    rows = CalamineWorkbook.from_filelike(content).get_sheet_by_index(0).to_python()
    assert rows[1][:2] == ["D-9", "未填户名"]
