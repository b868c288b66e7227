"""The state of sync: what waits, what is going, what needs a person."""

import time
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QLineEdit, QProgressBar, QWidget

from app.views.exchange import SyncPage
from sync.client.round import Progress, RoundReport
from sync.client.stick import Answered, Exported
from sync.client.worker import Doing, SyncState
from ui.exchange.attention import AttentionCard, file_card, handed_card, refused_card, trail_card
from ui.exchange.conflict_card import ConflictCard
from ui.exchange.handover_card import HandoverCard
from ui.exchange.pace import Pace
from ui.exchange.state_words import Said, going_on, how_far, needs_sign_in, step_name, trouble
from ui.exchange.stick_card import StickCard
from ui.naming import listed, moment
from ui.parts.whereabouts import way_words
from ui.parts.widgets import Badge, button, card, clear, column, label, row, scrolled
from ui.record_words import kind_name
from ui.theme import SPACE, current, icon
from ui.wording import size
from ui.words import tr

_UPRIGHT_PX = 1000


class SyncView(QWidget):
    """The sync page.

    Signals:
        sync_wanted: the person wants to sync now.
        pause_wanted: nothing is to be sent by itself, and what is being sent is to stop.
        resume_wanted: it is to go on by itself.
        settled: the person chose: id of the conflict and "mine" or "theirs".
        signed_in: the person gave the password again.
        case_wanted: the person wants to see a case; carries its id.
        again_wanted: a refused change is to be sent again; carries its id.
        file_wanted: a file is to be tried again; carries its digest.
        aside_wanted: a refused event is to be set aside; its change's id, and why.
    """

    sync_wanted = Signal()
    pause_wanted = Signal()
    resume_wanted = Signal()
    case_wanted = Signal(str)
    again_wanted = Signal(str)
    file_wanted = Signal(str)
    aside_wanted = Signal(str, str)
    settled = Signal(str, str)
    signed_in = Signal(str)

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self.setObjectName("page")
        self._now_s = now
        self._page: SyncPage | None = None
        self._upright = False
        self._standing = SyncState(Doing.IDLE)
        self._trouble, self._on_stick = "", False
        self._pace = Pace(self._now_s)
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
        self.handover = HandoverCard()
        self._handed_refused = ""
        self._body = QFrame()
        self._parts = column(self._body, margin=0)
        self._now = button(tr("立即同步"), "sync_now", primary=True, picture="refresh-cw")
        self._now.clicked.connect(self.sync_wanted)
        self._auto = label(quiet=True, name="sync_auto")
        self._pause = button(tr("暂停自动同步"), "sync_pause", picture="pause")
        self._pause.clicked.connect(self._pause_pressed)
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
        auto = row(self._auto, self._pause, stretch=0)
        inside.addWidget(card(row(self._picture, words, stretch=1), auto))
        inside.addWidget(self._sign_in_card())
        inside.addWidget(counts)
        inside.addWidget(self._body)
        inside.addWidget(self.stick)
        inside.addWidget(self.handover)
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
        self.handover.show_page(page)
        self._show_now()
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

    def show_standing(self, state: SyncState) -> None:
        """Show what is done in the background, and what stands in its way."""
        self._standing = state
        running = state.doing is Doing.RUNNING
        if running:
            self._trouble = ""
        elif not self._bar.isHidden() and not self._on_stick:
            self._bar.hide()
            self._pace = Pace(self._now_s)
        self._show_now()
        self._again.setVisible(needs_sign_in(state))
        self._show_pause(state)
        if self._page is not None:
            self._auto.setText(going_on(state, self._page))
            if self._bar.isHidden():
                self._show_state(self._page)

    def show_progress(self, progress: Progress) -> None:
        """A round is running, or something is written to a stick."""
        self._on_stick = progress.step == "stick"
        if self._standing.doing is not Doing.RUNNING and not self._on_stick:
            return  # told on its way here while the round ended
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
        self._say(Said(step_name(progress.step)))
        self._pace.note(progress)
        self._more.setText(how_far(progress, self._pace))

    def show_end(self, report: RoundReport) -> None:
        """The round has ended well."""
        self._handed_refused = report.handed_refused
        if report.conflicts:
            self._say(Said(tr("有冲突需要您选择"), "warn", "git-compare"))

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
        """Something that the person asked for here could not be done."""
        self._trouble = words
        self._idle()
        self.stick.show_failure()
        self._say(Said(words, "bad", "cloud-off"))

    def _idle(self) -> None:
        """Nothing is written to a stick any more."""
        self._on_stick = False
        self._bar.hide()
        self._pace = Pace(self._now_s)
        if self._page is not None:
            self._show_state(self._page)

    def _show_now(self) -> None:
        """What hinders a round stands above; the button says it too, and cannot be pressed."""
        why = ""
        if self._standing.doing is Doing.RUNNING:
            why = tr("正在同步")
        elif self._page is not None and not self._page.joined:
            why = tr("先加入中心，才能同步")
        elif needs_sign_in(self._standing):
            why = tr("先重新登录，才能同步")
        self._now.setEnabled(not why)
        self._now.setText(why or tr("立即同步"))
        self._now.setAccessibleName(why or tr("立即同步"))

    def _show_pause(self, state: SyncState) -> None:
        running = state.doing is Doing.RUNNING
        words = tr("停止并暂停") if running and not state.paused else tr("暂停自动同步")
        words = tr("停止") if running and state.paused else words
        resumes = state.paused and not running
        words = tr("继续自动同步") if resumes else words
        self._pause.setText(words)
        self._pause.setAccessibleName(words)
        self._pause.setIcon(icon("play" if resumes else "pause", beside_words=True))
        self._pause.setVisible(state.doing is not Doing.OFF)

    def _pause_pressed(self) -> None:
        resumes = self._standing.paused and self._standing.doing is not Doing.RUNNING
        (self.resume_wanted if resumes else self.pause_wanted).emit()

    def _say(self, said: Said) -> None:
        theme = current()
        colours = {"good": theme.good, "bad": theme.bad, "warn": theme.warn}
        self._state.say(said.words, said.meaning)
        colour = colours.get(said.meaning, theme.accent)
        self._picture.setPixmap(icon(said.picture, colour).pixmap(44, 44))

    def _show_state(self, page: SyncPage) -> None:
        waiting = page.queued + page.received + len(page.files_waiting)
        last = tr("最近一次与中心完全一致：{}", moment(page.agreed_at))
        self._more.setText(last if page.agreed_at else tr("还没有与中心核对过"))
        self._auto.setText(going_on(self._standing, page))
        if self._trouble:
            self._say(Said(self._trouble, "bad", "cloud-off"))
        elif (wrong := trouble(self._standing)) is not None:
            self._say(wrong)
        elif not page.joined:
            self._say(Said(tr("本机还没有加入中心，内容只在本机。"), "warn", "cloud-off"))
        elif page.conflicts or page.refused or page.attention:
            words = tr("有事项需要您处理，其余照常收发。")
            self._say(Said(words, "warn", "triangle-alert"))
        elif waiting:
            self._say(Said(tr("有内容等待发送，联网后自动发送。"), "warn", "clock"))
        elif page.agreed_at:
            self._say(Said(tr("✔ 全部送达，与中心一致"), "good", "cloud-check"))
        else:
            self._say(Said(tr("还没有与中心核对过"), "warn", "clock"))
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
        made: list[QWidget] = [handed_card(why) for why in filter(None, [self._handed_refused])]
        for conflict in page.conflicts:
            shown = ConflictCard(conflict, page, upright=self._upright)
            shown.settled.connect(self.settled)
            made.append(shown)
        cards = [refused_card(line, page) for line in page.refused]
        cards += [trail_card(page.trail_trouble)] if page.trail_trouble else []
        cards += [file_card(shelved, page) for shelved in page.attention]
        for each in cards:
            self._connect(each)
        made += cards
        return made

    def _connect(self, made: AttentionCard) -> None:
        made.case_wanted.connect(self.case_wanted)
        made.again_wanted.connect(self.again_wanted)
        made.file_wanted.connect(self.file_wanted)
        made.aside_wanted.connect(self.aside_wanted)

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


def _empty(words: str) -> QFrame:
    picture = QLabel()
    picture.setPixmap(icon("circle-check", current().good).pixmap(28, 28))
    return card(row(picture, label(words, quiet=True, name="empty"), stretch=1))


def _waiting(page: SyncPage) -> QFrame:
    """What is on its way, case by case."""
    lines: list[QWidget] = [label(tr("在路上的记录"), size=2)]
    for case_id, kinds in page.waiting.items():
        name = page.customers.get(case_id, tr("其他"))
        for way in sorted({way for _kind, way in kinds}):
            each = (
                tr("{0} {1} 条", kind_name(kind), count)
                for (kind, its), count in sorted(kinds.items())
                if its is way
            )
            said = tr("{0}：{1}", way_words(way), listed(each))
            lines.append(label(f"{name}　{said}"))
    return card(*lines)
