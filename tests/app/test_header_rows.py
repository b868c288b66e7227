"""Headers of several rows: a quantity above its phase and its unit, as merged cells leave them."""

from pathlib import Path

import openpyxl
import pytest

from app.errors import LoadFileRefused
from app.instruments.load_csv import read_load
from app.instruments.load_preview import preview_load
from app.instruments.load_wishes import LoadWishes

DATA = "2026-11-01 00:00,1000,2000,3000,229\n2026-11-01 00:15,1100,2100,3100,230\n"


def a_file(folder: Path, text: str) -> Path:
    path = folder / "load.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "head",
    [
        "时间,Pa,Pb,Pc,电压\n,W,W,W,V\n",
        "时间,A相有功功率,B相有功功率,C相有功功率,电压\n单位,(W),(W),(W),（V）\n",
        "某厂负荷测试记录\n时间,有功功率,,,电压\n,A相,B相,C相,A相\n,W,W,W,V\n",
        ",有功功率（W）,,,电压\n时间,A相,B相,C相,A相\n,,,,V\n",
        "测试时间,有功功率,,,电压\n测试时间,A,B,C,A\n,瓦,瓦,瓦,伏\n",
    ],
)
def test_quantity_phase_and_unit_may_stand_one_above_another(tmp_path: Path, head: str) -> None:
    reading = read_load(a_file(tmp_path, head + DATA))
    channels = {name: list(values) for name, values in reading.samples.channels.items()}
    assert channels == {
        "p_a_kw": [1, 1.1],
        "p_b_kw": [2, 2.1],
        "p_c_kw": [3, 3.1],
        "u_a_v": [229, 230],
    }


def test_phases_may_stand_above_the_quantities(tmp_path: Path) -> None:
    head = "时间,A相,,B相,,C相,\n,有功功率,电压,有功功率,电压,有功功率,电压\n,kW,V,kW,V,kW,V\n"
    path = a_file(tmp_path, head + "2026-11-01 00:00,1,2,3,4,5,6\n2026-11-01 00:15,1,2,3,4,5,6\n")
    channels = read_load(path).samples.channels
    assert {name: values[0] for name, values in channels.items()} == {
        "p_a_kw": 1, "u_a_v": 2, "p_b_kw": 3, "u_b_v": 4, "p_c_kw": 5, "u_c_v": 6,
    }  # fmt: skip


def test_what_is_found_of_the_header_is_shown_and_can_be_corrected(tmp_path: Path) -> None:
    path = a_file(
        tmp_path, "时间,有功功率,功率\n,kW,总\n2026-11-01 00:00,1,2\n2026-11-01 00:15,3,4\n"
    )
    seen = preview_load(path)
    assert (seen.header_line, seen.header_rows, seen.last_header_line) == (1, 2, 2)
    assert seen.labels == ("时间", "有功功率(kW)", "功率 总")
    assert seen.active == ("功率 总",)
    other = preview_load(path, LoadWishes(active=("有功功率(kW)",)))
    assert other.active == ("有功功率(kW)",)
    alone = preview_load(path, LoadWishes(header_rows=1))
    assert (alone.header_rows, alone.labels) == (1, ("时间", "有功功率", "功率"))


def test_a_person_may_say_how_many_rows_the_header_has(tmp_path: Path) -> None:
    path = a_file(tmp_path, "时间,通道1\n采集,测点7\n2026-11-01 00:00,1\n2026-11-01 00:15,3\n")
    wishes = LoadWishes(header_line=1, header_rows=2, time="时间 采集", active=("通道1 测点7",))
    assert list(read_load(path, wishes).samples.channels["p_kw"]) == [1, 3]


def test_a_first_row_that_is_wrong_is_refused_and_not_taken_for_a_header(tmp_path: Path) -> None:
    for row in ("昨天,1", "2026-13-01 00:00,kW", "昨天,kWh表"):
        path = a_file(tmp_path, f"时间,有功功率(kW)\n{row}\n2026-11-01 00:15,3\n")
        with pytest.raises(LoadFileRefused) as error:
            read_load(path)
        assert (error.value.why, error.value.line) == ("impossible_time", 2), row


def test_merged_cells_of_a_spreadsheet_name_what_lies_below_them(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ("某厂用电负荷测试", None, None, None, None),
        ("时间", "有功功率", None, None, "频率"),
        (None, "A相", "B相", "C相", None),
        (None, "kW", "kW", "kW", "Hz"),
        ("2026-11-01 00:00", 1, 2, 3, 50),
        ("2026-11-01 00:15", 4, 5, 6, 50.01),
    ):
        sheet.append(row)
    for merged in ("A1:E1", "A2:A4", "B2:D2", "E2:E3"):
        sheet.merge_cells(merged)
    path = tmp_path / "load.xlsx"
    book.save(path)
    channels = read_load(path).samples.channels
    assert [channels[name][1] for name in ("p_a_kw", "p_b_kw", "p_c_kw", "f_hz")] == [
        4,
        5,
        6,
        50.01,
    ]


@pytest.mark.parametrize(
    ("head", "told", "kind"),
    [("有功功率(kW)", False, "mean"), ("平均有功功率(kW)", True, "mean"),
     ("有功功率瞬时值(kW)", True, "instant")],
)  # fmt: skip
def test_whether_a_value_is_a_mean_is_told_or_said_to_be_taken_so(
    tmp_path: Path, head: str, told: bool, kind: str
) -> None:
    path = a_file(tmp_path, f"时间,{head}\n2026-11-01 00:00,1\n2026-11-01 00:15,3\n")
    seen = preview_load(path)
    assert (seen.kind, seen.kind_told) == (kind, told)
    wished = preview_load(path, LoadWishes(kind="instant"))
    assert (wished.kind, wished.kind_told) == ("instant", True)
