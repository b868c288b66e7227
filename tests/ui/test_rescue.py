"""A damaged database at the door, the full disk in the window, and the look after both."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.actions.open_workspace import close_workspace, open_workspace
from app.actions.secure_workspace import secure_workspace
from app.errors import NoRoom
from app.store import reserve
from app.workspace import Workspace
from tests.ui.conftest import PASSWORD, a_visit
from ui.application import Application
from ui.background import Background
from ui.demo.hands import click, find, settle, type_in, wait_for
from ui.main_window import MainWindow
from ui.room_words import tight
from ui.wording import sentence


def knock(application: Application) -> str:
    """Give the password; what the door says then."""
    type_in(find(application.door, QLineEdit, "password"), PASSWORD)
    click(application.door, "enter")
    words = find(application.door, QLabel, "door_words")
    wait_for("an answer", lambda: words.text() != "正在解锁…")
    return words.text()


def harm(folder: Path) -> None:
    database = folder / "kanyan.db"
    database.write_bytes(b"x" * 4096 + database.read_bytes()[4096:])


def test_a_damaged_database_is_offered_its_backup_and_is_entered(folder: Path) -> None:
    ws = open_workspace(folder, PASSWORD)
    secure_workspace(ws, now=True)
    a_visit(ws)
    close_workspace(ws)
    harm(folder)
    application = Application(folder)
    words = knock(application)
    assert "没有当作空库打开" in words
    assert "的备份，已核对完好" in words
    assert "下次同步会重新取回" in words
    click(application.door, "rescue")
    wait_for("today's list", lambda: application.window and application.window.stack.count())
    settle(application.background)
    assert "已恢复到" in application.window.notice.text
    assert "damaged-" in application.window.notice.text
    application.close()


def test_without_a_backup_the_door_says_so_and_offers_nothing(folder: Path) -> None:
    harm(folder)
    application = Application(folder)
    words = knock(application)
    assert "没有找到完好的备份" in words
    assert str(folder) in words
    assert application.door.findChild(QPushButton, "rescue").isHidden()
    assert find(application.door, QPushButton, "enter").isEnabled()
    application.close()


def test_a_deed_that_finds_no_room_is_done_again_with_the_reserve(
    window: MainWindow, background: Background
) -> None:
    tries: list[str] = []

    def deed() -> str:
        tries.append("tried")
        if len(tries) == 1:
            raise NoRoom("/data", "released")
        return "kept"

    kept: list[str] = []
    background.deed(deed, done=kept.append)
    settle(background)
    assert (tries, kept) == (["tried"] * 2, ["kept"])
    assert window.notice.text == tight()


def test_a_deed_that_finds_no_room_at_all_is_tried_once_and_told(
    window: MainWindow, background: Background
) -> None:
    tries: list[str] = []

    def deed() -> None:
        tries.append("tried")
        raise NoRoom("/data")

    background.deed(deed)
    settle(background)
    assert tries == ["tried"]
    assert window.notice.text == sentence(NoRoom("/data"))


def test_at_a_quiet_moment_the_window_makes_backup_and_reserve(
    window: MainWindow, tablet: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tablet.reserve, "_size", 4096)
    assert tablet.backups.all() == []
    window.upkeep.run()
    settle(window.background)
    assert len(tablet.backups.all()) == 1
    assert tablet.reserve.is_made()
    window.go("settings")
    settle(window.background)
    words = [part.text() for part in window.screen_named("settings").findChildren(QLabel)]
    assert any("已核对完好" in each for each in words)


def test_little_room_is_told_before_there_is_none(
    window: MainWindow, tablet: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    for room, words in (
        (reserve.LOW_BYTES - 1, "存储空间不多了"),
        (reserve.LEAST_FREE_BYTES - 1, "不再收照片"),
    ):
        monkeypatch.setattr(reserve, "free_bytes", lambda _folder, room=room: room)
        window.upkeep.run()
        settle(window.background)
        assert words in window.notice.text
