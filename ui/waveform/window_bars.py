"""One window of ten cycles as bars: the RMS of each phase, and its harmonics.

It is loaded by name, together with the plot of the recording.
"""

from collections.abc import Mapping, Sequence
from math import isnan, nan
from typing import Any, Final

import pyqtgraph as pg
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.domain.waveform import WaveformFindings
from ui.parts.touch_plot import TouchPlot
from ui.parts.widgets import Segments, label
from ui.theme import SPACE, current
from ui.words import tr

_PHASES: Final = "abc"
_BAR: Final = 0.26
_TALL_PX: Final = 230
_HEADROOM: Final = 1.2
_TOP_SHOWN: Final = 25
"""Higher orders are drawn only where there are any worth a look: bars thin as hairs say nothing."""
_WORTH: Final = 0.01
"""Of the highest bar."""


class WindowBars(QWidget):
    """The bars of the window that the crosshair is in."""

    def __init__(self, findings: WaveformFindings) -> None:
        super().__init__()
        self.setObjectName("wave_bars")
        self._found = findings
        self._number = 0
        self._said = label(name="wave_window")
        there = {
            letter: words
            for letter, words in (("u", tr("电压")), ("i", tr("电流")))
            if any(f"{letter}_{phase}_{_unit(letter)}" in findings.windows for phase in _PHASES)
        }
        self._choice = Segments(there, "wave_quantity")
        self._letter = next(iter(there), "u")
        self._choice.show_value(self._letter)
        self._choice.chosen.connect(self._chosen)
        self._choice.setVisible(len(there) > 1)
        self._rms = _Bars(tr("有效值"), {place: name for place, name in enumerate("ABC")})
        self._orders = _Bars(tr("谐波"), {})
        bars = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        bars.setSpacing(SPACE)
        bars.addWidget(self._rms, 1)
        bars.addWidget(self._orders, 3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self._choice)
        layout.addWidget(self._said)
        layout.addLayout(bars)
        self.show_window(0)

    def show_window(self, number: int) -> None:
        """Draw this window."""
        self._number = number
        found, letter = self._found, self._letter
        unit = _unit(letter)
        phases = [p for p in _PHASES if f"{letter}_{p}_{unit}" in found.windows]
        colours = [_colour(phase) for phase in phases]
        rms = [self._value(f"{letter}_{phase}_{unit}") for phase in phases]
        places = [float(_PHASES.index(phase)) for phase in phases]
        self._rms.draw(places, rms, colours, 0.6, unit.upper())
        share = letter == "u"
        kind = "hu_{}_{}_pct" if share else "hi_{}_{}_a"
        heights = {
            phase: [self._value(kind.format(phase, order)) for order in self._every]
            for phase in phases
        }
        last = self._last_worth(heights)
        at, high, painted = [], [], []
        for place, phase in enumerate(phases):
            for order, height in zip(self._every, heights[phase], strict=True):
                if order <= last:
                    at.append(order + (place - (len(phases) - 1) / 2) * _BAR)
                    high.append(height)
                    painted.append(colours[place])
        self._orders.draw(at, high, painted, _BAR, "%" if share else "A")
        self._say(phases, rms, unit.upper())

    def _chosen(self, letter: str) -> None:
        self._letter = letter or self._letter
        self._choice.show_value(self._letter)
        self.show_window(self._number)

    @property
    def _every(self) -> range:
        return range(2, self._found.top_order + 1)

    def _last_worth(self, heights: Mapping[str, Sequence[float]]) -> int:
        most = max((v for values in heights.values() for v in values if not isnan(v)), default=0.0)
        worth = [
            order
            for values in heights.values()
            for order, value in zip(self._every, values, strict=True)
            if value > most * _WORTH
        ]
        return max([_TOP_SHOWN, *worth]) if self._found.top_order >= _TOP_SHOWN else 50

    def _value(self, channel: str) -> float:
        held = self._found.windows.get(channel)
        return float(held[self._number]) if held is not None else nan

    def _say(self, phases: Sequence[str], rms: Sequence[float], unit: str) -> None:
        """In words what the bars show: colour never tells alone."""
        parts = []
        for phase, value in zip(phases, rms, strict=True):
            distortion = self._value(f"thd{self._letter}_{phase}_pct")
            if isnan(value):
                parts.append(tr("{} 相采样不全，不算", phase.upper()))
                continue
            parts.append(
                tr("{0} 相 {1} {2}，总畸变率 {3} %", phase.upper(), f"{value:,.5g}", unit,
                   f"{distortion:.2f}")
            )  # fmt: skip
        self._said.setText(
            tr("第 {0} 窗（共 {1} 窗，每窗 10 周波）：{2}", self._number + 1, self._found.count,
               tr("；").join(parts))
        )  # fmt: skip


class _Bars(TouchPlot):
    """Bars that only show; the page scrolls over them."""

    def __init__(self, title: str, names: Mapping[int, str]) -> None:
        axis = pg.AxisItem("bottom")
        super().__init__(axis, still=True)
        self.setFixedHeight(_TALL_PX)
        self.setAccessibleName(title)
        self._title = title
        if names:
            axis.setTicks([list(names.items())])
        else:
            self.setLabel("bottom", tr("谐波次数"), color=current().text)
        self._bars: Any = None
        self._names = len(names)

    def draw(
        self,
        at: Sequence[float],
        heights: Sequence[float],
        colours: Sequence[str],
        width: float,
        unit: str,
    ) -> None:
        """Draw these bars; what is missing has none."""
        there = [place for place, height in enumerate(heights) if not isnan(height)]
        at, heights = [at[place] for place in there], [heights[place] for place in there]
        colours = [colours[place] for place in there]
        if self._bars is not None:
            self.removeItem(self._bars)
        self._bars = pg.BarGraphItem(
            x=list(at), height=list(heights), width=width, brushes=list(colours), pen=None
        )
        self.addItem(self._bars)
        self.setLabel("left", f"{self._title} {unit}", color=current().text)
        high = max(heights, default=0.0) * _HEADROOM or 1.0
        span = (-0.6, self._names - 0.4) if self._names else (1.4, max(at, default=2.0) + 0.6)
        self.bound(span, (0.0, high), 0.1)


def _unit(letter: str) -> str:
    return "v" if letter == "u" else "a"


def _colour(phase: str) -> str:
    theme = current()
    return {"a": theme.warn, "b": theme.good, "c": theme.bad}[phase]
