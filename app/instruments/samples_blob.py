"""Samples as one compact, deterministic string of bytes: a line of JSON, then deflated doubles."""

import json
import sys
import zlib
from array import array
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

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
    line, _, packed = data.partition(b"\n")
    try:
        return _unpacked(json.loads(line), packed)
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError, zlib.error) as error:
        raise DigestMismatch(Digest("")) from error


def _unpacked(head: Any, packed: bytes) -> Samples:
    count, interval, names = head["count"], head["interval_s"], head["channels"]
    start = datetime.fromisoformat(head["start"])
    whole = isinstance(count, int) and isinstance(interval, int) and count > 0 and interval > 0
    if head["kind"] != _KIND or not whole or start.tzinfo is None or not _make_a_load(names):
        raise ValueError(head)
    size = count * 8
    total = size * len(names)
    if total > _LIMIT:
        raise ValueError(total)
    inflate = zlib.decompressobj()
    body = inflate.decompress(packed, total)
    # The checksum is behind the last sample: without asking on, a wrong one would not be seen.
    if inflate.decompress(inflate.unconsumed_tail, 1) or len(body) != total or not inflate.eof:
        raise ValueError(len(body))
    if inflate.unused_data:
        raise ValueError(len(inflate.unused_data))
    channels = {}
    for number, name in enumerate(names):
        values = array("d")
        values.frombytes(body[number * size : (number + 1) * size])
        channels[name] = _little_endian(values)
    return Samples(start, interval, channels)


def _make_a_load(names: Sequence[str]) -> bool:
    """True when these channels are a total, or three phases, and nothing twice."""
    distinct = isinstance(names, list) and len(set(names)) == len(names)
    return distinct and ("p_kw" in names or {"p_a_kw", "p_b_kw", "p_c_kw"} <= set(names))


def _little_endian(values: "array[float]") -> "array[float]":
    if sys.byteorder == "big":
        values = array("d", values)
        values.byteswap()
    return values
