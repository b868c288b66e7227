"""COMTRADE recordings: every form gives the same samples; each fault of a file is named."""

import json
import warnings
from array import array
from dataclasses import replace
from datetime import datetime, timedelta
from math import isnan, sqrt
from pathlib import Path

import comtrade
import numpy as np
import pytest

from app.analysis.waveform import analyse_waveform, as_samples
from app.clock import CHINA
from app.domain.load import Samples
from app.domain.waveform import WaveformFindings
from app.errors import WaveformRefused
from app.instruments.comtrade import read_comtrade
from app.instruments.comtrade_config import bundled
from app.instruments.samples_blob import pack_samples, unpack_samples
from app.instruments.waveform_apart import read_waveform_apart, understood
from app.instruments.waveform_reader import told
from tests.waveforms import HZ, SCALE, THREE, Made, Wave
from ui.command import main

START = datetime(2026, 11, 20, 8, 0, tzinfo=CHINA)
FORMS = ("ASCII", "BINARY", "BINARY32", "FLOAT32")
SHORT = Made(count=64)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("revision", ["1999", "2013"])
def test_each_form_gives_its_samples_and_what_it_says_of_itself(
    form: str, revision: str, tmp_path: Path
) -> None:
    made = replace(SHORT, form=form, revision=revision, missing=(5,))
    wave = read_comtrade(made.write(tmp_path))
    facts = wave.recording
    assert (facts.station, facts.device, facts.revision, facts.form) == (
        "园区变", "录波器1", revision, form)  # fmt: skip
    assert (facts.count, facts.rates[0].hz, facts.frequency_hz) == (64, HZ, 50)
    assert facts.start.isoformat() == "2026-11-20T08:00:00.250000+08:00"
    assert facts.trigger - facts.start == timedelta(seconds=0.25)
    assert facts.digital == ("断路器合位", "保护动作")
    channel = facts.channels[3]
    assert (channel.name, channel.phase, channel.quantity, channel.to_primary) == (
        "Ia", "a", "current", 40)  # fmt: skip
    for row, wanted in enumerate(made.rows()):
        for place, value in enumerate(wanted):
            held = wave.samples[place][row]
            if (place, row) == (0, 5):
                assert isnan(held)
            else:
                assert held == pytest.approx(value, abs=SCALE)
    whole = tmp_path / "whole.cff"
    whole.write_bytes(made.combined())
    again = read_comtrade(whole)
    assert again.recording == replace(facts, name="whole.cff")
    assert np.array_equal(again.samples, wave.samples, equal_nan=True)


@pytest.mark.parametrize("form", FORMS)
def test_another_reader_reads_the_same(form: str, tmp_path: Path) -> None:
    path = replace(SHORT, form=form, revision="2013", station="Station").write(tmp_path)
    (tmp_path / "rec.cfg").write_text(
        path.read_text("gbk").replace("录波器1", "Recorder"), encoding="ascii", errors="ignore"
    )
    other = comtrade.Comtrade()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        other.load(str(path), str(tmp_path / "rec.dat"))
    ours = read_comtrade(path)
    assert np.allclose(other.analog, ours.samples, atol=1e-9)
    assert other.cfg.sample_rates == [[HZ, 64]]


def test_a_recording_without_rates_goes_by_its_times(tmp_path: Path) -> None:
    facts = read_comtrade(replace(SHORT, rates=False, form="ASCII").write(tmp_path)).recording
    assert facts.rates[0].hz == pytest.approx(HZ, rel=0.01)


def test_two_files_become_one_that_reads_the_same(tmp_path: Path) -> None:
    path = replace(SHORT, form="BINARY32").write(tmp_path)
    whole = tmp_path / "whole.cff"
    whole.write_bytes(bundled(path))
    assert read_comtrade(whole).samples == read_comtrade(path).samples
    assert read_comtrade(path.with_suffix(".dat")).samples == read_comtrade(path).samples


def found(made: Made, folder: Path) -> WaveformFindings:
    return analyse_waveform(read_comtrade(made.write(folder)))


def mean(values: "array[float]") -> float:
    return float(np.nanmean(np.frombuffer(values)))


