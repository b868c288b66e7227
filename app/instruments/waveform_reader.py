"""The child that reads a recording, and what it hands back: a line of JSON, then the values.

Run as `python -m app.instruments.waveform_reader PATH`. Data only: a file that gets the better of
the child still hands no code to the program.
"""

import hashlib
import json
import sys
import zlib
from array import array
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import msgspec

from app.analysis.waveform import analyse_waveform, phases_of
from app.child import ChildFailed, limit_this_process, watch_child
from app.domain.waveform import Recording, Waveform, WaveformFindings
from app.errors import WaveformRefused
from app.instruments.comtrade import bundled, read_comtrade

DEADLINE_S: Final = 60.0
_MEMORY_BYTES: Final = 2048 << 20
"""Address space: the samples, their doubles, and a DFT of them; numpy reserves much of it."""
_CPU_S: Final = 60
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
    """SHA-256 of the recording as one file (see `comtrade.bundled`)."""


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
    except (ValueError, KeyError, TypeError, zlib.error) as error:
        raise WaveformRefused(path.name, "crashed") from error


def told(path: Path) -> bytes:
    """What is in this recording, or why it is refused, as bytes."""
    try:
        return _told(read_comtrade(path), path)
    except WaveformRefused as refused:
        return json.dumps({"refused": asdict(refused)}).encode()
    except MemoryError:
        return json.dumps({"refused": {"name": path.name, "why": "out_of_memory"}}).encode()


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
            values = array("d")
            values.frombytes(body[at : at + 8 * count])
            if len(values) != count:
                raise ValueError(name)
            found[part][name] = values
            at += 8 * count
    findings = WaveformFindings(
        start=datetime.fromisoformat(head["start"]),
        frequency_hz=head["frequency_hz"],
        top_order=head["top_order"],
        window_s=head["window_s"],
        **found,
    )
    recording = msgspec.convert(head["recording"], Recording)
    return WaveformReading(recording, findings, head["phases"], head["digest"])


def _told(wave: Waveform, path: Path) -> bytes:
    recording, findings = wave.recording, analyse_waveform(wave)
    both = {"windows": findings.windows, "cycles": findings.cycles}
    head = {
        "recording": msgspec.to_builtins(recording),
        "phases": {name: recording.channels[at].name for name, at in phases_of(recording).items()},
        "digest": hashlib.sha256(bundled(path)).hexdigest(),
        "start": findings.start.isoformat(),
        "frequency_hz": findings.frequency_hz,
        "top_order": findings.top_order,
        "window_s": findings.window_s,
        **{
            part: [(name, len(held)) for name, held in values.items()]
            for part, values in both.items()
        },
    }
    body = b"".join(held.tobytes() for values in both.values() for held in values.values())
    return json.dumps(head).encode() + b"\n" + zlib.compress(body, 1)


if __name__ == "__main__":
    limit_this_process(_MEMORY_BYTES, _CPU_S)
    sys.stdout.buffer.write(told(Path(sys.argv[1])))
