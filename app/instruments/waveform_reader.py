"""The child that reads a recording: a line of JSON goes back, then the values.

Run as `python -m app.instruments.waveform_reader PATH`. Data only: a file that gets the better of
the child still hands no code to the program.
"""

import hashlib
import json
import sys
import zlib
from dataclasses import asdict
from pathlib import Path
from typing import Final

import msgspec

from app.analysis.traces import traces_of
from app.analysis.waveform import analyse_waveform, as_samples, phases_of
from app.child import limit_this_process
from app.domain.waveform import Waveform
from app.errors import WaveformRefused
from app.instruments.comtrade import read_comtrade
from app.instruments.comtrade_config import bundled
from app.instruments.samples_blob import pack_samples

_MEMORY_BYTES: Final = 2048 << 20
"""Address space: the samples, their doubles, and a DFT of them; numpy reserves much of it."""
_CPU_S: Final = 60


def told(path: Path) -> bytes:
    """What is in this recording, or why it is refused, as bytes."""
    try:
        return _told(read_comtrade(path), path)
    except WaveformRefused as refused:
        return json.dumps({"refused": asdict(refused)}).encode()
    except MemoryError:
        return json.dumps({"refused": {"name": path.name, "why": "out_of_memory"}}).encode()


def _told(wave: Waveform, path: Path) -> bytes:
    recording, findings, traces = wave.recording, analyse_waveform(wave), traces_of(wave)
    by_second = pack_samples(as_samples(findings)) if findings.count else b""
    both = {"windows": findings.windows, "cycles": findings.cycles}
    head = {
        "recording": msgspec.to_builtins(recording),
        "phases": {name: recording.channels[at].name for name, at in phases_of(recording).items()},
        "digest": hashlib.sha256(bundled(path)).hexdigest(),
        "start": findings.start.isoformat(),
        "frequency_hz": findings.frequency_hz,
        "top_order": findings.top_order,
        "by_second": bool(by_second),
        "traces": [
            (
                trace.name,
                trace.unit,
                [(s.begin_s, s.step_s, len(s.values)) for s in trace.stretches],
            )
            for trace in traces
        ],
        "window_s": findings.window_s,
        **{
            part: [(name, len(held)) for name, held in values.items()]
            for part, values in both.items()
        },
    }
    body = b"".join(held.tobytes() for values in both.values() for held in values.values())
    drawn = b"".join(each.values.tobytes() for trace in traces for each in trace.stretches)
    return json.dumps(head).encode() + b"\n" + zlib.compress(body + drawn + by_second, 1)


if __name__ == "__main__":
    limit_this_process(_MEMORY_BYTES, _CPU_S)
    sys.stdout.buffer.write(told(Path(sys.argv[1])))
