"""All clocks of a case: layers, sums, leads, changes of class, regions, and rules that change."""

import shutil
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from app.domain.case import CaseEvent
from app.domain.customer import CustomerClass
from app.domain.deadline import case_clocks, clocks
from app.domain.due_clock import CaseClocks, ClockState, DueClock
from app.domain.time_rule import TimeLimits, TimeRule, reaching_back
from app.domain.units import Kva
from app.errors import RulesDamaged
from app.ids import OrgId
from app.reference.library import RESOURCES
from app.reference.time_limits import read_time_limits
from tests.builders import ORG, a_case, an_event

LIMITS, CALENDAR = read_time_limits(RESOURCES)
MONDAY = date(2026, 11, 23)
DAY = timedelta(days=1)


def told(*steps: tuple[date, str] | tuple[date, str, dict[str, str]]) -> list[CaseEvent]:
    """Events of these days, in this order."""
    return [
        an_event(code, datetime(d.year, d.month, d.day, 1, tzinfo=UTC), n, **dict(*facts))
        for n, (d, code, *facts) in enumerate(steps)
    ]


def accepted(day: date) -> list[Any]:
    return [(day, "application.submitted"), (day, "application.accepted")]


def replied(day: date) -> list[Any]:
    codes = ("survey.scheduled", "survey.completed", "scheme.submitted_for_approval")
    codes += ("scheme.approved", "scheme.replied")
    until = {"valid_until": day.replace(year=day.year + 1).isoformat()}
    said = {"scheme.replied": until}
    return [*accepted(day), *((day, code, said.get(code, {})) for code in codes)]


def seen(steps: list[Any], on: date, limits: TimeLimits = LIMITS, **facts: Any) -> CaseClocks:
    moment = datetime(on.year, on.month, on.day, 4, tzinfo=UTC)
    return case_clocks(a_case(**facts), told(*steps), limits, CALENDAR, moment)


def of(found: tuple[DueClock, ...], key: str) -> DueClock:
    (clock,) = (c for c in found if c.key == key)
    return clock


def test_the_law_stands_beside_the_promise_and_our_own_aim_apart_from_both() -> None:
    found = seen(accepted(MONDAY), MONDAY)
    promise = of(found.promise, "scheme_reply")
    (law,) = found.beside(promise)
    assert (promise.limit, law.limit, law.layer) == (10, 20, "legal")
    assert promise.due_on < law.due_on == date(2026, 12, 21)
    assert [c.key for c in found.target] == ["site_survey"]


def test_low_voltage_with_a_line_to_build_has_only_the_whole_process_as_promise() -> None:
    facts = {"customer_class": CustomerClass.LV_NONRES, "external_line_works": True}
    found = seen(accepted(MONDAY), MONDAY, **facts)
    assert [(c.key, c.limit) for c in found.promise if c.stopped_on is None] == [
        ("total_process", 15)
    ]
    assert of(found.target, "scheme_reply").limit == 3
    assert of(found.legal, "scheme_reply").limit == 8


def test_what_the_survey_finds_out_counts_from_the_original_start() -> None:
    before = seen(accepted(MONDAY), MONDAY, customer_class=CustomerClass.RES,
                  external_line_works=None)  # fmt: skip
    assert of(before.promise, "total_process").limit == 5
    later = MONDAY + 3 * DAY
    after = seen(accepted(MONDAY), later, customer_class=CustomerClass.RES,
                 external_line_works=True)  # fmt: skip
    clock = of(after.promise, "total_process")
    assert (clock.limit, clock.started_on, clock.used) == (15, MONDAY, 3)
    found_out = [*accepted(MONDAY), (MONDAY, "survey.scheduled")]
    found = {"form": "F02", "customer_class": "RES", "external_line_works": "yes"}
    found_out.append((MONDAY + DAY, "survey.completed", found))
    said = seen(found_out, later, customer_class=CustomerClass.RES, external_line_works=None)
    assert of(said.promise, "total_process").limit == 15


def test_another_class_holds_for_what_still_runs_and_not_for_what_has_stopped() -> None:
    steps = replied(MONDAY)[:-1]  # the scheme is approved
    change = {"reason": "两路电源", "from": "HV_SINGLE", "customer_class": "HV_MULTI"}
    reclassified = [*steps, (MONDAY + DAY, "application.reclassified", change)]
    found = seen(reclassified, MONDAY + DAY, customer_class=CustomerClass.HV_MULTI)
    clock = of(found.promise, "scheme_reply")
    assert (clock.rule_id, clock.started_on) == ("sch-624-hvm", MONDAY)
    stopped = [*replied(MONDAY), (MONDAY + DAY, "scheme.objected")]
    again = [*stopped, (MONDAY + 2 * DAY, "application.reclassified", change)]
    both = [c for c in seen(again, MONDAY + 2 * DAY, customer_class=CustomerClass.HV_MULTI).promise
            if c.key == "scheme_reply"]  # fmt: skip
    assert [(c.rule_id, c.stopped_on) for c in both] == [
        ("sch-624-hvm", None),
        ("sch-624-hvs", MONDAY),
    ]


