"""Low-voltage lines: voltage drop and short-circuit current; and balance of what was measured.

Source: the load calculation reference, sections 3, 5 and 6. Resistances in ohm/km and mΩ (which is
ohm/km times metres).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from app.domain.formulas import GIVEN, Reckoner
from app.domain.load_rules import Cable
from app.domain.reckoning import ROOT_3, Given, Reckoning, Source, exactly, length_of

_THOUSAND: Final = Decimal(1000)
_HUNDRED: Final = Decimal(100)


@dataclass(frozen=True)
class LowVoltageLine:
    """One line: what it carries, how long it is, how many cables of which size lie side by side."""

    p_kw: Decimal
    cos: Decimal
    length_m: Decimal
    cable: Cable
    parallel: int = 1
    single_phase: bool = False

    @property
    def r0(self) -> Decimal:
        """Resistance of all its cables together, ohm/km."""
        return self.cable.r0 / self.parallel

    @property
    def x0(self) -> Decimal:
        """Reactance of all its cables together, ohm/km."""
        return self.cable.x0 / self.parallel


@dataclass(frozen=True)
class Feeding:
    """What a fault on the low-voltage side is fed by."""

    sk_mva: Decimal
    transformer_kva: Decimal
    uk_pct: Given
    pk_kw: Given
    """Load losses; 0 where they are not known: the current comes out a little too large."""


def reckon_drop(
    line: LowVoltageLine, load_kv: Decimal, phase_v: Decimal, limit_pct: Decimal, by: Reckoner
) -> Iterator[Reckoning]:
    """Current, voltage drop and its share, held against the limit."""
    with exactly():
        single = line.single_phase
        volts = phase_v if single else load_kv * _THOUSAND
        u = Given("U", volts, "V", Source.RULE)
        p = Given("P", line.p_kw, "kW", Source.TYPED)
        cos = Given("cosφ", line.cos, "", Source.TYPED)
        sin = Given("sinφ", (1 - line.cos * line.cos).sqrt())
        root = Decimal(1) if single else ROOT_3
        current = by.of(
            "i_line1" if single else "i_line",
            line.p_kw * _THOUSAND / (root * volts * line.cos), p, u, cos,
        )  # fmt: skip
        km = Given("L", line.length_m / _THOUSAND, "km", Source.TYPED)
        r0 = Given("r0", line.r0, "Ω/km", Source.RULE)
        x0 = Given("x0", line.x0, "Ω/km", Source.RULE)
        lost = current.number * km.value * (line.r0 * line.cos + line.x0 * sin.value)
        drop = by.of(
            "du1" if single else "du",
            lost * (2 if single else ROOT_3),
            current.given_as(), km, r0, cos, x0, sin,
        )  # fmt: skip
        share = _HUNDRED * drop.number / volts
        verdict = "fine" if share <= limit_pct else "over"
        limit = Given(GIVEN["limit"], limit_pct, "%", Source.RULE)
        yield from (current, drop)
        yield by.of("du_pct", share, drop.given_as(), u, limit, verdict=verdict)


def reckon_short_circuit(
    feeding: Feeding, un_kv: Decimal, c: Decimal, by: Reckoner
) -> Iterator[Reckoning]:
    """The largest three-phase current at the low-voltage bus, with the impedances before it."""
    with exactly():
        un = Given("Un", un_kv, "kV", Source.RULE)
        sk = Given("Sk", feeding.sk_mva, "MVA", Source.TYPED)
        st = Given("St", feeding.transformer_kva / _THOUSAND, "MVA", Source.TYPED)
        base = un_kv * un_kv
        xs = by.of("xs", base / sk.value * _THOUSAND, un, sk)
        uk, pk = feeding.uk_pct, feeding.pk_kw
        zt = by.of("zt", uk.value / _HUNDRED * base / st.value * _THOUSAND, uk, un, st)
        rt = by.of("rt", pk.value * base / (st.value * st.value), pk, un, st)
        left = max(zt.number * zt.number - rt.number * rt.number, Decimal(0))
        xt = by.of("xt", left.sqrt(), zt.given_as(), rt.given_as())
        z = length_of(rt.number, xs.number + xt.number)
        factor = Given("c", c, "", Source.RULE)
        given = (factor, un, rt.given_as(), xs.given_as(), xt.given_as())
        yield from (xs, zt, rt, xt)
        yield by.of("ik3", c * un_kv * _THOUSAND / (ROOT_3 * z), *given)


def reckon_end(
    line: LowVoltageLine, bus: dict[str, Reckoning], un_kv: Decimal, by: Reckoner
) -> Reckoning:
    """The three-phase current at the far end of a line, with the impedances of the bus."""
    with exactly():
        rl = Given("Rl", line.r0 * line.length_m, "mΩ", Source.RULE)
        xl = Given("Xl", line.x0 * line.length_m, "mΩ", Source.RULE)
        rt, xs, xt = bus["rt"], bus["xs"], bus["xt"]
        z = length_of(rt.number + rl.value, xs.number + xt.number + xl.value)
        un = Given("Un", un_kv, "kV", Source.RULE)
        given = (un, rt.given_as(), rl, xs.given_as(), xt.given_as(), xl)
        return by.of("ik_end", un_kv * _THOUSAND / (ROOT_3 * z), *given)


def reckon_load_unbalance(
    s_kva: Decimal, un_kv: Decimal, sk_mva: Decimal, limit_pct: Decimal, by: Reckoner
) -> Reckoning:
    """The voltage unbalance that a load between two lines causes: it draws I2 = S/(√3·U)."""
    with exactly():
        i2 = Given("I2", s_kva / (ROOT_3 * un_kv), "A", Source.LISTED)
        return reckon_negative_sequence(i2, un_kv, sk_mva, limit_pct, by)


def reckon_negative_sequence(
    i2: Given, un_kv: Decimal, sk_mva: Decimal, limit_pct: Decimal, by: Reckoner
) -> Reckoning:
    """The voltage unbalance that a negative-sequence current causes at the connection point."""
    with exactly():
        u = Given("U", un_kv, "kV", Source.CASE)
        sk = Given("Sk", sk_mva, "MVA", Source.TYPED)
        share = ROOT_3 * i2.value * un_kv / (10 * sk_mva)
        limit = Given(GIVEN["limit"], limit_pct, "%", Source.RULE)
        verdict = "fine" if share <= limit_pct else "over"
        return by.of("unbalance", share, i2, u, sk, limit, verdict=verdict)


def reckon_balance(
    currents: tuple[Decimal, Decimal, Decimal],
    voltages: tuple[Decimal, Decimal, Decimal],
    by: Reckoner,
) -> Iterator[Reckoning]:
    """How far measured currents (A) and line voltages (V) are from balance; both ways of saying."""
    with exactly():
        mean = sum(currents, Decimal(0)) / 3
        apart = max(abs(each - mean) for each in currents)
        if mean > 0:
            high, low = max(currents), min(currents)
            given = (
                Given("|Iφ−Iavg|max", apart, "A", Source.MEASURED),
                Given("Iavg", mean, "A", Source.MEASURED),
            )
            yield by.of("delta", apart / mean * _HUNDRED, *given)
            ends = (
                Given("Imax", high, "A", Source.MEASURED),
                Given("Imin", low, "A", Source.MEASURED),
            )
            yield by.of("delta_max", (high - low) / high * _HUNDRED, *ends)
            a, b, c = currents
            inside = a * a + b * b + c * c - a * b - b * c - c * a
            phases = (
                Given(name, each, "A", Source.MEASURED)
                for name, each in zip(("Ia", "Ib", "Ic"), currents, strict=True)
            )
            yield by.of("i_neutral", max(inside, Decimal(0)).sqrt(), *phases)
        if min(voltages) > 0:
            yield from _voltage_unbalance(voltages, by)


def _voltage_unbalance(
    voltages: tuple[Decimal, Decimal, Decimal], by: Reckoner
) -> Iterator[Reckoning]:
    squares = [each * each for each in voltages]
    whole = sum(squares, Decimal(0))
    share = sum((each * each for each in squares), Decimal(0)) / (whole * whole)
    given = (
        Given(name, each, "V", Source.MEASURED)
        for name, each in zip(("Uab", "Ubc", "Uca"), voltages, strict=True)
    )
    ratio = by.of("voltage_l", share, *given)
    # By rounding 3−6L can come out a hair below 0 or above 1; lines that form no triangle, far.
    root = min(max(3 - 6 * share, Decimal(0)), Decimal(1)).sqrt()
    yield ratio
    yield by.of("epsilon", _HUNDRED * ((1 - root) / (1 + root)).sqrt(), ratio.given_as())
