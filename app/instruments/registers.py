"""From the readings of a register to power: rollovers are gone on over, resets are told.

Readings are in order of time, each moment once, NaN where there is none.
"""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import isnan, nan
from typing import Final

_FEWEST_DIGITS: Final = 3
_NEAR_END: Final = 0.9
_NEAR_BEGIN: Final = 0.1
_RISING: Final = 0.95


@dataclass
class Register:
    """What the readings come to, one entry a reading."""

    power_kw: "array[float]" = field(default_factory=lambda: array("d"))
    """Mean of the interval that ends with the reading; NaN where that is not one interval long."""
    since_kwh: "array[float]" = field(default_factory=lambda: array("d"))
    """Drawn since the first reading; NaN where there is no reading."""
    rollovers: list[int] = field(default_factory=list)
    """Numbers of the readings before which it went over its highest digit."""
    resets: list[int] = field(default_factory=list)
    """Numbers of the readings that are lower without having come to its end."""


def read_register(
    seconds: Sequence[int], kwh: Sequence[float], interval_s: int, factor: float
) -> Register:
    """The mean power between readings, and the energy since the first.

    A reading lower than the last is a rollover where the last stood just below a power of ten and
    this one just above nothing; else it is a reset: what was drawn in between is not known.
    """
    found = Register()
    last: tuple[int, float] | None = None
    since = 0.0
    for number, (second, reading) in enumerate(zip(seconds, kwh, strict=True)):
        if isnan(reading):
            found.power_kw.append(nan)
            found.since_kwh.append(nan)
            continue
        power = nan
        if last is not None:
            drawn: float | None = reading - last[1]
            if reading < last[1]:
                end = _end_of(last[1], reading)
                drawn = None if end is None else drawn + end if drawn is not None else None
                (found.resets if drawn is None else found.rollovers).append(number)
            if drawn is not None:
                since += drawn * factor
                if second - last[0] == interval_s:
                    power = round(drawn * factor * 3600 / interval_s, 6)
        found.power_kw.append(power)
        found.since_kwh.append(round(since, 6))
        last = (second, reading)
    return found


def is_register(values: Sequence[float]) -> bool:
    """Whether values of energy are those of a register: they hardly ever fall, and they rise."""
    present = [value for value in values if not isnan(value)]
    if len(present) < 2 or present[-1] == present[0]:
        return False
    steps = [b - a for a, b in pairwise(present)]
    rising = sum(step >= 0 for step in steps)
    return rising >= _RISING * len(steps) and sum(step > 0 for step in steps) > 0


def _end_of(last: float, reading: float) -> float | None:
    """Where the register begins anew; None where it did not come near."""
    end = 10.0**_FEWEST_DIGITS
    while end <= last:
        end *= 10
    return end if last >= _NEAR_END * end and reading <= _NEAR_BEGIN * end else None
