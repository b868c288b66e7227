"""Voltage quality against its standards: every worked example of the reference, and what is not
enough for a verdict."""

from array import array
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from math import nan

import numpy as np
import pytest

from app.analysing import permitted_at, quality_at, quality_of
from app.analysis.injection import allowed_current, judged_currents, table_of, together
from app.analysis.ladder import long_flicker, rms_steps, thd_pct
from app.analysis.phases import cp95
from app.analysis.series import Series
from app.clock import CHINA
from app.domain.load import Samples
from app.domain.load_words import spoken
from app.domain.quality_findings import (
    ConnectionPoint,
    Finding,
    HarmonicCurrent,
    QualityFindings,
    Quantity,
)
from app.domain.quality_words import permitted_said, quality_sentence
from app.domain.survey import connection_point
from app.domain.units import Kv, Kva
from app.reference.library import RESOURCES, open_reference
from app.reference.limits import read_current_limits
from tests.builders import a_case, a_visit

START = datetime(2026, 11, 2, tzinfo=CHINA)
LIMITS = open_reference().limits
P1 = [
    *(3.10, 3.25, 2.98, 3.40, 3.31, 3.05, 3.62, 3.55, 3.48, 4.10, 3.20, 3.15, 3.09, 3.37),
    *(3.41, 3.28, 3.19, 3.60, 3.72, 4.35, 3.50, 3.44, 3.33, 3.27, 3.22, 3.18, 3.12, 3.08),
    *(3.02, 2.95, 3.39, 3.46, 3.53, 3.58, 3.64, 3.70, 3.76, 3.80, 3.88, 3.95),
]
P5 = [0.62, 0.70, 0.66, 0.81, 0.95, 1.10, 1.02, 0.88, 0.74, 0.69, 0.65, 0.63]


def found(channels: dict[str, list[float]], un_kv: float, interval_s: int = 600) -> QualityFindings:
    samples = Samples(START, interval_s, {name: array("d", v) for name, v in channels.items()})
    said = quality_of(samples, un_kv, LIMITS)
    assert said is not None
    return said


def only(said: QualityFindings) -> Quantity:
    (quantity,) = said.quantities
    return quantity


def test_example_p1_the_95_percent_value_by_the_practical_rule() -> None:
    assert cp95(np.array(P1)) == 3.95
    assert [int(0.05 * n) for n in (30, 40, 144, 1008)] == [1, 2, 7, 50]
    at_10 = only(found({"thdu_a_pct": P1}, 10))
    assert (at_10.judged, at_10.limit, at_10.finding) == (3.95, 4.0, Finding.MARGINAL)
    assert at_10.margin_pct == pytest.approx(1.25)
    at_35 = only(found({"thdu_a_pct": P1}, 35))
    assert (at_35.limit, at_35.finding) == (3.0, Finding.FAIL)


def test_the_worst_moments_are_told_with_their_phase() -> None:
    said = only(found({"thdu_a_pct": P1, "thdu_b_pct": [v - 1 for v in P1]}, 10))
    first = said.worst[0]
    assert (said.phase, first.phase, first.value) == ("a", "a", 4.35)
    assert first.at == START + timedelta(minutes=10 * P1.index(4.35))


def test_example_p2_distortion_of_one_spectrum() -> None:
    volts = {3: 2.1, 5: 5.6, 7: 3.4, 11: 1.5, 13: 1.1}
    assert thd_pct(volts.values(), 228.4) == pytest.approx(3.120, abs=5e-4)
    ratios = [100 * volts[h] / 228.4 for h in volts]
    assert ratios == pytest.approx([0.919, 2.452, 1.489, 0.657, 0.482], abs=5e-4)
    channels = {f"hu_a_{h}_pct": [100 * v / 228.4] * 40 for h, v in volts.items()}
    said = found({**channels, "thdu_a_pct": [3.120] * 40}, 0.38)
    assert {h.order: (h.limit, h.finding) for h in said.harmonics} == dict.fromkeys(
        volts, (4.0, Finding.PASS)
    )
    assert said.finding is Finding.PASS


