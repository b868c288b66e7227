"""Samples as one compact, deterministic string of bytes: a line of JSON, then deflated doubles."""

import json
import sys
import zlib
from array import array
from datetime import datetime
from typing import Final

from app.domain.load import Samples
from app.errors import DigestMismatch
from app.ids import Digest

_KIND: Final = "kanyan-load-1"
_LIMIT: Final = 256 * 1024 * 1024


def pack_samples(samples: Samples) -> bytes:
    """The samples as bytes; equal samples give equal bytes."""
    names = sorted(samples.channels)
    head = {
        "kind": _KIND,
        "start": samples.start.isoformat(),
        "interval_s": samples.interval_s,
        "channels": names,
        "count": len(samples.channels[names[0]]),
    }
    body = b"".join(_little_endian(samples.channels[name]).tobytes() for name in names)
    return json.dumps(head, sort_keys=True).encode() + b"\n" + zlib.compress(body, 6)


def unpack_samples(data: bytes) -> Samples:
    """The samples in these bytes.

    Raises:
        DigestMismatch: they are not what `pack_samples` writes.
    """
    try:
        line, _, packed = data.partition(b"\n")
        head = json.loads(line)
        body = zlib.decompressobj().decompress(packed, _LIMIT)
        count, names = int(head["count"]), list(head["channels"])
        if head["kind"] != _KIND or len(body) != count * 8 * len(names):
            raise ValueError(head["kind"])
        channels = {}
        for number, name in enumerate(names):
            values = array("d")
            values.frombytes(body[number * count * 8 : (number + 1) * count * 8])
            channels[str(name)] = _little_endian(values)
        start = datetime.fromisoformat(head["start"])
        return Samples(start, int(head["interval_s"]), channels)
    except (ValueError, KeyError, TypeError, zlib.error) as error:
        raise DigestMismatch(Digest("")) from error


def _little_endian(values: "array[float]") -> "array[float]":
    if sys.byteorder == "big":
        values = array("d", values)
        values.byteswap()
    return values
