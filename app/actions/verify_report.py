"""Judge a paper that somebody brought, by the authorities that we trust."""

from collections.abc import Sequence
from pathlib import Path

from app.documents.verify import Reason, Verification, verify_pdf


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
        data = _content(path)
    except OSError:
        return Verification(False, Reason.NO_FILE)
    return verify_pdf(data, anchors, stamp_anchors=of_stamps)


def _content(path: Path) -> bytes:
    if not path.is_file():  # a pipe or a device has no end
        raise FileNotFoundError(path)
    return path.read_bytes()