def test_an_even_order_has_its_own_limit() -> None:
    said = found({"hu_b_4_pct": [1.7] * 40}, 10)
    (order,) = said.harmonics
    assert (order.order, order.phase, order.limit, order.finding) == (4, "b", 1.6, Finding.FAIL)


def test_example_p3_the_current_that_one_customer_may_inject() -> None:
    table = next(t for t in read_current_limits(RESOURCES) if t.un_kv == 10)
    allowed = {h: allowed_current(table, h, 150, 5, 20) for h in (3, 5, 7, 11, 13)}
    assert list(allowed.values()) == pytest.approx([8.507, 9.449, 8.359, 6.458, 5.713], abs=5e-4)
    assert together(5, (8, 6)) == pytest.approx(12.706, abs=5e-4)


P3 = ConnectionPoint(10, 150, 5, 20)
P3_MEASURED = {3: 1.8, 5: 9.4, 7: 7.9, 11: 6.1, 13: 5.2}


def currents(
    measured: dict[int, float], point: ConnectionPoint | None, count: int = 40, un_kv: float = 10
) -> dict[int, HarmonicCurrent]:
    channels = {f"hi_b_{h}_a": array("d", [a] * count) for h, a in measured.items()}
    samples = Samples(START, 600, channels)
    said = judged_currents(samples, un_kv, point, read_current_limits(RESOURCES))
    return {each.order: each for each in said}


def test_example_p3_measured_currents_are_judged_by_point_and_share() -> None:
    said = currents(P3_MEASURED, P3)
    permitted = [each.permitted for each in said.values()]
    assert permitted == pytest.approx([8.507, 9.449, 8.359, 6.458, 5.713], abs=5e-4)
    assert {h: each.finding for h, each in said.items()} == {
        **dict.fromkeys((3, 7, 11, 13), Finding.PASS), 5: Finding.MARGINAL,
    }  # fmt: skip
    assert said[5].margin_pct == pytest.approx(0.5, abs=0.05)
    assert {each.phase for each in said.values()} == {"b"}
    told = spoken(permitted_said(said[5]))
    assert told == "允许 9.449 A，余量 0.5 %"


def test_the_survey_is_told_every_order_that_its_point_may_take_in() -> None:
    values = {"sc_capacity_mva": "150", "pcc_capacity_mva": "20", "confirmed_capacity_kva": "5000"}
    case = replace(a_case(), supply_kv=Kv(Decimal(10)))
    told = permitted_at(case, replace(a_visit(), values=values), open_reference())
    assert told is not None
    permitted = dict(told.amperes)
    assert list(permitted) == list(range(2, 26))
    example = [permitted[order] for order in (3, 5, 7, 11, 13)]
    assert example == pytest.approx([8.507, 9.449, 8.359, 6.458, 5.713], abs=5e-4)
    assert permitted_at(case, a_visit(), open_reference()) is None


def test_above_what_is_permitted_fails_and_a_smaller_share_permits_less() -> None:
    assert currents({5: 9.5}, P3)[5].finding is Finding.FAIL
    half = replace(P3, customer_mva=2.5)
    assert currents({5: 9.4}, half)[5].finding is Finding.FAIL
    assert "超出" in spoken(permitted_said(currents({5: 9.4}, half)[5]))


def test_one_spectrum_is_told_beside_what_is_permitted_and_gets_no_verdict() -> None:
    said = currents({5: 9.9}, P3, count=4)[5]
    assert (said.finding, said.why) == (Finding.INCONCLUSIVE, "few_values")
    assert said.permitted == pytest.approx(9.449, abs=5e-4)


def test_without_the_point_of_connection_nothing_is_permitted_or_judged() -> None:
    said = currents({5: 1.0}, None)[5]
    assert (said.finding, said.why, said.permitted) == (Finding.INCONCLUSIVE, "no_point", None)


