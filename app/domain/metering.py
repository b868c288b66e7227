"""Which metering scheme and which current transformer fit a supply.

Source: the load calculation reference, section 10. What is proposed is a proposal.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from app.domain.formulas import GIVEN, Reckoner
from app.domain.load_rules import CtRules, SupplyRules
from app.domain.reckoning import ROOT_3, Given, Reckoning, Source, exactly

_SCHEMES: Final = {"HVHM": "高供高计", "HVLM": "高供低计", "LVLM": "低供低计"}
_WIRING: Final = {
    "HVHM": "中性点不接地或经消弧线圈接地：三相三线，两台 CT、V/v 接线 PT；"
    "低电阻或直接接地：三相四线，三台 CT、Y/y 接线 PT",
    "HVLM": "三相四线 3×220/380 V，三台 CT；另计变压器损耗",
    "through": "三相四线，经电流互感器接入",
    "direct": "直接接入",
    "single": "单相，直接接入",
}
_THOUSAND: Final = Decimal(1000)


@dataclass(frozen=True)
class MeteredHigh:
    """A supply at high voltage: its transformers, and the load rate that is expected."""

    supply_kv: Decimal
    capacity: Given
    """kVA, of all transformers."""
    several: bool
    rate: Given


@dataclass(frozen=True)
class MeteredLow:
    """A supply at low voltage."""

    p: Given
    """kW that was confirmed or applied for."""
    single_phase: bool
    cos: Given


def ct_primary(i_rated: Decimal, i_normal: Decimal, rules: CtRules) -> tuple[Decimal, bool] | None:
    """The primary (A) that fits best, and whether the bound on it had to be relaxed.

    Of those that carry the rated current and are used within the band, the one whose normal current
    is closest to the best share; of two equally close, the smaller.
    """
    for relaxed in (False, True):
        least = i_rated * (rules.relaxed if relaxed else 1)
        fitting = [
            size
            for size in sorted(rules.primaries)
            if size >= least and rules.band[0] <= i_normal / size <= rules.band[1]
        ]
        if fitting:
            return min(fitting, key=lambda size: abs(i_normal / size - rules.best)), relaxed
    return None


def reckon_high(supply: MeteredHigh, rules: SupplyRules, by: Reckoner) -> Iterator[Reckoning]:
    """Scheme, wiring, current transformer and multiplier of a supply at high voltage."""
    with exactly():
        capacity = supply.capacity
        bound = Given(GIVEN["bound"], rules.high_metering_kva, "kVA", Source.RULE)
        high = supply.several or capacity.value >= rules.high_metering_kva
        code = "HVHM" if high else "HVLM"
        yield by.of("scheme", _SCHEMES[code], capacity, bound)
        yield by.of("wiring", _WIRING[code])
        kv = supply.supply_kv if high else rules.transformer_kv
        um = Given("Um", kv, "kV", Source.CASE if high else Source.RULE)
        rated = by.of("i_rated", capacity.value / (ROOT_3 * kv), capacity, um)
        yield rated
        ratio = (
            Given("U1n", kv, "kV", Source.CASE),
            Given("U2n", rules.vt_secondary_kv, "kV", Source.RULE),
        )
        yield from _transformer(rated, supply.rate, ratio if high else None, rules, by)


def reckon_low(supply: MeteredLow, rules: SupplyRules, by: Reckoner) -> Iterator[Reckoning]:
    """Scheme, wiring and, where the current is too large to connect directly, the transformer."""
    with exactly():
        p = supply.p
        if supply.single_phase:
            u = Given("U", rules.phase_v, "V", Source.RULE)
            rated = by.of("i_lv_single", p.value * _THOUSAND / rules.phase_v, p, u)
        else:
            um = Given("Um", rules.load_kv, "kV", Source.RULE)
            amperes = p.value / (ROOT_3 * rules.load_kv * supply.cos.value)
            rated = by.of("i_lv_three", amperes, p, um, supply.cos)
        bound = Given(GIVEN["bound"], rules.direct_a, "A", Source.RULE)
        through = rated.number > rules.direct_a
        yield by.of("scheme", _SCHEMES["LVLM"], rated.given_as(), bound)
        wiring = "through" if through else "single" if supply.single_phase else "direct"
        yield by.of("wiring", _WIRING[wiring], rated.given_as(), bound)
        yield rated
        if through:
            usual = Given("β", rules.ct.usual_rate, "", Source.RULE)
            yield from _transformer(rated, usual, None, rules, by)


def _transformer(
    rated: Reckoning,
    rate: Given,
    voltages: tuple[Given, Given] | None,
    rules: SupplyRules,
    by: Reckoner,
) -> Iterator[Reckoning]:
    normal = by.of("i_normal", rate.value * rated.number, rate, rated.given_as())
    yield normal
    chosen = ct_primary(rated.number, normal.number, rules.ct)
    if chosen is None:
        lacking = (rated.given_as(), normal.given_as())
        yield by.of("no_ct", "—", *lacking, verdict="advise")
        return
    size, relaxed = chosen
    ct = by.of(
        "ct", size, rated.given_as(), normal.given_as(), verdict="advise" if relaxed else "fine"
    )
    share = normal.number / size
    yield ct
    yield by.of("ct_share", share, normal.given_as(), ct.given_as())
    secondary = Given("I2n", rules.ct.secondary_a, "A", Source.RULE)
    k = size / rules.ct.secondary_a
    if voltages is None:
        yield by.of("k_lv", k, ct.given_as(), secondary)
    else:
        u1, u2 = voltages
        yield by.of("k", k * (u1.value / u2.value), ct.given_as(), secondary, u1, u2)
