"""The child that reads a load file, and how its answer travels: a line of JSON, then the samples.

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
from typing import Any, Final

from app.child import PERCENT, limit_this_process
from app.domain.load import summarise
from app.errors import LoadFileRefused
from app.instruments.load_csv import read_load
from app.instruments.load_preview import preview_load
from app.instruments.load_wishes import AS_FOUND, LoadWishes, understood_wishes
from app.instruments.reading import LoadPreview, LoadReading
from app.instruments.samples_blob import pack_samples, unpack_samples

_MEMORY_BYTES: Final = 512 * 1024 * 1024
_CPU_S: Final = 30


def told(
    path: Path, wishes: LoadWishes = AS_FOUND, progress: Callable[[float], None] = lambda _: None
) -> bytes:
    """What is in this file, or why it is refused, as bytes."""
    return _answer(path.name, lambda: _reading_told(read_load(path, wishes, progress)))


def preview_told(path: Path, wishes: LoadWishes, around: int) -> bytes:
    """The first lines of this file, or why none can be seen, as bytes."""
    return _answer(
        path.name, lambda: json.dumps(asdict(preview_load(path, wishes, around))).encode()
    )


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


def _answer(name: str, tell: Callable[[], bytes]) -> bytes:
    try:
        return tell()
    except LoadFileRefused as refused:
        return json.dumps({"refused": asdict(refused)}).encode()
    except MemoryError:
        return json.dumps({"refused": {"name": name, "why": "out_of_memory"}}).encode()


def understood(answer: bytes) -> LoadReading:
    """The reading that `told` put into these bytes.

    Raises:
        LoadFileRefused: what `told` refused.
    """
    line, _, blob = answer.partition(b"\n")
    facts = _facts(line)
    samples = unpack_samples(blob)
    facts["remarks"] = tuple(facts["remarks"])
    return LoadReading(samples, summarise(samples), **facts)


def understood_preview(answer: bytes) -> LoadPreview:
    """The preview that `preview_told` put into these bytes.

    Raises:
        LoadFileRefused: what `preview_told` refused.
    """
    facts = _facts(answer)
    facts["wishes"] = understood_wishes(facts["wishes"])
    facts["lines"] = tuple((line, tuple(cells)) for line, cells in facts["lines"])
    for name in ("labels", "active", "reactive", "others"):
        facts[name] = tuple(facts[name])
    if facts["trouble"] is not None:
        facts["trouble"] = LoadFileRefused(**facts["trouble"])
    return LoadPreview(**facts)


def _facts(line: bytes) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads(line)
    if "refused" in facts:
        raise LoadFileRefused(**facts["refused"])
    return facts


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


def _main(request: str) -> bytes:
    asked = json.loads(request)
    path, wishes = Path(asked["path"]), understood_wishes(asked["wishes"])
    if asked["preview"]:
        return preview_told(path, wishes, asked["around"])
    return told(path, wishes, _Percent())


if __name__ == "__main__":
    limit_this_process(_MEMORY_BYTES, _CPU_S)
    sys.stdout.buffer.write(_main(sys.argv[1]))
