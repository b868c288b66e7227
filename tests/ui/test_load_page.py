"""The load page on a real tablet: looked at, corrected, remembered, stopped, refused, taken in."""

import contextlib
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QProgressBar, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.load import LoadProfile
from app.instruments.reading import LoadReading
from app.views.cases import case_page
from app.workspace import Workspace
from tests.ui.conftest import the_case_id
from ui.background import Background
from ui.demo.hands import choose, click, find, settle, type_in, wait_for
from ui.demo.load_file import look_at_load, refused_load, take_load
from ui.load.load_page import LoadPage
from ui.load.preview_table import PreviewTable
from ui.look import Look, wear
from ui.main_window import MainWindow

PLAIN = "时间,甲,乙\n" + "".join(
    f"2026-11-{day:02} {hour:02}:00,{hour},{100 + hour}\n" for day in (1, 2) for hour in range(24)
)


@pytest.fixture
def page(window: MainWindow, tablet: Workspace) -> LoadPage:
    """The page, with the window on the case."""
    window.open_case(the_case_id(tablet))
    settle(window.background)
    made = window.screen_named("load")
    assert isinstance(made, LoadPage)
    return made


def a_file(folder: Path, text: str = PLAIN, name: str = "曲线.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="gbk")
    return path


def a_year_of_minutes(folder: Path, years: int = 1) -> Path:
    """525,600 lines a year, three phases."""
    path = folder / "一年一分钟.csv"
    rows = [
        f"{h:02}:{m:02},{h % 7}.{m:02},{h % 5}.5,{m % 9}.25\n" for h in range(24) for m in range(60)
    ]
    with path.open("w", encoding="utf-8") as file:
        file.write("日期,时间,A相有功功率(kW),B相有功功率(kW),C相有功功率(kW)\n")
        for number in range(365 * years):
            month, day = divmod(number, 28)
            date = f"{2022 + month // 12}-{month % 12 + 1:02}-{day + 1:02},"
            file.writelines(date + row for row in rows)
    return path


def pick(window: MainWindow, path: Path) -> None:
    window.screen_named("case").load_chosen.emit(path)
    settle(window.background)


def words(page: LoadPage, name: str) -> str:
    return find(page, QLabel, name).text()


def loads(ws: Workspace) -> tuple[LoadProfile, ...]:
    return case_page(ws, the_case_id(ws)).loads


def test_a_file_that_is_understood_is_read_at_once_and_taken_by_one_press(
    page: LoadPage, window: MainWindow, tablet: Workspace, tmp_path: Path
) -> None:
    text = PLAIN.replace("甲", "有功功率(kW)")
    look_at_load(window, a_file(tmp_path, text + "2026-11-03 02:00,5,5\n"))
    assert window.stack.currentWidget() is page
    assert "时间取“时间”列，有功功率取“有功功率(kW)”，kW（千瓦）" in words(page, "load_words")
    assert "GBK 编码，逗号分隔" in words(page, "load_words")
    said = words(page, "load_state")
    assert "已读完 49 点" in said
    assert "1 段缺数" in said
    assert "没有用到的列：乙" in said
    click(page, "load_side_curve")
    assert words(page, "load_peak_kw") == "23 kW"
    assert words(page, "load_gaps") == "1 段，2 点"
    assert loads(tablet) == ()
    take_load(window)
    (load,) = loads(tablet)
    assert (load.source_name, load.summary.points) == ("曲线.csv", 49)
    assert "曲线.csv" in window.notice.text


def test_the_table_shows_lines_with_their_numbers_and_what_columns_are(
    page: LoadPage, window: MainWindow, tmp_path: Path
) -> None:
    look_at_load(window, a_file(tmp_path, "表号,42\n" + PLAIN.replace("甲", "功率")))
    table = find(page, PreviewTable, "load_table")
    assert [table.verticalHeaderItem(row).text() for row in range(3)] == ["1", "2", "3"]
    heads = [table.horizontalHeaderItem(place).text() for place in range(3)]
    assert heads == ["● 时间\n时间", "● 有功 合计\n功率", "—\n乙"]
    assert table.item(2, 0).text() == "2026-11-01 00:00"


def test_a_column_is_corrected_seen_at_once_and_remembered_for_the_next_file(
    page: LoadPage, window: MainWindow, tablet: Workspace, tmp_path: Path
) -> None:
    pick(window, a_file(tmp_path))
    assert "没有找到有功功率列" in words(page, "load_state")
    assert "可在下面改" in words(page, "load_state")
    assert not find(page, QPushButton, "load_accept").isEnabled()
    choose(page, "load_active", "乙")
    settle(window.background)
    assert "“乙”" in words(page, "load_words")
    choose(page, "load_unit", "MW")
    settle(window.background)
    assert words(page, "load_peak_kw") == "123,000 kW"
    take_load(window)
    assert loads(tablet)[0].summary.peak_kw == 123_000
    look_at_load(window, a_file(tmp_path, PLAIN, "下一个.csv"))
    assert "按上次设置" in words(page, "load_remembered")
    assert find(page, QPushButton, "load_reset").isVisible()
    assert find(page, QComboBox, "load_active").currentText() == "乙"
    take_load(window)
    assert [load.summary.peak_kw for load in loads(tablet)] == [123_000, 123_000]


def test_what_is_remembered_can_be_reset(
    page: LoadPage, window: MainWindow, tmp_path: Path
) -> None:
    path = a_file(tmp_path, PLAIN.replace("甲", "功率(kW)"))
    look_at_load(window, path)
    choose(page, "load_unit", "W")
    settle(window.background)
    take_load(window)
    look_at_load(window, path)
    assert words(page, "load_peak_kw") == "0 kW"
    click(page, "load_reset")
    settle(window.background)
    assert words(page, "load_peak_kw") == "23 kW"
    assert not page.findChild(QLabel, "load_remembered").isVisible()
    look_at_load(window, path)
    assert not page.findChild(QLabel, "load_remembered").isVisible()


def test_phases_are_chosen_one_by_one(page: LoadPage, window: MainWindow, tmp_path: Path) -> None:
    text = PLAIN.replace("时间,甲,乙", "时间,一,二,三").replace("\n2", ",1\n2").removesuffix("\n")
    pick(window, a_file(tmp_path, text.replace("三,1", "三") + ",1\n"))
    choose(page, "load_active", "phases")
    for phase, name in zip("ABC", ("一", "二", "三"), strict=True):
        assert not find(page, QPushButton, "load_accept").isEnabled()
        choose(page, f"load_phase_{phase}", name)
    settle(window.background)
    assert "有功功率三相相加：“一”、“二”、“三”" in words(page, "load_words")
    assert find(page, QPushButton, "load_accept").isEnabled()


def test_a_per_unit_file_asks_for_the_rating_and_never_remembers_it(
    page: LoadPage, window: MainWindow, tmp_path: Path
) -> None:
    path = a_file(tmp_path, "time_local,p_pu\n01.01.2016 00:00,0.5\n01.01.2016 00:15,1\n")
    pick(window, path)
    assert "请填写额定功率" in words(page, "load_state")
    field = find(page, QLineEdit, "load_multiplier")
    type_in(field, "480")
    field.editingFinished.emit()
    settle(window.background)
    assert words(page, "load_peak_kw") == "480 kW"
    take_load(window)
    pick(window, path)
    assert "请填写额定功率" in words(page, "load_state")


def test_changing_how_the_file_is_written_forgets_columns_that_are_no_more(
    page: LoadPage, window: MainWindow, tmp_path: Path
) -> None:
    pick(window, a_file(tmp_path))
    choose(page, "load_active", "乙")
    settle(window.background)
    choose(page, "load_delimiter", ";")
    settle(window.background)
    assert words(page, "load_state").startswith("✘")
    assert "没有名为此列" not in words(page, "load_state")
    choose(page, "load_delimiter", "")
    settle(window.background)
    assert "没有找到有功功率列" in words(page, "load_state")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("2026-11-03 25:00,1,1", "第 60 行“时间”列没有这样的时间（读到“2026-11-03 25:00”）"),
        ("2026-11-03 01:00,约12,1", "第 60 行“功率”列这里应当是数字（读到“约12”）"),
        ("2026-11-03 01:00", "第 60 行“功率”列这一行缺列"),
    ],
)
def test_a_refusal_names_line_and_column_and_shows_the_line(
    page: LoadPage, window: MainWindow, tablet: Workspace, tmp_path: Path, row: str, said: str
) -> None:
    more = "".join(f"2026-11-03 00:{n:02},1,1\n" for n in range(0, 50, 5))
    rows = PLAIN.replace("甲", "功率") + more + row + "\n"
    rows = rows.replace(" 00:", " 0:")
    pick(window, a_file(tmp_path, rows))
    assert said in words(page, "load_state")
    assert not find(page, QPushButton, "load_accept").isEnabled()
    table = find(page, PreviewTable, "load_table")
    marks = [table.verticalHeaderItem(n).text() for n in range(table.rowCount())]
    assert "✘ 60" in marks
    assert loads(tablet) == ()


