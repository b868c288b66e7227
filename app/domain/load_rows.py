"""Rows of a form read as what they mean for the calculation: lines of the load list, cables, cells.

A row that says too little yet is none; what is typed is text.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from app.domain.demand import LoadLine, equipment_power
from app.domain.entry import FormRow
from app.domain.load_rules import LoadRules, SupplyRules
from app.domain.low_voltage import LowVoltageLine
from app.domain.reading import number_of
from app.domain.reckoning import exactly
from app.domain.units import Kw

LOADS: Final = "loads"
"""The table of a form that is its load list."""


def load_line(row: FormRow, rules: LoadRules) -> LoadLine | None:
    """The line of this row; None while it says too little to be reckoned."""
    cells = row.cells
    factor, cos = _number(cells, "demand_factor"), _number(cells, "power_factor")
    count, each = _number(cells, "quantity"), _number(cells, "rated_power_kw")
    if factor is None or cos is None or count is None or each is None or cos > 1:
        return None
    category = rules.categories.get(cells.get("category", ""))
    use = cells.get("load_use", "") or "normal"
    if category is not None and category.excluded:
        use = "fire"
    duty = _number(cells, "duty_pct")
    with exactly():
        power = equipment_power(category.pe_rule if category else "", each, duty) * count
    single = cells.get("phases") == "1"
    vital = cells.get("load_grade") in ("grade1", "grade2")
    return LoadLine(
        power_kw=Kw(power),
        factor=factor,
        cos=cos,
        use=use,
        count=int(count),
        single_phase=single,
        phase=cells.get("phase", "") if single else "",
        vital=vital or cells.get("is_security_load") == "yes",
        disturbs=bool(cells.get("pq_kind")),
        disturbs_balance="unbalanced" in cells.get("pq_kind", "").split(","),
        name=cells.get("equipment_name", ""),
    )


def drop_line(row: FormRow, rules: SupplyRules) -> LowVoltageLine | None:
    """The low-voltage line of this row; None while it says too little."""
    p, cos, length = (_number(row.cells, n) for n in ("p_kw", "power_factor", "length_m"))
    cable = rules.cables.get(row.cells.get("core_mm2", ""))
    if p is None or cos is None or length is None or cable is None or cos > 1:
        return None
    parallel = int(_number(row.cells, "parallel") or 1)
    single = row.cells.get("phases") == "1"
    return LowVoltageLine(p, cos, length, cable, max(parallel, 1), single)


def _number(cells: Mapping[str, str], name: str) -> Decimal | None:
    """The number in this cell, if it is one above 0."""
    number = number_of(cells.get(name, ""))
    return number if number is not None and number > 0 else None


def cell_of(row: FormRow, *names: str) -> Decimal | None:
    """The number in the first of these cells that is there."""
    text = next((row.cells[name] for name in names if row.cells.get(name)), "")
    number = number_of(text)
    return number if number is not None and number >= 0 else None
