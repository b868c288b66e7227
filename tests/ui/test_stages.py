"""The stages on the case page; a case paused and going on again; a visit in vain."""

from pathlib import Path

from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.evidence import Photo
from app.domain.process import Status
from app.views.cases import case_page
from app.workspace import Workspace
from tests.ui.conftest import a_small_photo, the_case_id
from ui.cases.pause_panel import PausePanel
from ui.cases.stage_panel import StagePanel
from ui.demo.hands import click, find, settle, type_in
from ui.main_window import MainWindow


def the_page(window: MainWindow, tablet: Workspace) -> QWidget:
    window.open_case(the_case_id(tablet))
    settle(window.background)
    found = window.screen_named("case")
    assert isinstance(found, QWidget)
    return found


def said(panel: QWidget) -> str:
    return "\n".join(each.text() for each in panel.findChildren(QLabel) if each.isVisible())


def choose(panel: QWidget, value: str) -> None:
    reasons = find(panel, QComboBox, "pause_reason")
    reasons.setCurrentIndex(reasons.findData(value))


def test_the_stages_show_what_is_on_and_all_of_them_on_demand(
    window: MainWindow, tablet: Workspace
) -> None:
    panel = find(the_page(window, tablet), StagePanel, "stages")
    shown = said(panel)
    assert "竣工检验" in shown
    assert "已约定" in shown
    assert "检验人员" in shown
    assert "归档" not in shown
    assert "4. 装表接电" in shown
    click(panel, "stages_more")
    settle(window.background)
    shown = said(panel)
    assert "归档" in shown
    assert "不适用：勘查确定没有外线工程" in shown
    click(panel, "stages_more")
    settle(window.background)
    assert "归档" not in said(panel)


def test_a_case_is_paused_with_reason_evidence_and_day_and_goes_on_again(
    window: MainWindow, tablet: Workspace
) -> None:
    panel = find(the_page(window, tablet), PausePanel, "pause")
    click(panel, "pause_suspend")
    choose(panel, "CUSTOMER_REQUEST")
    click(panel, "pause_done")
    settle(window.background)
    assert "须有依据" in window.notice.text
    type_in(find(panel, QLineEdit, "pause_evidence"), "客户来函 12 号")
    click(panel, "pause_done")
    settle(window.background)
    assert "预计恢复" in window.notice.text
    type_in(find(panel, QLineEdit, "pause_until"), "2099-12-01")
    click(panel, "pause_done")
    settle(window.background)
    state = case_page(tablet, the_case_id(tablet)).state
    assert state.suspended == "CUSTOMER_REQUEST"
    assert "客户书面要求暂缓" in said(panel)
    assert "2099-12-01" in said(panel)
    assert [b for b in panel.findChildren(QPushButton, "pause_suspend") if b.isVisible()] == []
    click(panel, "pause_resume")
    settle(window.background)
    assert case_page(tablet, the_case_id(tablet)).state.suspended == ""
    assert "没有中止" in said(panel)


def test_a_visit_in_vain_wants_a_photo_and_pauses_the_clock(
    window: MainWindow, tablet: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    panel = find(the_page(window, tablet), PausePanel, "pause")
    click(panel, "pause_vain")
    choose(panel, "site_not_ready")
    click(panel, "pause_done")
    settle(window.background)
    assert "拍照" in window.notice.text
    panel.add_photos([a_small_photo(tmp_path / "gate.jpg")])
    click(panel, "pause_done")
    settle(window.background)
    page = case_page(tablet, the_case_id(tablet))
    assert (page.state.status, page.state.suspended) == (Status.INSPECTION, "SITE_NOT_ACCESSIBLE")
    event = page.state.last("completion.visit_failed")
    assert event is not None
    with tablet.read() as unit:
        (photo,) = unit.find(Photo, the_case_id(tablet))
    assert (photo.owner_id, photo.id) == (event.id, event.facts["photo"])
    assert "第 2 次" in said(find(the_page(window, tablet), StagePanel, "stages"))