def test_an_objection_starts_a_new_reply_and_leaves_the_law_where_it_was() -> None:
    found = seen([*replied(MONDAY), (MONDAY + 7 * DAY, "scheme.objected")], MONDAY + 7 * DAY)
    assert [c.started_on for c in found.promise if c.key == "scheme_reply"] == [
        MONDAY + 7 * DAY,
        MONDAY,
    ]
    assert of(found.legal, "scheme_reply").started_on == MONDAY


def test_the_inspection_is_due_from_the_day_its_documents_are_complete() -> None:
    steps = [*replied(MONDAY), (MONDAY, "scheme.confirmed"), (MONDAY, "works.started")]
    lacking = [*steps, (MONDAY + DAY, "completion.request_incomplete_notified")]
    keys = [c.key for c in seen(lacking, MONDAY + 2 * DAY).promise]
    assert "completion_inspection" not in keys
    complete = [*lacking, (MONDAY + 3 * DAY, "completion.requested")]
    clock = of(seen(complete, MONDAY + 3 * DAY).promise, "completion_inspection")
    assert (clock.started_on, clock.due_on) == (MONDAY + 3 * DAY, date(2026, 12, 1))


def test_works_that_begin_after_the_design_end_the_validity_of_the_scheme_once() -> None:
    steps = [*replied(MONDAY), (MONDAY, "scheme.confirmed"), (MONDAY + DAY, "design.submitted")]
    later = MONDAY + 800 * DAY
    assert of(seen(steps, later).legal, "scheme_validity").overdue
    steps.append((MONDAY + 9 * DAY, "works.started"))
    assert of(seen(steps, later).legal, "scheme_validity").stopped_on == MONDAY + 9 * DAY
    steps.append((MONDAY + 19 * DAY, "works.started"))
    assert of(seen(steps, later).legal, "scheme_validity").stopped_on == MONDAY + 9 * DAY


def test_a_total_shows_what_is_left_of_it_and_only_stages_use_it() -> None:
    (budget,) = seen(accepted(MONDAY), MONDAY + 4 * DAY).budgets
    assert (budget.rule_id, budget.used, budget.left) == ("tot-uti-hvs", 4, 18)
    assert budget.state is ClockState.RUNNING
    works = [*replied(MONDAY), (MONDAY, "scheme.confirmed"), (MONDAY, "works.started")]
    (resting,) = seen(works, MONDAY + 30 * DAY).budgets  # the customer builds
    assert (resting.used, resting.state) == (0, ClockState.PAUSED)
    overdrawn = replied(MONDAY)[:-1]
    (gone,) = seen(overdrawn, date(2027, 1, 8)).budgets
    assert (gone.left, gone.warning, gone.provisional) == (-12, 100, True)


def test_a_total_goes_by_the_day_of_acceptance() -> None:
    steps = [(date(2020, 9, 24), "application.submitted")]
    assert seen(steps, date(2020, 9, 24)).budgets == ()
    steps.append((date(2020, 9, 25), "application.accepted"))
    assert [b.rule_id for b in seen(steps, date(2020, 9, 25)).budgets] == ["tot-uti-hvs"]


def test_who_is_free_of_all_cost_has_the_whole_process_and_no_sum_of_stages() -> None:
    facts = {"customer_class": CustomerClass.LV_NONRES, "external_line_works": False}
    small = seen(accepted(MONDAY), MONDAY, applied_capacity_kva=Kva(Decimal(100)), **facts)
    assert (small.budgets, of(small.promise, "total_process").limit) == ((), 5)
    (large,) = seen(accepted(MONDAY), MONDAY, **facts).budgets  # above 160 kW
    assert (large.rule_id, large.limit) == ("tot-uti-lv", 6)


