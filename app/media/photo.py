"""Take in a photo: check it, hash nothing but the original, and make the copies that are shown.

The original bytes are the evidence and stay untouched. Of it a bounded copy is made for screen,
paper and the first sending, upright and without EXIF. What EXIF says of time and place is a claim.
"""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import pyvips
from PIL import Image, UnidentifiedImageError

from app.domain.site import Position
from app.domain.units import Degrees
from app.errors import NotAPicture

MAX_BYTES: Final = 60 * 1024 * 1024
MAX_PIXELS: Final = 60_000_000
BOUND_PX: Final = 2048
THUMBNAIL_PX: Final = 320
_MEDIA: Final = {"JPEG": "image/jpeg", "PNG": "image/png"}
_EXIF_IFD, _GPS_IFD = 0x8769, 0x8825
_TAKEN, _ORIENTATION = 0x9003, 0x0112
_SIDEWAYS: Final = frozenset({5, 6, 7, 8})


@dataclass(frozen=True)
class TakenPhoto:
    """A photo as it was taken in. Width and height are those of the upright picture."""

    original: bytes
    bounded: bytes
    media_type: str
    width_px: int
    height_px: int
    claimed_at: str
    claimed_position: Position | None


def take_in(path: Path) -> TakenPhoto:
    """The photo in this file.

    Raises:
        NotAPicture: `why` is one of unreadable, empty, too_large, not_an_image, format, truncated.
    """
    try:
        original = path.read_bytes()
    except OSError as error:
        raise NotAPicture(path.name, "unreadable") from error
    if not original:
        raise NotAPicture(path.name, "empty")
    if len(original) > MAX_BYTES:
        raise NotAPicture(path.name, "too_large")
    media_type, (width, height), exif = _looked_at(path.name, original)
    if exif.get(_ORIENTATION) in _SIDEWAYS:
        width, height = height, width
    return TakenPhoto(
        original=original,
        bounded=_shrunk(path.name, original, BOUND_PX),
        media_type=media_type,
        width_px=width,
        height_px=height,
        claimed_at=_claimed_time(exif),
        claimed_position=_claimed_position(exif),
    )


def thumbnail(picture: bytes, size_px: int = THUMBNAIL_PX) -> bytes:
    """A small upright JPEG of a picture that was taken in."""
    return _shrunk("", picture, size_px)


def _looked_at(name: str, original: bytes) -> tuple[str, tuple[int, int], Mapping[int, Any]]:
    """Kind, size and EXIF from the header alone: nothing is decoded before its size is known."""
    try:
        with Image.open(io.BytesIO(original), formats=("JPEG", "PNG")) as image:
            media_type, size = _MEDIA.get(image.format or "", "image/jpeg"), image.size
            exif = _exif(image)
    except Image.DecompressionBombError as error:
        raise NotAPicture(name, "too_large") from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        heif = original[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftyphevc")
        raise NotAPicture(name, "format" if heif else "not_an_image") from error
    if size[0] * size[1] > MAX_PIXELS:
        raise NotAPicture(name, "too_large")
    return media_type, size, exif


def _exif(image: Image.Image) -> dict[int, Any]:
    try:
        exif = image.getexif()
        return {**exif, **exif.get_ifd(_EXIF_IFD), _GPS_IFD: exif.get_ifd(_GPS_IFD)}
    except (ValueError, TypeError, KeyError, OSError, SyntaxError):
        return {}  # damaged EXIF claims nothing; the picture itself is judged by its pixels


def _shrunk(name: str, picture: bytes, size_px: int) -> bytes:
    try:
        # Not thumbnail_buffer: shrinking while it loads, it takes a cut file for a whole one.
        image = pyvips.Image.new_from_buffer(picture, "", fail_on="truncated").autorot()
        image = image.thumbnail_image(size_px, height=size_px, size="down")
        return bytes(image.jpegsave_buffer(Q=85, keep="none"))
    except pyvips.Error as error:
        raise NotAPicture(name, "truncated") from error


def _claimed_time(exif: Mapping[int, Any]) -> str:
    text = str(exif.get(_TAKEN, ""))[:19]
    day, _, clock = text.partition(" ")
    return f"{day.replace(':', '-')}T{clock}" if len(text) == 19 and text.isprintable() else ""


def _claimed_position(exif: Mapping[int, Any]) -> Position | None:
    gps = exif.get(_GPS_IFD) or {}
    try:
        latitude = _degrees(gps[2], negative=gps[1] == "S")
        longitude = _degrees(gps[4], negative=gps[3] == "W")
    except (KeyError, TypeError, ValueError, ZeroDivisionError, ArithmeticError):
        return None
    if abs(latitude) > 90 or abs(longitude) > 180:
        return None
    return Position(Degrees(latitude), Degrees(longitude))


def _degrees(parts: Any, *, negative: bool) -> Decimal:
    degrees, minutes, seconds = (Decimal(str(float(part))) for part in parts)
    value = (degrees + minutes / 60 + seconds / 3600).quantize(Decimal("0.000001"))
    return -value if negative else value
