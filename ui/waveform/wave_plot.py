"""The channels of a recording one above another, with crosshair, gaps and the moment of trigger.

It is loaded by name when the first recording is drawn, and numpy and pyqtgraph with it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.waveform import Stretch, Trace
from app.instruments.waveform_apart import WaveformReading
from ui.parts.curve_items import Curve, Shades, extent, thin_pen
from ui.parts.envelope import Series
from ui.parts.touch_plot import STEP, TouchPlot
from ui.parts.widgets import Segments, button, label, row
from ui.theme import SPACE, current
from ui.words import tr

_LANE_PX: Final = 76
_AXIS_PX: Final = 44
_REACH: Final = 0.45
"""So much of a lane a channel rises to either side of its middle."""
_LEAST_SAMPLES: Final = 8
_PHASED: Final = "phases"
_EVERY: Final = "all"
_MOST_READ: Final = 8
"""So many values at most are said beside the crosshair."""


@dataclass(frozen=True)
class _Lane:
    """One channel: its curves are scaled to the lane, its values are what they are."""

    trace: Trace
    curves: tuple[Curve, ...]
    scale: float

    def said_at(self, x: float) -> str:
        """Its value there."""
        for curve in self.curves:
            bounds = curve.boundingRect()
            if bounds.left() <= x <= bounds.right():
                value = curve.value_at(x)[1] / self.scale
                told = "—" if np.isnan(value) else f"{value:,.5g}"
                return f"{self.trace.name} {told} {self.trace.unit}".strip()
        return f"{self.trace.name} —"


class WavePlot(QWidget):
    """One recording through time.

    Signals:
        window_pointed: the crosshair is in another window of ten cycles; carries its number.
    """

    window_pointed = Signal(int)

    def __init__(self, reading: WaveformReading) -> None:
        super().__init__()
        self.setObjectName("wave_plot")
        self._reading = reading
        recording = reading.recording
        after = (recording.trigger - recording.start).total_seconds()
        self._triggered = 0 <= after <= recording.seconds
        self._zero = after if self._triggered else 0.0
        self._window = -1
        self._lanes: tuple[_Lane, ...] = ()
        self._region: Any = None
        phased = [trace for trace in reading.traces if trace.name in reading.phases.values()]
        self._phased = tuple(phased)
        self._readout = label(quiet=True, name="wave_readout")
        choices = {
            _PHASED: tr("各相"),
            _EVERY: tr("全部 {} 路", len(reading.traces)),
        }
        self._choice = Segments(choices, "wave_shown")
        self._choice.show_value(_PHASED)
        self._choice.chosen.connect(self._show_lanes)
        self._choice.setVisible(0 < len(phased) < len(reading.traces))
        self._legend = label(quiet=True, name="wave_legend")
        self._room = QVBoxLayout()
        self._plot: TouchPlot | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self._choice)
        layout.addWidget(self._readout)
        layout.addLayout(self._room)
        layout.addWidget(self._legend)
        layout.addLayout(row(*self._buttons()))
        self._show_lanes(_PHASED)

    @property
    def plot(self) -> TouchPlot:
        """The axes that are shown."""
        assert self._plot is not None
        return self._plot

    @property
    def chosen_window(self) -> int:
        """The number of the window that the crosshair is in."""
        return max(self._window, 0)

    def read_at(self, x: float) -> None:
        """Put the crosshair there, say the values, and choose the window that it is in."""
        self.plot.point_at(x)
        told = [lane.said_at(x) for lane in self._lanes[:_MOST_READ]]
        where = tr("距触发 {}", time_said(x)) if self._triggered else time_said(x)
        self._readout.setText("　".join([where, *told]))
        found = self._reading.findings
        if not found.count:
            return
        number = int((x - self._first_window) // found.window_s)
        self.choose(max(0, min(number, found.count - 1)))

    def choose(self, number: int) -> None:
        """Mark this window."""
        begin = self._first_window + number * self._reading.findings.window_s
        self._region.setRegion((begin, begin + self._reading.findings.window_s))
        if number != self._window:
            self._window = number
            self.window_pointed.emit(number)

    @property
    def _first_window(self) -> float:
        began = self._reading.findings.start - self._reading.recording.start
        return began.total_seconds() - self._zero

    def _show_lanes(self, which: str) -> None:
        which = which or _PHASED
        self._choice.show_value(which)
        every = which == _EVERY or not self._phased
        traces = self._reading.traces if every else self._phased
        plot = self._new_plot(traces)
        missing = False
        for number, trace in enumerate(traces):
            gaps = self._gaps_of(trace)
            missing = missing or bool(gaps)
            plot.addItem(_LaneGaps(gaps, -number), ignoreBounds=True)
        self._add_window(plot)
        peaks = _peaks(traces)
        self._lanes = tuple(
            self._lane(plot, trace, -number, peaks[trace.unit])
            for number, trace in enumerate(traces)
        )
        begin, end = -self._zero, self._reading.recording.seconds - self._zero
        steps = [stretch.step_s for trace in traces for stretch in trace.stretches]
        plot.bound((begin, end), (0.5 - len(traces), 0.5), _LEAST_SAMPLES * max(steps, default=1.0))
        if self._triggered:
            self._mark_trigger(plot)
        self._explain(missing=missing)
        self.read_at(0.0 if self._triggered else begin)

    def _explain(self, *, missing: bool) -> None:
        """What the shades and the dashed line mean: colour never tells alone."""
        parts = [tr("同一单位的各路按同一比例画")]
        if self._reading.findings.count:
            parts.append(tr("框住的是十字线所在的 10 周波窗"))
        if self._triggered:
            parts.append(tr("虚线是触发时刻"))
        if missing:
            parts.append(tr("涂红处没有采样"))
        self._legend.setText(tr("{}。", tr("；").join(parts)))

    def _new_plot(self, traces: Sequence[Trace]) -> TouchPlot:
        axis = Moments()
        made = TouchPlot(axis)
        made.setFixedHeight(_LANE_PX * len(traces) + _AXIS_PX)
        made.setAccessibleName(tr("录波曲线"))
        left = made.getAxis("left")
        left.setTicks([[(-number, trace.name) for number, trace in enumerate(traces)]])
        left.setTickSpacing(1, 1)
        made.pointed.connect(self.read_at)
        old, self._plot = self._plot, made
        if old is not None:
            self._room.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._room.addWidget(made)
        return made

    def _lane(self, plot: TouchPlot, trace: Trace, middle: float, peak: float) -> _Lane:
        scale = _REACH / peak
        pen = thin_pen(_colour(self._phase_of(trace)), 1.0)
        curves = []
        for stretch in trace.stretches:
            if len(stretch.values):
                values = _values(stretch) * scale
                curve = Curve(stretch.begin_s - self._zero, stretch.step_s, values, pen)
                curve.setPos(0, middle)
                curves.append(curve)
                plot.addItem(curve, ignoreBounds=True)
        return _Lane(trace, tuple(curves), scale)

    def _phase_of(self, trace: Trace) -> str:
        named = {name: phase[-1] for phase, name in self._reading.phases.items()}
        return named.get(trace.name, "")

    def _gaps_of(self, trace: Trace) -> list[tuple[float, float]]:
        found = []
        for stretch in trace.stretches:
            missing = np.concatenate(([False], np.isnan(_values(stretch)), [False]))
            edges = np.flatnonzero(np.diff(missing.astype(np.int8)))
            begin = stretch.begin_s - self._zero
            times = begin + edges * stretch.step_s
            found += list(zip(times[::2].tolist(), times[1::2].tolist(), strict=True))
        return found

    def _add_window(self, plot: TouchPlot) -> None:
        edge = thin_pen(current().accent, 1.0)
        self._region = pg.LinearRegionItem(
            brush=_faint(current().accent, 36), pen=edge, movable=False
        )
        self._region.setVisible(self._reading.findings.count > 0)
        plot.addItem(self._region, ignoreBounds=True)

    def _mark_trigger(self, plot: TouchPlot) -> None:
        pen = thin_pen(current().bad, 2.0)
        pen.setStyle(Qt.PenStyle.DashLine)
        words = {"position": 0.97, "color": current().bad, "fill": current().card}
        line = pg.InfiniteLine(0.0, angle=90, pen=pen, label=tr("触发"), labelOpts=words)
        line.setZValue(15)
        plot.addItem(line, ignoreBounds=True)

    def _buttons(self) -> list[QWidget]:
        made: list[QWidget] = []
        for name, words, said, press in (
            ("wave_left", "◀", tr("向前移动"), lambda: self.plot.shift(-0.5)),
            ("wave_right", "▶", tr("向后移动"), lambda: self.plot.shift(0.5)),
            ("wave_in", "+", tr("放大"), lambda: self.plot.zoom(STEP)),
            ("wave_out", "−", tr("缩小"), lambda: self.plot.zoom(1 / STEP)),
            ("wave_whole", tr("全部"), tr("看全部"), lambda: self.plot.show_whole()),
        ):
            pressed = button(words, name)
            pressed.setAccessibleName(said)
            pressed.setMinimumWidth(64)
            pressed.clicked.connect(press)
            made.append(pressed)
        return made


class _LaneGaps(Shades):
    """Where a channel has no samples, in its own lane."""

    def __init__(self, stretches: Sequence[tuple[float, float]], middle: float) -> None:
        super().__init__(stretches, _faint(current().bad, 80))
        self._middle = middle

    def draw(self, painter: QPainter, view: QRectF, width_px: int) -> None:
        """Shade what is in view."""
        lane = QRectF(view.left(), self._middle - 0.5, view.width(), 1.0)
        super().draw(painter, lane, width_px)


class Moments(pg.AxisItem):  # type: ignore[misc]
    """Seconds before and after the trigger."""

    def __init__(self) -> None:
        super().__init__("bottom")

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        """In seconds, or in milliseconds where the marks are near each other."""
        return [time_said(value, spacing) for value in values]


def time_said(seconds: float, spacing: float = 0.0) -> str:
    """So many seconds, or milliseconds, as one would read them off."""
    if spacing >= 0.1:
        return f"{seconds:.1f} s"
    return f"{seconds * 1000:,.0f} ms" if spacing >= 0.001 else f"{seconds * 1000:,.2f} ms"


def _values(stretch: Stretch) -> Series:
    return np.frombuffer(stretch.values, dtype=np.float32).astype(np.float64)


def _peaks(traces: Sequence[Trace]) -> dict[str, float]:
    """The largest value of each unit: channels of one are drawn to one scale."""
    peaks: dict[str, float] = {}
    for trace in traces:
        ends = [extent(_values(each)) for each in trace.stretches]
        largest = max((max(-low, high) for low, high in ends), default=0.0)
        peaks[trace.unit] = max(peaks.get(trace.unit, 0.0), largest)
    return {unit: peak or 1.0 for unit, peak in peaks.items()}


def _colour(phase: str) -> str:
    theme = current()
    return {"a": theme.warn, "b": theme.good, "c": theme.bad}.get(phase, theme.accent)


def _faint(colour: str, alpha: int) -> QColor:
    made = QColor(colour)
    made.setAlpha(alpha)
    return made
