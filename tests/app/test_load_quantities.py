"""What stands beside the power: voltages, registers, quality flags; spreadsheets; other clocks."""

import io
from array import array
from datetime import datetime, time, timedelta
from math import isnan, nan
from pathlib import Path

import pytest
import xlsxwriter

from app.clock import CHINA
from app.errors import LoadFileRefused
from app.instruments.load_csv import read_load
from app.instruments.load_quantities import quantity_of
from app.instruments.load_wishes import LoadWishes
from app.instruments.reading import LoadReading
from app.instruments.registers import is_register, read_register

AT = [f"2026-11-01 {n // 4:02}:{n % 4 * 15:02}" for n in range(12)]


def read(
    tmp_path: Path, header: str, *rows: object, wishes: LoadWishes | None = None
) -> LoadReading:
    lines = [f"{at},{row}" for at, row in zip(AT, rows, strict=False)]
    return read_text(tmp_path, "\n".join([header, *lines]), wishes)


def read_text(tmp_path: Path, text: str, wishes: LoadWishes | None = None) -> LoadReading:
    path = tmp_path / "load.csv"
    path.write_text(text, encoding="utf-8")
    return read_load(path, wishes or LoadWishes())


@pytest.mark.parametrize(
    ("name", "channel", "scale"),
    [
        ("a相电压(v)", "u_a_v", 1),
        ("uab(kv)", "u_ab_v", 1000),
        ("u_b", "u_b_v", 1),
        ("vl3", "u_c_v", 1),
        ("c相电流(a)", "i_c_a", 1),
        ("ib(ka)", "i_b_a", 1000),
        ("功率因数", "pf", 1),
        ("频率(hz)", "f_hz", 1),
        ("a相电压总谐波畸变率(%)", "thdu_a_pct", 1),
        ("thdi_b(%)", "thdi_b_pct", 1),
        ("b相电压5次谐波含有率(%)", "hu_b_5_pct", 1),
        ("c相电流7次谐波(a)", "hi_c_7_a", 1),
        ("电压不平衡度(%)", "unb_u_pct", 1),
        ("a相短时闪变pst", "pst_a", 1),
        ("plt_b", "plt_b", 1),
        ("有功需量(kw)", "d_kw", 1),
        ("正向有功总示值(kwh)", "e_kwh", 1),
        ("有功电量(kwh)", "energy", 1),
        ("importmwh", "energy", 1000),
        ("数据质量", "flags", 1),
    ],
)
def test_a_column_is_known_by_its_name(name: str, channel: str, scale: float) -> None:
    assert quantity_of(name) == (channel, scale)


@pytest.mark.parametrize(
    "name",
    ["反向有功总示值", "正向有功尖示值", "无功电量(kvarh)", "零序电流", "a相相角", "备注",
     "电压等级", "ct变比", "最大需量时间"],
)  # fmt: skip
def test_what_is_nothing_of_that_is_not_taken_for_it(name: str) -> None:
    assert quantity_of(name) is None


def test_voltages_and_currents_come_with_the_power_and_no_multiplier_of_its(
    tmp_path: Path,
) -> None:
    text = "倍率,40\nCT变比,200/5\n时间,有功功率(kW),A相电压(V),A相电流(A)\n" + "\n".join(
        f"{at},2,230.5,1.5" for at in AT[:3]
    )
    reading = read_text(tmp_path, text)
    first = {name: values[0] for name, values in reading.samples.channels.items()}
    assert first == {"p_kw": 80, "u_a_v": 230.5, "i_a_a": 60}
    assert reading.multiplier == "40"
    assert {"multiplier:40", "ratio_i:40"} <= set(reading.remarks)


def test_ratios_alone_multiply_the_power_by_both(tmp_path: Path) -> None:
    text = "CT变比,200/5\nPT变比,10000/100\n时间,有功功率(kW),UAB(V)\n" + "\n".join(
        f"{at},0.5,100.2" for at in AT[:3]
    )
    reading = read_text(tmp_path, text)
    first = {name: values[0] for name, values in reading.samples.channels.items()}
    assert first == {"p_kw": 2000, "u_ab_v": 10020}
    assert "multiplier:4000" in reading.remarks


def test_a_word_beside_the_power_is_a_gap_there_and_no_refusal(tmp_path: Path) -> None:
    reading = read(tmp_path, "时间,有功功率(kW),A相电压(V)", "1,失压", "2,230")
    voltages = reading.samples.channels["u_a_v"]
    assert isnan(voltages[0])
    assert (voltages[1], reading.summary.points) == (230, 2)


