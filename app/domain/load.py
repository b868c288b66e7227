"""A load profile: how much was drawn, when. The samples are a blob; this is what is known of it."""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Context, Decimal
from math import fsum, isnan, nan
from typing import Final

from app.domain.units import Kw, Kwh
from app.ids import CaseId, Digest, OrgId, RecordId

_EXACT: Final = Context(prec=400)
"""Room for every digit that a float can have before and behind the point."""


@dataclass(frozen=True)
class Gap:
    """A stretch with no samples; never counted as zero."""

    start: datetime
    end: datetime
    missing: int


@dataclass(frozen=True)
class LoadSummary:
    """What a load file says in numbers, at the file's own interval.

    `end` is the end of the last interval; `points` counts the time steps present; `peak_kw` is the
    highest value; `energy_kwh` is over the steps present; `load_factor` is mean over peak, and 0
    where the peak is none (not above 0.0000 kW).
    """

    start: datetime
    end: datetime
    interval_s: int
    points: int
    phases: int
    peak_kw: Kw
    peak_at: datetime
    energy_kwh: Kwh
    load_factor: Decimal
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True)
class LoadProfile:
    """One imported load curve of a case."""

    id: RecordId
    case_id: CaseId
    org: OrgId
    source_name: str
    source: Digest
    """The file as it was imported, byte for byte."""
    samples: Digest
    """The samples in our own compact form."""
    meter_no: str
    sample_kind: str
    """mean | instant."""
    stamp: str
    """start | end: which end of its interval a time names in the file."""
    summary: LoadSummary
    imported_at: datetime
    withdrawn_at: datetime | None = None


@dataclass(frozen=True)
class Samples:
    """The samples of a load curve, NaN where there is none.

    `start` is the beginning of the first interval. Power is in channel "p_kw", or one channel a
    phase "p_a_kw", "p_b_kw", "p_c_kw"; reactive power likewise with "q" and kvar.
    """

    start: datetime
    interval_s: int
    channels: Mapping[str, "array[float]"]

    @property
    def phases(self) -> int:
        """1 when only a total was measured, 3 when each phase was."""
        return 1 if "p_kw" in self.channels else 3

    @property
    def total_kw(self) -> "array[float]":
        """Active power of all phases; a gap in one phase is a gap."""
        if self.phases == 1:
            return self.channels["p_kw"]
        phases = (self.channels[f"p_{phase}_kw"] for phase in "abc")
        return array("d", (a + b + c for a, b, c in zip(*phases, strict=True)))

    def at(self, number: int) -> datetime:
        """When the interval of this number begins."""
        return self.start + timedelta(seconds=number * self.interval_s)


class EmptyLoad(ValueError):
    """There is not one sample, so nothing can be said of the load."""


def summarise(samples: Samples) -> LoadSummary:
    """What the samples say in numbers, at their own interval.

    Raises:
        EmptyLoad: every sample is missing.
    """
    total = samples.total_kw
    present = [value for value in total if not isnan(value)]
    if not present:
        raise EmptyLoad
    peak = max(present)
    mean = fsum(present) / len(present)
    hours = samples.interval_s / 3600
    peak_kw = Kw(_rounded(peak, 4))
    return LoadSummary(
        start=samples.start,
        end=samples.at(len(total)),
        interval_s=samples.interval_s,
        points=len(present),
        phases=samples.phases,
        peak_kw=peak_kw,
        peak_at=samples.at(total.index(peak)),
        energy_kwh=Kwh(_rounded(fsum(present) * hours, 3)),
        load_factor=_rounded(mean / peak, 4) if peak_kw > 0 else Decimal(0),
        gaps=tuple(_gaps(samples, total)),
    )


def envelope(values: Sequence[float], buckets: int) -> tuple["array[float]", "array[float]"]:
    """Lowest and highest value of each of so many equal stretches; NaN where all is missing.

    However few the buckets, the highest of the highs is the peak: none is ever hidden.
    """
    count = min(buckets, len(values))
    lows, highs = array("d"), array("d")
    for number in range(count):
        first = number * len(values) // count
        last = (number + 1) * len(values) // count
        present = [value for value in values[first:last] if not isnan(value)]
        lows.append(min(present, default=nan))
        highs.append(max(present, default=nan))
    return lows, highs


def _gaps(samples: Samples, total: Sequence[float]) -> list[Gap]:
    gaps: list[Gap] = []
    first: int | None = None
    for number, value in enumerate([*total, 0.0]):
        if isnan(value) and first is None:
            first = number
        elif not isnan(value) and first is not None:
            gaps.append(Gap(samples.at(first), samples.at(number), number - first))
            first = None
    return gaps


def _rounded(value: float, places: int) -> Decimal:
    rounded = Decimal(repr(value)).quantize(Decimal(1).scaleb(-places), context=_EXACT)
    return _EXACT.plus(rounded)  # there is no minus zero kilowatt
