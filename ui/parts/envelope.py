"""Lowest and highest of every stretch of a long series, so that however far away no peak is hidden.

A pyramid: each step holds the lowest and highest of four of the step below. A view takes the step
whose stretches are a few to a pixel, so it costs the same for a day and for a year.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Series = NDArray[np.float64]

_JOINED: Final = 4
_STRETCHES_A_COLUMN: Final = 4
"""So many stretches at least lie in a column: an extreme is a quarter column off at most."""
_TOP: Final = 2048
"""A step this short is the last: there are no more pixels than that."""


@dataclass(frozen=True)
class Envelope:
    """What is to be drawn of a stretch: a zigzag through the lowest and highest of each column."""

    at: Series
    """Places in the series; a column's two points stand at its middle."""
    values: Series
    """NaN where a whole column is missing."""


class Pyramid:
    """One series, ready to be looked at from any distance."""

    def __init__(self, values: Series) -> None:
        self.values = values
        self._steps: list[tuple[Series, Series]] = []
        lows = highs = values
        while len(lows) > _TOP:
            lows, highs = _joined(lows, np.fmin), _joined(highs, np.fmax)
            self._steps.append((lows, highs))

    @property
    def extent(self) -> tuple[float, float]:
        """Lowest and highest value of all; 0 where there is none."""
        if not len(self.values):
            return 0.0, 0.0
        lows, highs = self._steps[-1] if self._steps else (self.values, self.values)
        low, high = float(np.fmin.reduce(lows)), float(np.fmax.reduce(highs))
        return (low, high) if low <= high else (0.0, 0.0)

    def seen(self, first: int, last: int, columns: int) -> Envelope:
        """The samples from `first` up to `last`, in so many columns of pixels.

        Every sample between them is in one column; few samples are given one by one.
        """
        first, last = max(first, 0), min(last, len(self.values))
        count = last - first
        if count <= 2 * columns:
            return Envelope(np.arange(first, last, dtype=float), self.values[first:last])
        size, lows, highs = self._step(count / columns)
        begin, end = first // size, -(-last // size)
        edges = np.linspace(begin, end, columns + 1).astype(np.intp)
        low = np.fmin.reduceat(lows[:end], edges[:-1])
        high = np.fmax.reduceat(highs[:end], edges[:-1])
        return Envelope(np.repeat((edges[:-1] + edges[1:]) * (size / 2), 2), _zigzag(low, high))

    def _step(self, samples_a_column: float) -> tuple[int, Series, Series]:
        """The coarsest step that is fine enough, and how many samples a stretch of it holds."""
        size, found = 1, (self.values, self.values)
        for step in self._steps:
            if size * _JOINED * _STRETCHES_A_COLUMN > samples_a_column:
                break
            size, found = size * _JOINED, step
        return size, *found


def _joined(values: Series, extreme: np.ufunc) -> Series:
    short = -len(values) % _JOINED
    padded = np.concatenate((values, np.full(short, np.nan))) if short else values
    halves: Series = extreme(padded[0::2], padded[1::2])  # by halves: many times faster than rows
    joined: Series = extreme(halves[0::2], halves[1::2])
    return joined


def _zigzag(low: Series, high: Series) -> Series:
    """Low, high, high, low, low, high …: neighbours join at their like ends."""
    both = np.empty(2 * len(low))
    both[0::4], both[1::4] = low[0::2], high[0::2]
    both[2::4], both[3::4] = high[1::2], low[1::2]
    return both
