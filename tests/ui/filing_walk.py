"""A walk over the pages of a filed form, from the case to its paper and the refusal to sign it."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtWidgets import QScrollArea

from app.workspace import Workspace
from tests.flows.filings import filled, issued
from tests.ui.conftest import the_case_id
from ui.demo.hands import click, settle, wait_for
from ui.forms.row_cards import RowCards
from ui.main_window import MainWindow

FILING_WALK = ("filings", "form", "form-table", "form-notice", "form-missing", "form-paper")


def walk_filing(window: MainWindow, ws: Workspace, folder: Path) -> Iterator[str]:
    window.open_case(the_case_id(ws))
    settle(window.background)
    area = window.findChild(QScrollArea, "case_scroll")
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum() // 2)
    yield "filings"
    window.begin_filing("F03")
    form = window.screen_named("filing")
    wait_for("the form", lambda: window.stack.currentWidget() is form)
    settle(window.background)
    click(form, "section_reply")
    settle(window.background)
    yield "form"
    click(form, "section_receiving")
    settle(window.background)
    for cards in form.findChildren(RowCards):
        if cards.isVisible():
            cards.add_row()
            settle(window.background)
    yield "form-table"
    click(form, "section_notice")
    settle(window.background)
    yield "form-notice"
    click(form, "missing_unfold")
    settle(window.background)
    yield "form-missing"
    filing = filled(ws, folder, "F03")
    window.open_report(issued(ws, filing).id)
    settle(window.background)
    yield "form-paper"
