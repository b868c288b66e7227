"""The stages of a case: which it has, in what state each is, who is responsible, how often it ran.

The catalogue and the matrix of applicability are data (`resources/process/stages.yaml`); states and
attempts are projected from the events. Source: domain process reference, sections 2, 3 and 5.2.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from app.domain.case import CaseEvent, ConnectionCase
from app.domain.case_state import CaseState
from app.domain.flags import STANDARD, Flags, Policy
from app.domain.transition import TERMINAL, Status


class StageState(StrEnum):
    """What becomes of a stage."""

    NOT_APPLICABLE = "NOT_APPLICABLE"
    PENDING = "PENDING"
    SCHEDULED = "SCHEDULED"
    IN_PROGRESS = "IN_PROGRESS"
    AWAITING_CUSTOMER = "AWAITING_CUSTOMER"
    AWAITING_APPROVAL = "AWAITING_APPROVAL"
    PASSED = "PASSED"
    FAILED = "FAILED"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True)
class Rule:
    """When a stage belongs to a case: any of these flags, or always; and why not otherwise."""

    id: str
    classes: frozenset[str]
    when: tuple[str, ...]
    """Names of flags of which one must be so; `always` is, `never` is not."""
    zh: str = ""
    """Why it does not apply where none of them is so."""

    def applies(self, flags: Flags) -> bool:
        """Whether the stage belongs to a case of these flags."""
        return any(name == "always" or bool(getattr(flags, name, False)) for name in self.when)


@dataclass(frozen=True)
class Turn:
    """What an event makes of a stage."""

    code: str
    state: StageState
    when: Mapping[str, str] = field(default_factory=dict)
    """What the event must say for it."""


@dataclass(frozen=True)
class Stage:
    """One stage of the catalogue."""

    code: str
    zh: str
    actor: str
    """The role that does it."""
    departments: tuple[str, ...]
    milestone: str
    """The step of which the customer is told that it is part of."""
    rules: tuple[Rule, ...]
    turns: tuple[Turn, ...]
    carries: tuple[str, ...] = ()
    """What is handed over to it (see `handover`)."""

    def rule(self, flags: Flags) -> Rule | None:
        """The rule that says whether a case of this class has it."""
        group = flags.customer_class.value
        return next((rule for rule in self.rules if group in rule.classes), None)


@dataclass(frozen=True)
class Catalogue:
    """All stages in their order, and what their departments are called."""

    version: str
    stages: tuple[Stage, ...]
    departments: Mapping[str, str]
    """Name of each department by its code; a utility gives its own."""
    carried: Mapping[str, str]
    """Name of each thing that is handed over, by its code."""


@dataclass(frozen=True)
class Attempt:
    """One go at a stage; past ones never change."""

    number: int
    state: StageState
    since: datetime | None = None
    reason: str = ""
    """Why it failed, as a stable word."""


@dataclass(frozen=True)
class StageInstance:
    """A stage of one case."""

    stage: Stage
    state: StageState
    attempts: tuple[Attempt, ...] = ()
    rule: str = ""
    """The id of the rule by which it does not apply."""
    why: str = ""
    """The same in words."""
    responsible: str = ""
    """The user who did it last, or the account manager where it is his; empty = not known yet."""


@dataclass(frozen=True)
class Milestone:
    """A step of which the customer is told."""

    code: str
    state: StageState
    """PENDING, IN_PROGRESS, PASSED or CANCELLED."""


OVER = frozenset({StageState.PASSED, StageState.NOT_APPLICABLE, StageState.CANCELLED})
"""States of a stage in which nothing is left to do."""
_BEGUN = frozenset(StageState) - {StageState.PENDING, StageState.NOT_APPLICABLE}


def stages_of(
    case: ConnectionCase, state: CaseState, catalogue: Catalogue, policy: Policy = STANDARD
) -> tuple[StageInstance, ...]:
    """Every stage of the catalogue as it stands in this case, in order."""
    flags = state.flags(case, policy)
    return tuple(_instance(stage, case, state, flags) for stage in catalogue.stages)


def milestones_of(flags: Flags, found: Sequence[StageInstance]) -> tuple[Milestone, ...]:
    """The steps of which the customer is told: two, three or four of them."""
    names = flags.milestones
    result = []
    for name in names:
        mine = [i for i in found if _told_as(i.stage.milestone, names) == name]
        states = {i.state for i in mine}
        result.append(Milestone(name, _summed(states)))
    return tuple(result)


def _told_as(milestone: str, names: Iterable[str]) -> str:
    """A step that this customer is not told of is part of the one before the connection."""
    return milestone if milestone in names else "apply" if milestone != "works" else "connect"


def _summed(states: set[StageState]) -> StageState:
    if StageState.CANCELLED in states:
        return StageState.CANCELLED
    if states <= OVER:
        return StageState.PASSED
    if states & _BEGUN:
        return StageState.IN_PROGRESS
    return StageState.PENDING


def _instance(stage: Stage, case: ConnectionCase, state: CaseState, flags: Flags) -> StageInstance:
    turned = [(event, turn) for event in state.taken if (turn := _turn(stage, event)) is not None]
    attempts = _attempts(turned)
    rule = stage.rule(flags)
    if rule is None or not rule.applies(flags):
        name = rule.id if rule else f"{stage.code}.class"
        ran = attempts if turned else ()
        why = rule.zh if rule else ""
        return StageInstance(stage, StageState.NOT_APPLICABLE, ran, name, why)
    last = attempts[-1]
    if last.state not in OVER and state.status in TERMINAL - {Status.CLOSED}:
        attempts = (*attempts[:-1], replace(last, state=StageState.CANCELLED))
    responsible = _responsible(stage, case, turned)
    return StageInstance(stage, attempts[-1].state, attempts, responsible=responsible)


def _responsible(
    stage: Stage, case: ConnectionCase, turned: Iterable[tuple[CaseEvent, Turn]]
) -> str:
    """Who did it last; before anybody has, the account manager where it is for him to do."""
    if stage.actor == "customer":
        return ""
    ends = (StageState.PASSED, StageState.FAILED)
    did = [e.actor for e, turn in turned if e.role == stage.actor or turn.state in ends]
    if did:
        return str(did[-1])
    return str(case.team[0]) if case.team and stage.actor == "account_manager" else ""


def _turn(stage: Stage, event: CaseEvent) -> Turn | None:
    return next(
        (
            turn
            for turn in stage.turns
            if turn.code == event.code
            and all(event.facts.get(name) == value for name, value in turn.when.items())
        ),
        None,
    )


def _attempts(turned: Iterable[tuple[CaseEvent, Turn]]) -> tuple[Attempt, ...]:
    """Each go at it; after a failure the next one waits."""
    found: list[Attempt] = [Attempt(1, StageState.PENDING)]
    for event, turn in turned:
        last = found[-1]
        over = last.state in (StageState.PASSED, StageState.FAILED)
        if over and turn.state not in (StageState.PASSED, StageState.FAILED):
            found.append(Attempt(last.number + 1, turn.state, event.occurred_at))
            continue
        reason = event.facts.get("reason", "") if turn.state is StageState.FAILED else ""
        found[-1] = Attempt(last.number, turn.state, event.occurred_at, reason)
        if turn.state is StageState.FAILED:
            found.append(Attempt(last.number + 1, StageState.PENDING))
    return tuple(found)