def test_power_comes_out_of_a_register_and_its_gap_keeps_the_energy(tmp_path: Path) -> None:
    text = "倍率,10\n时间,正向有功总示值(kWh)\n" + "\n".join(
        f"{AT[n]},{value}" for n, value in ((0, 100), (1, 101), (2, 103), (5, 112), (6, 113))
    )
    reading = read_text(tmp_path, text)
    power = reading.samples.channels["p_kw"]
    assert [power[0], power[1], power[5]] == [40, 80, 40]
    assert all(map(isnan, power[2:5]))  # three quarters that nobody read
    assert reading.samples.start == datetime(2026, 11, 1, tzinfo=CHINA)
    assert reading.samples.channels["e_kwh"][5] == 130  # all that was drawn
    assert {"power_of_register", "multiplier:10"} <= set(reading.remarks)
    assert [gap.missing for gap in reading.summary.gaps] == [3]


def test_a_register_goes_over_its_end(tmp_path: Path) -> None:
    reading = read(tmp_path, "时间,正向有功总示值", 999998, 999999.5, 1, 2.5)
    assert list(reading.samples.channels["p_kw"]) == [6, 6, 6]
    assert "rollovers:1@4" in reading.remarks


def test_a_register_that_is_set_to_nothing_is_told_and_not_reckoned(tmp_path: Path) -> None:
    reading = read(tmp_path, "时间,正向有功总示值", 500, 501, 0, 1)
    power = list(reading.samples.channels["p_kw"])
    assert (power[0], power[2]) == (4, 4)
    assert isnan(power[1])
    assert "resets:1@4" in reading.remarks
    assert reading.samples.channels["e_kwh"][-1] == 2


def test_energy_of_each_interval_is_power_by_its_length(tmp_path: Path) -> None:
    reading = read(tmp_path, "时间,有功电量(kWh)", 10, 12, 9, 11)
    assert list(reading.samples.channels["p_kw"]) == [40, 48, 36, 44]
    assert "power_of_energy" in reading.remarks


def test_energy_that_only_rises_is_a_register() -> None:
    assert is_register([100, 100, 101, nan, 105])
    assert not is_register([10, 12, 9, 11])
    assert not is_register([5, 5, 5])


def test_a_missing_reading_is_bridged_for_energy_alone() -> None:
    told = read_register([0, 900, 1800], [10, nan, 14], 900, 2)
    assert list(told.since_kwh)[::2] == [0, 8]
    assert all(map(isnan, told.power_kw))


def test_what_the_instrument_doubts_is_missing_and_marked(tmp_path: Path) -> None:
    reading = read(tmp_path, "时间,有功功率(kW),数据质量", "1,正常", "99,无效", "3,正常")
    assert (reading.summary.peak_kw, reading.summary.points) == (3, 2)
    assert list(reading.samples.channels["flags"]) == [0, 1, 0]
    assert "flagged:1" in reading.remarks


def test_a_record_without_power_is_read_as_one_of_quality(tmp_path: Path) -> None:
    reading = read(tmp_path, "时间,A相电压(V),频率(Hz)", "230,50.01", "231,49.99")
    assert not reading.summary.has_power
    assert "no_power" in reading.remarks


def test_times_with_their_offset_are_of_china(tmp_path: Path) -> None:
    text = "时间,有功功率(kW)\n2026-11-01T00:00:00Z,1\n2026-11-01T08:15:00+08:00,2\n"
    reading = read_text(tmp_path, text)
    assert reading.samples.start == datetime(2026, 11, 1, 8, tzinfo=CHINA)
    assert (reading.summary.points, reading.summary.interval_s) == (2, 900)
    assert "offsets" in reading.remarks


def test_a_clock_that_is_set_back_tells_an_hour_twice(tmp_path: Path) -> None:
    stamps = ["01:30", "02:00", "02:30", "02:00", "02:30", "03:00"]
    text = "时间,功率\n" + "".join(f"2026-10-25 {at},{n}\n" for n, at in enumerate(stamps))
    reading = read_text(tmp_path, text, LoadWishes(zone="Europe/Berlin", stamp="start"))
    assert list(reading.samples.channels["p_kw"]) == [0, 1, 2, 3, 4, 5]
    assert reading.samples.start == datetime(2026, 10, 25, 7, 30, tzinfo=CHINA)
    assert {"zone:Europe/Berlin", "summer_time:2"} <= set(reading.remarks)
    assert reading.zone == "Europe/Berlin"


def test_a_clock_that_is_set_forward_leaves_no_gap(tmp_path: Path) -> None:
    stamps = ["01:00", "01:30", "03:00", "03:30"]
    text = "时间,功率\n" + "".join(f"2026-03-29 {at},1\n" for at in stamps)
    reading = read_text(tmp_path, text, LoadWishes(zone="Europe/Berlin", stamp="start"))
    assert (reading.summary.points, reading.summary.gaps) == (4, ())


