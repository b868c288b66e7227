"""The state of sync: what waits, what is going, what needs a person."""

import time

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QLineEdit, QProgressBar, QWidget

from app.domain.refusal_names import TRIED_AGAIN
from app.views.exchange import SyncPage
from sync.client.round import Progress, RoundReport
from sync.client.stick import Answered, Exported
from ui.exchange.conflict_card import ConflictCard
from ui.exchange.stick_card import StickCard
from ui.exchange.trouble_words import asks_for_sign_in, of_file
from ui.naming import moment
from ui.parts.widgets import Badge, button, card, clear, column, label, row, scrolled
from ui.record_words import kind_name, trail_trouble
from ui.theme import SPACE, current, icon
from ui.wording import refused_change, size
from ui.words import span, tr

_UPRIGHT_PX = 1000
_TIME_LEFT_AFTER_S = 2.0


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
        self._page: SyncPage | None = None
        self._upright = False
        self._trouble = ""
        self._pace = _Pace()
        self._picture = QLabel()
        self._state = Badge("sync_state")
        self._state.setWordWrap(True)
        self._more = label(quiet=True, name="sync_more")
        self._bar = QProgressBar()
        self._bar.setObjectName("sync_progress")
        self._bar.setTextVisible(False)
        self._bar.hide()
        self._counts = QGridLayout()
        self._counts.setHorizontalSpacing(2 * SPACE)
        self._counts.setVerticalSpacing(SPACE // 2)
        self.stick = StickCard()
        self._body = QFrame()
        self._parts = column(self._body, margin=0)
        self._now = button(tr("立即同步"), "sync_now", primary=True, picture="refresh-cw")
        self._now.clicked.connect(self.sync_wanted)
        words = QFrame()
        said = column(words, margin=0)
        said.setSpacing(SPACE // 2)
        for part in (self._state, self._more, self._bar):
            said.addWidget(part)
        counts = QFrame()
        counts.setProperty("card", True)
        counts.setLayout(self._counts)
        self._counts.setContentsMargins(*[2 * SPACE] * 4)
        page = QFrame()
        inside = column(page, margin=0)
        inside.addWidget(card(row(self._picture, words, stretch=1)))
        inside.addWidget(self._sign_in_card())
        inside.addWidget(counts)
        inside.addWidget(self._body)
        inside.addWidget(self.stick)
        layout = column(self)
        layout.addWidget(label(tr("同步"), size=8, name="title"))
        layout.addWidget(scrolled(page, "sync_scroll"), 1)
        layout.addWidget(self._now)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Held upright, the two sides of a conflict stand one below the other."""
        super().resizeEvent(event)
        upright = event.size().width() < _UPRIGHT_PX
        if upright != self._upright:
            self._upright = upright
            if self._page is not None:
                self.show_page(self._page)

    def show_page(self, page: SyncPage) -> None:
        """Show what waits and what the centre has."""
        self._page = page
        self._show_counts(page)
        self.stick.show_page(page)
        if self._bar.isHidden():
            self._show_state(page)
        clear(self._parts)
        needed = self._needed(page)
        if needed:
            self._parts.addWidget(label(tr("需要处理：{} 件", len(needed)), size=3))
        for made in needed:
            self._parts.addWidget(made)
        if not needed:
            self._parts.addWidget(_empty(tr("没有需要处理的事项。")))
        if page.waiting:
            self._parts.addWidget(_waiting(page))

    def show_progress(self, progress: Progress) -> None:
        """A round is running."""
        self._trouble = ""
        self._now.setEnabled(False)
        self._bar.show()
        files = progress.total_bytes > 0
        # In kilobytes: the bar counts in 32 bits.
        done, total = (
            (progress.done_bytes // 1024, progress.total_bytes // 1024)
            if files
            else (progress.done, progress.total)
        )
        self._bar.setMaximum(max(total, 1))
        self._bar.setValue(done)
        self._say(_steps().get(progress.step, progress.step), "", "refresh-cw")
        told = tr("第 {0} 件，共 {1} 件", progress.done, progress.total)
        if files:
            told += f"　{size(progress.done_bytes)} / {size(progress.total_bytes)}"
            left_s = self._pace.left_s(progress)
            told += "　" + tr("约剩 {}", span(left_s)) if left_s is not None else ""
        self._more.setText(told)

    def show_end(self, report: RoundReport) -> None:
        """The round has ended well."""
        self._trouble = ""
        self._idle()
        self._again.hide()
        if report.conflicts:
            self._say(tr("有冲突需要您选择"), "warn", "git-compare")

    def show_written(self, done: Exported) -> None:
        """What waits is on a stick."""
        self._trouble = ""
        self._idle()
        self.stick.show_written(done)

    def show_answered(self, done: Answered) -> None:
        """The centre's answer has been taken in."""
        self._trouble = ""
        self._idle()
        self.stick.show_answered(done)

    def show_failure(self, words: str) -> None:
        """The round could not be finished; nothing is lost."""
        self._trouble = words
        self._idle()
        self.stick.show_failure()
        self._say(words, "bad", "cloud-off")
        self._again.setVisible(asks_for_sign_in(words))

    def _idle(self) -> None:
        self._bar.hide()
        self._now.setEnabled(True)
        self._pace = _Pace()

    def _say(self, words: str, meaning: str, picture: str) -> None:
        theme = current()
        colours = {"good": theme.good, "bad": theme.bad, "warn": theme.warn}
        self._state.say(words, meaning)
        self._picture.setPixmap(icon(picture, colours.get(meaning, theme.accent)).pixmap(44, 44))

    def _show_state(self, page: SyncPage) -> None:
        waiting = page.queued + page.received + len(page.files_waiting)
        last = tr("最近一次与中心完全一致：{}", moment(page.agreed_at))
        self._more.setText(last if page.agreed_at else tr("还没有与中心核对过"))
        if self._trouble:
            self._say(self._trouble, "bad", "cloud-off")
        elif not page.joined:
            self._say(tr("本机还没有加入中心，内容只在本机。"), "warn", "cloud-off")
        elif page.conflicts or page.refused or page.attention:
            self._say(tr("有事项需要您处理，其余照常收发。"), "warn", "triangle-alert")
        elif waiting:
            self._say(tr("有内容等待发送，联网后自动发送。"), "warn", "clock")
        elif page.agreed_at:
            self._say(tr("✔ 全部送达，与中心一致"), "good", "cloud-check")
        else:
            self._say(tr("还没有与中心核对过"), "warn", "clock")
            self._more.setText(tr("点“立即同步”，领取分派给您的工单。"))

    def _show_counts(self, page: SyncPage) -> None:
        waiting = sum(s.size for s in page.files_waiting)
        shown = (
            ("pen-line", tr("草稿"), str(page.kept), tr("已保存在本机")),
            ("inbox", tr("待发送"), str(page.queued), tr("已记录，等待联网")),
            ("send", tr("已送达"), str(page.received), tr("中心已收，待确认")),
            ("upload", tr("待传文件"), str(len(page.files_waiting)), size(waiting)),
            ("cloud-check", tr("已传文件"), str(page.files_received), tr("中心已核对")),
        )
        clear(self._counts)
        for number, (picture, name, value, said) in enumerate(shown):
            drawn = QLabel()
            drawn.setPixmap(icon(picture, current().accent).pixmap(24, 24))
            self._counts.addLayout(row(drawn, label(value, size=6), stretch=1), 0, number)
            self._counts.addWidget(label(name), 1, number)
            self._counts.addWidget(label(said, quiet=True), 2, number)
            self._counts.setColumnStretch(number, 1)

    def _needed(self, page: SyncPage) -> list[QWidget]:
        made: list[QWidget] = []
        for conflict in page.conflicts:
            shown = ConflictCard(conflict, page, upright=self._upright)
            shown.settled.connect(self.settled)
            made.append(shown)
        for line in page.refused:
            name = page.customers.get(line.change.case_id, "")
            title = " · ".join(filter(None, (name, kind_name(line.change.kind))))
            why = refused_change(line.reason)
            words = tr("中心退回：{}。请回到工单修改后再同步。", why)
            if line.reason in TRIED_AGAIN:
                words = tr("中心暂未采用：{}。", why)
            made.append(_attention(title, words))
        if page.trail_trouble:
            seq, _, why = page.trail_trouble.partition(":")
            made.append(_attention(tr("留痕"), trail_trouble(int(seq), why)))
        for shelved in page.attention:
            title = tr("文件 {0}…（{1}）", shelved.digest[:8], size(shelved.size))
            made.append(_attention(title, of_file(shelved.reason)))
        return made

    def _sign_in_card(self) -> QFrame:
        self._password = QLineEdit()
        self._password.setObjectName("sync_password")
        self._password.setPlaceholderText(tr("密码"))
        self._password.setAccessibleName(tr("密码"))
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        self._password.returnPressed.connect(self._sign_in)
        again = button(tr("重新登录"), "sign_in_again", picture="user")
        again.clicked.connect(self._sign_in)
        fields = row(self._password, again, stretch=0)
        self._again = card(label(tr("登录已过期，请输入密码重新登录中心。")), fields)
        self._again.hide()
        return self._again

    def _sign_in(self) -> None:
        self.signed_in.emit(self._password.text())
        self._password.clear()


class _Pace:
    """How fast files go, and so how long the rest takes."""

    def __init__(self) -> None:
        self._since: tuple[float, int] | None = None

    def left_s(self, progress: Progress) -> int | None:
        """Seconds that are left, or None while that cannot be told."""
        now = time.monotonic()
        if self._since is None:
            self._since = (now, progress.done_bytes)
        began, first = self._since
        gone, passed = progress.done_bytes - first, now - began
        if passed < _TIME_LEFT_AFTER_S or gone <= 0:
            return None
        return round((progress.total_bytes - progress.done_bytes) * passed / gone)


def _steps() -> dict[str, str]:
    return {
        "pull": tr("正在接收中心的更新"),
        "push": tr("正在发送记录"),
        "files": tr("正在传文件"),
        "fetch": tr("正在取回文件"),
        "stick": tr("正在写到 U 盘"),
    }


def _attention(title: str, words: str) -> QFrame:
    picture = QLabel()
    picture.setPixmap(icon("triangle-alert", current().warn).pixmap(32, 32))
    text = QFrame()
    lines = column(text, margin=0)
    lines.setSpacing(SPACE // 2)
    lines.addWidget(label(title, size=1))
    lines.addWidget(label(words))
    return card(row(picture, text, stretch=1))


def _empty(words: str) -> QFrame:
    picture = QLabel()
    picture.setPixmap(icon("circle-check", current().good).pixmap(28, 28))
    return card(row(picture, label(words, quiet=True, name="empty"), stretch=1))


def _waiting(page: SyncPage) -> QFrame:
    lines: list[QWidget] = [label(tr("等待发送的记录"), size=2)]
    for case_id, count in page.waiting.items():
        name = page.customers.get(case_id, tr("其他"))
        lines.append(label(tr("{0}：{1} 条", name, count)))
    return card(*lines)
