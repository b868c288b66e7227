"""One load file from its first lines to its curve: looked at, corrected, read, taken in."""

import importlib
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFileDialog,
    QFrame,
    QProgressBar,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.load import LoadProfile, Samples
from app.domain.load_pictures import Spot
from app.domain.names import SAMPLE_NAMES, STAMP_NAMES
from app.instruments.reading import LoadPreview, LoadReading
from app.views.load_study import StudyPage
from ui.load.layout_panel import LayoutPanel
from ui.load.load_words import load_layout, load_read, load_trouble
from ui.load.preview_table import PreviewTable
from ui.load.study_panel import StudyPanel
from ui.load.study_parts import Spots
from ui.parts.load_facts import LoadFacts
from ui.parts.widgets import (
    Badge,
    Segments,
    ValueButton,
    button,
    card,
    column,
    label,
    row,
    scrolled,
)
from ui.theme import SPACE, target
from ui.words import tr

_SIDES = ("file", "curve", "study")
"""The sides of the page in the order in which they are stacked."""
_FACTS_PX = 320
_WIDE_PX = 1000
_LOWEST_FACTS_PX = 240


class LoadPage(QWidget):
    """The page of one load file, or of a curve that is kept.

    Signals:
        wished: the person wants the file read so; carries the LoadWishes.
        reset_wanted: what was set for files of this kind is to be forgotten.
        cancel_wanted: the reading is to stop.
        again_wanted: it is to be read again.
        accepted: the curve is to be taken in.
        load_chosen: another file was picked.
        meter_wanted: it is to be read from a meter instead.
        left: the person goes back to the case.
        study_wanted: a kept curve is to be analysed; carries the tariff and the nominal kV, "" and
            0 for those of the rules and of the case.
        study_cancelled: that is to stop.
    """

    wished = Signal(object)
    reset_wanted = Signal()
    cancel_wanted = Signal()
    again_wanted = Signal()
    accepted = Signal()
    load_chosen = Signal(Path)
    meter_wanted = Signal()
    left = Signal(str)
    study_wanted = Signal(str, float)
    study_cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self._plot: Any = None
        self._name = label(size=3, name="load_name")
        self._words = label(name="load_words")
        self._remembered = label(tr("按上次设置读取。"), name="load_remembered")
        self._reset = button(tr("恢复自动识别"), "load_reset", picture="undo-2")
        self._reset.clicked.connect(self.reset_wanted)
        self._kept_words = row(self._remembered, self._reset, stretch=0)
        self._state = Badge("load_state")
        self._state.setWordWrap(True)
        as_high_as_its_words = QSizePolicy(
            QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred
        )
        as_high_as_its_words.setHeightForWidth(True)
        self._state.setSizePolicy(as_high_as_its_words)
        self._bar = QProgressBar()
        self._bar.setObjectName("load_progress")
        self._bar.setAccessibleName(tr("读取进度"))
        self._bar.setRange(0, 100)
        self._bar.setMinimumHeight(target() // 2)
        self._cancel = button(tr("停止读取"), "load_cancel", picture="circle-x")
        self._cancel.clicked.connect(self.cancel_wanted)
        self._again = button(tr("重新读取"), "load_again", picture="refresh-cw")
        self._again.clicked.connect(self.again_wanted)
        self._sides = Segments(
            {"file": tr("文件怎么读"), "curve": tr("曲线和数字"), "study": tr("分析")}, "load_side"
        )
        self._sides.chosen.connect(self._turn)
        self._table = PreviewTable()
        self._layout_panel = LayoutPanel()
        self._layout_panel.wished.connect(self.wished)
        self._facts = LoadFacts()
        self._study = StudyPanel()
        self._study.wanted.connect(self.study_wanted)
        self._study.cancel_wanted.connect(self.study_cancelled)
        self._study.spot_picked.connect(self._jump)
        self._spots = Spots("load_spots")
        self._spots.picked.connect(self._jump)
        self._stack = QStackedWidget()
        self._build()

    def begin(self, name: str) -> None:
        """A file was picked; its first lines are on their way."""
        self._name.setText(name)
        self._words.setText("")
        self._table.setRowCount(0)
        self._show_importing(importing=True)
        self._kept_words_shown(shown=False)
        self._turn("file")
        self._layout_panel.setEnabled(False)
        self.begin_reading()

    def begin_reading(self) -> None:
        """It is being looked at; nothing can be taken in until it is read."""
        self._bar.setValue(0)
        self._busy(busy=True)
        self._state.say(tr("正在读取…"))
        self._accept.setEnabled(False)
        self._sides.set_enabled(False)

    def show_preview(self, seen: LoadPreview) -> None:
        """Show the first lines and how they are understood."""
        self._layout_panel.setEnabled(True)
        self._words.setText(load_layout(seen))
        self._kept_words_shown(shown=seen.remembered)
        self._table.show_preview(seen)
        self._layout_panel.show_preview(seen)
        if seen.trouble is not None:
            self._busy(busy=False)
            self._state.say("✘ " + load_trouble(seen.trouble), "bad")
            self._scroll.ensureWidgetVisible(self._layout_panel.asks(seen.trouble.why))

    def show_progress(self, share: float) -> None:
        """So much of it is read."""
        self._bar.setValue(round(share * 100))

    def show_reading(self, reading: LoadReading) -> None:
        """The whole file is read: say what is in it, and let it be taken in."""
        self._busy(busy=False)
        self._state.say(load_read(reading), "warn" if reading.remarks else "good")
        self._layout_panel.show_reading(reading)
        self._facts.show_facts(reading.summary, reading.remarks)
        self._spots.hide()
        self._curve().show_load(reading.samples, reading.summary)
        self._accept.setEnabled(True)
        self._sides.set_enabled(True)

    def show_refusal(self, words: str) -> None:
        """It cannot be read so: the reason stays on the page, the corrections beside it."""
        self._busy(busy=False)
        self._again.show()
        self._state.say("✘ " + words, "bad")
        self._turn("file")

    def show_refused_line(self, seen: LoadPreview, line: int) -> None:
        """Bring the line that is refused into view."""
        self._table.show_preview(seen, line)

    def show_stopped(self) -> None:
        """The person has stopped the reading."""
        self._busy(busy=False)
        self._again.show()
        self._state.say(tr("已停止读取，没有留下任何内容。"), "warn")

    def show_kept(self, load: LoadProfile, samples: Samples) -> None:
        """Show a curve that is kept."""
        self._name.setText(load.source_name)
        kind = tr(SAMPLE_NAMES.get(load.sample_kind, load.sample_kind))
        stamp = tr("时间是{}时刻", tr(STAMP_NAMES.get(load.stamp, load.stamp)))
        meter = tr("表号 {}", load.meter_no) if load.meter_no else ""
        self._about.setText(tr("，").join(filter(None, (meter, kind, stamp))))
        self._show_importing(importing=False)
        self._facts.show_facts(load.summary)
        self._spots.hide()
        self._study.begin()
        self._curve().show_load(samples, load.summary)
        self._turn("curve")

    def show_studying(self, share: float) -> None:
        """So much of the analysis is done."""
        self._study.show_progress(share)

    def show_study(self, page: StudyPage) -> None:
        """The curve is analysed: say what it comes to, and which moments to look at."""
        self._study.show_study(page)
        self._spots.show_spots(page.study.spots, curve=page.load.summary.has_power)

    def show_study_stopped(self) -> None:
        """The person has stopped the analysis."""
        self._study.show_stopped()

    def show_study_refusal(self, words: str) -> None:
        """It cannot be analysed: the reason stays on the page."""
        self._study.show_refusal(words)

    def minimumSizeHint(self) -> QSize:
        """As narrow as an upright screen: curve and numbers side by side must not hold it wide."""
        curve = self._plot.minimumSizeHint().width() if self._plot is not None else 0
        narrow = max(self._head.minimumSizeHint().width(), curve + 4 * SPACE) + 4 * SPACE
        return QSize(narrow, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The numbers stand beside the curve, or below it on an upright screen."""
        super().resizeEvent(event)
        wide = self.width() > _WIDE_PX
        self._curve_side.setDirection(
            QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        )
        self._facts_area.setMinimumWidth(_FACTS_PX if wide else 0)
        self._facts_area.setMaximumWidth(_FACTS_PX if wide else 16_777_215)
        self._facts_area.setMaximumHeight(16_777_215 if wide else 2 * _LOWEST_FACTS_PX)
        self._facts_area.setMinimumHeight(0 if wide else _LOWEST_FACTS_PX)

    def _build(self) -> None:
        self._about = label(quiet=True, name="load_about")
        named = QWidget()
        names = column(named, margin=0)
        names.setSpacing(0)
        names.addWidget(self._name)
        names.addWidget(self._about)
        self._head = card(row(named, self._sides, stretch=0))
        self._told = card(
            self._words,
            self._kept_words,
            row(self._state, self._again, stretch=0),
            row(self._bar, self._cancel, stretch=0),
        )
        file_side, moving = QWidget(), QFrame()
        parts, file_parts = column(moving, margin=0), column(file_side, margin=0)
        parts.addWidget(self._table)
        parts.addWidget(self._layout_panel)
        file_parts.addWidget(self._told)
        self._scroll = scrolled(moving, "load_file_scroll")
        file_parts.addWidget(self._scroll, 1)
        curve_side = QWidget()
        self._curve_side = QBoxLayout(QBoxLayout.Direction.TopToBottom, curve_side)
        self._curve_side.setContentsMargins(0, 0, 0, 0)
        self._curve_side.setSpacing(2 * SPACE)
        self._curve_room = QVBoxLayout()
        numbers = QWidget()
        below = column(numbers, margin=0)
        below.addWidget(self._facts)
        below.addWidget(self._spots)
        self._spots.hide()
        self._facts_area = scrolled(numbers, "load_facts_scroll")
        self._curve_side.addWidget(card(self._curve_room), 1)
        self._curve_side.addWidget(self._facts_area)
        self._stack.addWidget(file_side)
        self._stack.addWidget(curve_side)
        self._stack.addWidget(self._study)
        self._other = button(tr("选别的文件"), "load_other", picture="upload")
        self._other.clicked.connect(self._choose)
        self._meter = button(tr("读电表"), "load_meter", picture="clock")
        self._meter.clicked.connect(self.meter_wanted)
        self._leave = ValueButton("", tr("返回工单"), "load_leave", "chevron-left")
        self._leave.picked.connect(self.left)
        self._accept = button(
            tr("导入这条曲线"), "load_accept", primary=True, picture="circle-check"
        )
        self._accept.clicked.connect(self._taken)
        layout = column(self)
        layout.addWidget(self._head)
        layout.addWidget(self._stack, 1)
        layout.addLayout(row(self._leave, self._other, self._meter, self._accept, stretch=3))

    def _curve(self) -> Any:
        if self._plot is None:
            # By name: the plotting library is loaded when the first curve is wanted.
            plot = importlib.import_module("ui.parts.load_plot")
            self._plot = plot.LoadPlot()
            self._curve_room.addWidget(self._plot)
        return self._plot

    def _turn(self, side: str) -> None:
        side = side or _SIDES[self._stack.currentIndex()]
        self._sides.show_value(side)
        self._stack.setCurrentIndex(_SIDES.index(side))

    def _jump(self, spot: Spot) -> None:
        if self._study.show_trend(spot):
            self._turn("study")
            return
        self._turn("curve")
        self._curve().show_moment(spot.at, spot.seconds)

    def _busy(self, *, busy: bool) -> None:
        self._bar.setVisible(busy)
        self._cancel.setVisible(busy)
        self._again.hide()

    def _show_importing(self, *, importing: bool) -> None:
        self._sides.offer(*(("file", "curve") if importing else ("curve", "study")))
        if not importing:
            self._sides.set_enabled(True)
        self._accept.setVisible(importing)
        self._about.setVisible(not importing)

    def _kept_words_shown(self, *, shown: bool) -> None:
        self._remembered.setVisible(shown)
        self._reset.setVisible(shown)

    def _taken(self) -> None:
        self._accept.setEnabled(False)
        self.accepted.emit()

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self,
            tr("选择负荷数据文件"),
            "",
            tr("表格、录波 (*.csv *.txt *.xlsx *.xls *.cfg *.cff);;所有文件 (*)"),
        )
        if chosen:
            self.load_chosen.emit(Path(chosen))
