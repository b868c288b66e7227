"""What the paper of each form is like: what stands on it, who signs, pages, archive, bytes, time.

Run by hand: `python -m tests.bench.bench_forms [turns]`. Four customers are served from application
to the end on a real tablet, and each of their papers is composed and drawn again as it would be
issued now. `fields` are those that were asked on the form and stand on the paper with their name or
value, of all that were asked; `A-3b` holds where the file claims PDF/A-3b and has what that wants
at least: an output intent, the record as its associated file, every font embedded.
"""

import io
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory
from typing import Final

import pikepdf

from app.actions.open_workspace import close_workspace
from app.domain.entry import Entry
from app.domain.filing import Filing
from app.domain.inspection import Inspection
from app.domain.report import Report, Signature
from app.filings import filing_state
from app.paper_signers import is_filing
from app.papers import subject_of
from app.visits import visit_state
from app.workspace import Unit, Workspace
from tests.app.inspection_papers import an_issue, squeezed, text_of
from tests.flows.narratives import TOLD

CUSTOMERS: Final = ("HV_MULTI", "HV_SINGLE", "LV_three_zero", "LV_paying")
_EMBEDDED: Final = 5
"""From the right: the column of pdffonts that says whether a font is embedded."""


@dataclass(frozen=True)
class Line:
    """One form as the table tells it."""

    form: str
    title: str
    present: int
    asked: int
    signatures: int
    pages: int
    archive: bool
    size: int
    took_ms: float


def main() -> None:
    """Measure and print; the first paper of each form and title is told."""
    turns = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    found: dict[tuple[str, str], Line] = {}
    for customer in CUSTOMERS:
        with TemporaryDirectory() as folder:
            story = TOLD[customer](Path(folder))
            with story.ws.read() as unit:
                for line in lines_of(story.ws, unit, turns):
                    found.setdefault((line.form, line.title), line)
            close_workspace(story.ws)
    print("form  fields   signed  pages  A-3b    bytes    ms  title")
    for _, line in sorted(found.items()):
        fields = f"{line.present}/{line.asked}" if line.asked else "-"
        print(
            f"{line.form:4}  {fields:7}  {line.signatures:6}  {line.pages:5}  "
            f"{'yes' if line.archive else 'NO':4}  {line.size:7}  {line.took_ms:4.0f}  {line.title}"
        )


def lines_of(ws: Workspace, unit: Unit, turns: int) -> Iterator[Line]:
    """Each paper of the case on this tablet."""
    signatures = unit.find(Signature)
    for report in unit.find(Report):
        subject = subject_of(ws, unit, report.subject_id)
        issue = an_issue(*subject.expected)
        pdf, times = ws.blobs.get(report.pdf), []
        if report.form != "F07":  # what it told is put right by now, so it is not made again
            for _ in range(turns):
                start = time.perf_counter()
                pdf = subject.draw(issue)
                times.append((time.perf_counter() - start) * 1000)
        entry = entry_of(ws, unit, report) if times else None
        present, asked = said(entry, text_of(pdf)) if entry is not None else (0, 0)
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            pages, title = len(opened.pages), str(opened.docinfo["/Title"]).split()[0]
        mine = sum(each.report_id == report.id for each in signatures)
        took = statistics.median(times) if times else 0.0
        archive = claims_archive(pdf)
        yield Line(report.form, title, present, asked, mine, pages, archive, len(pdf), took)


def entry_of(ws: Workspace, unit: Unit, report: Report) -> Entry | None:
    """The form that this paper prints."""
    if is_filing(unit, report.subject_id):
        return filing_state(ws, unit, unit.get(Filing, report.subject_id)).entry
    return visit_state(ws, unit, unit.get(Inspection, report.subject_id)).entry


def said(entry: Entry, text: str) -> tuple[int, int]:
    """How many of the fields and columns that were asked stand on the paper, and how many were."""
    told: list[bool] = []
    for field in entry.form.fields.values():
        if entry.is_asked(field):
            value = squeezed(field.printed(entry.text(field)))
            told.append(squeezed(field.zh) in text or (len(value) > 1 and value in text))
    for table in entry.form.tables.values():
        rows = entry.of(table) if entry.is_open(table) else ()
        for column in table.columns:
            if any(entry.cell(column, row) for row in rows):
                values = (squeezed(column.printed(entry.cell(column, row))) for row in rows)
                told.append(squeezed(column.zh) in text or all(v in text for v in values))
    return sum(told), len(told)


def claims_archive(pdf: bytes) -> bool:
    """Whether the file says it is PDF/A-3b, and has what that wants at least."""
    with pikepdf.open(io.BytesIO(pdf)) as opened, opened.open_metadata() as metadata:
        claim = (metadata.get("pdfaid:part"), metadata.get("pdfaid:conformance"))
        whole = "/OutputIntents" in opened.Root and len(opened.Root.AF) == 1
    with NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        command = ["pdffonts", file.name]
        fonts = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    embedded = [re.split(r"\s+", line)[-_EMBEDDED] for line in fonts.splitlines()[2:]]
    return claim == ("3", "B") and whole and set(embedded) == {"yes"}


if __name__ == "__main__":
    main()
