"""The statutory clocks of a case: which limit applies, when it falls due, what pauses it.

The rule is frozen when a clock starts; the due date is recomputed, because a suspension may end and
a calendar may be corrected later. Frozen means: looked up by the day of the start, among rules that
stay for good (`time_rule.reaching_back`), so nothing has to be stored or sent. A clock that still
runs when the class of the customer changes is looked up again, from its original start. Source:
domain time limits, "semantics".
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from app.clock import CHINA
from app.domain.case import CaseEvent, ConnectionCase
from app.domain.customer import CustomerClass
from app.domain.due_clock import Budget, CaseClocks, ClockState, DueClock, left_of, open_clock
from app.domain.flags import STANDARD, Policy
from app.domain.process import Status, project
from app.domain.time_rule import (
    Counted,
    Layer,
    TimeLimits,
    TimeRule,
    count_out,
    days_between,
    paused_days,
    used_days,
)
from app.domain.working_days import Calendar

_ENDS: Final = frozenset(
    {"application.rejected", "application.withdrawn", "application.terminated", "scheme.expired"}
)
"""With the case every clock of it ends."""

_FIXES: Final = frozenset({"survey.completed", "application.reclassified"})
"""What these say of class and external works counts from then on."""


@dataclass(frozen=True)
class Agenda:
    """What a list says of a case, and how long it may say so.

    `stamp` names the rules by which it was made; the day too, where tomorrow it would be otherwise.
    """

    status: Status
    clock: DueClock | None
    """The soonest of its open clocks."""
    stamp: str


@dataclass(frozen=True)
class _Stretch:
    """A suspension: days d with start < d <= end do not count."""

    start: date
    end: date | None
    reason: str


def clocks(
    case: ConnectionCase,
    events: Iterable[CaseEvent],
    limits: TimeLimits,
    calendar: Calendar,
    now: datetime,
    policy: Policy = STANDARD,
) -> tuple[DueClock, ...]:
    """The case's clocks of the promise layer: open ones first, soonest due first."""
    return _Reckoning(case, events, limits, calendar, now, policy).layer(Layer.PROMISE)


def case_clocks(
    case: ConnectionCase,
    events: Iterable[CaseEvent],
    limits: TimeLimits,
    calendar: Calendar,
    now: datetime,
    policy: Policy = STANDARD,
) -> CaseClocks:
    """The case's clocks of every layer, and its budgets."""
    reckoning = _Reckoning(case, events, limits, calendar, now, policy)
    promise, legal, target = (reckoning.layer(layer) for layer in Layer)
    return CaseClocks(promise, legal, target, reckoning.budgets())


def agenda(
    case: ConnectionCase,
    events: Sequence[CaseEvent],
    limits: TimeLimits,
    calendar: Calendar,
    now: datetime,
    rules: str,
    policy: Policy = STANDARD,
) -> Agenda:
    """What the list says of this case; `rules` names these limits and this calendar."""
    found = clocks(case, events, limits, calendar, now, policy)
    state = project(case, events, policy)
    # With each day of a pause the day on which its clocks run out moves on.
    stamp = stamp_of_day(rules, _day(now)) if state.suspended else rules
    return Agenda(state.status, open_clock(found), stamp)


def stamp_of_day(rules: str, day: date) -> str:
    """The stamp of what holds by these rules on this day alone."""
    return f"{rules}/{day.isoformat()}"


