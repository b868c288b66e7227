"""Events whose device had the wrong time: kept, told, and far ahead of time not counted."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count

import pytest
from litestar import Litestar
from litestar.testing import TestClient
from sqlalchemy import select

from app import codec
from app.clock import FixedClock
from app.domain.case import CaseEvent, ConnectionCase
from app.domain.process import CaseState, project
from app.domain.trail import GENESIS, Kept, TrailLine
from app.ids import Digest, RecordId, UserId
from sync.protocol.messages import TrailPush
from sync.server import device_clocks, sealing, tables, trails
from sync.server.accounts import Account
from sync.server.centre import Centre
from tests.builders import MORNING, a_case, an_event
from tests.rested import handed_in
from tests.sync.centres import PASSWORD, an_inner_centre, let_in, names
from tests.sync.offices import OURS, Office

CLERK = UserId("clerk@ours")
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
_numbers = count(1)


@dataclass
class Desk:
    """A centre whose clock stands, and a case of its own for each test."""

    centre: Centre
    client: TestClient[Litestar]
    office: Office
    case: ConnectionCase

    def say(self, code: str, at: datetime, offset_s: int = 0, **facts: str) -> str:
        """Something that the clerk says of the case; the id of the event."""
        name = RecordId(f"event-{next(_numbers)}")
        event = replace(an_event(code, at, **facts), id=name, case_id=self.case.id)
        event = replace(event, actor=CLERK, clock_offset_s=offset_s)
        for each in handed_in(event):
            self.office.new(replace(each, id=RecordId(f"{name}-{each.id}")), "clerk")
        assert self.office.new(event, "clerk") == ""
        return name

    def phone_becomes(self, phone: str) -> None:
        case = replace(self.case, customer=replace(self.case.customer, contact_phone=phone))
        assert self.office.edit(self.case, case, "clerk") == ""
        self.case = case

    def events(self) -> list[CaseEvent]:
        return self._held(CaseEvent)

    def stands(self) -> CaseState:
        """Where the case stands at the centre."""
        (case,) = self._held(ConnectionCase)
        return project(case, self.events(), self.centre.reference.policy)

    def doubts(self) -> dict[str, list[str]]:
        """What the case page says beside each event."""
        with self.centre.store.read() as connection:
            found = device_clocks.of_events(connection, OURS, self.events())
        return {event: [doubt.said for doubt in told] for event, told in found.items()}

    def page(self, path: str) -> str:
        """A page of the office."""
        self.client.post("/office/sign-in", data={"user": CLERK, "password": PASSWORD})
        return self.client.get(f"/office/{path}").text

    def _held(self, record_type: type[codec.R]) -> list[codec.R]:
        record = tables.record
        kind = record.c.kind == codec.kind_of(record_type)
        query = select(record.c.body).where(kind, record.c.case_id == self.case.id)
        with self.centre.store.read() as connection:
            bodies = list(connection.execute(query.order_by(record.c.id)).scalars())
            plain = [sealing.opened(connection, OURS, self.case.id, body) for body in bodies]
        return [codec.decode(record_type, body) for body in plain]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("centre")
    with an_inner_centre(folder, FixedClock(MORNING, timedelta(0))) as (centre, client):
        let_in(folder, "ours", clerk="clerk")
        yield Desk(centre, client, Office(client), a_case())


@pytest.fixture
def desk(opened: Desk) -> Desk:
    case = a_case(id=f"case-{next(_numbers)}", org=OURS, team=names(["clerk"], "ours"))
    assert opened.office.new(case, "clerk") == ""
    return replace(opened, case=case)


def test_an_event_of_tomorrow_is_kept_and_stops_no_clock(desk: Desk) -> None:
    desk.say("application.submitted", MORNING - HOUR)
    late = desk.say("application.accepted", MORNING + 40 * DAY)
    state = desk.stands()
    assert state.status == "SUBMITTED"
    assert [(each.event.id, each.reason) for each in state.refused] == [(late, "clock_ahead")]
    desk.say("application.accepted", MORNING)
    assert desk.stands().status == "ACCEPTED"  # the case goes on meanwhile
    page = desk.page(f"cases/{desk.case.id}")
    assert "未生效：设备时间比中心快一天以上，这一步不计入" in page
    assert "设备时间比中心快 40 天，请校正设备时间并核实办理时间" in page


@pytest.mark.parametrize(
    ("ahead", "told"),
    [
        (4 * MINUTE, None),
        (6 * MINUTE, "设备时间比中心快 6 分钟，请校正设备时间并核实办理时间"),
        (23 * HOUR, "设备时间比中心快 23 小时，请校正设备时间并核实办理时间"),
    ],
)
def test_an_event_of_today_counts_and_is_told_beside_it(
    desk: Desk, ahead: timedelta, told: str | None
) -> None:
    event = desk.say("application.submitted", MORNING + ahead)
    assert desk.stands().status == "SUBMITTED"
    assert desk.doubts() == ({event: [told]} if told else {})


@pytest.mark.parametrize(
    ("offset_s", "how"), [(900, "慢 15 分钟"), (-7200, "快 2 小时"), (299, "")]
)
def test_what_the_tablet_itself_has_measured_is_told(desk: Desk, offset_s: int, how: str) -> None:
    event = desk.say("application.submitted", MORNING - DAY, offset_s)
    sentence = f"设备时间比中心{how}，请校正设备时间并核实办理时间"
    assert desk.doubts() == ({event: [sentence]} if how else {})


def lines(*moments: datetime) -> tuple[Kept, ...]:
    """A chain of deeds that were done at these moments, by the tablet's clock."""
    link, made = GENESIS, []
    for seq, at in enumerate(moments, start=1):
        line = TrailLine(seq, at, CLERK, "save", "visit/1", Digest(""), link, "office")
        link = line.link
        made.append(Kept(line, link))
    return tuple(made)


