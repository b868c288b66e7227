"""The papers of filed forms, drawn from values alone."""

from dataclasses import replace
from functools import cache

from app.documents.filing_pdf import draw_filing
from app.domain.filing_paper import Along, FilingPaper, compose_filing_paper
from app.domain.load_sheet import sheet_of
from app.domain.paper import Issue, PaperPhoto
from app.domain.sketch import Mark, Point
from tests.app.filed_entries import REFERENCE, a_filing, good
from tests.app.inspection_papers import an_issue
from tests.builders import a_case

SKETCH = (Mark("m1", "stroke", (Point(100, 100), Point(400, 300)), ""),)


def filing_paper(code: str, photos: tuple[PaperPhoto, ...] = ()) -> FilingPaper:
    """The paper of this form with its good values, as the rules lay it out."""
    issue = replace(an_issue(), layout=REFERENCE.layouts.of(code, "xining"))
    return filing_of(code, issue, photos)


def filing_of(code: str, issue: Issue, photos: tuple[PaperPhoto, ...] = ()) -> FilingPaper:
    """The same, of this issue."""
    case, entry = a_case(), good(code)
    sheet = sheet_of(entry, REFERENCE.loads, case, None) if code == "F09" else None
    along = Along(sheet, sketch=SKETCH if code == "F03" else ())
    return compose_filing_paper(case, a_filing(code), entry, photos, issue, along)


@cache
def filing_pdf(code: str) -> bytes:
    """The same, drawn."""
    return draw_filing(filing_paper(code))
