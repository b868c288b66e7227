"""The calculation sheet of a form; what was applied for beside what is reckoned and measured."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from app import codec
from app.clock import CHINA
from app.domain.capacity_check import Measured, measured_demand
from app.domain.entry import FormRow
from app.domain.load import LoadProfile, LoadSummary
from app.domain.load_sheet import LoadSheet, differences, sheet_of
from app.domain.sheet_paper import plain_sheet, sheet_paper
from app.domain.units import Kw, Kwh
from app.ids import CaseId, Digest, OrgId, RecordId
from tests.app.load_cases import EXAMPLE, REFERENCE, RULES, a_survey, rows_of, the_case

D = Decimal
NOW = datetime(2026, 11, 23, 9, tzinfo=CHINA)


def made(
    values: Mapping[str, str] | None = None,
    rows: tuple[FormRow, ...] = (),
    measured: Measured | None = None,
    code: str = "F01",
    **case: Any,
) -> LoadSheet:
    entry = a_survey((*rows_of(EXAMPLE), *rows), values, code)
    sheet = sheet_of(entry, RULES, the_case(**case), measured)
    assert sheet is not None
    return sheet


def test_a_form_comes_to_the_worked_example() -> None:
    sheet = made()
    assert (sheet.record["p"], sheet.record["qk"], sheet.record["sn"]) == ("358.29", "180", "500")
    assert sheet.record["rules"] == RULES.version
    assert sheet.by_id["voltage"].value == "10 kV"
    assert sheet.record["scheme"] == "高供高计"


def test_the_version_of_before_supply_reckons_the_demand_as_it_did() -> None:
    earlier = REFERENCE.loads_of("2026.11")
    sheet = sheet_of(a_survey(), earlier, the_case())
    assert sheet is not None
    blocks = {each.formula.block for each in sheet.reckonings}
    assert blocks == {"demand", "compensation"}
    assert sheet.record["sn"] == "500"
    assert sheet.capacity is None


def test_what_says_too_little_is_no_line_and_an_empty_form_no_sheet() -> None:
    form = a_survey(
        (FormRow("loads", "1", {"equipment_name": "空"}),), {"confirmed_capacity_kva": ""}
    )
    assert sheet_of(form, RULES, the_case()) is None


def test_converted_cranes_fire_and_standby_equipment_are_told_apart() -> None:
    base = {"quantity": "1", "demand_factor": "1", "power_factor": "1", "phases": "3"}
    crane = {"rated_power_kw": "22", "category": "crane_workshop", "duty_pct": "40"}
    rows = (
        FormRow("loads", "a", {**base, **crane}),
        FormRow("loads", "b", {**base, "rated_power_kw": "50", "category": "fire_pump"}),
        FormRow("loads", "c", {**base, "rated_power_kw": "70", "load_use": "standby"}),
        FormRow("loads", "d", {
            **base, "rated_power_kw": "10", "load_use": "cut_off", "pq_kind": "impact"}),
    )  # fmt: skip
    sheet = made(rows=rows)
    assert sheet.record["pe_sum"] == "729.83"  # 692 + 27.828 + 10
    assert (sheet.by_id["voltage_note"].verdict, "voltage_note" in made().by_id) == (
        "advise",
        False,
    )
    assert sheet.record["p_fire"] == "428.34"  # 0.9·(398.1 + 27.828 + 50)
    assert [each.line.use for each in sheet.lines[-3:]] == ["fire", "standby", "cut_off"]


def test_lines_sources_short_circuit_and_balance_are_reckoned_where_they_are_noted() -> None:
    rows = (
        FormRow("lv_lines", "l1", {
            "feeder": "1 号线", "p_kw": "90", "power_factor": "0.85", "length_m": "180",
            "core_mm2": "95", "phases": "3", "parallel": "1"}),
        FormRow("transformers", "t", {
            "count": "1", "capacity_kva": "1000", "uk_pct": "6", "pk_kw": "8.13"}),
        FormRow("measured_loads", "m", {
            "feeder": "进线", "i_a": "182", "i_b": "214", "i_c": "165",
            "u_ab": "379.941", "u_bc": "385.354", "u_ca": "389.152"}),
        FormRow("own_generation", "g", {"capacity_kw": "110"}),
    )  # fmt: skip
    values = {
        "sc_capacity_mva": "100", "important_level": "first", "security_load_kw": "100",
        "outage_tolerance_s": "10", "source_count": "2",
    }  # fmt: skip
    sheet = made(values, rows)
    record = sheet.record
    assert (record["du_pct@l1"], record["ik3"], record["ik_end@l1"]) == ("3.104", "21.68", "4.683")
    assert (record["delta@m"], record["epsilon@m"]) == ("14.439", "1.388")
    assert sheet.by_id["own"].verdict == "short"
    assert sheet.by_id["du@l1"].about == "1 号线"


def test_every_number_names_its_inputs_their_origin_its_basis_and_the_rules() -> None:
    sheet = made({"k_sum_p": "0.9"})
    p = sheet.by_id["p"]
    assert [(g.symbol, g.shown, g.unit, g.source.value) for g in p.given] == [
        ("KΣp", "0.9", "", "typed"),
        ("ΣPj", "398.1", "kW", "reckoned"),
    ]
    assert p.inserted == "0.9·398.1"
    assert (p.rule, p.formula.basis != "") == (RULES.version, True)
    assert sheet.by_id["q"].given[0].source.value == "proposed"
    sum_q = sheet.by_id["qj_sum"]  # told in words: its "n" is no "n" of tanφ
    assert sum_q.inserted == sum_q.formula.notation
    assert all(each.rule and each.formula.basis for each in sheet.reckonings)


def test_the_record_of_a_paper_carries_every_derivation_and_is_canonical() -> None:
    plain = plain_sheet(made())
    told: Any = plain["reckoning"]
    (p,) = (each for each in told["numbers"] if each["id"] == "p")
    assert (p["formula"], p["value"], p["unit"]) == ("Pjs = KΣp·ΣPj", "358.29", "kW")
    assert codec.canonical(plain) == codec.canonical(plain_sheet(made()))
    assert plain_sheet(None) == {}


def test_a_number_that_comes_out_otherwise_is_told() -> None:
    sheet = made()
    assert differences(sheet.record, sheet) == ()
    assert differences({}, sheet) == ()
    (one,) = differences({**sheet.record, "p": "358.30"}, sheet)
    assert (one.name, one.recorded, one.reckoned) == ("计算有功", "358.30", "358.29")
    (gone,) = differences({**sheet.record, "own": "9"}, sheet)
    assert (gone.recorded, gone.reckoned) == ("9", "")


def measured(kw: str) -> Measured:
    return Measured(Kw(D(kw)), "load.csv", 900)


def said(sheet: LoadSheet) -> list[str]:
    assert sheet.capacity is not None
    return [each.what for each in sheet.capacity.found]


@pytest.mark.parametrize(
    ("applied", "what"), [("500", "asked_fine"), ("630", "asked_large"), ("400", "asked_small")]
)
def test_what_is_applied_for_is_held_against_what_is_reckoned(applied: str, what: str) -> None:
    sheet = made(applied=applied)
    assert said(sheet) == [what]
    assert sheet.capacity is not None
    found = sheet.capacity.found[0]
    assert found.fits == (what == "asked_fine")
    assert applied in found.said
    assert "368.5" in found.said
    assert sheet.by_id["asked_rate"].number == sheet.by_id["s2"].number / D(applied)


def test_at_low_voltage_kilowatts_are_compared() -> None:
    sheet = made(code="F02", applied="160")
    assert sheet.capacity is not None
    assert (sheet.capacity.unit, said(sheet)) == ("kW", ["asked_small"])
    assert sheet.capacity.bars[1].value == sheet.by_id["p"].number


@pytest.mark.parametrize(
    ("kw", "what"), [("300", "measured_fine"), ("200", "measured_large"), ("400", "measured_small")]
)
def test_what_is_reckoned_is_held_against_what_is_measured(kw: str, what: str) -> None:
    assert said(made(measured=measured(kw))) == ["asked_fine", what]


@pytest.mark.parametrize(
    ("kw", "what"), [("90", "existing_idle"), ("200", "existing_fine"), ("300", "existing_full")]
)
def test_an_increase_asks_how_far_what_is_there_is_used(kw: str, what: str) -> None:
    sheet = made(measured=measured(kw), applied="200", existing="315", business="capacity_increase")
    assert said(sheet) == ["asked_fine", "measured_fine", what]
    assert sheet.capacity is not None
    bars = {each.kind: each.value for each in sheet.capacity.bars}
    assert (bars["asked"], bars["existing"]) == (515, 315)


def test_an_increase_that_what_is_there_could_carry_is_told() -> None:
    sheet = made(applied="100", existing="500", business="capacity_increase")
    assert said(sheet)[-1] == "existing_enough"


def test_a_list_of_what_comes_new_counts_on_top_of_what_is_measured() -> None:
    case = {"applied": "400", "existing": "315", "business": "capacity_increase"}
    sheet = made({"list_scope": "added"}, measured=measured("200"), **case)
    assert (
        sheet.by_id["needed"].number == sheet.by_id["measured_s"].number + sheet.by_id["s2"].number
    )
    assert "measured_rate" not in sheet.by_id
    unmeasured = made({"list_scope": "added"}, **case)
    assert unmeasured.capacity is not None
    assert [bar.value for bar in unmeasured.capacity.bars[:1]] == [400]


def test_the_sentences_never_speak_of_who_designs_or_supplies() -> None:
    for applied in ("300", "500", "900"):
        sheet = made(
            applied=applied, measured=measured("100"), existing="300", business="capacity_increase"
        )
        assert sheet.capacity is not None
        for found in sheet.capacity.found:
            assert not any(
                word in found.said
                for word in ("厂家", "品牌", "设计院", "施工单位", "指定", "推荐")
            )


def test_a_paper_prints_the_word_that_was_said_of_a_difference() -> None:
    paper = sheet_paper(made(applied="630"), {"asked_large|capacity": "客户计划明年扩产"})
    assert paper is not None
    assert paper.capacity is not None
    assert paper.capacity.sentences[0][1] == "客户计划明年扩产"
    assert [line.result for line in paper.summary[:2]] == ["692.00 kW", "358.29 kW"]
    assert len(paper.rows) == len(EXAMPLE)


def a_profile(kw: str, days: int) -> LoadProfile:
    summary = LoadSummary(
        NOW, NOW + timedelta(days=1), 900, 96, 1, Kw(D(kw)), NOW, Kwh(D(1)), D("0.5")
    )
    return LoadProfile(
        RecordId(kw), CaseId("case-1"), OrgId("org"), f"{kw}.csv", Digest("a"), Digest("b"), "",
        "mean", "end", summary, NOW + timedelta(days=days),
    )  # fmt: skip


def test_the_largest_measured_demand_counts_of_what_was_there_then() -> None:
    curves = [
        a_profile("100", 0),
        a_profile("300", 2),
        replace(a_profile("900", 0), withdrawn_at=NOW),
    ]
    latest, then = measured_demand(curves), measured_demand(curves, NOW + timedelta(days=1))
    assert latest is not None
    assert then is not None
    assert (latest.kw, then.kw) == (300, 100)
    assert measured_demand([]) is None
