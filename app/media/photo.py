"""Take in a photo: the original as evidence, and the copies that are shown.

The original bytes stay untouched; only a child process decodes them. Of them it makes a bounded
copy for screen, paper and the first sending. What EXIF says of time and place is a claim.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.child import ChildFailed, ask_child
from app.domain.site import Position
from app.errors import NotAPicture
from app.media.develop import BOUND_PX, shrunk, understood

MAX_BYTES: Final = 60 * 1024 * 1024
THUMBNAIL_PX: Final = 320
DEADLINE_S: Final = 15.0
_OTHER_PICTURES: Final = (b"GIF8", b"BM", b"II*\0", b"MM\0*", b"8BPS", b"\0\0\1\0")
_HEIF: Final = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif")


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


def take_in(path: Path, deadline_s: float = DEADLINE_S) -> TakenPhoto:
    """The photo in this file.

    Raises:
        NotAPicture: `why` is one of unreadable, empty, too_large, not_an_image, format, truncated,
            undecodable.
    """
    original = _read(path)
    try:
        made = understood(ask_child("app.media.develop", original, deadline_s))
    except ChildFailed as error:
        raise NotAPicture(path.name, "undecodable") from error
    except NotAPicture as refused:
        why = "format" if _is_other_picture(original) else refused.why
        raise NotAPicture(path.name, why) from refused
    return TakenPhoto(
        original=original,
        bounded=made.bounded,
        media_type=made.media_type,
        width_px=made.width_px,
        height_px=made.height_px,
        claimed_at=made.claimed_at,
        claimed_position=made.claimed_position,
    )


def thumbnail(bounded: bytes, size_px: int = THUMBNAIL_PX) -> bytes:
    """A small upright JPEG of the bounded copy of a photo.

    Raises:
        NotAPicture: it is no such copy, perhaps from elsewhere.
    """
    return shrunk(bounded, size_px, most_pixels=BOUND_PX * BOUND_PX)


def _read(path: Path) -> bytes:
    try:
        if not path.is_file():  # a pipe or a device has no end
            raise NotAPicture(path.name, "unreadable")
        if path.stat().st_size > MAX_BYTES:
            raise NotAPicture(path.name, "too_large")
        original = path.read_bytes()
    except OSError as error:
        raise NotAPicture(path.name, "unreadable") from error
    if not original:
        raise NotAPicture(path.name, "empty")
    return original


def _is_other_picture(original: bytes) -> bool:
    """True for a picture in a format that we do not accept, which deserves a clearer word."""
    heif = original[4:8] == b"ftyp" and original[8:12] in _HEIF
    webp = original[:4] == b"RIFF" and original[8:12] == b"WEBP"
    return heif or webp or original.startswith(_OTHER_PICTURES)
