"""A recording drawn: lanes, crosshair, trigger, gaps, and the bars of a chosen window."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.instruments import waveform_apart, waveform_reader
from app.instruments.waveform_apart import WaveformReading
from tests.waveforms import Made
from ui.demo.hands import click, find
from ui.waveform.wave_plot import WavePlot, time_said
from ui.waveform.window_bars import WindowBars


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> WaveformReading:
    """One second of three phases; the first voltage has a gap in the fourth of its five windows."""
    path = Made(form="BINARY32", missing=tuple(range(2100, 2200))).write(
        tmp_path_factory.mktemp("w")
    )
    return waveform_apart.understood(waveform_reader.told(path))


@pytest.fixture
def plot(reading: WaveformReading, qtbot: QtBot) -> WavePlot:
    made = WavePlot(reading)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    return made


def words(widget: QWidget, name: str) -> str:
    return find(widget, QLabel, name).text()


def test_the_crosshair_stands_at_the_trigger_and_tells_each_channel(plot: WavePlot) -> None:
    said = words(plot, "wave_readout")
    assert said.startswith("距触发 0.00 ms　Ua ")
    assert said.count(" V") == said.count(" A") == 3
    plot.read_at(2150 / 3200 - 0.25)
    assert "Ua — V" in words(plot, "wave_readout")
    legend = words(plot, "wave_legend")
    assert "虚线是触发时刻" in legend
    assert "涂红处没有采样" in legend


def test_a_gap_is_shaded_in_its_own_lane_alone(plot: WavePlot) -> None:
    image = plot.plot.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    box = plot.plot.getPlotItem().vb

    def reddest(lane: float) -> int:
        place = box.mapViewToScene(QPointF(2150 / 3200 - 0.25, lane))
        colour = image.pixelColor(round(place.x()), round(place.y()))
        return colour.red() - colour.blue()

    assert reddest(0.4) > 25
    assert reddest(-1.49) < 10  # between two lanes there is no curve


def test_another_window_is_told_once_and_its_bars_are_drawn(
    plot: WavePlot, reading: WaveformReading, qtbot: QtBot
) -> None:
    bars = WindowBars(reading.findings)
    qtbot.addWidget(bars)
    plot.window_pointed.connect(bars.show_window)
    heard: list[int] = []
    plot.window_pointed.connect(heard.append)
    for seconds in (0.31, 0.35, 0.5, 0.55, 9.0):
        plot.read_at(seconds - 0.25)
    assert heard == [2, 4]
    assert words(bars, "wave_window").startswith("第 5 窗（共 5 窗，每窗 10 周波）：A 相 5,777.8 V")
    click(bars, "wave_quantity_i")
    assert "B 相 100.01 A，总畸变率 0.10 %" in words(bars, "wave_window")
    bars.show_window(3)
    assert "A 相采样不全，不算" not in words(bars, "wave_window")  # its current has no gap
    click(bars, "wave_quantity_u")
    assert "A 相采样不全，不算；B 相 5,773." in words(bars, "wave_window")


def test_what_belongs_to_no_phase_is_drawn_when_it_is_asked_for(
    reading: WaveformReading, qtbot: QtBot
) -> None:
    fewer = {name: said for name, said in reading.phases.items() if name == "u_a"}
    made = WavePlot(replace(reading, phases=fewer))
    qtbot.addWidget(made)
    assert words(made, "wave_readout").count("　") == 1
    click(made, "wave_shown_all")
    assert words(made, "wave_readout").count("　") == 6


@pytest.mark.parametrize(
    ("seconds", "spacing", "said"),
    [(0.5, 0.1, "0.5 s"), (0.05, 0.01, "50 ms"), (0.0125, 0, "12.50 ms")],
)
def test_times_are_told_as_one_reads_them_off(seconds: float, spacing: float, said: str) -> None:
    assert time_said(seconds, spacing) == said
