"""One picture of an analysis on screen: its sentence, its legend, the plot, what is under a finger.

It is loaded by name, and numpy and pyqtgraph with it.
"""

from datetime import date, datetime, timedelta
from math import isnan
from typing import Any, Final

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QLineF, QRectF, QSize
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.clock import CHINA
from app.domain.load_pictures import Axis, Bar, Cells, Picture
from app.domain.load_words import Part, spoken
from ui.naming import day, minute, titled
from ui.parts.picture_items import (
    SIGNS,
    Gaps,
    PictureBars,
    PictureCells,
    PictureLine,
    colour_of,
    gap_brush,
    pen_of,
    ramp,
)
from ui.parts.swatch import stroke
from ui.parts.time_axes import DayNumbers, Hours, Names, clock_of
from ui.parts.touch_plot import TouchPlot
from ui.parts.widgets import clear, label, row
from ui.parts.zoom_row import ZoomRow
from ui.theme import SPACE, current
from ui.words import tr

_EPOCH: Final = date(1970, 1, 1)
_LEAST_PX: Final = 210
_RAMP_PX: Final = 160
_ABOVE: Final = 1.8
"""So many of their own heights words stand over their point, clear of a curve that falls to it."""
_FEWEST_PLACES: Final = 20
"""Of fewer names all are always seen: there is nothing to zoom."""


def said(part: Part) -> str:
    """Words of a picture in the language of the screens."""
    return spoken(part, tr, day)


