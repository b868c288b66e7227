"""What a picture of an analysis is drawn of: lines, bars with their limits, coloured cells.

Lines differ in how they are broken too, bars carry their verdict as a sign: in the sun and to eyes
that see few colours they are told apart.
"""

from collections.abc import Mapping
from typing import Final

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPen

from app.domain.load_pictures import Bar, Cells, Line
from ui.parts.curve_items import PlotItem, thin_pen
from ui.theme import current

_STYLES: Final = {
    "off": Qt.PenStyle.DashLine,
    "holiday": Qt.PenStyle.DotLine,
    "reference": Qt.PenStyle.DashLine,
    "level": Qt.PenStyle.DashDotLine,
    "limit": Qt.PenStyle.DashLine,
}
"""How the line of a role is broken; the others are not."""
SIGNS: Final = {"pass": "✔", "marginal": "△", "fail": "✘", "inconclusive": "?"}
"""What stands before a verdict."""
_BOLD: Final = ("total", "working", "off", "holiday", "mine", "reference", "limit")
_LIMIT_PX: Final = 3.0
_LEAST_BAR_PX: Final = 2.0
_RAMPS: Final[Mapping[str, tuple[str, ...]]] = {
    "light": ("#eef5fb", "#9cc7ea", "#2f83c5", "#0b4f94", "#04213f"),
    "dark": ("#20303f", "#2b5f93", "#4c9be0", "#a9d4ff", "#ffffff"),
    "sunlight": ("#ffffff", "#9fb6d8", "#3f67a8", "#00307a", "#000000"),
}
"""From the lowest to the highest value: each is clearly further from the page than the last."""


def colour_of(role: str) -> str:
    """The colour of a line or bar of this role."""
    theme = current()
    return {
        "off": theme.warn,
        "holiday": theme.good,
        "reference": theme.bad,
        "level": theme.quiet,
        "limit": theme.bad,
        "phase_a": theme.warn,
        "phase_b": theme.good,
        "phase_ab": theme.warn,
        "phase_bc": theme.good,
        "pass": theme.good,
        "marginal": theme.warn,
        "fail": theme.bad,
        "inconclusive": theme.quiet,
        "sharp": theme.bad,
        "peak": theme.warn,
        "flat": theme.quiet,
        "valley": theme.good,
        "deep": theme.good,
    }.get(role, theme.accent)


def pen_of(role: str) -> QPen:
    """The pen of a line of this role."""
    wide = 2.5 if role in _BOLD else 1.5
    pen = thin_pen(colour_of(role), wide * current().stroke ** 0.5)
    pen.setStyle(_STYLES.get(role, Qt.PenStyle.SolidLine))
    return pen


def gap_brush() -> QBrush:
    """Hatching for what was not measured: never to be taken for a colour of the scale."""
    return QBrush(QColor(current().bad), Qt.BrushStyle.BDiagPattern)


class PictureLine(PlotItem):
    """A line of a few hundred points."""

    def __init__(self, line: Line) -> None:
        x, y = np.array(line.x), np.array(line.y)
        self._pen = pen_of(line.role)
        self._path = pg.functions.arrayToQPath(x, y, connect="finite")
        low, high = float(np.nanmin(y)), float(np.nanmax(y))
        super().__init__(QRectF(float(x[0]), low, float(x[-1] - x[0]), max(high - low, 1e-9)))

    def draw(self, painter: QPainter, _view: QRectF, _width_px: int) -> None:
        """Draw it."""
        painter.setPen(self._pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(self._path)


class Gaps(PlotItem):
    """Stretches of x without data, hatched from below to above."""

    def __init__(self, stretches: tuple[tuple[float, float], ...], room: QRectF) -> None:
        self._stretches = stretches
        super().__init__(room)

    def draw(self, painter: QPainter, view: QRectF, _width_px: int) -> None:
        """Hatch them."""
        for begin, end in self._stretches:
            _hatch(painter, QRectF(begin, view.top(), end - begin, view.height()))


class PictureBars(PlotItem):
    """Bars from nothing; the limit of each is a tick across it, and over it is filled otherwise."""

    def __init__(self, bars: tuple[Bar, ...], room: QRectF) -> None:
        self._bars = bars
        super().__init__(room)

    def draw(self, painter: QPainter, view: QRectF, width_px: int) -> None:
        """Draw them."""
        pixel = view.width() / width_px
        for bar in self._bars:
            wide = max(bar.width, _LEAST_BAR_PX * pixel)
            left = bar.at - wide / 2
            painter.fillRect(QRectF(left, 0, wide, bar.value), QColor(colour_of(bar.role)))
            if bar.limit is not None:
                painter.setPen(thin_pen(current().text, _LIMIT_PX))
                reach = max(wide * 0.65, 4 * pixel)
                painter.drawLine(QLineF(bar.at - reach, bar.limit, bar.at + reach, bar.limit))


class PictureCells(PlotItem):
    """Cells by colour; what was not measured is hatched."""

    def __init__(self, cells: Cells, left: float, bottom: float) -> None:
        columns = np.array(cells.columns)
        self._image = _coloured(columns, cells.low, cells.high)
        self._empty = bool(np.isnan(columns).any())
        super().__init__(QRectF(left, bottom, columns.shape[0], columns.shape[1]))

    def draw(self, painter: QPainter, _view: QRectF, _width_px: int) -> None:
        """Draw all of them as one picture."""
        if self._empty:
            _hatch(painter, self._bounds)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)
        painter.drawImage(self._bounds, self._image)


def ramp(share: "np.ndarray") -> "np.ndarray":
    """The colours, shape (…, 3), of these shares between the lowest and the highest."""
    colours = [QColor(name) for name in _RAMPS[current().name]]
    stops = [(each.red(), each.green(), each.blue()) for each in colours]
    places = np.linspace(0, 1, len(stops))
    return np.stack(
        [np.interp(share, places, [stop[n] for stop in stops]) for n in range(3)], axis=-1
    )


def _coloured(columns: "np.ndarray", low: float, high: float) -> QImage:
    share = (columns - low) / max(high - low, 1e-12)
    there = np.isfinite(share)
    pixels = np.zeros((columns.shape[1], columns.shape[0], 4), dtype=np.uint8)
    pixels[..., :3] = np.swapaxes(ramp(np.where(there, share, 0.0)), 0, 1)
    pixels[..., 3] = np.where(there, 255, 0).T
    wide, high_px = columns.shape
    image = QImage(pixels.tobytes(), wide, high_px, 4 * wide, QImage.Format.Format_RGBA8888)
    return image.copy()  # the bytes are ours for the length of this call only


def _hatch(painter: QPainter, room: QRectF) -> None:
    """Hatch a stretch of the plot in pixels of the screen."""
    there = painter.worldTransform()
    painter.save()
    painter.resetTransform()
    painter.setClipRect(painter.window())
    seen = there.mapRect(room)
    faint = QColor(current().bad)
    faint.setAlpha(40)
    painter.fillRect(seen, faint)
    painter.fillRect(seen, gap_brush())
    painter.restore()
