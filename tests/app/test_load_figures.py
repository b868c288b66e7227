"""The figures that a load profile's record holds: one demand, wherever it is asked for."""

from array import array
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

from app import codec
from app.analysing import figures_of
from app.clock import CHINA
from app.domain.capacity_check import measured_demand
from app.domain.figure_words import figure_parts
from app.domain.load import LoadProfile, Samples, summarise
from app.domain.load_figures import LoadFigures
from app.domain.load_words import spoken
from app.ids import CaseId, Digest, OrgId, RecordId
from app.reference.library import open_reference
from tests.app.test_load_analysis import EXAMPLE_6, EXAMPLE_7, MONDAY, a_curve

D = Decimal


def figures(samples: Samples, kind: str = "mean") -> LoadFigures:
    found = figures_of(samples, kind, open_reference())
    assert found is not None
    return found


def a_profile(samples: Samples, name: str, *, is_known: bool = True) -> LoadProfile:
    return LoadProfile(
        RecordId(name), CaseId("case-1"), OrgId("org"), name, Digest("a"), Digest("b"), "",
        "mean", "end", summarise(samples), MONDAY,
        figures=figures(samples) if is_known else None,
    )  # fmt: skip


def test_example_6_the_sliding_demand_is_kept_with_its_moment_and_its_windows() -> None:
    kept = figures(a_curve(EXAMPLE_6, 60))
    assert kept.demand_kw == D("435.6667")
    assert kept.demand_ends_at == MONDAY + timedelta(minutes=25)
    assert (kept.period_s, kept.step_s, kept.missing, kept.coverage) == (900, 60, 0, 1)


def test_example_7_energy_load_factor_and_split_by_the_tariff_and_its_version() -> None:
    kept = figures(a_curve(EXAMPLE_7, 3600))
    assert (kept.energy_kwh, kept.load_factor) == (6620, D("0.6415"))
    books = open_reference().load_books
    assert (kept.tariff, kept.tariff_zh) == (books.tariffs[0].id, books.tariffs[0].zh)
    assert sum(kept.split_kwh.values()) == 6620
    assert "tariffs 2026." in kept.rules
    assert "day_shapes 2026." in kept.rules
    assert kept.like in {shape.id for shape in books.shapes}


def test_example_8_of_spot_values_trapezoids_are_kept_and_the_gap_is_counted() -> None:
    values = [200.0, 220.0, 210.0, float("nan"), float("nan"), 240.0, 236.0]
    kept = figures(a_curve(values, 900), "instant")
    assert (kept.energy_kwh, kept.coverage, kept.missing) == (D("165.75"), D("0.5"), 2)


def test_what_is_declared_is_held_against_the_sliding_demand_and_not_the_peak_of_a_minute() -> None:
    curve = a_profile(a_curve(EXAMPLE_6, 60), "minutes.csv")
    assert curve.summary.peak_kw == 490
    found = measured_demand([curve])
    assert found is not None
    assert (found.kw, found.interval_s) == (D("435.6667"), 900)
    assert not found.is_peak
    assert found.ends_at == MONDAY + timedelta(minutes=25)


def test_the_curve_with_the_largest_demand_counts_and_not_the_one_with_the_largest_peak() -> None:
    spiky = a_profile(a_curve([100.0] * 14 + [900.0] + [100.0] * 15, 60), "spiky.csv")
    steady = a_profile(a_curve([300.0] * 4, 900), "steady.csv")
    assert spiky.summary.peak_kw > steady.summary.peak_kw
    found = measured_demand([spiky, steady])
    assert found is not None
    assert (found.name, found.kw) == ("steady.csv", 300)


def test_a_record_of_before_the_figures_opens_and_its_peak_is_told_to_be_one() -> None:
    new = a_profile(a_curve(EXAMPLE_6, 60), "minutes.csv")
    plain = {name: value for name, value in codec.encode(new).items() if name != "figures"}
    old = codec.decode(LoadProfile, plain)
    assert old == replace(new, figures=None)
    assert codec.encode(old) == plain  # nothing is written anew, so its digest stays
    found = measured_demand([old])
    assert found is not None
    assert (found.kw, found.interval_s, found.ends_at, found.is_peak) == (490, 60, None, True)
    assert "每 60 秒一个值" in spoken(figure_parts(old)[0])


def test_the_figures_travel_and_come_back_the_same() -> None:
    new = a_profile(a_curve(EXAMPLE_7, 3600), "hours.csv")
    again = codec.decode(LoadProfile, codec.encode(new))
    assert again == new
    assert codec.digest(codec.encode(again)) == codec.digest(codec.encode(new))


def test_what_an_office_reads_of_a_curve_names_window_gaps_and_tariff() -> None:
    values = [*[300.0] * 96, *[float("nan")] * 4, *[200.0] * 92]
    told = "；".join(map(spoken, figure_parts(a_profile(a_curve(values, 900), "two days.csv"))))
    assert "最大需量 300.0 kW（15 分钟滑差" in told
    assert "缺数 4 点（2.08 %），没有当作零" in told
    assert "青海 工商业" in told


def test_a_record_of_voltages_alone_has_no_figures() -> None:
    start = datetime(2026, 11, 2, tzinfo=CHINA)
    volts = Samples(start, 600, {"u_a_v": array("d", [231.0, 232.0])})
    assert figures_of(volts, "mean", open_reference()) is None