def test_a_clock_that_was_set_back_is_told_of_the_device_and_of_what_it_noted_then(
    desk: Desk,
) -> None:
    early = desk.say("application.submitted", MORNING - 9 * HOUR)
    twice = desk.say("application.accepted", MORNING - 4 * HOUR)
    account = Account(CLERK, "", OURS, ("clerk",), "office")
    chain = lines(MORNING - 9 * HOUR, MORNING - 3 * HOUR, MORNING - 5 * HOUR, MORNING - HOUR)
    for after in range(4):  # line by line, as a tablet sends them in several rounds
        push = TrailPush(after, after + 1, chain[after : after + 1])
        with desk.centre.store.write() as connection:
            trails.take(connection, account, push, MORNING + MINUTE)
    sentence = (
        "设备时间曾从 2026年11月23日 06:00 退回到 2026年11月23日 04:00，这段时间内的先后须核实"
    )
    assert desk.doubts() == {twice: [sentence]}
    assert early not in desk.doubts()
    assert sentence in desk.page(f"cases/{desk.case.id}")
    with desk.centre.store.write() as connection:
        device = tables.device  # the page lists those that have a certificate
        connection.execute(device.update().values(certificate="a certificate"))
    assert sentence in desk.page("devices")


def test_the_centres_own_word_on_an_event_is_kept_when_it_comes_again(desk: Desk) -> None:
    """As to a centre restored from a backup, some weeks later."""
    desk.say("application.submitted", MORNING + 40 * DAY, clock_ahead_s="9000000")
    (event,) = desk.events()
    assert event.ahead_s == 9000000
    assert event.facts["minimum"] == "given"


def test_an_application_stays_submitted_when_the_record_loses_what_was_there(desk: Desk) -> None:
    desk.say("application.submitted", MORNING)
    desk.phone_becomes("")
    assert desk.stands().status == "SUBMITTED"


def test_an_application_without_its_minimum_is_no_application_whatever_it_says(
    desk: Desk,
) -> None:
    desk.phone_becomes("")
    desk.say("application.submitted", MORNING, minimum="given")
    (refused,) = desk.stands().refused
    assert refused.reason == "minimum_missing"
    desk.phone_becomes("13900000000")
    assert desk.stands().status == "SUBMITTED"  # as it was for all events before
