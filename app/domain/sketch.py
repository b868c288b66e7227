"""The sketch of a survey: strokes, symbols and words on a board of 1000 by 620 units."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, NamedTuple

from app.domain.entry import FormRow

SKETCH: Final = "sketch"
"""Rows of this name are marks of the sketch; it is no table of a form."""
BOARD: Final = (1000, 620)


class Point(NamedTuple):
    """A place on the board; y grows downwards."""

    x: float
    y: float


@dataclass(frozen=True)
class Mark:
    """One thing that was drawn: a stroke through points, or a symbol or words at one."""

    id: str
    kind: str
    """stroke | words | one of SYMBOLS."""
    points: tuple[Point, ...]
    text: str = ""

    def row(self) -> FormRow:
        """The row of the form that keeps it."""
        points = " ".join(f"{round(x)},{round(y)}" for x, y in self.points)
        cells = {"kind": self.kind, "points": points, "text": self.text}
        return FormRow(SKETCH, self.id, {name: text for name, text in cells.items() if text})


@dataclass(frozen=True)
class Symbol:
    """How a thing is drawn: lines and circles (x, y, radius) around its place."""

    zh: str
    en: str
    lines: tuple[tuple[Point, ...], ...] = ()
    circles: tuple[tuple[float, float, float], ...] = ()


def _box(width: float, height: float) -> tuple[Point, ...]:
    w, h = width / 2, height / 2
    return (Point(-w, -h), Point(w, -h), Point(w, h), Point(-w, h), Point(-w, -h))


SYMBOLS: Final = {
    "substation": Symbol("变电站", "Substation", (_box(56, 40), _box(44, 28))),
    "pole": Symbol("电杆", "Pole", circles=((0, 0, 9),)),
    "ring_cabinet": Symbol("环网柜", "Ring cabinet", (_box(44, 30), (Point(0, -15), Point(0, 15)))),
    "transformer": Symbol("变压器", "Transformer", circles=((0, -9, 15), (0, 9, 15))),
    "meter": Symbol("计量点", "Meter", (_box(34, 34),), ((0, 0, 11),)),
    "building": Symbol(
        "建筑", "Building",
        (_box(90, 54), (Point(-45, -27), Point(0, -52), Point(45, -27))),
    ),
}  # fmt: skip
"""What a supply sketch is made of, by code."""


def marks_of(rows: Iterable[FormRow]) -> tuple[Mark, ...]:
    """The marks that these rows keep, oldest first; what cannot be drawn is passed over."""
    found = []
    for row in rows:
        points = _points(row.cells.get("points", ""))
        kind = row.cells.get("kind", "")
        known = kind in SYMBOLS or kind in ("stroke", "words")
        if row.table == SKETCH and points and known:
            found.append(Mark(row.id, kind, points, row.cells.get("text", "")))
    return tuple(found)


def _points(text: str) -> tuple[Point, ...]:
    points = []
    for pair in text.split():
        x, _, y = pair.partition(",")
        try:
            points.append(Point(float(int(x)), float(int(y))))
        except ValueError:
            return ()
    return tuple(points)
