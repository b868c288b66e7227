"""What a plot of load draws: a curve of any length, shades where data is missing, a quiet grid.

Each paints what is in view straight from its arrays: a frame of a year costs that of a day.
"""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from ui.parts.envelope import Pyramid, Series

_THINNEST_SHADE_PX: Final = 3.0
_FEW: Final = 400
"""So few points are drawn bold; a bold zigzag of thousands takes hundreds of times as long."""


class PlotItem(pg.GraphicsObject):  # type: ignore[misc]
    """Something that is drawn anew whenever the view moves."""

    def __init__(self, bounds: QRectF) -> None:
        super().__init__()
        self._bounds = bounds

    def boundingRect(self) -> QRectF:
        """All of it, in the coordinates of the plot."""
        return self._bounds

    def viewRangeChanged(self) -> None:
        """The view has moved."""
        self.update()

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        """Draw what is in view."""
        box = self.getViewBox()
        if box is not None and box.width() >= 1:
            self.draw(painter, box.viewRect(), round(box.width()))

    def draw(self, painter: QPainter, view: QRectF, width_px: int) -> None:
        """Draw what is in this view, so many pixels wide."""
        raise NotImplementedError


class Curve(PlotItem):
    """One series at even steps; however far away, its highest and lowest values are drawn."""

    def __init__(self, begin: float, step: float, values: Series, pen: QPen) -> None:
        self._begin, self._step, self._pen = begin, step, pen
        self._bold = thin_pen(pen.color(), 2 * pen.widthF())
        self.pyramid = Pyramid(values)
        low, high = self.pyramid.extent
        super().__init__(QRectF(begin, low, step * max(len(values), 1), max(high - low, 1e-9)))

    def value_at(self, x: float) -> tuple[float, float]:
        """The place of the sample nearest to x, and its value."""
        values = self.pyramid.values
        if not len(values):
            return x, float("nan")
        number = int(np.clip(round((x - self._begin) / self._step), 0, len(values) - 1))
        return self._begin + number * self._step, float(values[number])

    def draw(self, painter: QPainter, view: QRectF, width_px: int) -> None:
        """Draw the envelope of what is in view."""
        first = int((view.left() - self._begin) // self._step)
        last = int((view.right() - self._begin) // self._step) + 2
        seen = self.pyramid.seen(first, last, width_px)
        if not len(seen.at):
            return
        painter.setPen(self._pen if len(seen.at) > _FEW else self._bold)
        _draw_line(painter, self._begin + seen.at * self._step, seen.values)


class Days(PlotItem):
    """Many days over one another, each a thin line; drawn from one path that is made once."""

    def __init__(self, hours: Series, days: Sequence[Series], pen: QPen) -> None:
        self._pen = pen
        rows = [np.append(day, np.nan) for day in days]
        every = np.concatenate(rows) if rows else np.array([np.nan])
        x = np.tile(np.append(hours, hours[-1]), len(rows)) if rows else np.array([0.0])
        low, high = extent(every)
        self._path: QPainterPath = pg.functions.arrayToQPath(x, every, connect="finite")
        super().__init__(QRectF(0, low, 24, max(high - low, 1e-9)))

    def draw(self, painter: QPainter, _view: QRectF, _width_px: int) -> None:
        """Draw them all."""
        painter.setPen(self._pen)
        painter.drawPath(self._path)


class Shades(PlotItem):
    """Stretches where data is missing; each is seen however short it is."""

    def __init__(self, stretches: Sequence[tuple[float, float]], colour: QColor) -> None:
        self._begins = np.array([begin for begin, _ in stretches])
        self._ends = np.array([end for _, end in stretches])
        self._colour = colour
        super().__init__(QRectF(-1e12, -1e12, 2e12, 2e12))

    def dataBounds(self, _axis: int, **_options: Any) -> tuple[None, None]:
        """It asks for no room of its own."""
        return None, None

    def draw(self, painter: QPainter, view: QRectF, width_px: int) -> None:
        """Shade what is in view; what is nearer than a pixel is one shade."""
        pixel = view.width() / width_px
        seen = (self._ends > view.left()) & (self._begins < view.right())
        begins, ends = self._begins[seen], self._ends[seen]
        if not len(begins):
            return
        ends = np.maximum(ends, begins + _THINNEST_SHADE_PX * pixel)
        reach = np.maximum.accumulate(ends)
        first = np.concatenate(([True], begins[1:] > reach[:-1] + pixel))
        starts = begins[first]
        stops = reach[np.concatenate((first[1:], [True]))]
        for begin, end in zip(starts.tolist(), stops.tolist(), strict=True):
            painter.fillRect(QRectF(begin, view.top(), end - begin, view.height()), self._colour)


class Span(PlotItem):
    """The stretch that a finger has drawn."""

    def __init__(self, colour: QColor) -> None:
        self._colour = colour
        self._ends = (0.0, 0.0)
        super().__init__(QRectF(-1e12, -1e12, 2e12, 2e12))

    def dataBounds(self, _axis: int, **_options: Any) -> tuple[None, None]:
        """It asks for no room of its own."""
        return None, None

    def move(self, first: float, last: float) -> None:
        """Mark this stretch instead."""
        self._ends = (first, last)
        self.update()

    def draw(self, painter: QPainter, view: QRectF, _width_px: int) -> None:
        """Tint it, between two lines."""
        first, last = self._ends
        if last <= first:
            return
        painter.fillRect(QRectF(first, view.top(), last - first, view.height()), self._colour)
        solid = QColor(self._colour)
        solid.setAlpha(255)
        painter.setPen(thin_pen(solid, 2.0))
        for x in (first, last):
            painter.drawLine(QLineF(x, view.top(), x, view.bottom()))


class Grid(PlotItem):
    """Thin lines at the larger marks of both axes: a tenth of the cost of the toolkit's own."""

    def __init__(self, bottom: pg.AxisItem, left: pg.AxisItem, colour: QColor) -> None:
        self._bottom, self._left = bottom, left
        self._pen = thin_pen(colour, 1.0)
        super().__init__(QRectF(-1e12, -1e12, 2e12, 2e12))

    def dataBounds(self, _axis: int, **_options: Any) -> tuple[None, None]:
        """It asks for no room of its own."""
        return None, None

    def draw(self, painter: QPainter, view: QRectF, width_px: int) -> None:
        """Draw the lines in view."""
        box = self.getViewBox()
        painter.setPen(self._pen)
        for x in _marks(self._bottom, view.left(), view.right(), width_px):
            painter.drawLine(QLineF(x, view.top(), x, view.bottom()))
        for y in _marks(self._left, view.top(), view.bottom(), box.height()):
            painter.drawLine(QLineF(view.left(), y, view.right(), y))


def thin_pen(colour: QColor | str, width: float) -> QPen:
    """A pen whose width is of the screen, not of the plot."""
    pen = QPen(QColor(colour), width)
    pen.setCosmetic(True)
    return pen


def extent(values: Series) -> tuple[float, float]:
    """Lowest and highest value; 0 where there is none."""
    present = values[np.isfinite(values)]
    return (float(present.min()), float(present.max())) if len(present) else (0.0, 0.0)


def _marks(axis: pg.AxisItem, low: float, high: float, size: float) -> list[float]:
    levels = axis.tickValues(low, high, size)
    return [float(mark) for _, marks in levels[:2] for mark in marks]


def _draw_line(painter: QPainter, x: Series, y: Series) -> None:
    """A line through the points, broken where one is missing; a lonely point is a dot."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    missing = np.isnan(y)
    if not missing.any():
        painter.drawPolyline(pg.functions.arrayToQPolygonF(x, y))
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(pg.functions.arrayToQPath(x, y, connect="finite"))
    hemmed = np.concatenate(([True], missing, [True]))
    alone = ~missing & hemmed[:-2] & hemmed[2:]
    if alone.any():
        dot = QPen(painter.pen())
        dot.setWidthF(dot.widthF() + 2)
        painter.setPen(dot)
        painter.drawPoints(pg.functions.arrayToQPolygonF(x[alone], y[alone]))


def faint(colour: str, alpha: int) -> QColor:
    """The colour, so much of it that what is below is seen."""
    made = QColor(colour)
    made.setAlpha(alpha)
    return made
