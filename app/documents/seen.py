"""A paper as a person is to see it: with the signers' strokes drawn into its pages.

The toolkit's renderer leaves out the fields of a form, and a signature is one. What is made here is
looked at and printed, never kept, sent or judged; the file itself stays as it was signed.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass

import pikepdf

from app.domain.signer import SignerRole


@dataclass(frozen=True)
class Spot:
    """A place on a paper: its page, from 0, and how far below the upper edge, in points."""

    page: int
    below_pt: float


def as_seen(pdf: bytes) -> bytes:
    """The same pages with the appearance of every signature in them."""
    try:
        with pikepdf.open(io.BytesIO(pdf)) as paper:
            paper.flatten_annotations("print")
            seen = io.BytesIO()
            paper.save(seen)
    except pikepdf.PdfError:
        return pdf
    return seen.getvalue()


def signing_spot(pdf: bytes, role: SignerRole) -> Spot | None:
    """Where this signer's field begins on the paper, if it has one."""
    try:
        with pikepdf.open(io.BytesIO(pdf)) as paper:
            for number, page in enumerate(paper.pages):
                for widget in page.obj.get("/Annots", ()):
                    if str(widget.get("/T", "")) == role.value:
                        top = max(float(widget.Rect[1]), float(widget.Rect[3]))
                        return Spot(number, float(page.mediabox[3]) - top)
    except pikepdf.PdfError:
        return None
    return None


def joined(papers: Sequence[bytes]) -> bytes:
    """The pages of these papers one after the other, to be read in one go."""
    if len(papers) == 1:
        return papers[0]
    with pikepdf.new() as whole:
        for each in papers:
            with pikepdf.open(io.BytesIO(each)) as part:
                whole.pages.extend(part.pages)
        out = io.BytesIO()
        whole.save(out)
    return out.getvalue()
