"""How long the import of a load file takes, against numpy and polars reading the same file.

Run by hand: `python -m tests.bench.bench_import [turns]`. A year of quarter-hours (CSV and XLSX)
and a year of minutes (CSV), three phases. Ours is what a person waits for: a child process with
limits that finds encoding, header and columns, judges every cell, puts the curve in order, packs
it, and hands it back to be summarised. Beside it the same within one process, started already.

Each peer is a process of its own too, told what stands where, and hands nothing back: numpy's
`loadtxt` (for a spreadsheet: its cells by calamine, then an array), and polars' `read_csv` or
`read_excel`; its time without the start of Python is told beside it. Polars does not come with
the project: `pip install --target FOLDER polars fastexcel`, then `PYTHONPATH=FOLDER` before the
command; one that is not there is told as not found. All in turns, the first is thrown away. What
the processor did for it is told too, for the machine is shared.
"""

import importlib.util
import os
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import numpy as np
import xlsxwriter

from app.instruments.apart import read_load_apart, understood
from app.instruments.reader import told
from tests.bench.import_peers import NUMPY, POLARS

HEADER: Final = ("时间", "A相有功功率(kW)", "B相有功功率(kW)", "C相有功功率(kW)")
START: Final = datetime(2025, 1, 1)  # noqa: DTZ001 (a meter's own clock)
YEAR_S: Final = 365 * 86_400


def main() -> None:
    """Measure and print."""
    turns = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    with TemporaryDirectory() as folder:
        quarters, minutes = Path(folder) / "quarters.csv", Path(folder) / "minutes.csv"
        book = Path(folder) / "quarters.xlsx"
        write_text(quarters, 900)
        write_text(minutes, 60)
        write_book(book, 900)
        for path in (quarters, book, minutes):
            compare(path, turns)


def compare(path: Path, turns: int) -> None:
    """Measure this file in turns and print."""
    size = path.stat().st_size / 1e6
    print(f"{path.name}: {YEAR_S // step_of(path):,} × 3 points, {size:.1f} MB")
    peers = [NUMPY, *([POLARS] if importlib.util.find_spec("polars") else [])]
    waited: dict[str, list[float]] = defaultdict(list)
    within: dict[str, list[float]] = defaultdict(list)
    work: dict[str, list[float]] = defaultdict(list)
    for _ in range(turns + 1):
        before = worked()
        waited["ours"].append(measured(lambda: read_load_apart(path)))
        work["ours"].append(worked() - before)
        within["ours"].append(measured(lambda: understood(told(path))))
        for peer in peers:
            start, before = time.perf_counter(), worked()
            within[peer].append(read_by(peer, path))
            waited[peer].append((time.perf_counter() - start) * 1000)
            work[peer].append(worked() - before)
    sides = (waited, within, work)
    ours = [statistics.median(side["ours"][1:]) for side in sides]
    print(f"  ours    {said(ours)}")
    for peer in (NUMPY, POLARS):
        if peer not in peers:
            print(f"  {peer:7} not found")
            continue
        theirs = [statistics.median(side[peer][1:]) for side in sides]
        ratios = "  ".join(f"{mine / his:.2f}" for mine, his in zip(ours, theirs, strict=True))
        print(f"  {peer:7} {said(theirs)}; ours / {peer}: {ratios}")


def said(figures: Sequence[float]) -> str:
    """What was waited for, what it takes in a process started already, and the processor's time."""
    return "{:6.0f} ms, in one process {:6.0f} ms, processor {:6.0f} ms".format(*figures)


def worked() -> float:
    """Milliseconds that the processor has worked for us and for our children that have ended."""
    return sum(os.times()[:4]) * 1000


def read_by(peer: str, path: Path) -> float:
    """Milliseconds that this peer takes, as it says itself; it must have read every value."""
    command = [sys.executable, "-m", "tests.bench.import_peers", peer, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    took, count = done.stdout.split()
    assert int(count) == 3 * YEAR_S // step_of(path), done.stdout
    return float(took)


def measured(work: Callable[[], object]) -> float:
    """Milliseconds that it takes."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def step_of(path: Path) -> int:
    """The seconds between two rows of this file."""
    return 60 if path.stem == "minutes" else 900


def columns(step_s: int) -> list[list[float]]:
    """Three phases that go up and down with the day, to the watt as meters tell it."""
    noise = np.random.default_rng(11)
    count = YEAR_S // step_s
    base = 60 + 40 * np.sin(np.arange(count) * step_s / 86_400 * 2 * np.pi)
    return [
        np.round(base * share + noise.normal(0, 4, count), 3).tolist() for share in (1.0, 0.9, 1.1)
    ]


def write_text(path: Path, step_s: int) -> None:
    """The year as a text table."""
    with path.open("w", encoding="utf-8") as file:
        file.write(",".join(HEADER) + "\n")
        for number, row in enumerate(zip(*columns(step_s), strict=True)):
            at = START + timedelta(seconds=number * step_s)
            file.write(f"{at},{row[0]:.3f},{row[1]:.3f},{row[2]:.3f}\n")


def write_book(path: Path, step_s: int) -> None:
    """The year as a spreadsheet, its times as dates of the spreadsheet."""
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet, dates = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        sheet.write_row(0, 0, HEADER)
        for number, row in enumerate(zip(*columns(step_s), strict=True)):
            at = START + timedelta(seconds=number * step_s)
            sheet.write_datetime(number + 1, 0, at, dates)
            sheet.write_row(number + 1, 1, row)


if __name__ == "__main__":
    main()
