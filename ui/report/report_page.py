"""The very PDF, to be read to its end; then the pad, for whoever is to sign."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QFileDialog, QFrame, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from app.actions.attach_ink import InkAct
from app.actions.sign_report import SigningAct
from app.clock import CHINA, SystemClock
from app.domain.signer import SignerRole
from app.views.papers import ReportPage
from ui.parts.choice import BigCombo
from ui.parts.signature_pad import SignaturePad
from ui.parts.widgets import Badge, button, card, column, label, row
from ui.report.ink_panel import InkPanel
from ui.report.verdict_words import signed_in_words
from ui.theme import SPACE
from ui.wording import role
from ui.words import tr

_ABOVE_PT: Final = 64.0
"""What is seen above the place to sign: the opinion and its conclusion."""


class ReportView(QWidget):
    """The page of one paper.

    Signals:
        signed: somebody signed; carries the SigningAct.
        reopen_wanted: the visit or form is to be corrected; carries the ReportPage.
        refusal_wanted: the customer refuses to sign or is not there; carries the paper's id.
        copy_wanted: a copy of the file is wanted; carries the bytes and the path.
        print_wanted: the paper is to be printed; carries its id.
        ink_brought: the scan of a signed print is to be attached; carries the InkAct.
    """

    signed = Signal(SigningAct)
    reopen_wanted = Signal(object)
    refusal_wanted = Signal(str)
    copy_wanted = Signal(bytes, Path)
    print_wanted = Signal(str)
    ink_brought = Signal(InkAct)

    def __init__(self, staff_name: str) -> None:
        super().__init__()
        self.setObjectName("page")
        self._staff_name = staff_name
        self._page: ReportPage | None = None
        self._read_to_end = False
        self._title = label(size=4, name="title")
        self._state = Badge("report_state")
        self._document = QPdfDocument(self)
        self._view = QPdfView()
        self._view.setObjectName("pdf")
        self._view.setAccessibleName(tr("检验意见单"))
        self._view.setPageMode(QPdfView.PageMode.MultiPage)
        self._view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self._view.setDocument(self._document)
        self._view.verticalScrollBar().valueChanged.connect(self._scrolled)
        self._buffer = QBuffer(self)
        self._hint = label(quiet=True, name="sign_hint")
        self._on_paper = InkPanel()
        self._on_paper.brought.connect(self.ink_brought)
        self._on_paper.print_wanted.connect(self._print)
        self._on_paper.left.connect(self._leave_paper)
        self._on_paper.hide()
        layout = column(self)
        self._state.setWordWrap(True)  # five have signed: side by side they would widen the window
        self._state.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._state.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        heading = row(self._title, self._state, stretch=0)
        heading.setStretch(1, 1)
        layout.addLayout(heading)
        layout.addWidget(self._view, 3)
        layout.addWidget(self._signing(), 2)
        layout.addWidget(self._on_paper, 5)
        layout.addWidget(self._hint)
        layout.addLayout(self._buttons())
        self._update()  # shown before its paper has come, it must not want room for signing

    def show_page(self, page: ReportPage) -> None:
        """Show the paper as it stands."""
        before = self._page
        self._page = page
        numbers = [page.report.doc_no, *(report.doc_no for report in page.along)]
        self._title.setText(" + ".join(numbers))
        if before is None or before.pdf != page.pdf:
            self._load(page.seen)
        if before is None or before.report.id != page.report.id:
            self._read_to_end = False
            self._pad.clear()  # strokes belong to the paper before which they were drawn
        names = [signed_in_words(each, page.report.form, briefly=True) for each in page.signatures]
        sealed = page.next_role is None
        count = len(page.signatures), len(page.report.expected)
        words = tr("已封存") if sealed else tr("待签字 {0}/{1}", *count)
        if page.refusal is not None:
            words = tr("客户未签字，见 {}", page.refusal.doc_no)
        self._refusal.setVisible(page.refusable)
        self._state.say(" · ".join([words, *names]), "good" if sealed else "warn")
        self._correct.setVisible(not page.signatures)
        if page.next_role is not None:
            self._ask(page)
        if page.next_role is None or (before is not None and before.shown != page.shown):
            self._on_paper.hide()
        self._update()
        if self._read_to_end:
            QTimer.singleShot(0, self._show_where_to_sign)

    def read_to_end(self) -> None:
        """Go to the last line of the paper; whoever has got there sees next where he signs."""
        bar = self._view.verticalScrollBar()
        bar.setValue(bar.maximum())
        self._scrolled()
        QTimer.singleShot(0, self._show_where_to_sign)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turned, the page shows again where one signs."""
        super().resizeEvent(event)
        if self._read_to_end:
            QTimer.singleShot(0, self, self._show_where_to_sign)

    def _load(self, pdf: bytes) -> None:
        self._document.close()
        self._buffer.close()
        self._buffer.setData(QByteArray(pdf))
        self._buffer.open(QBuffer.OpenModeFlag.ReadOnly)
        self._document.load(self._buffer)

    def _signing(self) -> QWidget:
        self._who = label(size=2, name="signer_role")
        self._name = QLineEdit()
        self._name.setObjectName("signer_name")
        self._name.setPlaceholderText(tr("签字人姓名"))
        self._name.setAccessibleName(tr("签字人姓名"))
        self._name.textChanged.connect(self._update)
        self._identified = BigCombo("identified_by", tr("身份核对方式"))
        self._identified.setMinimumWidth(190)
        self._identified.currentIndexChanged.connect(self._update)
        self._password = QLineEdit()
        self._password.setObjectName("signing_password")
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        self._password.setPlaceholderText(tr("签名证书的密码"))
        self._password.setAccessibleName(tr("签名证书的密码"))
        self._password.textChanged.connect(self._update)
        self._pad = SignaturePad()
        self._pad.drawn.connect(self._update)
        back = button(tr("撤一笔"), "pad_undo", picture="undo-2")
        back.clicked.connect(self._pad.take_back)
        wipe = button(tr("重签"), "pad_clear")
        wipe.clicked.connect(self._pad.clear)
        self._panel: QFrame = card()
        inner = self._panel.layout()
        assert isinstance(inner, QVBoxLayout)
        inner.setSpacing(SPACE)
        self._consent = label(quiet=True, name="consent")
        inner.addLayout(row(self._who, self._name, self._identified, back, wipe, stretch=1))
        inner.addWidget(self._password)
        inner.addWidget(self._consent)
        inner.addWidget(self._pad, 1)
        return self._panel

    def _buttons(self) -> "QVBoxLayout":
        self._correct = button(tr("返回修改"), "reopen", picture="undo-2")
        self._correct.clicked.connect(self._reopen)
        self._refusal = button(tr("客户拒签或缺席"), "refusal")
        self._refusal.clicked.connect(self._refused)
        save = button(tr("另存为"), "save_as", picture="file-text")
        save.clicked.connect(self._save_as)
        printing = button(tr("打印"), "print", picture="printer")
        printing.clicked.connect(self._print)
        self._ink = button(tr("纸上签字"), "ink", picture="file-text")
        self._ink.clicked.connect(self._sign_on_paper)
        self._end = button(tr("阅至末页"), "read_to_end", primary=True)
        self._end.clicked.connect(self.read_to_end)
        self._sign = button(tr("签字"), "sign", primary=True, picture="pen-line")
        self._sign.clicked.connect(self._sign_pressed)
        self._aside = (save, printing)
        layout = QVBoxLayout()
        # Held upright, all of them side by side would be wider than the page.
        layout.addLayout(row(save, printing, self._ink))
        steps = row(self._refusal, self._correct, self._end, self._sign, stretch=3)
        steps.setStretch(2, 1)
        layout.addLayout(steps)
        return layout

    def _ask(self, page: ReportPage) -> None:
        assert page.next_role is not None
        self._consent.setText(tr(page.consent))
        self._consent.setVisible(bool(page.consent))
        staff = page.next_role.is_staff
        who = role(page.next_role, page.report.form)
        if self._who.text() == who:
            return
        self._who.setText(who)
        self._who.setWordWrap(False)
        agent = page.case.customer.agent_name if page.next_role is SignerRole.CUSTOMER else ""
        named = page.next_signer.name if page.next_signer is not None else ""
        own = not named or named == self._staff_name
        self._name.setText((named or self._staff_name) if staff else agent)
        # Whose place it is, the visit has said: another has to be noted there first.
        self._name.setReadOnly(bool(named))
        self._identified.clear()
        # A login says who is signed in to this tablet; his colleagues show their cards.
        card = {"work_card": tr("核对工作证")}
        ways = (({"staff_login": tr("本机登录")} if own else {}) | card) if staff else {}
        ways = ways or {"id_card": tr("核对身份证件")}
        if page.next_role is SignerRole.CUSTOMER:
            ways |= {"known_agent": tr("已备案经办人")}
        for code, words in ways.items():
            self._identified.addItem(words, code)
        self._pad.clear()

    def _scrolled(self) -> None:
        bar = self._view.verticalScrollBar()
        if bar.value() < bar.maximum() - 4 or not self._document.pageCount():
            return
        if not self._read_to_end:
            QTimer.singleShot(0, self._show_where_to_sign)
        self._read_to_end = True
        self._update()

    def _show_where_to_sign(self) -> None:
        spot = self._page.signs_at if self._page is not None else None
        if spot is None or self._panel.isHidden() or spot.page >= self._document.pageCount():
            return
        edges, sizes = (
            self._view.documentMargins(),
            map(self._document.pagePointSize, range(spot.page + 1)),
        )
        width_px = self._view.viewport().width() - edges.left() - edges.right()
        *before, here = [(width_px / size.width(), size.height()) for size in sizes]
        top_px = edges.top() + sum(s * height + self._view.pageSpacing() for s, height in before)
        below_px = max(spot.below_pt - _ABOVE_PT, 0) * here[0]
        self._view.verticalScrollBar().setValue(round(top_px + below_px))

    def _update(self) -> None:
        named, drawn = bool(self._name.text().strip()), not self._pad.strokes.is_empty
        self._hint.setVisible(self._page is not None and self._page.next_role is not None)
        self._password.setVisible(self._wants_password())
        unlocked = bool(self._password.text()) or not self._wants_password()
        ready = self._read_to_end and named and drawn and unlocked
        waiting = self._page is not None and self._page.next_role is not None
        inked = waiting and not self._on_paper.isHidden()
        self._sign.setVisible(waiting and self._read_to_end and not inked)
        # The whole height is the paper's until it has been read; then there is room for the pen.
        for each in self._aside:
            each.setVisible((not waiting or not self._read_to_end) and not inked)
        self._ink.setVisible(waiting and not inked)
        self._view.setVisible(not inked)
        self._panel.setVisible(waiting and self._read_to_end and not inked)
        self._end.setVisible(waiting and not self._read_to_end and not inked)
        self._hint.setVisible(waiting and not inked)
        self._sign.setEnabled(ready)
        if not self._read_to_end:
            self._hint.setText(tr("请把单据阅至末页，然后签字。"))
        elif not unlocked:
            self._hint.setText(tr("请输入签名证书的密码。"))
        elif not drawn:
            self._hint.setText(tr("请在上方签字板上签名。"))
        else:
            both = self._page is not None and bool(self._page.along)
            words = tr("一次签名同时签署意见单和整改通知单，签字后内容不可更改。")
            kept = words if both else tr("签字后内容不可更改。")
            digest = (self._page.shown or "")[:16] if self._page is not None else ""
            self._hint.setText(kept + tr("所签文件摘要 {}…", digest))

    def _sign_pressed(self) -> None:
        if self._page is None or self._page.next_role is None:
            return
        self._sign.setEnabled(False)
        self.signed.emit(
            SigningAct(
                self._page.next_role,
                self._name.text().strip(),
                str(self._identified.currentData()),
                self._pad.strokes,
                self._read_to_end,
                self._page.shown,
                self._password.text() if self._wants_password() else "",
            )
        )
        self._password.clear()

    def _sign_on_paper(self) -> None:
        """Somebody signs a print: ask for the scan of it instead of his strokes."""
        if self._page is not None:
            self._on_paper.show_page(self._page, SystemClock().now().astimezone(CHINA).date())
            self._on_paper.show()
            self._update()

    def _leave_paper(self) -> None:
        self._on_paper.hide()
        self._update()

    def _wants_password(self) -> bool:
        """Whether whoever is next signs with a key file of his own."""
        page = self._page
        if page is None or page.next_role is None or not page.own_key:
            return False
        return page.next_role.is_staff and self._identified.currentData() == "staff_login"

    def _reopen(self) -> None:
        if self._page is not None:
            self.reopen_wanted.emit(self._page)

    def _refused(self) -> None:
        if self._page is not None:
            self.refusal_wanted.emit(self._page.report.id)

    def _print(self) -> None:
        if self._page is not None:
            self.print_wanted.emit(self._page.report.id)

    def _save_as(self) -> None:
        if self._page is None:
            return
        path, _ = QFileDialog.getSaveFileName(
            self, tr("另存为"), f"{self._page.report.doc_no}.pdf", "PDF (*.pdf)"
        )
        if path:
            self.copy_wanted.emit(self._page.pdf, Path(path))
