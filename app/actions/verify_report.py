"""Judge a paper that somebody brought, by the authorities that we trust."""

from collections.abc import Sequence
from pathlib import Path

from app.documents.verify import Verification, verify_pdf


def verify_report(path: Path, trusted: Sequence[Path]) -> Verification:
    """The verdict on this file; trust comes from these certificate files alone. Never raises."""
    anchors = []
    try:
        data = path.read_bytes()
        anchors = [authority.read_text() for authority in trusted]
    except (OSError, UnicodeDecodeError):
        return Verification(False, "unreadable")
    return verify_pdf(data, anchors)
