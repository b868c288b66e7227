"""The channels of a recording as they are drawn: of the primary side, no peak left out."""

from array import array
from typing import Final

import numpy as np

from app.analysis.series import Values
from app.domain.waveform import Channel, Recording, Stretch, Trace, Waveform

MOST_DRAWN: Final = 4_000_000
"""Values at most; of a longer recording each drawn pair is the lowest and highest of some."""
_UNITS: Final = {"voltage": "V", "current": "A"}


def traces_of(wave: Waveform, most: int = MOST_DRAWN) -> tuple[Trace, ...]:
    """Every analog channel, in the order of the file."""
    recording = wave.recording
    joined = -(-2 * recording.count * len(recording.channels) // most)
    joined = joined if joined > 2 else 1
    return tuple(
        Trace(channel.name, _UNITS.get(channel.quantity, channel.unit),
              _stretches(recording, channel, np.frombuffer(held, dtype=np.float64), joined))
        for channel, held in zip(recording.channels, wave.samples, strict=True)
    )  # fmt: skip


def _stretches(
    recording: Recording, channel: Channel, values: Values, joined: int
) -> tuple[Stretch, ...]:
    found, before, begin = [], 0, 0.0
    for rate in recording.rates:
        part = values[before : rate.last] * channel.to_primary
        step = 1 / rate.hz
        if joined > 1 and len(part):
            part, step = _extremes(part, joined), joined * step / 2
        found.append(Stretch(begin, step, array("f", part.astype(np.float32).tobytes())))
        begin += (rate.last - before) / rate.hz
        before = rate.last
    return tuple(found)


def _extremes(values: Values, joined: int) -> Values:
    """The lowest and the highest of so many neighbours each, one behind the other."""
    rows = -(-len(values) // joined)
    padded = np.pad(values, (0, rows * joined - len(values)), constant_values=np.nan)
    blocks = padded.reshape(rows, joined)
    both = np.stack((np.fmin.reduce(blocks, axis=1), np.fmax.reduce(blocks, axis=1)), axis=1)
    result: Values = both.reshape(-1)
    return result
