"""What a load list comes to by the demand-factor method: P, Q, S, current, in normal use and fire.

Source: the load calculation reference, section 1. Powers in kW, kvar and kVA.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from app.domain.formulas import Reckoner
from app.domain.load_rules import SupplyRules
from app.domain.reading import number_of
from app.domain.reckoning import ROOT_3, Given, Reckoning, Source, exactly, length_of, tan_of
from app.domain.units import Kw, plain

_NAMEPLATE: Final = re.compile(r"(\S+?)\s*(kva|hp|ps|马力|匹)", re.IGNORECASE)
_HORSEPOWER_KW: Final = Decimal("0.7355")
_USUAL_COS: Final = Decimal("0.85")
_CRANE_DUTY: Final = 2
"""1 / √0.25: cranes are converted to a duty of 25 %."""
_HUNDRED: Final = Decimal(100)


@dataclass(frozen=True)
class LoadLine:
    """One line of the load list.

    `use`: normal | standby (never counts) | fire | cut_off (normal, but switched off in a fire).
    `phase`: of single-phase equipment where it is connected: A, B, C, AB, BC, CA or unknown.
    """

    power_kw: Kw
    """Equipment power of all its machines, Pe, converted to the duty that counts."""
    factor: Decimal
    """Demand factor Kx, above 0 and up to 1."""
    cos: Decimal
    """Power factor, above 0 and up to 1."""
    use: str = "normal"
    count: int = 1
    single_phase: bool = False
    phase: str = ""
    vital: bool = False
    """Of the first or second grade, or a security load."""
    disturbs: bool = False
    """Of harmonic, impact, fluctuating or unbalanced kind."""
    disturbs_balance: bool = False
    name: str = ""

    @property
    def p_kw(self) -> Decimal:
        """Calculated active power, Kx·Pe."""
        return self.factor * self.power_kw

    @property
    def q_kvar(self) -> Decimal:
        """Calculated reactive power, Kx·Pe·tanφ."""
        return self.p_kw * tan_of(self.cos)


@dataclass(frozen=True)
class Asked:
    """What the demand is reckoned with beside the lines: simultaneity and the target cosφ."""

    k_p: Given
    k_q: Given
    target: Given


def equipment_power(pe_rule: str, power: Decimal, duty_pct: Decimal | None) -> Decimal:
    """Equipment power Pe of a nameplate power at this duty; as it stands where neither is told.

    A crane is converted to a duty of 25 %, a welder (its active power, Sn·cosφ) to 100 %.
    """
    if duty_pct is None or duty_pct <= 0 or pe_rule not in ("crane_25", "welder_100"):
        return power
    with exactly():
        root = (duty_pct / _HUNDRED).sqrt()
        return power * root * (_CRANE_DUTY if pe_rule == "crane_25" else 1)


def nameplate_cells(text: str, cells: Mapping[str, str]) -> Mapping[str, str]:
    """The cells of a line of the load list in whose power "50 HP" or "63 kVA" was typed.

    The power in kW, and beside it what the nameplate says; nothing where it is no such text. Of kVA
    it takes the line's power factor, 0.85 where there is none. 1 HP (metric) = 0.7355 kW.
    """
    found = _NAMEPLATE.fullmatch(text.strip())
    number = number_of(found[1]) if found else None
    if found is None or number is None:
        return {}
    is_power = found[2].lower() != "kva"
    cos = number_of(cells.get("power_factor", "")) or _USUAL_COS
    kw = (number * (_HORSEPOWER_KW if is_power else cos)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return {
        "rated_power_kw": plain(kw),
        "rated_input_value": plain(number),
        "rated_input_unit": "HP" if is_power else "kVA",
    }


def normal_of(lines: Iterable[LoadLine]) -> list[LoadLine]:
    """The lines that count in normal use."""
    return [line for line in lines if line.use in ("normal", "cut_off")]


def reckon_demand(
    lines: Sequence[LoadLine], asked: Asked, by: Reckoner, load_kv: Decimal, phase_v: Decimal | None
) -> Iterator[Reckoning]:
    """The demand in normal use; nothing where the lines come to none.

    `load_kv` is the nominal voltage of the loads; `phase_v` that of a single-phase supply, if so.
    """
    with exactly():
        counted = normal_of(lines)
        number = Given("n", Decimal(sum(line.count for line in counted)), "", Source.LISTED)
        power = by.of("pe_sum", _sum(line.power_kw for line in counted), number)
        sum_p = by.of("pj_sum", _sum(line.p_kw for line in counted), number)
        sum_q = by.of("qj_sum", _sum(line.q_kvar for line in counted), number)
        if sum_p.number <= 0:
            return
        p = by.of("p", asked.k_p.value * sum_p.number, asked.k_p, sum_p.given_as())
        q = by.of("q", asked.k_q.value * sum_q.number, asked.k_q, sum_q.given_as())
        s = by.of("s", length_of(p.number, q.number), p.given_as(), q.given_as())
        cos = by.of("cos", p.number / s.number, p.given_as(), s.given_as())
        if phase_v is not None:
            volts = Given("U", phase_v, "V", Source.RULE)
            current = by.of("i_single", s.number * 1000 / phase_v, s.given_as(), volts)
        else:
            nominal = Given("Un", load_kv, "kV", Source.RULE)
            current = by.of("i", s.number / (ROOT_3 * load_kv), s.given_as(), nominal)
    yield from (power, sum_p, sum_q, p, q, s, cos, current)


def reckon_fire(
    lines: Sequence[LoadLine],
    asked: Asked,
    found: Mapping[str, Reckoning],
    by: Reckoner,
) -> Iterator[Reckoning]:
    """The second case: fire equipment in the place of what is cut off; the larger one counts.

    Reckoned only where it is told what is cut off: else the fire load would be added to a normal
    load that does not run beside it.
    """
    cut = [line for line in lines if line.use == "cut_off"]
    fire = [line for line in lines if line.use == "fire"]
    if not cut or not fire:
        return
    with exactly():
        out_p = Given("ΣPq", _sum(line.p_kw for line in cut), "kW", Source.LISTED)
        out_q = Given("ΣQq", _sum(line.q_kvar for line in cut), "kvar", Source.LISTED)
        in_p = Given("ΣPx", _sum(line.p_kw for line in fire), "kW", Source.LISTED)
        in_q = Given("ΣQx", _sum(line.q_kvar for line in fire), "kvar", Source.LISTED)
        sum_p, sum_q, steps = found["pj_sum"], found["qj_sum"], found["qk"]
        p = by.of(
            "p_fire", asked.k_p.value * (sum_p.number - out_p.value + in_p.value),
            asked.k_p, sum_p.given_as(), out_p, in_p,
        )  # fmt: skip
        q = by.of(
            "q_fire", asked.k_q.value * (sum_q.number - out_q.value + in_q.value),
            asked.k_q, sum_q.given_as(), out_q, in_q,
        )  # fmt: skip
        left = length_of(p.number, q.number - steps.number)
        s = by.of("s_fire", left, p.given_as(), q.given_as(), steps.given_as())
        normal = found["s2"]
        larger = max(s.number, normal.number)
    yield from (p, q, s, by.of("s_chosen", larger, s.given_as(), normal.given_as()))


def reckon_single_phase(
    lines: Sequence[LoadLine], rules: SupplyRules, by: Reckoner
) -> Iterator[Reckoning]:
    """How far single-phase loads can be balanced, and what few machines come to.

    Where the part that cannot be balanced is more than the bound, the single-phase loads count as
    three times the largest phase (√3 times one load between lines); said, not put in by itself.
    """
    counted = normal_of(lines)
    single = [line for line in counted if line.single_phase and line.phase]
    with exactly():
        three = _sum(line.power_kw for line in counted if not line.single_phase)
        if single and three > 0:
            yield from _of_phases(single, three, rules, by)
        machines = sum(line.count for line in counted)
        least = next((k for up_to, k in rules.few_machines if machines <= up_to), None)
        whole = _sum(line.power_kw for line in counted)
        if least is not None and whole > 0:
            factor = Given("K0", least, "", Source.RULE)
            power = Given("ΣPe", whole, "kW")
            p = _sum(line.p_kw for line in counted)
            verdict = "advise" if least * whole > p else "fine"
            yield by.of("few", least * whole, factor, power, verdict=verdict)


def _of_phases(
    single: Sequence[LoadLine], three: Decimal, rules: SupplyRules, by: Reckoner
) -> Iterator[Reckoning]:
    phases = dict.fromkeys("ABC", Decimal(0))
    for line in single:
        for phase in line.phase:  # a load between two lines loads both by half
            phases[phase] += line.power_kw / len(line.phase)
    powers = list(phases.values())
    uneven = sum(powers, Decimal(0)) - 3 * min(powers)
    part = Given("ΔP1", uneven, "kW", Source.LISTED)
    others = Given("ΣP3", three, "kW", Source.LISTED)
    share = uneven / three
    over = share > rules.unbalanced_share
    yield by.of(
        "single_share", share * _HUNDRED, part, others, verdict="advise" if over else "fine"
    )
    if over:
        pairs = {line.phase for line in single}
        one_pair = len(pairs) == 1 and len(next(iter(pairs))) == 2
        largest = sum(powers, Decimal(0)) if one_pair else max(powers)
        factor = ROOT_3 if one_pair else Decimal(3)
        yield by.of(
            "single_pe",
            factor * largest,
            Given("k", factor, "", Source.RULE),
            Given("Pm", largest, "kW", Source.LISTED),
        )


def _sum(numbers: Iterable[Decimal]) -> Decimal:
    return sum(numbers, Decimal(0))
