"""The office's pages and personal data: masked, shown by a noted press; and the centre's trail."""

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import httpx
import pytest
from sqlalchemy import Executable, select, update

from app.domain.trail import Kept, TrailLine
from app.ids import CaseId, Digest, OrgId, UserId
from sync.protocol.messages import TrailPush, Waiting
from sync.server import tables
from sync.server.places import open_database
from tests.builders import MORNING, a_case
from tests.sync.centres import (
    PASSWORD,
    RunningCentre,
    a_change,
    let_in,
    names,
    rows_at,
    signed_in,
)
from tests.sync.test_office import a_browser

ORG = "private-org"
NUMBER = "630102199001011234"
MASKED = "630***********1234"
PHONE = "13912345678"
CASE = f"case-{ORG}"
PAGE = f"/office/cases/{CASE}"


@pytest.fixture(scope="module")
def office(centre: RunningCentre) -> RunningCentre:
    """A centre with a case whose agent and contact are known by their numbers."""
    let_in(centre, ORG, clerk="clerk", chief="supervisor", keeper="archivist", boss="admin")
    case = a_case(id=CaseId(CASE), org=OrgId(ORG), team=names(["clerk"], ORG))
    customer = replace(case.customer, agent_id_no=NUMBER, contact_phone=PHONE)
    link, clerk = signed_in(centre.url, f"clerk@{ORG}")
    (receipt,) = link.push(
        [a_change(replace(case, customer=customer), clerk, f"first-{ORG}")], Waiting()
    )
    assert receipt.status == "received"
    link.close()
    return centre


@pytest.fixture
def clerk(office: RunningCentre) -> Iterator[httpx.Client]:
    with a_browser(office, f"clerk@{ORG}") as browser:
        yield browser


def deeds(office: RunningCentre) -> list[tuple[str, str, str]]:
    """Who did what to what, by the centre's trail."""
    table = tables.audit
    query = select(table.c.who, table.c.deed, table.c.subject).where(table.c.org == ORG)
    return [tuple(row) for row in rows_at(office, query.order_by(table.c.seq))]


def change_by_hand(office: RunningCentre, *statements: Executable) -> None:
    """As whoever owns the database can: past the guard of the append-only tables."""
    with closing(open_database(office.places)) as store, store.write() as connection:
        on_a_server = connection.dialect.name == "postgresql"
        table = "ALTER TABLE audit {} TRIGGER ALL"
        if on_a_server:
            connection.exec_driver_sql(table.format("DISABLE"))
        else:
            connection.exec_driver_sql("DROP TRIGGER audit_no_update")
        for statement in statements:
            connection.execute(statement)
        if on_a_server:
            connection.exec_driver_sql(table.format("ENABLE"))


def forge(office: RunningCentre, seq: int, *, back: bool = False) -> None:
    """Let another have done what this line says, or take that back."""
    table = tables.audit
    old, new = f"clerk@{ORG}", "somebody"
    who = old if back else new
    line = update(table).where(table.c.org == ORG, table.c.seq == seq).values(who=who)
    change_by_hand(office, line)


def a_line(user: str) -> Kept:
    """A line that claims to come after another."""
    digest = Digest("1" * 64)
    line = TrailLine(1, MORNING, UserId(user), "deed", "x", digest, digest, "tablet-9")
    return Kept(line, line.link)


def test_a_number_is_masked_until_somebody_presses_for_it_and_that_is_noted(
    office: RunningCentre, clerk: httpx.Client
) -> None:
    masked = clerk.get(PAGE).text
    assert MASKED in masked
    assert NUMBER not in masked
    assert deeds(office)[-1][1] == "sign_in"
    shown = clerk.post(f"{PAGE}/identity").text
    assert NUMBER in shown
    assert re.search(rf'<meta http-equiv="refresh" content="30; url={PAGE}">', shown)
    assert deeds(office)[-1] == (f"clerk@{ORG}", "view_identity", f"case/{CASE}")
    assert NUMBER not in clerk.get(PAGE).text
    assert "http-equiv" not in clerk.get(PAGE).text


def test_a_number_of_another_organisation_is_neither_shown_nor_noted(
    office: RunningCentre,
) -> None:
    let_in(office, "prying", lee="clerk")
    before = len(deeds(office))
    with a_browser(office, "lee@prying") as other:
        told = other.post(f"{PAGE}/identity")
        assert (told.status_code, NUMBER in told.text) == (404, False)
        assert other.get("/office/trail").status_code == 404
    assert len(deeds(office)) == before


@pytest.mark.parametrize(
    ("user", "shown"), [("clerk", PHONE), ("keeper", "139****5678"), ("chief", "139****5678")]
)
def test_a_phone_stands_whole_for_who_calls_and_masked_for_others(
    office: RunningCentre, user: str, shown: str
) -> None:
    with a_browser(office, f"{user}@{ORG}") as browser:
        page = browser.get(PAGE).text
    assert shown in page
    assert (PHONE in page) == (shown == PHONE)


def test_who_comes_in_who_does_not_and_who_leaves_is_noted(office: RunningCentre) -> None:
    with httpx.Client(base_url=office.url) as stranger:
        stranger.post("/office/sign-in", data={"user": f"boss@{ORG}", "password": "wrong"})
        stranger.post("/office/sign-in", data={"user": "a password typed here", "password": "x"})
    with a_browser(office, f"boss@{ORG}") as browser:
        browser.post("/office/sign-out")
    boss = f"boss@{ORG}"
    assert deeds(office)[-3:] == [
        (boss, "sign_in_refused", "office"), (boss, "sign_in", "office"),
        (boss, "sign_out", "office"),
    ]  # fmt: skip
    nobody = rows_at(office, select(tables.audit).where(tables.audit.c.org == ""))
    assert {row.who for row in nobody} == {""}


def test_the_trail_is_read_by_those_who_answer_for_it_alone(
    office: RunningCentre, clerk: httpx.Client
) -> None:
    clerk.post(f"{PAGE}/identity")
    assert clerk.get("/office/trail").status_code == 404
    assert "/office/trail" not in clerk.get("/office").text
    with a_browser(office, f"boss@{ORG}") as boss:
        page = boss.get("/office/trail").text
        assert "从头核对，前后相扣" in page
        assert "查看证件号" in page
        assert "字段 customer/agent_id_no" in page
        assert NUMBER not in page
        assert '"/office/trail"' in boss.get("/office").text


def test_a_tablet_whose_trail_broke_is_told_of_among_the_devices(office: RunningCentre) -> None:
    link, who = signed_in(office.url, f"clerk@{ORG}", "tablet-9")
    table = tables.device
    from_nowhere = TrailPush(0, 1, (a_line(who.user),))
    assert link.send_trail(from_nowhere).trouble == "1:previous"
    link.close()
    enrolled = update(table).where(table.c.org == ORG, table.c.id == "tablet-9")
    change_by_hand(office, enrolled.values(certificate="of it"))
    with a_browser(office, f"boss@{ORG}") as boss:
        page = boss.get("/office/devices").text
    assert "第 1 行对不上：与前一行不相扣" in page


def test_where_the_database_was_changed_by_hand_the_trail_says_so(office: RunningCentre) -> None:
    with httpx.Client(base_url=office.url, follow_redirects=True) as browser:
        browser.post("/office/sign-in", data={"user": f"boss@{ORG}", "password": PASSWORD})
        forge(office, 1)
        page = browser.get("/office/trail").text
        forge(office, 1, back=True)
        mended = browser.get("/office/trail").text
    assert "第 1 行对不上：内容被改动过" in page
    assert "从头核对，前后相扣" in mended
