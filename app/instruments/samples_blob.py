"""Samples as one compact, deterministic string of bytes: a line of JSON, then the channels packed.

What a meter says has few digits, and the next value is near the last: a channel is kept as whole
numbers of its last decimal, the differences of neighbours, byte by byte, in Zstandard. A channel
that is no such decimal (a file of floats) is kept as doubles, byte by byte. Either comes back bit
for bit. Blobs of the first format (deflated doubles) are read as well.
"""

import importlib
import json
import sys
import zlib
from array import array
from datetime import datetime
from math import isnan
from typing import Any, Final, cast

import zstandard

from app.domain.load import Samples
from app.errors import DigestMismatch
from app.ids import Digest

_KIND: Final = "kanyan-load-2"
_FIRST: Final = "kanyan-load-1"
_LIMIT: Final = 256 * 1024 * 1024
_LEVEL: Final = 9
_DOUBLES: Final = -1
"""Said of a channel in place of its decimals: it is kept as doubles."""
_MOST_DECIMALS: Final = 6
_LARGEST: Final = 1 << 52
_BYTES: Final = 8
_TRIED: Final = 256


def pack_samples(samples: Samples) -> bytes:
    """The samples as bytes; equal samples give equal bytes."""
    names = sorted(samples.channels)
    decimals = [_decimals(samples.channels[name]) for name in names]
    head = {
        "kind": _KIND,
        "start": samples.start.isoformat(),
        "interval_s": samples.interval_s,
        "channels": names,
        "decimals": decimals,
        "count": len(samples.channels[names[0]]),
    }
    body = b"".join(
        _told(samples.channels[name], places) for name, places in zip(names, decimals, strict=True)
    )
    packed = zstandard.ZstdCompressor(level=_LEVEL, write_checksum=True).compress(body)
    return json.dumps(head, sort_keys=True).encode() + b"\n" + packed


def unpack_samples(data: bytes) -> Samples:
    """The samples in these bytes.

    Raises:
        DigestMismatch: they are not what `pack_samples` writes or wrote.
    """
    line, _, packed = data.partition(b"\n")
    try:
        return _unpacked(json.loads(line), packed)
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError) as error:
        raise DigestMismatch(Digest("")) from error
    except (zlib.error, zstandard.ZstdError) as error:
        raise DigestMismatch(Digest("")) from error


def _unpacked(head: Any, packed: bytes) -> Samples:
    count, interval, names = head["count"], head["interval_s"], head["channels"]
    start = datetime.fromisoformat(head["start"])
    whole = isinstance(count, int) and isinstance(interval, int) and count > 0 and interval > 0
    if not whole or start.tzinfo is None or not _make_a_load(names):
        raise ValueError(head)
    size = count * _BYTES
    if size * len(names) > _LIMIT:
        raise ValueError(size)
    if head["kind"] == _FIRST:
        body = _inflated(packed, size * len(names))
        parts = [_doubles(part) for part in _parts(body, size)]
    elif head["kind"] == _KIND:
        body = _opened(packed, size * len(names))
        told = zip(_parts(body, size), head["decimals"], strict=True)
        parts = [_understood(part, places) for part, places in told]
    else:
        raise ValueError(head["kind"])
    return Samples(start, interval, dict(zip(names, parts, strict=True)))


def _parts(body: bytes, size: int) -> list[bytes]:
    return [body[begin : begin + size] for begin in range(0, len(body), size)]


def _inflated(packed: bytes, total: int) -> bytes:
    inflate = zlib.decompressobj()
    body = inflate.decompress(packed, total)
    # The checksum is behind the last sample: without asking on, a wrong one would not be seen.
    if inflate.decompress(inflate.unconsumed_tail, 1) or len(body) != total or not inflate.eof:
        raise ValueError(len(body))
    if inflate.unused_data:
        raise ValueError(len(inflate.unused_data))
    return body


def _opened(packed: bytes, total: int) -> bytes:
    """The one frame that these bytes are; what lies behind it was never written by us."""
    opening = zstandard.ZstdDecompressor(max_window_size=_LIMIT).decompressobj()
    if zstandard.frame_content_size(packed) != total:
        raise ValueError(total)
    body = opening.decompress(packed)
    if len(body) != total or not opening.eof or opening.unused_data:
        raise ValueError(len(body))
    return body


def _make_a_load(names: Any) -> bool:
    """True when these channels are named, and nothing twice; of three phases all are there."""
    if not isinstance(names, list) or not names or not all(isinstance(n, str) for n in names):
        return False
    if len(set(names)) != len(names):
        return False
    phases = {"p_a_kw", "p_b_kw", "p_c_kw"}
    return not phases & set(names) or phases <= set(names)


def _decimals(values: "array[float]") -> int:
    """How many decimals every value has; `_DOUBLES` where it has no such number of them."""
    some = [value for value in values[:_TRIED] if not isnan(value)]
    for places in range(_MOST_DECIMALS + 1):
        scale = 10.0**places
        if all(_is_decimal(value, scale) for value in some):
            # The head may not tell of the rest, nor minus zero of its sign: the bytes decide.
            try:
                told = _told(values, places)
            except (OverflowError, ValueError):
                continue
            if _understood(told, places).tobytes() == values.tobytes():
                return places
    return _DOUBLES


def _is_decimal(value: float, scale: float) -> bool:
    whole = round(value * scale)
    return abs(whole) < _LARGEST and whole / scale == value


def _told(values: "array[float]", places: int) -> bytes:
    numbers = _numbers()
    if places == _DOUBLES:
        return cast(bytes, numbers.planes(_little_endian(values).tobytes()))
    return cast(bytes, numbers.told(values, places))


def _understood(part: bytes, places: object) -> "array[float]":
    if not isinstance(places, int) or not _DOUBLES <= places <= _MOST_DECIMALS:
        raise ValueError(places)
    numbers = _numbers()
    if places == _DOUBLES:
        return cast("array[float]", numbers.doubles(part))
    return cast("array[float]", numbers.understood(part, places))


def _numbers() -> Any:
    """The arithmetic; it brings numpy, which the first window does without."""
    return importlib.import_module("app.instruments.sample_numbers")


def _doubles(part: bytes) -> "array[float]":
    values = array("d")
    values.frombytes(part)
    return _little_endian(values)


def _little_endian(values: "array[float]") -> "array[float]":
    if sys.byteorder == "big":
        values = array(values.typecode, values)
        values.byteswap()
    return values
