"""A load curve on screen: through time, day over day, by duration; values under the crosshair.

It is loaded by name after the first window is painted, and numpy and pyqtgraph with it.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.analysis.series import Series, power_of
from app.analysis.stretch import stretch_of
from app.clock import CHINA
from app.domain.load import LoadSummary, Samples
from ui.naming import minute
from ui.parts.curve_items import Curve, Days, Shades, extent, faint, thin_pen
from ui.parts.load_series import DayOverlay, LoadSeries, by_duration, load_series, overlay, thinned
from ui.parts.stretch_words import stretch_said
from ui.parts.swatch import channel_colour, swatch
from ui.parts.time_axes import Dates, Hours, clock_of
from ui.parts.touch_plot import TouchPlot
from ui.parts.widgets import Segments, button, label, row
from ui.parts.zoom_row import ZoomRow
from ui.theme import SPACE, current
from ui.words import tr

_DAY_S: Final = 86_400
_AROUND_PEAK_S: Final = 2 * _DAY_S
_LEAST_SAMPLES: Final = 8
_HEADROOM: Final = 1.15
_LEAST_PX: Final = 110


class LoadPlot(QWidget):
    """One load curve. A small one only shows; a large one has views, phases and zoom buttons."""

    def __init__(self, *, small: bool = False) -> None:
        super().__init__()
        self.setObjectName("load_plot")
        self._small = small
        self._readout = label(quiet=True, name="load_readout")
        self._views = Segments(
            {
                "time": tr("按时间"),
                "days": tr("逐日叠加"),
                "duration": tr("持续曲线"),
            },
            "load_view",
        )
        self._views.show_value("time")
        self._views.chosen.connect(self._show_view)
        self._phases: dict[str, Curve] = {}
        self._toggles: dict[str, QPushButton] = {}
        self._toggle_row = row()
        self._layout = QVBoxLayout(self)
        self._choices = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._choices.setSpacing(SPACE)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SPACE)
        self._room = QVBoxLayout()
        if not small:
            self._choices.addWidget(self._views)
            self._choices.addLayout(self._toggle_row, 1)
            self._layout.addLayout(self._choices)
        self._layout.addWidget(self._readout)
        self._layout.addLayout(self._room, 1)
        if not small:
            self._layout.addWidget(self._zoom_row())
        self._plot: TouchPlot | None = None
        self._series: LoadSeries | None = None
        self._summary: LoadSummary | None = None
        self._power: Series | None = None
        self._view = "time"
        self._overlay: DayOverlay | None = None
        self._shown = {"total"}

    @property
    def plot(self) -> TouchPlot:
        """The axes that are shown."""
        assert self._plot is not None
        return self._plot

    def show_load(
        self, samples: Samples, summary: LoadSummary, shown: Sequence[str] = ("total",)
    ) -> None:
        """Draw these channels through time; however far away, their peaks stay visible."""
        self._series, self._summary = load_series(samples), summary
        self._power = power_of(samples)
        self._shown = set(shown)
        self._build_toggles()
        self._views.show_value("time")
        self._show_view("time")

    def clear(self) -> None:
        """Show nothing."""
        self._series = self._summary = None
        self._put(None)
        self._readout.setText("")

    def minimumSizeHint(self) -> QSize:
        """As narrow as its longer row of buttons: side by side they must not widen the window."""
        rows = (self._views.sizeHint().width(), self._toggle_row.sizeHint().width())
        return QSize(_LEAST_PX if self._small else max(rows), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There may be more room, or less."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Views and phases stand side by side where there is room for both."""
        needed = self._views.sizeHint().width() + self._toggle_row.sizeHint().width()
        wide = self.width() > needed + 2 * SPACE
        self._choices.setDirection(
            QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        )

    def read_at(self, x: float) -> None:
        """Put the crosshair at this place and say the values there."""
        if self._series is None or self._plot is None:
            return
        {"time": self._read_time, "days": self._read_day, "duration": self._read_duration}[
            self._view
        ](x)

    def show_peak(self) -> None:
        """Zoom to the days around the peak and say it."""
        assert self._summary is not None
        self.show_moment(self._summary.peak_at)

    def show_moment(self, at: datetime, seconds: float = 0.0) -> None:
        """Zoom to the days around what begins at this moment and lasts so long, and say it."""
        self._show_time()
        x = at.timestamp()
        self.plot.show_around(x, min(_AROUND_PEAK_S, self._length()))
        self.plot.show_span(x, x + seconds)
        self.read_at(x)

    def _show_time(self) -> None:
        if self._view != "time":
            self._views.show_value("time")
            self._show_view("time")

    def _toggle_span(self) -> None:
        """A finger draws a stretch from now on, or reads values again."""
        if self._plot is None:
            return
        if self._span_button.isChecked():
            self._show_time()
            self._readout.setText(tr("在曲线上拖出一段，看这一段的最大、平均、电量和负荷率。"))
        self.plot.show_span(0.0, 0.0)
        self.plot.set_spanning(spanning=self._span_button.isChecked())

    def read_span(self, first: float, last: float) -> None:
        """Say what the stretch between these seconds since 1970 comes to."""
        if self._series is None or self._power is None:
            return
        step = self._series.interval_s
        begin = round((first - self._series.begin) / step)
        end = max(round((last - self._series.begin) / step), begin + 1)
        self._readout.setText(stretch_said(stretch_of(self._power, begin, end)))

    def _zoom_row(self) -> ZoomRow:
        made = ZoomRow("load", self._shift, self._zoom, self._whole)
        made.add("peak", tr("最大负荷"), self.show_peak, said=tr("看最大负荷"))
        self._span_button = made.add("span", tr("选一段"), self._toggle_span)
        self._span_button.setCheckable(True)
        return made

    def _zoom(self, factor: float) -> None:
        if self._plot is not None:
            self._plot.zoom(factor)

    def _shift(self, share: float) -> None:
        if self._plot is not None:
            self._plot.shift(share)

    def _whole(self) -> None:
        if self._plot is not None:
            self._plot.show_whole()

    def _length(self) -> float:
        assert self._series is not None
        return self._series.end - self._series.begin

    def _build_toggles(self) -> None:
        assert self._series is not None
        for old in self._toggles.values():
            old.hide()
            old.deleteLater()
        self._toggles = {}
        if self._small or len(self._series.channels) == 1:
            return
        for name in self._series.channels:
            made = button(self._name(name), f"phase_{name}")
            made.setCheckable(True)
            made.setIcon(swatch(channel_colour(name)))
            made.setChecked(name in self._shown)
            made.clicked.connect(self._switched)
            self._toggle_row.insertWidget(self._toggle_row.count() - 1, made)
            self._toggles[name] = made
        self._arrange()

    def _switched(self) -> None:
        chosen = {name for name, made in self._toggles.items() if made.isChecked()}
        self._shown = chosen or {"total"}  # an empty plot says nothing
        for name, made in self._toggles.items():
            made.setChecked(name in self._shown)
        seen = self._plot.in_view if self._plot is not None and self._view == "time" else None
        self._show_view(self._view)
        if seen is not None:
            self.plot.setXRange(*seen, padding=0)

    def _name(self, channel: str) -> str:
        phases = {"a": tr("A 相"), "b": tr("B 相"), "c": tr("C 相")}
        total = tr("三相合计") if "a" in self._channels else tr("有功")
        return {"total": total, "q": tr("无功")}.get(channel) or phases[channel]

    @property
    def _channels(self) -> dict[str, np.ndarray]:
        return self._series.channels if self._series is not None else {}

    def _show_view(self, view: str) -> None:
        if self._series is None:
            return
        self._view = view or "time"
        if not self._small:
            self._span_button.setChecked(False)
        self._views.show_value(self._view)
        {"time": self._draw_time, "days": self._draw_days, "duration": self._draw_duration}[
            self._view
        ]()
        for name, made in self._toggles.items():
            # Day over day one channel is enough to look at.
            made.setEnabled(self._view != "days" or name == self._first)

    @property
    def _first(self) -> str:
        """The channel that stands for what is shown where there is room for one."""
        return next(name for name in self._channels if name in self._shown)

    def _draw_time(self) -> None:
        assert self._series is not None
        assert self._summary is not None
        series = self._series
        plot = self._new_plot(Dates(utcOffset=-8 * 3600))
        gaps = [(gap.start.timestamp(), gap.end.timestamp()) for gap in self._summary.gaps]
        plot.addItem(Shades(gaps, faint(current().bad, 80)), ignoreBounds=True)
        self._add_curves(plot, series.begin, series.interval_s, series.channels)
        plot.bound((series.begin, series.end), self._room_for(self._ends()), self._least())
        if "total" in self._shown:
            self._mark(self._summary.peak_at.timestamp(), float(self._summary.peak_kw))
        self.read_at(self._summary.peak_at.timestamp())

    def _least(self) -> float:
        assert self._series is not None
        return float(_LEAST_SAMPLES * self._series.interval_s)

    def _draw_days(self) -> None:
        assert self._series is not None
        self._overlay = overlay(self._series, self._first)
        plot = self._new_plot(Hours())
        if self._overlay is None:
            words = tr("不能逐日叠加：时间间隔不能等分一天，或这一项没有数据。")
            self._readout.setText(words)
            plot.bound((0, 24), (0, 1), 1)
            return
        shown = self._overlay
        theme = current()
        rows = [thinned(shown.hours, day) for day in shown.days]
        plot.addItem(
            Days(rows[0][0], [values for _, values in rows],
                 thin_pen(faint(channel_colour(self._first), 70), 1.0))
        )  # fmt: skip
        step = shown.hours[1] - shown.hours[0]
        plot.addItem(Curve(0, step, shown.middle, thin_pen(theme.text, 1.0)))
        peak = shown.days[shown.peak_day]
        plot.addItem(Curve(0, step, peak, thin_pen(theme.bad, 1.0)))
        number = int(np.nanargmax(peak))
        plot.bound((0, 24), self._room_for([extent(shown.days)]), 1)
        self._mark(float(shown.hours[number]), float(peak[number]))
        self.read_at(float(shown.hours[number]))

    def _draw_duration(self) -> None:
        assert self._series is not None
        plot = self._new_plot(Hours(clock=False))
        every = self._series.channels
        ordered = {name: by_duration(every[name]) for name in every if name in self._shown}
        hours = self._series.interval_s / 3600
        self._add_curves(plot, 0, hours, ordered)
        most = max(1, *(len(values) for values in ordered.values())) * hours
        plot.bound((0, most), self._room_for(self._ends()), _LEAST_SAMPLES * hours)
        self.read_at(most / 100)

    def _add_curves(
        self, plot: TouchPlot, begin: float, step: float, channels: dict[str, np.ndarray]
    ) -> None:
        self._phases = {}
        for name, values in channels.items():
            if name in self._shown:
                curve = Curve(begin, step, values, thin_pen(channel_colour(name), 1.0))
                self._phases[name] = curve
                plot.addItem(curve, ignoreBounds=True)

    def _room_for(self, ends: Sequence[tuple[float, float]]) -> tuple[float, float]:
        """From nothing to a little above the highest; below nothing where some is lower."""
        low, high = min(0.0, *(low for low, _ in ends)), max(high for _, high in ends)
        high = high if high > low else low + 1
        return low * _HEADROOM, low + (high - low) * _HEADROOM

    def _ends(self) -> list[tuple[float, float]]:
        return [curve.pyramid.extent for curve in self._phases.values()]

    def _new_plot(self, axis: pg.AxisItem) -> TouchPlot:
        axis.setStyle(textFillLimits=[(0, 0.9)])  # the months fit an upright screen too
        made = TouchPlot(axis, still=self._small)
        made.setMinimumHeight(_LEAST_PX)
        made.setAccessibleName(tr("负荷曲线"))
        unit = "kW / kvar" if "q" in self._shown else "kW"
        made.setLabel("left", unit, color=current().text)
        made.pointed.connect(self.read_at)
        made.spanned.connect(self.read_span)
        self._put(made)
        return made

    def _put(self, plot: TouchPlot | None) -> None:
        old, self._plot = self._plot, plot
        if old is not None:
            self._room.removeWidget(old)
            old.hide()
            old.deleteLater()
        if plot is not None:
            self._room.addWidget(plot)

    def _mark(self, x: float, y: float) -> None:
        theme = current()
        spot = pg.ScatterPlotItem([x], [y], size=11, brush=theme.bad, pen=theme.card)
        side = (0 if x < sum(self.plot.room) / 2 else 1, 1)  # the words stay within the frame
        words = pg.TextItem(tr("最大 {}", _shown_kw(y)), color=theme.bad, anchor=side)
        words.setPos(x, y)
        for item in (spot, words):
            item.setZValue(10)
            self.plot.addItem(item, ignoreBounds=True)

    def _read_time(self, x: float) -> None:
        at = x
        said = []
        for name, curve in self._phases.items():
            at, value = curve.value_at(x)
            said.append(self._told(name, value))
        self._say_at(at, f"{minute(datetime.fromtimestamp(at, CHINA))}　{'　'.join(said)}")

    def _read_day(self, x: float) -> None:
        shown = self._overlay
        if shown is None:
            return
        step = shown.hours[1] - shown.hours[0]
        number = int(np.clip(round(x / step), 0, len(shown.hours) - 1))
        column = shown.days[:, number]
        low, high = extent(column)
        words = tr(
            "{0} 天叠加　{1}　最高 {2}　中位 {3}　最低 {4}　红线为最大负荷日 {5}",
            len(shown.days),
            clock_of(float(shown.hours[number])),
            _shown_kw(high),
            _shown_kw(float(shown.middle[number])),
            _shown_kw(low),
            f"{shown.dates[shown.peak_day]:%Y-%m-%d}",
        )
        self._say_at(float(shown.hours[number]), words)

    def _read_duration(self, x: float) -> None:
        assert self._series is not None
        said = []
        at = x
        for name, curve in self._phases.items():
            at, value = curve.value_at(x)
            said.append(self._told(name, value))
        share = 100 * at / max(self._length() / 3600, 1e-9)
        words = tr("{0} 小时（{1} %）内不低于：{2}", f"{at:,.1f}", f"{share:.1f}", "　".join(said))
        self._say_at(at, words)

    def _told(self, channel: str, value: float) -> str:
        unit = "kvar" if channel == "q" else "kW"
        shown = tr("无数据") if np.isnan(value) else f"{value:,.1f} {unit}"
        return f"{self._name(channel)} {shown}" if len(self._channels) > 1 else shown

    def _say_at(self, x: float, words: str) -> None:
        if not self._small:
            self.plot.point_at(x)
        self._readout.setText(words)


def _shown_kw(value: float) -> str:
    return f"{value:,.1f} kW"
