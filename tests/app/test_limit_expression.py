"""The small arithmetic: exact, three-valued, and closed to everything else."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.expression import BadExpression, Expression, Names, Value, exact


def value(text: str, **names: Value) -> Value:
    return Expression.parse(text).value(names)


def test_thirds_are_exact() -> None:
    assert value("(a + a + a) / 3 * 3 == 3 * a", a=Fraction(1, 3)) is True
    assert value("0.1 + 0.2 == 0.3") is True


def test_a_broken_power_is_close_enough_to_count_with() -> None:
    root = value("1.5 ** (5 / 10)")
    assert isinstance(root, Fraction)
    assert abs(root * root - Fraction(3, 2)) < Fraction(1, 10**25)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("gone > 1 or 2 > 1", True),
        ("gone > 1 or 1 > 2", None),
        ("gone > 1 and 1 > 2", False),
        ("gone > 1 and 2 > 1", None),
        ("not gone > 1", None),
        ("1 < gone < 3", None),
        ("4 < 3 < gone", False),
        ("max(gone, 3)", None),
        ("1 / 0 > 2 or 2 > 1", True),
        ("1 / 0 > 2", None),
        ("'ct' == 1", None),
        ("1 and 2", None),
        ("'a' < 'b'", None),
        ("-1 < 0 < 1", True),
    ],
)
def test_the_unknown_spreads_only_where_it_matters(text: str, expected: Value) -> None:
    assert value(text, gone=None) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "__import__('os')",
        "x.y",
        "x[0]",
        "(lambda: 1)()",
        "[1]",
        "x if y else z",
        "max(x, key=y)",
        "min()",
        "abs(1, 2)",
        "print(1)",
        "x := 1",
        "x is 1",
        "x in y",
        "f'{x}'",
        "1 +",
        "1e999",
        "None",
        "max",
        "-" * 200 + "1",
        "1" * 2000,
    ],
)
def test_what_is_not_the_small_arithmetic_is_refused(text: str) -> None:
    with pytest.raises(BadExpression):
        Expression.parse(text)


def test_a_number_that_would_fill_the_machine_says_nothing() -> None:
    assert value("((9 ** 64) ** 64) ** 64") is None
    assert exact(Decimal("1e-999999")) is None


LEXICON = "x y limit 1 2.5 0 'ct' + - * / ** ( ) < <= == != and or not min( max( abs( , True"
WORDS = st.sampled_from(LEXICON.split())
NAMES: Names = {"x": Fraction(2), "y": None, "limit": "word"}


@given(st.text(max_size=60) | st.lists(WORDS, max_size=25).map(" ".join))
def test_whatever_is_written_only_the_documented_error_comes(text: str) -> None:
    try:
        result = Expression.parse(text).value(NAMES)
    except BadExpression:
        return
    assert result is None or isinstance(result, (bool, str, Fraction))


SIDES = st.sampled_from(["x", "1", "limit / 2", "-x", "gone", "x ** 2"])
TERMS = st.tuples(SIDES, st.sampled_from(["<", "<=", "=="]), SIDES).map(" ".join)
RULES = st.recursive(
    TERMS,
    lambda part: st.tuples(part, st.sampled_from(["and", "or"]), part).map(
        lambda three: f"({' '.join(three)})"
    ),
    max_leaves=6,
)


@given(RULES, st.fractions(-5, 5), st.fractions(-5, 5))
def test_what_was_decided_without_a_value_stays_so_whatever_the_value_is(
    rule: str, x: Fraction, late: Fraction
) -> None:
    before = value(rule, x=x, limit=Fraction(3), gone=None)
    after = value(rule, x=x, limit=Fraction(3), gone=late)
    assert before is None or before == after
