"""A load profile: how much was drawn, when. The samples are a blob; this is what is known of it."""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Context, Decimal
from math import fsum, isnan, nan
from operator import add
from typing import Final

from app.domain.load_figures import LoadFigures
from app.domain.units import Kw, Kwh
from app.ids import CaseId, Digest, OrgId, RecordId

RECORDING: Final = "waveform:"
"""Before the form of a recording, among the remarks of what was reckoned from it."""
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
    where the peak is none (not above 0.0000 kW). `phases` is 0 where no power was measured: peak,
    energy and load factor are 0 then and say nothing.
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

    @property
    def has_power(self) -> bool:
        """False of a record of voltage quality alone: it has steps, and no power in them."""
        return self.phases > 0


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
    multiplier: str = ""
    """What the readings were multiplied by, as it was stated; empty where nothing was."""
    zone: str = ""
    """Whose clock the file's times are, as it was said; empty = China's, +08:00 all year."""
    channels: tuple[str, ...] = ()
    """What was measured (see `Samples`); empty in a record of before they were noted."""
    remarks: tuple[str, ...] = ()
    """What was noticed while it was read."""
    figures: LoadFigures | None = None
    """What its analysis comes to; None without power, and in a record of before they were kept."""

    @property
    def is_recording(self) -> bool:
        """Whether it is a recording of waveforms, of seconds, and no load curve of the customer."""
        return any(remark.startswith(RECORDING) for remark in self.remarks)


@dataclass(frozen=True)
class Samples:
    """The samples of a load curve, NaN where there is none.

    `start` is the beginning of the first interval. Power is in channel "p_kw", or one channel a
    phase "p_a_kw", "p_b_kw", "p_c_kw"; reactive power likewise with "q" and kvar. Others, `*` a
    phase: "u_*_v", line to line "u_ab_v", "i_*_a", "pf" or "pf_*", "f_hz", "d_kw" (demand),
    "e_kwh" (drawn since the first reading of the register, at the end of a step), "thdu_*_pct",
    "hu_*_5_pct" (fifth harmonic, of the fundamental), "thdi_*_pct", "hi_*_5_a", "pst_*", "plt_*",
    "unb_u_pct", "unb_i_pct". "flags" is 1 where the instrument doubted its own values, which are
    missing then.
    """

    start: datetime
    interval_s: int
    channels: Mapping[str, "array[float]"]

    @property
    def phases(self) -> int:
        """1 when only a total was measured, 3 when each phase was, 0 when no power was."""
        if "p_kw" in self.channels:
            return 1
        return 3 if "p_a_kw" in self.channels else 0

    @property
    def count(self) -> int:
        """So many time steps, gaps included."""
        return len(next(iter(self.channels.values())))

    @property
    def total_kw(self) -> "array[float]":
        """Active power of all phases; a gap in one phase is a gap. Nothing where none is known."""
        if self.phases == 0:
            return array("d", [nan]) * self.count
        if self.phases == 1:
            return self.channels["p_kw"]
        phases = (self.channels[f"p_{phase}_kw"] for phase in "abc")
        a, b, c = phases
        return array("d", map(add, map(add, a, b), c))

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
    if not samples.phases:
        return _without_power(samples)
    total = samples.total_kw
    missing = _missing(total)
    present = total if 1 not in missing else [value for value in total if not isnan(value)]
    if not present:
        raise EmptyLoad
    peak, whole = max(present), fsum(present)
    mean = whole / len(present)
    hours = samples.interval_s / 3600
    peak_kw = Kw(rounded(peak, 4))
    return LoadSummary(
        start=samples.start,
        end=samples.at(len(total)),
        interval_s=samples.interval_s,
        points=len(present),
        phases=samples.phases,
        peak_kw=peak_kw,
        peak_at=samples.at(total.index(peak)),
        energy_kwh=Kwh(rounded(whole * hours, 3)),
        load_factor=rounded(mean / peak, 4) if peak_kw > 0 else Decimal(0),
        gaps=tuple(_gaps(samples, missing)),
    )


def _without_power(samples: Samples) -> LoadSummary:
    """Of a record without power: when it was, and where every channel is missing."""
    channels = (values for name, values in samples.channels.items() if name != "flags")
    missing = bytes(map(min, zip(*map(_missing, channels), strict=True)))
    points = missing.count(0)
    if not points:
        raise EmptyLoad
    return LoadSummary(
        start=samples.start,
        end=samples.at(samples.count),
        interval_s=samples.interval_s,
        points=points,
        phases=0,
        peak_kw=Kw(Decimal(0)),
        peak_at=samples.start,
        energy_kwh=Kwh(Decimal(0)),
        load_factor=Decimal(0),
        gaps=tuple(_gaps(samples, missing)),
    )


def envelope(values: Sequence[float], buckets: int) -> tuple["array[float]", "array[float]"]:
    """Lowest and highest value of each of so many equal stretches; NaN where all is missing.

    However few the buckets, the highest of the highs is the peak: none is ever hidden.
    """
    count = min(buckets, len(values))
    lows, highs = array("d"), array("d")
    missing = _missing(values)
    for number in range(count):
        first = number * len(values) // count
        last = (number + 1) * len(values) // count
        present = values[first:last]
        if 1 in missing[first:last]:
            present = [value for value in present if not isnan(value)]
        lows.append(min(present, default=nan))
        highs.append(max(present, default=nan))
    return lows, highs


def _missing(values: Sequence[float]) -> bytes:
    """A byte a value: 1 where it is missing. A year of minutes is looked at twice an import."""
    return bytes(map(isnan, values))


def _gaps(samples: Samples, missing: bytes) -> list[Gap]:
    gaps: list[Gap] = []
    first = missing.find(1)
    while first >= 0:
        end = missing.find(0, first)
        end = len(missing) if end < 0 else end
        gaps.append(Gap(samples.at(first), samples.at(end), end - first))
        first = missing.find(1, end)
    return gaps


def rounded(value: float, places: int) -> Decimal:
    """A float as a decimal with so many places, half to even, never minus zero."""
    exact = Decimal(repr(value)).quantize(Decimal(1).scaleb(-places), context=_EXACT)
    return _EXACT.plus(exact)  # there is no minus zero kilowatt
