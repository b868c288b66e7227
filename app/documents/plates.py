"""A picture of an analysis (`app/domain/load_pictures.py`) as vectors on paper.

What fills is drawn before any word, so that nothing of a paper lies under something else.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from math import ceil, floor, isnan, log10
from typing import Final

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from app.documents.font import BOLD_NAME, FONT_NAME, drawable
from app.documents.page import ACCENT, FAINT_RULE, HAIR, RULE
from app.documents.text import ALERT, INK, QUIET
from app.domain.load_pictures import Axis, Bar, Line, Picture
from app.domain.load_words import Part, spoken
from app.domain.names import when

GAP: Final = HexColor(0xF3E3C3)
"""Behind a stretch without data."""
_EPOCH: Final = date(1970, 1, 1)
_LINES: Final = {
    "total": ACCENT,
    "working": ACCENT,
    "mine": ACCENT,
    "off": HexColor(0xC26A00),
    "holiday": HexColor(0x7A3E9D),
    "reference": HexColor(0x6B7480),
    "limit": ALERT,
    "level": HexColor(0x6B7480),
    "phase_": ACCENT,
    "phase_a": HexColor(0xC26A00),
    "phase_b": HexColor(0x1E7A46),
    "phase_c": HexColor(0x7A3E9D),
    "phase_ab": HexColor(0xC26A00),
    "phase_bc": HexColor(0x1E7A46),
    "phase_ca": HexColor(0x7A3E9D),
}
_DASHED: Final = frozenset({"reference", "limit", "level"})
_BARS: Final = {
    "plain": HexColor(0x7FA8D6),
    "sharp": HexColor(0xB3261E),
    "peak": HexColor(0xDD7A2B),
    "flat": HexColor(0x7FA8D6),
    "valley": HexColor(0x5FA777),
    "deep": HexColor(0x2F6F4A),
    "pass": HexColor(0x5FA777),
    "marginal": HexColor(0xE0A526),
    "fail": HexColor(0xB3261E),
    "inconclusive": HexColor(0xAEB6C0),
}
_COLD, _WARM, _HOT = Color(0.93, 0.96, 0.99), Color(0.36, 0.6, 0.83), Color(0.55, 0.06, 0.1)
_SHADES: Final = 24
_SIZE: Final = 6.5
_SEAM: Final = 0.2
"""Cells reach so many points into their neighbours, or a white hair would show between them."""
_MONTHS_FROM_D: Final = 80
_CLOCK_H: Final = 4
_ABOVE: Final = 9
"""So many points a value above its bar wants; a limit that is nearer goes below it."""


@dataclass(frozen=True)
class _Area:
    """Where on the plate the axes stand, in points, and how values come to places in it."""

    left: float
    bottom: float
    wide: float
    tall: float
    x: Axis
    y: Axis

    def at_x(self, value: float) -> float:
        return self.left + self.wide * (value - self.x.low) / ((self.x.high - self.x.low) or 1)

    def at_y(self, value: float) -> float:
        share = (value - self.y.low) / ((self.y.high - self.y.low) or 1)
        return self.bottom + self.tall * min(max(share, 0.0), 1.0)


class Plate(Flowable):  # type: ignore[misc]
    """One picture with its title, its axes and what its lines are called."""

    def __init__(self, picture: Picture, width: float, height: float) -> None:
        super().__init__()
        self.width, self.height = width, height
        self._picture = picture
        head = 4.6 * mm + (0 if picture.cells is not None else 3.6 * mm)
        left, right = 11 * mm, 2 * mm if picture.cells is None else 13 * mm
        foot = (2 + 2.5 * _most_lines(picture.x, width - left - right)) * mm
        # The value of the highest bar stands above it, within the frame.
        room = (picture.y.high - picture.y.low) * (0.1 if picture.bars else 0.0)
        y = replace(picture.y, high=picture.y.high + room)
        self._area = _Area(left, foot, width - left - right, height - foot - head, picture.x, y)

    def draw(self) -> None:
        """Put it where the cursor is: what fills, then lines, then words."""
        canvas = self.canv
        canvas.saveState()
        self._shade_gaps(canvas)
        self._rule(canvas)
        self._fill(canvas)
        for line in self._picture.lines:
            _draw_line(canvas, self._area, line)
        for mark in self._picture.marks:
            canvas.setFillColor(ALERT)
            x, y = self._area.at_x(mark.x), self._area.at_y(mark.y)
            canvas.circle(x, y, 1.5, stroke=0, fill=1)
        self._outline(canvas)
        self._say(canvas)
        canvas.restoreState()

    def _shade_gaps(self, canvas: Canvas) -> None:
        area, picture = self._area, self._picture
        canvas.setFillColor(GAP)
        for first, last in picture.gaps:
            left, right = area.at_x(first), area.at_x(last)
            canvas.rect(left, area.bottom, max(right - left, 0.4), area.tall, stroke=0, fill=1)

    def _fill(self, canvas: Canvas) -> None:
        area, picture = self._area, self._picture
        if picture.cells is not None:
            _draw_cells(canvas, area, picture)
        for bar in picture.bars:
            canvas.setFillColor(_BARS[bar.role])
            left, right = area.at_x(bar.at - bar.width / 2), area.at_x(bar.at + bar.width / 2)
            zero = area.at_y(0.0)
            canvas.rect(left, zero, right - left, area.at_y(bar.value) - zero, stroke=0, fill=1)
        for bar in picture.bars:
            if bar.limit is not None:
                canvas.setStrokeColor(RULE if bar.role == "plain" else ALERT)
                canvas.setLineWidth(1.1)
                left, right = (area.at_x(bar.at + side * bar.width * 0.62) for side in (-1, 1))
                canvas.line(left, area.at_y(bar.limit), right, area.at_y(bar.limit))

    def _rule(self, canvas: Canvas) -> None:
        area, picture = self._area, self._picture
        canvas.setLineWidth(0.25)
        canvas.setStrokeColor(FAINT_RULE)
        if picture.cells is None:
            for value, _ in _ticks(area.y, 4):
                canvas.line(area.left, area.at_y(value), area.left + area.wide, area.at_y(value))
            if not picture.bars:
                for value, _ in _ticks(area.x, _most(area)):
                    x = area.at_x(value)
                    canvas.line(x, area.bottom, x, area.bottom + area.tall)

    def _outline(self, canvas: Canvas) -> None:
        area = self._area
        canvas.setStrokeColor(HAIR)
        canvas.setLineWidth(0.5)
        canvas.rect(area.left, area.bottom, area.wide, area.tall)

    def _say(self, canvas: Canvas) -> None:
        area, picture = self._area, self._picture
        canvas.setFillColor(INK)
        canvas.setFont(BOLD_NAME, 8.5)
        canvas.drawString(0, self.height - 8, drawable(_said(picture.title)))
        self._say_lines(canvas)
        canvas.setFont(FONT_NAME, _SIZE)
        canvas.setFillColor(QUIET)
        if picture.y.scale == "number":
            canvas.drawString(0, area.bottom + area.tall + 2.5, drawable(_measure(picture.y)))
        for value, text in _ticks(area.y, 4):
            canvas.drawRightString(area.left - 2.5, area.at_y(value) - 2.2, text)
        _say_places(canvas, area, picture.bars)
        _say_bars(canvas, area, picture.bars)
        _say_marks(canvas, area, picture)
        if picture.cells is not None:
            _say_shades(canvas, area, picture)

    def _say_lines(self, canvas: Canvas) -> None:
        area = self._area
        unit = stringWidth(drawable(_measure(self._picture.y)), FONT_NAME, _SIZE)
        x, y = unit + 6, area.bottom + area.tall + 4.5
        canvas.setFont(FONT_NAME, _SIZE)
        for line in self._picture.lines:
            canvas.setStrokeColor(_LINES[line.role])
            canvas.setLineWidth(1.1)
            canvas.setDash([2, 1.5] if line.role in _DASHED else [])
            canvas.line(x, y, x + 8, y)
            canvas.setDash([])
            canvas.setFillColor(INK)
            words = drawable(_said(line.name))
            canvas.drawString(x + 10, y - 2.2, words)
            x += 10 + stringWidth(words, FONT_NAME, _SIZE) + 4


def _said(part: Part) -> str:
    return spoken(part, when=when)


def _measure(axis: Axis) -> str:
    """What the numbers of an axis are: their unit, or what they say where they have none."""
    return axis.unit or axis.what


def _most_lines(axis: Axis, wide: float) -> int:
    """How many lines the words below an axis need."""
    room = wide / max(len(axis.names), 1)
    return max((len(_folded(_said(name), room)) for _, name in axis.names), default=1)


def _draw_line(canvas: Canvas, area: _Area, line: Line) -> None:
    canvas.setStrokeColor(_LINES[line.role])
    canvas.setLineWidth(0.7 if line.role in _DASHED else 0.9)
    canvas.setDash([2, 1.5] if line.role in _DASHED else [])
    canvas.setLineJoin(1)
    for there, places in groupby(range(len(line.y)), key=lambda n: not isnan(line.y[n])):
        if there:
            path = canvas.beginPath()
            for count, n in enumerate(places):
                go = path.lineTo if count else path.moveTo
                go(area.at_x(line.x[n]), area.at_y(line.y[n]))
            canvas.drawPath(path, stroke=1, fill=0)
    canvas.setDash([])


def _shade(share: float) -> Color:
    """From pale over blue to dark red."""
    pair = (_COLD, _WARM) if share < 0.5 else (_WARM, _HOT)
    rest = 2 * share % 1.0
    mixed = (a + (b - a) * rest for a, b in zip(*(each.rgb() for each in pair), strict=True))
    return Color(*mixed)


def _draw_cells(canvas: Canvas, area: _Area, picture: Picture) -> None:
    """Runs of cells of one shade, a path for each shade, so that a year stays a small file."""
    cells = picture.cells
    assert cells is not None
    span = (cells.high - cells.low) or 1.0
    runs: dict[int, list[tuple[int, int, int]]] = {}
    for column, values in enumerate(cells.columns):
        shades = [
            -1 if isnan(v) else min(int((v - cells.low) / span * _SHADES), _SHADES - 1)
            for v in values
        ]
        row = 0
        for shade, same in groupby(shades):
            count = len(list(same))
            runs.setdefault(shade, []).append((column, row, count))
            row += count
    for shade, found in sorted(runs.items()):
        canvas.setFillColor(GAP if shade < 0 else _shade((shade + 0.5) / _SHADES))
        path = canvas.beginPath()
        for column, row, count in found:
            left, right = (area.at_x(picture.x.low + column + side) for side in (0, 1))
            low, high = (area.at_y(picture.y.low + row + side) for side in (0, count))
            wide = min(right + _SEAM, area.left + area.wide) - left
            path.rect(left, low, wide, min(high + _SEAM, area.bottom + area.tall) - low)
        canvas.drawPath(path, stroke=0, fill=1)
    _draw_ramp(canvas, area)


def _draw_ramp(canvas: Canvas, area: _Area) -> None:
    step = area.tall / _SHADES
    for shade in range(_SHADES):
        canvas.setFillColor(_shade((shade + 0.5) / _SHADES))
        bottom = area.bottom + shade * step
        canvas.rect(area.left + area.wide + 5, bottom, 6, step + _SEAM, stroke=0, fill=1)


def _say_shades(canvas: Canvas, area: _Area, picture: Picture) -> None:
    cells = picture.cells
    assert cells is not None
    canvas.setFillColor(QUIET)
    x = area.left + area.wide + 13
    canvas.drawString(x, area.bottom, f"{cells.low:,.4g}")
    canvas.drawString(x, area.bottom + area.tall - 5, f"{cells.high:,.4g}")
    canvas.drawString(x, area.bottom + area.tall / 2 - 2, cells.unit)


def _say_places(canvas: Canvas, area: _Area, bars: Sequence[Bar]) -> None:
    """What stands below the axis: a round number, an hour, a day, or a name."""
    canvas.setFillColor(QUIET)
    if area.x.scale == "name":
        room = area.wide / max(len(area.x.names), 1)
        for at, name in area.x.names:
            for line, words in enumerate(_folded(_said(name), room)):
                canvas.drawCentredString(area.at_x(at), area.bottom - 8 - 7 * line, words)
        return
    if bars:
        for bar in bars:
            canvas.drawCentredString(area.at_x(bar.at), area.bottom - 8, drawable(_said(bar.name)))
        return
    places = list(_ticks(area.x, _most(area)))
    for number, (value, text) in enumerate(places, 1):
        if number == len(places) and area.x.unit:
            text = f"{text} {area.x.unit}"
        x = min(max(area.at_x(value), area.left + 4), area.left + area.wide - 4)
        canvas.drawCentredString(x, area.bottom - 8, text)


def _say_bars(canvas: Canvas, area: _Area, bars: Sequence[Bar]) -> None:
    """The value of each bar above it, where there is room for all."""
    if not bars or area.wide / len(bars) < 16:
        return
    canvas.setFillColor(INK)
    for bar in bars:
        top = area.at_y(max(bar.value, 0.0))
        if bar.limit is not None and -2 < area.at_y(bar.limit) - top < _ABOVE:
            top = area.at_y(bar.limit)
        y = min(top + 2, area.bottom + area.tall - 5)
        canvas.drawCentredString(area.at_x(bar.at), y, f"{bar.value:,.3g}")


def _say_marks(canvas: Canvas, area: _Area, picture: Picture) -> None:
    if picture.cells is not None:  # its note says it; words over the cells could not be read
        return
    canvas.setFillColor(INK)
    for mark in picture.marks:
        x, y = area.at_x(mark.x), area.at_y(mark.y)
        words = drawable(_said(mark.said))
        if x > area.left + area.wide / 2:
            # What falls to a low point comes from above it, and so does the line of the mean.
            is_low = _SIZE + 6 < y - area.bottom < area.tall / 2
            canvas.drawRightString(x + 4, y - _SIZE - 3 if is_low else y + 6, words)
        else:
            canvas.drawString(x + 4, min(y + 3, area.bottom + area.tall - 6), words)


def _folded(words: str, room: float) -> list[str]:
    """A name in two lines where one is too wide."""
    words = drawable(words)
    if stringWidth(words, FONT_NAME, _SIZE) <= room - 2:
        return [words]
    middle = (len(words) + 1) // 2
    return [words[:middle], words[middle:]]


def _most(area: _Area) -> int:
    return max(2, int(area.wide / 38))


def _ticks(axis: Axis, most: int) -> Iterator[tuple[float, str]]:
    """Round places along an axis with what they are called."""
    if axis.scale == "clock":
        for hour in range(0, 25, 6 if most < 6 else _CLOCK_H):
            yield float(hour), f"{hour}:00"
        return
    if axis.scale == "day":
        yield from _days(axis, most)
    if axis.scale == "number":
        step = nice((axis.high - axis.low) / most)
        for n in range(ceil(axis.low / step - 1e-9), floor(axis.high / step + 1e-9) + 1):
            yield n * step, f"{n * step:,.6g}"


def _days(axis: Axis, most: int) -> Iterator[tuple[float, str]]:
    first, last = (_EPOCH + timedelta(days=floor(at)) for at in (axis.low, axis.high))
    if (last - first).days <= _MONTHS_FROM_D:
        step = max(1, ceil((last - first).days / most))
        for n in range(0, (last - first).days + 1, step):
            day = first + timedelta(days=n)
            yield axis.low + n, f"{day:%m-%d}"
        return
    month = first.replace(day=1)
    while month <= last:
        if month >= first:
            is_new = month.month == 1 or (month - first).days < 31
            text = f"{month:%Y-%m}" if is_new else f"{month.month}月"
            yield float((month - _EPOCH).days), text
        month = (month + timedelta(days=32)).replace(day=1)


def nice(value: float) -> float:
    """The next of 1, 2, 2.5, 5 times a power of ten."""
    if value <= 0:
        return 1.0
    power = 10.0 ** floor(log10(value))
    return next(m * power for m in (1, 2, 2.5, 5, 10) if m * power >= value - 1e-12)
