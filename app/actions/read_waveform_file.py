"""Read a recording of waveforms without taking it in: what it is and what it comes to."""

from collections.abc import Callable
from pathlib import Path

from app.instruments.waveform_apart import WaveformReading, read_waveform_apart


def read_waveform_file(path: Path, cancelled: Callable[[], bool] | None = None) -> WaveformReading:
    """The recording in this .cfg (with its .dat) or .cff, read in a child process.

    Raises:
        WaveformRefused: it cannot be read, with its place.
    """
    return read_waveform_apart(path, cancelled)
