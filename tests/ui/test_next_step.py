"""The one next step of a case: a visit, a form that its status waits for, or only to wait."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.domain.filing import Filing
from app.domain.process import Status
from app.ids import RecordId, UserId
from app.views.cases import CasePage, case_page
from app.workspace import Workspace
from tests.ui.conftest import the_case_id
from ui.cases.case_page import CaseView
from ui.cases.next_step import NextStep, next_of
from ui.demo.hands import click, find


@pytest.fixture
def page(tablet: Workspace) -> CasePage:
    """The case where its scheme waits to be replied, before somebody who may reply it."""
    page = case_page(tablet, the_case_id(tablet))
    reply, notice = (tablet.reference.filed(code) for code in ("F03", "F10"))
    state = replace(page.state, status=Status.SCHEME_APPROVAL)
    return replace(page, state=state, may_file=(notice, reply), filings=())


def a_filing(page: CasePage, *, recorded: bool = False) -> Filing:
    now = page.events[0].occurred_at
    filed = Filing(
        RecordId("f-1"), page.case.id, page.case.org, "F03", "1", 1, UserId("zhang"), now
    )
    return replace(filed, recorded_at=now) if recorded else filed


def test_the_form_that_a_status_waits_for_is_begun_by_the_large_button(
    page: CasePage, qtbot: QtBot
) -> None:
    view = CaseView()
    qtbot.addWidget(view)
    view.show_page(page)
    assert find(view, QPushButton, "next_step").text() == "填写高压供电方案答复单"
    with qtbot.waitSignal(view.filing_begun) as begun:
        click(view, "next_step")
    assert begun.args == ["F03"]


def test_a_form_that_is_begun_is_gone_on_with_and_never_begun_twice(page: CasePage) -> None:
    begun = next_of(replace(page, filings=(a_filing(page),)))
    assert (begun.deed, begun.value) == ("filing", "f-1")
    recorded = next_of(replace(page, filings=(a_filing(page, recorded=True),)))
    assert (recorded.deed, recorded.value) == ("filing", "f-1")


def test_whoever_may_not_fill_it_waits(page: CasePage) -> None:
    assert next_of(replace(page, may_file=page.may_file[:1])) == NextStep("等待供电方案")


def test_while_the_customer_is_waited_for_no_form_of_ours_is_pushed(page: CasePage) -> None:
    state = replace(page.state, status=Status.SCHEME_REPLIED)
    assert next_of(replace(page, state=state)) == NextStep("等待客户确认方案")
