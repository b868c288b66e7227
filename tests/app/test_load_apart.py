"""Load files read in a child process: the same answer, and always an answer."""

from pathlib import Path

import pytest

from app.child import ChildFailed, watch_child
from app.errors import LoadFileRefused
from app.instruments.apart import read_load_apart
from app.instruments.load_csv import read_load


def a_good_file(folder: Path) -> Path:
    path = folder / "负荷 曲线.csv"
    rows = "".join(f"2026-11-01 {n:02}:00,{n}.5,{n}\n" for n in range(24))
    path.write_text("表号,0042\n时间,有功功率(kW),电压(V)\n" + rows, encoding="gbk")
    return path


def test_a_child_process_reads_the_same(tmp_path: Path) -> None:
    path = a_good_file(tmp_path)
    assert read_load_apart(path) == read_load(path)


def test_a_path_is_that_of_the_caller_not_of_the_child(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = a_good_file(tmp_path).name
    monkeypatch.chdir(tmp_path)
    assert read_load_apart(Path(name)).summary.points == 24


def test_a_refusal_comes_back_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "load.csv"
    path.write_text("时间,有功功率(kW)\n2026-11-01 00:00,许多\n", encoding="utf-8")
    with pytest.raises(LoadFileRefused) as error:
        read_load_apart(path)
    refused = error.value
    assert (refused.why, refused.line, refused.column) == ("not_a_number", 2, "有功功率(kW)")
    assert (refused.name, refused.found) == ("load.csv", "许多")


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LoadFileRefused) as error:
        read_load_apart(tmp_path / "none.csv")
    assert error.value.why == "unreadable"


def test_a_read_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    with pytest.raises(LoadFileRefused) as error:
        read_load_apart(a_good_file(tmp_path), deadline_s=0.0)
    assert error.value.why == "timed_out"


def test_a_read_can_be_cancelled(tmp_path: Path) -> None:
    asked = []

    def soon() -> bool:
        asked.append(1)
        return len(asked) > 1

    with pytest.raises(LoadFileRefused) as error:
        read_load_apart(a_long_file(tmp_path), cancelled=soon)
    assert error.value.why == "cancelled"


def test_progress_is_told_as_a_share(tmp_path: Path) -> None:
    heard: list[float] = []
    read_load_apart(a_good_file(tmp_path), progress=heard.append)
    assert heard
    assert all(0 <= share <= 1 for share in heard)


def a_long_file(folder: Path) -> Path:
    path = folder / "long.csv"
    day = "".join(f"2026-11-01 {minute // 60:02}:{minute % 60:02},1\n" for minute in range(1440))
    path.write_text("时间,有功功率(kW)\n" + day * 300, encoding="utf-8")
    return path


def test_a_line_without_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "load.csv"
    path.write_bytes("时间,有功功率(kW)\n".encode() + "𠀀".encode() * (12 * 1024 * 1024))
    with pytest.raises(LoadFileRefused) as error:
        read_load_apart(path)
    assert (error.value.why, error.value.line) == ("open_quote", 2)


def test_a_child_that_dies_is_told_as_crashed() -> None:
    with pytest.raises(ChildFailed, match="crashed"):
        watch_child("app.no_such_module", "", deadline_s=10)
