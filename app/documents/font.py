"""The one font of every paper, with its bold face for fixed headings, and what it cannot write."""

from functools import cache
from pathlib import Path
from typing import Final

import uharfbuzz as harfbuzz
from fontTools.ttLib import TTFont

_FOLDER: Final = Path(__file__).resolve().parents[2] / "resources" / "fonts"
FONT_FILE: Final = _FOLDER / "KanyanSans-Regular.ttf"
FONT_NAME: Final = "KanyanSans"
BOLD_FILE: Final = _FOLDER / "KanyanSans-Bold.ttf"
BOLD_NAME: Final = "KanyanSans-Bold"

MISSING: Final = "〓"
"""Stands where the font has no glyph: the printers' sign for a sort that is not in the case."""


@cache
def characters(file: Path = FONT_FILE) -> frozenset[str]:
    """Every character this font can draw."""
    with TTFont(file, lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap()))


@cache
def _face() -> harfbuzz.Face:
    return harfbuzz.Face(harfbuzz.Blob.from_file_path(FONT_FILE))


def font_of(text: str) -> bytes:
    """A font file with the glyphs of these characters alone; some tens of thousands are left out.

    Who embeds a few words need not read the whole font for it, which takes most of a second.
    """
    wanted = harfbuzz.SubsetInput()
    wanted.unicode_set.update(map(ord, text))
    wanted.flags = harfbuzz.SubsetFlags.NAME_LEGACY | harfbuzz.SubsetFlags.NOTDEF_OUTLINE
    return bytes(harfbuzz.subset(_face(), wanted).blob.data)


def drawable(text: str) -> str:
    """The text with what the font cannot draw shown as 〓; controls and line ends become blanks."""
    known = characters()
    return "".join(_drawn(char, known) for char in text)


def undrawable(text: str) -> tuple[str, ...]:
    """The characters of the text that `drawable` shows as 〓, each once, in order."""
    known = characters()
    return tuple(
        dict.fromkeys(char for char in text if _drawn(char, known) != char and not _blank(char))
    )


def _drawn(char: str, known: frozenset[str]) -> str:
    if char in known:
        return char
    return " " if _blank(char) else MISSING


def _blank(char: str) -> bool:
    return char.isspace() or ord(char) < 0x20
