"""What samples say in numbers, and how few points stand for many without hiding a peak."""

from array import array
from datetime import datetime, timedelta
from decimal import Decimal
from math import isnan, nan

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.clock import CHINA
from app.domain.load import EmptyLoad, Gap, Samples, envelope, summarise

START = datetime(2026, 1, 1, tzinfo=CHINA)
QUARTER = timedelta(minutes=15)

curves = st.lists(st.floats(0, 1e5) | st.just(nan), min_size=1, max_size=200)


def a_total(*values: float) -> Samples:
    return Samples(START, 900, {"p_kw": array("d", values)})


def test_a_summary_counts_only_what_is_there() -> None:
    said = summarise(a_total(2, nan, nan, 4, 6))
    assert (said.points, said.peak_kw, said.peak_at) == (3, 6, START + 4 * QUARTER)
    assert (said.energy_kwh, said.load_factor) == (3, Decimal("0.6667"))
    assert said.gaps == (Gap(START + QUARTER, START + 3 * QUARTER, 2),)
    assert said.end == START + 5 * QUARTER


def test_a_gap_at_either_end_is_a_gap() -> None:
    gaps = summarise(a_total(nan, 1, nan)).gaps
    assert [(gap.start, gap.end) for gap in gaps] == [
        (START, START + QUARTER),
        (START + 2 * QUARTER, START + 3 * QUARTER),
    ]


def test_the_peak_of_three_phases_is_that_of_their_sum() -> None:
    phases = {"p_a_kw": [9, 1, 4], "p_b_kw": [1, 5, 4], "p_c_kw": [1, 1, nan]}
    samples = Samples(START, 900, {name: array("d", kw) for name, kw in phases.items()})
    said = summarise(samples)
    assert (said.phases, said.points, said.peak_kw) == (3, 2, 11)


def test_a_feeder_that_only_gives_has_no_load_factor() -> None:
    assert summarise(a_total(-3, -1)).load_factor == 0


def test_there_is_no_minus_zero_kilowatt() -> None:
    assert str(summarise(a_total(-1e-9, -1)).peak_kw) == "0.0000"


def test_a_record_without_power_says_when_it_was_and_no_peak() -> None:
    channels = {"u_a_v": array("d", [220, nan, nan]), "f_hz": array("d", [nan, 50, nan])}
    said = summarise(Samples(START, 900, channels))
    assert (said.has_power, said.points, said.peak_kw) == (False, 2, 0)
    assert [gap.missing for gap in said.gaps] == [1]


def test_nothing_is_said_of_no_samples() -> None:
    with pytest.raises(EmptyLoad):
        summarise(a_total(nan, nan))


@given(st.lists(st.floats(-1e18, 1e18), min_size=1, max_size=50))
@example([1.1125369292536007e-308, -4.0])  # so small a peak that the mean over it is no number
def test_numbers_of_any_size_are_summarised(values: list[float]) -> None:
    assert float(summarise(a_total(*values)).peak_kw) == pytest.approx(max(values), abs=1e-4)


@given(curves.filter(lambda values: any(v > 1 for v in values)))
def test_the_numbers_agree_with_an_independent_library(values: list[float]) -> None:
    said, oracle = summarise(a_total(*values)), np.array(values)
    assert float(said.energy_kwh) == pytest.approx(np.nansum(oracle) / 4, abs=1e-3, rel=1e-9)
    assert float(said.load_factor) == pytest.approx(
        np.nanmean(oracle) / np.nanmax(oracle), abs=1e-4
    )
    assert said.points == np.count_nonzero(~np.isnan(oracle))
    assert sum(gap.missing for gap in said.gaps) == np.count_nonzero(np.isnan(oracle))


@given(curves, st.integers(1, 50))
def test_an_envelope_never_hides_a_peak_or_a_valley(values: list[float], buckets: int) -> None:
    lows, highs = envelope(values, buckets)
    assert len(lows) == len(highs) == min(buckets, len(values))
    present = [v for v in values if not isnan(v)]
    if present:
        assert max(v for v in highs if not isnan(v)) == max(present)
        assert min(v for v in lows if not isnan(v)) == min(present)
    else:
        assert all(isnan(v) for v in (*lows, *highs))


def test_an_envelope_keeps_a_gap_that_fills_a_bucket() -> None:
    lows, highs = envelope([1, 2, nan, nan, 5, 6], 3)
    assert [isnan(v) for v in (*lows, *highs)] == [False, True, False] * 2
    assert (lows[0], highs[0], lows[2], highs[2]) == (1, 2, 5, 6)
