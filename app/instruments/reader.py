"""The child that reads a load file, and how its answer travels: a line of JSON, then the samples.

Run as `python -m app.instruments.reader FILE`. The answer is data only: a file that gets the better
of the child still hands no code to the program.
"""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Final

from app.child import limit_this_process
from app.domain.load import summarise
from app.errors import LoadFileRefused
from app.instruments.load_csv import read_load
from app.instruments.reading import LoadReading
from app.instruments.samples_blob import pack_samples, unpack_samples

_MEMORY_BYTES: Final = 512 * 1024 * 1024
_CPU_S: Final = 30


def told(path: Path) -> bytes:
    """What is in this file, or why it is refused, as bytes."""
    try:
        reading = read_load(path)
        facts = {
            "meter_no": reading.meter_no,
            "sample_kind": reading.sample_kind,
            "stamp": reading.stamp,
            "remarks": reading.remarks,
        }
        return json.dumps(facts).encode() + b"\n" + pack_samples(reading.samples)
    except LoadFileRefused as refused:
        return json.dumps({"refused": asdict(refused)}).encode()
    except MemoryError:
        return json.dumps({"refused": {"name": path.name, "why": "out_of_memory"}}).encode()


def understood(answer: bytes) -> LoadReading:
    """The reading that `told` put into these bytes.

    Raises:
        LoadFileRefused: what `told` refused.
    """
    line, _, blob = answer.partition(b"\n")
    facts = json.loads(line)
    if "refused" in facts:
        raise LoadFileRefused(**facts["refused"])
    samples = unpack_samples(blob)
    facts["remarks"] = tuple(facts["remarks"])
    return LoadReading(samples, summarise(samples), **facts)


if __name__ == "__main__":
    limit_this_process(_MEMORY_BYTES, _CPU_S)
    sys.stdout.buffer.write(told(Path(sys.argv[1])))
