"""The papers of one day, to be printed together: which, whose copies, on one side or both."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QSize, Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFrame, QProgressBar, QVBoxLayout

from app.views.papers import DayRow, ReportRow, papers_of_day
from ui.naming import day, form_name
from ui.parts.widgets import (
    Badge,
    Segments,
    Ticks,
    ValueButton,
    button,
    card,
    clear,
    column,
    label,
    row,
    scrolled,
)
from ui.report.printing import COPY_MARKS, fit_to
from ui.report.state_words import state_of
from ui.theme import ICON, SPACE, current, icon
from ui.words import tr

_A4 = QSize(595, 842)
_SIDES = {
    "one": QPrinter.DuplexMode.DuplexNone,
    "both": QPrinter.DuplexMode.DuplexLongSide,
}


class DayPrint(QFrame):
    """Chooses papers of a day and orders them in one go.

    Signals:
        print_wanted: these papers (ids), on this printer, one copy for each mark.
        stop_wanted: the printing is to end.
        left: the person goes back to the list.
    """

    print_wanted = Signal(tuple, QPrinter, tuple)
    stop_wanted = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("day_print")
        self._today = self._day = date.min
        self._rows: tuple[ReportRow, ...] = ()
        self._lines: dict[str, _Line] = {}
        """By the id of the paper."""
        self._marks = dict.fromkeys(COPY_MARKS, True)
        layout = column(self, margin=0)
        layout.setSpacing(SPACE)
        back = button(tr("返回"), "day_print_back", picture="chevron-left")
        back.clicked.connect(self.left)
        layout.addLayout(row(label(tr("打印一天的报告"), size=4), back, stretch=0))
        layout.addLayout(self._days())
        body = QFrame()
        self._list = column(body, margin=0)
        layout.addWidget(scrolled(body, "day_print_scroll"), 1)
        layout.addWidget(self._wishes())

    def show_day(self, shown: date, today: date) -> None:
        """Offer this day's papers: those that count are ticked."""
        self._day, self._today = shown, today
        words = tr("{}（今天）", day(shown)) if shown == today else day(shown)
        self._day_words.setText(words)
        self._later.setEnabled(shown < today)
        self._fill()

    def show_rows(self, rows: Sequence[ReportRow]) -> None:
        """Show the day's papers among these; ticks and what was told stay where they can."""
        self._rows = tuple(rows)
        self._fill(kept=self._lines)

    def show_moved(self, report_id: str, done: int, total: int) -> None:
        """Show that this paper is at sheet `done` of `total`."""
        self._show_busy(is_busy=True)
        self._progress.setMaximum(max(total, 1))
        self._progress.setValue(done)
        self._say(report_id, tr("正在打印"), "")

    def show_printed(self, report_id: str, sheets: int) -> None:
        """This paper came out."""
        self._say(report_id, tr("✔ 已打印 {} 张", sheets), "good")

    def show_failed(self, report_id: str, words: str) -> None:
        """This paper did not come out, for this reason."""
        self._say(report_id, tr("✘ 未打印：{}", words), "bad")

    def show_ended(self) -> None:
        """Nothing is printed any more; what was not begun or not finished says so."""
        for line in self._lines.values():
            if line.waits:
                line.say(tr("已停止，没有打完"), "warn")
        self._show_busy(is_busy=False)

    def order(self, printer: QPrinter) -> None:
        """Print what is ticked on this printer."""
        wanted = tuple(self._wanted())
        for report_id in wanted:
            self._lines[report_id].wait()
        self._show_busy(is_busy=True)
        marks = tuple(COPY_MARKS[name] for name, made in self._marks.items() if made)
        self.print_wanted.emit(wanted, printer, marks or ("",))

    def printer(self) -> QPrinter:
        """A printer with the wishes of this panel, before the system's dialogue."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        fit_to(printer, _A4)
        printer.setDuplex(_SIDES[self._sides.value])
        return printer

    def _days(self) -> QVBoxLayout:
        self._earlier = button(tr("前一天"), "day_earlier", picture="chevron-left")
        self._earlier.clicked.connect(lambda: self._go(-1))
        self._later = button(tr("后一天"), "day_later")
        self._later.clicked.connect(lambda: self._go(1))
        self._day_words = label(name="day_shown")
        layout = QVBoxLayout()
        layout.addLayout(row(self._earlier, self._day_words, self._later, stretch=1))
        return layout

    def _wishes(self) -> QFrame:
        titles = {"customer": tr("客户留存"), "utility": tr("供电企业留存")}
        self._copies = Ticks(titles, "day_mark")
        self._copies.toggled.connect(self._toggle_mark)
        self._sides = Segments({"one": tr("单面"), "both": tr("双面")}, "day_sides")
        self._sides.show_value("one")
        self._sides.chosen.connect(lambda value: self._sides.show_value(value or "one"))
        self._choose = button(tr("选打印机"), "day_print_now", primary=True, picture="printer")
        self._choose.clicked.connect(self._ask_printer)
        self._told = label(quiet=True, name="day_told")
        self._progress = QProgressBar()
        self._progress.setFormat(tr("第 %v 张，共 %m 张"))
        self._stop = button(tr("停止"), "day_print_stop")
        self._stop.clicked.connect(self.stop_wanted)
        self._progress.hide()
        self._stop.hide()
        return card(
            label(tr("各打印一份，页边注明："), quiet=True),
            row(self._copies, self._sides, stretch=0),
            self._told,
            row(self._progress, self._stop, self._choose, stretch=0),
        )

    def _go(self, days: int) -> None:
        self.show_day(min(self._day + timedelta(days), self._today), self._today)

    def _fill(self, kept: "dict[str, _Line] | None" = None) -> None:
        before = {key: (line.isChecked(), line.told) for key, line in (kept or {}).items()}
        clear(self._list)
        self._lines = {}
        for each in papers_of_day(self._rows, self._day):
            line = _Line(each)
            ticked, told = before.get(line.value, (each.counts, None))
            line.setChecked(ticked)
            if told is not None:
                line.say(*told)
            line.setEnabled(self._stop.isHidden())
            line.toggled.connect(self._tell)
            self._lines[line.value] = line
            self._list.addWidget(line)
        if not self._lines:
            self._list.addWidget(label(tr("这一天没有出具或签署的报告。"), quiet=True))
        self._tell()

    def _wanted(self) -> list[str]:
        return [key for key, line in self._lines.items() if line.isChecked()]

    def _toggle_mark(self, name: str) -> None:
        self._marks[name] = not self._marks[name]
        self._tell()

    def _tell(self) -> None:
        self._copies.show_values([name for name, made in self._marks.items() if made])
        count = max(sum(self._marks.values()), 1)
        wanted = len(self._wanted())
        self._told.setText(
            tr("选了 {0} 份报告，每份打印 {1} 份，按原尺寸（100 %），不缩放。", wanted, count)
        )
        self._choose.setEnabled(bool(wanted) and self._stop.isHidden())

    def _say(self, report_id: str, words: str, meaning: str) -> None:
        if report_id in self._lines:
            self._lines[report_id].say(words, meaning)

    def _show_busy(self, is_busy: bool) -> None:
        self._progress.setVisible(is_busy)
        self._stop.setVisible(is_busy)
        for part in (self._earlier, self._later, self._copies, *self._lines.values()):
            part.setEnabled(not is_busy)
        self._sides.set_enabled(not is_busy)
        self._tell()
        if not is_busy:
            self._later.setEnabled(self._day < self._today)

    def _ask_printer(self) -> None:
        printer = self.printer()
        dialog = QPrintDialog(printer, self)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, on=False)
        if dialog.exec() == QPrintDialog.DialogCode.Accepted:
            self.order(printer)


class _Line(ValueButton):
    """One paper that can be ticked, with what became of it."""

    def __init__(self, shown: DayRow) -> None:
        report = shown.row.report
        super().__init__(report.id, name=f"day_paper_{report.doc_no}")
        self.setCheckable(True)
        self.setProperty("row", True)
        self.waits = False
        self.told: tuple[str, str] | None = None
        words, meaning = state_of(shown.row)
        self._words = f"{form_name(report.form)} {report.doc_no} {words}"
        self.setAccessibleName(self._words)
        state = Badge("day_paper_state")
        state.say(words, meaning)
        self._end = Badge("day_paper_end")
        self._end.setWordWrap(True)
        self._end.hide()
        self._tick = label()
        title = label(f"{form_name(report.form)}　{shown.row.case.customer.name}")
        along = " ".join(each.doc_no for each in shown.along)
        numbers = tr("{0}，连同 {1}", report.doc_no, along) if along else report.doc_no
        layout = QVBoxLayout()
        layout.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        layout.setSpacing(SPACE // 2)
        layout.addLayout(row(self._tick, title, state, stretch=1))
        layout.addWidget(label(numbers, quiet=True))
        layout.addWidget(self._end)
        self.hold(layout)
        self.toggled.connect(self._show_tick)
        self._show_tick()

    def wait(self) -> None:
        """It is ordered, and nothing has come of it yet."""
        self.say(tr("等待打印"), "")

    def say(self, words: str, meaning: str) -> None:
        """Tell what became of it; without a meaning, it still waits or is being printed."""
        self.waits, self.told = not meaning, (words, meaning)
        self._end.say(words, meaning)
        self._end.show()
        self.setAccessibleName(f"{self._words} {words}")

    def _show_tick(self) -> None:
        picture, colour = ("circle-check", current().accent) if self.isChecked() else ("plus", "")
        self._tick.setPixmap(icon(picture, colour).pixmap(ICON))
