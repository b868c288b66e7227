"""The analysis of a kept curve on the screen: what it says, its pictures, the way to a moment."""

from array import array
from datetime import datetime
from math import nan
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.analysing import study_of
from app.clock import CHINA
from app.domain.load import LoadProfile, Samples, summarise
from app.domain.load_pictures import Cells
from app.reference.library import open_reference
from app.views.load_study import StudyPage
from app.workspace import Workspace
from tests.ui.conftest import the_case_id
from ui.demo.hands import choose, click, find, settle
from ui.demo.load_file import look_at_load, take_load
from ui.load.study_panel import StudyPanel
from ui.main_window import MainWindow
from ui.naming import minute
from ui.parts.load_plot import LoadPlot
from ui.parts.picture_items import PictureCells
from ui.parts.picture_plot import PicturePlot
from ui.parts.touch_plot import TouchPlot

START = datetime(2026, 11, 2, tzinfo=CHINA)
REFERENCE = open_reference()
ROWS = "时间,功率\n" + "".join(
    f"2026-11-{day:02} {hour:02}:00,{10 + hour}\n"
    for day in range(2, 9)
    for hour in range(24)
    if (day, hour) != (4, 5)
)


def words(parent: QWidget, name: str) -> str:
    return find(parent, QLabel, name).text()


def quality_page(un_kv: float) -> StudyPage:
    """A week of voltage quality, judged at this level; the case is of 10 kV."""
    count = 1008
    named = {"hu_a_5_pct": 3.5, "thdu_a_pct": 4.5, "u_a_v": 231.0}
    samples = Samples(START, 600, {name: array("d", [v] * count) for name, v in named.items()})
    study = study_of(samples, "mean", REFERENCE, un_kv=un_kv)
    load = cast(LoadProfile, SimpleNamespace(summary=summarise(samples)))
    return StudyPage(load, study, (), (10.0, 0.38))