def test_power_and_harmonics_are_those_that_were_put_in(tmp_path: Path) -> None:
    said = found(Made(form="FLOAT32"), tmp_path)
    assert (said.count, said.top_order) == (5, 31)
    assert said.frequency_hz == pytest.approx(50, abs=1e-3)
    wanted = {
        "u_a_v": sqrt(57.735**2 + 5) * 100,
        "u_b_v": 5773.5,
        "i_a_a": sqrt(2.5**2 + 0.2**2) * 40,
        "p_b_kw": 5773.5 * 100 * 0.866025 / 1000,
        "q_b_kvar": 5773.5 * 100 * 0.5 / 1000,
        "pf_b": 0.866025,
        "hu_a_5_pct": 2 / 57.735 * 100,
        "hu_a_7_pct": 1 / 57.735 * 100,
        "hu_b_5_pct": 0.0,
        "thdu_a_pct": sqrt(5) / 57.735 * 100,
        "hi_a_3_a": 8.0,
        "thdi_a_pct": 8.0,
        "f_hz": 50.0,
        "unb_u_pct": 0.0,
    }
    assert {name: mean(said.windows[name]) for name in wanted} == pytest.approx(
        wanted, rel=1e-4, abs=1e-3
    )
    assert len(said.cycles["u_a_v"]) == 50
    assert mean(said.cycles["u_b_v"]) == pytest.approx(5773.5, rel=1e-4)


@pytest.mark.parametrize("hz", [49.5, 50.3])
def test_windows_follow_the_frequency_of_the_line(hz: float, tmp_path: Path) -> None:
    said = found(Made(form="FLOAT32", hz=hz, count=6400), tmp_path)
    assert said.frequency_hz == pytest.approx(hz, abs=0.002)
    assert mean(said.windows["f_hz"]) == pytest.approx(hz, abs=0.01)
    assert mean(said.windows["u_b_v"]) == pytest.approx(5773.5, rel=1e-3)
    assert mean(said.windows["hu_a_5_pct"]) == pytest.approx(2 / 57.735 * 100, rel=0.01)
    assert max(said.windows["hu_b_3_pct"]) < 0.1


def test_a_line_between_orders_does_not_count_as_a_harmonic(tmp_path: Path) -> None:
    wave = Wave(((1, 57.735, 0), (5.5, 3.0, 0)))
    said = found(Made(form="FLOAT32", waves={"Ua": wave}), tmp_path)
    assert mean(said.windows["hu_a_5_pct"]) < 0.01
    beside = Wave(((1, 57.735, 0), (5.1, 3.0, 0)))
    said = found(Made(form="FLOAT32", waves={"Ua": beside}), tmp_path)
    assert mean(said.windows["hu_a_5_pct"]) == pytest.approx(3 / 57.735 * 100, rel=1e-3)


def test_a_missing_sample_makes_its_window_missing_and_no_other(tmp_path: Path) -> None:
    said = found(Made(missing=(700,)), tmp_path)
    assert [isnan(value) for value in said.windows["u_a_v"]] == [False, True, False, False, False]
    assert not any(map(isnan, said.windows["u_b_v"]))


def test_values_by_the_second_are_root_mean_squares(tmp_path: Path) -> None:
    said = found(Made(count=6400, missing=(10,)), tmp_path)
    samples = as_samples(said)
    assert samples.interval_s == 1
    assert samples.start.isoformat() == "2026-11-20T08:00:00+08:00"
    assert [round(value) for value in samples.channels["u_b_v"]] == [5774, 5774, 5774]
    assert samples.channels["p_b_kw"][1] == pytest.approx(500, rel=1e-2)


def test_power_of_two_phases_is_no_total_and_that_of_a_lone_one_is(tmp_path: Path) -> None:
    def powers(*names: str) -> set[str]:
        waves = {name: THREE[name] for name in names}
        channels = as_samples(found(Made(waves=waves), tmp_path)).channels
        assert unpack_samples(pack_samples(Samples(START, 1, channels))).channels == channels
        return {name for name in channels if name.startswith("p")}

    assert powers("Ua", "Ia") == {"p_kw", "pf"}
    assert powers("Ua", "Ub", "Ia", "Ib") == set()
    assert powers(*THREE) == {f"p_{p}_kw" for p in "abc"} | {f"pf_{p}" for p in "abc"}


def test_a_recording_too_short_or_too_slow_has_no_window(tmp_path: Path) -> None:
    said = found(SHORT, tmp_path)
    assert (said.count, len(said.cycles["u_a_v"])) == (0, 1)
    with pytest.raises(ValueError, match="no window"):
        as_samples(said)


