"""The devices of a case on the screen: noted, taken back, brought back, planned by the survey."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLineEdit

from app.domain.equipment import Equipment
from app.views.cases import case_page
from app.workspace import Workspace
from tests.ui.conftest import the_case_id
from ui.cases.case_page import CaseView
from ui.demo.hands import choose, click, find, settle, type_in
from ui.main_window import MainWindow


@pytest.fixture
def case(window: MainWindow, tablet: Workspace) -> CaseView:
    window.open_case(the_case_id(tablet))
    settle(window.background)
    shown: CaseView = window.screen_named("case")
    return shown


def labels(tablet: Workspace) -> list[str]:
    return [device.label for device in case_page(tablet, the_case_id(tablet)).equipment]


def test_a_device_found_on_site_is_noted_with_its_nameplate(
    case: CaseView, window: MainWindow, tablet: Workspace
) -> None:
    click(case, "device_add")
    choose(case, "device_kind", "transformer")
    choose(case, "device_variant", "transformer_oil")
    type_in(find(case, QLineEdit, "device_label"), "2号变压器")
    type_in(find(case, QLineEdit, "device_s_kva"), "400")
    click(case, "device_done")
    settle(window.background)
    noted = case_page(tablet, the_case_id(tablet)).equipment[-1]
    assert (noted.label, noted.tags) == ("2号变压器", ("transformer_oil",))
    assert noted.facts == {"s_kva": "400", "u_kv": "10"}


def test_a_device_taken_back_is_brought_back_by_undo(
    case: CaseView, window: MainWindow, tablet: Workspace
) -> None:
    before = labels(tablet)
    click(case, "device_remove_进线电缆")
    settle(window.background)
    assert "进线电缆" not in labels(tablet)
    click(window.notice, "notice_undo")
    settle(window.background)
    assert sorted(labels(tablet)) == sorted(before)


def test_what_the_survey_planned_is_noted_at_one_touch(
    case: CaseView, window: MainWindow, tablet: Workspace
) -> None:
    page = case_page(tablet, the_case_id(tablet))
    planned = replace(page.equipment[0], id="", label="3号变压器")  # type: ignore[arg-type]
    case.show_page(replace(page, planned=(planned,)))
    click(case, "devices_planned")
    settle(window.background)
    noted = case_page(tablet, the_case_id(tablet)).equipment[-1]
    assert isinstance(noted, Equipment)
    assert noted.id
    assert noted.label == "3号变压器"
