"""What a load curve says: every worked example of the reference, and pandas-free oracles."""

from array import array
from datetime import date, datetime, timedelta
from math import nan

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.analysing import findings_of
from app.analysis.calendar import by_month, days_of, split_by, typical_days
from app.analysis.demand import block_demand, sliding_demand, windows
from app.analysis.energy import descending, duration_at, energy_of, hours_above
from app.analysis.likeness import likenesses
from app.analysis.phases import (
    deviation_pct,
    factor_of,
    line_unbalance_pct,
    neutral_a,
    sequence_pct,
    spread_pct,
    unbalance_of,
)
from app.analysis.series import power_of
from app.clock import CHINA
from app.domain.load import Samples
from app.domain.load_findings import TypicalDay
from app.domain.tariff import Period, Tariff
from app.domain.working_days import Calendar
from app.reference.library import open_reference

MONDAY = datetime(2026, 11, 2, tzinfo=CHINA)
BOOKS = open_reference().load_books
EXAMPLE_6 = [
    *[300] * 10,
    *(420, 440, 460, 470, 480, 490, 485, 480, 470, 450, 430, 400, 380, 350, 330),
    *[310] * 5,
]
EXAMPLE_7 = [
    *(120, 110, 105, 100, 100, 115, 160, 240, 380, 420, 430, 400),
    *(310, 350, 410, 430, 420, 390, 340, 360, 330, 260, 190, 150),
]


def a_curve(values: list[float], interval_s: int, start: datetime = MONDAY) -> Samples:
    return Samples(start, interval_s, {"p_kw": array("d", values)})


def test_example_6_the_maximum_demand_of_blocks_and_of_sliding_windows() -> None:
    series = power_of(a_curve(EXAMPLE_6, 60))
    assert windows(series.values, 15, 0, 15)[1] == pytest.approx([351.333, 387.667], abs=5e-4)
    assert windows(series.values, 15, 0, 5)[1] == pytest.approx(
        [351.333, 409.667, 435.667, 387.667], abs=5e-4
    )
    block, sliding = block_demand(series), sliding_demand(series)
    assert block is not None
    assert sliding is not None
    assert (round(block.kw, 3), round(sliding.kw, 3)) == (387.667, 435.667)
    assert sliding.ends_at == MONDAY + timedelta(minutes=25)  # the end of minutes 10 to 24
    assert block.ends_at == MONDAY + timedelta(minutes=30)


def test_example_6_energies_of_a_quarter_times_four_are_the_demand() -> None:
    kw = [4 * kwh for kwh in (62.5, 71.0, 80.25, 77.5)]
    assert kw == [250, 284, 321, 310]
    found = block_demand(power_of(a_curve(kw, 900)))
    assert found is not None
    assert (found.kw, found.ends_at) == (321, MONDAY + timedelta(minutes=45))


def test_a_window_with_too_few_samples_is_left_out_and_counted() -> None:
    values = [nan, nan, *[1000.0] * 13, *[300.0] * 15]  # 13 of 15 are 87 %
    found = block_demand(power_of(a_curve(values, 60)))
    assert found is not None
    assert (found.kw, found.windows, found.discarded) == (300, 2, 1)


def test_blocks_begin_on_the_clock_wherever_the_file_begins() -> None:
    start = MONDAY + timedelta(minutes=5)
    found = block_demand(power_of(a_curve([900.0] * 10 + [300.0] * 15, 60, start)))
    assert found is not None
    assert (found.kw, found.windows) == (300, 1)


def test_an_interval_longer_than_the_period_is_its_own_window() -> None:
    found = sliding_demand(power_of(a_curve([1, 5, 3], 3600)))
    assert found is not None
    assert (found.kw, found.period_s, found.step_s) == (5, 3600, 3600)


def test_example_7_energy_load_factor_and_duration() -> None:
    samples = a_curve(EXAMPLE_7, 3600)
    found = findings_of(samples, "mean", open_reference(), "reference")
    assert found is not None
    assert (found.energy.measured_kwh, found.peak_kw) == (6620, 430)
    assert round(found.mean_kw, 3) == 275.833
    assert (round(found.load_factor, 4), round(found.utilisation_h)) == (0.6415, 5619)
    assert round(found.least_kw / found.peak_kw, 4) == 0.2326
    assert found.split is not None
    assert found.split.kwh == pytest.approx({"peak": 3520, "flat": 2110, "valley": 990})
    shares = [100 * found.split.share(name) for name in ("peak", "valley", "flat")]
    assert [round(share, 2) for share in shares] == [53.17, 14.95, 31.87]
    ordered = descending(power_of(samples))
    assert [duration_at(ordered, q) for q in (0.25, 0.5, 0.75)] == [400, 330, 150]
    assert hours_above(power_of(samples), 400) == 6


