"""Judges a whole sheet of work orders: which row is the header, and what each row below it says."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final

from app.domain.change import Path
from app.domain.customer import CustomerClass
from app.domain.work_order import (
    JudgedSheet,
    OrderTable,
    RefusedRow,
    RowFault,
    SheetRow,
    WorkOrder,
)
from app.domain.work_order_cells import BadCell, folded, read_cell, tidy

_HEADER_WITHIN: Final = 20
_LEAST_KNOWN: Final = 3
_BRACKETS: Final = re.compile(r"[(\[【].*?[)\]】]")
_TOTALS: Final = ("合计", "总计", "小计", "制表", "导出")
_HIGH_VOLTAGE_KV: Final = Decimal(1)
_AHEAD: Final = timedelta(days=1)
_OF_THE_ORDER: Final = frozenset({"application_no", "submitted_at", "accepted_at", "manager"})


class NoSuchSheet(Exception):
    """A sheet that is no list of work orders: `why` and, for missing columns, which."""

    def __init__(self, why: str, line: int = 0, found: str = "") -> None:
        super().__init__(why)
        self.why, self.line, self.found = why, line, found


@dataclass(frozen=True)
class _Header:
    line: int
    places: Mapping[str, int]
    """Where each of our fields stands."""
    unused: tuple[str, ...]


def judge_sheet(rows: Sequence[SheetRow], table: OrderTable, now: datetime) -> JudgedSheet:
    """Every row below the header, as a work order or with all that is wrong with it.

    Raises:
        NoSuchSheet: no_header, missing_columns or no_rows.
    """
    header = _header(rows, table)
    orders: dict[str, WorkOrder] = {}
    refused: list[RefusedRow] = []
    repeated: list[int] = []
    for line, cells in rows:
        if line <= header.line or _is_idle(cells):
            continue
        found = _judged(line, cells, header, table, now)
        if isinstance(found, RefusedRow):
            refused.append(found)
            continue
        earlier = orders.setdefault(found.application_no, found)
        if earlier is found:
            continue
        if _says(earlier) == _says(found):
            repeated.append(line)
        else:
            refused.append(_twice(found, earlier, table))
    if not orders and not refused:
        raise NoSuchSheet("no_rows", header.line)
    return JudgedSheet(tuple(orders.values()), tuple(refused), tuple(repeated), header.unused)


def _header(rows: Sequence[SheetRow], table: OrderTable) -> _Header:
    """The row that names most of our columns, among the first ones."""
    tried = [_header_at(line, cells, table) for line, cells in rows[:_HEADER_WITHIN]]
    best = max(tried, key=lambda header: len(header.places), default=_Header(0, {}, ()))
    if len(best.places) < _LEAST_KNOWN:
        raise NoSuchSheet("no_header")
    needed = [c for c in table.columns if c.required and c.field not in best.places]
    missing = [column.names[0] for column in needed]
    if not {"submitted_at", "accepted_at"} & set(best.places):
        missing.append(table.named(("submitted_at",)))
    if missing:
        raise NoSuchSheet("missing_columns", best.line, "、".join(missing))
    return best


def _header_at(line: int, cells: Sequence[str], table: OrderTable) -> _Header:
    written = [_name(cell) for cell in cells]
    places = {}
    for column in table.columns:
        for name in column.names:
            if (key := _name(name)) in written:
                places[column.field] = written.index(key)
                break
    used = set(places.values())
    unused = tuple(
        tidy(cell)[:40] for place, cell in enumerate(cells) if place not in used and tidy(cell)
    )
    return _Header(line, places, unused)


def _name(cell: str) -> str:
    text = folded(tidy(cell)).replace(" ", "").strip("*:")
    return _BRACKETS.sub("", text).casefold()


def _is_idle(cells: Sequence[str]) -> bool:
    """A blank row, or one below the table that sums it up."""
    said = [text for text in map(tidy, cells) if text]
    return not said or (len(said) <= 3 and said[0].startswith(_TOTALS))


def _judged(
    line: int, cells: Sequence[str], header: _Header, table: OrderTable, now: datetime
) -> WorkOrder | RefusedRow:
    said: dict[str, str] = {}
    faults: list[RowFault] = []
    for column in table.columns:
        place = header.places.get(column.field)
        cell = cells[place] if place is not None and place < len(cells) else ""
        try:
            said[column.field] = read_cell(column, cell, table.codes.get(column.field, {}))
        except BadCell as bad:
            faults.append(bad.fault)
            continue
        if column.required and not said[column.field]:
            faults.append(RowFault(column.names[0], "missing"))
    faults += _across(said, table, now, {fault.column for fault in faults})
    if faults:
        name = said.get("customer.name", "")
        return RefusedRow(line, said.get("application_no", ""), name, tuple(faults))
    return _order(line, said, table)


def _across(
    said: Mapping[str, str], table: OrderTable, now: datetime, faulty: set[str]
) -> Iterable[RowFault]:
    """What is wrong between cells that are right by themselves."""
    kind, voltage = said.get("customer_class"), said.get("supply_kv")
    if kind and voltage:
        high = Decimal(voltage) > _HIGH_VOLTAGE_KV
        if high != CustomerClass(kind).is_high_voltage:
            yield RowFault(table.named(("supply_kv",)), "class_voltage", f"{voltage} kV")
    submitted, accepted = said.get("submitted_at"), said.get("accepted_at")
    submitted_name = table.named(("submitted_at",))
    accepted_name = table.named(("accepted_at",))
    if not submitted and not accepted and not faulty & {submitted_name, accepted_name}:
        yield RowFault(submitted_name, "missing")
    for moment, name in ((submitted, submitted_name), (accepted, accepted_name)):
        if moment and datetime.fromisoformat(moment) > now + _AHEAD:
            yield RowFault(name, "future", _shown(moment))
    if submitted and accepted and _is_before(accepted, submitted):
        yield RowFault(accepted_name, "before_submitted", _shown(accepted))
    if said.get("business_type") == "new_connection" and Decimal(
        said.get("existing_capacity_kva") or 0
    ):
        name = table.named(("existing_capacity_kva",))
        yield RowFault(name, "not_for_new", said["existing_capacity_kva"])


def _is_before(moment: str, other: str) -> bool:
    # A bare day begins at midnight, before every hour of that same day.
    bare_day = "T00:00:00" in moment and moment[:10] == other[:10]
    return moment < other and not bare_day


def _shown(moment: str) -> str:
    return f"{datetime.fromisoformat(moment):%Y-%m-%d %H:%M}"


def _order(line: int, said: Mapping[str, str], table: OrderTable) -> WorkOrder:
    accepted = datetime.fromisoformat(said["accepted_at"]) if said["accepted_at"] else None
    submitted = datetime.fromisoformat(said["submitted_at"]) if said["submitted_at"] else accepted
    assert submitted is not None  # _across refuses a row without either
    if accepted is not None:
        accepted = max(accepted, submitted)
    fields = {
        column.path: said[column.field]
        for column in table.columns
        if column.field not in _OF_THE_ORDER and said[column.field]
    }
    return WorkOrder(line, said["application_no"], fields, submitted, accepted, said["manager"])


def _says(order: WorkOrder) -> tuple[Mapping[Path, str], datetime, datetime | None, str]:
    return (order.fields, order.submitted_at, order.accepted_at, order.manager)


def _twice(order: WorkOrder, earlier: WorkOrder, table: OrderTable) -> RefusedRow:
    name = order.fields[("customer", "name")]
    column = table.named(("application_no",))
    fault = RowFault(column, "twice", order.application_no, str(earlier.line))
    return RefusedRow(order.line, order.application_no, name, (fault,))
