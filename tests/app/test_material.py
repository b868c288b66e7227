"""What a customer has to hand in: required, less what is held, less what the utility obtains."""

import shutil
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from app.domain.case import ConnectionCase
from app.domain.customer import Customer, CustomerClass, Importance
from app.domain.entry import Entry, FormRow
from app.domain.flags import flags_of
from app.domain.material import (
    NOTICE,
    STAGES,
    AskReason,
    Evidence,
    EvidenceSource,
    Found,
    Standing,
    asked_wrongly,
    counts_of,
    lists_given,
    materials_of,
    missing_of_case,
    notice_of,
    stage_at,
)
from app.domain.process import Status
from app.domain.units import Kva
from app.errors import RulesDamaged
from app.ids import RecordId, UserId
from app.reference.library import RESOURCES, open_reference
from app.reference.materials import read_materials
from tests.builders import MORNING, ORG, a_case, an_event

RULES = open_reference().materials
DAY = date(2026, 11, 28)
OWNER = Customer("王小明")


def held(material: str, number: int = 1, **said: Any) -> Evidence:
    evidence = Evidence(
        id=RecordId(f"{material}-{number}"),
        case_id=a_case().id,
        org=ORG,
        material_type=material,
        holder="王小明",
        collected_at=MORNING + timedelta(minutes=number),
        collected_by=UserId("clerk"),
        source=EvidenceSource.CUSTOMER,
        collected_stage="now",
    )
    return replace(evidence, **said)


def asked(case: ConnectionCase, stage: str = "contract", *kept: Evidence) -> set[str]:
    found = materials_of(case, kept, RULES, stage, DAY)
    return {each.rule.id for each in missing_of_case(found)}


def a_household(**changes: Any) -> ConnectionCase:
    return a_case(customer_class=CustomerClass.RES, customer=OWNER, **changes)


def test_each_class_is_asked_for_its_own_and_for_nothing_else() -> None:
    assert asked(a_household()) == {"identity", "property"}
    business = a_case(customer_class=CustomerClass.LV_NONRES, customer=OWNER)
    small, large = (replace(business, applied_capacity_kva=Kva(Decimal(n))) for n in (50, 51))
    assert asked(small) == {"identity", "property"}
    assert asked(large) == {"identity", "property", "load_list"}
    plant = a_case(customer=OWNER)
    assert asked(plant) == {"identity", "property", "load_list", "completion"}


def test_what_a_case_brings_along_is_asked_only_then() -> None:
    case = a_case(customer=OWNER)
    assert "authorisation" in asked(replace(case, customer=Customer("甲厂", agent_name="李文娟")))
    assert "authorisation" not in asked(replace(case, customer=Customer("甲", agent_name="甲")))
    assert "pq_report" in asked(replace(case, special_load=True))
    assert "design" in asked(replace(case, importance=Importance.FIRST))
    assert "own_source" in asked(replace(case, tags=("genset",)))
    assert "own_source" in asked(replace(case, customer_class=CustomerClass.HV_MULTI))
    assert "approval" not in asked(replace(case, use_class="industry"))


def test_what_the_survey_found_counts_and_not_what_the_application_says() -> None:
    case = a_case(customer=OWNER)

    def wanted(found: Found) -> set[str]:
        return {each.rule.id for each in materials_of(case, (), RULES, "contract", DAY, found)}

    assert {"pq_report", "design", "own_source", "importance"} & wanted(
        Found(flags_of(case))
    ) == set()
    seen = {"special_load": "yes", "important_level": "first", "customer_class": "HV_MULTI"}
    assert {"pq_report", "design", "own_source", "importance"} <= wanted(
        Found(flags_of(case, seen))
    )
    assert "own_source" in wanted(Found(flags_of(case), own_source=True))
    shop = a_household(applied_capacity_kva=Kva(Decimal(40)))
    shop = replace(shop, customer_class=CustomerClass.LV_NONRES)
    bigger = Found(flags_of(shop), capacity=Decimal(60))
    found = materials_of(shop, (), RULES, "contract", DAY, bigger)
    assert "load_list" in {each.rule.id for each in found}


def a_notice(required: list[str], gaps: list[str]) -> Entry:
    rows = [FormRow("required_materials", m, {"material_type": m}) for m in required]
    rows += [FormRow("gaps", m, {"material": m, "reason": "缺"}) for m in gaps]
    return Entry(open_reference().filed("F10"), {"notice_type": "materials_gap"}, rows)


@pytest.mark.parametrize(
    ("required", "gaps", "wrong"),
    [
        (["property"], ["property"], (0, 0)),
        (["property", "other"], ["property"], (0, 0)),
        (["identity", "property"], ["property"], (1, 0)),
        (["property"], ["identity", "property"], (1, 0)),
        (["property"], [], (0, 1)),
    ],
)
def test_a_notice_asks_for_nothing_that_is_held_and_leaves_nothing_out_that_is_due(
    required: list[str], gaps: list[str], wrong: tuple[int, int]
) -> None:
    materials = materials_of(a_household(), [held("identity")], RULES, "now", DAY)
    told = asked_wrongly(a_notice(required, gaps), materials)
    assert (told["asked_held"], told["gaps_left_out"]) == wrong


