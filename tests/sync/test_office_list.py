"""The office's list: its pages, its search, and that it is made of the records alone."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import delete, insert, select, update

from app.clock import FixedClock
from app.domain.case import ConnectionCase
from app.domain.due_clock import ClockState
from app.ids import CaseId, OrgId, RecordId, UserId
from sync.protocol.messages import SignedIn
from sync.server import case_lines, feed, tables
from sync.server.accounts import Account
from sync.server.centre import Centre
from sync.server.office.case_list import PAGE, CasePage, Place, case_page
from sync.server.places import Places
from sync.server.startup import open_centre
from tests.builders import MORNING, a_case, an_event
from tests.rested import with_papers
from tests.sync.centres import OFFICE, a_change
from tests.sync.stores import PlacesFor

_numbers = count(1)
CLERK = Account("clerk", "clerk", "ours", tuple(OFFICE.split("+")), "office")
ZHANG = Account("zhang", "zhang", "ours", ("inspector",), "tablet-1")


@dataclass
class Office:
    """A centre in this process and its clerk."""

    centre: Centre

    def open(self, number: int, days_ago: int | None = 0, **changes: object) -> ConnectionCase:
        """A case that was accepted so many days ago, or only written down."""
        case = replace(
            a_case(),
            id=CaseId(f"case-{number:04}"),
            org=OrgId("ours"),
            application_no=f"630120260000{number:04}",
            **changes,
        )
        self.post(case)
        if days_ago is not None:
            self.happen(case, "application.submitted", -days_ago)
            self.happen(case, "application.accepted", -days_ago)
        return case

    def happen(self, case: ConnectionCase, code: str, days: int, **facts: str) -> None:
        event = an_event(code, MORNING + timedelta(days=days), **facts)
        happened = replace(
            event,
            id=RecordId(f"event-{next(_numbers):06}"),
            case_id=case.id,
            org=OrgId("ours"),
            actor=UserId("clerk"),
        )
        for record in with_papers([happened])[0]:
            self.post(record)

    def post(self, record: object) -> None:
        known = SignedIn("", "clerk", "", "ours", ("clerk",), MORNING)
        change = a_change(record, known, f"change-{record.id}")  # type: ignore[attr-defined]
        with self.centre.store.write() as connection:
            (receipt,) = feed.accept(connection, CLERK, [change], self.centre.judge, MORNING)
        assert receipt.status == "received", receipt

    def look(
        self, search: str = "", after: Place | None = None, closed: bool = False,
        who: Account = CLERK, days: int = 0,
    ) -> CasePage:  # fmt: skip
        now = MORNING + timedelta(days=days)
        with self.centre.store.read() as connection:
            return case_page(
                connection, who, self.centre.reference, now, search, after or Place(), closed=closed
            )

    def numbers(self, search: str = "", closed: bool = False, who: Account = CLERK) -> list[int]:
        lines = self.look(search, closed=closed, who=who).lines
        return [int(line.case_id.removeprefix("case-")) for line in lines]


@pytest.fixture
def places(places_for: PlacesFor, tmp_path: Path) -> Places:
    return places_for(tmp_path)


@pytest.fixture
def office(places: Places) -> Iterator[Office]:
    with open_centre(places, FixedClock(MORNING)) as centre:
        yield Office(centre)


def test_what_is_due_first_stands_first_and_what_has_no_clock_last(office: Office) -> None:
    office.open(1, days_ago=0)
    office.open(2, days_ago=None)
    office.open(3, days_ago=6)
    paused = office.open(4, days_ago=9)
    office.happen(paused, "application.suspended", -1, reason="CUSTOMER_REQUEST")
    assert office.numbers() == [3, 1, 4, 2]
    states = [line.clock and line.clock.state.value for line in office.look().lines]
    assert states == ["running", "running", "paused", None]


def test_a_clock_that_runs_is_told_before_one_that_stands_still(office: Office) -> None:
    case = office.open(1, days_ago=9)
    office.happen(case, "survey.scheduled", -8)
    office.happen(case, "survey.completed", -7)
    scheme = ("submitted_for_approval", "approved", "replied", "confirmed")
    for days, step in enumerate(scheme, start=-6):
        office.happen(case, f"scheme.{step}", days)
    for code in ("design.submitted", "interim.requested"):
        office.happen(case, code, -1)
    office.happen(case, "application.suspended", 0, reason="CUSTOMER_REQUEST")
    clock = office.look().lines[0].clock
    assert clock is not None
    assert (clock.key, clock.state) == ("design_review", ClockState.RUNNING)


def test_what_is_overdue_is_counted_by_the_day_of_the_look(office: Office) -> None:
    office.open(1, days_ago=0)
    office.open(2, days_ago=40)
    assert (office.look().count, office.look().late) == (2, 1)
    (first, second) = office.look().lines
    assert first.clock is not None
    assert second.clock is not None
    assert (first.clock.overdue, second.clock.overdue) == (True, False)
    assert office.look(days=60).late == 2


def test_an_event_moves_its_case_at_once(office: Office) -> None:
    case = office.open(1)
    assert office.look().lines[0].status == "ACCEPTED"
    office.happen(case, "survey.scheduled", 1)
    line = office.look().lines[0]
    assert (line.status, line.last_at) == ("SURVEY", MORNING + timedelta(days=1))


def test_closed_cases_are_shown_when_asked_for(office: Office) -> None:
    case = office.open(1)
    office.open(2)
    office.happen(case, "application.withdrawn", 1)
    assert office.numbers() == [2]
    assert office.numbers(closed=True) == [2, 1]


def test_the_pages_show_every_case_once_and_end(office: Office) -> None:
    whole = 2 * PAGE + 7
    for number in range(whole):
        office.open(number, days_ago=number % 5 if number % 2 else None)
    place, seen, pages = Place(), [], 0
    while place is not None and pages < 5:
        page = office.look(after=place)
        assert page.count == whole
        seen += [(line.case_id, line.clock and line.clock.due_on) for line in page.lines]
        place, pages = page.next, pages + 1
    assert (len(seen), len(set(seen)), pages) == (whole, whole, 3)
    dues = [due for _, due in seen if due]
    assert dues == sorted(dues)
    assert all(due is None for _, due in seen[len(dues) :])


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("机械", [1, 2]), ("纬二路18", [1, 2]), ("0002", [2]), ("13900000000", [1, 2, 3]),
        ("ABC", [3]), ("abc", [3]), ("机械 0001", [1]), ("马建", [1, 2, 3]), ("啤酒", []),
        ("%", [4]), ("_", []), ("100%", [4]), ("\\", []), ("户号77", [4]),
    ],
)  # fmt: skip
def test_a_search_finds_any_part_of_names_numbers_and_address(
    office: Office, search: str, found: list[int]
) -> None:
    office.open(1)
    office.open(2)
    customer = replace(a_case().customer, name="Abc 电子有限公司")
    office.open(3, customer=customer, site=replace(a_case().site, address="南川路"))
    odd = replace(customer, name="100%纯净水厂", contact_name="", contact_phone="")
    site = replace(a_case().site, address="昆仑路")
    office.open(4, customer=odd, site=site, customer_no="户号77")
    assert sorted(office.numbers(search)) == found


def test_a_search_over_more_than_a_page_goes_on_behind_it(office: Office) -> None:
    for number in range(PAGE + 3):
        office.open(number, days_ago=None)
    first = office.look("机械")
    assert first.next is not None
    assert len(office.look("机械", after=first.next).lines) == 3


def test_each_sees_his_own(office: Office) -> None:
    office.open(1, team=(UserId("zhang"),))
    office.open(2, team=(UserId("li"),))
    assert office.numbers(who=ZHANG) == [1]
    assert office.look(who=ZHANG).count == 1
    assert office.numbers(who=replace(CLERK, org="theirs")) == []


def test_lines_that_are_missing_are_made_anew_when_the_centre_opens(places: Places) -> None:
    with open_centre(places, FixedClock(MORNING)) as centre:
        office = Office(centre)
        for number in range(5):
            office.open(number, days_ago=number)
        before = office.look()
        with centre.store.write() as connection:
            connection.execute(
                delete(tables.case_line).where(tables.case_line.c.case_id > "case-0002")
            )
        assert office.look().count == 3
    with open_centre(places, FixedClock(MORNING)) as centre:
        assert Office(centre).look() == before


def test_lines_made_by_other_rules_are_made_anew(places: Places) -> None:
    with open_centre(places, FixedClock(MORNING)) as centre:
        office = Office(centre)
        office.open(1)
        before = office.look()
        with centre.store.write() as connection:
            connection.execute(update(tables.case_line).values(rank="12020-01-01"))
        assert case_lines.rebuild(centre.store, centre.reference, MORNING) == 0
        with centre.store.write() as connection:
            rules = tables.meta.c.name == "case_lines"
            connection.execute(update(tables.meta).where(rules).values(value="older rules"))
        assert case_lines.rebuild(centre.store, centre.reference, MORNING) == 1
        assert office.look() == before


def test_what_was_made_step_by_step_is_what_is_made_anew(office: Office) -> None:
    for number in range(4):
        case = office.open(number, days_ago=number)
        office.happen(case, "survey.scheduled", 1)
    office.happen(case, "application.suspended", 2, reason="CUSTOMER_REQUEST")
    lines = select(tables.case_line).order_by(tables.case_line.c.case_id)
    with office.centre.store.read() as connection:
        before = connection.execute(lines).all()
    with office.centre.store.write() as connection:
        connection.execute(delete(tables.case_line))
        connection.execute(insert(tables.case_line), [_strange(before[0]._asdict())])
    case_lines.rebuild(office.centre.store, office.centre.reference, MORNING)
    with office.centre.store.read() as connection:
        assert connection.execute(lines).all() == before


def _strange(row: dict[str, object]) -> dict[str, object]:
    return row | {"rank": "9", "status": "CLOSED"}
