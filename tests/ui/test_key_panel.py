"""The panel of a person's own signing key, and the password that the page of a paper asks for."""

from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.documents.key_file import KeyHolder
from tests.builders import MORNING
from ui.settings.key_panel import KeyPanel


def test_it_asks_for_the_password_of_a_chosen_file_and_keeps_none(qtbot: QtBot) -> None:
    panel = KeyPanel()
    qtbot.addWidget(panel)
    panel.show()
    field = panel.findChild(QLineEdit, "key_password")
    keep = panel.findChild(QPushButton, "key_keep")
    state = panel.findChild(QLabel, "key_state")
    assert isinstance(field, QLineEdit)
    assert isinstance(keep, QPushButton)
    assert isinstance(state, QLabel)
    panel.show_holder(None)
    assert state.text() == "用本机的证书签字"
    where = panel.findChild(QLabel, "key_where")
    assert isinstance(where, QLabel)
    assert "由登录密码打开" in where.text()
    assert field.isHidden()
    panel.choose(Path("/media/usb/张海峰.p12"))
    assert not field.isHidden()
    field.setText("secret")
    with qtbot.waitSignal(panel.keep_wanted) as told:
        keep.click()
    assert told.args == [Path("/media/usb/张海峰.p12"), "secret"]
    assert field.text() == ""
    panel.show_holder(KeyHolder("张海峰", "zhang", "ours", MORNING + timedelta(days=200)))
    assert "张海峰" in state.text()
    assert "密码不保存" in where.text()
    assert field.isHidden()
