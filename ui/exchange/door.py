"""The first page: unlock this tablet, or join it to the centre."""

import platform

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.parts.widgets import button, card, entry, label
from ui.theme import SPACE


class Door(QWidget):
    """Unlock or join.

    Signals:
        unlocked: the person gave the password.
        joined: the person gave address, name, password and a name for the device.
    """

    unlocked = Signal(str)
    joined = Signal(str, str, str, str)

    def __init__(self, *, known: bool) -> None:
        super().__init__()
        self.setObjectName("page")
        self._known = known
        self._url = entry("centre_url", self.tr("中心地址，例如 http://10.0.0.8:8080"))
        self._user = entry("user", self.tr("用户名"))
        self._password = entry("password", self.tr("密码"))
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        self._password.returnPressed.connect(self._enter)
        self._enter_button = button(
            self.tr("解锁") if known else self.tr("登录并启用本机"),
            "enter",
            primary=True,
            picture="lock",
        )
        self._enter_button.clicked.connect(self._enter)
        self._words = label(name="door_words")
        self._words.setProperty("bad", True)
        hint = (
            self.tr("离线也能解锁。密码只在本机使用。")
            if known
            else self.tr("首次使用需要联网一次：本机会得到签名证书和分派给您的工单。")
        )
        inner = card(
            label("勘验通", size=14, name="title"),
            label(self.tr("业扩现场勘查与检验"), quiet=True),
            *([] if known else [self._url, self._user]),
            self._password,
            self._enter_button,
            self._words,
            label(hint, quiet=True),
        )
        inner.setFixedWidth(460)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[2 * SPACE] * 4)
        layout.addStretch(1)
        layout.addWidget(inner, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)
        (self._password if known else self._url).setFocus()

    def refuse(self, words: str) -> None:
        """Say why it does not open; what was typed stays."""
        self._words.setText(words)
        self._enter_button.setEnabled(True)
        self._password.selectAll()
        self._password.setFocus()

    def _enter(self) -> None:
        fields = [self._password] if self._known else [self._url, self._user, self._password]
        empty = [field for field in fields if not field.text().strip()]
        if empty:
            self._words.setText(self.tr("请填写：{}").format(empty[0].accessibleName()))
            empty[0].setFocus()
            return
        self._enter_button.setEnabled(False)
        self._words.setText("" if self._known else self.tr("正在连接中心…"))
        password = self._password.text()
        if self._known:
            self.unlocked.emit(password)
        else:
            self.joined.emit(
                self._url.text().strip(), self._user.text().strip(), password, platform.node()
            )
