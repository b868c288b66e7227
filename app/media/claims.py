"""What the EXIF of a photo claims of its time and place: anybody can write it, so no proof."""

import re
import struct
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal, DecimalException
from math import isfinite
from typing import Any, Final

from PIL import Image

from app.domain.site import Position
from app.domain.units import Degrees

_EXIF_IFD, _GPS_IFD = 0x8769, 0x8825
_ORIENTATION, _TAKEN = 0x0112, 0x9003
_SIDEWAYS: Final = frozenset({5, 6, 7, 8})
_TIME: Final = re.compile(r"\d{4}:\d\d:\d\d \d\d:\d\d:\d\d", re.ASCII)


def exif_of(image: Image.Image) -> dict[int, Any]:
    """The tags of an opened, not yet decoded picture; none where they are damaged."""
    # Not getexif: of a PNG it would decode the pixels, whose number is not yet known.
    exif = Image.Exif()
    try:
        exif.load(image.info.get("exif") or b"")
        return {**exif, **exif.get_ifd(_EXIF_IFD), _GPS_IFD: exif.get_ifd(_GPS_IFD)}
    except (ValueError, TypeError, LookupError, OSError, EOFError, SyntaxError, struct.error):
        return {}


def is_sideways(exif: Mapping[int, Any]) -> bool:
    """True when width and height change places to make the picture upright."""
    return exif.get(_ORIENTATION) in _SIDEWAYS


def claimed_time(exif: Mapping[int, Any]) -> str:
    """The camera's local time as ISO 8601 without an offset; "" where none is claimed."""
    text = str(exif.get(_TAKEN, ""))[:19]
    if not _TIME.fullmatch(text):
        return ""
    try:
        return datetime.strptime(text, "%Y:%m:%d %H:%M:%S").isoformat()  # noqa: DTZ007 (EXIF has no zone)
    except ValueError:
        return ""


def claimed_position(exif: Mapping[int, Any]) -> Position | None:
    """Where the camera says that it was; None without a fix."""
    gps = exif.get(_GPS_IFD) or {}
    try:
        latitude = _degrees(gps[2], negative=gps[1] == "S")
        longitude = _degrees(gps[4], negative=gps[3] == "W")
    except (LookupError, TypeError, ValueError, OverflowError, DecimalException):
        return None
    if abs(latitude) > 90 or abs(longitude) > 180:
        return None
    return Position(Degrees(latitude), Degrees(longitude))


def _degrees(parts: Any, *, negative: bool) -> Decimal:
    degrees, minutes, seconds = (float(part) for part in parts)
    value = degrees + minutes / 60 + seconds / 3600
    if not isfinite(value):  # 0/0 is how a camera without a fix writes it
        raise ValueError(parts)
    return Decimal(repr(-value if negative else value)).quantize(Decimal("0.000001"))
