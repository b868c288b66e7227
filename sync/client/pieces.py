"""A file on its way up, piece by piece, so that whoever sends it hears of it and may stop."""

import base64
import hashlib
from collections.abc import Callable, Iterator
from typing import Final

PIECE: Final = 1 << 15
"""After so many bytes whoever sends a file hears of it, and may stop."""
_CHUNK_TYPE: Final = "application/offset+octet-stream"

Moved = Callable[[int], None]


def told(content: bytes, before: int, moved: Moved) -> Iterator[bytes] | bytes:
    """The content piece by piece, each told of when the one before has gone.

    Not so the end: who has sent the last piece waits for the answer, whatever he is told.
    """

    def pieces() -> Iterator[bytes]:
        for start in range(0, len(content), PIECE):
            moved(before + start)
            yield content[start : start + PIECE]

    return pieces() if content else b""


def chunk_headers(chunk: bytes, digest: str = "") -> dict[str, str]:
    """What a chunk says of itself: its type, its length and its digest, where known beforehand."""
    found = bytes.fromhex(digest) if digest else hashlib.sha256(chunk).digest()
    checksum = base64.b64encode(found).decode()
    # With its length, pieces are sent as one body and not as HTTP's own chunks.
    length = str(len(chunk))
    named = {"Content-Type": _CHUNK_TYPE, "Content-Length": length}
    return {**named, "Upload-Checksum": f"sha256 {checksum}"}
