"""When a round begins: told in simulated time, with no network, no screen and no sleep."""

from dataclasses import dataclass, field

import pytest

from app.errors import (
    BadRequest,
    CentreBusy,
    NoRoom,
    NotAllowed,
    NotTheCentre,
    Offline,
    ProtocolTooOld,
    SignInFailed,
    WrongCertificate,
)
from sync.client.worker import EVERY_S, LOOK_EVERY_S, REFUSED_FOR_S, Doing, Worker


@dataclass
class Tablet:
    """A worker in a world whose clocks and dice the test holds."""

    now: float = 1000.0
    wall: float = 5_000_000.0
    dice: float = 0.0
    begun: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.worker = Worker(lambda: self.now, lambda: self.wall, lambda: self.dice)
        self.worker.joined(joined=True)

    def look(self) -> None:
        if self.worker.look():
            self.begun.append(self.now)

    def wait(self, seconds: float) -> None:
        """Time passes, and the worker is looked at as often as it asks for."""
        until = self.now + seconds
        while self.now < until:
            step = min(LOOK_EVERY_S, until - self.now)
            self.now += step
            self.wall += step
            self.look()

    def first_round(self) -> None:
        self.wait(LOOK_EVERY_S)
        self.worker.ended()
        self.begun.clear()

    def fail(self, error: Exception | None) -> None:
        self.worker.pressed()
        self.look()
        self.worker.failed(error)
        self.begun.clear()

    @property
    def doing(self) -> Doing:
        return self.worker.state.doing


@pytest.fixture
def tablet() -> Tablet:
    made = Tablet()
    made.first_round()
    return made


def test_a_deed_goes_seconds_after_it_was_recorded(tablet: Tablet) -> None:
    tablet.worker.deed_recorded()
    tablet.look()
    assert tablet.begun == []
    tablet.wait(LOOK_EVERY_S)
    assert len(tablet.begun) == 1
    assert tablet.doing is Doing.RUNNING


def test_without_a_reason_the_office_is_asked_every_few_minutes(tablet: Tablet) -> None:
    tablet.wait(EVERY_S - 1)
    assert tablet.begun == []
    tablet.wait(LOOK_EVERY_S)
    assert len(tablet.begun) == 1


def test_one_round_runs_at_a_time(tablet: Tablet) -> None:
    tablet.worker.pressed()
    tablet.look()
    tablet.worker.deed_recorded()
    tablet.wait(3 * EVERY_S)
    assert len(tablet.begun) == 1


def test_a_deed_recorded_while_a_round_runs_goes_with_the_next() -> None:
    tablet = Tablet()
    tablet.wait(LOOK_EVERY_S)
    tablet.worker.ended()
    tablet.worker.deed_recorded()
    tablet.wait(LOOK_EVERY_S)
    assert len(tablet.begun) == 2


def test_a_tablet_that_has_joined_nothing_does_nothing() -> None:
    tablet = Tablet()
    tablet.worker.joined(joined=False)
    tablet.wait(3 * EVERY_S)
    assert (tablet.begun, tablet.doing) == ([], Doing.OFF)


@pytest.mark.parametrize("error", [Offline(), NotTheCentre(), WrongCertificate()])
def test_without_a_network_it_tries_again_less_and_less_often(
    tablet: Tablet, error: Exception
) -> None:
    waits = []
    tablet.dice = 0.5
    tablet.fail(error)
    for _ in range(8):
        assert tablet.doing is Doing.WAITING_FOR_NETWORK
        waits.append(tablet.worker.state.wait_s)
        tablet.wait(waits[-1] + LOOK_EVERY_S)
        assert len(tablet.begun) == 1, waits
        tablet.fail(error)
    assert waits == [10, 20, 40, 80, 160, 300, 300, 300]


def test_two_tablets_that_lost_the_line_together_do_not_come_back_together() -> None:
    waits = set()
    for dice in (0.0, 0.3, 1.0):
        tablet = Tablet(dice=dice)
        tablet.fail(Offline())
        waits.add(tablet.worker.state.wait_s)
    assert len(waits) == 3


def test_a_busy_centre_is_never_asked_before_the_time_that_it_named(tablet: Tablet) -> None:
    tablet.fail(CentreBusy(120))
    assert tablet.doing is Doing.BACKING_OFF
    tablet.worker.deed_recorded()
    tablet.worker.network_changed(reachable=False, metered=False)
    tablet.worker.network_changed(reachable=True, metered=False)
    tablet.wait(119)
    assert tablet.begun == []
    tablet.wait(61)
    assert len(tablet.begun) == 1


