"""The load plot: no peak is ever hidden, fingers and buttons move it, it says its values."""

import math
import random
from array import array
from datetime import datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.clock import CHINA
from app.domain.load import Samples, envelope, summarise
from ui.demo.hands import click, find
from ui.parts.envelope import Pyramid
from ui.parts.load_facts import LoadFacts
from ui.parts.load_plot import LoadPlot
from ui.parts.load_series import load_series, overlay

START = datetime(2025, 1, 1, tzinfo=CHINA)
NAN = math.nan


def samples_of(values: list[float], interval_s: int = 900, **more: list[float]) -> Samples:
    channels = {"p_kw": array("d", values)} | {name: array("d", v) for name, v in more.items()}
    return Samples(START, interval_s, channels)


def three_phases(count: int, interval_s: int = 60) -> Samples:
    chance = random.Random(7)
    base = [60 + 40 * math.sin(n / 229) + chance.gauss(0, 3) for n in range(count)]
    base[count // 3] = 400
    for n in range(count // 2, count // 2 + 50):
        base[n] = NAN
    channels = {
        f"p_{p}_kw": array("d", (v * k for v in base))
        for p, k in zip("abc", (1, 0.9, 1.1), strict=True)
    }
    return Samples(START, interval_s, channels | {"q_kvar": array("d", [5.0] * count)})


@pytest.fixture
def plot(qtbot: QtBot) -> LoadPlot:
    """A year of 1-minute data on three phases, shown."""
    return shown(qtbot, YEAR)


YEAR = three_phases(525_600)


def shown(qtbot: QtBot, samples: Samples) -> LoadPlot:
    made = LoadPlot()
    qtbot.addWidget(made)
    made.resize(1000, 640)
    made.show_load(samples, summarise(samples))
    made.show()
    QTest.qWait(10)
    return made


def the_readout(plot: LoadPlot) -> str:
    return find(plot, QLabel, "load_readout").text()


values = st.lists(st.one_of(st.floats(-1e6, 1e6), st.just(NAN)), min_size=1, max_size=400)


@given(values, st.integers(1, 60), st.data())
def test_no_peak_and_no_valley_is_ever_hidden(
    some: list[float], columns: int, data: st.DataObject
) -> None:
    # So that several steps of the pyramid are needed, the drawn values are spread over many more.
    series = np.repeat(np.array(some), 37)
    first = data.draw(st.integers(0, len(series) - 1))
    last = data.draw(st.integers(first + 1, len(series)))
    seen = Pyramid(series).seen(first, last, columns)
    inside = series[first:last]
    if np.isfinite(inside).any():
        assert np.nanmax(seen.values) >= np.nanmax(inside)
        assert np.nanmin(seen.values) <= np.nanmin(inside)
    assert len(seen.at) <= max(2 * columns, 1)


@given(st.integers(2_000, 40_000), st.integers(1, 300), st.data())
def test_a_single_high_sample_is_drawn_where_it_is(
    count: int, columns: int, data: st.DataObject
) -> None:
    first = data.draw(st.integers(0, count - 1))
    last = data.draw(st.integers(first + 1, count))
    at = data.draw(st.sampled_from((first, last - 1, (first + last) // 2)))
    series = np.zeros(count)
    series[at] = 1
    seen = Pyramid(series).seen(first, last, columns)
    drawn = seen.at[seen.values == 1]
    assert len(drawn) >= 1
    assert abs(drawn - at).max() <= 1.25 * (last - first) / columns + 1


def test_whole_columns_without_data_stay_empty() -> None:
    series = np.ones(10_000)
    series[4_000:6_000] = NAN
    seen = Pyramid(series).seen(0, 10_000, 100)
    empty = np.isnan(seen.values)
    assert 36 <= empty.sum() <= 40
    assert seen.at[empty].min() >= 4_000
    assert seen.at[empty].max() <= 6_000


def test_the_pyramid_and_the_plain_envelope_agree() -> None:
    chance = random.Random(3)
    some = [chance.uniform(-50, 500) for _ in range(8_192)]
    lows, highs = envelope(some, 64)
    seen = Pyramid(np.array(some)).seen(0, len(some), 64)
    pairs = seen.values.reshape(-1, 2)
    assert pairs.min(axis=1).tolist() == list(lows)
    assert pairs.max(axis=1).tolist() == list(highs)


def test_the_peak_is_said_and_marked_at_first(plot: LoadPlot) -> None:
    assert "1,200.0 kW" in the_readout(plot)
    assert plot.plot.shows_all


def test_buttons_zoom_move_and_go_back_to_the_whole(plot: LoadPlot) -> None:
    whole = plot.plot.in_view
    click(plot, "load_in")
    first, last = plot.plot.in_view
    assert last - first == pytest.approx((whole[1] - whole[0]) / 2)
    click(plot, "load_right")
    assert plot.plot.in_view[0] > first
    click(plot, "load_left")
    click(plot, "load_left")
    assert plot.plot.in_view[0] < first
    click(plot, "load_whole")
    assert plot.plot.shows_all
    click(plot, "load_out")
    assert plot.plot.shows_all


def test_the_peak_can_be_gone_to(plot: LoadPlot) -> None:
    click(plot, "load_peak")
    first, last = plot.plot.in_view
    at = START.timestamp() + 525_600 // 3 * 60
    assert first < at < last
    assert last - first == pytest.approx(2 * 86_400)


def test_nobody_zooms_beyond_a_few_samples(plot: LoadPlot) -> None:
    for _ in range(40):
        click(plot, "load_in")
    first, last = plot.plot.in_view
    assert last - first == pytest.approx(8 * 60)


def test_the_wheel_zooms_where_the_pointer_is(plot: LoadPlot) -> None:
    before = plot.plot._x_at(QPointF(700, 200))
    position = QPointF(700, 200)
    event = QWheelEvent(
        position, position, QPoint(0, 0), QPoint(0, 240), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    plot.plot.wheelEvent(event)
    assert not plot.plot.shows_all
    first, last = plot.plot.in_view
    assert plot.plot._x_at(QPointF(700, 200)) == pytest.approx(before, abs=(last - first) / 400)


def test_a_small_plot_leaves_the_wheel_to_the_page(qtbot: QtBot) -> None:
    made = LoadPlot(small=True)
    qtbot.addWidget(made)
    samples = samples_of([1.0, 2.0, 3.0] * 100)
    made.show_load(samples, summarise(samples))
    position = QPointF(100, 100)
    event = QWheelEvent(
        position, position, QPoint(0, 0), QPoint(0, 240), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    made.plot.wheelEvent(event)
    assert not event.isAccepted()
    assert made.plot.shows_all


@pytest.fixture(scope="module")
def finger(qapp: QApplication) -> QPointingDevice:
    return QTest.createTouchDevice()


def test_one_finger_reads_the_value_under_it(plot: LoadPlot, finger: QPointingDevice) -> None:
    before = the_readout(plot)
    pad = plot.plot.viewport()
    QTest.touchEvent(pad, finger).press(0, QPoint(300, 150), pad)
    QTest.touchEvent(pad, finger).move(0, QPoint(500, 150), pad)
    middle = the_readout(plot)
    QTest.touchEvent(pad, finger).release(0, QPoint(500, 150), pad)
    assert middle != before
    assert plot.plot.shows_all
    seen = plot.plot._x_at(QPointF(500, 150))
    assert f"{datetime.fromtimestamp(seen, CHINA).month}月" in the_readout(plot)


def test_two_fingers_zoom_and_carry_what_is_under_them(
    plot: LoadPlot, finger: QPointingDevice
) -> None:
    pad = plot.plot.viewport()
    held = plot.plot._x_at(QPointF(500, 150))
    touch = QTest.touchEvent(pad, finger)
    touch.press(0, QPoint(450, 150), pad).press(1, QPoint(550, 150), pad)
    touch.commit()
    touch = QTest.touchEvent(pad, finger)
    touch.move(0, QPoint(400, 150), pad).move(1, QPoint(600, 150), pad)
    touch.commit()
    first, last = plot.plot.in_view
    assert last - first == pytest.approx(525_600 * 60 / 2, rel=0.02)
    assert plot.plot._x_at(QPointF(500, 150)) == pytest.approx(held, abs=(last - first) / 100)
    touch = QTest.touchEvent(pad, finger)
    touch.move(0, QPoint(300, 150), pad).move(1, QPoint(500, 150), pad)
    touch.commit()
    assert plot.plot.in_view[0] > first
    QTest.touchEvent(pad, finger).release(0, QPoint(300, 150), pad).release(
        1, QPoint(500, 150), pad
    )


def test_phases_are_switched_and_said_and_one_always_stays(plot: LoadPlot) -> None:
    for name in ("a", "b", "q"):
        click(plot, f"phase_{name}")
    words = the_readout(plot)
    assert all(said in words for said in ("三相合计", "A 相", "B 相", "无功 5.0 kvar"))
    for name in ("a", "b", "q", "total"):
        click(plot, f"phase_{name}")
    assert find(plot, QPushButton, "phase_total").isChecked()
    assert "三相合计" in the_readout(plot)


def test_switching_a_phase_keeps_what_is_in_view(plot: LoadPlot) -> None:
    click(plot, "load_peak")
    before = plot.plot.in_view
    click(plot, "phase_c")
    assert plot.plot.in_view == pytest.approx(before)


def test_where_data_is_missing_it_is_said(plot: LoadPlot) -> None:
    plot.read_at(START.timestamp() + (525_600 // 2 + 10) * 60)
    assert "无数据" in the_readout(plot)


def test_the_days_lie_over_one_another(plot: LoadPlot) -> None:
    click(plot, "load_view_days")
    words = the_readout(plot)
    assert "365 天叠加" in words
    assert "最高 1,200.0 kW" in words
    assert "红线为最大负荷日 2025-05-02" in words


def test_the_overlay_puts_each_sample_at_its_time_of_day() -> None:
    samples = Samples(START + timedelta(hours=6), 21_600, {"p_kw": array("d", range(1, 8))})
    made = overlay(load_series(samples))
    assert made is not None
    expected = [[NAN, 1, 2, 3], [4, 5, 6, 7]]
    assert np.array_equal(made.days, np.array(expected), equal_nan=True)
    assert made.middle.tolist() == [4, 3, 4, 5]
    assert (made.peak_day, made.dates[1].day) == (1, 2)


def test_days_that_do_not_part_evenly_are_not_laid_over_one_another(qtbot: QtBot) -> None:
    plot = shown(qtbot, samples_of([1.0] * 300, interval_s=420))
    click(plot, "load_view_days")
    assert "不能逐日叠加" in the_readout(plot)


def test_duration_says_for_how_long_the_load_is_no_lower(qtbot: QtBot) -> None:
    plot = shown(qtbot, samples_of([float(n) for n in range(100)] + [NAN] * 4))
    click(plot, "load_view_duration")
    plot.read_at(10.0)
    assert "10.0 小时" in the_readout(plot)
    assert "59.0 kW" in the_readout(plot)


@pytest.mark.parametrize(
    "values", [[0.0, 0.0], [-5.0, -3.0, -4.0], [NAN, 3.0, NAN], [7.0], [1e9, -1e9]]
)
def test_every_curve_can_be_drawn_in_every_view(qtbot: QtBot, values: list[float]) -> None:
    plot = shown(qtbot, samples_of(values))
    for view in ("days", "duration", "time"):
        click(plot, f"load_view_{view}")
        plot.grab()
    assert "kW" in the_readout(plot)


def test_a_channel_of_which_nothing_is_there_is_said_to_be_empty(qtbot: QtBot) -> None:
    plot = shown(qtbot, samples_of([1.0, 2.0, 3.0] * 40, q_kvar=[NAN] * 120))
    click(plot, "phase_q")
    click(plot, "phase_total")
    assert "无功 无数据" in the_readout(plot)
    click(plot, "load_view_days")
    assert "没有数据" in the_readout(plot)
    click(plot, "load_view_duration")
    plot.grab()
    assert "无功 无数据" in the_readout(plot)


def test_another_curve_takes_the_place_of_the_first(plot: LoadPlot) -> None:
    samples = samples_of([1.0, 2.0, 3.0])
    plot.show_load(samples, summarise(samples))
    assert "3.0 kW" in the_readout(plot)
    assert plot.findChildren(QPushButton, "phase_a") == [] or not find_visible(plot, "phase_a")


def find_visible(plot: LoadPlot, name: str) -> bool:
    return any(made.isVisible() for made in plot.findChildren(QPushButton, name))


def test_a_record_without_power_is_shown_without_a_curve_or_a_zero(qtbot: QtBot) -> None:
    volts = Samples(START, 900, {"u_a_v": array("d", [230.0, 231.0, 229.0, 230.5])})
    series = load_series(volts)
    assert series.count == 4
    assert np.isnan(series.channels["total"]).all()
    assert overlay(series) is None
    drawn = shown(qtbot, volts)
    for view in ("time", "days", "duration"):
        drawn._show_view(view)
        drawn.read_at(START.timestamp())
        assert "kW" not in the_readout(drawn)
    drawn.show_peak()
    facts = LoadFacts()
    qtbot.addWidget(facts)
    facts.show_facts(summarise(volts))
    assert "没有有功功率" in find(facts, QLabel, "load_no_power").text()
    assert facts.findChild(QLabel, "load_peak_kw") is None
