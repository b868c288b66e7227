"""Names with what stands beside them, several a line; no cell is left in which to write more."""

from collections.abc import Sequence

from reportlab.platypus import LongTable

from app.documents.page import SHADE, WIDTH, table
from app.documents.text import CELL, EMPTY, LABEL, para

Pair = tuple[str, str]


def pair_table(
    pairs: Sequence[Pair],
    shares: Sequence[float],
    across: float = WIDTH,
    longest: int | None = None,
) -> LongTable:
    """The pairs, as many a line as there are pairs of `shares`; the last of a line fills it.

    A text of more than `longest` characters has its line to itself.
    """
    lines = _lines(pairs, len(shares) // 2, longest)
    rows = []
    style: list[tuple[object, ...]] = []
    for number, line in enumerate(lines):
        cells: list[object] = [
            part for n, t in line for part in (para(n, LABEL), para(t or EMPTY, CELL))
        ]
        last = len(cells) - 1
        rows.append([*cells, *[""] * (len(shares) - len(cells))])
        style += [
            ("BACKGROUND", (at, number), (at, number), SHADE) for at in range(0, len(cells), 2)
        ]
        if last < len(shares) - 1:
            style.append(("SPAN", (last, number), (-1, number)))
    return table(rows, shares, *style, across=across)


def _lines(pairs: Sequence[Pair], abreast: int, longest: int | None) -> list[list[Pair]]:
    lines: list[list[Pair]] = []
    is_open = False
    for pair in pairs:
        is_long = longest is not None and len(pair[1]) > longest
        if is_open and not is_long and len(lines[-1]) < abreast:
            lines[-1].append(pair)
        else:
            lines.append([pair])
        is_open = not is_long
    return lines
