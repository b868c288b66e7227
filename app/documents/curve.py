"""The load curve as vectors: lowest and highest of each column, gaps shaded, the peak marked."""

from array import array
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from math import ceil, floor, isnan, log10
from typing import Final

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from app.clock import CHINA
from app.documents.font import FONT_NAME
from app.documents.page import ACCENT, FAINT_RULE, RULE, WIDTH
from app.documents.text import ALERT, INK, QUIET
from app.domain.day import moment_in_words
from app.domain.load import envelope
from app.domain.paper import PaperCurve
from app.domain.units import plain

_BAND: Final = HexColor(0xBFD7F0)
_GAP: Final = HexColor(0xF3E3C3)
_GUTTER: Final = 12 * mm
_FOOT: Final = 6 * mm
_HEAD: Final = 5 * mm
_COLUMN_PT: Final = 0.6

_STEPS_S: Final = tuple(
    hours * 3600 for hours in (0.25, 0.5, 1, 2, 3, 4, 6, 12, 24, 48, 24 * 7, 24 * 14)
)


class LoadCurve(Flowable):  # type: ignore[misc]
    """One load curve across the page."""

    def __init__(self, curve: PaperCurve, height: float = 62 * mm) -> None:
        super().__init__()
        self._curve = curve
        self.width, self.height = WIDTH, height
        self._values = curve.samples.total_kw
        self._start = curve.samples.start.astimezone(CHINA)
        self._span_s = len(self._values) * curve.samples.interval_s
        self._lows, self._highs = envelope(self._values, max(2, int(self._wide / _COLUMN_PT)))
        low = min((value for value in self._lows if not isnan(value)), default=0.0)
        high = max((value for value in self._highs if not isnan(value)), default=0.0)
        self._step = _round_up((max(high, 0.0) - min(low, 0.0)) / 6)
        self._top = ceil(1.02 * max(high, self._step) / self._step) * self._step
        self._bottom = floor(min(low, 0.0) / self._step) * self._step

    def draw(self) -> None:
        """Put it where the cursor is."""
        canvas = self.canv
        canvas.saveState()
        self._draw_gaps(canvas)
        self._draw_scale(canvas)
        self._draw_times(canvas)
        self._draw_values(canvas)
        self._draw_peak(canvas)
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(0.6)
        canvas.rect(_GUTTER, _FOOT, self._wide, self._tall)
        canvas.restoreState()

    @property
    def _wide(self) -> float:
        return float(self.width - _GUTTER - 2 * mm)

    @property
    def _tall(self) -> float:
        return float(self.height - _FOOT - _HEAD)

    def _x(self, seconds: float) -> float:
        return float(_GUTTER + self._wide * seconds / max(self._span_s, 1))

    def _y(self, kw: float) -> float:
        return float(_FOOT + self._tall * (kw - self._bottom) / (self._top - self._bottom or 1))

    def _seconds(self, moment: datetime) -> float:
        return (moment - self._start).total_seconds()

    def _draw_gaps(self, canvas: Canvas) -> None:
        canvas.setFillColor(_GAP)
        for gap in self._curve.summary.gaps:
            left, right = self._x(self._seconds(gap.start)), self._x(self._seconds(gap.end))
            canvas.rect(left, _FOOT, max(right - left, 0.4), self._tall, stroke=0, fill=1)

    def _draw_scale(self, canvas: Canvas) -> None:
        canvas.setFont(FONT_NAME, 7)
        canvas.setFillColor(QUIET)
        canvas.drawString(0, float(self.height) - _HEAD + 2, "kW")
        for number in range(round((self._top - self._bottom) / self._step) + 1):
            level = self._bottom + number * self._step
            canvas.setStrokeColor(FAINT_RULE)
            canvas.setLineWidth(0.25)
            canvas.line(_GUTTER, self._y(level), _GUTTER + self._wide, self._y(level))
            canvas.drawRightString(_GUTTER - 3, self._y(level) - 2.4, f"{level:.6g}")

    def _draw_times(self, canvas: Canvas) -> None:
        for moment, label in _ticks(self._start, self._span_s):
            x = self._x(self._seconds(moment))
            canvas.setStrokeColor(FAINT_RULE)
            canvas.setLineWidth(0.25)
            canvas.line(x, _FOOT, x, _FOOT + self._tall)
            canvas.setFillColor(QUIET)
            if x < _GUTTER + self._wide - 14:
                canvas.drawString(x + 1.5, _FOOT - 8, label)

    def _draw_values(self, canvas: Canvas) -> None:
        lows, highs = self._lows, self._highs
        width_s = self._span_s / max(len(lows), 1)
        for first, last in _runs(lows):
            xs = [self._x((i + 0.5) * width_s) for i in range(first, last)]
            if last - first == 1:
                xs = [self._x(first * width_s), self._x(last * width_s)]
            low = _stretched(lows[first:last], len(xs))
            high = _stretched(highs[first:last], len(xs))
            self._draw_run(canvas, xs, low, high)

    def _draw_run(
        self, canvas: Canvas, xs: Sequence[float], low: Sequence[float], high: Sequence[float]
    ) -> None:
        band, line = canvas.beginPath(), canvas.beginPath()
        band.moveTo(xs[0], self._y(high[0]))
        line.moveTo(xs[0], self._y(high[0]))
        for x, value in zip(xs[1:], high[1:], strict=True):
            band.lineTo(x, self._y(value))
            line.lineTo(x, self._y(value))
        for x, value in zip(reversed(xs), reversed(low), strict=True):
            band.lineTo(x, self._y(value))
        band.close()
        canvas.setFillColor(_BAND)
        canvas.drawPath(band, stroke=0, fill=1)
        canvas.setStrokeColor(ACCENT)
        canvas.setLineWidth(0.45)
        canvas.setLineJoin(1)
        canvas.drawPath(line, stroke=1, fill=0)

    def _draw_peak(self, canvas: Canvas) -> None:
        summary = self._curve.summary
        middle = self._seconds(summary.peak_at) + summary.interval_s / 2
        x, y = self._x(middle), self._y(float(summary.peak_kw))
        canvas.setFillColor(ALERT)
        canvas.circle(x, y, 1.7, stroke=0, fill=1)
        canvas.setFillColor(INK)
        label = f"最大 {plain(summary.peak_kw)} kW　{moment_in_words(summary.peak_at)}"
        canvas.setFont(FONT_NAME, 7.5)
        above = float(self.height) - _HEAD + 3
        canvas.setStrokeColor(ALERT)
        canvas.setLineWidth(0.4)
        canvas.line(x, y, x, above - 1.5)
        if x > self.width / 2:
            canvas.drawRightString(x + 3, above, label)
        else:
            canvas.drawString(x - 3, above, label)


