"""The sources as they were built, beside those that the scheme plans."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

from app.domain.case import Scheme
from app.domain.entry import Entry
from app.domain.form import Table
from app.domain.reading import number_of

TABLE: Final = "as_built_sources"
PLANNED: Final = "power_source"
"""The table of reply (F03) and survey (F01) that plans them."""
_WORDS: Final = ("substation", "line_name", "connection_point")
_NATURES: Final = ("primary", "standby", "security")

Cells = Mapping[str, str]


@dataclass(frozen=True)
class SourceComparison:
    """One source: as built and as planned. `agrees`: None where words alone cannot tell."""

    name: str
    as_built: str
    planned: str
    agrees: bool | None


def planned_sources(*known: Entry | None) -> tuple[Cells, ...]:
    """The planned sources, cell by cell, from the first of these forms that has any."""
    for entry in known:
        table = entry.form.tables.get(PLANNED) if entry is not None else None
        if entry is not None and table is not None and (rows := entry.of(table)):
            return tuple(row.cells for row in rows)
    return ()


def compared_sources(
    entry: Entry | None, planned: Sequence[Cells], scheme: Scheme | None
) -> tuple[SourceComparison, ...]:
    """Each source as the visit found it beside the planned one of its nature, in order.

    Where the plan is known in words only (`scheme.sources`), only their number can be compared.
    Nothing where the visit does not ask for them, or none is entered yet.
    """
    table = entry.form.tables.get(TABLE) if entry is not None else None
    if entry is None or table is None or not entry.is_open(table):
        return ()
    built = [row.cells for row in entry.of(table)]
    if not built:
        return ()
    if planned:
        return tuple(_paired(table, built, planned))
    texts = scheme.sources if scheme is not None else ()
    pairs = zip_longest(built, texts) if texts else ((cells, "") for cells in built)
    return tuple(
        SourceComparison(
            _name(table, cells or {}),
            _said(table, cells) if cells is not None else "",
            text or "",
            None if cells is not None and (text is not None or not texts) else False,
        )
        for cells, text in pairs
    )


def sources_differ(compared: Iterable[SourceComparison]) -> bool:
    """Whether any source is known to be another than the planned one."""
    return any(each.agrees is False for each in compared)


def _paired(
    table: Table, built: Sequence[Cells], planned: Sequence[Cells]
) -> Iterable[SourceComparison]:
    said = {cells.get("nature", "") for cells in (*built, *planned)}
    for nature in (*_NATURES, *sorted(said - set(_NATURES))):
        mine = [cells for cells in built if cells.get("nature", "") == nature]
        theirs = [cells for cells in planned if cells.get("nature", "") == nature]
        for here, there in zip_longest(mine, theirs):
            yield SourceComparison(
                _name(table, here or there or {}),
                _said(table, here) if here is not None else "",
                _said(table, there) if there is not None else "",
                here is not None and there is not None and _agree(here, there),
            )


def _agree(built: Cells, planned: Cells) -> bool:
    """Whether both say the same, as far as both say it."""
    words = all(
        _plain(built.get(name, "")) == _plain(planned.get(name, ""))
        for name in _WORDS
        if built.get(name, "").strip() and planned.get(name, "").strip()
    )
    sizes = [number_of(cells.get("capacity_kva", "")) for cells in (built, planned)]
    return words and (None in sizes or sizes[0] == sizes[1])


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


def _name(table: Table, cells: Cells) -> str:
    nature = next(column for column in table.columns if column.id == "nature")
    said = nature.said(cells.get("nature", ""))
    return f"{said}电源" if said else "供电电源"


def _said(table: Table, cells: Cells) -> str:
    shown = [c for c in table.columns if c.id in (*_WORDS, "capacity_kva")]
    order = sorted(shown, key=lambda c: (*_WORDS, "capacity_kva").index(c.id))
    return " ".join(filter(None, (column.said(cells.get(column.id, "")) for column in order)))
