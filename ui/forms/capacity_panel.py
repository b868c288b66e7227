"""What was applied for beside what is reckoned, measured and there already, as bars and words."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from app.domain.capacity_check import Bar, CapacityCheck, Found, Measured
from app.domain.formulas import CAPACITY_SENTENCES
from app.domain.reckoning import rounded
from app.domain.sheet_paper import BAR_NAMES, SHORT_INTERVAL
from app.domain.units import plain
from ui.forms.reckoning_lines import ReckoningLines
from ui.naming import minute
from ui.parts.value_field import ValueField
from ui.parts.widgets import card, clear, column, label
from ui.theme import SPACE, current, mark
from ui.words import tr


class CapacityBars(QWidget):
    """Capacities as bars from one zero, each with its name and its value."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("capacity_bars")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._bars: tuple[Bar, ...] = ()
        self._unit = ""

    def show_bars(self, bars: tuple[Bar, ...], unit: str) -> None:
        """Show these."""
        self._bars, self._unit = bars, unit
        words = (f"{name} {value}" for name, value in self._words())
        self.setAccessibleName("　".join(words))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """A line a bar."""
        return QSize(320, len(self._bars) * self._step())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint them; the longest leaves room for its value."""
        theme, step = current(), self._step()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = self.fontMetrics()
        words = self._words()
        names = max((metrics.horizontalAdvance(name) for name, _ in words), default=0) + SPACE
        values = max((metrics.horizontalAdvance(value) for _, value in words), default=0) + SPACE
        room = max(self.width() - names - values - SPACE, 10)
        most = max((bar.value for bar in self._bars), default=0)
        for number, (bar, (name, value)) in enumerate(zip(self._bars, words, strict=True)):
            top = number * step
            line = QRectF(0, top, names, step)
            painter.setPen(QColor(theme.text))
            left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.drawText(line, left, name)
            long = room * float(bar.value / most) if most else 0.0
            box = QRectF(names, top + step * 0.18, long, step * 0.64)
            painter.setPen(QPen(QColor(theme.text), 1))
            strong = bar.kind == "asked"
            painter.setBrush(QColor(theme.accent if strong else theme.edge))
            painter.drawRect(box)
            painter.setPen(QColor(theme.text))
            painter.drawText(QRectF(names + long + SPACE, top, values, step), left, value)
        painter.end()

    def _words(self) -> Sequence[tuple[str, str]]:
        return [
            (tr(BAR_NAMES[bar.kind]), f"{plain(rounded(bar.value, 1))} {self._unit}")
            for bar in self._bars
        ]

    def _step(self) -> int:
        return int(self.fontMetrics().height() * 1.7)


class CapacityPanel(QFrame):
    """The comparison, what it says, and the account manager's word for what does not fit.

    Signals:
        explained: a word was said; carries the key of what does not fit, and the word.
    """

    explained = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("capacity")
        self._bars = CapacityBars()
        self._said = column(margin=0)
        self._numbers = ReckoningLines("capacity_numbers")
        self._shown: list[str] | None = None
        self._sentences: dict[str, QLabel] = {}
        self._measured = label("", quiet=True, name="capacity_measured")
        note = label(
            tr("这是按规则得出的核对建议，不是结论；由客户与供电企业依规定确定。"), quiet=True
        )
        layout = column(self, margin=0)
        title = label(tr("申请容量对照"), size=2)
        layout.addWidget(card(title, note, self._bars, self._measured, self._said))
        layout.addWidget(self._numbers)
        self.hide()

    def show_check(
        self, check: CapacityCheck | None, words: Mapping[str, str], *, open_for_change: bool
    ) -> None:
        """Show this comparison; a word that is being typed is left alone."""
        self.setVisible(check is not None)
        if check is None:
            return
        self._bars.show_bars(check.bars, check.unit)
        measured = check.measured
        if measured is None:
            self._measured.setText(tr("没有导入负荷曲线，未与实测比较"))
        else:
            self._measured.setText(_origin(measured))
        self._numbers.show_numbers(check.reckonings)
        kinds = [each.what for each in check.found]
        if kinds != self._shown:
            self._shown = kinds
            self._lay_out(check.found, words, open_for_change=open_for_change)
        for each in check.found:  # what is being typed below them is left alone
            self._sentences[each.what].setText(tr(CAPACITY_SENTENCES[each.what], *each.facts))

    def _lay_out(
        self, found: tuple[Found, ...], words: Mapping[str, str], *, open_for_change: bool
    ) -> None:
        clear(self._said)
        for each in found:
            line = self._sentences[each.what] = label(name=f"said_{each.what}")
            mark(line, warn=not each.fits, good=each.fits)
            self._said.addWidget(line)
            word = words.get(each.key, "")
            if each.fits or not (open_for_change or word):
                continue
            field = ValueField(f"word_{each.key}", tr("说明"))
            field.setPlaceholderText(tr("差异的说明（不影响出具意见单）"))
            field.setText(word)
            field.setReadOnly(not open_for_change)
            field.left.connect(partial(self._leave, each.key, field))
            self._said.addWidget(field)

    def _leave(self, key: str, field: ValueField) -> None:
        if not field.isReadOnly():
            self.explained.emit(key, field.text())


def _origin(measured: Measured) -> str:
    """Where the measured demand is from, and over what stretch it is meant."""
    if measured.ends_at is None:
        said = tr("实测来自 {0}，每 {1} 秒一个值", measured.name, measured.interval_s)
        return f"{said}{tr(SHORT_INTERVAL) if measured.is_peak else ''}"
    return tr(
        "实测来自 {0}：{1} 分钟滑差最大需量，{2} 止",
        measured.name,
        measured.interval_s // 60,
        minute(measured.ends_at),
    )
