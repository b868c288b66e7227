"""A paper that somebody signs in ink: printed, signed, scanned, and the scan attached to it."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QLineEdit, QVBoxLayout

from app.actions.attach_ink import InkAct
from app.domain.names import INK_REASONS
from app.domain.signer import SignerRole
from app.views.papers import ReportPage
from ui.parts.choice import Choice
from ui.parts.widgets import button, card, clear, column, entry, label, row, scrolled
from ui.theme import SPACE, current, icon
from ui.wording import role
from ui.words import tr


class InkPanel(QFrame):
    """Who signed the print in which places, when, who saw it, and the scan.

    Signals:
        brought: the scan is to be attached; carries the InkAct.
        print_wanted: the paper is to be printed first.
        left: the person goes back to the glass.
    """

    brought = Signal(InkAct)
    print_wanted = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("ink_panel")
        self._page: ReportPage | None = None
        self._files: tuple[Path, ...] = ()
        self._rows: list[tuple[SignerRole, QLineEdit]] = []
        self._ticks: list[QFrame] = []
        self._count = 0
        self._places = QVBoxLayout()
        self._places.setSpacing(SPACE)
        self._day = entry("ink_day", tr("纸上的签字日期（2026-12-01）"))
        self._witness = entry("ink_witness", tr("见证人：看着签字或收回纸件的人"))
        self._why = Choice("ink_why", tr("为什么在纸上签"))
        self._why.offer({"": tr("请选择"), **{c: tr(w) for c, w in INK_REASONS.items()}}, "")
        self._chosen = label(quiet=True, name="ink_files")
        choose = button(tr("选扫描件或照片"), "ink_choose", picture="camera")
        choose.clicked.connect(self._choose)
        printing = button(tr("先打印"), "ink_print", picture="printer")
        printing.clicked.connect(self.print_wanted)
        back = button(tr("回到屏上签字"), "ink_back", picture="chevron-left")
        back.clicked.connect(self.left)
        self._attach = button(tr("附上扫描件"), "ink_attach", primary=True, picture="upload")
        self._attach.clicked.connect(self._bring)
        steps = tr("打印本单，在纸上签字盖章，再把签好的各页扫描或拍照附在这里。纸件要存档。")
        self._told = label(steps, quiet=True)
        self._told.setWordWrap(True)
        body = card(self._told, label(tr("在纸上签字的人：")), self._places,
                    row(self._day, self._witness, stretch=1), self._why,
                    row(choose, self._chosen))  # fmt: skip
        layout = column(self, margin=0)
        layout.addWidget(scrolled(body, "ink_scroll"), 1)
        layout.addLayout(row(back, printing, self._attach, stretch=1))

    def show_page(self, page: ReportPage, today: date) -> None:
        """Offer the places of this paper that nobody has signed."""
        same = self._page is not None and self._page.shown == page.shown
        self._page = page
        if same:  # what was typed stays where nobody has signed meanwhile
            return
        clear(self._places)
        self._rows, self._files = [], ()
        self._ticks.clear()
        for number, (place, name) in enumerate(page.waiting):
            field = entry(f"ink_name_{place.value}", tr("签字人姓名"))
            field.setText(name)
            field.setReadOnly(bool(name) and place.is_staff)
            tick = button(role(place, page.report.form), f"ink_row_{place.value}")
            tick.setCheckable(True)
            tick.clicked.connect(lambda _on, at=number: self._row_pressed(at))
            self._rows.append((place, field))
            line = QFrame()
            inside = row(tick, field, stretch=1)
            line.setLayout(inside)
            inside.setContentsMargins(0, 0, 0, 0)
            line.setProperty("tick", tick)
            self._ticks.append(line)
            self._places.addWidget(line)
        self._count = len(self._rows)
        self._day.setText(today.isoformat())
        self._show()

    def take(self, files: tuple[Path, ...]) -> None:
        """These files show the signed sheets."""
        self._files = files
        self._show()

    def _row_pressed(self, at: int) -> None:
        """Places are signed in their order: with one come those before, without it none after."""
        self._count = at if at < self._count else at + 1
        self._show()

    def _show(self) -> None:
        for at, line in enumerate(self._ticks):
            tick = line.property("tick")
            tick.setChecked(at < self._count)
            picture = "circle-check" if at < self._count else "plus"
            tick.setIcon(icon(picture, checked=current().on_accent))
        names = tr("、").join(path.name for path in self._files)
        self._chosen.setText(names or tr("还没有选扫描件"))

    def _choose(self) -> None:
        words = tr("扫描件 (*.pdf *.jpg *.jpeg *.png);;所有文件 (*)")
        paths, _ = QFileDialog.getOpenFileNames(self, tr("选扫描件或照片"), "", words)
        if paths:
            self.take(tuple(map(Path, paths)))

    def _bring(self) -> None:
        page = self._page
        if page is None or page.shown is None:
            return
        rows = tuple((place, field.text().strip()) for place, field in self._rows[: self._count])
        self.brought.emit(
            InkAct(
                rows,
                self._files,
                self._day.text().strip(),
                self._witness.text().strip(),
                self._why.value,
                page.shown,
            )
        )
