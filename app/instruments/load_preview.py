"""The first lines of a load file with what is found in them, so that a person may correct it."""

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Final

from app.errors import LoadFileRefused
from app.instruments.load_header import (
    HEADER_LINES,
    LoadHeader,
    ask_for_rating,
    delimiters,
    read_header,
)
from app.instruments.load_wishes import AS_FOUND, LoadWishes, column_labels, fingerprint
from app.instruments.reading import LoadPreview
from app.instruments.text_table import Table, encoding_name, open_table

_ROWS_BELOW: Final = 12
_AROUND: Final = 2
_MOST_CELLS: Final = 60
_LONGEST_CELL: Final = 60


def preview_load(path: Path, wishes: LoadWishes = AS_FOUND, around: int = 0) -> LoadPreview:
    """The first lines of this file and, where asked for, those around another line.

    What cannot be understood is no refusal here: `trouble` says it beside what can be seen.

    Raises:
        LoadFileRefused: there are no lines to be seen, or not in the encoding that is wished.
    """
    found = open_table(path)
    unaided = _understood(found, AS_FOUND)
    # A spreadsheet is read as a whole: once is enough.
    table = open_table(path, wishes.encoding) if wishes.encoding else found
    seen = _understood(table, wishes)
    return replace(
        seen,
        encoding=encoding_name(table.encoding, table.data),
        fingerprint=fingerprint(unaided.delimiter, unaided.labels),
        lines=_lines(table, seen, around),
    )


def _understood(table: Table, wishes: LoadWishes) -> LoadPreview:
    try:
        header = read_header(table, wishes)
    except LoadFileRefused as refused:
        return _not_understood(table, wishes, refused)
    try:
        ask_for_rating(table, header)
    except LoadFileRefused as refused:
        return _told(table, header, refused)
    return _told(table, header, None)


def _told(table: Table, header: LoadHeader, trouble: LoadFileRefused | None) -> LoadPreview:
    labels = header.labels
    by_channel = {column.channel: labels[column.place] for column in header.columns}
    beside = [(column, labels[column.place]) for column in header.columns]
    return LoadPreview(
        name=table.name,
        wishes=header.wishes,
        fingerprint="",
        encoding="",
        delimiter=header.delimiter,
        decimal=header.wishes.decimal or _decimal(table, header),
        header_line=header.first_line,
        header_rows=header.rows,
        labels=labels,
        lines=(),
        time=labels[header.time],
        date=labels[header.date] if header.date >= 0 else "",
        active=tuple(label for channel, label in by_channel.items() if _is(channel, "p_", "kw")),
        reactive=tuple(
            label for channel, label in by_channel.items() if _is(channel, "q_", "kvar")
        ),
        others=tuple(label for column, label in beside if column.is_beside or not header.has_power),
        unit=header.unit,
        stamp=header.stamp,
        kind=header.kind,
        kind_told=header.kind_told,
        multiplier=header.stated_multiplier()[1],
        meter_no=header.stated_meter(),
        trouble=trouble,
    )


def _is(channel: str, before: str, after: str) -> bool:
    return channel.startswith(before) and channel.endswith(after)


def _not_understood(table: Table, wishes: LoadWishes, trouble: LoadFileRefused) -> LoadPreview:
    """The likeliest columns: those of the line that first has as many cells as most lines have."""
    heads = {mark: table.head(mark, HEADER_LINES) for mark in delimiters(wishes)}
    delimiter = max(heads, key=lambda mark: sum(len(cells) - 1 for cells in heads[mark] if cells))
    head = heads[delimiter]
    usual = Counter(len(cells) for cells in head if cells).most_common(1)
    line = next((n for n, c in enumerate(head, 1) if usual and len(c) == usual[0][0]), 1)
    if wishes.header_line > 0:
        line = min(wishes.header_line, len(head))
    cells = head[line - 1] if head else []
    if wishes.header_line == 0:
        line, cells = 0, [""] * max(map(len, head), default=0)
    return LoadPreview(
        name=table.name,
        wishes=wishes,
        fingerprint="",
        encoding="",
        delimiter=delimiter,
        decimal=wishes.decimal or ".",
        header_line=line,
        header_rows=1 if line else 0,
        labels=column_labels(cells[:_MOST_CELLS]),
        lines=(),
        trouble=trouble,
    )


def _decimal(table: Table, header: LoadHeader) -> str:
    """The mark that the first numbers write; a comma only where it does not part the cells."""
    places = [column.place for column in header.columns]
    for cells in table.head(header.delimiter, header.line + _ROWS_BELOW)[header.line :]:
        for place in places:
            if place < len(cells) and header.delimiter != "," and "," in cells[place]:
                comma = cells[place].rfind(",") > cells[place].rfind(".")
                return "," if comma else "."
    return "."


def _lines(table: Table, seen: LoadPreview, around: int) -> tuple[tuple[int, tuple[str, ...]], ...]:
    first = max(seen.header_line, 0) + _ROWS_BELOW
    last = max(first, around + _AROUND if around else 0)
    shown = []
    try:
        for line, cells in table.rows(seen.delimiter):
            if line > last:
                break
            if line <= first or abs(line - around) <= _AROUND:
                texts = (cell.strip()[:_LONGEST_CELL] for cell in cells[:_MOST_CELLS])
                shown.append((line, tuple(texts)))
    except LoadFileRefused:
        pass  # a quotation mark that swallows lines is told when the whole file is read
    return tuple(shown)
