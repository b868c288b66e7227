"""The board on which the supply sketch is drawn: a pen, symbols, words, and a way back."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from app.domain.entry import Entry, FormRow
from app.domain.sketch import BOARD, SYMBOLS, Mark, Point, marks_of
from ui.parts.widgets import Segments, button, column, entry, label, row
from ui.theme import current
from ui.words import tr

_PEN = "stroke"
_WORDS = "words"
_APART = 3.0
"""Points of a stroke nearer than this say nothing new."""


class _Paper(QWidget):
    """Where one draws.

    Signals:
        touched: the person put a symbol or words here.
        stroke: the person drew this.
    """

    touched = Signal(object)
    stroke = Signal(tuple)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sketch_paper")
        self.setCursor(Qt.CursorShape.CrossCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.marks: tuple[Mark, ...] = ()
        self.pen = True
        self.frozen = False
        self._line: list[Point] = []

    def sizeHint(self) -> QSize:
        """A board as wide as it likes."""
        return QSize(720, self.heightForWidth(720))

    def hasHeightForWidth(self) -> bool:
        """It keeps its shape."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as its shape asks."""
        return width * BOARD[1] // BOARD[0]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A stroke begins, or a symbol is put here; touch and pen arrive here too."""
        if self.frozen:
            return
        at = self._point(event.position())
        if self.pen:
            self._line = [at]
        else:
            self.touched.emit(at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The stroke goes on."""
        if not self._line:
            return
        at, last = self._point(event.position()), self._line[-1]
        if abs(at.x - last.x) + abs(at.y - last.y) >= _APART:
            self._line.append(at)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The stroke is done; a mere touch is not one."""
        line, self._line = self._line, []
        if len(line) > 1:
            self.stroke.emit(tuple(line))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the board."""
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(theme.card))
        painter.setPen(QPen(QColor(theme.edge), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.scale(self._scale, self._scale)
        painter.setPen(QPen(QColor(theme.text), 3, c=Qt.PenCapStyle.RoundCap))
        font = painter.font()
        font.setPixelSize(22)
        painter.setFont(font)
        for mark in self.marks:
            _paint(painter, mark)
        if self._line:
            painter.drawPolyline(QPolygonF([QPointF(*point) for point in self._line]))

    @property
    def _scale(self) -> float:
        return max(self.width(), 1) / BOARD[0]

    def _point(self, at: QPointF) -> Point:
        x, y = at.x() / self._scale, at.y() / self._scale
        return Point(min(max(x, 0.0), BOARD[0]), min(max(y, 0.0), BOARD[1]))


def _paint(painter: QPainter, mark: Mark) -> None:
    at = mark.points[0]
    if mark.kind == _PEN:
        painter.drawPolyline(QPolygonF([QPointF(*point) for point in mark.points]))
        return
    below = QRectF(at.x - 160, at.y - 14, 320, 28)
    if symbol := SYMBOLS.get(mark.kind):
        for line in symbol.lines:
            painter.drawPolyline(QPolygonF([QPointF(at.x + x, at.y + y) for x, y in line]))
        for x, y, radius in symbol.circles:
            painter.drawEllipse(QPointF(at.x + x, at.y + y), radius, radius)
        below.translate(0, 42)
    painter.drawText(below, Qt.AlignmentFlag.AlignCenter, mark.text)


class SketchBoard(QFrame):
    """The sketch of a survey with its tools.

    Signals:
        kept: a mark is to be kept, as a row of the form.
        removed: a mark is to be taken away.
    """

    kept = Signal(object)
    removed = Signal(object)

    def __init__(self, shown: Entry, new_id: Callable[[], str]) -> None:
        super().__init__()
        self._new_id = new_id
        self.paper = _Paper()
        self.paper.touched.connect(self._put)
        self.paper.stroke.connect(self._drawn)
        choices = {_PEN: tr("画笔"), _WORDS: tr("文字")}
        choices |= {code: tr(symbol.zh) for code, symbol in SYMBOLS.items()}
        half = dict(list(choices.items())[:4]), dict(list(choices.items())[4:])
        self._tools = [Segments(part, "sketch_tool") for part in half]
        for number, tools in enumerate(self._tools):
            tools.chosen.connect(lambda value, n=number: self._choose(n, value))
        self._tools[0].show_value(_PEN)
        self._tool = _PEN
        self._text = entry("sketch_text", tr("名称或文字，如 1号变压器 630 kVA"))
        self._back = button(tr("撤回一笔"), "sketch_undo", picture="undo-2")
        self._back.clicked.connect(self._take_back)
        hint = tr("选工具，再在图板上画线或点放；放符号前可先写名称。")
        layout = column(self, margin=0)
        layout.addWidget(label(hint, quiet=True))
        for tools in self._tools:
            layout.addWidget(tools)
        layout.addLayout(row(self._text, self._back, stretch=0))
        layout.addWidget(self.paper)
        self.show_entry(shown)

    def show_entry(self, shown: Entry) -> None:
        """Show what is drawn."""
        self.paper.marks = marks_of(shown.rows)
        self._back.setEnabled(bool(self.paper.marks) and not self.paper.frozen)
        self.paper.update()

    def keep_now(self) -> None:
        """Nothing waits: each mark is kept when it is drawn."""

    def freeze(self) -> None:
        """It is recorded: nothing can be changed any more."""
        self.paper.frozen = True
        self._back.setEnabled(False)
        for tools in self._tools:
            tools.set_enabled(False)

    def _choose(self, number: int, value: str) -> None:
        self._tools[1 - number].show_value("")
        self._tools[number].show_value(value or _PEN if not number else value)
        self._tool = value or _PEN
        self.paper.pen = self._tool == _PEN

    def _put(self, at: Point) -> None:
        text = self._text.text().strip()
        if self._tool == _WORDS and not text:
            self._text.setFocus()
            return
        self._keep(Mark(self._new_id(), self._tool, (at,), text))
        self._text.clear()

    def _drawn(self, points: tuple[Point, ...]) -> None:
        self._keep(Mark(self._new_id(), _PEN, points))

    def _keep(self, mark: Mark) -> None:
        self.kept.emit(mark.row())

    def _take_back(self) -> None:
        if self.paper.marks:
            last: FormRow = self.paper.marks[-1].row()
            self.removed.emit(last)
