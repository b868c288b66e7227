"""Reads a recording of waveforms in a child process with limits, and what it hands back."""

import json
import zlib
from array import array
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import msgspec

from app.child import ChildFailed, watch_child
from app.domain.load import Samples
from app.domain.waveform import Recording, Stretch, Trace, WaveformFindings
from app.errors import DigestMismatch, WaveformRefused
from app.instruments.samples_blob import unpack_samples

DEADLINE_S: Final = 60.0
_MODULE: Final = "app.instruments.waveform_reader"
_LIMIT: Final = 256 << 20


@dataclass(frozen=True)
class WaveformReading:
    """A recording as it was read: what it is, what it comes to, and the file it came from."""

    recording: Recording
    findings: WaveformFindings
    phases: Mapping[str, str]
    """The name of the channel that was taken for each phase, by "u_a", "i_a" …"""
    digest: str
    """SHA-256 of the recording as one file (see `comtrade_config.bundled`)."""
    samples: Samples | None = None
    """Its values by the second; None where it has not one whole window."""
    traces: tuple[Trace, ...] = ()
    """Its channels as they are drawn."""


def read_waveform_apart(
    path: Path, cancelled: Callable[[], bool] | None = None, deadline_s: float = DEADLINE_S
) -> WaveformReading:
    """The recording in this file, read and reckoned by a child process.

    Raises:
        WaveformRefused: see `read_comtrade`; besides out_of_memory, timed_out, crashed, cancelled.
    """
    try:
        answer = watch_child(_MODULE, str(path.absolute()), deadline_s, cancelled)
        return understood(answer)
    except ChildFailed as error:
        raise WaveformRefused(path.name, error.why) from error
    except (ValueError, KeyError, TypeError, zlib.error, DigestMismatch) as error:
        raise WaveformRefused(path.name, "crashed") from error


def understood(answer: bytes) -> WaveformReading:
    """The reading that `told` put into these bytes.

    Raises:
        WaveformRefused: what `told` refused.
        ValueError: these are no such bytes.
    """
    line, _, packed = answer.partition(b"\n")
    head: dict[str, Any] = json.loads(line)
    if "refused" in head:
        raise WaveformRefused(**head["refused"])
    inflate = zlib.decompressobj()
    body = inflate.decompress(packed, _LIMIT)
    found: dict[str, dict[str, array[float]]] = {}
    at = 0
    for part in ("windows", "cycles"):
        found[part] = {}
        for name, count in head[part]:
            found[part][name] = _floats("d", body, at, count)
            at += 8 * count
    traces = []
    for name, unit, stretches in head["traces"]:
        held = []
        for begin_s, step_s, count in stretches:
            held.append(Stretch(float(begin_s), float(step_s), _floats("f", body, at, count)))
            at += 4 * count
        traces.append(Trace(str(name), str(unit), tuple(held)))
    by_second = unpack_samples(body[at:]) if head["by_second"] else None
    findings = WaveformFindings(
        start=datetime.fromisoformat(head["start"]),
        frequency_hz=head["frequency_hz"],
        top_order=head["top_order"],
        window_s=head["window_s"],
        **found,
    )
    recording = msgspec.convert(head["recording"], Recording)
    return WaveformReading(
        recording, findings, head["phases"], head["digest"], by_second, tuple(traces)
    )


def _floats(kind: str, body: bytes, at: int, count: int) -> "array[float]":
    values: array[float] = array(kind)
    values.frombytes(body[at : at + values.itemsize * count])
    if len(values) != count:
        raise ValueError(count)
    return values
