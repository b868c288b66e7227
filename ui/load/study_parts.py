"""Pieces of the analysis page: the large numbers, the worst moments, quality beside its limits."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QLineF, QRectF, QSize, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from app.domain.load_headline import Headline
from app.domain.load_pictures import Bar, Spot
from app.domain.load_words import Part, spoken
from app.domain.quality_findings import Finding, Quantity
from app.domain.quality_words import FINDING_NAMES, WHY_NAMES, limit_said, value_said
from ui.naming import day, minute, told
from ui.parts.widgets import Badge, ValueButton, clear, column, label
from ui.theme import SPACE, current, headline, target
from ui.words import tr

_TILE_PX = 250
_SIGNS = {"pass": "✔", "marginal": "△", "fail": "✘", "inconclusive": "?"}
_MEANINGS = {"pass": "good", "marginal": "warn", "fail": "bad", "inconclusive": ""}
_FULL = 100.0


def said(part: Part) -> str:
    """A template with its values in the language of the screens."""
    return spoken(part, tr, _when)


def _when(at: object) -> str:
    return minute(at) if isinstance(at, datetime) else day(at)  # type: ignore[arg-type]


class Tiles(QWidget):
    """Large numbers, as many side by side as there is room for."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(SPACE)
        self._tiles: list[QFrame] = []
        self._columns = 0

    def show_numbers(self, numbers: Sequence[Headline]) -> None:
        """Show these."""
        clear(self._grid)
        self._tiles = [_tile(each) for each in numbers]
        self._columns = 0
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There may be room for more in a line, or for less."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        columns = max(min(self.width() // _TILE_PX, 3), 1)
        if columns == self._columns:
            return
        self._columns = columns
        for number, tile in enumerate(self._tiles):
            self._grid.removeWidget(tile)
            self._grid.addWidget(tile, number // columns, number % columns)
        for place in range(3):
            self._grid.setColumnStretch(place, 1 if place < columns else 0)


def _tile(each: Headline) -> QFrame:
    made = QFrame()
    made.setProperty("card", True)
    inner = QVBoxLayout(made)
    inner.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
    inner.setSpacing(0)
    inner.addWidget(label(tr(each.name), quiet=True))
    value = label(f"{each.value} {each.unit}".strip(), name=f"study_{each.key}")
    value.setFont(headline(6))
    inner.addWidget(value)
    inner.addWidget(label(said(each.more), quiet=True))
    inner.addStretch(1)
    return made


class Spots(QFrame):
    """The moments worth a look, a large button each.

    Signals:
        picked: the person wants to see it on the curve; carries the Spot.
    """

    picked = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("card", True)
        self._parts = column(self)
        self._parts.setSpacing(SPACE)
        self._spots: dict[str, Spot] = {}

    def show_spots(self, spots: Sequence[Spot], *, curve: bool) -> None:
        """Offer these; without a `curve` of power those of the load alone are only said."""
        clear(self._parts)
        self._spots = {spot.key: spot for spot in spots}
        self._parts.addWidget(label(tr("值得看的时刻"), size=1))
        self._parts.addWidget(label(tr("点一下，跳到曲线上的那一刻。"), quiet=True))
        for spot in spots:
            made = ValueButton(spot.key, name=f"{self.objectName()}_{spot.key}")
            inner = QVBoxLayout()
            inner.setContentsMargins(SPACE, SPACE // 2, SPACE, SPACE // 2)
            inner.setSpacing(0)
            first = label(f"{said(spot.name)}　{said(spot.said)}")
            first.setFont(headline(0))
            for line in (first, label(minute(spot.at), quiet=True)):
                inner.addWidget(line)
            made.hold(inner)
            made.setAccessibleName(f"{said(spot.name)} {said(spot.said)} {minute(spot.at)}")
            made.setEnabled(curve or spot.key.startswith("pq."))
            made.picked.connect(self._pick)
            self._parts.addWidget(made)
        self.setVisible(bool(spots))

    def _pick(self, key: str) -> None:
        self.picked.emit(self._spots[key])


class LimitBar(QWidget):
    """One value beside its limit: the tick is the limit, what is over it stands beyond."""

    def __init__(self, bar: Bar) -> None:
        super().__init__()
        self._bar = bar
        self.setMinimumHeight(target() // 2)
        self.setAccessibleName(said(bar.said))

    def sizeHint(self) -> QSize:
        """Wide, and half a finger high."""
        return QSize(200, target() // 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint room, value and limit; the limit stands at two thirds, so that more fits too."""
        theme = current()
        colour = {"pass": theme.good, "marginal": theme.warn, "fail": theme.bad}.get(
            self._bar.role, theme.quiet
        )
        painter = QPainter(self)
        limit_at = self.width() * 2 / 3
        value_at = min(limit_at * self._bar.value / _FULL, float(self.width()))
        room = QRectF(0, 5, self.width(), self.height() - 10)
        painter.fillRect(room, QColor(theme.page))
        painter.fillRect(QRectF(0, 5, value_at, self.height() - 10), QColor(colour))
        painter.setPen(QPen(QColor(theme.edge), theme.stroke))
        painter.drawRect(room.adjusted(0, 0, -1, -1))
        painter.setPen(QPen(QColor(theme.text), 3))
        painter.drawLine(QLineF(limit_at, 0, limit_at, self.height()))


class QualityRows(QFrame):
    """Every quantity of voltage quality: verdict, value, limit, margin, and a bar of it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("quality_rows")
        self._parts = column(self, margin=0)

    def show_quantities(self, quantities: Sequence[Quantity], bars: Sequence[Bar]) -> None:
        """Show these; a quantity without a limit has no bar."""
        clear(self._parts)
        by_name = {bar.name[0]: bar for bar in bars}
        for each in quantities:
            self._parts.addWidget(self._line(each, by_name.get(each.zh)))
        self._parts.addStretch(1)

    def _line(self, each: Quantity, bar: Bar | None) -> QFrame:
        made = QFrame()
        made.setProperty("card", True)
        grid = QGridLayout(made)
        grid.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        grid.setHorizontalSpacing(2 * SPACE)
        name = label(tr(each.zh), size=1)
        grid.addWidget(name, 0, 0)
        verdict = Badge(f"quality_{each.id}")
        finding = each.finding.value
        verdict.say(f"{_SIGNS[finding]} {tr(FINDING_NAMES[finding])}", _MEANINGS[finding])
        verdict.setFont(headline(0))
        grid.addWidget(verdict, 0, 1)
        if bar is not None:
            grid.addWidget(LimitBar(bar), 1, 0, 1, 2)
        limit = told(each.requirement) if each.requirement else said(limit_said(each))
        facts = [said(value_said(each)), limit, _margin(each)]
        grid.addWidget(label("　".join(filter(None, facts))), 2, 0, 1, 2)
        grid.addWidget(label(each.ref, quiet=True), 3, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        return made


def _margin(each: Quantity) -> str:
    if each.finding is Finding.INCONCLUSIVE:
        return tr("不能判定：{}", tr(WHY_NAMES[each.why])) if each.why else ""
    if each.margin_pct is None:
        return ""
    words = tr("余量 {0} %") if each.margin_pct >= 0 else tr("超出 {0} %")
    return words.format(f"{abs(each.margin_pct):.0f}")