def test_an_ended_sign_in_waits_for_the_person_and_for_nothing_else(tablet: Tablet) -> None:
    tablet.fail(SignInFailed())
    tablet.worker.deed_recorded()
    tablet.worker.network_changed(reachable=False, metered=False)
    tablet.worker.network_changed(reachable=True, metered=False)
    tablet.wait(10 * EVERY_S)
    assert (tablet.begun, tablet.doing) == ([], Doing.NEEDS_SIGN_IN)
    tablet.worker.signed_in()
    tablet.look()
    assert len(tablet.begun) == 1


@pytest.mark.parametrize("error", [NotAllowed(), ProtocolTooOld(), BadRequest("malformed")])
def test_what_the_centre_refuses_is_not_sent_over_and_over(
    tablet: Tablet, error: Exception
) -> None:
    tablet.fail(error)
    tablet.worker.deed_recorded()
    tablet.wait(REFUSED_FOR_S - LOOK_EVERY_S)
    assert (tablet.begun, tablet.doing) == ([], Doing.REFUSED)
    tablet.wait(2 * LOOK_EVERY_S)
    assert len(tablet.begun) == 1


@pytest.mark.parametrize("error", [NoRoom("x"), None])
def test_a_trouble_of_the_tablet_is_tried_again_after_minutes(
    tablet: Tablet, error: Exception | None
) -> None:
    tablet.fail(error)
    assert tablet.doing is Doing.BACKING_OFF
    tablet.wait(EVERY_S + LOOK_EVERY_S)
    assert len(tablet.begun) == 1


def test_while_the_system_knows_of_no_network_nothing_is_tried(tablet: Tablet) -> None:
    tablet.worker.network_changed(reachable=False, metered=False)
    tablet.worker.deed_recorded()
    tablet.wait(3 * EVERY_S)
    assert (tablet.begun, tablet.doing) == ([], Doing.WAITING_FOR_NETWORK)
    assert tablet.worker.state.wait_s == 0
    tablet.worker.network_changed(reachable=True, metered=False)
    tablet.wait(LOOK_EVERY_S)
    assert len(tablet.begun) == 1


def test_a_network_that_comes_back_is_used_at_once_after_many_failures(tablet: Tablet) -> None:
    for _ in range(8):
        tablet.fail(Offline())
    tablet.worker.network_changed(reachable=False, metered=False)
    tablet.worker.network_changed(reachable=True, metered=False)
    tablet.wait(LOOK_EVERY_S)
    assert len(tablet.begun) == 1


def test_wi_fi_after_a_metered_network_begins_a_round_for_what_waited(tablet: Tablet) -> None:
    tablet.worker.network_changed(reachable=True, metered=True)
    assert tablet.worker.sparing
    tablet.wait(LOOK_EVERY_S)
    assert tablet.begun == []
    tablet.worker.network_changed(reachable=True, metered=False)
    tablet.wait(LOOK_EVERY_S)
    assert len(tablet.begun) == 1


@pytest.mark.parametrize("clock_stands_still", [True, False])
def test_a_tablet_that_wakes_up_asks_at_once(tablet: Tablet, *, clock_stands_still: bool) -> None:
    for _ in range(8):
        tablet.fail(Offline())
    asleep_s = 200.0  # less than it would have waited
    tablet.wall += asleep_s
    tablet.now += 0.0 if clock_stands_still else asleep_s
    tablet.look()
    tablet.wait(LOOK_EVERY_S)
    assert len(tablet.begun) == 1


def test_a_clock_that_is_set_back_wakes_nobody(tablet: Tablet) -> None:
    tablet.wall -= 86_400
    tablet.wait(2 * LOOK_EVERY_S)
    assert tablet.begun == []


def test_a_pause_holds_everything_but_the_person_himself(tablet: Tablet) -> None:
    tablet.worker.pause()
    tablet.worker.deed_recorded()
    tablet.wait(3 * EVERY_S)
    assert (tablet.begun, tablet.doing) == ([], Doing.PAUSED)
    tablet.worker.pressed()
    tablet.look()
    assert len(tablet.begun) == 1
    tablet.worker.ended()
    assert tablet.doing is Doing.PAUSED
    tablet.worker.resume()
    tablet.look()
    assert len(tablet.begun) == 2


def test_what_stood_in_the_way_is_forgotten_once_a_round_has_ended(tablet: Tablet) -> None:
    tablet.fail(Offline())
    assert tablet.worker.state.error is not None
    tablet.worker.pressed()
    tablet.look()
    assert tablet.worker.state.error is None
    tablet.worker.ended()
    assert (tablet.worker.state.doing, tablet.worker.state.error) == (Doing.IDLE, None)


def test_a_stopped_round_is_no_failure(tablet: Tablet) -> None:
    tablet.worker.pressed()
    tablet.look()
    tablet.worker.pause()
    tablet.worker.stopped()
    assert (tablet.worker.state.doing, tablet.worker.state.error) == (Doing.PAUSED, None)
