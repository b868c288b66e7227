"""A recording on the screen: seen before it is taken in, refused in a sentence, listed apart."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.inspection import Inspection, InspectionKind
from app.ids import CaseId
from app.views.cases import case_page
from app.workspace import Workspace
from tests.builders import MORNING, a_visit
from tests.ui.conftest import the_case_id
from tests.waveforms import Made
from ui.demo.cast import ORG
from ui.demo.hands import click, find, settle
from ui.main_window import MainWindow


def a_survey(**values: str) -> Inspection:
    """A recorded survey that says this."""
    return a_visit(kind=InspectionKind.SURVEY, values=values, recorded_at=MORNING)


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


def test_its_currents_stand_beside_what_the_point_of_connection_may_take_in(
    window: MainWindow, tablet: Workspace, tmp_path: Path
) -> None:
    path = Made(form="FLOAT32").write(tmp_path)
    window.open_case(the_case_id(tablet))
    settle(window.background)
    window.open_load_file(path)
    settle(window.background)
    assert "最小短路容量" in words(window, "wave_point")  # the survey has not said it yet
    assert words(window, "wave_current_3").startswith("不能判定（未知接入点")
    survey = a_survey(sc_capacity_mva="150", pcc_capacity_mva="20", confirmed_capacity_kva="5000")
    with tablet.unit("come_down") as unit:
        unit.save(replace(survey, case_id=CaseId(the_case_id(tablet)), org=ORG))
    window.open_load_file(path)
    settle(window.background)
    shown = {made.text() for made in window.screen_named("waveform").findChildren(QLabel)}
    assert "允许 8.507 A" in shown  # example P3, order 3
    assert words(window, "wave_current_3") == "不能判定（不足 30 个值）"
    assert "短路容量 150 MVA，协议容量 5 MVA，供电设备容量 20 MVA" in words(window, "wave_point")


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