def _runs(values: Sequence[float]) -> Iterator[tuple[int, int]]:
    """First and one past last of each stretch without a gap."""
    for present, group in groupby(range(len(values)), key=lambda i: not isnan(values[i])):
        if present:
            numbers = list(group)
            yield numbers[0], numbers[-1] + 1


def _stretched(values: "array[float]", count: int) -> list[float]:
    return [values[0]] * count if len(values) == 1 else list(values)


def _round_up(value: float) -> float:
    """The next of 1, 2, 2.5, 5 times a power of ten."""
    if value <= 0:
        return 1.0
    power = 10.0 ** floor(log10(value))
    return next(m * power for m in (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10) if m * power >= value)


def _ticks(start: datetime, span_s: float) -> Iterator[tuple[datetime, str]]:
    """Round moments along the axis with their labels: months of a year, hours of a day."""
    end = start + timedelta(seconds=span_s)
    if span_s > 80 * 86400:
        first = True
        moment = start.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
        while moment < end:
            if moment >= start:
                year_is_new = first or moment.month == 1
                yield moment, f"{moment:%Y-%m}" if year_is_new else f"{moment.month} 月"
                first = False
            moment = (moment + timedelta(days=32)).replace(day=1)
        return
    step = next((s for s in _STEPS_S if span_s / s <= 12), _STEPS_S[-1])
    moment = start.replace(hour=0, minute=0, second=0, microsecond=0)
    while moment < end:
        if moment >= start:
            yield moment, f"{moment:%m-%d}" if step >= 86400 else f"{moment:%H:%M}"
        moment += timedelta(seconds=step)
