"""The child that judges a paper which somebody sent: `python -m app.documents.verify_apart`.

Anchors and file come in, the verdict and the attached record as JSON go out: a file that gets the
better of the PDF library gets no further than the child.
"""

import io
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import msgspec
from pyhanko.pdf_utils.reader import PdfFileReader

from app.child import ask_child, limit_this_process
from app.documents.attached import attached_record
from app.documents.verify import Verification, verify_pdf

DEADLINE_S: Final = 60.0
_MEMORY_BYTES: Final = 1 << 30
_CPU_S: Final = 50


@dataclass(frozen=True)
class Read:
    """The verdict on a file, and the record inside it where it could be read."""

    found: Verification
    record: bytes = b""


class _Asked(msgspec.Struct):
    anchors: tuple[str, ...]
    pdf: bytes
    stamp_anchors: tuple[str, ...] = ()


def read_apart(
    pdf: bytes,
    anchors: Sequence[str],
    deadline_s: float = DEADLINE_S,
    *,
    stamp_anchors: Sequence[str] = (),
) -> Read:
    """What `read_paper` finds, judged by a child process.

    Raises:
        ChildFailed: it took too long, or ended otherwise than well.
    """
    asked = msgspec.msgpack.encode(_Asked(tuple(anchors), pdf, tuple(stamp_anchors)))
    answer = ask_child("app.documents.verify_apart", asked, deadline_s)
    return msgspec.msgpack.decode(answer, type=Read)


def read_paper(pdf: bytes, anchors: Sequence[str], stamp_anchors: Sequence[str] = ()) -> Read:
    """The verdict on this file, trusting these anchors (PEM) alone, and the record inside.

    Never raises: what cannot be judged is not valid, and of what is refused no record is read.
    """
    found = verify_pdf(pdf, anchors, stamp_anchors=stamp_anchors)
    if not found.record_digest:
        return Read(found)
    return Read(found, attached_record(PdfFileReader(io.BytesIO(pdf), strict=True)))


if __name__ == "__main__":
    limit_this_process(_MEMORY_BYTES, _CPU_S)
    given = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=_Asked)
    sys.stdout.buffer.write(
        msgspec.msgpack.encode(read_paper(given.pdf, given.anchors, given.stamp_anchors))
    )
