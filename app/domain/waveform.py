"""A recording of waveforms (COMTRADE): what it is of, its samples, and what they come to."""

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

TOP_ORDER: Final = 50
"""The highest harmonic that is reckoned."""
GB_TOP_ORDER: Final = 25
"""The highest that GB/T 14549 counts into the distortion."""
CYCLES: Final = 10
"""Of one window, about 200 ms at 50 Hz (IEC 61000-4-7, GB/T 17626.7)."""

WAVEFORMS: Final = (".cfg", ".cff", ".dat", ".pqd", ".pqdif")
"""Endings of files that are recordings; of PQDIF it is only said that it cannot be read yet."""

_SCALES: Final = {
    "v": ("voltage", 1.0),
    "kv": ("voltage", 1000.0),
    "mv": ("voltage", 0.001),
    "a": ("current", 1.0),
    "ka": ("current", 1000.0),
    "ma": ("current", 0.001),
}


@dataclass(frozen=True)
class Channel:
    """One analog channel. `primary` to `secondary` is the ratio of its transformer."""

    name: str
    phase: str
    """a | b | c | n, or empty."""
    circuit: str
    unit: str
    primary: float
    secondary: float
    is_primary: bool
    """Whether its values are those of the primary side already."""

    @property
    def quantity(self) -> str:
        """What it is: voltage, current, or empty for anything else."""
        return _SCALES.get(self.unit.strip().lower(), ("", 1.0))[0]

    @property
    def to_primary(self) -> float:
        """What a value is multiplied by to be volts or amperes of the primary side."""
        scale = _SCALES.get(self.unit.strip().lower(), ("", 1.0))[1]
        return scale if self.is_primary else scale * self.primary / self.secondary


@dataclass(frozen=True)
class Rate:
    """So many samples a second, up to the sample of this number (from 1)."""

    hz: float
    last: int


@dataclass(frozen=True)
class Recording:
    """What a recording says of itself."""

    name: str
    station: str
    device: str
    revision: str
    """1991 | 1999 | 2013."""
    form: str
    """ASCII | BINARY | BINARY32 | FLOAT32."""
    frequency_hz: float
    """Nominal, of the line."""
    rates: tuple[Rate, ...]
    start: datetime
    trigger: datetime
    channels: tuple[Channel, ...]
    digital: tuple[str, ...]
    count: int
    """Samples of each channel."""
    remarks: tuple[str, ...] = ()
    """Stable words, some with a value: "ratio_missing:Ua", "extra_samples:12"."""

    @property
    def seconds(self) -> float:
        """How long it is."""
        total, before = 0.0, 0
        for rate in self.rates:
            total += (rate.last - before) / rate.hz
            before = rate.last
        return total


@dataclass(frozen=True)
class Waveform:
    """A recording with its samples: one array a channel, as recorded (a·x + b), NaN = missing."""

    recording: Recording
    samples: tuple["array[float]", ...]


@dataclass(frozen=True)
class Stretch:
    """Values of one rate: the first `begin_s` seconds after the first sample of the recording."""

    begin_s: float
    step_s: float
    values: "array[float]"
    """As single floats, NaN = missing."""


@dataclass(frozen=True)
class Trace:
    """One analog channel as it is drawn: volts, amperes, or whatever its unit says."""

    name: str
    unit: str
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True)
class WaveformFindings:
    """What a recording comes to: a value each ten cycles, and one each cycle.

    Channels are named as those of `Samples` (domain/load.py), of the primary side: u_a_v, i_a_a,
    p_a_kw, q_a_kvar, pf_a, f_hz, thdu_a_pct (orders 2 to `top_order`), hu_a_5_pct, thdi_a_pct,
    hi_a_5_a; windows are whole, one behind the other, from `start`.
    """

    start: datetime
    frequency_hz: float
    """As measured over the whole recording; the nominal one where no voltage tells."""
    top_order: int
    """The highest harmonic that the sampling rate allows, up to 50."""
    windows: Mapping[str, "array[float]"]
    window_s: float
    cycles: Mapping[str, "array[float]"] = field(default_factory=dict)
    """RMS of each cycle: u_a_v, i_a_a."""

    @property
    def count(self) -> int:
        """How many windows there are."""
        return len(next(iter(self.windows.values()), ()))
