"""What is drawn of an analysis says what was measured: no peak hidden, no gap a zero."""

from array import array
from datetime import datetime, timedelta
from math import isnan, nan

import pytest

from app.analysing import findings_of, nominal_kv_of, study_of
from app.analysis.pictures import heat_picture
from app.analysis.series import power_of
from app.analysis.stretch import stretch_of
from app.clock import CHINA
from app.domain.load import Samples
from app.domain.load_headline import load_headlines
from app.domain.load_pictures import Picture
from app.domain.load_words import spoken
from app.domain.quality_findings import ConnectionPoint
from app.reference.library import open_reference

MONDAY = datetime(2026, 11, 2, tzinfo=CHINA)
REFERENCE = open_reference()
A_DAY = [10.0 + hour for hour in range(24)]


def a_curve(values: list[float], interval_s: int = 3600, **more: list[float]) -> Samples:
    channels = {"p_kw": array("d", values)} | {name: array("d", v) for name, v in more.items()}
    return Samples(MONDAY, interval_s, channels)


def drawn(samples: Samples, **asked: float) -> dict[str, Picture]:
    study = study_of(samples, "mean", REFERENCE, **asked)  # type: ignore[arg-type]
    return {picture.key: picture for picture in study.pictures}


def test_a_duration_curve_falls_from_the_peak_and_ends_before_what_was_not_measured() -> None:
    picture = drawn(a_curve([*A_DAY, nan, nan]))["duration"]
    line = picture.lines[0]
    assert (line.y[0], line.y[-1]) == (33.0, 10.0)
    assert list(line.y) == sorted(line.y, reverse=True)
    assert picture.gaps == ((24.0, 26.0),)
    assert line.x[-1] == 24.0
    assert picture.x.high == 26.0


def test_a_peak_among_many_thousands_is_drawn_at_the_left() -> None:
    values = [1.0] * 20_000
    values[7_777] = 999.0
    line = drawn(a_curve(values, 60))["duration"].lines[0]
    assert max(line.y) == 999.0
    assert len(line.x) <= 402


def test_an_hour_that_was_hardly_measured_stays_empty_in_the_heat_map() -> None:
    values = [50.0] * 96
    values[4:6] = [nan, nan]  # half of the hour from 01:00
    values[40] = 90.0
    picture = heat_picture(power_of(a_curve(values, 900)))
    assert picture is not None
    assert picture.cells is not None
    (day,) = picture.cells.columns
    assert [n for n, value in enumerate(day) if isnan(value)] == [1]
    assert (day[10], picture.cells.high) == (60.0, 60.0)
    assert (picture.marks[0].x, picture.marks[0].y) == (picture.x.low + 0.5, 10.5)
    assert picture.note is not None
    assert "2026-11-02 10:00" in spoken(picture.note)


def test_typical_days_break_where_nothing_was_measured_and_share_one_scale() -> None:
    week = [nan if hour == 3 else 10.0 + hour for _ in range(7) for hour in range(24)]
    made = drawn(a_curve(week))
    day = made["day_year"]
    assert [line.role for line in day.lines] == ["working", "off"]
    assert "day_autumn" in made
    assert "day_spring" not in made
    assert made["day_autumn"].y == day.y


def test_the_nearest_kind_of_user_is_drawn_over_the_customer_with_its_distance() -> None:
    week = [10.0 + hour for _ in range(7) for hour in range(24)]
    samples = a_curve(week)
    found = findings_of(samples, "mean", REFERENCE)
    assert found is not None
    near = found.likeness[0]
    picture = drawn(samples)["like_0_working"]
    mine, other = picture.lines
    assert (mine.role, other.role) == ("mine", "reference")
    both = [(a - b) ** 2 for a, b in zip(mine.y[::2], other.y[::2], strict=True)]
    assert (sum(both) / 24) ** 0.5 == pytest.approx(near.working)
    assert f"{near.working:.2f}" in spoken(picture.title)


def test_a_month_without_samples_is_a_gap() -> None:
    september = [5.0] * (29 * 24)
    values = [*september, *[nan] * (32 * 24), *[8.0] * (10 * 24)]
    picture = drawn(a_curve(values))["months"]
    assert len(picture.bars) == 2
    assert picture.gaps == ((1.0, 2.0),)
    assert {bar.value for bar in picture.bars} == {5.0, 8.0}


def test_quality_is_drawn_beside_its_limits() -> None:
    count = 1008
    channels = {
        "thdu_a_pct": [2.0] * count,
        "hu_a_5_pct": [3.9] * count,
        "hu_a_7_pct": [4.4] * count,
    }
    samples = Samples(MONDAY, 600, {name: array("d", v) for name, v in channels.items()})
    made = drawn(samples, un_kv=0.38)
    (thd,) = made["quality"].bars
    assert (thd.role, thd.value, thd.limit) == ("pass", 40.0, 100.0)
    assert "余量 60 %" in spoken(thd.said)
    (near,) = drawn(samples, un_kv=110)["quality"].bars
    assert (near.role, near.value) == ("marginal", 100.0)
    roles = {bar.at: (bar.role, bar.limit) for bar in made["harmonics"].bars}
    assert roles == {5.0: ("pass", 4.0), 7.0: ("fail", 4.0)}