def test_a_scheme_is_valid_for_a_year_and_its_extension_is_asked_for_ten_days_before() -> None:
    found = seen(replied(date(2026, 1, 31)), date(2026, 8, 1))
    validity = of(found.legal, "scheme_validity")
    lead = of(found.legal, "scheme_extension_request_lead")
    assert validity.due_on == date(2027, 2, 1)  # 31 January 2027 is a Sunday
    assert (lead.due_on, lead.unit, validity.provisional) == (date(2027, 1, 22), "CD", True)
    assert (validity.span, validity.used, validity.warning) == (366, 182, 0)
    assert (
        of(seen(replied(date(2026, 1, 31)), date(2026, 8, 2)).legal, "scheme_validity").warning
        == 50
    )
    until = {"valid_until": "2027-06-30"}
    steps = [*replied(date(2026, 1, 31)), (date(2026, 12, 1), "scheme.extended", until)]
    longer = seen(steps, date(2026, 12, 2))
    assert of(longer.legal, "scheme_validity").due_on == date(2027, 6, 30)
    assert of(longer.legal, "scheme_extension_request_lead").state is ClockState.STOPPED


def test_what_was_suspended_after_a_clock_stopped_does_not_move_its_day() -> None:
    pause = {"reason": "CUSTOMER_REQUEST"}
    steps = [*replied(MONDAY), (MONDAY + DAY, "application.suspended", pause)]
    clock = of(seen(steps, MONDAY + 9 * DAY).promise, "scheme_reply")
    assert (clock.due_on, clock.state) == (date(2026, 12, 7), ClockState.STOPPED)


def test_a_paused_clock_is_late_only_when_it_was_late_before() -> None:
    pause = {"reason": "FORCE_MAJEURE"}
    intime = [*accepted(MONDAY), (MONDAY + 3 * DAY, "application.suspended", pause)]
    clock = of(seen(intime, MONDAY + 60 * DAY).promise, "scheme_reply")
    assert (clock.state, clock.left, clock.reason) == (ClockState.PAUSED, 7, "FORCE_MAJEURE")
    late = [*accepted(MONDAY), (date(2026, 12, 9), "application.suspended", pause)]
    clock = of(seen(late, MONDAY + 60 * DAY).promise, "scheme_reply")
    assert (clock.state, clock.left, clock.overdue) == (ClockState.PAUSED, -2, True)
    law = of(seen(late, MONDAY + 60 * DAY).legal, "scheme_reply")
    assert (law.state, law.overdue) == (ClockState.RUNNING, True)  # the law knows no pause


def test_permits_are_the_utilitys_own_time_at_low_voltage() -> None:
    facts = {"customer_class": CustomerClass.RES, "external_line_works": True}
    pause = {"reason": "GOV_APPROVAL"}
    steps = [*accepted(MONDAY), (MONDAY + DAY, "application.suspended", pause)]
    clock = of(seen(steps, MONDAY + 4 * DAY, **facts).promise, "total_process")
    assert (clock.state, clock.used) == (ClockState.RUNNING, 4)


@pytest.mark.parametrize("code", ["application.withdrawn", "application.terminated"])
def test_with_the_case_all_its_clocks_end(code: str) -> None:
    steps = [*accepted(MONDAY), (MONDAY + DAY, code)]
    found = seen(steps, MONDAY + 90 * DAY)
    both = (*found.promise, *found.legal, *found.target)
    assert {c.state for c in both} == {ClockState.STOPPED}
    assert not any(c.overdue for c in both)


def a_rule(**changes: Any) -> TimeRule:
    """A new, tighter promise for the reply to single-source customers, from December on."""
    (old,) = (rule for rule in LIMITS.rules if rule.id == "sch-624-hvs")
    new = {"id": "sch-new", "limit": 7, "priority": 20, "effective_from": date(2026, 12, 1)}
    return replace(old, **(new | changes))


def closed(on: date, rule_id: str = "sch-624-hvs") -> TimeLimits:
    """The rules with this one closed, and the new one."""
    rules = [replace(r, effective_to=on) if r.id == rule_id else r for r in LIMITS.rules]
    return TimeLimits("2027.1", (*rules, a_rule()))


def test_a_running_clock_keeps_its_rule_whatever_comes_later() -> None:
    new = closed(date(2026, 11, 30))
    assert reaching_back(LIMITS, new, date(2026, 12, 1)) == ()
    for start in (MONDAY, date(2026, 11, 30), date(2026, 12, 1)):
        clock = of(seen(accepted(start), start, new).promise, "scheme_reply")
        expected = ("sch-624-hvs", 10) if start < date(2026, 12, 1) else ("sch-new", 7)
        assert (clock.rule_id, clock.limit) == expected


