"""Each form's paper: its text is what the form says, its file is PDF/A-3b before and after signing.

P5 (text is text) over all forms with made-up, hostile input; what is compared with is read back by
PDFium and by poppler, which have nothing to do with what draws. By day two forms are signed and
stamped, at night all of them.
"""

import io
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from itertools import cycle

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PySide6.QtCore import QBuffer, QByteArray
from PySide6.QtPdf import QPdfDocument

from app.documents.filing_pdf import draw_filing
from app.documents.inspection_pdf import draw_inspection
from app.documents.rectification_pdf import draw_rectification
from app.documents.survey_pdf import draw_survey
from app.domain.entry import Entry, FormRow
from app.domain.filing import FAMILIES
from app.domain.filing_paper import Along, FilingPaper, compose_filing_paper
from app.domain.inspection import InspectionKind
from app.domain.known import facts_of_case
from app.domain.load_rows import LOADS
from app.domain.paper import Visit
from app.domain.signer import SignerRole
from app.domain.survey_paper import compose_survey_paper
from tests.app.filed_entries import REFERENCE, a_filing, a_moment, good
from tests.app.inspection_papers import a_photo, a_short_paper, a_visit, an_issue, squeezed, text_of
from tests.app.pdfa import faults
from tests.app.sealed_papers import a_paper, sealed_paper, signed_by
from tests.app.test_documents_inspection import HOSTILE
from tests.app.test_documents_rectification import GRAVE, composed
from tests.app.time_authorities import an_authority, endorsed
from tests.builders import a_case
from tests.flows.filings import LOW
from tests.flows.surveys import HIGH, HIGH_ROWS, LOAD, VALUES

CODES = tuple(FAMILIES)
SURVEYS = ("F01", "F02")
LOW_ROWS = {LOADS: [LOAD]}
BOTH = (SignerRole.INSPECTOR, SignerRole.CUSTOMER)
TYPED = ("text", "note")
"""Kinds of fields in which somebody may type whatever he likes."""
SIGNED = (*CODES, *SURVEYS, "F06", "F07") if os.environ.get("KANYAN_NIGHTLY") else ("F03", "F07")


def hostile(entry: Entry) -> Entry:
    """The same with a text that would do harm as markup wherever something may be typed."""
    words = cycle(HOSTILE)
    typed = {
        name: next(words) if entry.form.fields[name].kind in TYPED else text
        for name, text in entry.typed.items()
    }
    rows = []
    for row in entry.rows:
        kinds = {each.id: each.kind for each in entry.form.tables[row.table].columns}
        cells = {n: next(words) if kinds[n] in TYPED else text for n, text in row.cells.items()}
        rows.append(replace(row, cells=cells))
    return replace(entry, typed=typed, rows=rows)


@cache
def paper_of(code: str) -> FilingPaper:
    entry = hostile(good(code))
    filing = a_filing(code, **entry.typed)
    return compose_filing_paper(a_case(), filing, entry, (a_photo(1),), an_issue(*BOTH), Along())


def surveyed(code: str) -> Visit:
    """A survey with what a surveyor enters, and hostile texts wherever he may type."""
    high = code == "F01"
    case = a_case() if high else replace(a_case(), **LOW)
    rows = [FormRow(t, f"{t}-{n}", c) for t, found in (HIGH_ROWS if high else LOW_ROWS).items()
            for n, c in enumerate(found)]  # fmt: skip
    form = REFERENCE.form("site_survey", code)
    facts = facts_of_case(case, a_moment())
    entry = hostile(Entry(form, HIGH if high else VALUES, rows, facts=facts))
    visit = replace(a_visit().inspection, kind=InspectionKind.SURVEY, values=entry.typed)
    return Visit(case, visit, (), entry=entry, photos=(a_photo(1),))


@cache
def drawn(code: str) -> bytes:
    if code == "F06":
        return draw_inspection(a_short_paper(photos=(a_photo(1),)))
    if code in SURVEYS:
        return draw_survey(compose_survey_paper(surveyed(code), an_issue()))
    if code == "F07":
        return draw_rectification(composed(GRAVE, rectify_deadline="2026-12-20"))
    return draw_filing(paper_of(code))


def read_back(pdf: bytes) -> str:
    """The text as PDFium extracts it, with all white space gone."""
    document, buffer = QPdfDocument(), QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document.load(buffer)
    pages = [document.getAllText(page).text() for page in range(document.pageCount())]
    document.close()
    return squeezed("".join(pages))


