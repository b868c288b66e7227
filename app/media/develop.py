"""Decodes one picture that nobody has looked at yet. Run as a child: `python -m app.media.develop`.

The original comes in, a line of JSON and the copy for screen and paper go out: data only, so that a
picture that gets the better of a decoder gets no further than the child.
"""

import io
import json
import sys
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from PIL import Image, ImageOps, UnidentifiedImageError

from app.child import limit_this_process
from app.domain.site import Position
from app.domain.units import Degrees
from app.errors import NotAPicture
from app.media.claims import claimed_position, claimed_time, exif_of, is_sideways

try:
    import pyvips
except (ImportError, OSError):  # no libvips for this machine: Pillow does it in twice the time
    pyvips = None

MAX_PIXELS: Final = 60_000_000
BOUND_PX: Final = 2048
_MEDIA: Final = {"JPEG": "image/jpeg", "MPO": "image/jpeg", "PNG": "image/png"}
_QUALITY: Final = 85
_MEMORY_BYTES: Final = 1024 * 1024 * 1024
_CPU_S: Final = 10


@dataclass(frozen=True)
class Developed:
    """A picture that was decoded. Width and height are those of the upright picture."""

    media_type: str
    width_px: int
    height_px: int
    claimed_at: str
    claimed_position: Position | None
    bounded: bytes


def develop(original: bytes) -> Developed:
    """What is in these bytes, and an upright copy without EXIF, at most 2048 px wide and high.

    Raises:
        NotAPicture: `why` is one of not_an_image, too_large, truncated.
    """
    try:
        # The header alone: nothing is decoded before its size is known.
        with Image.open(io.BytesIO(original), formats=("JPEG", "PNG")) as image:
            media_type, (width, height) = _MEDIA[image.format or ""], image.size
            exif = exif_of(image)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise NotAPicture("", "too_large") from error
    except (UnidentifiedImageError, OSError, EOFError, SyntaxError, ValueError, KeyError) as error:
        raise NotAPicture("", "not_an_image") from error
    if width * height > MAX_PIXELS:
        raise NotAPicture("", "too_large")
    if is_sideways(exif):
        width, height = height, width
    bounded = shrunk(original, BOUND_PX)
    return Developed(media_type, width, height, claimed_time(exif), claimed_position(exif), bounded)


def shrunk(picture: bytes, size_px: int, most_pixels: int = MAX_PIXELS) -> bytes:
    """An upright JPEG without EXIF, at most so many pixels wide and high, on white.

    Raises:
        NotAPicture: too_large, or truncated.
    """
    return (shrunk_by_vips if pyvips else shrunk_by_pillow)(picture, size_px, most_pixels)


def shrunk_by_vips(picture: bytes, size_px: int, most_pixels: int) -> bytes:
    """See `shrunk`."""
    try:
        # Not thumbnail_buffer: shrinking while it loads, it takes a cut file for a whole one.
        image = pyvips.Image.new_from_buffer(picture, "", fail_on="truncated")
        if image.width * image.height > most_pixels:
            raise NotAPicture("", "too_large")
        # Through the profiles it takes four times as long: only where there is one to obey.
        profiled = image.get_typeof("icc-profile-data") or image.interpretation == "cmyk"
        profile = {"output_profile": "srgb"} if profiled else {}
        image = image.thumbnail_image(size_px, height=size_px, size="down", **profile)  # upright
        return bytes(image.jpegsave_buffer(Q=_QUALITY, keep="none", background=[255, 255, 255]))
    except pyvips.Error as error:
        raise NotAPicture("", "truncated") from error


def shrunk_by_pillow(picture: bytes, size_px: int, most_pixels: int) -> bytes:
    """See `shrunk`."""
    out = io.BytesIO()
    try:
        with Image.open(io.BytesIO(picture), formats=("JPEG", "PNG")) as image:
            if image.width * image.height > most_pixels:
                raise NotAPicture("", "too_large")
            upright = ImageOps.exif_transpose(image)
        upright.thumbnail((size_px, size_px))
        page = Image.new("RGBA", upright.size, "white")
        page.alpha_composite(upright.convert("RGBA"))
        page.convert("RGB").save(out, "JPEG", quality=_QUALITY)
    except (OSError, SyntaxError, ValueError) as error:
        raise NotAPicture("", "truncated") from error
    return out.getvalue()


def told(original: bytes) -> bytes:
    """What `develop` made of these bytes, or why it did not, as bytes."""
    try:
        made = develop(original)
    except NotAPicture as refused:
        return json.dumps({"why": refused.why}).encode()
    place = made.claimed_position
    facts = {
        "media_type": made.media_type,
        "width_px": made.width_px,
        "height_px": made.height_px,
        "claimed_at": made.claimed_at,
        "claimed_position": [str(place.latitude), str(place.longitude)] if place else None,
    }
    return json.dumps(facts).encode() + b"\n" + made.bounded


def understood(answer: bytes) -> Developed:
    """The picture that `told` put into these bytes.

    Raises:
        NotAPicture: what `told` refused.
    """
    line, _, bounded = answer.partition(b"\n")
    facts: dict[str, Any] = json.loads(line)
    if "why" in facts:
        raise NotAPicture("", facts["why"])
    if place := facts["claimed_position"]:
        latitude, longitude = (Degrees(Decimal(part)) for part in place)
        facts["claimed_position"] = Position(latitude, longitude)
    return Developed(**facts, bounded=bounded)


if __name__ == "__main__":
    limit_this_process(_MEMORY_BYTES, _CPU_S)
    sys.stdout.buffer.write(told(sys.stdin.buffer.read()))
