"""Where a line of Chinese text may end, and where it must not.

No closing mark begins a line, no opening one nor a box to tick ends it; a number stays with its
unit, its sign, its date and what it counts, a standard with its number; a word in letters stays
whole unless it fills a line.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final

_OPENING: Final = re.escape("（〔［｛〈《「『【“‘([{☐")
_CLOSING: Final = re.escape("）〕］｝〉》」』】”’)]}、。，．：；！？…—～·,.;:!?%‰℃°′″")
_IN_WORD: Final = r"!-~\u00A1-\u00B6\u00B8-\u1FFF\u2010-\u2012\u2032\u2033\u2070-\u22FF"
_WORD: Final = f"[{_IN_WORD}]"
_UNIT: Final = f"[A-Za-zµμΩ℃°%‰]{_WORD}{{0,9}}(?!{_WORD})"
_COUNTED: Final = "次个台套条张份页版路组户年月日天倍段点只根回处人项级档芯元号"
_PIECE: Final = re.compile(
    rf"""
    \s+
    | [{_OPENING}]*
      (?: \d+年\d+月\d+日
        | (?:第\s)? (?:[≤≥<>=±]\s)? [-−±]?\d[\d.,～]*
          (?:\s{_UNIT} | \s?[{_COUNTED}] | (?!{_WORD}))
        | [A-Z]{{2,3}}(?:/[A-Z])? \s \d[-\d.]*
        | {_WORD}+
        | .
      )
      [{_CLOSING}]*
    """,
    re.VERBOSE | re.DOTALL,
)


def break_lines(text: str, width: float, measure: Callable[[str], float]) -> tuple[str, ...]:
    """The text in lines no wider than this; blanks where a line breaks are dropped.

    At least one line. A line end in the text ends a line; leading blanks stay.
    """
    broken: list[str] = []
    for paragraph in text.splitlines() or [""]:
        broken += _filled(_pieces(paragraph, width, measure), width, measure)
    return tuple(broken)


def _filled(pieces: Iterator[str], width: float, measure: Callable[[str], float]) -> Iterator[str]:
    line, used = "", 0.0
    for piece in pieces:
        wide = measure(piece)
        if used + wide > width and line and not piece.isspace():
            yield line.rstrip()
            line, used = "", 0.0
        line += piece
        used += wide
    yield line.rstrip()


def _pieces(text: str, width: float, measure: Callable[[str], float]) -> Iterator[str]:
    """What may not be torn apart; what is wider than a line is torn none the less."""
    for match in _PIECE.finditer(text):
        piece = match.group()
        if measure(piece) > width:
            yield from piece
        else:
            yield piece
