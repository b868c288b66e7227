"""Columns read many lines at once say what each cell says by itself."""

from itertools import pairwise
from math import isnan
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import LoadFileRefused
from app.instruments import load_rows
from app.instruments.cell_columns import CellColumns, rounded
from app.instruments.load_cells import number_in
from app.instruments.load_csv import read_load
from app.instruments.reading import LoadReading

written = st.one_of(
    st.decimals(-2_000_000_000, 2_000_000_000, places=None, allow_nan=False).map("{:f}".format),
    st.from_regex(r"\A[ ]{0,3}[-+]?[0-9]{0,12}[.,]?[0-9]{0,9}[ ]{0,20}\Z"),
    st.sampled_from(
        ["", "-", "--", "null", "无", "1e3", "-0", "-0.0", "12.", ".5", "1,234.5", "x"]
    ),
)


@settings(max_examples=30)
@given(st.lists(written, min_size=1, max_size=20), st.sampled_from([("", b".,"), (",", b",")]))
def test_a_column_of_numbers_says_what_each_cell_says(
    texts: list[str], mark: tuple[str, bytes]
) -> None:
    decimal, points = mark
    cells = CellColumns("\n".join(f"a;{text};b" for text in texts).encode(), ord(";"), 2)
    values, good = cells.numbers(
        cells.field(1), points, lambda text: number_in(text.decode().strip(), ";", decimal)
    )
    for text, value, fits in zip(texts, values.tolist(), good.tolist(), strict=True):
        alone = number_in(text.strip(), ";", decimal)
        if fits:
            assert repr(value) == repr(alone), text
        else:  # what is long is left to be looked at by itself
            assert alone is None or len(text.strip()) > 17, text


@given(st.lists(st.floats(-1e9, 1e9) | st.just(float("nan")), max_size=30), st.floats(1e-4, 1e5))
def test_products_are_rounded_as_the_digits_say(values: list[float], factor: float) -> None:
    found = rounded(np.array(values), factor).tolist()
    assert repr(found) == repr([round(value * factor, 6) for value in values])


@given(st.integers(-(10**9), 10**9), st.sampled_from([0.001, 0.5, 2.5, 1000.0]))
def test_the_middle_between_two_falls_as_python_lets_it_fall(whole: int, factor: float) -> None:
    value = whole / 1e6
    assert rounded(np.array([value]), factor).tolist() == [round(value * factor, 6)]


def test_a_text_is_understood_once_and_long_ones_are_left() -> None:
    lines = ["2026-01-01 00:00", "2026-01-01 00:15", "2026-01-02 00:00", "x" * 40, "spät 9"]
    cells = CellColumns("\n".join(lines).encode(), ord(","), 0)
    day, clock = cells.parted(cells.field(0), b" T", 8, 11)
    asked: list[bytes] = []

    def understand(text: bytes) -> int:
        asked.append(text)
        return {b"2026-01-01": 1, b"2026-01-02": 2}[text]

    days, good = cells.understood(day, understand)
    assert days.tolist()[:3] == [1, 1, 2]
    assert good.tolist() == [True, True, True, False, False]
    assert asked.count(b"2026-01-01") == 1
    clocks, _ = cells.understood(clock, lambda text: len(text))
    assert clocks.tolist() == [5, 5, 5, 0, 0]


ROWS = (
    "2026-11-01 00:00,1.5,-2,正常", "2026-11-01 00:15,--,3.25,正常", "2026-11-01 00:30,2,3,异常",
    "", "2026/11/1 0:45, 4 ,+5,正常", "2026-11-01 01:00,1e2,6,", "2026-11-01 01:15,7,8,正常,多",
    "2026-11-01 24:00,9,9,正常", "2026-11-02 00:15,0.1,0.2,正常",
)  # fmt: skip


def read(folder: Path, text: str) -> LoadReading:
    path = folder / "load.csv"
    path.write_text(text, encoding="gbk")
    return read_load(path)


@pytest.mark.parametrize("size", [1, 20, 45, 200])
def test_wherever_the_pieces_end_the_same_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    text = "时间,有功功率(kW),无功功率(kvar),数据状态\n" + "\n".join(ROWS) + "\n"
    whole = read(tmp_path, text)
    monkeypatch.setattr(load_rows, "_PIECE_BYTES", size)
    again = read(tmp_path, text)
    assert repr(again.samples) == repr(whole.samples)
    assert again.remarks == whole.remarks
    kw = whole.samples.channels["p_kw"]
    assert [kw[0], kw[3], kw[4], kw[5]] == [1.5, 4.0, 100.0, 7.0]
    assert isnan(kw[1])
    assert isnan(kw[2])  # the instrument doubted it


def test_quotes_and_old_line_ends_change_nothing(tmp_path: Path) -> None:
    plain = "时间,有功功率(kW)\n2026-11-01 00:00,1\n2026-11-01 00:15,2\n2026-11-01 00:30,3\n"
    quoted = plain.replace("2026-11-01 00:15,2", '"2026-11-01 00:15","2"')
    told = [read(tmp_path, text) for text in (plain, quoted, plain.replace("\n", "\r"))]
    assert all(one.samples == other.samples for one, other in pairwise(told))


def test_the_first_line_that_is_wrong_is_named_among_many(tmp_path: Path) -> None:
    rows = [f"2026-11-01 {n // 60:02}:{n % 60:02},{n}" for n in range(600)]
    rows[500], rows[400] = "2026-11-01 08:20,abc", "2026-11-01 06:40,1O"
    with pytest.raises(LoadFileRefused) as error:
        read(tmp_path, "时间,有功功率(kW)\n" + "\n".join(rows))
    assert (error.value.why, error.value.line, error.value.found) == ("not_a_number", 402, "1O")
