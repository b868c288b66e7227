"""Limits as data, and the verdict on measured values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from app.domain.expression import Expression, Value, exact
from app.domain.reading import InputSpec
from app.domain.requirement import Case, requirement


class Verdict(StrEnum):
    """What is said of one checked item."""

    PASS = "pass"
    FAIL = "fail"
    UNDETERMINED = "undetermined"
    NOT_APPLICABLE = "n_a"


@dataclass(frozen=True)
class Limit:
    """One acceptance limit, with its source and how sure it is.

    Its number is one of `cases`: the first whose condition holds, as a table is read.
    """

    id: str
    zh: str
    en: str
    unit: str
    inputs: tuple[InputSpec, ...]
    pass_if: Expression | None
    """None for a limit that is only shown."""
    cases: tuple[Case, ...]
    ref: str
    conf: str
    """sure | verify: whether the text of the standard has been checked."""
    note: str = ""
    advisory: bool = False
    lookup: tuple[Mapping[str, str], ...] = ()
    """The rows of a table that is looked up by name, where it has one."""


@dataclass(frozen=True)
class LimitVerdict:
    """The verdict on measured values, the number they were held against, and that in words."""

    verdict: Verdict
    limit: Decimal | None = None
    requirement: str = ""


def judge_limit(limit: Limit, inputs: Mapping[str, Value | Decimal]) -> LimitVerdict:
    """Hold measured values against a limit.

    `inputs` are by the limit's input names; a missing one leaves the verdict undetermined unless
    it can be decided without it. The requirement is said as far as it is known.
    """
    if limit.pass_if is None:
        return LimitVerdict(Verdict.NOT_APPLICABLE)
    names: dict[str, Value] = {
        name: exact(value) if isinstance(value, Decimal) else value
        for name, value in inputs.items()
    }
    cases = _possible(limit.cases, names)
    if not cases:
        return LimitVerdict(Verdict.NOT_APPLICABLE)
    words = requirement(limit.pass_if, cases, limit.inputs, limit.unit, names)
    verdicts = {_verdict(limit.pass_if, case, names) for case in cases}
    decided = len(verdicts) == 1 and cases[-1].when is None
    return LimitVerdict(
        verdicts.pop() if decided else Verdict.UNDETERMINED,
        cases[0].limit if len(cases) == 1 else None,
        words,
    )


def _possible(cases: Sequence[Case], names: Mapping[str, Value]) -> tuple[Case, ...]:
    """The cases that may still hold, up to the first that surely does (its condition is met)."""
    found: list[Case] = []
    for case in cases:
        holds = True if case.when is None else case.when.value(names)
        if holds is True:
            found.append(Case(None, case.limit))
            break
        if holds is not False:
            found.append(case)
    return tuple(found)


def _verdict(rule: Expression, case: Case, names: Mapping[str, Value]) -> Verdict:
    known = dict(names)
    if case.limit is not None:
        known["limit"] = exact(case.limit)
    match rule.value(known):
        case True:
            return Verdict.PASS
        case False:
            return Verdict.FAIL
        case _:
            return Verdict.UNDETERMINED