class _Reckoning:
    """One case at one moment, read once for all its clocks."""

    def __init__(
        self,
        case: ConnectionCase,
        events: Iterable[CaseEvent],
        limits: TimeLimits,
        calendar: Calendar,
        now: datetime,
        policy: Policy,
    ) -> None:
        self._case, self._limits = case, limits
        self._calendar = calendar.of(case.org)
        state = project(case, events, policy)
        flags = state.flags(case, policy)
        self._taken = state.taken
        self._stretches = _suspensions(self._taken)
        self._classes = _classes(case, self._taken)
        self._today = _day(now)
        self._facts = {
            "external_line_works": flags.external_line_works,
            "three_zero_eligible": flags.three_zero,
        }

    def layer(self, layer: Layer) -> tuple[DueClock, ...]:
        """The clocks of this layer: open ones first, soonest due first."""
        rules = [rule for rule in self._limits.rules if rule.layer == layer and not rule.total]
        found: list[DueClock] = []
        for key in dict.fromkeys(rule.key for rule in rules if not rule.backward):
            found += self._of(key, layer).values()
        for key in dict.fromkeys(rule.key for rule in rules if rule.backward):
            found += self._leads(key, layer)
        return tuple(
            sorted(found, key=lambda c: (c.state is ClockState.STOPPED, c.due_on, c.started_on))
        )

    def budgets(self) -> tuple[Budget, ...]:
        """What is left of each limit on a sum of clocks."""
        keys = dict.fromkeys(rule.key for rule in self._limits.rules if rule.total)
        return tuple(filter(None, map(self._budget, keys)))

    def _of(self, key: str, layer: Layer) -> dict[int, DueClock]:
        """The clocks of this key, by the place of the event that started each."""
        rules = [rule for rule in self._limits.rules if rule.key == key and rule.layer == layer]
        starts = frozenset(code for rule in rules for code in rule.starts)
        stops = frozenset(code for rule in rules for code in rule.stops)
        result = {}
        for place, event in enumerate(self._taken):
            if event.code not in starts:
                continue
            rule = self._rule(key, layer, _day(event.occurred_at), self._stop(place, stops))
            if rule is not None and event.code in rule.starts:
                result[place] = self._clock(rule, place, self._stop(place, rule.stops))
        return result

    def _rule(self, key: str, layer: Layer, on: date, stop: int | None) -> TimeRule | None:
        """The rule of the class that the customer had when the clock stopped, or has now."""
        customer_class = self._classes[-1 if stop is None else stop]
        return self._limits.resolve(key, customer_class, on, self._facts, layer, self._case.org)

    def _stop(self, place: int, stops: frozenset[str]) -> int | None:
        """The place of the first event after this one that stops such a clock."""
        later = range(place + 1, len(self._taken))
        return next((n for n in later if self._taken[n].code in stops | _ENDS), None)

    def _clock(self, rule: TimeRule, place: int, stop: int | None) -> DueClock:
        started_on = _day(self._taken[place].occurred_at)
        stopped_on = None if stop is None else _day(self._taken[stop].occurred_at)
        until = stopped_on or self._today
        mine = [s for s in self._stretches if s.reason in rule.pauses and s.start <= until]
        paused = paused_days((max(s.start, started_on), min(s.end or until, until)) for s in mine)
        due = count_out(rule, started_on, self._calendar, paused)
        if rule.key == "scheme_validity":
            due = self._extended(due, started_on, self._taken[place + 1 : stop], paused)
        open_one = next((s for s in mine if s.end is None and not stopped_on), None)
        state = ClockState.PAUSED if open_one else ClockState.RUNNING
        used = used_days(rule, started_on, until, self._calendar, paused)
        return _told(
            rule,
            due,
            started_on,
            ClockState.STOPPED if stopped_on else state,
            stopped_on,
            until,
            used=used,
            late=days_between(due.day, until, paused) > 0,
            reason=open_one.reason if open_one else "",
        )

    def _extended(
        self, due: Counted, started_on: date, later: Sequence[CaseEvent], paused: frozenset[date]
    ) -> Counted:
        """The day to which the validity was extended, where it was."""
        for event in later:
            if event.code == "scheme.extended":
                with suppress(ValueError):
                    until = date.fromisoformat(event.facts.get("valid_until", ""))
                    if until > due.day:
                        last = self._calendar.first_working_from(until)
                        span = days_between(started_on, last.day, paused)
                        due = Counted(last.day, last.provisional, span)
        return due

    def _leads(self, key: str, layer: Layer) -> list[DueClock]:
        """Last days on which something can be asked, counted back from the end of another clock."""
        result = []
        keys = {of: None for r in self._limits.rules if r.key == key for of in r.of}
        for of in keys:
            for place, clock in self._of(of, layer).items():
                stop = self._stop(place, frozenset({"scheme.extended"}))
                rule = self._rule(key, layer, clock.started_on, stop)
                if rule is None:
                    continue
                whole = count_out(rule, clock.due_on, self._calendar)
                span = max(1, (whole.day - clock.started_on).days)
                stopped = [clock.stopped_on] if clock.stopped_on else []
                stopped += [] if stop is None else [_day(self._taken[stop].occurred_at)]
                ended = min(stopped, default=None)
                until = ended or self._today
                state = ClockState.STOPPED if ended else ClockState.RUNNING
                due = Counted(whole.day, clock.provisional, span)
                used, late = (until - clock.started_on).days, until > whole.day
                told = _told(rule, due, clock.started_on, state, ended, until, used=used, late=late)
                result.append(told)
        return result

    def _budget(self, key: str) -> Budget | None:
        rules = [rule for rule in self._limits.rules if rule.key == key and rule.total]
        starts = frozenset(code for rule in rules for code in rule.starts)
        started = [event for event in self._taken if event.code in starts]
        if not started:
            return None
        # A total goes by the day of acceptance; until there is one, by that of the application.
        accepted = [e for e in self._taken if e.code == "application.accepted"]
        first = self._taken.index(started[0])
        stop = self._stop(first, frozenset(code for rule in rules for code in rule.stops))
        on = _day((accepted or started[-1:])[0].occurred_at)
        rule = self._rule(key, Layer.PROMISE, on, stop)
        if rule is None:
            return None
        parts = [clock for part in rule.of for clock in self._part(part)]
        running = any(clock.state is ClockState.RUNNING for clock in parts)
        state = ClockState.RUNNING if running else ClockState.PAUSED
        return Budget(
            key=key,
            rule_id=rule.id,
            layer=rule.layer,
            limit=rule.limit,
            used=sum(clock.used for clock in parts),
            provisional=any(
                day.year not in self._calendar.published_years
                for clock in parts
                for day in (clock.started_on, clock.as_of)
            ),
            started_on=_day(started[0].occurred_at),
            state=state if stop is None else ClockState.STOPPED,
            source=rule.source,
            verify=rule.verify,
        )

    def _part(self, key: str) -> Iterable[DueClock]:
        """The clocks of one stage, each once: by its promise, else by our aim, else by the law."""
        found = self._of(key, Layer.LEGAL)
        found |= self._of(key, Layer.TARGET)
        return (found | self._of(key, Layer.PROMISE)).values()


