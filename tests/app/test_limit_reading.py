"""What is typed, and the exact value it is reduced to."""

from decimal import Decimal
from fractions import Fraction

import pytest

from app.domain.expression import Value
from app.domain.reading import number_of, shown
from app.reference.library import open_reference

LIMITS = open_reference().limits


def reduced(limit: str, **texts: str) -> Value:
    return LIMITS[limit].inputs[0].value(texts)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        (" １２．５ ", "12.5"),
        ("0,02", "0.02"),
        ("-0.3", "-0.3"),
        ("−０。３", "-0.3"),
        (".5", "0.5"),
        ("1 250", "1250"),
        ("1,2505", "1.2505"),
    ],
)
def test_numbers_are_understood_as_people_type_them(typed: str, number: str) -> None:
    assert number_of(typed) == Decimal(number)


@pytest.mark.parametrize(
    "typed",
    ["", "abc", "NaN", "inf", "1e9", "1_0", "1,250", "1,250.5", "1.2.3", "9" * 13, "٣", "10 MΩ"],
)
def test_what_could_be_misread_is_not_guessed_at(typed: str) -> None:
    assert number_of(typed) is None


def test_the_unbalance_is_exact_where_it_meets_the_limit() -> None:
    exactly_four = reduced("tx.dc_res_unbalance_phase", r_a="0.98", r_b="1.00", r_c="1.02")
    assert exactly_four == 4


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({"r_t": "1000", "t_c": "40", "oil": "1"}, 2300),  # the table's point, not 1.5 ** 2
        ({"r_t": "2300", "t_c": "0", "oil": "1"}, 1000),
        ({"r_t": "1000", "t_c": "20", "oil": "1"}, 1000),
        ({"r_t": "1000", "t_c": "40", "oil": "0"}, 1000),  # dry: not converted
        ({"r_t": "1000", "oil": "0"}, 1000),
        ({"r_t": "1000", "oil": "1"}, None),
        ({"r_t": "1000", "t_c": "40"}, None),
        ({"x20": "1234"}, 1234),
    ],
)
def test_insulation_is_converted_to_20_degrees(typed: dict[str, str], expected: int | None) -> None:
    assert reduced("tx.insulation_resistance", **typed) == expected


def test_between_the_points_of_the_table_the_formula_is_used() -> None:
    found = reduced("tx.insulation_resistance", r_t="1000", t_c="32", oil="1")
    assert isinstance(found, Fraction)
    assert shown(found) == "1626.708"


def test_dc_resistance_is_compared_at_the_same_temperature() -> None:
    found = reduced(
        "tx.dc_res_vs_factory",
        r_site="1.05",
        t_site="30",
        r_factory="1.00",
        t_factory="20",
        winding="cu",
    )
    assert found == (Fraction("1.05") * 255 / 265 - 1) * 100


def test_a_rounded_number_never_looks_like_the_limit_it_misses() -> None:
    assert shown(Fraction("4.0004"), Decimal(4)) == "4.0004"
    assert shown(Fraction("4.0004"), Decimal(2)) == "4"
    assert shown(Fraction(2, 3)) == "0.667"
    assert shown(Fraction(10**27, 3)).startswith("33333")
