"""Load files as meters write them: what is understood, what is reported, what is refused."""

import random
import sys
from datetime import datetime
from math import isnan
from pathlib import Path

import pytest

from app.clock import CHINA
from app.errors import LoadFileRefused
from app.instruments.load_csv import read_load
from app.instruments.reading import LoadReading
from app.instruments.text_table import MAX_BYTES

HEAD = "数据时间,有功功率(kW)\n"
DAY = ["2026-11-01 00:15,1", "2026-11-01 00:30,2", "2026-11-01 00:45,3", "2026-11-01 01:00,4"]
TWO = "2026-11-01 00:00,{0}\n2026-11-01 00:15,{1}\n"


def read(tmp_path: Path, text: str, encoding: str = "utf-8") -> LoadReading:
    path = tmp_path / "load.csv"
    path.write_bytes(text.encode(encoding))
    return read_load(path)


def refused(tmp_path: Path, text: str) -> LoadFileRefused:
    with pytest.raises(LoadFileRefused) as error:
        read(tmp_path, text)
    return error.value


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_usual_encoding_is_read(tmp_path: Path, encoding: str, ending: str) -> None:
    text = ("表号,0017㎡\n" + HEAD + "\n".join(DAY)).replace("\n", ending)
    if encoding == "gbk":
        text = text.replace("㎡", "")
    reading = read(tmp_path, text, encoding)
    assert reading.summary.points == 4
    assert reading.meter_no.startswith("0017")


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_other_delimiters_go_with_a_decimal_comma(tmp_path: Path, delimiter: str) -> None:
    lines = [f"时间{delimiter}功率(kW)", f"01.11.2026 00:00{delimiter}1,5"]
    lines.append(f"01.11.2026 00:15{delimiter}2,5")
    summary = read(tmp_path, "\n".join(lines)).summary
    assert [summary.peak_kw, summary.energy_kwh] == [2.5, 1]


@pytest.mark.parametrize(
    ("delimiter", "number", "kw"),
    [
        (",", "12.5", 12.5),
        (",", '"1,234.5"', 1234.5),
        (",", '"1,234"', 1234),
        (",", "+.5", 0.5),
        (",", "1.2E3", 1200),
        (";", "12,5", 12.5),
        (";", "12.5", 12.5),
        (";", "1.234,5", 1234.5),
        ("\t", "1,234.5", 1234.5),
        ("\t", "-0,25", -0.25),
    ],
)
def test_a_number_is_read_as_it_was_meant(
    tmp_path: Path, delimiter: str, number: str, kw: float
) -> None:
    rows = (HEAD + TWO.format(number, -9999)).replace(",有", delimiter + "有")
    rows = rows.replace("00:00,", "00:00" + delimiter).replace("00:15,", "00:15" + delimiter)
    assert float(read(tmp_path, rows).summary.peak_kw) == kw


@pytest.mark.parametrize(
    "stamp",
    [
        "2026-11-01 00:15",
        "2026-11-01 00:15:00",
        "2026-11-01 00:15:00.0",
        "2026-11-01T00:15:00",
        "2026/11/1 0:15",
        "2026年11月1日 0:15",
        "01.11.2026 00:15",
        "1.11.2026 0:15:00",
    ],
)
def test_a_time_may_be_written_in_many_ways(tmp_path: Path, stamp: str) -> None:
    text = HEAD + f"{stamp},1\n2026-11-01 00:30,2\n"
    assert read(tmp_path, text).summary.start == datetime(2026, 11, 1, 0, 15, tzinfo=CHINA)


def test_day_and_time_may_stand_in_two_columns(tmp_path: Path) -> None:
    text = "数据日期,时刻,有功功率(kW)\n2026-11-01,23:45,1\n2026-11-01,24:00,2\n2026-11-02,0:15,3\n"
    said = read(tmp_path, text).summary
    assert (said.points, said.interval_s) == (3, 900)
    assert said.end == datetime(2026, 11, 2, 0, 15, tzinfo=CHINA)


def a_day(first: int, last: str) -> str:
    rows = [f"2026-11-01 {q // 4:02}:{q % 4 * 15:02},5" for q in range(first, 96)]
    return "\n".join([*rows, *([f"{last},5"] if last else [])])


