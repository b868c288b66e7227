"""How long the page of a report with a load curve takes, against the library's bare line.

Run by hand: `python -m tests.bench.bench_curve [turns]`. A year of minutes. Ours has scale, times,
gaps and peak; beside it the same library draws a line and nothing else: through the lowest and
highest of as many columns (by numpy), and through every point. In turns; medians.
"""

import io
import statistics
import sys
import time
from array import array
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Final

import numpy as np
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, SimpleDocTemplate

from app.clock import CHINA
from app.documents.curve import LoadCurve
from app.documents.text import use_font
from app.domain.load import Samples, summarise
from app.domain.paper import PaperCurve
from tests.app.inspection_papers import a_curve

COUNT: Final = 525_600
WIDTH: Final = A4[0] - 35 * mm
COLUMN_PT: Final = 0.6


def main() -> None:
    """Measure and print."""
    turns = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    curve = a_year()
    ways: dict[str, Callable[[], Flowable]] = {
        "ours": lambda: LoadCurve(curve),
        "thinned": lambda: _Line(curve.samples, thinned=True),
        "every": lambda: _Line(curve.samples, thinned=False),
    }
    took: dict[str, list[float]] = {name: [] for name in ways}
    size = {}
    for _ in range(turns + 1):
        for name, way in ways.items():
            start = time.perf_counter()
            size[name] = len(on_a_page(way()))
            took[name].append((time.perf_counter() - start) * 1000)
    median = {name: statistics.median(told[1:]) for name, told in took.items()}
    for name in ways:
        ratio = median["ours"] / median[name]
        print(
            f"{name:8} {median[name]:7.0f} ms {size[name] / 1000:8.1f} kB   ours / it {ratio:.2f}"
        )


def a_year() -> PaperCurve:
    """Minutes that go up and down with the day, with some noise."""
    noise = np.random.default_rng(11).normal(0, 4, COUNT)
    values = np.round(60 + 40 * np.sin(np.arange(COUNT) / 1440 * 2 * np.pi) + noise, 3)
    start = datetime(2025, 1, 1, tzinfo=CHINA)
    samples = Samples(start, 60, {"p_kw": array("d", values.tobytes())})
    return PaperCurve(replace(a_curve().profile, summary=summarise(samples)), samples)


def on_a_page(flowable: Flowable) -> bytes:
    """It alone, as a file."""
    use_font()
    data = io.BytesIO()
    SimpleDocTemplate(data, pagesize=A4, leftMargin=20 * mm, rightMargin=15 * mm).build([flowable])
    return data.getvalue()


class _Line(Flowable):  # type: ignore[misc]
    """A line and nothing else."""

    def __init__(self, samples: Samples, *, thinned: bool) -> None:
        super().__init__()
        self.width, self.height = WIDTH, 62 * mm
        self._values, self._thinned = np.frombuffer(samples.channels["p_kw"]), thinned

    def draw(self) -> None:
        """Draw it."""
        values, high = self._values, self._values.max()
        if self._thinned:
            columns = np.array_split(values, round(self.width / COLUMN_PT))
            values = np.array([each for one in columns for each in (one.min(), one.max())])
        x = np.arange(len(values)) * self.width / len(values)
        line = self.canv.beginPath()
        line.moveTo(0, 0)
        for at, value in zip(x.tolist(), (values / high * self.height).tolist(), strict=True):
            line.lineTo(at, value)
        self.canv.drawPath(line)


if __name__ == "__main__":
    main()