def test_example_8_spot_values_with_a_gap() -> None:
    samples = a_curve([200, 220, 210, nan, nan, 240, 236], 900)
    found = energy_of(power_of(samples), "instant")
    assert found.measured_kwh == pytest.approx(165.75)
    assert (found.coverage, found.estimate_kwh, found.bound_kwh) == (0.5, 168.75, 180)


def test_the_same_gap_in_means_is_stated_and_never_zero() -> None:
    samples = a_curve([200, nan, 400, nan], 3600)
    found = energy_of(power_of(samples), "mean")
    assert (found.measured_kwh, found.coverage) == (600, 0.5)
    assert (found.estimate_kwh, found.bound_kwh) == (300, 400)  # the open end is not guessed


def test_a_register_tells_the_energy_across_a_gap() -> None:
    samples = a_curve([nan, 4, nan, 4], 3600)
    samples = Samples(MONDAY, 3600, {**samples.channels, "e_kwh": array("d", [0, 4, nan, 12])})
    assert energy_of(power_of(samples), "mean").register_kwh == 12


def test_an_interval_across_a_border_is_parted_by_time() -> None:
    day = (Period(0, 30, "valley"), Period(30, 24 * 60, "peak"))
    tariff = Tariff("t", "t", "t", dict.fromkeys(range(1, 13), day), "s", "verify")
    found = split_by(power_of(a_curve([60, 60], 3600)), tariff)
    assert found.kwh == {"peak": 90, "valley": 30}


def test_an_interval_across_midnight_and_the_end_of_a_month_is_parted_by_time() -> None:
    months = {
        month: (Period(0, 1440, "peak" if month == 11 else "valley"),) for month in range(1, 13)
    }
    tariff = Tariff("t", "t", "t", months, "s", "verify")
    start = datetime(2026, 11, 30, 23, 45, tzinfo=CHINA)
    found = split_by(power_of(a_curve([100], 3600, start)), tariff)
    assert found.kwh == {"peak": 25, "valley": 75}


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.floats(0, 1e4) | st.just(nan), min_size=1, max_size=200),
    st.sampled_from([60, 420, 900, 1800, 3600]),
    st.integers(0, 86_400 * 40),
)
def test_a_split_by_seconds_agrees_with_counting_them(
    values: list[float], interval_s: int, late_s: int
) -> None:
    start = datetime(2026, 6, 20, tzinfo=CHINA) + timedelta(seconds=late_s)
    tariff = BOOKS.tariffs[1]
    found = split_by(power_of(a_curve(values, interval_s, start)), tariff)
    counted = dict.fromkeys(tariff.names, 0.0)
    for number, kw in enumerate(values):
        if kw == kw:
            for second in range(0, interval_s, 30):
                at = start + timedelta(seconds=number * interval_s + second + 15)
                minute = at.hour * 60 + at.minute
                period = next(
                    p for p in tariff.months[at.month] if p.start_min <= minute < p.end_min
                )
                counted[period.name] += kw * 30 / 3600
    assert sum(found.kwh.values()) == pytest.approx(sum(counted.values()))
    if start.second == 0:
        assert found.kwh == pytest.approx(counted)


def test_days_are_told_apart_by_the_calendar() -> None:
    calendar = Calendar(frozenset({date(2026, 11, 4)}), frozenset(), frozenset({2026}))
    values = [float(day) for day in range(7) for _ in range(24)]
    typical, provisional = typical_days(power_of(a_curve(values, 3600)), calendar)
    year = {each.kind: each for each in typical if each.season == "year"}
    assert not provisional
    assert {kind: each.days for kind, each in year.items()} == {
        "working": 4,
        "off": 2,
        "holiday": 1,
    }
    assert set(year["working"].kw) == {(0 + 1 + 3 + 4) / 4}
    assert (set(year["off"].kw), set(year["holiday"].kw)) == ({5.5}, {2})
    assert {each.season for each in typical} == {"year", "autumn"}


def test_a_day_with_gaps_makes_no_typical_day() -> None:
    calendar = Calendar(frozenset(), frozenset(), frozenset({2026}))
    values = [1.0] * 24 + [9.0] * 20 + [nan] * 4
    typical, _ = typical_days(power_of(a_curve(values, 3600)), calendar)
    assert {(each.days, each.kw[0]) for each in typical} == {(1, 1.0)}


def test_a_year_without_its_list_is_provisional() -> None:
    calendar = Calendar(frozenset(), frozenset(), frozenset({2025}))
    assert typical_days(power_of(a_curve([1.0] * 24, 3600)), calendar)[1]


