"""The door: wrong passwords slow it down, over a restart too; a hint for Caps Lock; a pad."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.conftest import PASSWORD
from ui.application import Application
from ui.demo.hands import click, find, settle, type_in, wait_for
from ui.exchange.door import Door
from ui.look import Look, read_look


def knock(application: Application, password: str) -> None:
    field = find(application.door, QLineEdit, "password")
    field.clear()
    type_in(field, password)
    click(application.door, "enter")
    settle(application.background)


def the_words(door: Door) -> str:
    return find(door, QLabel, "door_words").text()


def test_wrong_passwords_slow_the_door_down_over_a_restart(folder: Path) -> None:
    application = Application(folder)
    for _ in range(3):
        knock(application, "wrong")
    enter = find(application.door, QPushButton, "enter")
    assert not enter.isEnabled()
    assert "请等" in enter.text()
    assert "秒后再试" in the_words(application.door)
    application.close()
    again = Application(folder)
    enter = find(again.door, QPushButton, "enter")
    assert not enter.isEnabled()
    shown = enter.text()
    wait_for("it counts down", lambda: enter.text() != shown)
    wait_for("it opens again", enter.isEnabled)
    assert "现在可以再试" in the_words(again.door)
    knock(again, PASSWORD)
    wait_for("today's list", lambda: again.window and again.window.stack.count())
    settle(again.background)
    again.close()


def test_what_is_asked_before_everything_is_loaded_is_done_then(folder: Path) -> None:
    application = Application(folder)
    assert application._presenter is None
    type_in(find(application.door, QLineEdit, "password"), PASSWORD)
    click(application.door, "enter")
    wait_for("today's list", lambda: application.window and application.window.stack.count())
    settle(application.background)
    application.close()


@pytest.fixture
def door(qtbot: QtBot) -> Door:
    made = Door(known=True, look=Look(person="张海峰", org="示例公司"))
    qtbot.addWidget(made)
    made.show()
    return made


def test_it_says_whose_tablet_it_is_and_that_it_opens_offline(door: Door) -> None:
    words = [part.text() for part in door.findChildren(QLabel)]
    assert {"张海峰", "示例公司", "离线也能解锁。密码只在本机使用。"} <= set(words)


def test_caps_lock_is_hinted_at_and_no_longer_when_it_is_off(door: Door) -> None:
    field, hint = find(door, QLineEdit, "password"), door.findChild(QLabel, "caps_lock")
    QTest.keyClicks(field, "A", Qt.KeyboardModifier.ShiftModifier)
    assert not hint.isVisible()
    QTest.keyClicks(field, "A", Qt.KeyboardModifier.NoModifier)
    assert hint.isVisible()
    QTest.keyClicks(field, "a")
    assert not hint.isVisible()


def test_the_password_can_be_looked_at(door: Door) -> None:
    field = find(door, QLineEdit, "password")
    click(door, "see_password")
    assert field.echoMode() is QLineEdit.EchoMode.Normal
    click(door, "see_password")
    assert field.echoMode() is QLineEdit.EchoMode.Password


def test_the_pad_types_and_is_remembered(folder: Path) -> None:
    application = Application(folder)
    door = application.door
    click(door, "show_pad")
    for key in ("1", "2", "delete", "9"):
        click(door, f"pad_{key}")
    assert find(door, QLineEdit, "password").text() == "19"
    click(door, "pad_clear")
    assert find(door, QLineEdit, "password").text() == ""
    settle(application.background)
    assert read_look(folder).digits
    application.close()


def test_the_door_speaks_the_language_that_is_chosen_at_it(folder: Path) -> None:
    application = Application(folder)
    click(application.door, "door_language_en")
    settle(application.background)
    assert find(application.door, QPushButton, "enter").text() == "Unlock"
    assert read_look(folder).language == "en"
    click(application.door, "door_language_zh")
    settle(application.background)
    assert find(application.door, QPushButton, "enter").text() == "解锁"
    application.close()


def test_every_field_keeps_its_name_beside_what_is_typed(qtbot: QtBot) -> None:
    door = Door(known=False)
    qtbot.addWidget(door)
    named = {label.buddy(): label.text() for label in door.findChildren(QLabel) if label.buddy()}
    fields = [find(door, QLineEdit, name) for name in ("centre_url", "user", "password")]
    assert [named[field] for field in fields] == ["中心地址", "用户名", "密码"]
    assert "http://" in fields[0].placeholderText()
