"""A person's own signing key: take it in, see whose it is and how long it is good, let go of it."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QLineEdit

from app.documents.key_file import KeyHolder
from ui.naming import day
from ui.parts.widgets import Badge, button, card, column, label, row
from ui.words import tr


class KeyPanel(QFrame):
    """Shows which key signs for whoever works here.

    Signals:
        keep_wanted: this file is to be taken in; carries its path and its password.
        drop_wanted: the device's key shall sign again.
    """

    keep_wanted = Signal(Path, str)
    drop_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("key_panel")
        self._path = Path()
        self._state = Badge("key_state")
        self._state.setWordWrap(True)
        self._where = label(quiet=True, name="key_where")
        self._file = label(quiet=True, name="key_file")
        self._password = QLineEdit()
        self._password.setObjectName("key_password")
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        self._password.setPlaceholderText(tr("证书文件的密码"))
        self._password.setAccessibleName(tr("证书文件的密码"))
        self._keep = button(tr("导入"), "key_keep", primary=True)
        self._keep.clicked.connect(self._keep_pressed)
        self._password.returnPressed.connect(self._keep_pressed)
        self._choose = button(tr("选择证书文件"), "key_choose")
        self._choose.clicked.connect(self._choose_pressed)
        self._drop = button(tr("移除"), "key_drop")
        self._drop.clicked.connect(self.drop_wanted)
        hint = label(
            tr("有自己的签名证书（.p12）时，本人登录签字用它，每次输入密码；没有时用本机的证书。"),
            quiet=True,
        )
        column(self, margin=0).addWidget(
            card(
                label(tr("签名证书"), size=2),
                self._state,
                hint,
                self._where,
                row(self._choose, self._drop),
                self._file,
                row(self._password, self._keep, stretch=0),
            )
        )
        self.choose(None)

    def show_holder(self, holder: KeyHolder | None) -> None:
        """Show whose key is kept, or that the device's signs."""
        self._drop.setVisible(holder is not None)
        if holder is None:
            self._state.say(tr("用本机的证书签字"), "")
            told = tr("密钥存放在加密的工作区里，由登录密码打开；没有使用系统钥匙库。")
        else:
            told = tr(
                "证书文件仍以它自己的密码加密，存放在加密的工作区里；密码不保存，也没有使用系统钥匙库。"
            )
            words = tr("用 {0} 的证书签字，有效期至 {1}", holder.name, day(holder.ends_at))
            self._state.say(words, "good")
        self._where.setText(told)
        self.choose(None)

    def choose(self, path: Path | None) -> None:
        """Ask for the password of this file; None = no file is chosen."""
        for part in (self._file, self._password, self._keep):
            part.setVisible(path is not None)
        self._path = path or Path()
        self._file.setText(self._path.name)
        self._password.clear()

    def _choose_pressed(self) -> None:
        words = tr("签名证书 (*.p12 *.pfx);;所有文件 (*)")
        path, _ = QFileDialog.getOpenFileName(self, tr("选择证书文件"), "", words)
        if path:
            self.choose(Path(path))

    def _keep_pressed(self) -> None:
        self.keep_wanted.emit(self._path, self._password.text())
        self._password.clear()  # a password does not stay on a screen
