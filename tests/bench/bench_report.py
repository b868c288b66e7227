"""How long a report with twenty photos takes, against bare scripts: reportlab, fpdf2, typst.

Run by hand: `python -m tests.bench.bench_report [turns]`. Ours is the paper of a whole completion
inspection, composed, drawn and made PDF/A-3b with its record inside, ready to sign. The peer draws
the same words in as many rows, and the same twenty photos from their files, with the library's own
tables and paragraphs, tuned (`useA85 = 0`), and stops there: no footer, no seal fields, no archive
form. All in turns; the median of the turns' ratios is told, and the cold figure of a child.

fpdf2 and typst are installed by hand in a place of their own and named: `--peers venv/bin/python`
(`pip install fpdf2 typst`); without it they are told as not found. They draw the same words and
photos (`paper_peer.py`) in one warm process, with other words in every row each time.
"""

import argparse
import io
import json
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

from app.documents.font import FONT_FILE, FONT_NAME
from app.documents.inspection_pdf import draw_inspection
from app.documents.text import use_font
from app.domain.inspection_paper import InspectionPaper
from app.domain.paper import PaperPhoto
from tests.app.inspection_papers import a_paper

PHOTOS: Final = 20
ROWS: Final = 18
"""Of the checklist, so that text and photos together fill some six pages."""
WIDTH: Final = A4[0] - 35 * mm


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("turns", nargs="?", type=int, default=7)
    asked.add_argument("--peers", default="", help="a Python that has fpdf2 and typst")
    asked.add_argument("--cold", action="store_true", help=argparse.SUPPRESS)
    wanted = asked.parse_args()
    if wanted.cold:
        print(measured(lambda: draw_inspection(the_paper()))[0])
        return
    with TemporaryDirectory() as folder:
        paper = the_paper()
        files = kept(paper, Path(folder))
        with Peers(wanted.peers, paper, files) as peers:
            compare(paper, files, wanted.turns, peers)


def kept(paper: InspectionPaper, folder: Path) -> list[str]:
    """The photos as files: by their names the library knows them without looking inside."""
    files = [folder / f"{number}.jpg" for number in range(PHOTOS)]
    for file, photo in zip(files, paper.photos, strict=True):
        file.write_bytes(photo.data)
    return [str(file) for file in files]


class Peers:
    """fpdf2 and typst in a child of their own; without one, none."""

    def __init__(self, python: str, paper: InspectionPaper, files: list[str]) -> None:
        self.names = ("fpdf2", "typst") if python else ()
        self._child = None
        if not python:
            print("fpdf2, typst: not found (--peers)")
            return
        command = [python, str(Path(__file__).with_name("paper_peer.py"))]
        self._child = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        words = texts_of(paper)
        photos = [[f, p.caption] for f, p in zip(files, paper.photos, strict=True)]
        self._say(json.dumps({**words, "photos": photos, "font": str(FONT_FILE)}))

    def draw(self, name: str, turn: int) -> tuple[float, int, int]:
        """Milliseconds, bytes, pages."""
        self._say(f"{name} {turn}")
        assert self._child is not None
        assert self._child.stdout is not None
        took, size, count = json.loads(self._child.stdout.readline())
        return float(took), int(size), int(count)

    def _say(self, line: str) -> None:
        assert self._child is not None
        assert self._child.stdin is not None
        self._child.stdin.write(line + "\n")
        self._child.stdin.flush()

    def __enter__(self) -> "Peers":
        return self

    def __exit__(self, *error: object) -> None:
        if self._child is not None:
            self._child.communicate()


def texts_of(paper: InspectionPaper) -> dict[str, list[list[str]]]:
    """What the peers print: pairs of the head, rows of the checklist, limits."""
    return {
        "head": [list(pair) for pair in paper.header],
        "rows": [
            [row.item, row.requirement or row.reference, row.reading, row.verdict.value]
            for group in (*paper.documents, *paper.groups)
            for row in group.rows
        ],
        "limits": [[row.item, row.requirement, row.reference] for row in paper.limits],
    }


def compare(paper: InspectionPaper, files: list[str], turns: int, peers: Peers) -> None:
    """Measure all in turns and print."""
    ours, theirs = draw_inspection(paper), bare(paper, files)
    photos = sum(len(photo.data) for photo in paper.photos)
    print(f"ours {len(ours) / photos:.3f} of the photos' bytes, {pages(ours)} pages", end="; ")
    print(f"bare {len(theirs) / photos:.3f}, {pages(theirs)} pages")
    for name in peers.names:
        _, size, count = peers.draw(name, 0)
        print(f"{name} {size / photos:.3f} of the photos' bytes, {count} pages")
    found: dict[str, list[float]] = {}
    for number in range(1, turns + 1):
        turn = {
            "ours": measured(lambda: draw_inspection(paper))[0],
            "reportlab": measured(lambda: bare(paper, files))[0],
            **{name: peers.draw(name, number)[0] for name in peers.names},
        }
        for name, took in turn.items():
            found.setdefault(name, []).append(took)
        print(
            f"turn {number}: " + ", ".join(f"{name} {took:.0f} ms" for name, took in turn.items())
        )
    command = [sys.executable, "-m", "tests.bench.bench_report", "--cold"]
    cold = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    print(f"ours cold {float(cold):.0f} ms")
    for name, times in found.items():
        ratio = statistics.median(o / t for o, t in zip(found["ours"], times, strict=True))
        print(f"{name:10} median {statistics.median(times):6.0f} ms   ours is {ratio:.2f} of it")


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
    texts = texts_of(paper)
    head, rows, limits = (
        [[Paragraph(text, style) for text in row] for row in texts[key]]
        for key in ("head", "rows", "limits")
    )
    pictures = [_Placed(name) for name in files]
    words = [Paragraph(photo.caption, style) for photo in paper.photos]
    cells = [side for i in range(0, PHOTOS, 2) for side in (pictures[i : i + 2], words[i : i + 2])]
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