def test_a_kept_curve_is_analysed_pictured_stopped_and_leads_to_its_moments(
    window: MainWindow, tablet: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "曲线.csv"
    path.write_text(ROWS)
    window.open_case(the_case_id(tablet))
    settle(window.background)
    look_at_load(window, path)
    take_load(window)
    click(window.screen_named("case"), "open_load")
    settle(window.background)
    page = window.screen_named("load")
    click(page, "load_side_study")
    told = words(page, "study_sentence")
    assert told.startswith("最大需量 33.0 kW，出现在 ")
    assert told.count("。") == 1
    assert words(page, "study_gaps") == "0.60 %"
    for kind, said in (
        ("heat", "最高的一小时是"),
        ("day", "休息日用电为工作日的"),
        ("like", "距离"),
        ("duration", "不低于最大值一半"),
    ):
        click(page, f"study_kind_{kind}")
        assert said in words(page, "picture_note")
    find(page, PicturePlot, "picture_plot").read_at(24.0)
    assert "30.00 kW" in words(page, "picture_readout")
    click(page, "study_kind_lines")
    shown = {made.text() for made in page.findChildren(QLabel)}
    assert any(text.startswith("γ = P平均/P最大") for text in shown)

    click(page, "study_alone")
    assert not page.findChild(QLabel, "study_sentence").isVisible()
    click(page, "study_alone")
    assert page.findChild(QLabel, "study_sentence").isVisible()

    click(page, "study_kind_split")
    assert "青海" in words(page, "picture_note")
    choose(page, "study_tariff", "jiangsu")
    settle(window.background)
    assert "江苏" in words(page, "picture_note")
    assert words(page, "study_sentence") != told

    window.presenters["load"].study()
    window.presenters["load"].stop_study()
    settle(window.background)
    assert "已停止分析" in words(page, "study_state")
    click(page, "study_again")
    settle(window.background)
    assert not page.findChild(QLabel, "study_state").isVisible()

    click(page, "study_spots_sliding")
    readout = words(page, "load_readout")
    assert "23:00" in readout
    assert "33.0 kW" in readout
    assert find(page, QPushButton, "load_spots_peak").isVisible()


def test_quality_stands_beside_its_limits_with_verdict_and_margin(qtbot: QtBot) -> None:
    panel = StudyPanel()
    qtbot.addWidget(panel)
    panel.resize(1200, 700)
    panel.show_study(quality_page(10.0))
    panel.show()
    click(panel, "study_kind_quality")
    assert words(panel, "quality_pq.thdu") == "✘ 不合格"
    shown = {made.text() for made in panel.findChildren(QLabel)}
    assert any("超出 12 %" in text for text in shown)
    click(panel, "study_kind_harmonics")
    plot = find(panel, PicturePlot, "picture_plot")
    plot.read_at(5.2)
    assert words(plot, "picture_readout").startswith("✘ 5 次（A 相）：95 % 值 3.50 %")
    asked = qtbot.waitSignal(panel.wanted)
    with asked:
        click(panel, "study_level_0.38")
    assert asked.args == ["", 0.38]
    panel.show_study(quality_page(10.0))
    (spot,) = [each for each in panel._page.study.spots if each.key == "pq.thdu_0"]
    assert panel.show_trend(spot)
    assert words(plot, "picture_readout") == f"{minute(spot.at)}　A 相 4.50 %"
    click(panel, "study_kind_harmonics")
    panel.show_study(quality_page(0.38))
    assert panel._kinds.value == "harmonics"
    click(panel, "study_kind_quality")
    assert words(panel, "quality_pq.thdu") == "✔ 合格"


def test_a_cell_that_was_not_measured_has_no_colour_of_the_scale(qtbot: QtBot) -> None:
    shown = PictureCells(Cells(((0.0, nan, 5.0),), 0.0, 5.0, "kW"), 0.0, 0.0)
    alphas = [shown._image.pixelColor(0, line).alpha() for line in range(3)]
    assert alphas == [255, 0, 255]
    low, high = (shown._image.pixelColor(0, line).lightness() for line in (0, 2))
    assert low > high + 100


@pytest.fixture
def plot(qtbot: QtBot) -> LoadPlot:
    """A day of hours, 1 to 24 kW, with 06:00 missing."""
    made = LoadPlot()
    qtbot.addWidget(made)
    made.resize(1000, 640)
    values = [nan if hour == 6 else hour + 1.0 for hour in range(24)]
    samples = Samples(START, 3600, {"p_kw": array("d", values)})
    made.show_load(samples, summarise(samples))
    made.show()
    QTest.qWait(10)
    return made


def at(plot: TouchPlot, hour: float) -> QPoint:
    """Where this hour stands on the plot."""
    there = QPointF(START.timestamp() + 3600 * hour, 10.0)
    return cast(QPoint, plot.mapFromScene(plot.getPlotItem().vb.mapViewToScene(there)))


def test_a_finger_draws_a_stretch_and_its_numbers_are_said(plot: LoadPlot) -> None:
    click(plot, "load_span")
    pad = plot.plot.viewport()
    finger = QTest.createTouchDevice(QPointingDevice.DeviceType.TouchScreen)
    begin, end = at(plot.plot, 5), at(plot.plot, 8)
    QTest.touchEvent(pad, finger).press(0, begin, pad)
    QTest.touchEvent(pad, finger).move(0, end, pad)
    QTest.touchEvent(pad, finger).release(0, end, pad)
    said = words(plot, "load_readout")
    for part in ("最大 8.0 kW", "平均 7.0 kW", "电量 14.0 kWh", "负荷率 87.5 %", "缺 1 点"):
        assert part in said
    assert plot.plot.shows_all  # it was drawn, not moved


def test_a_mouse_draws_a_stretch_too_and_the_button_ends_it(plot: LoadPlot) -> None:
    click(plot, "load_span")
    pad = plot.plot.viewport()
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=at(plot.plot, 20))
    QTest.mouseMove(pad, at(plot.plot, 10))
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=at(plot.plot, 10))
    assert "最大 20.0 kW" in words(plot, "load_readout")
    click(plot, "load_span")
    QTest.mouseClick(pad, Qt.MouseButton.LeftButton, pos=at(plot.plot, 3))
    assert words(plot, "load_readout").endswith("　4.0 kW")


def test_a_stretch_without_data_says_so(plot: LoadPlot) -> None:
    plot.read_span(START.timestamp() + 6 * 3600, START.timestamp() + 7 * 3600)
    assert words(plot, "load_readout").endswith("无数据")
    assert np.isnan(plot._power.values[6])  # type: ignore[union-attr]
