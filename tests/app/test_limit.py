"""The limits: their own test vectors, the contract of the verdict, and the words for people."""

from decimal import Decimal
from typing import Any

import pytest
import yaml

from app.domain.limit import Verdict, judge_limit
from app.reference.library import RESOURCES, open_reference

FILE = RESOURCES / "limits" / "limits.yaml"
ENTRIES = yaml.load(FILE.read_text(encoding="utf-8"), yaml.CSafeLoader)["limits"]
VECTORS = [(e["id"], *test) for e in ENTRIES for test in e.get("tests", ())]
LIMITS = open_reference().limits


def numbers(inputs: dict[str, Any]) -> dict[str, Decimal | str]:
    return {k: v if isinstance(v, str) else Decimal(str(v)) for k, v in inputs.items()}


def verdict(name: str, **inputs: Any) -> Verdict:
    return judge_limit(LIMITS[name], numbers(inputs)).verdict


def words(name: str, **inputs: Any) -> str:
    return judge_limit(LIMITS[name], numbers(inputs)).requirement


@pytest.mark.parametrize(("name", "inputs", "expected"), VECTORS)
def test_a_limit_judges_as_its_own_vectors_say(
    name: str, inputs: dict[str, Any], expected: str
) -> None:
    assert verdict(name, **inputs) == {"not_applicable": "n_a"}.get(expected, expected)


def test_without_any_input_every_limit_is_undetermined() -> None:
    judged = [limit.id for limit in LIMITS.values() if limit.pass_if is not None]
    assert {verdict(name) for name in judged} == {Verdict.UNDETERMINED}


def test_a_missing_input_leaves_it_undetermined_unless_it_is_decided_without() -> None:
    assert verdict("tx.insulation_resistance", x20=9000) is Verdict.UNDETERMINED
    assert verdict("tx.insulation_resistance", x20=10000) is Verdict.PASS
    assert verdict("sec.insulation", x=2) is Verdict.PASS
    assert verdict("sec.insulation", x=Decimal("0.7")) is Verdict.UNDETERMINED
    assert verdict("sec.insulation", x=Decimal("0.4")) is Verdict.FAIL


def test_a_table_that_may_not_apply_at_all_is_not_decided() -> None:
    assert verdict("tx.dc_res_unbalance_phase", x=1) is Verdict.UNDETERMINED


def test_what_is_only_shown_has_no_verdict() -> None:
    assert verdict("meter.accuracy_class", x=1) is Verdict.NOT_APPLICABLE


def test_the_exact_limit_passes() -> None:
    exactly = judge_limit(
        LIMITS["tx.ratio_error_other_tap"], {"x": Decimal("0.45"), "uk_pct": Decimal("4.5")}
    )
    assert exactly.verdict is Verdict.PASS


@pytest.mark.parametrize(
    ("name", "inputs", "expected"),
    [
        ("tx.dc_res_unbalance_phase", {"s_kva": 630}, "≤ 4 %"),
        (
            "tx.dc_res_unbalance_phase",
            {},
            "≤ 4 %（额定容量 ≤ 1600 kVA）；≤ 2 %（额定容量 > 1600 kVA）",
        ),
        ("tx.dc_res_vs_factory", {"x": 1}, "±2 % 以内"),
        ("mv.bus_insulation", {"x": 2000}, "≥ 1000 MΩ"),
        ("cb.shunt_trip_voltage", {"x": 50}, "30…65 % Un"),
        ("ct.load_fraction", {}, "0.3…1"),
        ("tx.insulation_resistance", {}, "≥ 0.7 × 出厂值（20 ℃） 或 ≥ 10000 MΩ"),
        ("tx.insulation_resistance", {"r_factory20": 2500}, "≥ 1750 MΩ 或 ≥ 10000 MΩ"),
        ("cb.loop_resistance", {}, "≤ 厂家规定值"),
        ("cb.loop_resistance", {"x_spec": 60}, "≤ 60 μΩ"),
        ("sec.insulation", {}, "≥ 0.5 MΩ（潮湿环境）；≥ 1 MΩ（其他）"),
        ("meter.wire_section", {}, "≥ 4 mm²（电流回路）；≥ 2.5 mm²（电压回路）"),
        ("earth.hv_noneffective", {"i_fault": 30, "shared_lv": 1}, "≤ 4 Ω"),
        ("earth.lap_flat", {}, "搭接长度与宽度之比 ≥ 2 且 施焊面数 ≥ 3 面"),
        (
            "cable.ac_withstand",
            {"u_kv": 10},
            "（试验电压 ≥ 2 U0 且 加压时间 ≥ 15 min） 或 （试验电压 ≥ 2.5 U0 且 加压时间 ≥ 5 min）",
        ),
        ("cable.ac_withstand", {"u_kv": 35}, "试验电压 ≥ 2 U0 且 加压时间 ≥ 60 min"),
        ("cable.sheath_insulation", {}, "外护套绝缘电阻 × 电缆长度 ≥ 0.5 MΩ·km"),
        ("mv.clearance", {"u_kv": 10}, "≥ 125 mm（非户外）；≥ 200 mm（户外）"),
        ("room.hv_front_withdrawable", {"rows": 2, "car_m": 0.8}, "≥ 2.5 m"),
    ],
)
def test_the_requirement_is_said_as_far_as_it_is_known(
    name: str, inputs: dict[str, Any], expected: str
) -> None:
    assert words(name, **inputs) == expected


def test_every_requirement_is_free_of_the_code_it_comes_from() -> None:
    for limit in LIMITS.values():
        if limit.pass_if is not None:
            said = judge_limit(limit, {}).requirement
            assert said
            assert not {"and", "or", "limit", "x", *limit.pass_if.names} & set(said.split()), said
