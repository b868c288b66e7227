"""The lines of a text table in whatever encoding; nothing is guessed from the system."""

import codecs
import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from app.errors import LoadFileRefused
from app.instruments.load_sheet import SheetTable
from app.instruments.plain_lines import PlainLines, made_plain

MAX_BYTES: Final = 64 * 1024 * 1024
_CHUNK: Final = 1024 * 1024
_TELL_EVERY: Final = 2048
_LONGEST_FOUND: Final = 80
_MARKS_16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SPREADSHEET: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


@dataclass(frozen=True)
class TextTable:
    """A file known to be text in `encoding`; its lines are decoded as they are asked for."""

    name: str
    data: bytes
    encoding: str

    def rows(
        self, delimiter: str, passed: Callable[[float], None] | None = None
    ) -> Iterator[tuple[int, list[str]]]:
        """The cells of each line with its number, counted from 1.

        `passed` hears now and then which share of the file has been read.

        Raises:
            LoadFileRefused: `open_quote`, a quotation mark swallows the end of its line.
        """
        raw = io.BytesIO(self.data)
        with io.TextIOWrapper(raw, self.encoding) as lines:
            reader = csv.reader(lines, delimiter=delimiter)
            line = 1
            try:
                for row in reader:
                    if reader.line_num > line:
                        raise LoadFileRefused(self.name, "open_quote", line)
                    yield line, row
                    line += 1
                    if passed is not None and line % _TELL_EVERY == 0:
                        passed(raw.tell() / len(self.data))
            except csv.Error as error:
                raise LoadFileRefused(self.name, "open_quote", line) from error

    def plain(self, delimiter: str, passed: Callable[[float], None]) -> PlainLines:
        """All lines as bytes without quotation marks.

        Raises:
            LoadFileRefused: `open_quote`, a quotation mark swallows the end of its line.
        """
        data, encoding = self.data.removeprefix(codecs.BOM_UTF8), self.encoding
        if encoding.startswith("utf-16"):
            data, encoding = data.decode(encoding).encode(), "utf-8"
        if b'"' in data:
            return made_plain(self.rows(delimiter, passed))
        if b"\r" in data:
            data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        return PlainLines(data, ord(delimiter), "utf-8" if encoding == "utf-8-sig" else encoding)

    def head(self, delimiter: str, lines: int) -> list[list[str]]:
        """The cells of the first lines."""
        return [[cell.strip() for cell in row] for _, row in islice(self.rows(delimiter), lines)]


Table = TextTable | SheetTable


def open_table(path: Path, wished: str = "") -> Table:
    """The file as text, in the encoding that is wished or else found; or as a spreadsheet.

    Raises:
        LoadFileRefused: unreadable, empty_file, too_large, not_text, wrong_encoding.
    """
    try:
        if not path.is_file():  # a pipe or a device has no end
            raise LoadFileRefused(path.name, "unreadable")
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise LoadFileRefused(path.name, "too_large", found=f"{size // 1024 // 1024} MB")
        data = path.read_bytes()
    except OSError as error:
        raise LoadFileRefused(path.name, "unreadable") from error
    if not data:
        raise LoadFileRefused(path.name, "empty_file")
    if data.startswith(_SPREADSHEET):
        return SheetTable(path.name, data)
    encoding = _wished(wished, data) if wished else encoding_of(data)
    if encoding is None:
        raise LoadFileRefused(path.name, "wrong_encoding" if wished else "not_text")
    return TextTable(path.name, data, encoding)


def encoding_of(data: bytes) -> str | None:
    """In what these bytes are text; None when they are not."""
    return next((name for name in _candidates(data) if _is_text(data, name)), None)


def _wished(wished: str, data: bytes) -> str | None:
    encoding = _codec(wished, data)
    return encoding if _is_text(data, encoding) else None


def excerpt(cells: list[str], delimiter: str) -> str:
    """A line as it stands in the file, cut to a readable length."""
    return delimiter.join(cells)[:_LONGEST_FOUND]


def encoding_name(codec: str, data: bytes) -> str:
    """What the encoding is called among those that a person may choose."""
    if codec == "xlsx":
        return ""
    if codec == "utf-16":
        return "utf-16-le" if data.startswith(codecs.BOM_UTF16_LE) else "utf-16-be"
    return {"utf-8-sig": "utf-8", "gb18030": "gbk"}.get(codec, codec)


def _codec(wished: str, data: bytes) -> str:
    if wished in ("utf-16-le", "utf-16-be") and data[:2] in _MARKS_16:
        return "utf-16"  # which swallows the mark
    return {"utf-8": "utf-8-sig", "gbk": "gb18030"}.get(wished, wished)


def _candidates(data: bytes) -> tuple[str, ...]:
    if data[:2] in _MARKS_16:
        return ("utf-16",)
    if b"\0" in data[:200]:  # a delimiter or a digit in two bytes
        little = data[:200:2].count(0) < data[1:200:2].count(0)
        return ("utf-16-le",) if little else ("utf-16-be",)
    return ("utf-8-sig", "gb18030")  # GBK is a part of GB18030


def _is_text(data: bytes, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for start in range(0, len(data), _CHUNK):
            if "\0" in decoder.decode(data[start : start + _CHUNK]):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
