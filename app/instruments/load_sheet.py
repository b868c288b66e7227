"""The first table of a spreadsheet (XLSX, XLS) with the same face as a text table.

Nothing is computed: a formula is what it last said. Dates and times become those of a text.
"""

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import islice
from typing import Any, Final

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from app.errors import LoadFileRefused
from app.instruments.plain_lines import PlainLines, made_plain

_UNPACKED_BYTES: Final = 400 << 20
_MAX_ROWS: Final = 600_000
_MAX_CELLS: Final = 400
_TELL_EVERY: Final = 2048
_TABLE_WIDTH: Final = 2
_HALF_S: Final = timedelta(microseconds=500_000)
_LOOKED_AT: Final = 50
_MEASURED: Final = (float, int, datetime, date)
_SHOWN: Final = SheetVisibleEnum.Visible
_ZIP: Final = b"PK\x03\x04"


@dataclass(frozen=True)
class SheetTable:
    """One sheet; its cells are texts, and no mark parts them."""

    name: str
    data: bytes
    encoding: str = "xlsx"

    @cached_property
    def _cells(self) -> list[list[object]]:
        return _first_table(self.name, self.data)

    def rows(
        self, _delimiter: str, passed: Callable[[float], None] | None = None
    ) -> Iterator[tuple[int, list[str]]]:
        """The cells of each row with its number, counted from 1."""
        cells = self._cells
        for line, row in enumerate(cells, 1):
            yield line, [_text(cell) for cell in row]
            if passed is not None and line % _TELL_EVERY == 0:
                passed(line / len(cells))

    def plain(self, delimiter: str, passed: Callable[[float], None]) -> PlainLines:
        """All rows as lines."""
        return made_plain(self.rows(delimiter, passed))

    def head(self, delimiter: str, lines: int) -> list[list[str]]:
        """The cells of the first rows."""
        return [[cell.strip() for cell in row] for _, row in islice(self.rows(delimiter), lines)]


def _first_table(name: str, data: bytes) -> list[list[object]]:
    """The first visible sheet with numbers in it, else the first with cells beside each other.

    Notes on what the columns mean often stand on a sheet before the table.

    Raises:
        LoadFileRefused: locked, damaged_sheet, too_large, no_header.
    """
    if data.startswith(_ZIP):
        _check_size(name, data)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            first: list[list[object]] = []
            for rows in _tables(name, book):
                if any(isinstance(cell, _MEASURED) for row in rows[:_LOOKED_AT] for cell in row):
                    return rows
                first = first or rows
    except PasswordError as error:
        raise LoadFileRefused(name, "locked") from error
    except (CalamineError, OSError, ValueError) as error:
        raise LoadFileRefused(name, "damaged_sheet") from error
    if not first:
        raise LoadFileRefused(name, "no_header")
    return first


def _tables(name: str, book: CalamineWorkbook) -> Iterator[list[list[object]]]:
    """The cells of each sheet that is shown and has some beside each other."""
    for told in book.sheets_metadata:
        if told.typ is not SheetTypeEnum.WorkSheet or told.visible is not _SHOWN:
            continue
        sheet = book.get_sheet_by_name(told.name)
        if sheet.start is None or sheet.width < _TABLE_WIDTH:
            continue
        if sheet.height > _MAX_ROWS or sheet.width > _MAX_CELLS:
            raise LoadFileRefused(name, "too_large", found=f"{sheet.height} × {sheet.width}")
        yield [list(row) for row in sheet.to_python(skip_empty_area=False)]


def _check_size(name: str, data: bytes) -> None:
    """Do not begin with what says of itself that it unpacks beyond all measure."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            size = sum(entry.file_size for entry in packed.infolist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise LoadFileRefused(name, "damaged_sheet") from error
    if size > _UNPACKED_BYTES:
        raise LoadFileRefused(name, "too_large", found=f"{size >> 20} MB")


def _of_moment(cell: datetime) -> str:
    # A spreadsheet keeps days as doubles: 00:14:59.9999 is 00:15.
    if cell.microsecond:
        cell += _HALF_S
    return cell.isoformat(" ", "seconds")


def _of_span(cell: timedelta) -> str:
    whole = round(cell.total_seconds())
    return f"{whole // 3600:02}:{whole % 3600 // 60:02}:{whole % 60:02}"


def _of_number(cell: float) -> str:
    return str(int(cell)) if cell.is_integer() else repr(cell)


def _of_day(cell: date) -> str:
    return f"{cell.isoformat()} 00:00:00"  # a moment at midnight comes as a day


_TEXTS: Final[Mapping[type, Callable[[Any], str]]] = {
    float: _of_number,
    datetime: _of_moment,
    timedelta: _of_span,
    date: _of_day,
    time: time.isoformat,
}
"""How a cell of a kind is written; any other as Python writes it."""


def _text(cell: object) -> str:
    return _TEXTS.get(type(cell), str)(cell)
