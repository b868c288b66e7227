"""A frame of the load plot against pyqtgraph's own downsampling: first paint, pan, zoom.

Run by hand: `python -m tests.bench.bench_plot [turns]`. A year of 1-minute data on three phases.
Ours is the whole plot as the load page shows it; the peers are bare plots of pyqtgraph with the
same curves, axes and grid: its automatic downsampling by peaks, and, where it is installed,
tsdownsample. They are drawn in turns, the first turn is thrown away, and medians are told.
"""

import importlib
import importlib.util
import os
import statistics
import sys
import time
from array import array
from collections.abc import Callable
from datetime import datetime

import numpy as np
import pyqtgraph as pg
from PySide6.QtWidgets import QApplication, QWidget

from app.clock import CHINA
from app.domain.load import LoadSummary, Samples, summarise
from ui.parts.load_plot import LoadPlot
from ui.theme import LIGHT, dress

COUNT = 525_600
STEP_S = 60
START = datetime(2025, 1, 1, tzinfo=CHINA)
BEGIN = START.timestamp()
SPAN = COUNT * STEP_S
SIZE = (1200, 640)
FRAMES = 24
COLOURS = {"a": LIGHT.warn, "b": LIGHT.good, "c": LIGHT.bad}

Show = Callable[[float, float], None]
Plot = tuple[QWidget, Show]


def main() -> None:
    """Measure and print."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    turns = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    dress(application, LIGHT)
    samples = a_year()
    summary = summarise(samples)
    makers = {"ours": lambda: our_plot(samples, summary), "auto": lambda: auto_plot(samples)}
    if importlib.util.find_spec("tsdownsample"):
        makers["tsdownsample"] = lambda: thinned_plot(samples)
    measured: dict[str, list[tuple[float, float, float]]] = {name: [] for name in makers}
    for _ in range(turns + 1):
        for name, make in makers.items():
            measured[name].append(a_turn(make))
    median = {
        name: [statistics.median(column) for column in zip(*turns_of[1:], strict=True)]
        for name, turns_of in measured.items()
    }
    for name, (first, pan, zoom) in median.items():
        print(f"{name:12} first {first:6.1f} ms   pan {pan:5.1f} ms   zoom {zoom:5.1f} ms")
    for peer in list(median)[1:]:
        ratios = [ours / theirs for ours, theirs in zip(median["ours"], median[peer], strict=True)]
        print(f"ours / {peer}: " + "  ".join(f"{ratio:.2f}" for ratio in ratios))


def a_turn(make: Callable[[], Plot]) -> tuple[float, float, float]:
    """Milliseconds of the first paint, and of a frame while panning and while zooming."""
    start = time.perf_counter()
    widget, show = make()
    widget.resize(*SIZE)
    widget.show()
    QApplication.processEvents()
    widget.grab()
    first = time.perf_counter() - start
    pans, zooms = [], []
    for number in range(FRAMES):
        begin = BEGIN + SPAN * (0.1 + 0.01 * number)
        pans.append(a_frame(widget, show, begin, begin + SPAN / 2))
        width = SPAN / 1.25**number
        zooms.append(a_frame(widget, show, BEGIN + SPAN / 3, BEGIN + SPAN / 3 + width * 0.6))
    widget.close()
    widget.deleteLater()
    QApplication.processEvents()
    return first * 1000, statistics.median(pans), statistics.median(zooms)


def a_frame(widget: QWidget, show: Show, first: float, last: float) -> float:
    """Milliseconds until another stretch is drawn."""
    start = time.perf_counter()
    show(first, last)
    widget.grab()
    return (time.perf_counter() - start) * 1000


def a_year() -> Samples:
    """Three phases that go up and down with the day, with noise as meters have it."""
    noise = np.random.default_rng(11)
    base = 60 + 40 * np.sin(np.arange(COUNT) / 1440 * 2 * np.pi)
    channels = {
        f"p_{phase}_kw": array("d", (base * share + noise.normal(0, 4, COUNT)).tobytes())
        for phase, share in (("a", 1.0), ("b", 0.9), ("c", 1.1))
    }
    return Samples(START, STEP_S, channels)


def our_plot(samples: Samples, summary: LoadSummary) -> Plot:
    """The plot of the load page, with three phases shown."""
    plot = LoadPlot()
    plot.resize(*SIZE)
    plot.show_load(samples, summary, tuple(COLOURS))
    return plot, lambda first, last: plot.plot.setXRange(first, last, padding=0)


def auto_plot(samples: Samples) -> Plot:
    """The toolkit's own way."""
    plot = a_bare_plot()
    times = BEGIN + np.arange(COUNT) * STEP_S
    for phase, colour in COLOURS.items():
        values = np.frombuffer(samples.channels[f"p_{phase}_kw"])
        curve = pg.PlotDataItem(times, values, pen=pg.mkPen(colour), connect="finite")
        plot.addItem(curve)
        curve.setDownsampling(auto=True, method="peak")
        curve.setClipToView(True)
    plot.setXRange(BEGIN, BEGIN + SPAN, padding=0)
    return plot, lambda first, last: plot.setXRange(first, last, padding=0)


def thinned_plot(samples: Samples) -> Plot:
    """The toolkit with the fastest downsampler that we know, two points a pixel."""
    plot = a_bare_plot()
    times = BEGIN + np.arange(COUNT) * STEP_S
    pick = importlib.import_module("tsdownsample").MinMaxDownsampler()
    curves = []
    for phase, colour in COLOURS.items():
        curve = pg.PlotCurveItem(pen=pg.mkPen(colour))
        plot.addItem(curve, ignoreBounds=True)
        curves.append((curve, np.frombuffer(samples.channels[f"p_{phase}_kw"])))

    def show(first: float, last: float) -> None:
        begin, end = max(int((first - BEGIN) / STEP_S), 0), min(int((last - BEGIN) / STEP_S), COUNT)
        for curve, values in curves:
            most = 2 * SIZE[0]
            chosen = np.arange(begin, end)
            if end - begin > most:
                chosen = pick.downsample(values[begin:end], n_out=most) + begin
            curve.setData(times[chosen], values[chosen])
        plot.setXRange(first, last, padding=0)

    show(BEGIN, BEGIN + SPAN)
    return plot, show


def a_bare_plot() -> pg.PlotWidget:
    """Axes of dates and a grid."""
    plot = pg.PlotWidget(axisItems={"bottom": pg.DateAxisItem()}, background=LIGHT.card)
    plot.showGrid(x=True, y=True, alpha=0.18)
    plot.setYRange(-20, 140)
    return plot


if __name__ == "__main__":
    main()