@pytest.mark.parametrize(
    ("head", "rows", "stamp", "remark"),
    [
        (HEAD, a_day(1, "2026-11-01 24:00"), "end", "stamp_guessed:end"),
        (HEAD, a_day(1, "2026-11-02 00:00"), "end", "stamp_guessed:end"),
        (HEAD, a_day(0, ""), "start", "stamp_guessed:start"),
        (HEAD, a_day(1, ""), "start", "stamp_guessed:start"),
        ("结束时间,有功功率(kW)\n", a_day(0, ""), "end", ""),
        ("开始时间,有功功率(kW)\n", a_day(1, "2026-11-02 00:00"), "start", ""),
    ],
)
def test_which_end_a_time_names_is_said_or_guessed_and_told(
    tmp_path: Path, head: str, rows: str, stamp: str, remark: str
) -> None:
    reading = read(tmp_path, head + rows)
    assert (reading.stamp, reading.remarks) == (stamp, (remark,) if remark else ())


def test_an_end_stamped_day_ends_at_24_00(tmp_path: Path) -> None:
    said = read(tmp_path, HEAD + a_day(1, "2026-11-01 24:00")).summary
    assert said.start == datetime(2026, 11, 1, tzinfo=CHINA)
    assert said.end == datetime(2026, 11, 2, tzinfo=CHINA)
    assert (said.points, said.energy_kwh) == (96, 120)


THREE = "表号,630001\n倍率,40\n时间,A相有功功率,B相有功功率,C相有功功率,功率因数\n"


def test_three_phases_are_added_and_a_multiplier_counts(tmp_path: Path) -> None:
    reading = read(tmp_path, THREE + TWO.format("1,2,3,0.9", "1,1,1,0.9"))
    assert (reading.summary.phases, reading.summary.peak_kw) == (3, 240)
    assert reading.meter_no == "630001"
    assert "multiplier:40" in reading.remarks
    assert list(reading.samples.channels["pf"]) == [0.9, 0.9]  # which no multiplier multiplies


@pytest.mark.parametrize(
    ("header", "row", "kw"),
    [
        ("时间,有功功率(W)", "1500", 1.5),
        ("时间,有功功率（MW）", "1.5", 1500),
        ("时间,总有功功率", "1.5", 1.5),
        ("时间,P(kW)", "1.5", 1.5),
        ("Time,Active power total [kW]", "1.5", 1.5),
        ("时间,无功功率(kvar),视在功率(kVA),有功功率(kW),功率因数", "9,9,1.5,9", 1.5),
        ("时间,反向有功功率(kW),总有功功率(kW),正向有功电量(kWh)", "9,1.5,9", 1.5),
        ("时间,A相有功功率(kW),总有功功率(kW)", "9,1.5", 1.5),
        ("时间,Pa,Pb,Pc,P总", "0.5,0.5,0.5,9", 1.5),
        ("time,Power L1,Power L2,Power L3", "0.5,0.5,0.5", 1.5),
        ("时间,相A有功,相B有功,相C有功", "0.5,0.5,0.5", 1.5),
        ("时间,A相电流(A),有功功率(kW),A相电压(V)", "7,1.5,230", 1.5),
    ],
)
def test_active_power_is_found_among_its_neighbours(
    tmp_path: Path, header: str, row: str, kw: float
) -> None:
    zeros = ",".join("0" for _ in row.split(","))
    assert float(read(tmp_path, f"{header}\n{TWO.format(row, zeros)}").summary.peak_kw) == kw


def test_a_unit_in_the_preamble_counts_where_the_header_has_none(tmp_path: Path) -> None:
    assert read(tmp_path, "单位：W\n时间,有功功率\n" + TWO.format(500, 0)).summary.peak_kw == 0.5


def test_what_was_left_out_is_told(tmp_path: Path) -> None:
    text = "时间,有功功率(kW),A相相角,零序电流\n" + TWO.format("1,231,4", "1,230,4")
    assert "ignored_columns:A相相角、零序电流" in read(tmp_path, text).remarks


def test_reactive_power_is_kept_beside_the_active(tmp_path: Path) -> None:
    text = "时间,有功功率(kW),无功功率(kvar)\n" + TWO.format("1,-0.5", "2,--")
    reading = read(tmp_path, text)
    assert reading.samples.channels["q_kvar"][0] == -0.5
    assert isnan(reading.samples.channels["q_kvar"][1])
    assert reading.summary.points == 2  # no gap in the load because the other is missing


