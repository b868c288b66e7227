"""Judge a paper that somebody brought, by the authorities that we trust."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from app.documents.verify import Reason, Verification, verify_pdf

_MARK: Final = b"%PDF-"
_LARGEST: Final = 512 << 20
"""Bytes of the largest file that is read; papers have some megabytes."""


def verify_report(
    path: Path, trusted: Sequence[Path], of_time: Sequence[Path] = ()
) -> Verification:
    """The verdict on this file; trust comes from these certificate files alone. Never raises.

    `of_time` are authorities of timestamps beside them.
    """
    try:
        anchors = [_content(authority).decode() for authority in trusted]
        of_stamps = [_content(authority).decode() for authority in of_time]
    except (OSError, UnicodeDecodeError):
        return Verification(False, Reason.NO_AUTHORITY)
    try:
        refused = _refused(path)
        data = b"" if refused else _content(path)
    except OSError:
        return Verification(False, Reason.NO_FILE)
    if refused is not None:
        return Verification(False, refused)
    return verify_pdf(data, anchors, stamp_anchors=of_stamps)


def _refused(path: Path) -> Reason | None:
    """Why it is not read whole: by its first bytes and its size, however large it is."""
    if not path.is_file():  # a pipe or a device has no end
        return Reason.NO_FILE
    with path.open("rb") as begun:
        if begun.read(len(_MARK)) != _MARK:
            return Reason.NOT_A_PDF
    return Reason.TOO_LARGE if path.stat().st_size > _LARGEST else None


def _content(path: Path) -> bytes:
    if not path.is_file():
        raise FileNotFoundError(path)
    return path.read_bytes()
