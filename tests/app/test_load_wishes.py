"""What a person knows better about a load file, how it is previewed, and that it is remembered."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.actions.import_load import import_load
from app.actions.keep_load_wishes import keep_load_wishes
from app.actions.open_workspace import close_workspace, create_workspace
from app.actions.preview_load_file import preview_load_file
from app.domain.staff import Identity
from app.errors import LoadFileRefused
from app.ids import DeviceId, UserId
from app.instruments.apart import preview_load_apart, read_load_apart
from app.instruments.load_csv import read_load
from app.instruments.load_preview import preview_load
from app.instruments.load_wishes import (
    AS_FOUND,
    LoadWishes,
    column_labels,
    read_wishes,
    understood_wishes,
    written,
)
from app.instruments.reading import LoadReading
from app.workspace import Workspace
from tests.builders import ORG, a_case

STRANGE = "Zeit;Wirk;Blind;Kommentar\n"
ROWS = ["01.11.2026 00:15;1.234,5;7;x", "01.11.2026 00:30;2.000,0;8;y"]


def a_file(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "load.csv"
    path.write_bytes(text.encode(encoding))
    return path


def read(folder: Path, text: str, wishes: LoadWishes, encoding: str = "utf-8") -> LoadReading:
    return read_load(a_file(folder, text, encoding), wishes)


def peak(folder: Path, text: str, wishes: LoadWishes) -> float:
    return float(read(folder, text, wishes).summary.peak_kw)


def why(folder: Path, text: str, wishes: LoadWishes) -> tuple[str, int, str]:
    with pytest.raises(LoadFileRefused) as error:
        read(folder, text, wishes)
    return error.value.why, error.value.line, error.value.column


def test_columns_of_a_foreign_tongue_are_read_as_a_person_says(tmp_path: Path) -> None:
    text = STRANGE + "\n".join(ROWS)
    assert why(tmp_path, text, AS_FOUND)[0] == "no_time_column"
    reading = read(tmp_path, text, LoadWishes(time="Zeit", active=("Wirk",), reactive=("Blind",)))
    assert float(reading.summary.peak_kw) == 2000
    assert list(reading.samples.channels["q_kvar"]) == [7, 8]
    assert "ignored_columns:Kommentar" in reading.remarks


THREE = "时间,甲,乙,丙\n2026-11-01 00:00,1,2,3\n2026-11-01 00:15,4,5,6\n"


def test_three_columns_are_the_phases_in_the_order_given(tmp_path: Path) -> None:
    reading = read(tmp_path, THREE, LoadWishes(active=("丙", "甲", "乙")))
    assert reading.summary.phases == 3
    assert list(reading.samples.channels["p_a_kw"]) == [3, 6]


TOTAL = "时间,有功功率(kW),无功功率(kvar)\n2026-11-01 00:00,1.5,1\n2026-11-01 00:15,0,1\n"


@pytest.mark.parametrize(
    ("wishes", "kw"),
    [
        (LoadWishes(unit="W"), 0.0015),
        (LoadWishes(unit="MW"), 1500),
        (LoadWishes(multiplier="40"), 60),
        (LoadWishes(active=("无功功率(kvar)",)), 1),
        (LoadWishes(unit="pu", multiplier="100"), 150),
    ],
)
def test_unit_multiplier_and_column_are_those_that_are_wished(
    tmp_path: Path, wishes: LoadWishes, kw: float
) -> None:
    assert peak(tmp_path, TOTAL, wishes) == kw


def test_no_reactive_power_is_read_where_none_is_wished(tmp_path: Path) -> None:
    assert "q_kvar" in read(tmp_path, TOTAL, AS_FOUND).samples.channels
    assert "q_kvar" not in read(tmp_path, TOTAL, LoadWishes(reactive=("-",))).samples.channels


def test_stamp_and_kind_are_those_that_are_wished_and_nothing_is_guessed(tmp_path: Path) -> None:
    reading = read(tmp_path, TOTAL, LoadWishes(stamp="end", kind="instant"))
    assert (reading.stamp, reading.sample_kind) == ("end", "instant")
    assert reading.remarks == ()


def test_a_shorter_interval_makes_gaps_of_what_is_not_there(tmp_path: Path) -> None:
    reading = read(tmp_path, TOTAL, LoadWishes(interval_s=300))
    assert (reading.summary.interval_s, reading.summary.gaps[0].missing) == (300, 2)
    assert why(tmp_path, TOTAL, LoadWishes(interval_s=600))[0] == "mixed_interval"


@pytest.mark.parametrize(
    ("text", "decimal", "kw"),
    [
        ("1,234", ".", 1234),
        ("1,234", ",", 1.234),
        ("1.234", ",", 1234),
        ("1.234", ".", 1.234),
        ("1.234,5", ",", 1234.5),
    ],
)
def test_the_decimal_mark_is_the_one_that_is_wished(
    tmp_path: Path, text: str, decimal: str, kw: float
) -> None:
    rows = f"时间;有功功率(kW)\n2026-11-01 00:00;{text}\n2026-11-01 00:15;0\n"
    assert peak(tmp_path, rows, LoadWishes(decimal=decimal)) == kw


@pytest.mark.parametrize(("number", "decimal"), [("1.5", ","), ("1,5", "."), ("1,2,3", ".")])
def test_what_is_no_number_with_that_mark_is_refused(
    tmp_path: Path, number: str, decimal: str
) -> None:
    rows = f"时间;有功功率(kW)\n2026-11-01 00:00;{number}\n"
    told = why(tmp_path, rows, LoadWishes(decimal=decimal))
    assert told == ("not_a_number", 2, "有功功率(kW)")


def test_a_file_without_a_header_is_read_by_the_numbers_of_its_columns(tmp_path: Path) -> None:
    rows = "2026-11-01 00:00,9,1\n2026-11-01 00:15,9,2\n"
    wishes = LoadWishes(header_line=0, time="#1", active=("#3",))
    reading = read(tmp_path, rows, wishes)
    assert (reading.summary.points, float(reading.summary.peak_kw)) == (2, 2)
    assert why(tmp_path, rows + "2026-11-01 00:30,9,x\n", wishes) == ("not_a_number", 3, "#3")


def test_the_header_stands_where_it_is_wished(tmp_path: Path) -> None:
    text = "时间,功率(kW)\n从此开始,以下为数据\nt,p\n2026-11-01 00:00,3\n2026-11-01 00:15,4\n"
    assert why(tmp_path, text, AS_FOUND) == ("impossible_time", 2, "时间")
    assert peak(tmp_path, text, LoadWishes(header_line=3, time="t", active=("p",))) == 4
    assert why(tmp_path, text, LoadWishes(header_line=30)) == ("no_header", 30, "")


def test_a_column_that_is_not_there_is_named(tmp_path: Path) -> None:
    told = why(tmp_path, TOTAL, LoadWishes(active=("总功率",)))
    assert told == ("no_such_column", 0, "总功率")


def test_columns_of_one_name_are_told_apart_by_their_numbers(tmp_path: Path) -> None:
    assert column_labels(["时间", "功率", "", "功率"]) == ("时间", "功率 #2", "#3", "功率 #4")
    text = "时间,功率,,功率\n2026-11-01 00:00,1,0,5\n2026-11-01 00:15,2,0,6\n"
    assert peak(tmp_path, text, LoadWishes(active=("功率 #4",))) == 6


def test_an_encoding_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    path = a_file(tmp_path, TOTAL, "gbk")
    with pytest.raises(LoadFileRefused, match="wrong_encoding"):
        read_load(path, LoadWishes(encoding="utf-8"))
    for mark in ("utf-16", "utf-16-le"):
        marked = a_file(tmp_path, TOTAL, mark)
        assert read_load(marked, LoadWishes(encoding="utf-16-le")).summary.points == 2


def test_wishes_travel_and_bad_ones_are_none() -> None:
    wishes = LoadWishes(
        *("gbk", ";", ",", 7, "时间", "-", ("a", "b", "c"), ("q",), "MW", "end"),
        kind="instant",
        header_rows=2,
    )
    assert read_wishes(written(wishes)) == wishes
    for bad in (b"", b"x", b"[1]", b'{"unit":"kg"}', b'{"active":["a","b"]}', b'{"new":1}'):
        assert read_wishes(bad) == AS_FOUND
    with pytest.raises(ValueError, match="interval"):
        understood_wishes({"interval_s": -5})


def test_a_preview_shows_lines_and_what_they_are_taken_for(tmp_path: Path) -> None:
    text = "表号,42\n倍率,40\n结束时间,A相有功,B相有功,C相有功,无功功率\n" + "".join(
        f"2026-11-01 {n:02}:00,1,2,3,4\n" for n in range(24)
    )
    seen = preview_load_apart(a_file(tmp_path, text, "gbk"))
    assert (seen.encoding, seen.delimiter, seen.decimal) == ("gbk", ",", ".")
    assert (seen.header_line, seen.multiplier, seen.meter_no) == (3, "40", "42")
    assert (seen.time, seen.stamp, seen.unit) == ("结束时间", "end", "kW")
    assert seen.active == ("A相有功", "B相有功", "C相有功")
    assert seen.reactive == ("无功功率",)
    assert seen.lines[0] == (1, ("表号", "42"))
    assert len(seen.lines) < 20


def test_a_preview_brings_the_lines_around_another(tmp_path: Path) -> None:
    text = "时间,功率\n" + "x,1\n" * 500
    lines = [line for line, _ in preview_load(a_file(tmp_path, text), around=400).lines]
    assert lines[-5:] == [398, 399, 400, 401, 402]


@pytest.mark.parametrize(
    ("text", "trouble"),
    [(STRANGE + ROWS[0], "no_time_column"), ("time_local,p_pu\n01.01.2016 00:00,1\n", "per_unit")],
)
def test_what_is_not_understood_can_still_be_seen(tmp_path: Path, text: str, trouble: str) -> None:
    seen = preview_load_apart(a_file(tmp_path, text))
    assert seen.trouble is not None
    assert seen.trouble.why == trouble
    assert seen.labels == tuple(text.splitlines()[0].replace(";", ",").split(","))


@pytest.fixture
def tablet(tmp_path: Path) -> Iterator[Workspace]:
    who = Identity(UserId("zhang"), "张海峰", ORG, ("inspector",), DeviceId("tablet"))
    ws = create_workspace(tmp_path / "tablet", "correct horse", who)
    with ws.unit("come_down") as unit:
        unit.save(a_case())
    yield ws
    close_workspace(ws)


def test_the_next_file_of_a_kind_is_read_as_the_last_one(tablet: Workspace, tmp_path: Path) -> None:
    path = a_file(tmp_path, STRANGE + "\n".join(ROWS))
    first = preview_load_file(tablet, path)
    assert not first.remembered
    keep_load_wishes(tablet, first.fingerprint, LoadWishes(time="Zeit", active=("Wirk",)))
    path.write_text(STRANGE + "\n".join(ROWS[::-1]), encoding="utf-16")
    again = preview_load_file(tablet, path)
    assert again.remembered
    assert (again.time, again.active, again.trouble) == ("Zeit", ("Wirk",), None)
    other = a_file(tmp_path, STRANGE.replace("Blind", "Q") + "\n".join(ROWS))
    assert not preview_load_file(tablet, other).remembered


def test_what_was_remembered_can_be_forgotten(tablet: Workspace, tmp_path: Path) -> None:
    path = a_file(tmp_path, TOTAL)
    kind = preview_load_file(tablet, path).fingerprint
    keep_load_wishes(tablet, kind, LoadWishes(unit="W"))
    assert preview_load_file(tablet, path).unit == "W"
    assert preview_load_file(tablet, path, AS_FOUND).unit == "kW"
    keep_load_wishes(tablet, kind, AS_FOUND)
    assert not preview_load_file(tablet, path).remembered


def test_a_multiplier_is_never_remembered(tablet: Workspace, tmp_path: Path) -> None:
    path = a_file(tmp_path, TOTAL)
    kind = preview_load_file(tablet, path).fingerprint
    keep_load_wishes(tablet, kind, LoadWishes(unit="W", multiplier="40"))
    assert preview_load_file(tablet, path).wishes == LoadWishes(unit="W")


def test_an_encoding_that_was_remembered_and_does_not_fit_is_left_out(
    tablet: Workspace, tmp_path: Path
) -> None:
    kind = preview_load_file(tablet, a_file(tmp_path, TOTAL)).fingerprint
    keep_load_wishes(tablet, kind, LoadWishes(encoding="utf-8"))
    seen = preview_load_file(tablet, a_file(tmp_path, TOTAL, "gbk"))
    assert (seen.remembered, seen.encoding) == (False, "gbk")


def test_only_the_file_that_was_read_is_taken_in(tablet: Workspace, tmp_path: Path) -> None:
    path = a_file(tmp_path, TOTAL)
    reading = read_load_apart(path, LoadWishes(unit="W"))
    path.write_text(TOTAL.replace("1.5", "2.5"), encoding="utf-8")
    with pytest.raises(LoadFileRefused, match="changed_meanwhile"):
        import_load(tablet, "case-1", path, reading)
    path.unlink()
    with pytest.raises(LoadFileRefused, match="unreadable"):
        import_load(tablet, "case-1", path, reading)
    load = import_load(tablet, "case-1", a_file(tmp_path, TOTAL), reading)
    assert float(load.summary.peak_kw) == 0.0015
