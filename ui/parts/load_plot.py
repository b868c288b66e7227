"""A load curve on screen: zoom and pan, crosshair with values, peak marked, gaps shaded.

The only file that imports pyqtgraph; it is loaded by name after the first window is painted.
"""

from datetime import datetime

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.clock import CHINA
from app.domain.load import LoadSummary, Samples
from ui.naming import minute
from ui.parts.widgets import label
from ui.theme import SPACE, current
from ui.wording import quantity
from ui.words import tr


class LoadPlot(QWidget):
    """One load curve and, above it, the values under the crosshair."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("load_plot")
        theme = current()
        self._readout = label(quiet=True, name="load_readout")
        axis = _Dates(utcOffset=-8 * 3600)
        axis.setStyle(textFillLimits=[(0, 0.9)])  # the months fit an upright screen too
        self._plot = pg.PlotWidget(axisItems={"bottom": axis}, background=theme.card)
        self._plot.setMinimumHeight(260)
        self._plot.setLabel("left", tr("有功功率 (kW)"), color=theme.text)
        for side in ("left", "bottom"):
            self._plot.getAxis(side).setPen(theme.quiet)
            self._plot.getAxis(side).setTextPen(theme.text)
        self._plot.showGrid(x=True, y=True, alpha=0.18)
        self._plot.setMenuEnabled(False)
        self._cross = pg.InfiniteLine(
            angle=90, pen=pg.mkPen(theme.quiet, style=pg.QtCore.Qt.DashLine)
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE // 2)
        layout.addWidget(self._readout)
        layout.addWidget(self._plot, 1)
        self._times = np.array([])
        self._values = np.array([])
        self._plot.scene().sigMouseMoved.connect(self._moved)

    def show_load(self, samples: Samples, summary: LoadSummary) -> None:
        """Draw this curve; however far away, its peak stays visible."""
        theme = current()
        self._plot.clear()
        self._values = np.frombuffer(samples.total_kw, dtype=float)
        begin = samples.start.timestamp()
        self._times = begin + np.arange(len(self._values)) * samples.interval_s
        curve = pg.PlotDataItem(
            self._times, self._values, pen=pg.mkPen(theme.accent, width=1.3), connect="finite"
        )
        for gap in summary.gaps:
            region = pg.LinearRegionItem(
                (gap.start.timestamp(), gap.end.timestamp()), movable=False,
                brush=_faint(theme.bad, 70), pen=pg.mkPen(None),
            )  # fmt: skip
            self._plot.addItem(region)
        self._plot.addItem(curve)
        # "peak" keeps the highest and lowest of each stretch; averaging would hide the maximum.
        curve.setDownsampling(auto=True, method="peak")
        curve.setClipToView(True)
        self._mark_peak(summary)
        self._plot.addItem(self._cross, ignoreBounds=True)
        low, high = self._times[0], self._times[-1]
        peak = float(summary.peak_kw)
        self._plot.setLimits(xMin=low, xMax=high, yMin=min(0, peak), yMax=peak * 1.3)
        self._plot.setRange(xRange=(low, high), yRange=(0, peak * 1.15), padding=0)
        self._say(summary.peak_at, peak)

    def _mark_peak(self, summary: LoadSummary) -> None:
        theme = current()
        peak, at = float(summary.peak_kw), summary.peak_at.timestamp()
        spot = pg.ScatterPlotItem([at], [peak], size=11, brush=theme.bad, pen=theme.card)
        words = pg.TextItem(
            tr("最大 {}", quantity(summary.peak_kw, "kW")),
            color=theme.bad,
            anchor=(0, 1),
        )
        words.setPos(at, peak)
        self._plot.addItem(spot)
        self._plot.addItem(words)

    def _moved(self, position: QPointF) -> None:
        if not len(self._times) or not self._plot.sceneBoundingRect().contains(position):
            return
        x = self._plot.getPlotItem().vb.mapSceneToView(position).x()
        number = int(np.clip(np.searchsorted(self._times, x), 0, len(self._times) - 1))
        self._cross.setPos(self._times[number])
        moment = datetime.fromtimestamp(self._times[number], CHINA)
        self._say(moment, float(self._values[number]))

    def _say(self, moment: datetime, value: float) -> None:
        shown = tr("无数据") if np.isnan(value) else f"{value:.1f} kW"
        self._readout.setText(f"{minute(moment)}　{shown}")


class _Dates(pg.DateAxisItem):  # type: ignore[misc]
    """The time axis, in the words of our own language."""

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        """Year, month, day or time of day, by how far apart the marks are."""
        return [_mark(datetime.fromtimestamp(value, CHINA), spacing) for value in values]


def _mark(moment: datetime, spacing: float) -> str:
    if spacing < 86_400:
        return f"{moment:%H:%M}"
    if spacing < 28 * 86_400:
        return tr("{0}月{1}日", moment.month, moment.day)
    return tr("{}年", moment.year) if moment.month == 1 else tr("{}月", moment.month)


def _faint(colour: str, alpha: int) -> QColor:
    faint = QColor(colour)
    faint.setAlpha(alpha)
    return faint
