"""How long a report with twenty photos takes, against a bare script of reportlab's own.

Run by hand: `python -m tests.bench.bench_report [turns]`. Ours is the paper of a whole completion
inspection, composed, drawn and made PDF/A-3b with its record inside, ready to sign. The peer draws
the same words in as many rows, and the same twenty photos from their files, with the library's own
tables and paragraphs, tuned (`useA85 = 0`), and stops there: no footer, no seal fields, no archive
form. Both in turns; the median of the turns' ratios is told, and the cold figure of a child.
"""

import io
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import numpy as np
from PIL import Image as Picture
from reportlab import rl_config
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, LongTable, Paragraph, SimpleDocTemplate, Table

from app.documents.font import FONT_NAME
from app.documents.inspection_pdf import draw_inspection
from app.documents.text import use_font
from app.domain.inspection_paper import InspectionPaper
from app.domain.paper import PaperPhoto
from tests.app.inspection_papers import a_paper

PHOTOS: Final = 20
ROWS: Final = 44
"""Of the checklist, so that text and photos together fill some six pages."""
WIDTH: Final = A4[0] - 35 * mm


def main() -> None:
    """Measure and print."""
    if sys.argv[1:] == ["cold"]:
        print(measured(lambda: draw_inspection(the_paper()))[0])
        return
    turns = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    with TemporaryDirectory() as folder:
        paper = the_paper()
        compare(paper, kept(paper, Path(folder)), turns)


def kept(paper: InspectionPaper, folder: Path) -> list[str]:
    """The photos as files: by their names the library knows them without looking inside."""
    files = [folder / f"{number}.jpg" for number in range(PHOTOS)]
    for file, photo in zip(files, paper.photos, strict=True):
        file.write_bytes(photo.data)
    return [str(file) for file in files]


def compare(paper: InspectionPaper, files: list[str], turns: int) -> None:
    """Measure both in turns and print."""
    ours, theirs = draw_inspection(paper), bare(paper, files)
    photos = sum(len(photo.data) for photo in paper.photos)
    print(f"ours {len(ours) / photos:.3f} of the photos' bytes, {pages(ours)} pages", end="; ")
    print(f"bare {len(theirs) / photos:.3f}, {pages(theirs)} pages")
    found = []
    for number in range(1, turns + 1):
        mine, _ = measured(lambda: draw_inspection(paper))
        peer, _ = measured(lambda: bare(paper, files))
        found.append((mine, peer))
        print(f"turn {number}: ours {mine:.0f} ms, bare {peer:.0f} ms, ratio {mine / peer:.2f}")
    mine, peer = (statistics.median(side) for side in zip(*found, strict=True))
    ratio = statistics.median(mine / peer for mine, peer in found)
    command = [sys.executable, "-m", "tests.bench.bench_report", "cold"]
    cold = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    print(f"ours {mine:.0f} ms (cold {float(cold):.0f}), bare {peer:.0f} ms, ratio {ratio:.2f}")


def the_paper() -> InspectionPaper:
    """Six pages: some of the checklist, and twenty photos."""
    whole = a_paper()
    rows = [(group, row) for group in whole.groups for row in group.rows][:ROWS]
    kept = tuple(
        replace(group, rows=tuple(row for of, row in rows if of is group)) for group in whole.groups
    )
    groups = tuple(group for group in kept if group.rows)
    photos = tuple(PaperPhoto(a_picture(number), f"现场照片 {number}") for number in range(PHOTOS))
    return replace(whole, groups=groups, photos=photos, curve=None)


def a_picture(number: int) -> bytes:
    """A picture of 1400 by 1050 as a camera's bounded copy is: shapes, and some noise."""
    noise = np.random.default_rng(number).integers(0, 24, (1050, 1400, 3), np.uint8)
    slope = np.linspace(40, 200, 1400, dtype=np.uint8)[None, :, None]
    data = io.BytesIO()
    Picture.fromarray(noise + slope).save(data, "JPEG", quality=82)
    return data.getvalue()


def measured(draw: Callable[[], bytes]) -> tuple[float, int]:
    """Milliseconds that it takes, and bytes that come of it."""
    start = time.perf_counter()
    made = draw()
    return (time.perf_counter() - start) * 1000, len(made)


def pages(pdf: bytes) -> int:
    """How many pages this file has."""
    return pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ")


class _Placed(Flowable):  # type: ignore[misc]
    """A photo by its file's name: so the library does not look at its pixels."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.width, self.height = WIDTH / 2 - 8 * mm, 60 * mm
        self._name = name

    def draw(self) -> None:
        self.canv.drawImage(self._name, 0, 0, self.width, self.height)


def bare(paper: InspectionPaper, files: list[str]) -> bytes:
    """The same words and photos by the library's own means."""
    rl_config.useA85 = 0
    use_font()
    style = ParagraphStyle("cell", fontName=FONT_NAME, fontSize=8.5, leading=11, wordWrap="CJK")
    grid = [("GRID", (0, 0), (-1, -1), 0.4, "#9AA3AD"), ("FONT", (0, 0), (-1, -1), FONT_NAME, 8.5)]
    rows = [
        [Paragraph(text, style) for text in (row.item, row.requirement or row.reference,
                                             row.reading, row.verdict.value)]
        for group in (*paper.documents, *paper.groups)
        for row in group.rows
    ]  # fmt: skip
    head = [[Paragraph(part, style) for part in pair] for pair in paper.header]
    pictures = [_Placed(name) for name in files]
    words = [Paragraph(photo.caption, style) for photo in paper.photos]
    cells = [side for i in range(0, PHOTOS, 2) for side in (pictures[i : i + 2], words[i : i + 2])]
    limits = [
        [Paragraph(text, style) for text in (row.item, row.requirement, row.reference)]
        for row in paper.limits
    ]
    data = io.BytesIO()
    document = SimpleDocTemplate(data, pagesize=A4, leftMargin=20 * mm, rightMargin=15 * mm)
    document.build(
        [
            Table(head, [WIDTH / 4, WIDTH * 3 / 4], style=grid),
            LongTable(rows, [WIDTH * share for share in (0.4, 0.25, 0.25, 0.1)], style=grid),
            Table(cells, [WIDTH / 2] * 2, style=grid),
            LongTable(limits, [WIDTH * share for share in (0.4, 0.3, 0.3)], style=grid),
        ]
    )
    return data.getvalue()


if __name__ == "__main__":
    main()
