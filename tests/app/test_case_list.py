"""The list of cases: by deadline, a page at a time, found by any part, never out of date."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from app.actions import exchange
from app.actions.open_workspace import close_workspace, create_workspace, open_workspace
from app.actions.reckon_cases import reckon_cases
from app.clock import CHINA, FixedClock
from app.domain.change import Entry, EntryReason, Page
from app.domain.deadline import clocks
from app.domain.due_clock import open_clock
from app.domain.process import Status
from app.domain.staff import Identity
from app.ids import CaseId, DeviceId, RecordId, UserId
from app.views.cases import CaseRow, case_page, case_rows
from app.views.exchange import sync_page
from app.workspace import Workspace
from tests.builders import ORG, a_case, an_event

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=CHINA)
DAY = timedelta(days=1)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(MONDAY)


@pytest.fixture
def ws(tmp_path: Path, clock: FixedClock) -> Iterator[Workspace]:
    who = Identity(UserId("zhang"), "张海峰", ORG, ("inspector",), DeviceId("tab-1"))
    made = create_workspace(tmp_path / "tablet", "correct horse", who, clock)
    yield made
    close_workspace(made)


def put(ws: Workspace, number: int, accepted: datetime | None, **customer: str) -> CaseId:
    """A case of this number; accepted then, or with nothing that counts."""
    case = a_case(id=CaseId(f"case-{number}"), application_no=f"63012026{number:08}")
    case = replace(case, customer=replace(case.customer, **customer))
    with ws.unit("put") as unit:
        unit.save(case)
        if accepted is not None:
            happens(unit, case.id, "application.submitted", accepted)
            happens(unit, case.id, "application.accepted", accepted + timedelta(hours=1))
    return case.id


def happens(unit: object, case_id: CaseId, code: str, at: datetime, **facts: str) -> None:
    event = an_event(code, at, **facts)
    event = replace(event, id=RecordId(f"{event.id}-{code}-{case_id}"), case_id=case_id)
    unit.save(event)  # type: ignore[attr-defined]


def numbers(rows: tuple[CaseRow, ...]) -> list[int]:
    return [int(row.application_no[8:]) for row in rows]


def test_the_soonest_deadline_comes_first_and_what_has_none_last(ws: Workspace) -> None:
    put(ws, 1, None)
    put(ws, 2, MONDAY)
    put(ws, 3, MONDAY - 30 * DAY)
    put(ws, 4, MONDAY - 7 * DAY)
    put(ws, 5, MONDAY)
    rows = case_rows(ws)
    assert numbers(rows) == [3, 4, 2, 5, 1]
    assert rows[0].clock is not None
    assert rows[0].clock.overdue
    assert rows[-1].clock is None
    assert [row.status for row in rows] == [Status.ACCEPTED] * 4 + [Status.DRAFT]


def test_pages_join_without_gap_or_repetition(ws: Workspace) -> None:
    for number in range(1, 24):
        put(ws, number, MONDAY - (number % 3) * DAY if number % 5 else None)
    whole = case_rows(ws, limit=100)
    assert len(whole) == 23
    found: tuple[CaseRow, ...] = ()
    while page := case_rows(ws, after=found[-1].key if found else None, limit=4):
        found += page
    assert found == whole


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("铸造", [2]),
        ("造", [1, 2]),
        ("纬二路", [1, 2, 3]),
        ("20260000000", [1, 2, 3]),
        ("00000003", [3]),
        ("1391", [2]),
        ("abc", [3]),
        ("ＡＢＣ", [3]),
        ("  铸造 ", [2]),
        ("%", []),
        ("_", []),
        ("造有", []),
        ("没有这样的户名", []),
    ],
)
def test_a_case_is_found_by_any_part_of_name_address_number_or_phone(
    ws: Workspace, search: str, found: list[int]
) -> None:
    put(ws, 1, MONDAY, name="高原机械制造厂")
    put(ws, 2, MONDAY, name="城北铸造厂", contact_phone="13912345678")
    put(ws, 3, MONDAY, name="Abc 冷链", contact_phone="")
    assert numbers(case_rows(ws, search)) == found


def test_what_happens_to_a_case_moves_it_in_the_list(ws: Workspace) -> None:
    put(ws, 1, MONDAY)
    second = put(ws, 2, None)
    assert numbers(case_rows(ws)) == [1, 2]
    with ws.unit("accept") as unit:
        happens(unit, second, "application.submitted", MONDAY - 9 * DAY)
        happens(unit, second, "application.accepted", MONDAY - 9 * DAY)
    assert numbers(case_rows(ws)) == [2, 1]
    with ws.unit("withdraw") as unit:
        happens(unit, second, "application.withdrawn", MONDAY)
    assert numbers(case_rows(ws)) == [1, 2]  # its clocks have ended with it
    assert case_rows(ws)[1].status is Status.WITHDRAWN


def test_the_list_says_what_the_page_says_on_every_day(ws: Workspace, clock: FixedClock) -> None:
    running = put(ws, 1, MONDAY)
    paused = put(ws, 2, MONDAY)
    with ws.unit("suspend") as unit:
        at = MONDAY + timedelta(hours=3)
        happens(unit, paused, "application.suspended", at, reason="CUSTOMER_REQUEST")
    for _day in range(40):
        reckon_cases(ws)
        listed = {row.id: row.clock for row in case_rows(ws)}
        for case_id in (running, paused):
            told = open_clock(case_page(ws, case_id).clocks)
            assert told is not None
            shown = listed[case_id]
            assert shown is not None
            assert (shown.due_on, shown.left, shown.state) == (told.due_on, told.left, told.state)
        clock.move(DAY)


def test_only_what_is_out_of_date_is_made_anew_some_at_a_time(
    ws: Workspace, clock: FixedClock
) -> None:
    for number in range(1, 6):
        put(ws, number, MONDAY)
    assert reckon_cases(ws) == (0, "")
    with ws.unit("new rules") as unit:
        unit.connection.execute(text("UPDATE case_index SET stamp = 'old', status = 'CLOSED'"))
    assert reckon_cases(ws, limit=2) == (2, "case-2")
    assert sum(row.status is Status.CLOSED for row in case_rows(ws)) == 3
    assert reckon_cases(ws, "case-2", limit=2) == (2, "case-4")
    assert reckon_cases(ws, "case-4", limit=2) == (1, "")
    assert {row.status for row in case_rows(ws)} == {Status.ACCEPTED}


def test_what_comes_from_the_centre_is_listed_and_what_leaves_is_not(ws: Workspace) -> None:
    case_id = put(ws, 1, MONDAY)
    with ws.read() as unit:
        body = unit.records.body("case", case_id)
        events = unit.records.bodies("event", case_id)
    assert body is not None
    theirs = body | {"id": "case-9", "application_no": "6301202600000009"}
    entries = [_entry(1, "case", theirs, "case-9")]
    entries += [
        _entry(2 + n, "event", event | {"id": f"e{n}", "case_id": "case-9"}, "case-9")
        for n, event in enumerate(reversed(events))
    ]
    exchange.receive(ws, Page("epoch", tuple(entries), 3, more=False))
    assert numbers(case_rows(ws)) == [1, 9]
    assert {row.status for row in case_rows(ws)} == {Status.ACCEPTED}
    left = replace(_entry(4, "case", {}, "case-9"), reason=EntryReason.LEFT)
    exchange.receive(ws, Page("epoch", (left,), 4, more=False))
    assert numbers(case_rows(ws)) == [1]


def _entry(seq: int, kind: str, body: dict[str, object], case_id: str) -> Entry:
    return Entry(
        seq=seq,
        reason=EntryReason.CHANGE,
        kind=kind,
        record_id=str(body.get("id", case_id)),
        case_id=CaseId(case_id),
        rev=seq,
        body=body,
        change_id="",
        by="clerk",
        device="office",
        at=MONDAY,
    )


def test_the_list_tells_what_waits_of_each_case(ws: Workspace) -> None:
    put(ws, 1, MONDAY)
    put(ws, 2, None)
    assert [row.unsent for row in case_rows(ws)] == [3, 1]
    assert case_page(ws, "case-1").unsent == 3
    assert sync_page(ws).customers == {
        "case-1": "青海高原机械制造有限公司",
        "case-2": "青海高原机械制造有限公司",
    }


def test_a_record_of_a_newer_version_does_not_hide_the_others(ws: Workspace) -> None:
    case_id = put(ws, 1, MONDAY)
    put(ws, 2, None)
    with ws.unit("newer") as unit:
        unit.connection.execute(
            text("UPDATE record SET body = json_set(body, '$.customer_class', 'NEW') WHERE id=:id"),
            {"id": case_id},
        )
        unit.list_anew(case_id)
    assert sorted(numbers(case_rows(ws))) == [1, 2]
    assert reckon_cases(ws) == (1, "")


def test_a_deed_finds_the_records_of_a_case_by_its_index(ws: Workspace) -> None:
    sql = "EXPLAIN QUERY PLAN SELECT body FROM record WHERE kind=? AND case_id=? ORDER BY id"
    with ws.read() as unit:
        plan = unit.connection.exec_driver_sql(sql, ("event", "case-1")).all()
    assert "record_of_case" in plan[0][3]
    assert len(plan) == 1, "sorted apart"


def test_l25_a_workspace_of_the_first_schema_keeps_everything_and_lists_its_cases(
    ws: Workspace, tmp_path: Path
) -> None:
    put(ws, 1, None)
    put(ws, 2, MONDAY)
    shown, waiting = case_rows(ws), sync_page(ws).queued
    with ws.unit("as it was") as unit:
        for sql in (
            "DROP TABLE case_index",
            "DROP INDEX outbox_by_case",
            "DROP INDEX record_of_case",
            "CREATE INDEX record_by_case ON record (case_id, kind)",
            "CREATE TABLE case_index (id VARCHAR PRIMARY KEY, application_no VARCHAR NOT NULL,"
            " customer_name VARCHAR NOT NULL, address VARCHAR NOT NULL, phone VARCHAR NOT NULL,"
            " customer_class VARCHAR NOT NULL)",
            "INSERT INTO case_index VALUES ('case-1', '1', '某厂', '某处', '', 'HV_SINGLE')",
            "UPDATE alembic_version SET version_num = '0001'",
        ):
            unit.connection.execute(text(sql))
    close_workspace(ws)
    again = open_workspace(ws.folder, "correct horse", FixedClock(MONDAY))
    assert numbers(case_rows(again)) == [1, 2]
    assert numbers(case_rows(again, "机械")) == [1, 2]
    assert reckon_cases(again) == (2, "")
    assert [row[:-1] for row in case_rows(again)] == [row[:-1] for row in shown]
    assert sync_page(again).queued == waiting
    close_workspace(again)


def test_the_clock_of_the_list_is_that_of_the_rules(ws: Workspace) -> None:
    case_id = put(ws, 1, MONDAY - 3 * DAY)
    page = case_page(ws, case_id)
    found = clocks(page.case, page.events, ws.reference.time_limits, ws.reference.calendar, MONDAY)
    assert case_rows(ws)[0].clock == open_clock(found)