def test_low_voltage_has_its_table_20_kv_half_of_10_kv_and_220_kv_none() -> None:
    tables = read_current_limits(RESOURCES)
    low, twenty = table_of(0.4, tables), table_of(20, tables)
    assert low is not None
    assert (low.base_mva, low.amperes[5]) == (10, 62)
    assert twenty is not None
    assert (twenty.base_mva, twenty.amperes[5]) == (100, 10)
    assert table_of(220, tables) is None
    assert currents({5: 1.0}, replace(P3, un_kv=220), un_kv=220)[5].why == "no_limit"


def test_currents_measured_behind_the_transformer_are_not_those_of_the_point() -> None:
    said = currents({5: 9.9}, P3, un_kv=0.38)[5]
    assert (said.finding, said.why, said.permitted) == (
        Finding.INCONCLUSIVE, "other_level", None,
    )  # fmt: skip


def test_a_record_is_judged_at_the_level_of_its_own_voltages() -> None:
    case = replace(a_case(), supply_kv=Kv(Decimal(10)))
    reference = open_reference()
    for volts, level in (({"u_a_v": 231.0}, 0.38), ({"u_ab_v": 10_300.0}, 10), ({}, 10)):
        channels = {"thdu_a_pct": 3.0, **volts}
        samples = Samples(START, 600, {name: array("d", [v] * 40) for name, v in channels.items()})
        said = quality_at(samples, case, None, reference)
        assert said is not None
        assert said.un_kv == level


def test_a_record_of_currents_alone_is_a_record_of_quality_and_says_its_sentence() -> None:
    channels = {f"hi_a_{h}_a": array("d", [a] * 40) for h, a in P3_MEASURED.items()}
    samples = Samples(START, 600, channels)
    reference = open_reference()
    said = quality_of(samples, 10, reference.limits, P3, reference.current_limits)
    assert said is not None
    assert said.finding is Finding.MARGINAL
    told = "；".join(map(spoken, quality_sentence(said)))
    assert "5 次谐波电流接近允许值" in told
    assert "4 个次数的谐波电流在允许值内" in told


def test_the_survey_says_the_point_and_an_increase_counts_what_is_there() -> None:
    values = {"sc_capacity_mva": "150", "pcc_capacity_mva": "20", "confirmed_capacity_kva": "5000"}
    survey = replace(a_visit(), values=values)
    case = replace(a_case(), supply_kv=Kv(Decimal(10)))
    assert connection_point(survey, case) == P3
    more = replace(case, business_type="capacity_increase", existing_capacity_kva=Kva(Decimal(630)))
    found = connection_point(survey, more)
    assert found is not None
    assert found.customer_mva == pytest.approx(5.63)
    slip = replace(survey, values={**values, "pcc_capacity_mva": "4"})
    assert connection_point(slip, case) is None
    assert connection_point(None, case) is None


P4_KV = [10.21, 10.35, 10.48, 10.62, 10.71, 10.55, 10.40, 10.18, 9.98, 9.85, 10.05, 10.33]


def test_example_p4_deviation_and_the_share_that_qualifies() -> None:
    said = only(found({"u_ab_v": [1000 * kv for kv in P4_KV]}, 10, 3600))
    assert said.highest == pytest.approx(7.1)
    assert said.lowest == pytest.approx(-1.5)
    assert said.qualified_pct == pytest.approx(91.667, abs=5e-4)
    assert (said.finding, said.why) == (Finding.INCONCLUSIVE, "few_values")  # twelve are no day
    day = only(found({"u_ab_v": [1000 * kv for kv in P4_KV] * 4}, 10, 3600))
    assert day.finding is Finding.FAIL
    assert day.worst[0].value == pytest.approx(7.1)


def test_from_35_kv_on_both_directions_together_are_judged() -> None:
    volts = [36_500.0, 33_000.0] * 20  # +4.286 % and −5.714 %
    said = only(found({"u_ab_v": volts}, 35, 600))
    assert said.judged == pytest.approx(10.0)
    assert said.finding is Finding.MARGINAL