def test_a_zone_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LoadFileRefused) as error:
        read(tmp_path, "时间,功率", 1, 2, wishes=LoadWishes(zone="Europe/Atlantis"))
    assert (error.value.why, error.value.found) == ("unknown_zone", "Europe/Atlantis")
    with pytest.raises(ValueError, match="zone"):
        LoadWishes(zone="../../etc/passwd")


def a_book(tmp_path: Path) -> tuple[Path, xlsxwriter.Workbook]:
    path = tmp_path / "load.xlsx"
    return path, xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd hh:mm"})


def test_notes_of_two_columns_and_a_hidden_sheet_are_not_taken_for_the_table(
    tmp_path: Path,
) -> None:
    path, book = a_book(tmp_path)
    book.add_worksheet("说明").write_row(0, 0, ["字段", "含义"])
    hidden, sheet = book.add_worksheet("缓存"), book.add_worksheet("负荷")
    sheet.activate()
    hidden.hide()
    for kept, power in ((hidden, 900), (sheet, 5)):
        kept.write_row(0, 0, ["时间", "有功功率(kW)"])
        for n in range(4):
            kept.write_row(1 + n, 0, [f"2026-11-01 0{n}:00", power])
    book.close()
    assert read_load(path).summary.peak_kw == 5


def test_a_spreadsheet_is_read_with_its_dates(tmp_path: Path) -> None:
    path, book = a_book(tmp_path)
    book.add_worksheet("说明").write(0, 0, "导出说明")
    sheet = book.add_worksheet("负荷")
    sheet.write_row(0, 0, ["表号", "0017"])
    sheet.write_row(1, 0, ["数据时间", "有功功率(kW)", "A相电压(V)"])
    start = datetime(2026, 11, 1)  # noqa: DTZ001 (a spreadsheet knows no zones)
    for n in range(96):
        sheet.write_datetime(2 + n, 0, start + timedelta(minutes=15 * n))
        sheet.write_row(2 + n, 1, [10 + n / 4, 230.5])
    book.close()
    reading = read_load(path)
    assert (reading.summary.points, reading.summary.interval_s) == (96, 900)
    assert (reading.summary.peak_kw, reading.meter_no) == (33.75, "0017")
    assert reading.summary.start == datetime(2026, 11, 1, tzinfo=CHINA)
    assert reading.samples.channels["u_a_v"][0] == 230.5


def test_serial_numbers_and_parted_dates_of_a_spreadsheet_are_moments(tmp_path: Path) -> None:
    path, book = a_book(tmp_path)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["时间", "功率"])
    for n in range(8):  # 46327 is 2026-11-01
        sheet.write_row(1 + n, 0, [46327 + n / 96, n])
    book.close()
    said = read_load(path).summary
    assert (said.start, said.interval_s) == (datetime(2026, 11, 1, tzinfo=CHINA), 900)

    path, book = a_book(tmp_path)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["日期", "时间", "功率"])
    for n in range(8):
        sheet.write_datetime(1 + n, 0, datetime(2026, 11, 1))  # noqa: DTZ001
        sheet.write_datetime(1 + n, 1, time(n // 4, n % 4 * 15))
        sheet.write(1 + n, 2, n)
    book.close()
    said = read_load(path).summary
    assert (said.start, said.interval_s) == (datetime(2026, 11, 1, tzinfo=CHINA), 900)


def test_a_spoilt_spreadsheet_is_refused_in_a_sentence(tmp_path: Path) -> None:
    whole = io.BytesIO()
    with xlsxwriter.Workbook(whole) as book:
        book.add_worksheet().write_row(0, 0, ["时间", "功率"])
    path = tmp_path / "load.xlsx"
    for cut in range(4, len(whole.getvalue()), 397):
        path.write_bytes(whole.getvalue()[:cut])
        with pytest.raises(LoadFileRefused) as error:
            read_load(path)
        assert error.value.why == "damaged_sheet"


def test_a_long_file_is_read_the_same_with_one_odd_line_in_it(tmp_path: Path) -> None:
    start = datetime(2026, 1, 1, tzinfo=CHINA)
    rows = [f"{start + timedelta(minutes=n):%Y-%m-%d %H:%M:%S},{n % 97 / 8}" for n in range(9000)]
    plain = read_text(tmp_path, "时间,功率\n" + "\n".join(rows))
    rows[5000] = rows[5000].replace("2026-", "2026/").replace("-", "/") + " "
    odd = read_text(tmp_path, "时间,功率\n" + "\n".join(rows))
    assert odd.samples == plain.samples
    assert plain.samples.channels["p_kw"] == array("d", [n % 97 / 8 for n in range(9000)])
    rows[8000] = rows[8000].rpartition(",")[0] + ",x"
    with pytest.raises(LoadFileRefused) as error:
        read_text(tmp_path, "时间,功率\n" + "\n".join(rows))
    assert (error.value.why, error.value.line) == ("not_a_number", 8002)
