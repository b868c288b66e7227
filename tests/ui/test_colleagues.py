"""Wherever somebody of the staff is told of, he goes by his name; who is not known, by his id."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.actions.exchange import note_colleagues
from app.ids import UserId
from app.views.cases import case_page
from app.views.exchange import SyncPage
from app.views.trail import trail_page
from app.workspace import Conflict, Workspace
from tests.ui.conftest import the_case_id
from ui.cases.case_page import CaseView
from ui.exchange.conflict_card import ConflictCard
from ui.record_words import line_words

pytestmark = pytest.mark.gui


def words(widget: object) -> str:
    return "\n".join(made.text() for made in widget.findChildren(QLabel))  # type: ignore[attr-defined]


def test_the_case_page_calls_people_by_their_names(tablet: Workspace, qtbot: QtBot) -> None:
    shown = CaseView()
    qtbot.addWidget(shown)
    shown.show_page(case_page(tablet, the_case_id(tablet)))
    assert "zhao" in words(shown)
    note_colleagues(tablet, {"li": "李成", "zhao": "赵文"})
    note_colleagues(tablet, {"li": "李成"})  # who has left the case keeps his name
    shown.show_page(case_page(tablet, the_case_id(tablet)))
    assert "办理人员：张海峰、李成、赵文" in words(shown)
    assert any(line.endswith("竣工报验　张海峰") for line in words(shown).splitlines())


def test_the_trail_says_who(tablet: Workspace) -> None:
    page = trail_page(tablet)
    said, _ = line_words(page.lines[0], page.customers, page.colleagues)
    assert tablet.who.name in said
    said, _ = line_words(page.lines[0], page.customers, {})
    assert tablet.who.user in said


def test_a_conflict_names_both_sides(tablet: Workspace, qtbot: QtBot) -> None:
    conflict = Conflict(
        "c", "inspection", "v", the_case_id(tablet), "ch", ("opinion",), "甲", "zhang",
        "2026-11-24T09:00:00+08:00", "乙", "li", "2026-11-24T09:05:00+08:00",
    )  # fmt: skip
    page = SyncPage(0, 0, 0, (), (), 0, (), (conflict,), "", joined=True)
    known = replace(page, colleagues={UserId("li"): "李成"})
    card = ConflictCard(conflict, known, upright=False)
    qtbot.addWidget(card)
    assert "对方的　李成　" in words(card)
    assert "我的　zhang　" in words(card)
