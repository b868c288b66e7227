"""The arithmetic of packed samples: values as whole numbers of their last decimal, and back.

Loaded by `samples_blob` when the first curve is packed or opened, for it brings numpy.
"""

from array import array
from typing import Final

import numpy as np
from numpy.typing import NDArray

_MOST: Final = 1 << 60
"""Whole numbers below this, doubled, differ by what 63 bits hold."""
_EXACT: Final = 1 << 53
_BYTES: Final = 8

Wholes = NDArray[np.int64]


def told(values: "array[float]", places: int) -> bytes:
    """These values as differences of whole numbers with so many decimals, byte by byte.

    Raises:
        OverflowError: one of them is too large for that.
    """
    found = np.frombuffer(values, dtype=np.float64)
    missing = np.isnan(found)
    nearest = np.rint(np.where(missing, 0.0, found) * 10**places)
    if np.any(np.abs(nearest) >= _MOST):
        raise OverflowError(places)
    # A missing value is told as its neighbour with the lowest bit set; a value has it clear.
    last = np.maximum.accumulate(np.where(missing, 0, np.arange(1, len(found) + 1)))
    wholes = np.concatenate((np.zeros(1, np.int64), nearest.astype(np.int64) << 1))[last]
    wholes |= missing
    differences = np.diff(wholes, prepend=np.int64(0))
    folded: Wholes = (differences << 1) ^ (differences >> 63)
    return planes(folded.astype("<i8").tobytes())


def understood(part: bytes, places: int) -> "array[float]":
    """The values that `told` put into these bytes."""
    folded = _joined(part, "<i8").astype(np.int64)
    wholes = np.cumsum((folded >> 1) ^ -(folded & 1))
    missing, wholes = (wholes & 1).astype(np.bool_), wholes >> 1
    values = wholes / np.float64(10**places)
    for number in np.flatnonzero(np.abs(wholes) > _EXACT).tolist():
        values[number] = int(wholes[number]) / 10**places
    values[missing] = np.nan
    return array("d", values.tobytes())


def doubles(part: bytes) -> "array[float]":
    """The values whose bytes these are, first bytes of all, then second bytes, and so on."""
    return array("d", _joined(part, "<f8").astype(np.float64).tobytes())


def planes(body: bytes) -> bytes:
    """First bytes of all, then second bytes of all, and so on: like beside like packs better."""
    return np.frombuffer(body, dtype=np.uint8).reshape(-1, _BYTES).T.tobytes()


def _joined(part: bytes, kind: str) -> NDArray[np.generic]:
    rows = np.frombuffer(part, dtype=np.uint8).reshape(_BYTES, -1)
    return np.frombuffer(rows.T.tobytes(), dtype=kind)
