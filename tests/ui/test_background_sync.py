"""Sync in the background on the real window: what starts it, what it says, what it survives."""

import time
from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.actions import exchange
from app.domain.case import ConnectionCase
from app.workspace import CENTRE_URL, CERTIFICATE, TOKEN, LineState, Workspace
from sync.client.worker import Worker
from tests.sync.roads import Reply, a_stranger
from tests.ui.conftest import a_window, the_case_id
from ui.background import Background
from ui.demo.hands import click, find, settle
from ui.main_window import MainWindow

HEADERS = (("Kanyan-Protocol", "1"), ("Content-Type", "application/problem+json"))
SIGNED_OUT = Reply(401, HEADERS, b'{"code":"sign_in_failed"}')
LOGIN_PAGE = Reply(200, (("Content-Type", "text/html"),), b"<html>Welcome</html>")


@pytest.fixture
def away(tablet: Workspace) -> Workspace:
    """A tablet that has joined a centre; whoever answers there now is set by the test."""
    for name, value in ((TOKEN, b"token"), (CERTIFICATE, b"a certificate")):
        exchange.remember(tablet, name, value)
    return tablet


def a_window_with(qtbot: QtBot, ws: Workspace, background: Background, url: str) -> MainWindow:
    exchange.remember(ws, CENTRE_URL, url.encode())
    window = a_window(qtbot, ws, background)
    click(window, "go_sync")
    settle(background)
    return window


def press(window: MainWindow) -> None:
    click(window, "sync_now")
    settle(window.background)
    settle(window.background)


def said(window: MainWindow, name: str) -> str:
    return find(window, QLabel, name).text()


def test_behind_a_login_page_it_says_so_tries_again_and_outlives_another_language(
    qtbot: QtBot, away: Workspace, background: Background
) -> None:
    with a_stranger(LOGIN_PAGE) as url:
        window = a_window_with(qtbot, away, background, url)
        press(window)
        assert "登录页" in said(window, "sync_state")
        assert "后自动再试" in said(window, "sync_auto")
        assert "无网络" in said(window, "bar_sync")
        before = window.presenters["exchange"].rounds
        window.remake()
        settle(background)
        assert window.presenters["exchange"].rounds is before
        assert "登录页" in said(window, "sync_state")
        assert "无网络" in said(window, "bar_sync")
        window.close()


def test_an_ended_sign_in_asks_for_the_password_and_nothing_is_tried_meanwhile(
    qtbot: QtBot, away: Workspace, background: Background
) -> None:
    with a_stranger(SIGNED_OUT) as url:
        window = a_window_with(qtbot, away, background, url)
        press(window)
        assert find(window, QPushButton, "sign_in_again").isVisible()
        assert said(window, "bar_sync") == "需重新登录"
        window.close()


def test_a_pause_is_told_on_the_page_and_in_the_bar_and_is_taken_back(
    qtbot: QtBot, away: Workspace, background: Background
) -> None:
    with a_stranger(LOGIN_PAGE) as url:
        window = a_window_with(qtbot, away, background, url)
        click(window, "sync_pause")
        assert "已暂停" in said(window, "bar_sync")
        assert "已暂停" in said(window, "sync_auto")
        click(window, "sync_pause")
        settle(background)
        settle(background)
        assert "登录页" in said(window, "sync_state")  # taken back, it tries at once
        window.close()


class Heard(Worker):
    """A worker that keeps count of the deeds it is told of and begins nothing."""

    deeds = 0

    def deed_recorded(self) -> None:
        self.deeds += 1

    def look(self) -> bool:
        return False


def test_what_is_recorded_is_told_once_and_what_waits_already_is_not(
    qtbot: QtBot, away: Workspace, background: Background
) -> None:
    window = a_window_with(qtbot, away, background, "http://127.0.0.1:1")
    presenter = window.presenters["exchange"]
    heard = presenter.rounds.worker = Heard(time.monotonic, time.time)
    presenter.read()
    settle(background)
    assert heard.deeds == 0
    with away.unit("note") as unit:
        unit.save(replace(unit.get(ConnectionCase, the_case_id(away)), supply_kv=Decimal(35)))
    presenter.read()
    presenter.read()
    settle(background)
    assert heard.deeds == 1


def test_a_refused_change_can_be_sent_again_from_the_page_and_leads_to_its_case(
    qtbot: QtBot, away: Workspace, background: Background
) -> None:
    with away.unit("refused") as unit:
        line = unit.outbox.all()[0]
        unit.outbox.mark(line.change.id, LineState.REFUSED, "unknown_case")
    window = a_window_with(qtbot, away, background, "http://127.0.0.1:1")
    assert "同步：1 件需处理" in said(window, "bar_sync")
    click(window, f"again_{line.change.id}")
    settle(background)
    with away.read() as unit:
        assert unit.outbox.states().count((line.change.kind, line.change.record_id, "queued")) == 1
    with away.unit("refused") as unit:
        unit.outbox.mark(line.change.id, LineState.REFUSED, "unknown_case")
    window.presenters["exchange"].read()
    settle(background)
    settle(background)
    click(window, f"open_{line.change.id}")
    settle(background)
    assert window.stack.currentWidget() is window.screen_named("case")
