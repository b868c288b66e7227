"""The demand of a load list: the worked examples of the load calculation reference."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.demand import Demand, LoadLine, demand_of
from app.domain.units import Kw
from app.reference.library import open_reference

SIZES = open_reference().loads.sizes
EXAMPLE = (
    ("180", "0.16", "0.50"),
    ("220", "0.75", "0.80"),
    ("120", "0.70", "0.95"),
    ("22", "0.15", "0.50"),
    ("60", "0.90", "0.90"),
    ("90", "0.70", "0.80"),
)


def lines(rows: tuple[tuple[str, str, str], ...]) -> list[LoadLine]:
    return [LoadLine(Kw(Decimal(p)), Decimal(kx), Decimal(cos)) for p, kx, cos in rows]


def reckoned(target: str, *, high_voltage: bool) -> Demand:
    simultaneity = (Decimal("0.90"), Decimal("0.95"))
    made = demand_of(
        lines(EXAMPLE), simultaneity, Decimal(target), SIZES, high_voltage=high_voltage
    )
    assert made is not None
    return made


def test_example_1_the_demand_of_a_workshop() -> None:
    said = reckoned("0.95", high_voltage=True)
    assert said.installed_kw == 692
    assert float(said.p_kw) == pytest.approx(358.290, abs=5e-4)
    assert float(said.q_kvar) == pytest.approx(266.344, abs=5e-4)
    assert float(said.s_kva) == pytest.approx(446.442, abs=5e-4)
    assert float(said.cos) == pytest.approx(0.803, abs=5e-4)


def test_example_2_the_power_factor_is_assessed_where_it_is_metered() -> None:
    said = reckoned("0.95", high_voltage=True)
    assert said.compensation_kvar == 180  # 160 would do at low voltage, and fail behind the losses
    assert float(said.compensated_kva) == pytest.approx(368.547, abs=5e-4)
    assert float(said.metered_cos) == pytest.approx(0.961, abs=5e-4)
    assert said.transformer_kva == 500
    assert said.rate is not None
    assert float(said.rate) == pytest.approx(0.737, abs=5e-4)


def test_metered_at_low_voltage_there_are_no_losses_to_make_up_for() -> None:
    assert reckoned("0.95", high_voltage=False).compensation_kvar == 160


def test_nothing_is_said_of_an_empty_list() -> None:
    assert demand_of([], (Decimal(1), Decimal(1)), Decimal("0.9"), SIZES, high_voltage=True) is None


def test_a_load_that_no_single_transformer_fits_gets_none() -> None:
    huge = lines((("9000", "0.8", "0.9"),))
    said = demand_of(huge, (Decimal(1), Decimal(1)), Decimal("0.95"), SIZES, high_voltage=True)
    assert said is not None
    assert said.transformer_kva is None


shares = st.decimals("0.05", "1", places=2)
powers = st.decimals("0.5", "3000", places=1)


@given(
    st.lists(st.tuples(powers, shares, st.decimals("0.3", "1", places=2)), min_size=1, max_size=20),
    st.decimals("0.8", "0.98", places=2),
    st.booleans(),
)
def test_what_is_proposed_keeps_what_it_promises(
    rows: list[tuple[Decimal, Decimal, Decimal]], target: Decimal, high_voltage: bool
) -> None:
    load = [LoadLine(Kw(p), kx, cos) for p, kx, cos in rows]
    said = demand_of(load, (Decimal(1), Decimal(1)), target, SIZES, high_voltage=high_voltage)
    assert said is not None
    assert said.compensation_kvar % SIZES.step_kvar == 0
    assert said.metered_cos >= target or said.compensation_kvar >= said.q_kvar
    if said.transformer_kva is not None:
        low, high = SIZES.load_rate
        assert low <= said.compensated_kva / said.transformer_kva <= high
        smaller = [size for size in SIZES.transformer_kva if size < said.transformer_kva]
        assert all(said.compensated_kva / size > high for size in smaller)
