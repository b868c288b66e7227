"""Load lists and forms for the tests of the calculation, and the worked example of a workshop."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from app.domain.case import ConnectionCase
from app.domain.demand import Asked, LoadLine, reckon_demand
from app.domain.entry import Entry, FormRow
from app.domain.formulas import Reckoner
from app.domain.load_rules import SupplyRules
from app.domain.reckoning import Given, Reckoning, Source
from app.domain.sizing import reckon_compensation, reckon_transformer
from app.domain.units import Kva, Kw
from app.reference.library import open_reference
from tests.builders import a_case

REFERENCE = open_reference()
RULES = REFERENCE.loads
assert RULES.supply is not None
SUPPLY: SupplyRules = RULES.supply
BY = Reckoner(RULES.version)
EXAMPLE = (
    ("180", "0.16", "0.50"),
    ("220", "0.75", "0.80"),
    ("120", "0.70", "0.95"),
    ("22", "0.15", "0.50"),
    ("60", "0.90", "0.90"),
    ("90", "0.70", "0.80"),
)


def lines(rows: Iterable[tuple[str, str, str]]) -> list[LoadLine]:
    return [LoadLine(Kw(Decimal(p)), Decimal(kx), Decimal(cos)) for p, kx, cos in rows]


def asked(k_p: str = "0.90", k_q: str = "0.95", target: str = "0.95") -> Asked:
    given = (
        Given(symbol, Decimal(text), "", Source.TYPED)
        for symbol, text in (("KΣp", k_p), ("KΣq", k_q), ("cosφ目标", target))
    )
    return Asked(*given)


def reckoned(
    load: list[LoadLine], said: Asked, *, high_voltage: bool = True
) -> dict[str, Reckoning]:
    """Demand, compensation and transformer of these lines, by name."""
    found = {each.id: each for each in reckon_demand(load, said, BY, SUPPLY.load_kv, None)}
    if "s" in found:
        high = high_voltage
        made = reckon_compensation(found, said, RULES.sizes, BY, high_voltage=high)
        found |= {each.id: each for each in made}
        made = reckon_transformer(found, RULES.sizes, SUPPLY, BY, Decimal(10))
        found |= {each.id: each for each in made}
    return found


def near(reckoning: Reckoning, shown: str) -> bool:
    """Whether it is the number of the reference within half of its last digit."""
    number = Decimal(shown)
    return abs(reckoning.number - number) <= Decimal(5).scaleb(number.as_tuple().exponent - 1)  # type: ignore[operator]


def rows_of(loads: Iterable[tuple[str, str, str]]) -> tuple[FormRow, ...]:
    """These lines as rows of a load list."""
    return tuple(
        FormRow(
            "loads",
            f"{number:04}",
            {
                "equipment_name": f"设备 {number}", "quantity": "1", "rated_power_kw": power,
                "demand_factor": factor, "power_factor": cos, "phases": "3",
            },
        )
        for number, (power, factor, cos) in enumerate(loads)
    )  # fmt: skip


def a_survey(
    rows: Iterable[FormRow] = (), values: Mapping[str, str] | None = None, code: str = "F01"
) -> Entry:
    """The form of a survey with these rows, as it is filled."""
    form = REFERENCE.form("site_survey", code)
    shown = tuple(rows) or rows_of(EXAMPLE)
    return Entry(form, values or {}, shown, {"business_type": "new_connection"})


def the_case(
    applied: str = "500", existing: str | None = None, business: str = "new_connection"
) -> ConnectionCase:
    return replace(
        a_case(),
        applied_capacity_kva=Kva(Decimal(applied)),
        existing_capacity_kva=Kva(Decimal(existing)) if existing else None,
        business_type=business,
    )
