"""The rows of a table that somebody brings: XLSX, XLS or CSV, all cells as text.

CSV in GBK, UTF-8 and UTF-16, with or without a mark, parted by comma, semicolon or tab. Nothing in
a file is computed: a formula is what it last said, or plain text.
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Final

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from app.domain.work_order import SheetRow
from app.errors import SheetRefused
from app.instruments.text_table import encoding_of

MAX_BYTES: Final = 8 << 20
MAX_ROWS: Final = 5000
"""Rows at most: they are taken in while somebody waits."""

_MAX_HEIGHT: Final = 4 * MAX_ROWS
_MAX_CELLS: Final = 200
_MAX_TEXT: Final = 2000
_UNPACKED_BYTES: Final = 200 << 20
_DELIMITERS: Final = ",;\t"
_LOOKED_AT: Final = 20
_TABLE_WIDTH: Final = 3
_LOST_DIGITS: Final = 1e15
_OTHER_KINDS: Final = (b"%PDF", b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"{\\rtf", b"7z\xbc", b"Rar!")
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def content_of(path: Path) -> bytes:
    """The bytes of a file that is not too large to be a list of work orders.

    Raises:
        SheetRefused: unreadable or too_large.
    """
    try:
        if not path.is_file():  # a pipe or a device has no end
            raise SheetRefused("unreadable", found=path.name)
        if path.stat().st_size > MAX_BYTES:
            raise SheetRefused("too_large", found=f"最大 {MAX_BYTES >> 20} MB")
        return path.read_bytes()
    except OSError as error:
        raise SheetRefused("unreadable", found=path.name) from error


def read_sheet(data: bytes) -> tuple[SheetRow, ...]:
    """The rows of this file that hold anything.

    Raises:
        SheetRefused: empty_file, too_large, too_many_rows, not_a_table, web_page, locked, damaged
            or open_quote.
    """
    if not data.strip():
        raise SheetRefused("empty_file")
    if len(data) > MAX_BYTES:
        raise SheetRefused("too_large", found=f"最大 {MAX_BYTES >> 20} MB")
    rows = _of_workbook(data) if data.startswith((_ZIP, _OLE)) else _of_text(data)
    said: list[SheetRow] = []
    for line, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        if len(said) > MAX_ROWS:
            raise SheetRefused("too_many_rows", found=f"最多 {MAX_ROWS} 行")
        said.append((line, tuple(cell[:_MAX_TEXT] for cell in cells[:_MAX_CELLS])))
    return tuple(said)


def _of_workbook(data: bytes) -> Sequence[SheetRow]:
    """The first sheet that looks like a table, or else the first that says anything."""
    if data.startswith(_ZIP):
        _check_size(data)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            shown = [
                sheet.name
                for sheet in book.sheets_metadata
                if sheet.visible is SheetVisibleEnum.Visible
                and sheet.typ is SheetTypeEnum.WorkSheet
            ]
            said = (_of_sheet(book.get_sheet_by_name(name)) for name in shown)
            return _first_table(rows for rows in said if rows)
    except PasswordError as error:
        raise SheetRefused("locked") from error
    except (CalamineError, OSError, ValueError) as error:
        raise SheetRefused("damaged") from error


def _of_sheet(sheet: CalamineSheet) -> Sequence[SheetRow]:
    if sheet.start is None:  # nothing in it
        return ()
    if sheet.height > _MAX_HEIGHT:
        raise SheetRefused("too_many_rows", found=f"最多 {MAX_ROWS} 行")
    whole = sheet.to_python(skip_empty_area=True)
    return [
        (line, tuple(map(_text, cells))) for line, cells in enumerate(whole, sheet.start[0] + 1)
    ]


def _first_table(sheets: Iterable[Sequence[SheetRow]]) -> Sequence[SheetRow]:
    """Notes often stand on a sheet before the table; a row of several cells tells them apart."""
    first: Sequence[SheetRow] = ()
    for rows in sheets:
        if any(sum(cell.strip() != "" for cell in cells) >= _TABLE_WIDTH for _, cells in rows):
            return rows
        first = first or rows
    return first


def _check_size(data: bytes) -> None:
    """Do not begin with what says of itself that it unpacks beyond all measure."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            size = sum(entry.file_size for entry in packed.infolist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise SheetRefused("damaged") from error
    if size > _UNPACKED_BYTES:
        raise SheetRefused("too_large", found=f"展开后 {size >> 20} MB")


def _text(cell: object) -> str:
    """A cell as text. Fifteen digits are all that a spreadsheet keeps of a number."""
    match cell:
        case datetime():
            return cell.isoformat(" ", "seconds")
        case bool() | date() | time() | timedelta():
            return str(cell)
        case float() if abs(cell) >= _LOST_DIGITS:
            return f"{cell:E}"
        case float() if cell.is_integer():
            return str(int(cell))
        case int() if abs(cell) >= _LOST_DIGITS:
            return f"{cell:E}"
        case _:
            return str(cell)


def _of_text(data: bytes) -> Iterator[SheetRow]:
    encoding = None if data.startswith(_OTHER_KINDS) else encoding_of(data)
    if encoding is None:
        raise SheetRefused("not_a_table")
    text = data.decode(encoding)
    if text.lstrip()[:200].lower().startswith(("<html", "<!doctype", "<table", "<?xml", "<meta")):
        raise SheetRefused("web_page")
    return _rows(text, _delimiter(text))


def _rows(text: str, delimiter: str) -> Iterator[SheetRow]:
    """The rows with the number of the line that each begins on; a quoted cell may hold more."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for row in reader:
            yield line, tuple(row)
            line = reader.line_num + 1
    except csv.Error as error:
        raise SheetRefused("open_quote", line) from error


def _delimiter(text: str) -> str:
    """What parts most of the first lines into most cells."""
    head = text.splitlines()[:_LOOKED_AT]
    return max(_DELIMITERS, key=lambda one: sum(_parts(head, one)))


def _parts(lines: Iterable[str], delimiter: str) -> Iterator[int]:
    return (line.count(delimiter) for line in islice(lines, _LOOKED_AT))