class PicturePlot(QWidget):
    """One picture, zoomed and read with a finger."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("picture_plot")
        self._picture: Picture | None = None
        self._plot: TouchPlot | None = None
        self._note = label(name="picture_note")
        self._legend = row()
        self._readout = label(quiet=True, name="picture_readout")
        self._room = QVBoxLayout()
        self._zooms = ZoomRow("picture", self._shift, self._zoom, self._whole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self._note)
        layout.addLayout(self._legend)
        layout.addLayout(self._room, 1)
        layout.addWidget(self._readout)
        layout.addWidget(self._zooms)

    @property
    def plot(self) -> TouchPlot:
        """The axes that are shown."""
        assert self._plot is not None
        return self._plot

    def show_picture(self, picture: Picture) -> None:
        """Draw this one."""
        self._picture = picture
        self.setAccessibleName(said(picture.title))
        self._note.setText("" if picture.note is None else said(picture.note))
        self._note.setVisible(picture.note is not None)
        self._zooms.setVisible(picture.x.scale != "name" or len(picture.bars) > _FEWEST_PLACES)
        self._make_legend(picture)
        plot = self._new_plot(picture)
        room = QRectF(
            picture.x.low,
            picture.y.low,
            picture.x.high - picture.x.low,
            picture.y.high - picture.y.low,
        )
        for item in self._items(picture, room):
            plot.addItem(item, ignoreBounds=True)
        plot.bound(
            (picture.x.low, picture.x.high), (picture.y.low, picture.y.high), _least(picture)
        )
        for mark in picture.marks:
            self._mark(plot, picture.x, mark.x, mark.y, said(mark.said))
        self._readout.setText(self._hint(picture))

    def read_at(self, x: float) -> None:
        """Put the crosshair there and say what stands there."""
        picture = self._picture
        if picture is None:
            return
        self.plot.point_at(x)
        if picture.bars:
            nearest = min(picture.bars, key=lambda bar: abs(bar.at - x))
            self.plot.point_at(nearest.at)
            self._readout.setText(_bar_said(nearest))
        elif picture.cells is not None:
            self._readout.setText(self._day_said(picture, picture.cells, x))
        else:
            told = [f"{said(line.name)} {_value_at(line.x, line.y, x, picture.y.unit)}"
                    for line in picture.lines if line.role not in ("level", "limit")]  # fmt: skip
            self._readout.setText("　".join([_place(picture.x, x), *told]))

    def _items(self, picture: Picture, room: QRectF) -> list[Any]:
        made: list[Any] = [Gaps(picture.gaps, room)] if picture.gaps else []
        if picture.cells is not None:
            made.append(PictureCells(picture.cells, picture.x.low, picture.y.low))
        if picture.bars:
            made.append(PictureBars(picture.bars, room))
        return made + [PictureLine(line) for line in picture.lines]

    def _new_plot(self, picture: Picture) -> TouchPlot:
        bottom = _axis(picture.x)
        left = Hours(side="left") if picture.y.scale == "clock" else None
        made = TouchPlot(bottom, left=left)
        made.setMinimumHeight(_LEAST_PX)
        # What the toolkit thinks it needs would make every page scroll that it stands on.
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        made.setAccessibleName(said(picture.title))
        for side, axis in (("left", picture.y), ("bottom", picture.x)):
            if axis.what and axis.scale == "number":
                made.setLabel(side, titled(axis.what, axis.unit), color=current().text)
        made.getAxis("left").enableAutoSIPrefix(False)  # no thousandths of a per cent
        labelled = bool(picture.x.what) and picture.x.scale == "number"
        # Left to itself the axis makes room for a large font a paint too late: no words at first.
        bottom.setHeight(round(made.fontMetrics().height() * (2.2 if labelled else 1.0)) + SPACE)
        made.pointed.connect(self.read_at)
        old, self._plot = self._plot, made
        if old is not None:
            self._room.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._room.addWidget(made)
        return made

    def _make_legend(self, picture: Picture) -> None:
        clear(self._legend)
        for line in picture.lines:
            piece = QLabel()
            piece.setPixmap(stroke(pen_of(line.role)))
            self._legend.addWidget(piece)
            self._legend.addWidget(_short(said(line.name)))
        if picture.cells is not None:
            low, high = picture.cells.low, picture.cells.high
            for part in (
                _short(f"{low:,.0f}"),
                Ramp(),
                _short(f"{high:,.0f} {picture.cells.unit}"),
            ):
                self._legend.addWidget(part)
        verdicts = {bar.role for bar in picture.bars if bar.role in SIGNS}
        for role, words in _VERDICTS.items():
            if role in verdicts:
                self._legend.addWidget(Patch(colour_of(role)))
                self._legend.addWidget(_short(f"{SIGNS[role]} {tr(words)}"))
        if picture.gaps or (picture.cells is not None and _has_empty(picture.cells)):
            self._legend.addWidget(Patch(current().bad, hatched=True))
            self._legend.addWidget(_short(tr("缺数")))
        self._legend.addStretch(1)

    def _mark(self, plot: TouchPlot, axis: Axis, x: float, y: float, words: str) -> None:
        theme = current()
        spot = pg.ScatterPlotItem([x], [y], size=12, brush=theme.bad, pen=thin(theme.card))
        middle = (axis.low + axis.high) / 2
        top = y > (plot.viewRange()[1][0] + plot.viewRange()[1][1]) / 2
        shown = pg.TextItem(
            words, color=theme.text, fill=theme.card, border=theme.edge,
            anchor=(0 if x < middle else 1, 0 if top else _ABOVE),
        )  # fmt: skip
        shown.setPos(x, y)
        for item in (spot, shown):
            item.setZValue(10)
            plot.addItem(item, ignoreBounds=True)

    def _day_said(self, picture: Picture, cells: Cells, x: float) -> str:
        number = min(max(int(x - picture.x.low), 0), len(cells.columns) - 1)
        hours = cells.columns[number]
        there = [value for value in hours if not isnan(value)]
        shown = day(_EPOCH + timedelta(days=int(picture.x.low) + number))
        if not there:
            return f"{shown}　{tr('无数据')}"
        top = max(range(len(hours)), key=lambda n: -np.inf if isnan(hours[n]) else hours[n])
        told = tr("{0} 起最高 {1} kW，平均 {2} kW", clock_of(top), f"{hours[top]:,.1f}",
                  f"{sum(there) / len(there):,.1f}")  # fmt: skip
        missing = len(hours) - len(there)
        return f"{shown}　{told}" + (f"　{tr('缺 {} 小时', missing)}" if missing else "")

    def _hint(self, picture: Picture) -> str:
        return (
            tr("点一下看数值；两指缩放、移动。")
            if self._zooms.isVisibleTo(self)
            else tr("点一下看数值。")
        )

    def _shift(self, share: float) -> None:
        self.plot.shift(share)

    def _zoom(self, factor: float) -> None:
        self.plot.zoom(factor)

    def _whole(self) -> None:
        self.plot.show_whole()


class Patch(QWidget):
    """A small field of one colour, or hatched as what is missing."""

    def __init__(self, colour: str, *, hatched: bool = False) -> None:
        super().__init__()
        self._colour, self._hatched = colour, hatched
        self.setFixedSize(QSize(22, 16))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        painter = QPainter(self)
        if self._hatched:
            painter.fillRect(self.rect(), gap_brush())
            painter.setPen(QColor(self._colour))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        else:
            painter.fillRect(self.rect(), QColor(self._colour))


class Ramp(QWidget):
    """The colours of the cells from the lowest to the highest."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(QSize(_RAMP_PX, 16))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it, framed: the lowest is near the colour of the page."""
        painter = QPainter(self)
        colours = QLinearGradient(0, 0, self.width(), 0)
        for share in np.linspace(0, 1, 9):
            red, green, blue = (int(part) for part in ramp(np.array(share)))
            colours.setColorAt(float(share), QColor(red, green, blue))
        painter.fillRect(self.rect(), colours)
        painter.setPen(QColor(current().edge))
        painter.drawLine(QLineF(0, self.height() - 1, self.width(), self.height() - 1))