def test_quality_over_time_keeps_its_limit_its_worst_moment_and_its_gaps() -> None:
    thd = [2.0] * 3000
    thd[1234], thd[2000:2100] = 4.75, [nan] * 100
    samples = Samples(MONDAY, 600, {"thdu_a_pct": array("d", thd)})
    picture = drawn(samples, un_kv=10)["trend_pq.thdu"]
    line, limit = picture.lines
    assert max(value for value in line.y if not isnan(value)) == 4.75
    assert (limit.role, limit.y) == ("limit", (4.0, 4.0))
    first = picture.x.low
    assert picture.marks[0].x == pytest.approx(first + 1234 / 144)
    (gap,) = picture.gaps
    assert gap == pytest.approx((first + 2000 / 144, first + 2100 / 144))


def test_voltage_over_time_is_its_deviation_between_both_limits() -> None:
    samples = Samples(MONDAY, 600, {"u_a_v": array("d", [231.0] * 144)})
    picture = drawn(samples, un_kv=0.38)["trend_pq.voltage_dev"]
    assert picture.lines[0].y[0] == pytest.approx(5.0)
    assert [line.y[0] for line in picture.lines if line.role == "limit"] == [7.0, -7.0]


def test_currents_are_drawn_beside_what_the_point_of_connection_may_take() -> None:
    samples = Samples(MONDAY, 600, {"hi_a_5_a": array("d", [9.0] * 1008)})
    point = ConnectionPoint(10, 150, 5, 20)
    study = study_of(samples, "mean", REFERENCE, un_kv=10, point=point)
    (picture,) = study.pictures
    (bar,) = picture.bars
    assert (bar.role, bar.limit) == ("pass", pytest.approx(9.449, abs=5e-4))
    assert "余量 4.8 %" in spoken(bar.said)


def test_a_stretch_counts_no_gap_as_zero() -> None:
    series = power_of(a_curve([2.0, 4.0, nan, 6.0]))
    found = stretch_of(series, 1, 4)
    assert (found.points, found.expected) == (2, 3)
    assert (found.peak_kw, found.mean_kw, found.energy_kwh) == (6.0, 5.0, 10.0)
    assert found.load_factor == pytest.approx(5 / 6)
    assert found.peak_at == MONDAY + timedelta(hours=3)
    empty = stretch_of(series, 2, 3)
    assert (empty.points, empty.mean_kw, empty.energy_kwh) == (0, None, None)


def test_the_moments_to_look_at_lie_in_the_curve() -> None:
    thd = [2.0] * 24
    thd[7] = 4.0
    study = study_of(a_curve(A_DAY, thdu_a_pct=thd), "mean", REFERENCE)
    spots = {spot.key: spot for spot in study.spots}
    assert spots["peak"].at == MONDAY + timedelta(hours=23)
    assert (spots["sliding"].at, spots["sliding"].seconds) == (spots["peak"].at, 3600)
    assert spots["pq.thdu_0"].at == MONDAY + timedelta(hours=7)


@pytest.mark.parametrize(
    ("channel", "volts", "level"),
    [
        ("u_a_v", 231.0, 0.38),
        ("u_a_v", 5780.0, 10.0),
        ("u_ab_v", 35_600.0, 35.0),
        ("f_hz", 50.0, 0.38),
    ],
)
def test_the_voltage_level_follows_what_was_measured(
    channel: str, volts: float, level: float
) -> None:
    samples = Samples(MONDAY, 600, {channel: array("d", [volts, nan, volts])})
    assert nominal_kv_of(samples) == level


def test_energy_of_a_year_is_measured_or_said_to_be_an_estimate() -> None:
    year = findings_of(a_curve([10.0] * 8760), "mean", REFERENCE)
    week = findings_of(a_curve([10.0] * 167 + [nan]), "mean", REFERENCE)
    assert year is not None
    assert week is not None
    of_year, of_week = ({f.key: f for f in load_headlines(each)} for each in (year, week))
    assert (of_year["year"].value, spoken(of_year["year"].more)) == ("87,600", "全年实测")
    assert of_week["year"].value == "87,600"
    assert "推算" in spoken(of_week["year"].more)
    assert "没有当作零" in spoken(of_week["gaps"].more)


class _Stopped(Exception):
    pass


def test_a_study_stops_where_it_is_told_to() -> None:
    heard: list[float] = []

    def step(share: float) -> None:
        heard.append(share)
        if share > 0.4:
            raise _Stopped

    with pytest.raises(_Stopped):
        study_of(a_curve(A_DAY), "mean", REFERENCE, step=step)
    assert heard == sorted(heard)
    assert len(heard) == 2