def test_a_sample_is_a_mean_unless_the_header_says_instant(tmp_path: Path) -> None:
    kinds = [
        read(tmp_path, f"时间,{name}(kW)\n" + TWO.format(1, 2)).sample_kind
        for name in ("有功功率", "瞬时有功功率")
    ]
    assert kinds == ["mean", "instant"]


def test_meter_and_multiplier_may_be_columns(tmp_path: Path) -> None:
    rows = "A1,2026-11-01 00:00,10,1\nA1,2026-11-01 00:15,10,2\n"
    reading = read(tmp_path, "表号,时间,倍率,有功功率(kW)\n" + rows)
    assert (reading.meter_no, reading.summary.peak_kw) == ("A1", 20)


def test_per_unit_becomes_kilowatts_with_a_multiplier(tmp_path: Path) -> None:
    text = "倍率,480\ntime_local,p_pu,q_pu\n01.01.2016 00:00,0.5,0.1\n01.01.2016 00:15,1,0.1\n"
    assert read(tmp_path, text).summary.peak_kw == 480


def test_gaps_duplicates_and_disorder_are_reported(tmp_path: Path) -> None:
    rows = [DAY[0], DAY[0], DAY[2], DAY[3], "2026-11-01 01:15,--", "2026-11-01 01:30,9", DAY[2]]
    reading = read(tmp_path, HEAD + "\n".join(rows))
    told = {"out_of_order:1@8", "duplicates:2@3", "gap_cells:1", "gaps:2", "stamp_guessed:start"}
    assert set(reading.remarks) == told
    assert [gap.missing for gap in reading.summary.gaps] == [1, 1]
    assert reading.summary.points == 4


def test_of_two_readings_of_one_moment_the_first_counts_and_it_is_told(tmp_path: Path) -> None:
    rows = [DAY[1], DAY[0], "2026-11-01 00:30,7", DAY[2]]
    reading = read(tmp_path, HEAD + "\n".join(rows))
    assert "contradicting_duplicates:1@4" in reading.remarks
    assert list(reading.samples.total_kw) == [1, 2, 3]


def test_a_moment_that_is_nowhere_is_a_gap_never_zero(tmp_path: Path) -> None:
    for nothing in ("", "--", "NULL", "null", "-", "—", "NaN"):
        reading = read(tmp_path, HEAD + TWO.format(3, nothing) + "2026-11-01 00:30,5\n")
        assert (reading.summary.points, reading.summary.energy_kwh) == (2, 2), nothing


MIXED = "2026-11-01 00:00,1\n2026-11-01 00:15,1\n2026-11-01 00:22,1\n2026-11-01 00:37,1\n"
METERS = "表号,时间,有功功率(kW)\nA1,2026-11-01 00:00,1\nA2,2026-11-01 00:15,1\n"
FACTORS = "倍率,时间,有功功率(kW)\n1,2026-11-01 00:00,1\n2,2026-11-01 00:15,1\n"