def test_a_single_phase_may_fall_further_than_three() -> None:
    low = [202.0] * 40  # −8.2 %
    one = only(found({"u_a_v": low}, 0.38))
    three = found({f"u_{p}_v": low for p in "abc"}, 0.38).quantities[0]
    assert (one.finding, three.finding) == (Finding.PASS, Finding.FAIL)


def test_short_values_are_joined_by_their_squares() -> None:
    series = Series(Samples(START, 200, {"u": array("d")}), np.array([229.8, 230.4, 228.9]))
    _, joined = rms_steps(series, 600)
    assert joined[0] == pytest.approx(229.7008, abs=5e-5)


def test_a_window_that_is_not_full_is_missing_and_not_low() -> None:
    series = Series(
        Samples(START, 200, {"u": array("d")}), np.array([230, nan, 230.0, 231, 231, 231])
    )
    _, joined = rms_steps(series, 600)
    assert np.isnan(joined[0])
    assert joined[1] == pytest.approx(231)


def test_example_p5_long_flicker_passes_though_one_short_value_is_high() -> None:
    samples = Samples(START, 600, {"pst_a": array("d", P5)})
    _at, plt = long_flicker(Series(samples, np.array(P5)))
    assert plt == pytest.approx([0.8189], abs=5e-5)
    said = only(found({"pst_a": P5 * 12}, 10))
    assert (round(said.judged, 4), said.finding) == (0.8189, Finding.PASS)


def test_two_hours_that_are_not_whole_have_no_long_flicker() -> None:
    late = Samples(START + timedelta(hours=1), 600, {"pst_a": array("d", P5)})
    _, plt = long_flicker(Series(late, np.array(P5)))
    assert np.isnan(plt).all()


def test_unbalance_is_judged_by_its_95_percent_value_and_by_its_highest() -> None:
    assert only(found({"unb_u_pct": [1.0] * 39 + [4.1]}, 10)).finding is Finding.FAIL
    assert only(found({"unb_u_pct": [1.0] * 39 + [3.9]}, 10)).finding is Finding.PASS
    lines = {"u_ab_v": 379.941, "u_bc_v": 385.354, "u_ca_v": 389.152}
    said = found({name: [volts] * 40 for name, volts in lines.items()}, 0.38)
    unbalance = next(q for q in said.quantities if q.id == "pq.unbalance_pcc")
    assert unbalance.cp95 == pytest.approx(1.388, abs=5e-4)


def test_a_frequency_is_held_against_two_tenths() -> None:
    assert only(found({"f_hz": [50.0] * 39 + [49.79]}, 10)).finding is Finding.FAIL
    said = only(found({"f_hz": [50.05] * 40}, 10))
    assert (said.finding, round(said.judged, 6)) == (Finding.PASS, 0.05)


def test_flagged_values_are_left_out_and_too_many_leave_no_verdict() -> None:
    flags = [1.0] + [0.0] * 39
    said = found({"thdu_a_pct": [99.0, *[2.0] * 39], "flags": flags}, 10)
    assert (said.flagged, only(said).highest, only(said).finding) == (1, 2.0, Finding.PASS)
    doubted = found({"thdu_a_pct": [2.0] * 40, "flags": [1.0] * 5 + [0.0] * 35}, 10)
    assert (only(doubted).finding, only(doubted).why) == (Finding.INCONCLUSIVE, "flagged")


def test_missing_values_leave_no_verdict() -> None:
    said = only(found({"thdu_a_pct": [2.0] * 90 + [nan] * 10}, 10))
    assert (said.finding, said.why) == (Finding.INCONCLUSIVE, "incomplete")


def test_a_week_is_formal_and_a_day_is_a_quick_look() -> None:
    assert found({"f_hz": [50.0] * 1008}, 10).is_formal
    assert not found({"f_hz": [50.0] * 144}, 10).is_formal


def test_a_record_of_power_alone_says_nothing_of_quality() -> None:
    samples = Samples(START, 900, {"p_kw": array("d", [1, 2])})
    assert quality_of(samples, 10, LIMITS) is None
