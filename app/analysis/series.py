"""Samples as arrays, with their clock: what every reckoning begins with."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.clock import CHINA
from app.domain.load import Samples

Values = NDArray[np.float64]
Numbers = NDArray[np.int64]

DAY_S: Final = 86_400
_YEAR_1970: Final = np.datetime64("1970-01-01", "s")


@dataclass(frozen=True)
class Series:
    """One channel at even steps, NaN where there is none, and the channels beside it.

    Clock and calendar are China's, without daylight saving: `local` are seconds of that clock.
    """

    samples: Samples
    values: Values

    @property
    def interval_s(self) -> int:
        """Seconds of one step."""
        return self.samples.interval_s

    @property
    def hours(self) -> float:
        """Hours of one step."""
        return self.samples.interval_s / 3600

    @property
    def present(self) -> Values:
        """The values that are there, in their order."""
        found: Values = self.values[np.isfinite(self.values)]
        return found

    @property
    def first_s(self) -> int:
        """Seconds of the local clock at which the first step begins."""
        start = self.samples.start.astimezone(CHINA).replace(tzinfo=None)
        return int((np.datetime64(start, "s") - _YEAR_1970).astype(np.int64))

    @property
    def local(self) -> Numbers:
        """Seconds of the local clock at which each step begins."""
        return self.first_s + np.arange(len(self.values), dtype=np.int64) * self.interval_s

    def at(self, number: int) -> datetime:
        """When the step of this number begins, on China's clock."""
        return self.samples.at(int(number)).astimezone(CHINA)


def power_of(samples: Samples) -> Series:
    """Active power of all phases, kW; a gap in one phase is a gap."""
    phases = three(samples, "p_", "_kw")
    if phases is None or "p_kw" in samples.channels:
        return Series(samples, np.asarray(samples.total_kw, dtype=np.float64))
    return Series(samples, phases[0] + phases[1] + phases[2])  # in the order of `total_kw`


def channel(samples: Samples, name: str) -> Values | None:
    """The values of this channel; None where it is not there."""
    found = samples.channels.get(name)
    return None if found is None else np.asarray(found, dtype=np.float64)


def three(samples: Samples, before: str, after: str) -> Values | None:
    """The channels of the three phases, shape (3, n); None unless all are there."""
    found = [channel(samples, f"{before}{phase}{after}") for phase in "abc"]
    if any(each is None for each in found):
        return None
    return np.stack([each for each in found if each is not None])


def months_of(local: Numbers) -> tuple[Numbers, Numbers]:
    """Months since 1970-01 of these seconds, and the number of the month, 1 to 12."""
    months = local.astype("datetime64[s]").astype("datetime64[M]").astype(np.int64)
    return months, months % 12 + 1


def moment(local_s: float) -> datetime:
    """The moment at which the local clock shows so many seconds."""
    return datetime(1970, 1, 1, tzinfo=CHINA) + timedelta(seconds=float(local_s))
