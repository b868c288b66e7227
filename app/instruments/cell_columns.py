"""Columns of a text table as numbers, many lines at once: what each cell says in plain figures.

Works on bytes. What is not written plainly is marked as not taken, and looked at cell by cell.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Wholes = NDArray[np.int64]
Raw = NDArray[np.uint8]

_END: Final = 10
_BLANK: Final = 32
_TRIMMED: Final = 16
"""So many blanks on either side are taken off."""
_WIDEST_NUMBER: Final = 17
_MOST_DIGITS: Final = 15
"""Whole numbers of so many digits are exact in a double, and so is their quotient by a power of
ten: the nearest double, as Python reads the text."""
_TENS: Final = 10.0 ** np.arange(_MOST_DIGITS + 1)
_MOST: Final = 1e9
_WORD: Final = 8
_WORDS: Final = 3


@dataclass(frozen=True)
class Field:
    """The cells of one column: where each begins and ends in the bytes, blanks left out."""

    begin: Wholes
    end: Wholes

    @property
    def length(self) -> Wholes:
        """Of each cell, in bytes."""
        return self.end - self.begin


class CellColumns:
    """The lines of a piece of text, parted by one byte; each has its number in the piece."""

    def __init__(self, data: bytes | bytearray | memoryview, mark: int, last: int) -> None:
        """`last` is the place of the last column that a line must have to be taken."""
        found: Raw = np.frombuffer(data, dtype=np.uint8)
        ends: Wholes = np.flatnonzero(found == _END)
        if not len(ends) or ends[-1] != len(found) - 1:
            ends = np.append(ends, len(found))
        self.ends = ends
        self.starts: Wholes = np.concatenate((np.zeros(1, np.int64), ends[:-1] + 1))
        # Behind the last byte there is room, so that a cell may be looked at in whole words.
        self._bytes: Raw = np.concatenate((found, np.zeros(_WORD * _WORDS + 1, np.uint8)))
        self._marks: Wholes = np.flatnonzero(found == mark)
        self._first: Wholes = np.searchsorted(self._marks, self.starts)
        following = np.append(self._first[1:], len(self._marks))
        self._count: Wholes = following - self._first
        self.whole: Bools = self._count >= last
        """Which lines have all columns."""

    def __len__(self) -> int:
        """How many lines there are."""
        return len(self.ends)

    def field(self, place: int) -> Field:
        """The column at this place; empty where a line has none."""
        begin, end = self.starts, self.ends
        if len(self._marks):
            top = len(self._marks) - 1
            if place:
                begin = self._marks[np.minimum(self._first + (place - 1), top)] + 1
            closed = self._count > place
            end = np.where(closed, self._marks[np.minimum(self._first + place, top)], self.ends)
        begin = np.where(self.whole, begin, 0)
        end = np.where(self.whole, end, 0)
        return self._trimmed(begin, end)

    def _trimmed(self, begin: Wholes, end: Wholes) -> Field:
        for _ in range(_TRIMMED):
            blank = (begin < end) & (self._bytes[begin] == _BLANK)
            if not blank.any():
                break
            begin = begin + blank
        for _ in range(_TRIMMED):
            blank = (begin < end) & (self._bytes[end - 1] == _BLANK)
            if not blank.any():
                break
            end = end - blank
        return Field(begin, end)

    def parted(self, field: Field, marks: bytes, first: int, last: int) -> tuple[Field, Field]:
        """What stands before and behind the first of these marks, which is so many bytes in.

        Where it is not there, all stands before.
        """
        at = np.full(len(self), -1, np.int64)
        for offset in range(last, first - 1, -1):
            here = field.begin + offset
            inside = here < field.end
            found = self._bytes[np.where(inside, here, 0)]
            at = np.where(inside & np.isin(found, list(marks)), here, at)
        cut = np.where(at < 0, field.end, at)
        behind = np.where(at < 0, field.end, at + 1)
        return Field(field.begin, cut), Field(behind, field.end)

    def understood(self, field: Field, understand: Callable[[bytes], int]) -> tuple[Wholes, Bools]:
        """What a function makes of each cell, asked once a text; and which cells were taken.

        `understand` raises KeyError for what is not to be taken; nor is a long text.
        """
        texts, inverse, short = self._distinct(field)
        values, good = np.zeros(len(texts), np.int64), np.ones(len(texts), np.bool_)
        for number, text in enumerate(texts):
            try:
                values[number] = understand(text)
            except KeyError:
                good[number] = False
        return values[inverse], good[inverse] & short

    def numbers(
        self, field: Field, points: bytes, otherwise: Callable[[bytes], float | None]
    ) -> tuple[Floats, Bools]:
        """The number in each cell, and which cells hold one.

        `points` are the bytes that may part the decimals. What is no plain number and not long is
        asked of `otherwise`, once a text; None = it is none.
        """
        plain = self._plain_numbers(field, points)
        odd = np.flatnonzero(~plain.good & self.whole)
        values, good = plain.values, plain.good
        if len(odd):
            held = Field(field.begin[odd], field.end[odd])
            texts, inverse, short = self._distinct(held)
            told = [otherwise(text) for text in texts]
            numbers = np.array([np.nan if each is None else each for each in told])
            fits = np.array([each is not None for each in told])
            values[odd] = numbers[inverse]
            good[odd] = fits[inverse] & short
        return values, good

    def _plain_numbers(self, field: Field, points: bytes) -> "_Numbers":
        length = field.length
        made = _Numbers(len(self))
        size = min(int(length.max(initial=0)), _WIDEST_NUMBER)
        for offset in range(size):
            here = np.where(offset < length, field.begin + offset, 0)
            made.take(self._bytes[here], offset < length, points, first=offset == 0)
        made.end(length)
        return made

    def _distinct(self, field: Field) -> tuple[list[bytes], Wholes, Bools]:
        """The texts that stand there, which one stands in each cell, and which cells are short."""
        length = field.length
        short = length <= _WORD * _WORDS
        kept = np.where(short, length, 0)
        count = max(-(-int(kept.max(initial=0)) // _WORD), 1)
        heads: Bools = np.ones(len(length), np.bool_)  # where another text begins
        words = []
        for number in range(count):
            word = self._word(field.begin, kept, number)
            words.append(word)
        heads[1:] = np.any([word[1:] != word[:-1] for word in words], axis=0)
        at = np.flatnonzero(heads)
        inverse = np.zeros(len(at), np.int64)
        for word in words:
            named, told = np.unique(word[at], return_inverse=True)
            if len(named) > 1:
                _, inverse = np.unique(inverse * len(named) + told, return_inverse=True)
        first = np.zeros(int(inverse.max(initial=-1)) + 1, np.int64)
        first[inverse] = at
        raw = self._bytes
        texts = [raw[field.begin[n] : field.begin[n] + kept[n]].tobytes() for n in first.tolist()]
        every: Wholes = inverse[np.cumsum(heads) - 1]
        return texts, every, short

    def _word(self, begin: Wholes, length: Wholes, number: int) -> NDArray[np.uint64]:
        """Eight bytes of each cell as one number, zero behind its end."""
        start = np.minimum(begin + number * _WORD, len(self._bytes) - _WORD)
        word = self._words[start]
        left = np.clip(length - number * _WORD, 0, _WORD).astype(np.int64)
        result: NDArray[np.uint64] = word & _MASKS[left]
        return result

    @cached_property
    def _words(self) -> NDArray[np.uint64]:
        """The eight bytes from each place on."""
        size = len(self._bytes) - _WORD + 1
        return np.ndarray((size,), np.dtype("<u8"), self._bytes.data, strides=(1,))


_MASKS: Final = np.array([(1 << (8 * n)) - 1 for n in range(_WORD + 1)], np.uint64)


class _Numbers:
    """Plain numbers read figure by figure: a sign, figures, a point, figures."""

    def __init__(self, count: int) -> None:
        self.good: Bools = np.ones(count, np.bool_)
        self.values: Floats = np.zeros(count)
        self._whole = np.zeros(count, np.int64)
        self._figures = np.zeros(count, np.int8)
        self._places = np.zeros(count, np.int8)
        self._pointed: Bools = np.zeros(count, np.bool_)
        self._negative: Bools = np.zeros(count, np.bool_)

    def take(self, byte: Raw, there: Bools, points: bytes, *, first: bool) -> None:
        """Take the next byte of each cell, where it is there."""
        figure = byte - 48  # of what is no figure the rest is above nine
        is_figure = there & (figure < 10)
        is_point = np.zeros(len(byte), np.bool_)
        for point in points:
            is_point |= byte == point
        is_point &= there & ~self._pointed & (self._figures > 0)
        fits = is_figure | is_point | ~there
        if first:
            self._negative = there & (byte == 45)
            fits |= self._negative
        self.good &= fits
        grown = self._whole * 10 + figure
        self._whole = np.where(is_figure, grown, self._whole)
        self._figures += is_figure
        self._places += is_figure & self._pointed
        self._pointed |= is_point

    def end(self, length: Wholes) -> None:
        """All bytes were taken of cells that are no longer than the widest number."""
        self.good &= (self._figures > 0) & (self._figures <= _MOST_DIGITS)
        self.good &= (length <= _WIDEST_NUMBER) & (self._pointed == (self._places > 0))
        places = np.where(self.good, self._places, 0)
        self.values = self._whole.astype(np.float64) / _TENS[places]
        self.values[self._negative] *= -1.0
        self.good &= np.abs(self.values) <= _MOST


def rounded(values: Floats, factor: float) -> Floats:
    """The products to the sixth decimal, as Python's own `round` gives them."""
    products: Floats = values * factor
    scaled = products * 1e6
    nearest = np.rint(scaled)
    result: Floats = nearest / 1e6
    # Near the middle between two, and where doubles are coarse, the product of the doubles may
    # fall to the other side than the digits do.
    close = np.abs(np.abs(scaled - nearest) - 0.5) <= 1e-6 + np.abs(scaled) * 1e-15
    for number in np.flatnonzero(close).tolist():
        result[number] = round(float(products[number]), 6)
    return result