def _told(  # noqa: PLR0913 (a clock and its rule are put together here alone)
    rule: TimeRule,
    due: Counted,
    started_on: date,
    state: ClockState,
    stopped_on: date | None,
    as_of: date,
    *,
    used: int,
    late: bool,
    reason: str = "",
) -> DueClock:
    return DueClock(
        key=rule.key,
        stage=rule.stage,
        rule_id=rule.id,
        layer=rule.layer,
        limit=rule.limit,
        unit=rule.unit,
        started_on=started_on,
        due_on=due.day,
        provisional=due.provisional,
        state=state,
        stopped_on=stopped_on,
        left=left_of(due.span, used, late=late),
        span=due.span,
        used=used,
        as_of=as_of,
        source=rule.source,
        verify=rule.verify,
        reason=reason,
    )


def _classes(case: ConnectionCase, taken: Sequence[CaseEvent]) -> list[CustomerClass]:
    """The customer's class after each event: what survey and reclassification fixed counts.

    A reclassification may say what the class was `from`; before the first of both it is that, or
    what the case says.
    """
    known = case.customer_class
    for event in reversed(taken):
        if event.code == "application.reclassified":
            known = _class(event.facts.get("from", ""), known)
    found = []
    for event in taken:
        if event.code in _FIXES:
            known = _class(event.facts.get("customer_class", ""), known)
        if event.code == "application.reclassified" and "customer_class" not in event.facts:
            known = _class(event.facts.get("to", ""), case.customer_class)
        found.append(known)
    return found or [known]


def _class(text: str, otherwise: CustomerClass) -> CustomerClass:
    return CustomerClass(text) if text in set(CustomerClass) else otherwise


def _suspensions(taken: Sequence[CaseEvent]) -> list[_Stretch]:
    result: list[_Stretch] = []
    for event in taken:
        if event.code == "application.suspended":
            result.append(_Stretch(_day(event.occurred_at), None, event.facts["reason"]))
        elif event.code == "application.resumed" and result:
            open_one = result.pop()
            result.append(_Stretch(open_one.start, _day(event.occurred_at), open_one.reason))
    return result


def _day(moment: datetime) -> date:
    return moment.astimezone(CHINA).date()
