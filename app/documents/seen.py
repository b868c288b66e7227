"""A paper as a person is to see it: with the signers' strokes drawn into its pages.

The toolkit's renderer leaves out the fields of a form, and a signature is one. What is made here is
looked at and printed, never kept, sent or judged; the file itself stays as it was signed.
"""

import io

import pikepdf


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
