"""A recording that is taken in: kept as one file and by the second, apart from load curves."""

from pathlib import Path

import pytest

from app.actions.import_load import import_load
from app.actions.import_waveform import import_waveform
from app.actions.read_waveform_file import read_waveform_file
from app.domain.capacity_check import measured_demand
from app.errors import WaveformRefused
from app.instruments.comtrade import read_comtrade
from app.instruments.samples_blob import unpack_samples
from app.views.cases import case_page
from app.workspace import Workspace
from tests.flows import test_defects
from tests.flows.visits import the_case_of
from tests.waveforms import Made

ws = test_defects.ws


def test_a_recording_is_kept_whole_and_by_the_second(ws: Workspace, tmp_path: Path) -> None:
    path = Made(form="BINARY32", count=6400).write(tmp_path, "故障 1")
    reading = read_waveform_file(path)
    kept = import_waveform(ws, the_case_of(ws), path, reading)
    assert kept.is_recording
    assert (kept.source_name, kept.summary.interval_s, kept.summary.phases) == ("故障 1.cff", 1, 3)
    assert float(kept.summary.peak_kw) == pytest.approx(1500, rel=1e-3)
    whole = tmp_path / "again.cff"
    whole.write_bytes(ws.blobs.get(kept.source))
    assert read_comtrade(whole).samples == read_comtrade(path).samples
    assert unpack_samples(ws.blobs.get(kept.samples)) == reading.samples
    assert {"u_a_v", "hu_a_5_pct", "hi_a_3_a", "unb_u_pct", "f_hz"} <= set(kept.channels)


def test_it_never_stands_in_for_the_load_curve(ws: Workspace, tmp_path: Path) -> None:
    table = tmp_path / "load.csv"
    table.write_text(
        "时间,有功功率(kW)\n"
        + "".join(f"2026-11-01 {hour:02}:00,{hour + 10}\n" for hour in range(24)),
        encoding="utf-8",
    )
    import_load(ws, the_case_of(ws), table)
    path = Made().write(tmp_path)
    import_waveform(ws, the_case_of(ws), path, read_waveform_file(path))
    loads = case_page(ws, the_case_of(ws)).loads
    assert [load.is_recording for load in loads] == [False, True]
    demand = measured_demand(loads)
    assert demand is not None
    assert (demand.kw, demand.name) == (33, "load.csv")  # not the 1,500 kW of a second
    assert measured_demand([load for load in loads if load.is_recording]) is None


def test_what_has_changed_or_is_too_short_is_not_taken_in(ws: Workspace, tmp_path: Path) -> None:
    path = Made().write(tmp_path)
    reading = read_waveform_file(path)
    (tmp_path / "rec.dat").write_bytes(Made(hz=49.0).data())
    with pytest.raises(WaveformRefused, match="changed_meanwhile"):
        import_waveform(ws, the_case_of(ws), path, reading)
    short = Made(count=64).write(tmp_path, "short")
    with pytest.raises(WaveformRefused, match="no_window"):
        import_waveform(ws, the_case_of(ws), short, read_waveform_file(short))
    assert case_page(ws, the_case_of(ws)).loads == ()
