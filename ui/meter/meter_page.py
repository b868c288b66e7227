"""An instrument to be looked at, for a case: what it shows, and the load record that it kept."""

from datetime import datetime, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from app.clock import CHINA, SystemClock
from app.domain.meter import MeterIdentity
from ui.meter.meter_panel import MeterPanel
from ui.parts.widgets import button, column, entry, label, named, row
from ui.words import tr

_A_DAY = "96"
_MOST_ROWS = 20_000


class MeterPage(QWidget):
    """The page of an instrument.

    Signals:
        record_wanted: what it kept from this time on is wanted; carries the time as the meter's
            clock has it, and how many rows.
        left: the person goes back to the case.
    """

    record_wanted = Signal(object, int)
    left = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self.panel = MeterPanel(self)
        self.panel.closed.connect(self._close)
        self._from = entry("record_from", tr("从何时起，如 2026-11-20 00:00"))
        self._count = entry("record_count", tr("多少点"))
        self._count.setText(_A_DAY)
        self._read = button(tr("读负荷记录"), "record_read", picture="chart-line")
        self._read.clicked.connect(self._want)
        self._told = label(quiet=True, name="record_told")
        self._record = QFrame()
        parts = column(self._record, margin=0)
        parts.addLayout(row(named(self._from), named(self._count), self._read))
        parts.addWidget(self._told)
        self.panel.add_below(self._record)
        self._record.hide()
        layout = column(self)
        layout.addWidget(self.panel, 1)

    def open(self) -> None:
        """Show it, with nothing connected yet."""
        yesterday = SystemClock().now().astimezone(CHINA) - timedelta(days=1)
        self._from.setText(f"{yesterday:%Y-%m-%d} 00:00")
        self._record.hide()
        self.panel.open_for(tr("读电表"))

    def show_connected(self, identity: MeterIdentity) -> None:
        """A meter keeps a load record; an analyser is only looked at."""
        self._record.setVisible(identity.kind == "energy_meter" and bool(identity.serial_no))
        self._say(tr("从电表读出后按负荷文件导入；时间以电表时钟为准。"))

    def show_record_trouble(self, words: str) -> None:
        """There is no load record, and why."""
        self._say("✘ " + words)

    def _want(self) -> None:
        try:
            start = datetime.strptime(self._from.text().strip(), "%Y-%m-%d %H:%M")  # noqa: DTZ007
        except ValueError:
            self._say(tr("✘ 请按 2026-11-20 00:00 的样子填写从何时起。"))
            self._from.setFocus()
            return
        count = self._count.text().strip()
        if not count.isascii() or not count.isdigit() or not 0 < int(count) <= _MOST_ROWS:
            self._say(tr("✘ 点数请填 1 到 {} 的整数。", _MOST_ROWS))
            self._count.setFocus()
            return
        self._say(tr("正在读负荷记录…"))
        self._read.setEnabled(False)
        self.record_wanted.emit(start, int(count))

    def _say(self, words: str) -> None:
        self._told.setText(words)
        self._read.setEnabled(True)

    def _close(self) -> None:
        self.left.emit("")
