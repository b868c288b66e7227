"""The columns and codes of exported work orders, read from `resources/`."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from app.domain.work_order import Column, OrderTable
from app.domain.work_order_cells import code_key
from app.reference.files import file_in, named, read_rules

_KINDS = frozenset({"text", "number_text", "phone", "code", "number", "moment"})


def read_order_table(*places: Path) -> OrderTable:
    """The table in the first of these folders that has it.

    Raises:
        RulesDamaged: it is not what it should be; it names the column.
    """
    path = file_in(places, "work_orders/columns.yaml")
    content = read_rules(path)
    columns = []
    for entry in content["columns"]:
        with named(path, str(entry.get("field"))):
            columns.append(_column(entry))
    codes = {}
    for field, written in content["codes"].items():
        with named(path, field):
            codes[field] = _codes(written)
    return OrderTable(str(content["version"]), tuple(columns), codes)


def _column(entry: Mapping[str, Any]) -> Column:
    if entry["kind"] not in _KINDS:
        raise ValueError(entry["kind"])
    said = {**entry, "names": tuple(entry["names"]), "units": tuple(entry.get("units", ()))}
    return Column(**said)


def _codes(written: Mapping[str, list[str]]) -> dict[str, str]:
    known: dict[str, str] = {}
    for code, ways in written.items():
        for way in ways:
            if known.setdefault(code_key(str(way)), str(code)) != str(code):
                raise ValueError(f"{way}: written twice")
    return known
