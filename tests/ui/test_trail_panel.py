"""The trail in words on the settings page; an identity number that hides itself again."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from app.actions.check_trail import check_trail
from app.actions.note_print import note_print
from app.actions.open_workspace import close_workspace, create_workspace
from app.store import tables
from app.views.trail import trail_page
from app.workspace import Workspace
from tests.app.test_trail import PASSWORD, WHO, a_report
from tests.builders import a_case, a_visit
from ui.background import Background
from ui.cases.identity_panel import IdentityPanel
from ui.settings.presenter import SettingsPresenter
from ui.settings.trail_panel import TrailPanel

pytestmark = pytest.mark.gui


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    made = create_workspace(tmp_path / "tablet", PASSWORD, WHO)
    with made.unit("come_down") as unit:
        unit.save(a_case())
        unit.save(a_visit())
    yield made
    close_workspace(made)


def words(panel: TrailPanel) -> list[str]:
    return [made.text() for made in panel.findChildren(QLabel) if made.isVisibleTo(panel)]


def test_the_trail_is_told_in_words(ws: Workspace, qtbot: QtBot) -> None:
    note_print(ws, a_report(ws).id, (0, 1), ("客户留存",), "HP")
    panel = TrailPanel()
    qtbot.addWidget(panel)
    panel.show_lines(trail_page(ws))
    said = words(panel)
    (line,) = [text for text in said if "打印" in text]
    assert line.endswith("打印　报告　青海高原机械制造有限公司")
    assert "F06-1、HP、2 页 × 1 份" in said
    assert any("前后相扣" in text for text in said)


def test_a_break_is_told_in_a_plain_sentence(ws: Workspace, qtbot: QtBot) -> None:
    with ws.engine.begin() as connection:
        table = tables.trail
        connection.execute(update(table).where(table.c.seq == 2).values(who="li"))
    check_trail(ws)
    panel = TrailPanel()
    qtbot.addWidget(panel)
    panel.show_lines(trail_page(ws))
    told = "留痕第 2 行对不上：内容被改动过。可以照常查看和记录，请告诉管理员核查。"
    assert told in words(panel)


def test_a_break_is_told_when_the_program_starts(ws: Workspace, qtbot: QtBot) -> None:
    with ws.engine.begin() as connection:
        table = tables.trail
        connection.execute(update(table).where(table.c.seq == 2).values(who="li"))
    background = Background()
    presenter = SettingsPresenter(ws, background)
    with qtbot.waitSignal(presenter.refused) as told:
        presenter.check_trail()
    assert told.args is not None
    assert "留痕第 2 行对不上" in told.args[0]
    qtbot.waitUntil(lambda: background.idle)
    background.finish()


def test_the_lines_of_one_case_are_looked_for(ws: Workspace, qtbot: QtBot) -> None:
    panel = TrailPanel()
    qtbot.addWidget(panel)
    search = panel.findChild(QLineEdit, "trail_search")
    for typed, told in (("高原机械", "收到工单"), ("不存在的客户", "没有这样的留痕。")):
        with qtbot.waitSignal(panel.wanted) as asked:
            search.setText(typed)
        assert asked.args == [typed, 0]
        panel.show_lines(trail_page(ws, typed))
        said = words(panel)
        assert any(told in text for text in said)
        assert not any("启用本机" in text for text in said)


def test_an_identity_number_is_shown_by_a_press_and_hides_itself_again(qtbot: QtBot) -> None:
    panel = IdentityPanel()
    qtbot.addWidget(panel)
    customer = replace(a_case().customer, agent_id_no="630102199001011234")
    panel.show_customer(customer)
    said = panel.findChild(QLabel, "identity")
    assert said.text() == "经办人 李文娟　证件号 630***********1234"
    with qtbot.waitSignal(panel.wanted):
        panel.findChild(QPushButton, "see_identity").click()
    assert "1990" not in said.text()
    panel.reveal(customer.agent_id_no)
    assert said.text().endswith("630102199001011234")
    (hiding,) = panel.findChildren(QTimer)
    assert hiding.isActive()
    hiding.timeout.emit()
    assert said.text() == "经办人 李文娟　证件号 630***********1234"


def test_where_nobody_acts_for_the_customer_nothing_is_offered(qtbot: QtBot) -> None:
    panel = IdentityPanel()
    qtbot.addWidget(panel)
    panel.show_customer(replace(a_case().customer, agent_name="", agent_id_no=""))
    assert panel.isHidden()
