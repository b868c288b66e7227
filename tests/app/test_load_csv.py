"""Load files as meters write them: what is understood, what is reported, what is refused."""

import random
from array import array
from datetime import datetime
from math import isnan, nan
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.clock import CHINA
from app.domain.load import Samples, envelope, summarise
from app.errors import DigestMismatch, LoadFileRefused
from app.instruments.apart import read_load_apart
from app.instruments.load_csv import read_load
from app.instruments.reading import LoadReading
from app.instruments.samples_blob import pack_samples, unpack_samples

HEAD = "数据时间,有功功率(kW)\n"
DAY = ["2026-11-01 00:15,1", "2026-11-01 00:30,2", "2026-11-01 00:45,3", "2026-11-01 01:00,4"]


def read(tmp_path: Path, text: str, encoding: str = "utf-8") -> LoadReading:
    path = tmp_path / "load.csv"
    path.write_bytes(text.encode(encoding))
    return read_load(path)


def refused(tmp_path: Path, text: str) -> LoadFileRefused:
    with pytest.raises(LoadFileRefused) as error:
        read(tmp_path, text)
    return error.value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_every_usual_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    assert read(tmp_path, HEAD + "\n".join(DAY), encoding).summary.points == 4


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_other_delimiters_go_with_a_decimal_comma(tmp_path: Path, delimiter: str) -> None:
    lines = [f"时间{delimiter}功率(kW)", f"01.11.2026 00:00{delimiter}1,5"]
    lines.append(f"01.11.2026 00:15{delimiter}2,5")
    summary = read(tmp_path, "\n".join(lines)).summary
    assert [summary.peak_kw, summary.energy_kwh] == [2.5, 1]


def test_an_end_stamped_day_ends_at_24_00(tmp_path: Path) -> None:
    rows = [f"2026-11-01 {q // 4:02}:{q % 4 * 15:02},5" for q in range(1, 96)]
    reading = read(tmp_path, HEAD + "\n".join([*rows, "2026-11-01 24:00,5"]))
    assert reading.stamp == "end"
    assert reading.summary.start == datetime(2026, 11, 1, tzinfo=CHINA)
    assert reading.summary.end == datetime(2026, 11, 2, tzinfo=CHINA)
    assert reading.summary.energy_kwh == 120


def test_three_phases_are_added_and_a_multiplier_counts(tmp_path: Path) -> None:
    text = "表号,630001\n倍率,40\n时间,A相有功功率,B相有功功率,C相有功功率,功率因数\n"
    text += "2026-11-01 00:00,1,2,3,0.9\n2026-11-01 00:15,1,1,1,0.9\n"
    reading = read(tmp_path, text)
    assert (reading.summary.phases, reading.summary.peak_kw) == (3, 240)
    assert (reading.meter_no, reading.remarks) == ("630001", ("multiplier:40",))


def test_gaps_duplicates_and_disorder_are_reported(tmp_path: Path) -> None:
    rows = [DAY[0], DAY[0], DAY[2], DAY[3], "2026-11-01 01:15,--", "2026-11-01 01:30,9", DAY[2]]
    reading = read(tmp_path, HEAD + "\n".join(rows))
    assert set(reading.remarks) == {"out_of_order", "duplicates:2", "gap_cells:1"}
    assert [gap.missing for gap in reading.summary.gaps] == [1, 1]
    assert reading.summary.points == 4