def test_24_00_is_the_end_of_the_day(page: LoadPage, window: MainWindow, tmp_path: Path) -> None:
    rows = "时间,功率\n2026-11-01 23:00,1\n2026-11-01 24:00,2\n"
    look_at_load(window, a_file(tmp_path, rows))
    assert "按时段结束时刻理解" in words(page, "load_state")


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n" + bytes(90), b"PK\x03\x04...."])
def test_what_is_no_table_is_refused_in_a_sentence(
    page: LoadPage, window: MainWindow, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "照片.csv"
    path.write_bytes(content)
    said = refused_load(window, path)
    assert said.startswith("“照片.csv”没有导入：")
    assert said.endswith("。")
    assert window.stack.currentWidget() is window.screen_named("case")


def test_reading_a_year_of_minutes_tells_how_far_it_is_and_is_drawn(
    page: LoadPage, window: MainWindow, tmp_path: Path
) -> None:
    path = a_year_of_minutes(tmp_path)
    heard: list[float] = []
    window.presenters["load"].moved.connect(heard.append)
    look_at_load(window, path)
    assert "已读完 525,600 点" in words(page, "load_state")
    assert heard == sorted(heard)
    assert any(0.1 < share < 0.9 for share in heard)
    click(page, "load_side_curve")
    assert words(page, "load_peak_kw") == "18.3 kW"
    assert words(page, "load_days").endswith("天")


def children() -> list[bytes]:
    """The command lines of our own children that read load files."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):  # it has ended meanwhile
            parent = (folder / "stat").read_text().rpartition(")")[2].split()[1]
            line = (folder / "cmdline").read_bytes()
            if int(parent) == os.getpid() and b"app.instruments.reader" in line:
                found.append(line)
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_stopping_kills_the_child_and_leaves_nothing_behind(
    page: LoadPage, window: MainWindow, tablet: Workspace, tmp_path: Path
) -> None:
    path = a_year_of_minutes(tmp_path, 3)
    before = sorted(p for p in tablet.folder.rglob("*") if p.is_file())
    window.screen_named("case").load_chosen.emit(path)
    bar = find(page, QProgressBar, "load_progress")
    wait_for("some progress", lambda: bar.value() >= 5)
    assert children()
    click(page, "load_cancel")
    assert "已停止读取" in words(page, "load_state")
    settle(window.background, 5)  # to its end it would read far longer
    assert children() == []
    assert "已停止读取" in words(page, "load_state")
    assert not find(page, QPushButton, "load_accept").isEnabled()
    assert loads(tablet) == ()
    assert sorted(p for p in tablet.folder.rglob("*") if p.is_file()) == before


def test_what_was_stopped_can_be_read_again(
    page: LoadPage, window: MainWindow, tmp_path: Path
) -> None:
    window.screen_named("case").load_chosen.emit(a_file(tmp_path, PLAIN.replace("甲", "功率")))
    click(page, "load_cancel")
    settle(window.background)
    click(page, "load_again")
    wait_for("it is read", find(page, QPushButton, "load_accept").isEnabled)


def test_a_correction_ends_the_reading_before_it(
    page: LoadPage, window: MainWindow, tmp_path: Path
) -> None:
    window.screen_named("case").load_chosen.emit(a_year_of_minutes(tmp_path))
    bar = find(page, QProgressBar, "load_progress")
    wait_for("some progress", lambda: bar.value() >= 3)
    choose(page, "load_unit", "W")
    look = find(page, QPushButton, "load_accept")
    wait_for("it is read so", look.isEnabled)
    settle(window.background)
    assert "W（瓦）" in words(page, "load_words")
    assert words(page, "load_peak_kw") == "0 kW"


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_closing_the_window_ends_the_reading(
    page: LoadPage, window: MainWindow, background: Background, tmp_path: Path
) -> None:
    window.screen_named("case").load_chosen.emit(a_year_of_minutes(tmp_path))
    bar = find(page, QProgressBar, "load_progress")
    wait_for("some progress", lambda: bar.value() >= 3)
    heard: list[LoadReading] = []
    window.presenters["load"].read.connect(heard.append)
    window.close()
    assert children() == []
    settle(background)
    assert heard == []


def test_a_stick_that_is_pulled_out_is_told(
    page: LoadPage, window: MainWindow, tablet: Workspace, tmp_path: Path
) -> None:
    path = a_file(tmp_path, PLAIN.replace("甲", "功率"))
    look_at_load(window, path)
    path.unlink()
    click(page, "load_accept")
    settle(window.background)
    assert "文件打不开" in words(page, "load_state")
    assert loads(tablet) == ()


def test_a_round_that_hangs_does_not_hold_a_file_up(
    page: LoadPage, window: MainWindow, background: Background, tmp_path: Path
) -> None:
    gate = threading.Event()
    background.round(gate.wait, 60)
    try:
        window.screen_named("case").load_chosen.emit(a_file(tmp_path, PLAIN.replace("甲", "功率")))
        wait_for("it is read", find(page, QPushButton, "load_accept").isEnabled)
    finally:
        gate.set()


def test_numbers_and_plots_are_loaded_with_the_first_curve_and_not_before() -> None:
    code = (
        "import sys, ui.startup, ui.load.presenter, ui.load.load_page; "
        "sys.exit(bool({'numpy', 'pyqtgraph'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_kept_curve_is_looked_at_closely(
    page: LoadPage, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    look_at_load(window, a_file(tmp_path, PLAIN.replace("甲", "功率")))
    take_load(window)
    click(window.screen_named("case"), "open_load")
    settle(window.background)
    assert window.stack.currentWidget() is page
    assert words(page, "load_name") == "曲线.csv"
    assert words(page, "load_peak_kw") == "23 kW"
    assert not page.findChild(QPushButton, "load_accept").isVisible()
    click(page, "load_leave")
    settle(window.background)
    assert window.stack.currentWidget() is window.screen_named("case")


def test_another_language_leaves_the_file_open_and_says_it_in_that_language(
    page: LoadPage, window: MainWindow, qapp: QApplication, tmp_path: Path
) -> None:
    pick(window, a_file(tmp_path))
    choose(page, "load_active", "乙")
    settle(window.background)
    try:
        wear(qapp, Look(language="en"))
        window.remake()
        settle(window.background)
        anew = window.screen_named("load")
        assert anew is not page
        assert "active power from “乙”" in words(anew, "load_words")
        assert "Points read: 48" in words(anew, "load_state")
    finally:
        wear(qapp, Look())
