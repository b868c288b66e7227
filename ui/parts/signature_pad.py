"""A pad for a pen, a finger or a mouse; what is drawn is kept as strokes with times."""

from itertools import pairwise

from PySide6.QtCore import QElapsedTimer, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.domain.report import StrokePoint, Strokes
from ui.theme import current
from ui.words import tr


class SignaturePad(QWidget):
    """Where somebody signs.

    Signals:
        drawn: the strokes have changed.
    """

    drawn = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("signature_pad")
        self.setAccessibleName(tr("签字板"))
        self.setMinimumHeight(180)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self._lines: list[list[StrokePoint]] = []
        self._timer = QElapsedTimer()

    @property
    def strokes(self) -> Strokes:
        """What is drawn, in pixels of the pad."""
        lines = tuple(tuple(line) for line in self._lines)
        return Strokes(max(self.width(), 1), max(self.height(), 1), lines)

    def clear(self) -> None:
        """Wipe it."""
        self._lines = []
        self._changed()

    def take_back(self) -> None:
        """Take the last stroke away."""
        self._lines = self._lines[:-1]
        self._changed()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A stroke begins; touch and pen arrive here too."""
        if not self._lines:
            self._timer.start()
        self._lines.append([self._point(event.position())])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The stroke goes on."""
        if self._lines:
            self._lines[-1].append(self._point(event.position()))
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The stroke is done; a mere touch is not one."""
        if self._lines and len(self._lines[-1]) < 2:
            self._lines.pop()
        self._changed()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pad, its line and what is written."""
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.edge), 2))
        painter.setBrush(QColor("#ffffff"))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 10, 10)
        base = int(self.height() * 0.75)
        painter.setPen(QPen(QColor("#9aa5b0"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(24, base, self.width() - 24, base)
        pen = QPen(QColor("#10243c"), 3.2)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for line in self._lines:
            painter.drawPath(_smooth(line))

    def _point(self, position: QPointF) -> StrokePoint:
        x = min(max(round(position.x()), 0), self.width())
        y = min(max(round(position.y()), 0), self.height())
        return StrokePoint(x, y, self._timer.elapsed())

    def _changed(self) -> None:
        self.update()
        self.drawn.emit()


def _smooth(line: list[StrokePoint]) -> QPainterPath:
    path = QPainterPath(QPointF(line[0].x, line[0].y))
    for before, point in pairwise(line):
        middle = QPointF((before.x + point.x) / 2, (before.y + point.y) / 2)
        path.quadTo(QPointF(before.x, before.y), middle)
    path.lineTo(QPointF(line[-1].x, line[-1].y))
    return path
