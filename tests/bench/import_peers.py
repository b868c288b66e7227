"""What `bench_import` is measured against: `python -m tests.bench.import_peers PEER FILE`.

Prints the milliseconds of the reading, the library loaded, and how many numbers were read.
"""

import importlib
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

NUMPY: Final = "numpy"
POLARS: Final = "polars"


def main(peer: str, path: Path) -> None:
    """Read it and print."""
    read = by_numpy(path) if peer == NUMPY else by_polars(path)
    start = time.perf_counter()
    count = read()
    print((time.perf_counter() - start) * 1000, count)


def by_numpy(path: Path) -> Callable[[], int]:
    """An array of times and one of numbers."""
    numpy = importlib.import_module("numpy")
    if path.suffix == ".xlsx":
        calamine = importlib.import_module("python_calamine")

        def of_book() -> int:
            rows = calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
            values = numpy.array([row[1:] for row in rows[1:]], dtype=float)
            times = numpy.array([row[0] for row in rows[1:]], dtype="M8[s]")
            return int(values.size) if len(times) else 0

        return of_book

    def of_text() -> int:
        kinds = [("at", "U19"), ("a", float), ("b", float), ("c", float)]
        rows = numpy.loadtxt(path, kinds, delimiter=",", skiprows=1, encoding="utf-8")
        times = rows["at"].astype("M8[s]")
        return sum(len(rows[name]) for name in "abc") if len(times) else 0

    return of_text


def by_polars(path: Path) -> Callable[[], int]:
    """A frame with times and numbers."""
    polars = importlib.import_module("polars")
    if path.suffix == ".xlsx":
        importlib.import_module("fastexcel")

        def read() -> int:
            frame = polars.read_excel(path)
            return int(frame.width - 1) * int(frame.height)

        return read

    def of_text() -> int:
        frame = polars.read_csv(path, try_parse_dates=True)
        assert frame.dtypes[0] == polars.Datetime
        return int(frame.width - 1) * int(frame.height)

    return of_text


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
