"""Forms with nothing on them, printed or saved for the day on which there is no tablet."""

from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QFrame

from app.domain.blank_paper import BLANK_FORMS
from ui.naming import form_name
from ui.parts.choice import Choice
from ui.parts.widgets import button, card, column, label, row
from ui.report.printing import fit_to
from ui.words import tr

_A4: QSize = QSize(595, 842)


class BlankForms(QFrame):
    """The button, and below it which form, and where to.

    Signals:
        print_wanted: this form is to be printed; carries its code and the printer.
        copy_wanted: a file of it is wanted; carries its code and the path.
    """

    print_wanted = Signal(str, QPrinter)
    copy_wanted = Signal(str, Path)

    def __init__(self) -> None:
        super().__init__()
        self._unfold = button(tr("打印空白表"), "blank_forms", picture="file-text")
        self._unfold.clicked.connect(self._unfold_pressed)
        self._form = Choice("blank_form", tr("哪一种单据"))
        self._form.offer({code: f"{code}　{form_name(code)}" for code in BLANK_FORMS}, "F05")
        self._save = button(tr("另存为"), "blank_save", picture="download")
        self._save.clicked.connect(self._save_pressed)
        self._print = button(tr("选打印机"), "blank_print", primary=True, picture="printer")
        self._print.clicked.connect(self._print_pressed)
        told = label(tr("平板不能用时手工填写：没有编号，页脚注明规则版本。"), quiet=True)
        told.setWordWrap(True)
        self._panel = card(told, self._form, row(self._save, self._print))
        self._panel.hide()
        layout = column(self, margin=0)
        layout.addWidget(self._unfold)
        layout.addWidget(self._panel)

    def show_printing(self, _done: int, total: int) -> None:
        """One order at a time: nothing more is printed until it has ended."""
        self._print.setEnabled(not total)

    def order(self, printer: QPrinter) -> None:
        """Print the chosen form on this printer."""
        self.print_wanted.emit(self._form.value, printer)

    def save(self, path: Path) -> None:
        """Ask for a file of the chosen form."""
        self.copy_wanted.emit(self._form.value, path)

    def _unfold_pressed(self) -> None:
        self._panel.setVisible(not self._panel.isVisible())

    def _print_pressed(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        fit_to(printer, _A4)
        if QPrintDialog(printer, self).exec() == QPrintDialog.DialogCode.Accepted:
            fit_to(printer, _A4)
            self.order(printer)

    def _save_pressed(self) -> None:
        name = f"{self._form.value}-blank.pdf"
        path, _ = QFileDialog.getSaveFileName(self, tr("另存为"), name, "PDF (*.pdf)")
        if path:
            self.save(Path(path))