FAULTS = [
    ("missing_line", lambda cfg: cfg[: cfg.index("\r\n") + 2]),
    ("impossible_count", lambda cfg: cfg.replace("8,6A,2D", "9,6A,2D")),
    ("missing_cell", lambda cfg: cfg.replace(",10000,100,S", "", 1)),
    ("missing_cell", lambda cfg: cfg.replace(",10000,100,S", ",10000,100,X", 1)),
    ("not_a_number", lambda cfg: cfg.replace(",V,0.01,", ",V,zwei,", 1)),
    ("not_a_number", lambda cfg: cfg.replace(",V,0.01,", ",V,inf,", 1)),
    ("impossible_number", lambda cfg: cfg.replace(",10000,100,", ",10000,0,", 1)),
    ("impossible_number", lambda cfg: cfg.replace("3200,64", "3200,0")),
    ("impossible_time", lambda cfg: cfg.replace("20/11/2026", "31/11/2026", 1)),
    ("unknown_revision", lambda cfg: cfg.replace(",1999", ",2050")),
    ("unknown_type", lambda cfg: cfg.replace("BINARY", "MORSE")),
]


@pytest.mark.parametrize(("why", "spoil"), FAULTS)
def test_a_wrong_configuration_is_refused_with_its_line(why: str, spoil, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = SHORT.write(tmp_path)
    path.write_bytes(spoil(path.read_bytes().decode("gbk")).encode("gbk"))
    with pytest.raises(WaveformRefused) as refused:
        read_comtrade(path)
    assert (refused.value.why, refused.value.part) == (why, "cfg")
    assert refused.value.line > 0


def test_wrong_data_are_refused(tmp_path: Path) -> None:
    path = replace(SHORT, form="ASCII").write(tmp_path)
    data = (tmp_path / "rec.dat").read_bytes()
    for spoilt, why, line in (
        (data[:1000], "broken_row", 23),
        (b"\r\n".join(data.splitlines()[:40]), "too_few_samples", 0),
        (data.replace(b"\r\n3,", b"\r\n3,x", 1).replace(b"3,x625", b"3,abc"), "broken_row", 3),
        (b"", "empty_file", 0),
    ):
        (tmp_path / "rec.dat").write_bytes(spoilt)
        with pytest.raises(WaveformRefused) as refused:
            read_comtrade(path)
        assert refused.value.why == why
        assert not line or refused.value.line > 0
    (tmp_path / "rec.dat").unlink()
    with pytest.raises(WaveformRefused, match="no_dat"):
        read_comtrade(path)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("x.cfg", "unreadable"),
        ("x.pqd", "pqdif"),
        ("x.jpg", "not_comtrade"),
        ("x.cff", "missing_part"),
    ],
)
def test_what_is_no_recording_is_said(name: str, why: str, tmp_path: Path) -> None:
    path = tmp_path / name
    if why != "unreadable":
        path.write_bytes(b"--- file type: CFG ---\r\nhello")
    with pytest.raises(WaveformRefused) as refused:
        read_comtrade(path)
    assert refused.value.why == why


def test_a_child_reads_the_same_and_is_ended_when_it_takes_too_long(tmp_path: Path) -> None:
    path = Made().write(tmp_path)
    reading = read_waveform_apart(path)
    assert reading == understood(told(path))
    assert reading.findings == analyse_waveform(read_comtrade(path))
    assert reading.phases["i_c"] == "Ic"
    with pytest.raises(WaveformRefused, match="timed_out"):
        read_waveform_apart(path, deadline_s=0.0)
    with pytest.raises(WaveformRefused, match="cancelled"):
        read_waveform_apart(path, cancelled=lambda: True)


def test_the_command_tells_a_recording(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = Made(form="FLOAT32").write(tmp_path)
    assert main(["read-waveform", str(path), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["recording"]["station"] == "园区变"
    assert said["values"]["u_b_v"]["mean"] == pytest.approx(5773.5, rel=1e-4)
    assert (said["windows"], said["phases"]["i_a"]) == (5, "Ia")
    assert said["cycles"]["u_b_v"]["lowest"] == pytest.approx(5773.5, rel=1e-3)
    assert main(["read-waveform", str(path)]) == 0
    assert "10 周波窗 5 个" in capsys.readouterr().out
    (tmp_path / "rec.dat").unlink()
    assert main(["read-waveform", str(path)]) == 1
    told = capsys.readouterr().err
    assert len(told.strip().splitlines()) == 1
    assert ".dat" in told
