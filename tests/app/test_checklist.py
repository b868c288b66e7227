"""Which questions a case gets."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Final

import pytest

from app.domain.asking import questions
from app.domain.checklist import Question
from app.domain.customer import Importance
from app.domain.defect import Severity
from app.domain.equipment import Equipment, with_implied
from app.domain.flags import FULL, STANDARD, flags_of
from app.domain.units import Kv
from app.reference.library import open_reference
from tests.builders import a_case, a_transformer, a_typical_hv_case_with_equipment, equipment

CHECKLIST = open_reference().checklist("completion_inspection")
DAY: Final = date(2026, 12, 1)
CASE, DEVICES = a_typical_hv_case_with_equipment()
ALL = [item.id for section in CHECKLIST.sections for item in section.items]


def asked(*devices: Equipment, tags: tuple[str, ...] = (), **case: object) -> list[Question]:
    facts = a_case(tags=tags, **case).facts
    return list(questions(CHECKLIST, facts, devices))


def items(found: list[Question]) -> set[str]:
    return {question.item.id for question in found}


def devices_asked(found: list[Question], item: str) -> list[str]:
    return [question.device_id for question in found if question.item.id == item]


TYPICAL = list(questions(CHECKLIST, CASE.facts, DEVICES))


def test_a_typical_case_is_asked_what_it_should_be() -> None:
    per_section = Counter((q.section.id, q.device_id) for q in TYPICAL)
    assert per_section == {
        ("doc", ""): 6,
        ("tx", "T1"): 13,
        ("swgr", "G1"): 12,
        ("swgr", "G2"): 12,
        ("five", ""): 5,
        ("moa", "F1"): 9,
        ("cable", "L1"): 7,
        ("prot", "P1"): 5,
        ("prot", ""): 1,
        ("cap", ""): 6,
        ("earth", ""): 4,
        ("meter", ""): 5,
        ("ops", ""): 11,
    }
    left_out = set(ALL) - items(TYPICAL)
    assert left_out == {
        *("com.tx.abs", "com.tx.dc_phase", "com.tx.oil_bd", "com.tx.oil_level"),
        *("com.sw.fuse", "com.sw.sf6", "com.five.dual", "com.cable.vlf"),
        *("com.dc.voltage", "com.dc.ir", "com.dc.cap", "com.dc.ac_fail"),
        *("com.cap.phase", "com.lv.rcd", "com.earth.rod", "com.meter.drop"),
        *("com.doc.concealed", "com.doc.tools", "com.doc.staff", "com.doc.rules"),
        *("com.doc.dual", "com.doc.fire", "com.doc.hidden"),
        *("com.em.cap", "com.em.lock", "com.em.start", "com.em.ats", "com.em.plan"),
        *("com.pq.commit", "com.tx.energise", "com.meter.class", "com.meter.verif"),
        *("com.meter.wiring", "com.meter.seal", "com.meter.initial", "com.ops.contract"),
    }


def test_the_order_is_that_of_the_checklist_device_by_device() -> None:
    sections = [section.id for section in CHECKLIST.sections]
    order = [sections.index(question.section.id) for question in TYPICAL]
    assert order == sorted(order)
    panels = [q.device_id for q in TYPICAL if q.section.id == "swgr"]
    assert panels == ["G1"] * 12 + ["G2"] * 12


def test_no_key_is_asked_twice() -> None:
    keys = [question.key for question in TYPICAL]
    assert len(set(keys)) == len(keys)


def test_an_oil_transformer_beside_a_dry_one_is_asked_about_its_oil_alone() -> None:
    found = asked(a_transformer("T1"), a_transformer("T2", "transformer_oil"))
    assert devices_asked(found, "com.tx.oil_bd") == ["T2"]
    assert devices_asked(found, "com.tx.dry_temp") == ["T1"]
    assert devices_asked(found, "com.tx.ir") == ["T1", "T2"]


def test_equipment_that_no_device_of_the_section_has_is_asked_once_for_the_whole() -> None:
    found = asked(equipment("relay", "P1"), equipment("relay", "P2"), tags=("dc_panel",))
    assert devices_asked(found, "com.dc.voltage") == [""]
    assert devices_asked(found, "com.prot.sheet") == ["P1", "P2"]


def test_without_any_panel_noted_its_questions_are_asked_once_for_the_whole() -> None:
    found = asked()
    assert devices_asked(found, "com.sw.model") == [""]
    assert "com.tx.ir" not in items(found)
    assert "com.tx.ir" in items(asked(tags=("transformer_oil",)))


def test_a_device_that_says_what_it_is_is_asked_only_that() -> None:
    found = asked(equipment("device", "F1", "arrester"), equipment("device", "TA1", "ct"))
    assert devices_asked(found, "com.moa.u1") == ["F1"]
    assert devices_asked(found, "com.it.ct_dc") == ["TA1"]
    assert devices_asked(found, "com.it.polarity") == ["TA1"]
    assert devices_asked(found, "com.it.vt_dc") == [""]  # nobody noted a VT: ask all the same


def test_a_withdrawn_device_is_not_asked_about() -> None:
    gone = replace(a_transformer(), withdrawn_at=datetime(2026, 11, 23, tzinfo=UTC))
    assert "com.tx.ir" not in items(asked(gone))


def test_a_low_voltage_case_is_not_asked_about_high_voltage() -> None:
    found = asked(supply_kv=Kv(Decimal("0.38")))
    assert not {q.section.id for q in found} & {"swgr", "five", "moa", "prot"}
    assert "com.lv.phase" in items(found)


def test_an_important_customer_is_asked_about_his_emergency_supply() -> None:
    assert "com.em.cap" in items(asked(importance=Importance.FIRST))
    assert "com.em.cap" not in items(asked())


def test_an_ordinary_customer_is_only_advised_on_what_does_not_touch_the_grid() -> None:
    severity = {q.item.id: q.severity for q in asked()}
    assert (severity["com.ops.tools"], severity["com.five.load"]) == (
        Severity.MINOR,
        Severity.CRITICAL,
    )
    important = {q.item.id: q.severity for q in asked(importance=Importance.SECOND)}
    assert important["com.ops.tools"] is Severity.CRITICAL


def test_a_nameplate_value_is_known_and_not_asked() -> None:
    question = next(q for q in TYPICAL if q.item.id == "com.tx.dc_line")
    assert question.known == ("额定容量 630 kVA",)
    assert [spec.name for spec in question.typed] == ["r_ab", "r_bc", "r_ca"]


def test_a_nameplate_value_that_is_no_number_is_asked() -> None:
    found = asked(a_transformer(s_kva="六百三"))
    question = next(q for q in found if q.item.id == "com.tx.dc_line")
    assert "s_kva" in [spec.name for spec in question.typed]


def test_what_the_transformers_come_to_is_known_for_the_earthing() -> None:
    def known(*devices: Equipment) -> tuple[str, ...]:
        return next(q for q in asked(*devices) if q.item.id == "com.earth.res").known

    assert known(a_transformer("T1"), a_transformer("T2")) == ("变压器总容量 1260 kVA",)
    assert known(a_transformer("T1"), a_transformer("T2", s_kva="")) == ()


def test_a_reading_used_twice_is_typed_once() -> None:
    found = asked(a_transformer("T1", "transformer_35kv", "transformer_oil"))
    question = next(q for q in found if q.item.id == "com.tx.abs")
    assert [spec.name for spec in question.typed] == ["r60", "r15"]


def test_tags_bring_those_that_follow_from_them() -> None:
    assert with_implied(["cable_hv_vlf"]) == {"cable_hv_vlf", "cable_hv", "cable"}
    assert with_implied(["transformer_dry", "vcb"]) == {"transformer_dry", "transformer", "vcb"}


def test_papers_beyond_the_policy_are_asked_of_important_customers_alone() -> None:
    ordinary = {q.item.form_row for q in questions(CHECKLIST, CASE.facts, DEVICES)}
    important = replace(CASE, importance=Importance.FIRST)
    asked = {q.item.form_row for q in questions(CHECKLIST, important.facts, DEVICES)}
    beyond = {"D04", "D06", "D07", "D08", "D09", "D10"}
    assert ordinary & beyond == set()
    assert beyond <= asked


def test_what_the_interim_inspection_left_is_asked_only_where_there_was_one() -> None:
    for held in (True, False):
        facts = replace(CASE.facts, after_interim=held)
        rows = {q.item.form_row for q in questions(CHECKLIST, facts, DEVICES)}
        assert ("I21" in rows) == held


def test_two_sources_and_what_the_survey_fixed_decide_what_is_asked() -> None:
    found = {"customer_class": "HV_MULTI", "important_level": "second"}
    case = a_case()
    before, after = (
        items(list(questions(CHECKLIST, flags_of(case, fixed).on(case.facts, STANDARD, DAY), ())))
        for fixed in ({}, found)
    )
    assert {"com.five.dual", "com.em.start"} <= after - before


@pytest.mark.parametrize("what", ["inspection_scope", "documents"])
def test_the_utility_may_hold_everybody_to_all_from_a_day_on(what: str) -> None:
    case = a_case()
    policy = replace(STANDARD, **{what: ((date.min, "ordinary"), (DAY, FULL))})

    def seen(day: date) -> tuple[bool, bool]:
        facts = flags_of(case).on(case.facts, policy, day)
        asked = list(questions(CHECKLIST, facts, DEVICES))
        return any(each.is_advice for each in asked), "D06" in {e.item.form_row for e in asked}

    assert seen(DAY - timedelta(days=1)) == (True, False)
    assert seen(DAY) == (what != "inspection_scope", what == "documents")