@pytest.mark.parametrize(
    ("new", "names"),
    [
        (TimeLimits("x", LIMITS.rules[1:]), ("acc-1",)),
        (closed(date(2026, 11, 29)), ("sch-624-hvs",)),
        (TimeLimits("x", (*LIMITS.rules, a_rule(effective_from=MONDAY))), ("sch-new",)),
        (
            TimeLimits(
                "x", tuple(replace(r, limit=9) if r.id == "acc-1" else r for r in LIMITS.rules)
            ),
            ("acc-1",),
        ),
        (
            TimeLimits(
                "x",
                tuple(
                    replace(r, effective_to=None) if r.id == "sch-seed-hv" else r
                    for r in LIMITS.rules
                ),
            ),
            ("sch-seed-hv",),
        ),
    ],
    ids=["taken out", "closed too early", "added too early", "changed", "opened again"],
)
def test_rules_that_would_touch_running_clocks_are_named(
    new: TimeLimits, names: tuple[str, ...]
) -> None:
    assert reaching_back(LIMITS, new, date(2026, 12, 1)) == names


OVERLAY = """
version: "1"
source: 青海公司补充承诺
effective_from: 2026-06-01
orgs: [xining]
rules:
- {id: qh-sch, key: scheme_reply, stage: scheme_reply, customer_class: [HV_SINGLE], limit: 8,
   unit: WD, layer: promise, priority: 30, start_event: application.accepted,
   stop_event: scheme.replied, pause: [], source: 地方承诺, conf: M,
   effective_from: 2026-06-01, effective_to: null, in_force: true}
"""
REST_DAYS = """
version: "1"
source: 自治区人民政府通知
effective_from: 2026-01-01
orgs: [xining]
holidays: {"2026": ["11-24"]}
"""


def with_overlays(folder: Path) -> Path:
    for name in ("time_limits", "calendars"):
        shutil.copytree(RESOURCES / name, folder / name)
    (folder / "time_limits/overlay_qinghai.yaml").write_text(OVERLAY, encoding="utf-8")
    (folder / "calendars/overlay_qinghai.yaml").write_text(REST_DAYS, encoding="utf-8")
    return folder


def test_a_region_has_its_own_promise_and_rest_days_for_its_organisations(tmp_path: Path) -> None:
    limits, calendar = read_time_limits(with_overlays(tmp_path))
    moment = datetime(2026, 11, 23, 4, tzinfo=UTC)
    events = told(*accepted(MONDAY))
    here = of(clocks(a_case(), events, limits, calendar, moment), "scheme_reply")
    there = of(
        clocks(a_case(org=OrgId("elsewhere")), events, limits, calendar, moment), "scheme_reply"
    )
    assert (here.rule_id, here.limit, here.due_on) == ("qh-sch", 8, date(2026, 12, 4))
    assert (there.rule_id, there.due_on) == ("sch-624-hvs", date(2026, 12, 7))
    assert calendar.of(ORG).is_working(date(2026, 11, 24)) is False


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("id: qh-sch", "id: acc-1", "acc-1"),
        ("unit: WD", "unit: weeks", "qh-sch"),
        ("layer: promise", "layer: promises", "qh-sch"),
        ("limit: 8", "limit: 0", "qh-sch"),
        ("limit: 8", 'limit: "8"', "qh-sch"),
        ("pause: []", "pause: [HOLIDAYS]", "qh-sch"),
        ("pause: []", "pauses: []", "qh-sch"),
        ("[HV_SINGLE]", "[HV_TRIPLE]", "qh-sch"),
        ("effective_to: null", "effective_to: 2026-05-31", "qh-sch"),
        ("start_event: application.accepted", "start_event: the start", "qh-sch"),
        ("orgs: [xining]", "orgs: []", "orgs"),
        ("pause: []", "measure: sum_of_stage_clocks, pause: []", "qh-sch"),
    ],
)
def test_a_damaged_rule_is_refused_by_its_name(
    tmp_path: Path, old: str, new: str, where: str
) -> None:
    path = with_overlays(tmp_path) / "time_limits/overlay_qinghai.yaml"
    assert old in OVERLAY
    path.write_text(OVERLAY.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RulesDamaged) as refusal:
        read_time_limits(tmp_path)
    assert refusal.value.where == where


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("01-04, 02-14", "01-05, 02-14"),  # a make-up day on a Monday
        ("01-04, 02-14", "01-03, 02-14"),  # off and worked at once
        ("published_years: [2024, 2025, 2026]", "published_years: [2024, 2025, 2026, 2027]"),
        ("[01-01, 01-02, 01-03", "[01-01, 01-02, 01-02"),
        ("[01-01, 01-02, 01-03", "[01-01, 02-30, 01-03"),
    ],
)
def test_a_calendar_that_contradicts_itself_is_refused(tmp_path: Path, old: str, new: str) -> None:
    path = with_overlays(tmp_path) / "calendars/china.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RulesDamaged):
        read_time_limits(tmp_path)
