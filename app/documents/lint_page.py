"""Text on a page that is there and cannot be seen, by going through what the page draws."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Final

import pikepdf

SMALLEST_PT: Final = 4.0
"""Smaller text is taken for hidden; ours has 6 points and more."""
_PALEST: Final = 0.72
"""How light a colour of text may be, from 0 (black) to 1 (paper)."""

Matrix = tuple[float, float, float, float, float, float]
_ONE: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_NO_INK: Final = frozenset((3, 7))
_QUIET: Final = frozenset((
    "w", "J", "j", "M", "d", "ri", "i", "gs", "h", "S", "s", "n", "G", "RG", "K", "CS", "SC",
    "SCN", "ET", "Tc", "Tw", "Tz", "Ts", "TL", "cs",
))  # fmt: skip
_FILLS: Final = frozenset(("f", "F", "f*", "B", "B*", "b", "b*"))
_SHOWS: Final = frozenset(("Tj", "TJ", "'", '"'))


class Why(StrEnum):
    """Why text cannot be seen, or what nobody has looked into."""

    SMALL = "small"
    PALE = "pale"
    NO_INK = "no_ink"
    OFF_PAGE = "off_page"
    COVERED = "covered"
    CLIPPED = "clipped"
    """A window narrower than the page: ours draw without one."""
    STRANGE = "strange"


@dataclass(frozen=True)
class Hidden:
    """One finding on a page."""

    why: Why
    what: str = ""

    def __str__(self) -> str:
        return f"{self.why.value} {self.what}".strip()


@dataclass(frozen=True)
class _State:
    """What holds while something is drawn."""

    matrix: Matrix = _ONE
    lightness: float = 0.0
    size: float = 0.0
    mode: int = 0


@dataclass
class _Page:
    box: tuple[float, ...]
    state: _State = field(default_factory=_State)
    stack: list[_State] = field(default_factory=list)
    text: Matrix = _ONE
    line: Matrix = _ONE
    path: list[tuple[float, float]] = field(default_factory=list)
    shown: list[tuple[float, float]] = field(default_factory=list)


def hidden_in(page: pikepdf.Page) -> Iterator[Hidden]:
    """Everything on this page that is drawn as text and cannot be read by eye."""
    at = _Page(tuple(float(each) for each in page.mediabox))
    for each in pikepdf.parse_content_stream(page):
        yield from _step(at, str(each.operator), list(each.operands))


def _step(at: _Page, op: str, given: list[Any]) -> Iterator[Hidden]:
    if op in _SHOWS:
        yield from _show(at, op, given)
    elif op in _FILLS:
        yield from _cover(at, at.path)
        at.path = []
    elif op == "Do":
        corners = ((0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0))
        yield from _cover(at, [_applied(at.state.matrix, x, y) for x, y in corners])
    elif op in ("W", "W*"):
        yield Hidden(Why.CLIPPED)
    elif op in _COLOURS or op in _TEXT or op in _PATH or op in ("q", "Q", "cm"):
        _note(at, op, given)
    elif op not in _QUIET and not _is_plain_mark(op, given):
        yield Hidden(Why.STRANGE, op)
    if op in ("S", "s", "n"):
        at.path = []


def _is_plain_mark(op: str, given: list[Any]) -> bool:
    return op in ("BMC", "EMC", "MP") or (op in ("BDC", "DP") and str(given[0]) != "/OC")


def _note(at: _Page, op: str, given: list[Any]) -> None:
    state = at.state
    if op == "q":
        at.stack.append(state)
    elif op == "Q":
        at.state = at.stack.pop()
    elif op == "cm":
        at.state = replace(state, matrix=_times(_matrix(given), state.matrix))
    elif op in _COLOURS:
        # A pattern is named, not numbered: it may be of any colour.
        numbers = [] if any(isinstance(each, pikepdf.Name) for each in given) else given
        at.state = replace(state, lightness=_COLOURS[op]([float(each) for each in numbers]))
    elif op in _PATH:
        _draw(at, op, [float(each) for each in given])
    else:
        _set_text(at, op, given)


def _set_text(at: _Page, op: str, given: list[Any]) -> None:
    if op == "Tf":
        at.state = replace(at.state, size=float(given[1]))
    elif op == "Tr":
        at.state = replace(at.state, mode=int(given[0]))
    elif op == "BT":
        at.text = at.line = _ONE
    elif op == "Tm":
        at.text = at.line = _matrix(given)
    elif op in ("Td", "TD"):
        at.text = at.line = _times((1, 0, 0, 1, float(given[0]), float(given[1])), at.line)
    elif op == "T*":
        at.text = at.line


def _draw(at: _Page, op: str, given: list[float]) -> None:
    corners: list[tuple[float, float]] = list(zip(given[::2], given[1::2], strict=True))
    if op == "re":
        x, y, wide, tall = given
        corners = [(x, y), (x + wide, y), (x, y + tall), (x + wide, y + tall)]
    at.path += [_applied(at.state.matrix, *corner) for corner in corners]


def _show(at: _Page, op: str, given: list[Any]) -> Iterator[Hidden]:
    parts = [each for each in (given[-1] if op == "TJ" else given[-1:])]
    if not any(isinstance(each, pikepdf.String) and bytes(each) for each in parts):
        return
    state, whole = at.state, _times(at.text, at.state.matrix)
    tall = state.size * (whole[2] ** 2 + whole[3] ** 2) ** 0.5
    wide = state.size * (whole[0] ** 2 + whole[1] ** 2) ** 0.5
    x, y = whole[4], whole[5]
    if min(tall, wide) < SMALLEST_PT:
        yield Hidden(Why.SMALL, f"{min(tall, wide):.1f} pt")
    if state.mode in _NO_INK or state.mode not in (0, 2):
        yield Hidden(Why.NO_INK, f"Tr {state.mode}")
    if state.lightness > _PALEST:
        yield Hidden(Why.PALE, f"{state.lightness:.2f}")
    left, bottom, right, top = at.box
    if not (left <= x <= right and bottom <= y <= top):
        yield Hidden(Why.OFF_PAGE)
    at.shown.append((x + wide / 4, y + tall / 4))


def _cover(at: _Page, corners: list[tuple[float, float]]) -> Iterator[Hidden]:
    """What is filled, or a picture, over text that stands there already."""
    if not corners:
        return
    left, right = min(x for x, _ in corners), max(x for x, _ in corners)
    bottom, top = min(y for _, y in corners), max(y for _, y in corners)
    if any(left < x < right and bottom < y < top for x, y in at.shown):
        yield Hidden(Why.COVERED)


def _matrix(given: list[Any]) -> Matrix:
    a, b, c, d, e, f = (float(each) for each in given)
    return (a, b, c, d, e, f)


def _times(one: Matrix, other: Matrix) -> Matrix:
    """First `one`, then `other`."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def _applied(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e, b * x + d * y + f)


def _grey(given: list[float]) -> float:
    return given[0]


def _rgb(given: list[float]) -> float:
    red, green, blue = given
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _cmyk(given: list[float]) -> float:
    cyan, magenta, yellow, black = given
    return _rgb([(1 - each) * (1 - black) for each in (cyan, magenta, yellow)])


def _any(given: list[float]) -> float:
    return {1: _grey, 3: _rgb, 4: _cmyk}.get(len(given), lambda _: 1.0)(given)


_COLOURS: Final = {"g": _grey, "rg": _rgb, "k": _cmyk, "sc": _any, "scn": _any}
_TEXT: Final = frozenset(("BT", "Tf", "Tr", "Tm", "Td", "TD", "T*"))
_PATH: Final = frozenset(("re", "m", "l", "c", "v", "y"))