def said(paper: FilingPaper) -> Iterator[str]:
    """Everything that stands on it, piece by piece."""
    yield from (paper.title, paper.declaration, *paper.warnings)
    yield from (text for pair in paper.header for text in pair)
    for part in (*paper.parts, *paper.annexed):
        yield from (part.title, *part.says)
        yield from (text for pair in part.pairs if pair[1] for text in pair)
        for table in part.tables:
            if part.pairs or len(part.tables) > 1:  # one alone is told by the heading
                yield table.title
            yield from table.heads if table.rows else (table.empty,)
            yield from (cell for row in (*table.rows, table.totals) for cell in row)


def shown(text: str) -> str:
    """As it is printed: what the font cannot draw is marked."""
    return squeezed(text.replace("🦊", "〓"))


@pytest.mark.parametrize("code", CODES)
def test_p5_what_a_form_says_is_what_stands_on_its_paper(code: str) -> None:
    pdf, paper = drawn(code), paper_of(code)
    entry = hostile(good(code))
    typed = [text for name, text in entry.typed.items() if entry.form.fields[name].kind in TYPED]
    for extracted in (read_back(pdf), text_of(pdf)):
        assert [text for text in said(paper) if shown(text) not in extracted] == []
    printed = "".join(said(paper))
    assert [text for text in typed if text not in printed] == []


@pytest.mark.parametrize("code", SURVEYS)
def test_p5_what_was_typed_at_a_survey_is_what_stands_on_its_paper(code: str) -> None:
    entry, extracted = surveyed(code).entry, read_back(drawn(code))
    assert entry is not None
    texts = [
        text
        for name, text in entry.typed.items()
        if (field := entry.form.fields[name]).kind in TYPED and entry.is_asked(field)
    ]
    assert len(texts) > 5
    assert [text for text in texts if shown(text) not in extracted] == []


@pytest.mark.parametrize("code", [*CODES, *SURVEYS, "F06", "F07"])
def test_each_form_is_pdf_a_3b_as_far_as_its_structure_tells(code: str) -> None:
    assert faults(drawn(code)) == []


@pytest.mark.parametrize("code", SIGNED)
def test_it_stays_so_with_its_signatures_and_with_the_stamps_of_the_centre(code: str) -> None:
    paper = drawn(code)
    for number, role in enumerate(BOTH):
        paper = signed_by(paper, role, last=number == 1)
        assert faults(paper) == []
    assert faults(endorsed(paper, an_authority())) == []


def _named(pdf: pikepdf.Pdf, **names: object) -> None:
    for name, value in names.items():
        pdf.Root[f"/{name}"] = value


def _unembed(pdf: pikepdf.Pdf) -> None:
    for font in pdf.pages[0].Resources.Font.values():
        del font.FontDescriptor.FontFile2


def _narrow(pdf: pikepdf.Pdf) -> None:
    for font in pdf.pages[0].Resources.Font.values():
        font.Widths = Array([int(width) + 50 for width in font.Widths])


def _cmyk(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(b"0 0 0 1 k")


def _script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def _unnamed(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.AF[0]["/AFRelationship"]


def _as_2b(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["pdfaid:part"] = "2"


def _hidden(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].Annots[0].F = 6


def _bare_widget(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[1].Annots[0]["/AP"]


def _blend(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Resources.ExtGState = Dictionary(G=Dictionary(Type=Name.ExtGState, BM=Name.Odd))


SPOILT: tuple[tuple[str, Callable[[pikepdf.Pdf], None]], ...] = (
    ("font not embedded", _unembed),
    ("widths differ", _narrow),
    ("colour without", _cmyk),
    ("script", _script),
    ("file without a relation", _unnamed),
    ("not said to be 3b", _as_2b),
    ("annotation flags", _hidden),
    ("annotation without its looks", _bare_widget),
    ("blending", _blend),
    ("output intent", lambda pdf: _named(pdf, OutputIntents=Array([]))),
    ("no metadata", lambda pdf: pdf.Root.__delitem__("/Metadata")),
    ("file of nothing", lambda pdf: _named(pdf, AF=Array([]))),
    ("permissions", lambda pdf: _named(pdf, Perms=Dictionary(Mine=Dictionary()))),
    ("version", lambda pdf: _named(pdf, Version=Name("/2.0"))),
    ("catalog /AA", lambda pdf: _named(pdf, AA=Dictionary())),
)


@pytest.mark.parametrize(("told", "spoil"), SPOILT)
def test_what_the_archive_forbids_is_found(told: str, spoil: Callable[[pikepdf.Pdf], None]) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(a_paper())) as pdf:
        spoil(pdf)
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    assert any(each.startswith(told) for each in faults(out.getvalue()))


def test_what_is_encrypted_cut_or_has_something_behind_it_is_found() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(a_paper())) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="x"))
    assert "encrypted" in faults(out.getvalue())
    assert faults(sealed_paper() + b"more") == ["data after the end"]
    assert "header" in faults(a_paper().replace(b"%PDF-1.7", b"%PDF-2.0"))
