"""The channels of a recording as they are drawn: of the primary side, every peak among them."""

from dataclasses import replace
from math import isnan
from pathlib import Path

import pytest

from app.analysis.traces import traces_of
from app.domain.waveform import Rate, Waveform
from app.instruments import waveform_apart, waveform_reader
from app.instruments.comtrade import read_comtrade
from tests.waveforms import HZ, Made, Wave

SMALL = {"Ua": Wave(((1, 57.735, 0),)), "Ia": Wave(((1, 2.5, -30),))}


def a_wave(folder: Path) -> Waveform:
    return read_comtrade(Made(form="FLOAT32", waves=dict(SMALL), count=640).write(folder))


def test_values_are_of_the_primary_side_and_travel_with_the_reading(tmp_path: Path) -> None:
    path = Made(form="BINARY32", count=640, missing=(3,)).write(tmp_path)
    traces = waveform_apart.understood(waveform_reader.told(path)).traces
    assert [(trace.name, trace.unit) for trace in traces][:4] == [
        ("Ua", "V"), ("Ub", "V"), ("Uc", "V"), ("Ia", "A"),
    ]  # fmt: skip
    (stretch,) = traces[1].stretches
    assert (stretch.begin_s, stretch.step_s, len(stretch.values)) == (0, 1 / HZ, 640)
    assert max(stretch.values) == pytest.approx(57.735 * 2**0.5 * 100, rel=1e-3)  # 10000/100 V
    assert isnan(traces[0].stretches[0].values[3])


def test_of_a_long_recording_every_peak_is_among_what_is_drawn(tmp_path: Path) -> None:
    wave = a_wave(tmp_path)
    wave.samples[0][333] = 999.0
    (drawn, _) = traces_of(wave, most=200)
    (stretch,) = drawn.stretches
    assert len(stretch.values) < 200
    assert max(stretch.values) == pytest.approx(99_900)
    place = stretch.values.index(max(stretch.values))
    assert place * stretch.step_s == pytest.approx(333 / HZ, abs=0.006)
    assert len(stretch.values) * stretch.step_s == pytest.approx(640 / HZ, abs=0.006)


def test_each_rate_is_a_stretch_of_its_own_at_its_time(tmp_path: Path) -> None:
    wave = a_wave(tmp_path)
    rates = (Rate(HZ, 320), Rate(HZ / 4, 640))
    (drawn, _) = traces_of(replace(wave, recording=replace(wave.recording, rates=rates)))
    told = [(each.begin_s, each.step_s, len(each.values)) for each in drawn.stretches]
    assert told == [(0, 1 / HZ, 320), (0.1, 4 / HZ, 320)]
