"""What the office returned is seen on list and page of the case, and taken up from there."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app import codec
from app.domain.inspection import Inspection
from app.domain.review import Review, ReviewResult
from app.ids import DeviceId, RecordId, UserId
from app.views.cases import CasePage, case_page, case_rows
from app.workspace import Workspace
from tests.ui.conftest import a_paper, a_visit, the_case_id
from ui.cases.case_model import CaseModel
from ui.cases.next_step import next_of
from ui.cases.review_panel import ReviewPanel
from ui.demo.hands import NotSeen, click, find, settle
from ui.main_window import MainWindow

REASON = "铭牌照片与台账不符，请补拍后更正"


@pytest.fixture
def visit(tablet: Workspace) -> str:
    """A recorded visit with its paper, which the office has returned."""
    visit_id = a_visit(tablet)
    a_paper(tablet, visit_id)
    said(tablet, visit_id, ReviewResult.RETURNED, REASON)
    return visit_id


def said(ws: Workspace, visit_id: str, result: ReviewResult, reason: str = "") -> None:
    with ws.unit("come_down") as unit:
        body = unit.records.body("inspection", visit_id) or {}
        unit.save(
            Review(
                id=RecordId(ws.ids.new()),
                case_id=the_case_id(ws),
                org=ws.who.org,
                subject_kind="inspection",
                subject_id=RecordId(visit_id),
                seen=codec.digest(body),
                revision=1,
                result=result,
                by=UserId("clerk"),
                by_name="王芳",
                device=DeviceId("office"),
                at=ws.clock.now(),
                reason=reason,
            )
        )


def page_of(ws: Workspace) -> CasePage:
    return case_page(ws, the_case_id(ws))


def test_the_reason_stands_on_the_page_and_one_button_takes_the_visit_up_again(
    window: MainWindow, tablet: Workspace, visit: str
) -> None:
    window.open_case(the_case_id(tablet))
    settle(window.background)
    screen = window.screen_named("case")
    assert find(screen, QLabel, f"reason_{visit}").text() == f"退回：{REASON}"
    assert find(screen, QLabel, f"review_{visit}").text() == "已退回"
    assert find(screen, QPushButton, "next_step").text() == "更正并重新签字：竣工检验"
    click(screen, f"redo_{visit}")
    settle(window.background)
    assert window.stack.currentWidget() is window.screen_named("inspection")
    with tablet.read() as unit:
        assert unit.get(Inspection, visit).recorded_at is None
    window.open_case(the_case_id(tablet))
    settle(window.background)
    assert find(screen, QPushButton, "next_step").text() == "继续更正：竣工检验"


def test_somebody_else_is_told_whose_turn_it_is(
    tablet: Workspace, visit: str, qtbot: QtBot
) -> None:
    page = replace(page_of(tablet), who="lin")
    assert next_of(page).deed != "redo"
    panel = ReviewPanel()
    qtbot.addWidget(panel)
    panel.show_page(page)
    panel.show()
    told = [part.text() for part in panel.findChildren(QLabel)]
    assert f"由 {tablet.who.user} 更正并重新签字" in told
    with pytest.raises(NotSeen):
        find(panel, QPushButton, f"redo_{visit}")


def test_the_list_counts_what_was_returned_until_it_passes(tablet: Workspace, visit: str) -> None:
    model = CaseModel()
    model.show(case_rows(tablet))
    assert str(model.data(model.index(0))).endswith("退回 1 项")
    said(tablet, visit, ReviewResult.PASSED)
    assert case_rows(tablet)[0].returned == 0
    assert next_of(page_of(tablet)).deed == "visit"