def test_months_say_how_much_of_them_was_measured() -> None:
    start = datetime(2026, 1, 31, 22, tzinfo=CHINA)
    found = by_month(power_of(a_curve([2, nan, 4, 6], 3600, start)))
    assert [(m.first, m.energy_kwh, m.peak_kw, m.coverage) for m in found] == [
        (date(2026, 1, 1), 2, 2, 0.5),
        (date(2026, 2, 1), 10, 6, 1.0),
    ]


def test_days_that_no_interval_parts_are_none() -> None:
    assert days_of(power_of(a_curve([1] * 10, 420))) is None


def test_example_4_unbalance_of_currents_and_of_voltages() -> None:
    currents = np.array([[182.0], [214.0], [165.0]])
    assert deviation_pct(currents)[0] == pytest.approx(14.439, abs=5e-4)
    assert spread_pct(currents)[0] == pytest.approx(22.897, abs=5e-4)
    assert neutral_a(currents)[0] == pytest.approx(43.09, abs=5e-3)

    def phasor(volts: float, degrees: float) -> complex:
        return complex(volts * np.exp(1j * np.deg2rad(degrees)))

    phasors = (phasor(222.0, 0), phasor(218.5, -119.2), phasor(226.0, 120.6))
    assert sequence_pct(*phasors) == pytest.approx(1.388, abs=5e-4)
    lines = np.array([[379.941], [385.354], [389.152]])
    assert line_unbalance_pct(lines)[0] == pytest.approx(1.388, abs=5e-4)


def test_an_equal_triangle_is_balanced_however_it_is_rounded() -> None:
    assert line_unbalance_pct(np.full((3, 1), 400.1))[0] == pytest.approx(0, abs=1e-3)


def test_unbalance_is_of_currents_where_they_are_and_of_loaded_moments_alone() -> None:
    channels = {
        "p_kw": array("d", [1, 1, 1]),
        "i_a_a": array("d", [182, 100, 1]),
        "i_b_a": array("d", [214, 100, 0]),
        "i_c_a": array("d", [165, 100, 0]),  # the third moment is idle
    }
    found = unbalance_of(Samples(MONDAY, 900, channels))
    assert found is not None
    assert (found.of, found.heaviest, found.samples) == ("current", "b", 2)
    assert (round(found.max_pct, 3), found.max_at) == (14.439, MONDAY)
    assert found.neutral_a == pytest.approx(43.09, abs=5e-3)


def test_a_power_factor_is_weighted_by_energy() -> None:
    channels = {"p_kw": array("d", [80, 0, nan]), "q_kvar": array("d", [30, 30, 9])}
    found = factor_of(power_of(Samples(MONDAY, 3600, channels)))
    assert found is not None
    assert (found.weighted, found.active_kwh, found.reactive_kvarh) == (0.8, 80, 60)


def test_a_reference_shape_is_nearest_to_itself_with_distance_nothing() -> None:
    for shape in BOOKS.shapes:
        days = [
            TypicalDay("working", "year", 5, tuple(50 * hour for hour in shape.working)),
            TypicalDay("off", "year", 2, tuple(70 * hour for hour in shape.off)),
        ]
        first, second, *_ = likenesses(days, BOOKS.shapes)
        assert (first.id, round(first.distance, 3)) == (shape.id, 0)
        assert second.distance > 0.1


def test_a_flat_day_is_as_far_as_the_shapes_are_uneven() -> None:
    flat = [TypicalDay("working", "year", 5, (3.0,) * 24)]
    for each in likenesses(flat, BOOKS.shapes):
        shape = next(shape for shape in BOOKS.shapes if shape.id == each.id)
        assert each.distance == pytest.approx(float(np.std(shape.working)), abs=1e-3)
        assert each.off is None


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.floats(0, 1e4) | st.just(nan), min_size=20, max_size=120),
    st.integers(0, 14),
)
def test_demand_agrees_with_looking_at_every_window(values: list[float], late_min: int) -> None:
    series = power_of(a_curve(values, 60, MONDAY + timedelta(minutes=late_min)))
    slid = []
    for begin in range(len(values) - 14):
        window = [v for v in values[begin : begin + 15] if v == v]
        if len(window) >= 13.5:
            slid.append(sum(window) / len(window))
    found = sliding_demand(series)
    assert (found is None) == (not slid)
    if found is not None:
        assert found.kw == pytest.approx(max(slid))
    block = block_demand(series)
    if block is not None:
        assert found is not None
        assert block.kw <= found.kw + 1e-9


def test_a_record_without_power_has_no_findings() -> None:
    samples = Samples(MONDAY, 600, {"f_hz": array("d", [50.0])})
    assert findings_of(samples, "mean", open_reference()) is None