_VERDICTS: Final = {
    "pass": "合格",
    "marginal": "合格，接近限值",
    "fail": "不合格",
    "inconclusive": "不能判定",
}


def thin(colour: str) -> Any:
    """A thin pen of this colour."""
    return pg.mkPen(colour)


def _short(words: str) -> QLabel:
    made = label(words)
    made.setWordWrap(False)
    return made


def _has_empty(cells: Cells) -> bool:
    return any(isnan(value) for column in cells.columns for value in column)


def _axis(axis: Axis) -> pg.AxisItem:
    if axis.scale == "clock":
        return Hours()
    if axis.scale == "day":
        return DayNumbers("bottom")
    if axis.scale == "name":
        return Names([(at, said(name)) for at, name in axis.names])
    return Hours(clock=False) if axis.unit == "h" else pg.AxisItem("bottom")


def _least(picture: Picture) -> float:
    """No less than this of x is ever shown."""
    whole = picture.x.high - picture.x.low
    return min(
        whole,
        {"clock": 2.0, "day": min(5.0, whole / 10), "name": whole}.get(picture.x.scale, whole / 50),
    )


def _place(axis: Axis, x: float) -> str:
    if axis.scale == "clock":
        return clock_of(max(axis.low, min(x, axis.high)))
    if axis.scale == "day":
        return minute(datetime(1970, 1, 1, tzinfo=CHINA) + timedelta(days=x))
    share = 100 * (x - axis.low) / max(axis.high - axis.low, 1e-9)
    return tr("{0} {1}（{2} %）", f"{x:,.1f}", axis.unit, f"{share:.1f}")


def _value_at(xs: tuple[float, ...], ys: tuple[float, ...], x: float, unit: str) -> str:
    """The value of a line at x: of steps the step, of a falling curve the point before."""
    number = min(max(int(np.searchsorted(xs, x, side="right")) - 1, 0), len(ys) - 1)
    value = ys[number]
    return tr("无数据") if isnan(value) else f"{value:,.2f} {unit}".rstrip()


def _bar_said(bar: Bar) -> str:
    words = said(bar.said)
    sign = SIGNS.get(bar.role, "")
    if sign:
        return f"{sign} {words}"
    return f"{said(bar.name)}　{words}"
