"""A recording on the screen: seen before it is taken in, refused in a sentence, listed apart."""

from pathlib import Path

from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.views.cases import case_page
from app.workspace import Workspace
from tests.ui.conftest import the_case_id
from tests.waveforms import Made
from ui.demo.hands import click, find, settle
from ui.main_window import MainWindow


def words(window: MainWindow, name: str) -> str:
    return find(window, QLabel, name).text()


def test_a_recording_is_looked_at_taken_in_and_listed(
    window: MainWindow, tablet: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    window.open_case(the_case_id(tablet))
    settle(window.background)
    path = Made(form="FLOAT32").write(tmp_path)
    window.open_load_file(path)
    settle(window.background)
    assert "园区变 录波器1" in words(window, "wave_facts")
    assert words(window, "wave_state").startswith("✔ 5 个窗，频率 50.000 Hz")
    page = window.screen_named("waveform")
    shown = {made.text() for made in page.findChildren(QLabel)}
    assert {"5,773.5", "500.000", "3.46", "8.00"} <= shown
    click(window, "wave_accept")
    settle(window.background)
    (load,) = case_page(tablet, the_case_id(tablet)).loads
    assert find(window, QPushButton, f"recording_{load.id}").isVisible()
    click(window, f"recording_{load.id}")
    settle(window.background)
    assert words(window, "load_name") == "rec.cff"


def test_what_cannot_be_read_stays_on_the_page_in_a_sentence(
    window: MainWindow, tablet: Workspace, tmp_path: Path
) -> None:
    window.open_case(the_case_id(tablet))
    settle(window.background)
    path = Made(count=64).write(tmp_path)
    for file, told in (
        (path, "不到一个 10 周波"),
        (tmp_path / "x.pqd", "PQDIF"),
        (tmp_path / "none.cff", "文件打不开"),
    ):
        window.open_load_file(file)
        settle(window.background)
        assert told in words(window, "wave_state")
        assert not find(window, QPushButton, "wave_accept").isEnabled()
