"""The supply sketch of a survey, drawn as wide as the page."""

from collections.abc import Sequence

from reportlab.platypus import Flowable

from app.documents.font import FONT_NAME
from app.documents.page import HAIR, RULE, WIDTH
from app.domain.sketch import BOARD, SYMBOLS, Mark, Point


class Sketch(Flowable):  # type: ignore[misc]
    """The supply sketch as wide as the page."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        super().__init__()
        self.width = WIDTH
        self.height = WIDTH * BOARD[1] / BOARD[0]
        self._marks = marks

    def draw(self) -> None:
        """Draw the frame and every mark in it."""
        canvas, scale = self.canv, WIDTH / BOARD[0]
        canvas.saveState()
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(0.9)
        canvas.rect(0, 0, self.width, self.height)
        canvas.setStrokeColor(HAIR)
        canvas.translate(0, self.height)
        canvas.scale(scale, -scale)
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(2.5)
        for mark in self._marks:
            self._draw_mark(mark)
        canvas.restoreState()

    def _draw_mark(self, mark: Mark) -> None:
        at = mark.points[0]
        if mark.kind == "stroke":
            self._polyline(mark.points, Point(0, 0))
        elif mark.kind == "words":
            self._words(mark.text, at)
        else:
            symbol = SYMBOLS[mark.kind]
            for line in symbol.lines:
                self._polyline(line, at)
            for x, y, radius in symbol.circles:
                self.canv.circle(at.x + x, at.y + y, radius)
            self._words(mark.text, Point(at.x, at.y + 52))

    def _polyline(self, points: Sequence[Point], at: Point) -> None:
        path = self.canv.beginPath()
        path.moveTo(at.x + points[0].x, at.y + points[0].y)
        for point in points[1:] or points:
            path.lineTo(at.x + point.x, at.y + point.y)
        self.canv.drawPath(path)

    def _words(self, text: str, at: Point) -> None:
        if not text:
            return
        self.canv.saveState()
        self.canv.translate(at.x, at.y)
        self.canv.scale(1, -1)
        self.canv.setFont(FONT_NAME, 20)
        self.canv.drawCentredString(0, 0, text)
        self.canv.restoreState()
