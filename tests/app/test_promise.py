"""The limits that a customer is told of: his own clocks, his organisation, both if unknown."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Final

import pytest

from app.domain.case import CaseEvent, ConnectionCase
from app.domain.customer import CustomerClass
from app.domain.flags import STANDARD, Policy
from app.domain.promise import promised_limits
from app.domain.time_rule import TimeLimits
from app.domain.units import Kv, Kva
from app.reference.library import open_reference
from tests.builders import MORNING, a_case, an_event

RULES: Final = open_reference()
LOW: Final = a_case(
    customer_class=CustomerClass.LV_NONRES,
    supply_kv=Kv(Decimal("0.38")),
    applied_capacity_kva=Kva(Decimal(80)),
    external_line_works=None,
)


def told(
    case: ConnectionCase,
    *events: CaseEvent,
    limits: TimeLimits = RULES.time_limits,
    policy: Policy = STANDARD,
) -> dict[str, str]:
    now = MORNING + timedelta(days=2)
    found = promised_limits(case, events, limits, RULES.calendar, now, policy)
    return {each.name: each.value.partition(" ")[0] for each in found}


@pytest.mark.parametrize(
    ("group", "total"), [(CustomerClass.HV_SINGLE, "22"), (CustomerClass.HV_MULTI, "32")]
)
def test_a_high_voltage_customer_is_told_the_sum_of_the_utility(
    group: CustomerClass, total: str
) -> None:
    assert told(a_case(customer_class=group))["供电企业环节合计"] == total


def test_while_nobody_knows_of_the_external_line_both_limits_are_told() -> None:
    found = told(LOW)
    assert found["全过程办电（无电力外线工程）"] == "5"
    assert found["全过程办电（有电力外线工程）"] == "15"
    known = told(replace(LOW, external_line_works=True))
    assert known["全过程办电"] == "15"


def test_a_clock_that_runs_keeps_its_rule_and_its_organisation_has_its_own() -> None:
    [reply] = [r for r in RULES.time_limits.rules if r.key == "scheme_reply"
               and "HV_SINGLE" in r.classes and r.layer == "promise"
               and r.effective_to is None]  # fmt: skip
    case = a_case()
    local = replace(
        reply, id="local", limit=7, priority=30, orgs=frozenset({case.org}),
        effective_from=MORNING.date() + timedelta(days=1),
    )  # fmt: skip
    limits = replace(RULES.time_limits, rules=(*RULES.time_limits.rules, local))
    assert told(case, limits=limits)["供电方案答复"] == "7"
    events = [an_event(code, MORNING) for code in ("application.submitted", "application.accepted")]
    assert told(case, *events, limits=limits)["供电方案答复"] == str(reply.limit)


def test_stages_that_the_case_does_not_have_have_no_limit() -> None:
    assert "设计审查" not in told(a_case())
    assert "设计审查" in told(a_case(special_load=True))
    assert "竣工检验" not in told(LOW)
