"""The limits: their own test vectors, and the contract of the evaluator."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from app.domain.limit import BadExpression, Expression, Verdict, judge_limit
from app.reference.library import open_reference

FILE = Path(__file__).parents[2] / "resources/limits/limits.yaml"
ENTRIES = yaml.load(FILE.read_text(), yaml.CSafeLoader)["limits"]
VECTORS = [(e["id"], *test) for e in ENTRIES for test in e.get("tests", ())]
LIMITS = open_reference().limits


def numbers(inputs: dict[str, Any]) -> dict[str, Decimal | str]:
    return {k: v if isinstance(v, str) else Decimal(str(v)) for k, v in inputs.items()}


@pytest.mark.parametrize(("name", "inputs", "expected"), VECTORS)
def test_a_limit_judges_as_its_own_vectors_say(
    name: str, inputs: dict[str, Any], expected: str
) -> None:
    verdict = judge_limit(LIMITS[name], numbers(inputs)).verdict
    assert verdict == {"not_applicable": "n_a"}.get(expected, expected)


def test_a_missing_input_leaves_it_undetermined_unless_it_is_decided_without() -> None:
    limit = LIMITS["tx.insulation_resistance"]
    assert judge_limit(limit, {"x20": Decimal(9000)}).verdict is Verdict.UNDETERMINED
    assert judge_limit(limit, {"x20": Decimal(10000)}).verdict is Verdict.PASS


def test_the_exact_limit_passes_in_decimals() -> None:
    limit = LIMITS["tx.ratio_error_other_tap"]
    inputs = {"x": Decimal("0.45"), "uk_pct": Decimal("4.5")}
    assert judge_limit(limit, inputs).verdict is Verdict.PASS


@pytest.mark.parametrize(
    ("name", "inputs", "words"),
    [
        ("tx.dc_res_unbalance_phase", {"x": 1, "s_kva": 630}, "≤ 4 %"),
        ("tx.dc_res_vs_factory", {"x": 1}, "±2 % 以内"),
        ("mv.bus_insulation", {"x": 2000}, "≥ 1000 MΩ"),
        ("cb.shunt_trip_voltage", {"x": 50}, "30 ≤ 测量值 且 测量值 ≤ 65（% Un）"),
    ],
)
def test_the_requirement_is_said_in_words(name: str, inputs: dict[str, Any], words: str) -> None:
    assert judge_limit(LIMITS[name], numbers(inputs)).requirement == words


@pytest.mark.parametrize(
    "text",
    ["__import__('os')", "x.y", "(lambda: 1)()", "[1]", "x if y else z", "max(x, key=y)", "1 +"],
)
def test_what_is_not_the_small_arithmetic_is_refused(text: str) -> None:
    with pytest.raises(BadExpression):
        Expression.parse(text)


@given(st.text(max_size=40) | st.text("x+-*/()<=and or not 0123456789.", max_size=40))
def test_whatever_is_written_only_the_documented_error_comes(text: str) -> None:
    try:
        Expression.parse(text).value({"x": Decimal(2)})
    except BadExpression:
        return
