"""An application opened on the screen: one question, then its form; typed once, kept at once."""

from pathlib import Path

from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.actions.open_workspace import close_workspace
from app.domain.filing import Filing
from app.views.filings import filing_page
from tests.flows.filings import a_tablet
from tests.ui.conftest import a_window
from ui.background import Background
from ui.demo.hands import click, find, settle, type_in, wait_for


def test_an_application_is_opened_from_today_and_kept_as_typed(
    qtbot: QtBot, background: Background, tmp_path: Path
) -> None:
    ws = a_tablet(tmp_path / "tablet", "SUBMITTED")
    window = a_window(qtbot, ws, background)
    window.go("today")
    settle(background)
    today = window.screen_named("today")
    click(today, "new_application")
    click(today, "apply_HV_SINGLE")
    form = window.screen_named("filing")
    wait_for("the form", lambda: window.stack.currentWidget() is form)
    settle(background)
    type_in(find(form, QLineEdit, "input_customer_name"), "高原冷链")
    click(form, "section_use")
    settle(background)
    with ws.read() as unit:
        filing = unit.find(Filing)[-1]
    page = filing_page(ws, filing.id)
    assert page.filing.values["customer_name"] == "高原冷链"
    assert page.case.customer_class == "HV_SINGLE"
    window.close()
    close_workspace(ws)