@pytest.mark.parametrize(
    ("text", "why", "line", "column"),
    [
        ("", "empty_file", 0, ""),
        (HEAD + "2026-11-01 25:00,1", "impossible_time", 2, "数据时间"),
        (HEAD + "2026-11-01 24:15,1", "impossible_time", 2, "数据时间"),
        (HEAD + "2026-13-01 00:00,1", "impossible_time", 2, "数据时间"),
        (HEAD + "2026-02-29 00:00,1", "impossible_time", 2, "数据时间"),
        (HEAD + "9999-12-31 24:00,1", "impossible_time", 2, "数据时间"),
        (HEAD + "2026-11-01,1", "impossible_time", 2, "数据时间"),
        (HEAD + ",1", "impossible_time", 2, "数据时间"),
        (HEAD + DAY[0] + "\n\n2026-11-01 00:30,abc", "not_a_number", 4, "有功功率(kW)"),
        (HEAD + "2026-11-01 00:15,1_0", "not_a_number", 2, "有功功率(kW)"),
        (HEAD + "2026-11-01 00:15,inf", "not_a_number", 2, "有功功率(kW)"),
        (HEAD + "2026-11-01 00:15,1e10", "not_a_number", 2, "有功功率(kW)"),
        (HEAD + '2026-11-01 00:15,"1,5"', "not_a_number", 2, "有功功率(kW)"),
        ("倍率,约四十\n" + HEAD + DAY[0], "not_a_number", 1, "倍率"),
        ("倍率,0\n" + HEAD + DAY[0], "not_a_number", 1, "倍率"),
        (HEAD + "2026-11-01 00:15", "missing_column", 2, "有功功率(kW)"),
        (HEAD + '2026-11-01 00:15,"1\n' + DAY[1], "open_quote", 2, ""),
        ("数据时间,相角\n", "no_power_column", 1, ""),
        ("时间,A相有功功率(kW),B相有功功率(kW)\n", "no_power_column", 1, ""),
        ("时间,反向有功总示值\n", "energy_only", 1, ""),
        ("Time,Export MWh\n", "energy_only", 1, ""),
        ("时间,A相有功功率(kW),电流(A)\n", "no_power_column", 1, ""),
        ("导出时间：2026-11-01 08:00,王\n时间,相角\n", "no_power_column", 2, ""),
        ("时间,p_pu\n", "per_unit", 1, ""),
        ("a,b\n1,2\n", "no_time_column", 1, ""),
        ("表号,1\n有功功率(kW),电压(V)\n", "no_time_column", 2, ""),
        ("words only", "no_header", 1, ""),
        (HEAD, "no_rows", 0, ""),
        (HEAD + TWO.format("--", ""), "no_rows", 0, ""),
        (HEAD + DAY[0], "one_row", 2, ""),
        (HEAD + MIXED, "mixed_interval", 4, "数据时间"),
        (METERS, "several_meters", 3, "表号"),
        (FACTORS, "mixed_multiplier", 3, "倍率"),
        (HEAD + "1990-01-01 00:00,1\n1990-01-01 00:01,1\n2090-01-01 00:00,1\n", "too_large", 0, ""),
    ],
)
def test_what_cannot_be_true_is_refused_with_its_place(
    tmp_path: Path, text: str, why: str, line: int, column: str
) -> None:
    error = refused(tmp_path, text)
    assert (error.why, error.line, error.column) == (why, line, column)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(500), "not_text"),
        (b"\xff\xd8\xff\xe0" + bytes(500), "not_text"),
        (b"\xff\xfe" + "时间".encode("utf-16-le")[:3], "not_text"),
        (b"PK\x03\x04\x14\0\x06\0", "damaged_sheet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "damaged_sheet"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, data: bytes, why: str) -> None:
    (tmp_path / "load.csv").write_bytes(data)
    with pytest.raises(LoadFileRefused) as error:
        read_load(tmp_path / "load.csv")
    assert error.value.why == why


def test_a_file_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "load.csv"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(LoadFileRefused) as error:
        read_load(path)
    assert (error.value.why, error.value.found) == ("too_large", "64 MB")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LoadFileRefused) as error:
        read_load(tmp_path)
    assert error.value.why == "unreadable"


@pytest.mark.skipif(sys.platform == "win32", reason="has no such device")
def test_what_has_no_end_is_refused_unread() -> None:
    with pytest.raises(LoadFileRefused) as error:
        read_load(Path("/dev/zero"))
    assert error.value.why == "unreadable"


WORDS = [
    b'"',
    b";",
    b"\t",
    b",",
    b"\n",
    b"\0",
    b"24:00",
    b"9999",
    b"e99",
    b"inf",
    b"-",
    b"\xff\xfe",
]


@pytest.mark.parametrize("encoding", ["gbk", "utf-8", "utf-16"])
def test_whatever_happens_to_the_bytes_only_a_refusal_or_a_reading_comes(
    tmp_path: Path, encoding: str
) -> None:
    chance = random.Random(11)
    text = THREE + TWO.format("1,2,3,1", "4,5,6,1") + "2026-11-01 24:00,7,8,9,1\n"
    path = tmp_path / "load.csv"
    for _ in range(400):
        data = bytearray(text.encode(encoding))
        for _ in range(chance.randrange(1, 5)):
            place = chance.randrange(len(data))
            if chance.random() < 0.5:
                data[place] = chance.randrange(256)
            else:
                data[place:place] = chance.choice(WORDS)
        path.write_bytes(data[: chance.randrange(1, len(data) + 1)])
        try:
            points = read_load(path).summary.points
        except LoadFileRefused:
            continue
        assert points > 0
