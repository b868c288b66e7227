"""The child that reads a load file: a line of JSON goes back, then the samples.

Run as `python -m app.instruments.reader REQUEST`, the request a line of JSON. The answer is data
only: a file that gets the better of the child still hands no code to the program.
"""

import contextlib
import json
import os
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Final

from app.child import PERCENT, limit_this_process
from app.errors import LoadFileRefused
from app.instruments.load_csv import read_load
from app.instruments.load_wishes import AS_FOUND, LoadWishes, understood_wishes
from app.instruments.reading import LoadReading
from app.instruments.samples_blob import pack_samples

_MEMORY_BYTES: Final = 768 << 20
_CPU_S: Final = 30


def told(
    path: Path, wishes: LoadWishes = AS_FOUND, progress: Callable[[float], None] = lambda _: None
) -> bytes:
    """What is in this file, or why it is refused, as bytes."""
    try:
        return _reading_told(read_load(path, wishes, progress))
    except LoadFileRefused as refused:
        return json.dumps({"refused": asdict(refused)}).encode()
    except MemoryError:
        return json.dumps({"refused": {"name": path.name, "why": "out_of_memory"}}).encode()


def _reading_told(reading: LoadReading) -> bytes:
    facts = {
        "meter_no": reading.meter_no,
        "sample_kind": reading.sample_kind,
        "stamp": reading.stamp,
        "remarks": reading.remarks,
        "digest": reading.digest,
        "multiplier": reading.multiplier,
        "zone": reading.zone,
    }
    return json.dumps(facts).encode() + b"\n" + pack_samples(reading.samples)


class _Percent:
    """Tells the parent how far we are: one mark a percent (see `watch_child`)."""

    def __init__(self) -> None:
        self._told = 0

    def __call__(self, share: float) -> None:
        """Write what is new."""
        new = min(int(share * PERCENT), PERCENT) - self._told
        if new > 0:
            self._told += new
            with contextlib.suppress(OSError):  # nobody hears; the reading goes on
                os.write(sys.stderr.fileno(), b"." * new)


if __name__ == "__main__":
    limit_this_process(_MEMORY_BYTES, _CPU_S)
    asked = json.loads(sys.argv[1])
    wishes = understood_wishes(asked["wishes"])
    sys.stdout.buffer.write(told(Path(asked["path"]), wishes, _Percent()))
