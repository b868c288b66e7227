"""When to sync: a state machine that is told what happens and says when a round is to begin.

It knows no thread, no screen and no network: what happens, both clocks and the dice come from
outside. Whoever owns it calls `look` every `LOOK_EVERY_S` seconds and after each thing it tells.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.errors import (
    CentreBusy,
    NotTheCentre,
    Offline,
    Rejected,
    SignInFailed,
    WrongCertificate,
)

LOOK_EVERY_S: Final = 5.0
AFTER_A_DEED_S: Final = 4.0
"""What a person records in one go travels in one go."""
AFTER_A_CHANGE_OF_NETWORK_S: Final = 2.0
EVERY_S: Final = 300.0
"""Without any other reason: what the office has said meanwhile is fetched."""
REFUSED_FOR_S: Final = 3600.0

_FIRST_WAIT_S: Final = 10.0
_LONGEST_WAIT_S: Final = 300.0
_SLEPT_S: Final = 30.0
_NEVER: Final = float("inf")


class Doing(StrEnum):
    """What the exchange in the background is doing."""

    OFF = "off"
    """This tablet has joined no centre."""
    IDLE = "idle"
    """Nothing to do, or a round begins in a moment."""
    RUNNING = "running"
    WAITING_FOR_NETWORK = "waiting_for_network"
    BACKING_OFF = "backing_off"
    """The centre asked to come again later, or something here went wrong."""
    NEEDS_SIGN_IN = "needs_sign_in"
    REFUSED = "refused"
    """The centre takes nothing from this program or person; somebody has to act."""
    PAUSED = "paused"


@dataclass(frozen=True)
class SyncState:
    """What a person is told of it."""

    doing: Doing = Doing.OFF
    paused: bool = False
    """Also while a round runs that the person asked for all the same."""
    error: Exception | None = None
    """Why the last round did not come to its end."""
    wait_s: int = 0
    """Seconds until it tries again by itself; 0 = nobody knows."""
    metered: bool = False


class Worker:
    """Whether a round shall run.

    `monotonic` and `wall` give seconds; where the tablet sleeps they come apart, or nobody looks
    for a while. `dice` gives a number from 0 to 1.
    """

    def __init__(
        self,
        monotonic: Callable[[], float],
        wall: Callable[[], float],
        dice: Callable[[], float] = random.random,
    ) -> None:
        self._monotonic, self._wall, self._dice = monotonic, wall, dice
        self._joined = False
        self._paused = False
        self._running = False
        self._asked = False
        self._reachable: bool | None = None
        self._metered = False
        self._trouble: Doing | None = None
        self._error: Exception | None = None
        self._failures = 0
        self._due = monotonic() + AFTER_A_DEED_S
        self._looked = (monotonic(), wall())

    @property
    def state(self) -> SyncState:
        """What it is doing now."""
        doing = self._doing()
        waits = doing in (Doing.WAITING_FOR_NETWORK, Doing.BACKING_OFF) and self._due < _NEVER
        wait_s = max(1, round(self._due - self._monotonic())) if waits else 0
        if self._reachable is False:
            wait_s = 0
        error = None if self._running else self._error
        return SyncState(doing, self._paused, error, wait_s, self._metered)

    @property
    def is_running(self) -> bool:
        """Whether a round runs."""
        return self._running

    @property
    def sparing(self) -> bool:
        """Whether bytes cost money now, as far as the system knows."""
        return self._metered

    def look(self) -> bool:
        """Whether a round is to begin now; if so, it is taken to run from now on."""
        self._notice_sleep()
        begins = not self._running and (self._asked or self._may_begin())
        if begins:
            self._asked, self._running = False, True
        return begins

    def joined(self, *, joined: bool) -> None:
        """Whether this tablet has joined a centre."""
        self._joined = joined

    def deed_recorded(self) -> None:
        """Something new waits to be sent."""
        # While it has to wait (for a network, a busy centre), a deed is no reason to hurry.
        if self._trouble is None:
            self._no_later_than(AFTER_A_DEED_S)

    def network_changed(self, *, reachable: bool | None, metered: bool) -> None:
        """What the system says of the network; None = it cannot tell, only trying can."""
        came_back = self._reachable is False and reachable is not False
        got_cheaper = self._metered and not metered
        self._reachable, self._metered = reachable, metered
        if (came_back or got_cheaper) and self._trouble is not Doing.BACKING_OFF:
            self._begin_afresh()

    def pressed(self) -> None:
        """The person wants it now, whatever stands in the way."""
        self._asked = True

    def pause(self) -> None:
        """The person wants no round to begin by itself; one that runs has to be stopped."""
        self._paused = True

    def resume(self) -> None:
        """The person wants it to go on by itself."""
        self._paused = False
        self._asked = True

    def signed_in(self) -> None:
        """There is a fresh token."""
        self._trouble = self._error = None
        self._asked = True

    def ended(self) -> None:
        """The round that ran came to its end."""
        self._running = False
        self._trouble = self._error = None
        self._failures = 0
        self._due = self._monotonic() + EVERY_S

    def stopped(self) -> None:
        """The round that ran was stopped by the person."""
        self._running = False
        self._due = self._monotonic() + EVERY_S

    def failed(self, error: Exception | None) -> None:
        """The round that ran did not come to its end; the kind of error decides what comes next.

        None stands for an error that nobody foresaw.
        """
        self._running, self._error = False, error
        now = self._monotonic()
        match error:
            case SignInFailed():
                self._trouble, self._due = Doing.NEEDS_SIGN_IN, _NEVER
            case Rejected():
                # The same again is no use; after an hour somebody may have seen to it.
                self._trouble, self._due = Doing.REFUSED, now + REFUSED_FOR_S
            case Offline() | NotTheCentre() | WrongCertificate():
                self._trouble = Doing.WAITING_FOR_NETWORK
                self._due = now + self._wait_s() * (0.75 + 0.5 * self._dice())
            case CentreBusy(retry_after_s=asked):
                # Never before the centre asked for; and not all tablets at the same moment.
                self._trouble = Doing.BACKING_OFF
                self._due = now + max(asked, self._wait_s()) * (1 + 0.5 * self._dice())
            case _:  # something here: no room, a damaged file, a fault of ours
                self._trouble, self._due = Doing.BACKING_OFF, now + EVERY_S
        self._failures += 1

    def _doing(self) -> Doing:
        if self._running:
            return Doing.RUNNING
        if not self._joined:
            return Doing.OFF
        if self._paused:
            return Doing.PAUSED
        if self._trouble in (Doing.NEEDS_SIGN_IN, Doing.REFUSED):
            return self._trouble
        if self._reachable is False:
            return Doing.WAITING_FOR_NETWORK
        return self._trouble or Doing.IDLE

    def _may_begin(self) -> bool:
        held = self._paused or not self._joined or self._reachable is False
        return not held and self._monotonic() >= self._due

    def _wait_s(self) -> float:
        """Doubled with every failure in a row."""
        return min(_FIRST_WAIT_S * 2.0 ** min(self._failures, 10), _LONGEST_WAIT_S)

    def _no_later_than(self, wait_s: float) -> None:
        self._due = min(self._due, self._monotonic() + wait_s)

    def _begin_afresh(self) -> None:
        """The network is another than before: what failed may work now."""
        if self._due == _NEVER:
            return
        self._failures = 0
        self._no_later_than(AFTER_A_CHANGE_OF_NETWORK_S)

    def _notice_sleep(self) -> None:
        then_monotonic, then_wall = self._looked
        now_monotonic, now_wall = self._looked = self._monotonic(), self._wall()
        passed = now_monotonic - then_monotonic
        # Some systems stop one clock while they sleep, others stop only whoever looks at it.
        if now_wall - then_wall - passed > _SLEPT_S or passed > LOOK_EVERY_S + _SLEPT_S:
            self._begin_afresh()
