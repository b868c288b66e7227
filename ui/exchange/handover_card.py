"""A case from tablet to tablet without a network: invite, hand over, take over."""

from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QFrame

from app.views.cases import CaseRow
from app.views.exchange import SyncPage
from sync.client.site import Handed, Invited
from ui.parts.widgets import ValueButton, button, clear, column, entry, label, row
from ui.theme import SPACE
from ui.words import tr

_PAUSE_MS = 300


class HandoverCard(QFrame):
    """The three steps of a hand-over, each with its button.

    Signals:
        invite_wanted: this tablet's invitation is to be written to this file.
        invitation_chosen: the file with the invitation of whoever takes the case over.
        cases_wanted: cases that match these words are to be offered.
        hand_wanted: this case goes to the one who was invited: its id, and the file to write.
        take_wanted: the file with a case that is taken over.
    """

    invite_wanted = Signal(Path)
    invitation_chosen = Signal(Path)
    cases_wanted = Signal(str)
    hand_wanted = Signal(str, Path)
    take_wanted = Signal(Path)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        self._outcome = label(name="handover_outcome")
        self._outcome.hide()
        self._invite = button(tr("写出邀请"), "handover_invite", picture="user")
        self._invite.clicked.connect(self._choose_invite)
        self._hand = button(tr("移交工单"), "handover_give", picture="send")
        self._hand.clicked.connect(self._choose_invitation)
        self._take = button(tr("接收移交"), "handover_take", picture="inbox")
        self._take.clicked.connect(self._choose_handover)
        said = tr(
            "接手的平板先“写出邀请”；移交的平板用这份邀请“移交工单”，写成只有接手人能打开的文件；"
            "接手的平板再“接收移交”，即可继续办理。联网后双方的记录各自送到中心，不会重复。"
        )
        lines = column(self)
        lines.addWidget(label(tr("没有网络时，把工单交给另一台平板"), size=2))
        lines.addWidget(label(said, quiet=True))
        lines.addWidget(self._chooser())
        lines.addWidget(self._outcome)
        lines.addLayout(row(self._invite, self._hand, self._take))

    def show_page(self, page: SyncPage) -> None:
        """It needs a certificate of the centre, so only a tablet that has joined does it."""
        self.setEnabled(page.joined)

    def ask_case(self, to: Invited) -> None:
        """Whose invitation it is; ask which case goes to him."""
        self._busy(busy=False)
        self._outcome.hide()
        self._to.setText(
            tr("移交给：{0}（{1}） {2}。请核对，再选工单：", to.name, to.user, to.label)
        )
        self._choice.show()
        self._search.clear()
        self.cases_wanted.emit("")

    def offer_cases(self, rows: tuple[CaseRow, ...]) -> None:
        """The cases that match, to be picked from."""
        clear(self._found)
        for each in rows:
            words = f"{each.customer_name}　{each.application_no}"
            picked = ValueButton(each.id, words, f"handover_case_{each.id}", "clipboard-check")
            picked.picked.connect(self._choose_place)
            self._found.addWidget(picked)
        if not rows:
            self._found.addWidget(label(tr("没有找到这样的工单。"), quiet=True))

    def show_invited(self, path: Path) -> None:
        """The invitation is written."""
        self._done(tr("邀请已写好：{}。请把它交给移交的一方。", path.name))

    def show_handed(self, done: Handed) -> None:
        """The case is in the file."""
        self._choice.hide()
        said = tr("移交文件已写好：待送中心的记录 {0} 条，文件 {1} 个。", done.changes, done.files)
        self._done(said + tr("本机内容照旧，联网时照常发送。"))

    def show_taken(self, done: Handed) -> None:
        """The case can be gone on with here."""
        said = tr("已接收 {0} 移交的工单，文件 {1} 个，可以继续办理。", done.by, done.files)
        self._done(said + tr("请确认您已在这个工单的人员中，否则中心会退回您的记录。"))

    def show_failure(self) -> None:
        """It could not be done; the page says why."""
        self._busy(busy=False)
        self._outcome.hide()

    def _chooser(self) -> QFrame:
        self._choice = QFrame()
        self._to = label(name="handover_to")
        self._search = entry("handover_search", tr("户名、申请编号或地址"))
        self._typing = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._typing.timeout.connect(lambda: self.cases_wanted.emit(self._search.text().strip()))
        self._search.textChanged.connect(self._typing.start)
        found = QFrame()
        self._found = column(found, margin=0)
        self._found.setSpacing(SPACE // 2)
        lines = column(self._choice, margin=0)
        for part in (self._to, self._search, found):
            lines.addWidget(part)
        self._choice.hide()
        return self._choice

    def _choose_invite(self) -> None:
        path, _ = QFileDialog.getSaveFileName(
            self, tr("写出邀请"), tr("接手邀请.kinvite"), _invitations()
        )
        if path:
            self._busy(busy=True)
            self.invite_wanted.emit(Path(path))

    def _choose_invitation(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, tr("选择接手人的邀请"), "", _invitations())
        if path:
            self._busy(busy=True)
            self.invitation_chosen.emit(Path(path))

    def _choose_place(self, case_id: str) -> None:
        path, _ = QFileDialog.getSaveFileName(
            self, tr("写出移交文件"), tr("工单移交.kstick"), _cases()
        )
        if path:
            self._busy(busy=True)
            self.hand_wanted.emit(case_id, Path(path))

    def _choose_handover(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, tr("接收移交"), "", _cases())
        if path:
            self._busy(busy=True)
            self.take_wanted.emit(Path(path))

    def _done(self, words: str) -> None:
        self._busy(busy=False)
        self._outcome.setText(words)
        self._outcome.show()

    def _busy(self, *, busy: bool) -> None:
        for each in (self._invite, self._hand, self._take):
            each.setEnabled(not busy)
        self._choice.setEnabled(not busy)


def _invitations() -> str:
    return tr("邀请文件 (*.kinvite)")


def _cases() -> str:
    return tr("勘验通 U 盘文件 (*.kstick)")
