"""The supply scheme in force: what the last recorded reply (F03) says, else what the case holds."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from app.domain.case import ConnectionCase, Scheme
from app.domain.entry import Entry, FormRow
from app.domain.reading import number_of
from app.domain.units import Kva

REPLIES: Final = frozenset({"F03", "F03L"})
"""The forms by which a scheme is replied: high voltage and low."""
_SOURCE: Final = ("substation", "line_name", "connection_point")
_POINT: Final = ("mode", "ct_ratio", "accuracy")


def scheme_in_force(case: ConnectionCase, reply: Entry | None) -> Scheme | None:
    """What the works are held against, and what later forms carry on.

    `reply` is the last recorded reply. What the centre noted in the case counts where there is
    none, or where it is a newer version than the one replied.
    """
    replied = _replied(reply) if reply is not None else None
    if replied is None or (case.scheme is not None and case.scheme.version > replied.version):
        return case.scheme
    return replied


def _replied(entry: Entry) -> Scheme | None:
    capacity = _number(entry, "supply_capacity_kva") or _number(entry, "supply_capacity_kw")
    if capacity is None:
        return None
    return Scheme(
        version=int(_number(entry, "scheme_version") or 1),
        supply_capacity_kva=Kva(capacity),
        sources=tuple(_words(entry, "power_source", _SOURCE))
        or _joined(entry, "transformer_name", "grid_point_lv"),
        metering="；".join(
            tuple(_words(entry, "metering_points", _POINT))
            or _joined(entry, "metering_mode", "ct_ratio")
        ),
        boundary_point="；".join(
            tuple(_words(entry, "power_source", ("ownership_boundary_point",)))
            or _joined(entry, "ownership_boundary_point")
        ),
        valid_until=_text(entry, "valid_until"),
    )


def _words(entry: Entry, table: str, columns: tuple[str, ...]) -> Iterator[str]:
    """What each row of this table says in these columns."""
    for row in _rows(entry, table):
        shown = {each.id: each for each in entry.form.tables[table].columns}
        said = (shown[name].said(row.cells.get(name, "")) for name in columns if name in shown)
        if words := " ".join(filter(None, said)):
            yield words


def _rows(entry: Entry, table: str) -> tuple[FormRow, ...]:
    found = entry.form.tables.get(table)
    return entry.of(found) if found is not None else ()


def _joined(entry: Entry, *names: str) -> tuple[str, ...]:
    """What these fields say as one text; nothing where they say nothing."""
    fields = entry.form.fields
    said = (fields[name].said(entry.text(fields[name])) for name in names if name in fields)
    words = " ".join(filter(None, said))
    return (words,) if words else ()


def _text(entry: Entry, name: str) -> str:
    asked = entry.form.fields.get(name)
    return entry.text(asked) if asked is not None else ""


def _number(entry: Entry, name: str) -> Decimal | None:
    return number_of(_text(entry, name))
