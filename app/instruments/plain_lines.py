"""The lines of a table as bytes that one byte parts: what is read many lines at a time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

_MARK: Final = "\x1f"
_CLEANED: Final = str.maketrans("\x1f\n\r", "   ")


@dataclass(frozen=True)
class PlainLines:
    """Lines that end with a line feed; each has the number that it has in the file."""

    data: bytes | bytearray
    mark: int
    """The byte that parts the cells; it stands for nothing else."""
    encoding: str
    is_made: bool = False
    """Whether it was written anew, which takes its time, or is the file as it stands."""


def made_plain(rows: Iterable[tuple[int, Sequence[str]]]) -> PlainLines:
    """These rows, each on a line, whatever stood in their cells; none may be left out."""
    data = bytearray()
    for _, cells in rows:
        text = _MARK.join(cells)
        if "\n" in text or "\r" in text or text.count(_MARK) >= max(len(cells), 1):
            text = _MARK.join(cell.translate(_CLEANED) for cell in cells)
        data += text.encode("utf-8", "replace")
        data += b"\n"
    return PlainLines(data, ord(_MARK), "utf-8", is_made=True)
