"""A plot for fingers: one finger reads values, two zoom and move; wheel, mouse and buttons too."""

from typing import Any, Final

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QNativeGestureEvent, QTouchEvent, QWheelEvent

from ui.parts.curve_items import Grid, Span, thin_pen
from ui.theme import current

_GRID_ALPHA: Final = 110
_SPAN_ALPHA: Final = 70
STEP: Final = 2.0
"""How much a press of a zoom button zooms."""
_TOUCHES: Final = (
    QEvent.Type.TouchBegin,
    QEvent.Type.TouchUpdate,
    QEvent.Type.TouchEnd,
    QEvent.Type.TouchCancel,
)


class TouchPlot(pg.PlotWidget):  # type: ignore[misc]
    """Axes, a grid and a crosshair; only the horizontal axis is zoomed and moved.

    Signals:
        pointed: the crosshair is at this x.
        spanned: a stretch was drawn with a finger; carries both ends, the earlier first.
        moved: what is in view has changed.
    """

    pointed = Signal(float)
    spanned = Signal(float, float)
    moved = Signal()

    _still = True  # events come before we are made

    def __init__(
        self, bottom: pg.AxisItem, *, still: bool = False, left: pg.AxisItem | None = None
    ) -> None:
        theme = current()
        axes = {"bottom": bottom} | ({} if left is None else {"left": left})
        super().__init__(axisItems=axes, background=theme.card)
        self._still = still
        self._held: dict[int, QPointF] = {}
        self._bounds = (0.0, 1.0)
        self._spanning = False
        self._span_from: float | None = None
        self._span: Span | None = None
        self.setFrameShape(pg.QtWidgets.QFrame.Shape.NoFrame)
        left = self.getAxis("left")
        for axis in (bottom, left):
            axis.setPen(theme.quiet)
            axis.setTextPen(theme.text)
            axis.setTickFont(self.font())
            axis.fontMetrics = (
                self.fontMetrics()
            )  # the grid asks for marks before the axis is drawn
        self.setMenuEnabled(False)
        self.hideButtons()
        lines = pg.mkColor(theme.edge)
        lines.setAlpha(_GRID_ALPHA)
        self.addItem(Grid(bottom, left, lines), ignoreBounds=True)
        self._cross = pg.InfiniteLine(angle=90, pen=thin_pen(theme.text, 1.0), movable=False)
        self.addItem(self._cross, ignoreBounds=True)
        self._cross.setZValue(20)
        self._cross.hide()
        box = self.getPlotItem().vb
        box.setMouseEnabled(x=not still, y=False)
        box.sigXRangeChanged.connect(self._range_changed)
        if not still:
            self.viewport().setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def bound(self, x: tuple[float, float], y: tuple[float, float], least: float) -> None:
        """Hold the view to this room, and to no less than `least` of its width; show all of it."""
        self._bounds = x
        box = self.getPlotItem().vb
        box.setLimits(xMin=x[0], xMax=x[1], yMin=y[0], yMax=y[1], minXRange=min(least, x[1] - x[0]))
        self.setRange(xRange=x, yRange=y, padding=0)

    @property
    def room(self) -> tuple[float, float]:
        """All there is to be seen."""
        return self._bounds

    @property
    def in_view(self) -> tuple[float, float]:
        """The stretch that is shown."""
        first, last = self.getPlotItem().vb.viewRange()[0]
        return float(first), float(last)

    @property
    def shows_all(self) -> bool:
        """Whether nothing is outside of the view."""
        first, last = self.in_view
        slack = (self._bounds[1] - self._bounds[0]) * 1e-6
        return first <= self._bounds[0] + slack and last >= self._bounds[1] - slack

    def zoom(self, factor: float, around: float | None = None) -> None:
        """Show so many times less (or, below 1, more), keeping the crosshair where it is seen."""
        first, last = self.in_view
        if around is None:
            cross = self._cross.value()
            seen = self._cross.isVisible() and first < cross < last
            around = cross if seen else (first + last) / 2
        self._show(around - (around - first) / factor, around + (last - around) / factor)

    def shift(self, share: float) -> None:
        """Move on by this share of what is shown."""
        first, last = self.in_view
        by = (last - first) * share
        by = max(self._bounds[0] - first, min(by, self._bounds[1] - last))
        self._show(first + by, last + by)

    def show_whole(self) -> None:
        """Show everything."""
        self._show(*self._bounds)

    def show_around(self, x: float, width: float) -> None:
        """Show a stretch of this width around x."""
        first = max(self._bounds[0], min(x - width / 2, self._bounds[1] - width))
        self._show(first, first + width)

    def point_at(self, x: float) -> None:
        """Put the crosshair there."""
        self._cross.setPos(x)
        self._cross.show()

    def set_spanning(self, *, spanning: bool) -> None:
        """From now on a finger draws a stretch, or reads values and moves the view again."""
        self._spanning, self._span_from = spanning, None
        self.getPlotItem().vb.setMouseEnabled(x=not self._still and not spanning, y=False)

    def show_span(self, first: float, last: float) -> None:
        """Mark this stretch; nothing where both ends are one."""
        if self._span is None:
            tint = pg.mkColor(current().accent)
            tint.setAlpha(_SPAN_ALPHA)
            self._span = Span(tint)
            self.addItem(self._span, ignoreBounds=True)
        self._span.move(first, last)

    def viewportEvent(self, event: QEvent) -> bool:
        """Fingers and track pads come before the mouse that Qt would make of them."""
        if not self._still and isinstance(event, QTouchEvent) and event.type() in _TOUCHES:
            self._touched(event)
            event.accept()
            return True
        if not self._still and isinstance(event, QNativeGestureEvent):
            if event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
                self.zoom(max(1 + event.value(), 0.1), self._x_at(event.position()))
            return True
        return bool(super().viewportEvent(event))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom where the pointer is; a still plot leaves the wheel to the page it stands on."""
        if self._still:
            event.ignore()
            return
        turns = event.angleDelta().y() / 120 or event.angleDelta().x() / 120
        self.zoom(1.25**turns, self._x_at(event.position()))
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The pointer reads values as it goes; a held button moves the view."""
        super().mouseMoveEvent(event)
        if self._spanning and event.buttons():
            self._draw_span(event.position())
        elif not self._still and not event.buttons():
            self._point(event.position())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click reads the value there."""
        super().mousePressEvent(event)
        if self._spanning:
            self._span_from = self._x_at(event.position())
        elif not self._still:
            self._point(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A stretch ends where the button is let go."""
        super().mouseReleaseEvent(event)
        if self._spanning:
            self._end_span(event.position())

    def _draw_span(self, position: QPointF) -> None:
        if self._span_from is not None:
            self.show_span(*self._ends_to(position))

    def _end_span(self, position: QPointF) -> None:
        if self._span_from is not None:
            first, last = self._ends_to(position)
            self._span_from = None
            self.show_span(first, last)
            self.spanned.emit(first, last)

    def _ends_to(self, position: QPointF) -> tuple[float, float]:
        """Both ends of the stretch that is being drawn, within the room."""
        ends = sorted((self._span_from or 0.0, self._x_at(position)))
        low, high = self._bounds
        return max(low, min(ends[0], high)), max(low, min(ends[1], high))

    def _touched(self, event: QTouchEvent) -> None:
        down = {
            point.id(): point.position()
            for point in event.points()
            if point.state() is not pg.QtGui.QEventPoint.State.Released
        }
        before = self._held
        self._held = down
        if self._spanning and len(down) < 2:
            self._span_touched(down, before)
        elif len(down) == 1:
            self._point(next(iter(down.values())))
        elif len(down) >= 2:
            pair = [number for number in down if number in before][:2]
            if len(pair) == 2:
                self._pinch([before[n] for n in pair], [down[n] for n in pair])

    def _span_touched(self, down: dict[int, QPointF], before: dict[int, QPointF]) -> None:
        """One finger draws a stretch; lifted, it ends it. Two fingers zoom as always."""
        if down and not before:
            self._span_from = self._x_at(next(iter(down.values())))
        elif down:
            self._draw_span(next(iter(down.values())))
        elif len(before) == 1:
            self._end_span(next(iter(before.values())))

    def _pinch(self, before: list[QPointF], after: list[QPointF]) -> None:
        """What was under each finger stays under it, as far as one axis can do that."""
        was, now = sorted(p.x() for p in before), sorted(p.x() for p in after)
        first, last = self.in_view
        # Fingers that stand one above the other tell nothing about the width.
        wide = min(was[1] - was[0], now[1] - now[0]) > 20
        factor = (now[1] - now[0]) / (was[1] - was[0]) if wide else 1.0
        held = self._x_at(QPointF(sum(was) / 2, 0))
        width = (last - first) / factor
        box = self.getPlotItem().vb
        middle = sum(now) / 2 - box.sceneBoundingRect().left()
        begin = held - width * middle / max(box.width(), 1)
        begin = max(self._bounds[0], min(begin, self._bounds[1] - width))
        self._show(begin, begin + width)

    def _point(self, position: QPointF) -> None:
        box = self.getPlotItem().vb
        if box.sceneBoundingRect().contains(self.mapToScene(position.toPoint())):
            self.pointed.emit(self._x_at(position))

    def _x_at(self, position: QPointF) -> float:
        box = self.getPlotItem().vb
        return float(box.mapSceneToView(self.mapToScene(position.toPoint())).x())

    def _show(self, first: float, last: float) -> None:
        first, last = max(first, self._bounds[0]), min(last, self._bounds[1])
        self.setXRange(first, last, padding=0)

    def _range_changed(self, *_range: Any) -> None:
        self.moved.emit()
