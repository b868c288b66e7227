"""The state of sync: what waits, what is going, what needs a person."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QProgressBar, QWidget

from app.views import SyncPage
from app.workspace import Conflict
from sync.client.round import Progress, RoundReport
from ui.parts.widgets import (
    Badge,
    ValueButton,
    button,
    card,
    clear,
    column,
    label,
    row,
    scrolled,
)
from ui.theme import SPACE
from ui.wording import refused_change, size


class SyncView(QWidget):
    """The sync page.

    Signals:
        sync_wanted: the person wants to sync now.
        settled: the person chose: id of the conflict and "mine" or "theirs".
        signed_in: the person gave the password again.
    """

    sync_wanted = Signal()
    settled = Signal(str, str)
    signed_in = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self._state = Badge("sync_state")
        self._bar = QProgressBar()
        self._bar.setObjectName("sync_progress")
        self._bar.hide()
        self._counts = QGridLayout()
        self._counts.setSpacing(2 * SPACE)
        self._body = QFrame()
        self._parts = column(self._body, margin=0)
        self._password = QLineEdit()
        self._password.setObjectName("sync_password")
        self._password.setPlaceholderText(self.tr("密码"))
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        again = button(self.tr("重新登录"), "sign_in_again")
        again.clicked.connect(self._sign_in)
        self._sign_in_row = QFrame()
        self._sign_in_row.setLayout(row(self._password, again, stretch=0))
        self._sign_in_row.hide()
        self._trouble = ""
        self._now = button(self.tr("立即同步"), "sync_now", primary=True, picture="refresh-cw")
        self._now.clicked.connect(self.sync_wanted)
        counts = QFrame()
        counts.setProperty("card", True)
        counts.setLayout(self._counts)
        layout = column(self)
        layout.addWidget(label(self.tr("同步"), size=8, name="title"))
        layout.addWidget(self._state)
        layout.addWidget(self._bar)
        layout.addWidget(counts)
        layout.addWidget(scrolled(self._body), 1)
        layout.addWidget(self._sign_in_row)
        layout.addWidget(self._now)

    def show_page(self, page: SyncPage) -> None:
        """Show what waits and what the centre has."""
        waiting = sum(s.size for s in page.files_waiting)
        shown = (
            (self.tr("已保存（草稿）"), str(page.kept)),
            (self.tr("待发送"), str(page.queued)),
            (self.tr("已送达，待确认"), str(page.received)),
            (self.tr("待传文件"), f"{len(page.files_waiting)}　{size(waiting)}"),
            (self.tr("已传文件"), str(page.files_received)),
        )
        clear(self._counts)
        for number, (name, value) in enumerate(shown):
            self._counts.addWidget(label(value, size=6), 0, number)
            self._counts.addWidget(label(name, quiet=True), 1, number)
        if self._trouble:
            self._state.say(self._trouble, "bad")
        elif page.agreed_at:
            at = page.agreed_at[:16].replace("T", " ")
            self._state.say(self.tr("✔ 最近一次与中心完全一致：{}").format(at), "good")
        else:
            self._state.say(self.tr("还没有与中心核对过"), "warn")
        clear(self._parts)
        for conflict in page.conflicts:
            self._parts.addWidget(self._conflict(conflict))
        for line in page.refused:
            words = refused_change(line.reason)
            self._parts.addWidget(
                card(label(self.tr("需要处理"), size=2), label(f"{line.change.kind}：{words}"))
            )
        for troubled in page.attention:
            text = self.tr("文件 {}… 已损坏或缺失（{}）").format(
                troubled.digest[:12], troubled.reason
            )
            self._parts.addWidget(card(label(self.tr("需要处理"), size=2), label(text)))
        if not (page.conflicts or page.refused or page.attention):
            self._parts.addWidget(label(self.tr("没有需要处理的事项。"), quiet=True, name="empty"))

    def show_progress(self, progress: Progress) -> None:
        """A round is running."""
        self._trouble = ""
        names = {"pull": self.tr("接收"), "push": self.tr("发送记录"), "files": self.tr("传文件")}
        self._now.setEnabled(False)
        self._bar.show()
        self._bar.setMaximum(max(progress.total, 1))
        self._bar.setValue(progress.done)
        self._bar.setFormat(f"{names[progress.step]} %v / %m")

    def show_end(self, report: RoundReport) -> None:
        """The round has ended well."""
        self._trouble = ""
        self._bar.hide()
        self._now.setEnabled(True)
        self._sign_in_row.hide()
        if report.conflicts:
            self._state.say(self.tr("有冲突需要您选择"), "warn")

    def show_failure(self, words: str) -> None:
        """The round could not be finished; nothing is lost."""
        self._bar.hide()
        self._now.setEnabled(True)
        self._trouble = words
        self._state.say(words, "bad")
        self._sign_in_row.setVisible("登录" in words)

    def _conflict(self, conflict: Conflict) -> QWidget:
        grid = QGridLayout()
        mine = label(_shown(conflict.mine))
        theirs = label(_shown(conflict.theirs))
        sides = (
            ("mine", self.tr("我的"), mine, conflict.mine_by, conflict.mine_at),
            ("theirs", self.tr("对方的"), theirs, conflict.theirs_by, conflict.theirs_at),
        )
        for place, (side, name, value, by, at) in enumerate(sides):
            grid.addWidget(label(f"{name}　{by}　{at[:16]}", quiet=True), 0, place)
            grid.addWidget(value, 1, place)
            keep = ValueButton(
                f"{conflict.id}/{side}", self.tr("采用") + name, f"keep_{side}_{conflict.id}"
            )
            keep.picked.connect(self._keep)
            grid.addWidget(keep, 2, place)
        return card(label(self.tr("同一处两人都改过，请选择"), size=2), grid)

    def _keep(self, choice: str) -> None:
        conflict_id, _, side = choice.partition("/")
        self.settled.emit(conflict_id, side)

    def _sign_in(self) -> None:
        self.signed_in.emit(self._password.text())
        self._password.clear()


def _shown(value: object) -> str:
    if isinstance(value, dict):
        told = [value.get("judgement"), *value.get("inputs", {}).values(), value.get("note")]
        return "　".join(str(part) for part in (*told, value.get("text")) if part)
    return "（空）" if value is None else str(value)
