"""One paper: the very PDF, whether it holds, and the ways out of it: print, save, sign."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QSize, Signal
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QFrame, QProgressBar, QVBoxLayout

from app.documents.verify import Verification
from app.views.papers import ReportPage, ReportRow
from ui.naming import form_name
from ui.parts.widgets import Badge, button, card, clear, column, label, row
from ui.report.printing import COPY_MARKS, fit_to, pages_asked
from ui.report.verdict_words import paper_checks, signed_in_words
from ui.theme import SPACE, current, icon
from ui.words import tr


class PaperPanel(QFrame):
    """The paper that is looked at.

    Signals:
        check_wanted, print_wanted, stop_wanted, copy_wanted, sign_wanted: see ReportList.
        left: the person goes back to the list.
    """

    check_wanted = Signal()
    print_wanted = Signal(bytes, QPrinter, tuple, tuple)
    stop_wanted = Signal()
    copy_wanted = Signal(bytes, Path)
    sign_wanted = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._page: ReportPage | None = None
        self._title = label(size=4, name="paper_title")
        self._back = button(tr("返回列表"), "paper_back", picture="chevron-left")
        self._back.clicked.connect(self.left)
        self._signers = label(quiet=True, name="paper_signers")
        self._document = QPdfDocument(self)
        self._buffer = QBuffer(self)
        self._view = QPdfView()
        self._view.setObjectName("paper_pdf")
        self._view.setAccessibleName(tr("预览"))
        self._view.setPageMode(QPdfView.PageMode.MultiPage)
        self._view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self._view.setDocument(self._document)
        self._checks = QVBoxLayout()
        self._verdict = card(self._checks)
        self._verdict.hide()
        layout = column(self, margin=0)
        layout.setSpacing(SPACE)
        layout.addLayout(row(self._title, self._back, stretch=0))
        layout.addWidget(self._signers)
        layout.addWidget(self._verdict)
        layout.addWidget(self._view, 1)
        layout.addWidget(self._printing())
        layout.addLayout(self._buttons())

    def show_page(self, page: ReportPage, shown: ReportRow | None) -> None:
        """Show this paper."""
        fresh = self._page is None or self._page.pdf != page.pdf
        self._page = page
        self._title.setText(f"{form_name(page.report.form)}　{page.report.doc_no}")
        if fresh:
            self._verdict.hide()
            self._load(page.seen)
        self.show_row(shown)

    def show_row(self, shown: ReportRow | None) -> None:
        """Show who has signed, and whether somebody still has to."""
        page = self._page
        if page is None:
            return
        signed = [signed_in_words(each, page.report.form) for each in page.signatures]
        newer = shown.newer if shown is not None else page.newer
        replaced = newer is not None
        told = [tr("已由第 {} 版替代，请以新版为准", newer)] if replaced else []
        self._signers.setText("　".join([*told, *signed]) or tr("还没有人签字"))
        self._sign.setVisible(page.next_role is not None and not replaced)
        self._check.setVisible(bool(page.signatures))

    def show_check(self, verdict: Verification) -> None:
        """Show what was checked, line by line."""
        clear(self._checks)
        newer = self._page.newer if self._page is not None else None
        for number, (words, good) in enumerate(paper_checks(verdict, newer)):
            line = Badge(f"check_{number}")
            line.setWordWrap(True)
            line.say(("✔ " if good else "✘ ") + words, "good" if good else "bad")
            self._checks.addWidget(line)
        self._verdict.show()

    def show_printing(self, done: int, total: int) -> None:
        """Show how far the printing has got; 0 of 0 = it has ended."""
        self._progress.setVisible(bool(total))
        self._stop.setVisible(bool(total))
        self._choose.setEnabled(not total)
        self._progress.setMaximum(max(total, 1))
        self._progress.setValue(done)
        if not total:
            self._print_panel.hide()

    def offer_way_back(self, wanted: bool) -> None:
        """The list is not beside the paper: offer the way back to it."""
        self._back.setVisible(wanted)

    def order(self, printer: QPrinter) -> None:
        """Print on this printer what the person asked for."""
        assert self._page is not None
        marks = tuple(COPY_MARKS[name] for name, made in self._marks.items() if made.isChecked())
        pages = pages_asked(printer, self._document.pageCount())
        self.print_wanted.emit(self._page.seen, printer, pages, marks or ("",))

    def _load(self, pdf: bytes) -> None:
        self._document.close()
        self._buffer.close()
        self._buffer.setData(QByteArray(pdf))
        self._buffer.open(QBuffer.OpenModeFlag.ReadOnly)
        self._document.load(self._buffer)

    def _buttons(self) -> QVBoxLayout:
        self._check = button(tr("验证"), "paper_check", picture="shield-check")
        self._check.clicked.connect(self.check_wanted)
        save = button(tr("另存为"), "paper_save", picture="download")
        save.clicked.connect(self._save_as)
        printing = button(tr("打印"), "paper_print", picture="printer")
        printing.clicked.connect(self._toggle_printing)
        self._sign = button(tr("去签字"), "paper_sign", primary=True, picture="pen-line")
        self._sign.clicked.connect(self._sign_pressed)
        layout = QVBoxLayout()
        layout.addLayout(row(self._check, save, printing, self._sign, stretch=3))
        return layout

    def _printing(self) -> QFrame:
        titles = {"customer": tr("客户留存"), "utility": tr("供电企业留存")}
        self._marks = {name: button(text, f"mark_{name}") for name, text in titles.items()}
        for made in self._marks.values():
            made.setCheckable(True)
            made.setChecked(True)
            made.toggled.connect(self._show_marks)
        self._choose = button(tr("选打印机"), "paper_print_now", primary=True, picture="printer")
        self._choose.clicked.connect(self._ask_printer)
        self._progress = QProgressBar()
        self._progress.setFormat(tr("第 %v 张，共 %m 张"))
        self._stop = button(tr("停止"), "paper_print_stop")
        self._stop.clicked.connect(self.stop_wanted)
        self._progress.hide()
        self._stop.hide()
        self._told = label(quiet=True)
        self._print_panel = card(
            label(tr("各打印一份，页边注明："), quiet=True),
            row(*self._marks.values(), QFrame(), self._choose, stretch=len(titles)),
            self._told,
            row(self._progress, self._stop, stretch=0),
        )
        self._print_panel.hide()
        self._show_marks()
        return self._print_panel

    def _show_marks(self) -> None:
        for made in self._marks.values():
            picture = "circle-check" if made.isChecked() else "plus"
            made.setIcon(icon(picture, checked=current().on_accent))
        count = max(sum(made.isChecked() for made in self._marks.values()), 1)
        self._told.setText(tr("共 {} 份，按原尺寸（100 %）打印，不缩放。", count))

    def _toggle_printing(self) -> None:
        self._print_panel.setVisible(not self._print_panel.isVisible())

    def _ask_printer(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        size = self._document.pagePointSize(0)
        fit_to(printer, QSize(round(size.width()), round(size.height())))
        dialog = QPrintDialog(printer, self)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, on=True)
        dialog.setMinMax(1, self._document.pageCount())
        if dialog.exec() == QPrintDialog.DialogCode.Accepted:
            fit_to(printer, QSize(round(size.width()), round(size.height())))
            self.order(printer)

    def _save_as(self) -> None:
        if self._page is None:
            return
        name = f"{self._page.report.doc_no}.pdf"
        path, _ = QFileDialog.getSaveFileName(self, tr("另存为"), name, "PDF (*.pdf)")
        if path:
            self.copy_wanted.emit(self._page.pdf, Path(path))

    def _sign_pressed(self) -> None:
        if self._page is not None:
            self.sign_wanted.emit(self._page.report.id)