def test_what_is_held_may_stand_in_a_notice_once_it_is_asked_for_again() -> None:
    again = held("identity", asked_again=AskReason.UNREADABLE)
    materials = materials_of(a_household(), [again], RULES, "now", DAY)
    told = asked_wrongly(a_notice(["identity", "property"], ["identity", "property"]), materials)
    assert set(told.values()) == {0}


def test_what_the_utility_has_by_itself_is_never_asked() -> None:
    case = a_case(customer=OWNER, importance=Importance.FIRST)
    found = {m.rule.id: m.standing for m in materials_of(case, (), RULES, "contract", DAY)}
    assert found["licences"] is found["importance"] is Standing.SHARED


def test_what_is_due_later_is_not_missing_yet() -> None:
    case = a_case(customer=OWNER)
    assert asked(case, "now") == {"identity", "property"}
    assert asked(case, "survey") == {"identity", "property", "load_list"}
    found = {m.rule.id: m.standing for m in materials_of(case, (), RULES, "now", DAY)}
    assert found["completion"] is Standing.LATER


@pytest.mark.parametrize(
    ("said", "serves"),
    [
        ({}, True),
        ({"valid_to": "2026-11-28"}, True),
        ({"valid_to": "2026-11-27"}, False),
        ({"asked_again": AskReason.UNREADABLE}, False),
        ({"withdrawn_at": MORNING}, False),
        ({"source": EvidenceSource.GOV_SHARE}, True),
    ],
)
def test_what_is_held_and_valid_is_not_asked(said: dict[str, Any], serves: bool) -> None:
    assert ("identity" not in asked(a_household(), "now", held("identity", **said))) is serves


@given(st.lists(st.sampled_from([rule.id for rule in RULES.rules])), st.sampled_from(STAGES))
def test_nothing_held_is_ever_missing_and_nothing_is_asked_twice(
    kept: list[str], stage: str
) -> None:
    evidence = [held(material, number) for number, material in enumerate(kept)]
    case = a_case(customer_class=CustomerClass.HV_MULTI, special_load=True)
    found = materials_of(case, evidence, RULES, stage, DAY)
    names = [material.rule.id for material in found]
    assert len(names) == len(set(names))
    assert not {material.rule.id for material in missing_of_case(found)} & set(kept)
    content = notice_of(found)
    told = {row["material_type"] for row in content.required_materials}
    assert not told & set(kept)
    assert {row["material"] for row in content.gaps} <= told


def test_every_status_has_its_stage() -> None:
    order = [STAGES.index(stage_at(status)) for status in list(Status)[:13]]
    assert order == sorted(order)


def test_a_gap_list_says_why_each_thing_is_wanted() -> None:
    old = held("identity", valid_to="2026-01-01")
    torn = held("property", asked_again=AskReason.UNREADABLE, asked_again_note="第二页缺角")
    found = materials_of(a_case(customer=OWNER), (old, torn), RULES, "survey", DAY)
    reasons = {row["material"]: row["reason"] for row in notice_of(found).gaps}
    assert reasons == {
        "identity": "已过有效期",
        "property": "无法辨认　第二页缺角",
        "load_list": "未提供",
    }


def test_gap_lists_are_counted_anew_for_each_submission() -> None:
    first = [an_event("application.submitted", MORNING, 1)]
    assert lists_given(first) == 0
    told = [*first, an_event(NOTICE, MORNING + timedelta(hours=1), 2)]
    assert lists_given(told) == 1
    again = [*told, an_event("application.submitted", MORNING + timedelta(hours=2), 3)]
    assert lists_given(again) == 0


def test_the_indicators_count_repeated_requests_and_second_lists() -> None:
    def at(hour: int, code: str) -> Any:
        return an_event(code, MORNING + timedelta(hours=hour), hour)

    events = [
        at(1, "application.submitted"),
        at(2, NOTICE),
        at(3, NOTICE),
        at(4, "application.submitted"),
        at(5, NOTICE),
    ]
    evidence = [held("identity", asked_again=AskReason.REJECTED), held("identity", 2)]
    counts = counts_of(evidence, reversed(events))
    assert (counts.asked_again, counts.notices, counts.breaches) == (1, 3, 1)
    assert counts.has_breach


def test_materials_are_those_that_the_notice_can_name() -> None:
    path = RESOURCES / "forms" / "one_time_notice.yaml"
    if path.exists():
        options = yaml.safe_load(path.read_text(encoding="utf-8"))["options"]["material"]
        assert {rule.id for rule in RULES.rules} <= set(options)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{id: identity, zh: 用电主体证明（身份证或营业执照）", "{id: no_debt_letter, zh: 证明"),
        ("{id: identity, zh: 用电主体证明（身份证或营业执照）", "{id: identity, zh: 无欠费证明"),
        ("stage: now, form: electronic,", "stage: soon, form: copy,"),
        ("stage: now, form: electronic,", "stage: now, form: fax,"),
        ("stage: now, form: electronic,", "stage: now, form: copy, price: 5,"),
    ],
)
def test_a_rule_for_what_nobody_may_ask_is_refused(tmp_path: Path, old: str, new: str) -> None:
    (tmp_path / "materials").mkdir()
    source = RESOURCES / "materials" / "materials.yaml"
    path = Path(shutil.copy(source, tmp_path / "materials"))
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RulesDamaged):
        read_materials(tmp_path)
