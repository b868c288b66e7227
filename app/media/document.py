"""Take in a material that a customer hands over: a PDF, or a picture of a paper."""

from pathlib import Path
from typing import Final

from app.errors import NotAPicture
from app.media.photo import MAX_BYTES, take_in

_PDF: Final = b"%PDF-"
_PICTURES: Final = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
_END: Final = b"%%EOF"
_TAIL: Final = 2048


def take_document(path: Path) -> tuple[bytes, str]:
    """The bytes of this file and its media type; nothing of it is changed.

    Raises:
        NotAPicture: it is neither, or not whole.
    """
    if not _is_pdf(path):
        taken = take_in(path)
        return taken.original, taken.media_type
    try:
        if path.stat().st_size > MAX_BYTES:
            raise NotAPicture(path.name, "too_large")
        content = path.read_bytes()
    except OSError as error:
        raise NotAPicture(path.name, "unreadable") from error
    if _END not in content[-_TAIL:]:
        raise NotAPicture(path.name, "truncated")
    return content, "application/pdf"


def is_document(start: bytes) -> bool:
    """Whether a file that begins so is of a kind that is taken in."""
    return start.startswith((_PDF, *_PICTURES))


def _is_pdf(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_PDF)) == _PDF
    except OSError as error:
        raise NotAPicture(path.name, "unreadable") from error
