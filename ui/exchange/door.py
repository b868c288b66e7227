"""The first page: unlock this tablet, or join it to the centre."""

import platform
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from ui.exchange.password import DigitPad, PasswordField
from ui.language import LANGUAGES
from ui.look import Look
from ui.parts.widgets import Badge, Segments, button, card, entry, label, named, row, scrolled
from ui.theme import SPACE, current, icon, target
from ui.words import span, tr

_CARD_PX = 480


class Door(QWidget):
    """Unlock or join.

    Signals:
        unlocked: the person gave the password.
        joined: the person gave address, name, password and a name for the device.
        rescue_wanted: the backup is to take the damaged database's place; carries the password.
        look_wanted: the person wants another language, or the pad; carries the Look.
        painted: it can be seen for the first time.
    """

    unlocked = Signal(str)
    joined = Signal(str, str, str, str)
    rescue_wanted = Signal(str)
    look_wanted = Signal(object)
    painted = Signal()

    def __init__(self, *, known: bool, look: Look | None = None) -> None:
        super().__init__()
        self.setObjectName("page")
        self._known, self._look = known, look or Look()
        self._url = entry("centre_url", tr("中心地址"))
        self._url.setPlaceholderText(tr("例如 {}", "http://10.0.0.8:8080"))
        self._user = entry("user", tr("用户名"))
        self._user.setPlaceholderText("")
        self._password = PasswordField()
        self._password.returnPressed.connect(self._enter)
        self._password.caps_noticed.connect(self._show_caps)
        self._caps = Badge("caps_lock")
        self._caps.hide()
        self._pad = DigitPad()
        self._pad.pressed.connect(self._password.press)
        self._enter_button = button(
            tr("解锁") if known else tr("登录并启用本机"),
            "enter",
            primary=True,
            picture="lock",
        )
        self._enter_button.clicked.connect(self._enter)
        self._rescue = button(tr("从备份恢复"), "rescue", primary=True, picture="undo-2")
        self._rescue.clicked.connect(self._rescue_pressed)
        self._rescue.hide()
        self._words = label(name="door_words")
        self._words.setProperty("bad", True)
        self._wait_s, self._is_painted = 0, False
        # Precise: a coarse one may run ahead, and a try that is made too early does not count.
        self._second = QTimer(self, interval=1000, timerType=Qt.TimerType.PreciseTimer)
        self._second.timeout.connect(self._a_second_less)
        self._build()
        (self._password if known else self._url).setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Once it is seen, heavier things may be loaded."""
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self, self.painted.emit)

    def refuse(self, words: str) -> None:
        """Say why it does not open; what was typed stays."""
        self._words.setText(words)
        self._enter_button.setEnabled(not self._wait_s)
        self._rescue.setEnabled(True)
        self._password.selectAll()
        self._password.setFocus()

    def offer(self, words: str, *, rescue: bool) -> None:
        """The database is damaged: say what a backup would bring back, and offer it."""
        self._words.setText(words)
        self._rescue.setVisible(rescue)
        self._rescue.setEnabled(rescue)
        self._enter_button.setVisible(not rescue)
        self._enter_button.setEnabled(True)

    def hold_up(self, wait_s: int) -> None:
        """The next try counts after so many seconds: count them down."""
        self._wait_s = wait_s
        if wait_s:
            self._second.start()
        self._show_wait()

    def _build(self) -> None:
        hint = (
            tr("离线也能解锁。密码只在本机使用。")
            if self._known
            else tr("首次使用需要联网一次：本机会得到签名证书和分派给您的工单。")
        )
        see = button("", "see_password", picture="eye")
        see.setAccessibleName(tr("显示密码"))
        see.setCheckable(True)
        see.toggled.connect(self._show_password)
        pad = button("", "show_pad", picture="keyboard")
        pad.setAccessibleName(tr("数字键盘"))
        pad.setCheckable(True)
        pad.setChecked(self._look.digits)
        pad.toggled.connect(self._show_pad)
        self._pad.setVisible(self._look.digits)
        for made, picture in ((see, "eye"), (pad, "keyboard")):
            made.setIcon(icon(picture, checked=current().on_accent))
            made.setProperty("square", True)
            made.setFixedWidth(target() + 2 * SPACE)
        self._see = see
        name = QLabel(self._password.accessibleName())
        name.setBuddy(self._password)
        inner = card(
            label(tr("勘验通"), size=14, name="title"),
            label(tr("业扩现场勘查与检验"), quiet=True),
            *([self._person()] if self._known and self._look.person else []),
            *([] if self._known else [named(self._url), named(self._user)]),
            name,
            row(self._password, see, pad, stretch=0),
            self._caps,
            self._pad,
            self._enter_button,
            self._words,
            self._rescue,
            label(hint, quiet=True),
        )
        inner.setFixedWidth(_CARD_PX)
        self._language = Segments(LANGUAGES, "door_language")
        self._language.show_value(self._look.language)
        self._language.chosen.connect(self._language_chosen)
        page = QFrame()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addSpacing(4 * SPACE)
        # Between stretches, not aligned: aligned words get the height of unwrapped ones.
        column.addLayout(row(QFrame(), inner, QFrame(), stretch=1))
        column.addSpacing(2 * SPACE)
        column.addWidget(self._language, 0, Qt.AlignmentFlag.AlignHCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[2 * SPACE] * 4)
        layout.addWidget(scrolled(page))

    def _person(self) -> QWidget:
        """Whose tablet this is; nothing else is told before it is open."""
        picture = QLabel()
        picture.setPixmap(icon("user", current().accent).pixmap(36, 36))
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(label(self._look.person, size=3, name="door_person"))
        names.addWidget(label(self._look.org, quiet=True, name="door_org"))
        holder = QFrame()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, SPACE, 0, SPACE)
        line.setSpacing(2 * SPACE)
        line.addWidget(picture)
        line.addLayout(names, 1)
        return holder

    def _enter(self) -> None:
        fields = [self._password] if self._known else [self._url, self._user, self._password]
        empty = [field for field in fields if not field.text().strip()]
        if empty:
            self._words.setText(tr("请填写：{}", empty[0].accessibleName()))
            empty[0].setFocus()
            return
        if self._wait_s:
            return
        self._enter_button.setEnabled(False)
        self._words.setText(tr("正在解锁…") if self._known else tr("正在连接中心…"))
        password = self._password.text()
        if self._known:
            self.unlocked.emit(password)
        else:
            self.joined.emit(
                self._url.text().strip(), self._user.text().strip(), password, platform.node()
            )

    def _rescue_pressed(self) -> None:
        self._rescue.setEnabled(False)
        self._words.setText(tr("正在恢复…"))
        self.rescue_wanted.emit(self._password.text())

    def _a_second_less(self) -> None:
        self._wait_s = max(0, self._wait_s - 1)
        self._show_wait()

    def _show_wait(self) -> None:
        self._enter_button.setEnabled(not self._wait_s)
        idle = tr("解锁") if self._known else tr("登录并启用本机")
        self._enter_button.setText(tr("请等 {}", span(self._wait_s)) if self._wait_s else idle)
        if not self._wait_s and self._second.isActive():
            self._second.stop()
            self._words.setText(tr("现在可以再试。"))

    def _show_password(self, shown: bool) -> None:
        modes = QLineEdit.EchoMode
        self._password.setEchoMode(modes.Normal if shown else modes.Password)
        self._see.setIcon(icon("eye-off" if shown else "eye", checked=current().on_accent))
        self._see.setAccessibleName(tr("隐藏密码") if shown else tr("显示密码"))

    def _show_pad(self, shown: bool) -> None:
        self._pad.setVisible(shown)
        self._look = replace(self._look, digits=shown)
        self.look_wanted.emit(self._look)

    def _show_caps(self, on: bool) -> None:
        self._caps.setVisible(on)
        self._caps.say(tr("大写锁定已打开") if on else "", "warn")

    def _language_chosen(self, language: str) -> None:
        self._language.show_value(language or self._look.language)
        if language:
            self.look_wanted.emit(replace(self._look, language=language))
