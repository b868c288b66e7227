"""The log of the customer's works on the case page: noted, shown, and kept from steering."""

from pathlib import Path

from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from app.domain.progress import Milestone
from app.views.cases import case_page
from app.workspace import Workspace
from tests.ui.conftest import a_small_photo, the_case_id
from ui.cases.progress_panel import ProgressPanel
from ui.demo.hands import click, find, settle, type_in
from ui.main_window import MainWindow


def the_panel(window: MainWindow, tablet: Workspace) -> ProgressPanel:
    window.open_case(the_case_id(tablet))
    settle(window.background)
    found = window.screen_named("case").findChild(ProgressPanel)
    assert isinstance(found, ProgressPanel)
    return found


def test_an_entry_is_noted_with_its_photo_and_shown(
    window: MainWindow, tablet: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    panel = the_panel(window, tablet)
    click(panel, "progress_add")
    milestones = find(panel, QComboBox, "progress_milestone")
    milestones.setCurrentIndex(milestones.findData(Milestone.BLOCKED.value))
    type_in(find(panel, QLineEdit, "progress_planned"), "2026-12-20")
    click(panel, "progress_done")
    settle(window.background)
    assert "受阻" in window.notice.text
    blocker = find(panel, QLineEdit, "progress_blocker")
    type_in(blocker, "推荐你找宏达公司")
    assert "宏达公司" in find(panel, QLabel, "words_found").text()
    click(panel, "progress_done")
    settle(window.background)
    assert "不能写入记录" in window.notice.text
    blocker.selectAll()
    type_in(blocker, "电缆沟积水")
    panel.add_photos([a_small_photo(tmp_path / "site.jpg")])
    click(panel, "progress_done")
    settle(window.background)
    (noted,) = case_page(tablet, the_case_id(tablet)).progress
    assert (noted.milestone, noted.blocker_text) == (Milestone.BLOCKED, "电缆沟积水")
    shown = [each.text() for each in panel.findChildren(QLabel) if each.isVisible()]
    assert any("受阻" in text and "电缆沟积水" in text and "1 张照片" in text for text in shown)
    assert panel._form.isHidden()