@pytest.mark.parametrize(
    ("text", "why", "line", "column"),
    [
        ("", "empty_file", 0, ""),
        (HEAD + "2026-11-01 25:00,1", "impossible_time", 2, "数据时间"),
        (HEAD + "2026-13-01 00:00,1", "impossible_time", 2, "数据时间"),
        (HEAD + DAY[0] + "\n2026-11-01 00:30,abc", "not_a_number", 3, "有功功率(kW)"),
        (HEAD + "2026-11-01 00:15", "missing_column", 2, "数据时间"),
        ("数据时间,电压(V)\n", "no_power_column", 1, ""),
        ("时间,p_pu\n", "per_unit", 1, ""),
        ("a,b\n1,2\n", "no_time_column", 1, ""),
        ("words only", "no_header", 1, ""),
        (HEAD, "no_rows", 0, ""),
        (HEAD + "2026-11-01 00:00,1\n2026-11-01 00:15,1\n2026-11-01 00:22,1\n"
         "2026-11-01 00:37,1\n", "mixed_interval", 0, ""),
        (HEAD + DAY[0] + "\n" + DAY[1].replace("2", "nan", 1), "impossible_time", 3, "数据时间"),
    ],
)  # fmt: skip
def test_what_cannot_be_true_is_refused_with_its_place(
    tmp_path: Path, text: str, why: str, line: int, column: str
) -> None:
    error = refused(tmp_path, text)
    assert (error.why, error.line, error.column) == (why, line, column)


def test_a_child_process_reads_the_same(tmp_path: Path) -> None:
    path = tmp_path / "load.csv"
    path.write_text(HEAD + "\n".join(DAY), encoding="utf-8")
    assert read_load_apart(path).summary == read_load(path).summary


def test_a_read_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    with pytest.raises(LoadFileRefused) as error:
        read_load_apart(a_good_file(tmp_path), deadline_s=0.0)
    assert error.value.why == "timed_out"


def test_a_read_can_be_cancelled(tmp_path: Path) -> None:
    with pytest.raises(LoadFileRefused) as error:
        read_load_apart(a_good_file(tmp_path), cancelled=lambda: True)
    assert error.value.why == "cancelled"


def a_good_file(folder: Path) -> Path:
    path = folder / "load.csv"
    path.write_text(HEAD + "\n".join(DAY), encoding="utf-8")
    return path


def test_whatever_happens_to_the_bytes_only_a_refusal_or_a_reading_comes(tmp_path: Path) -> None:
    chance = random.Random(11)
    whole = (HEAD + "\n".join(DAY)).encode("gbk")
    path = tmp_path / "load.csv"
    for _ in range(400):
        data = bytearray(whole)
        for _ in range(chance.randrange(1, 6)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        path.write_bytes(data[: chance.randrange(1, len(data) + 1)])
        try:
            points = read_load(path).summary.points
        except LoadFileRefused:
            continue
        assert points > 0


curves = st.lists(st.floats(0, 1e5) | st.just(nan), min_size=1, max_size=200)


@given(curves, st.integers(1, 50))
def test_an_envelope_never_hides_the_peak(values: list[float], buckets: int) -> None:
    _lows, highs = envelope(values, buckets)
    present = [v for v in values if not isnan(v)]
    if present:
        assert max(v for v in highs if not isnan(v)) == max(present)
    else:
        assert all(isnan(v) for v in highs)


@given(curves.filter(lambda values: any(v > 1 for v in values)))
def test_the_numbers_agree_with_an_independent_library(values: list[float]) -> None:
    samples = Samples(datetime(2026, 1, 1, tzinfo=CHINA), 900, {"p_kw": array("d", values)})
    said, oracle = summarise(samples), np.array(values)
    assert float(said.energy_kwh) == pytest.approx(np.nansum(oracle) / 4, abs=1e-3, rel=1e-9)
    assert float(said.load_factor) == pytest.approx(
        np.nanmean(oracle) / np.nanmax(oracle), abs=1e-4
    )
    assert said.points == np.count_nonzero(~np.isnan(oracle))
    assert sum(gap.missing for gap in said.gaps) == np.count_nonzero(np.isnan(oracle))


@given(curves)
def test_packed_samples_come_back_bit_for_bit(values: list[float]) -> None:
    samples = Samples(datetime(2026, 1, 1, tzinfo=CHINA), 900, {"p_kw": array("d", values)})
    packed = pack_samples(samples)
    assert pack_samples(unpack_samples(packed)) == packed


@pytest.mark.parametrize("data", [b"", b"{}\n", b'{"kind": "kanyan-load-1"}\nxx', b"\0\0\0"])
def test_damaged_samples_are_known(data: bytes) -> None:
    with pytest.raises(DigestMismatch):
        unpack_samples(data)
