"""Draws the paper of bench_report with fpdf2 or typst, in an environment of their own.

Started by `bench_report --peers venv/bin/python`. Reads the content as one line of JSON (`head`:
pairs, `rows` and `limits`: lists of texts, `photos`: names and captions, `font`: a file), then a
line for each drawing, "fpdf2 3" or "typst 3"; answers each with milliseconds, bytes and pages.
The number goes into every row, so that nothing of the drawing before can be taken again.
"""

import importlib
import json
import re
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

Content = dict[str, Any]
SHARES = {"head": (1, 3), "rows": (40, 25, 25, 10), "limits": (4, 3, 3)}
WIDTH_MM = 175


def main() -> None:
    """Answer each line until there are no more."""
    content = json.loads(sys.stdin.readline())
    for line in sys.stdin:
        name, turn = line.split()
        draw = {"fpdf2": by_fpdf2, "typst": by_typst}[name]
        told = {key: [[*row[:-1], f"{row[-1]} {turn}"] for row in content[key]] for key in SHARES}
        start = time.perf_counter()
        made = draw({**content, **told})
        took = (time.perf_counter() - start) * 1000
        print(json.dumps([took, len(made), pages(made)]), flush=True)


def pages(pdf: bytes) -> int:
    """How many pages this file says it has; -1 where it says it inside a packed stream."""
    counts = [int(n) for n in re.findall(rb"/Count (\d+)", pdf)]
    return max(counts, default=-1)


def by_fpdf2(content: Content) -> bytes:
    """The words and photos by fpdf2's own tables."""
    fpdf = importlib.import_module("fpdf")
    pdf = fpdf.FPDF(format="A4")
    pdf.set_margins(20, 15, 15)
    pdf.set_auto_page_break(True, 24)
    pdf.add_font("paper", fname=content["font"])
    pdf.set_font("paper", size=8.5)
    pdf.add_page()
    for key, shares in SHARES.items():
        set_so = {"col_widths": shares, "width": WIDTH_MM, "line_height": 4}
        with pdf.table(first_row_as_headings=False, **set_so) as table:
            for cells in content[key]:
                row = table.row()
                for cell in cells:
                    row.cell(cell)
        if key == "rows":
            _photos_by_fpdf2(pdf, content["photos"])
    return bytes(pdf.output())


def _photos_by_fpdf2(pdf: Any, photos: list[list[str]]) -> None:
    for number, (name, caption) in enumerate(photos):
        if number % 6 == 0:
            pdf.add_page()
        x, y = 20 + 88 * (number % 2), 20 + 72 * (number % 6 // 2)
        pdf.image(name, x, y, w=80, h=60)
        pdf.set_xy(x, y + 61)
        pdf.cell(80, 5, caption)
    pdf.add_page()


def by_typst(content: Content) -> bytes:
    """The same as typst's markup, compiled."""
    typst = importlib.import_module("typst")
    folder = Path(content["photos"][0][0]).parent

    def table(key: str) -> str:
        cells = ", ".join(json.dumps(c, ensure_ascii=False) for row in content[key] for c in row)
        columns = ", ".join(f"{share}fr" for share in SHARES[key])
        return f"#table(columns: ({columns}), stroke: 0.4pt, {cells})"

    photos = ", ".join(
        f"[#image({json.dumps(Path(name).name)}, width: 80mm, height: 60mm)\n{caption}]"
        for name, caption in content["photos"]
    )
    source = "\n".join(
        (
            '#set page(paper: "a4", margin: (left: 20mm, right: 15mm, top: 15mm, bottom: 24mm))',
            '#set text(font: "Kanyan Sans", size: 8.5pt, lang: "zh")',
            table("head"),
            table("rows"),
            f"#table(columns: (1fr, 1fr), stroke: 0.4pt, {photos})",
            table("limits"),
        )
    )
    with tempfile.NamedTemporaryFile("w", suffix=".typ", dir=folder, encoding="utf-8") as file:
        file.write(source)
        file.flush()
        fonts = [str(Path(content["font"]).parent)]
        return bytes(typst.compile(file.name, font_paths=fonts, root=str(folder)))


if __name__ == "__main__":
    main()
