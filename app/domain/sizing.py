"""Compensation and transformers for a demand, and the supply voltages that can carry it.

Source: the load calculation reference, sections 2 and 4. The power factor is assessed where it is
metered: behind the transformer, with its losses, where that is at high voltage.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from typing import Final

from app.domain.demand import Asked
from app.domain.formulas import Reckoner
from app.domain.load_rules import Sizes, SupplyRules, VoltageBand
from app.domain.reckoning import ROOT_3, Given, Reckoning, Source, exactly, length_of, tan_of
from app.domain.units import Kva

_NOTHING: Final = Decimal(0)
_HUNDRED: Final = Decimal(100)


@dataclass(frozen=True)
class Backup:
    """How transformers stand in for each other: each carries the vital load."""

    at_least: int = 1
    vital_kva: Decimal = _NOTHING


def reckon_compensation(
    found: Mapping[str, Reckoning], asked: Asked, sizes: Sizes, by: Reckoner, *, high_voltage: bool
) -> Iterator[Reckoning]:
    """How much compensation, in whole steps, and what is left with it."""
    with exactly():
        p, q = found["p"], found["q"]
        target, natural = asked.target.value, found["cos"].number
        tans = (Given("tanφ1", tan_of(natural)), Given("tanφ2", tan_of(target)))
        wanted = p.number * (tans[0].value - tans[1].value)
        kvar = _steps(p.number, q.number, target, sizes, high_voltage=high_voltage)
        yield by.of("qc", max(wanted, _NOTHING), p.given_as(), *tans)
        step = Given("q", sizes.step_kvar, "kvar", Source.RULE)
        qk = by.of("qk", kvar, step, asked.target)
        q2 = by.of("q2", q.number - kvar, q.given_as(), qk.given_as())
        s2 = by.of("s2", length_of(p.number, q2.number), p.given_as(), q2.given_as())
        yield from (qk, q2, s2)
        if not high_voltage:
            cos = p.number / s2.number
            yield by.of("cos2", cos, p.given_as(), s2.given_as(), verdict=_reached(cos, target))
            return
        k1, k2 = sizes.losses
        p1 = by.of(
            "p1", p.number + k1 * s2.number,
            p.given_as(), Given("k1", k1, "", Source.RULE), s2.given_as(),
        )  # fmt: skip
        q1 = by.of(
            "q1", q2.number + k2 * s2.number,
            q2.given_as(), Given("k2", k2, "", Source.RULE), s2.given_as(),
        )  # fmt: skip
        s1 = by.of("s1", length_of(p1.number, q1.number), p1.given_as(), q1.given_as())
        cos = p1.number / s1.number
        yield from (p1, q1, s1)
        yield by.of("cos1", cos, p1.given_as(), s1.given_as(), verdict=_reached(cos, target))


def reckon_transformer(
    found: Mapping[str, Reckoning],
    sizes: Sizes,
    rules: SupplyRules | None,
    by: Reckoner,
    supply_kv: Decimal,
    backup: Backup = Backup(),
) -> Iterator[Reckoning]:
    """How large a transformer and how many of them, how they are loaded, and their currents."""
    with exactly():
        carried = found.get("s_chosen", found["s2"])
        s = carried.given_as("Sx")
        most = rules.most_transformers if rules is not None else 1
        chosen = transformers_for(carried.number, sizes, most, backup)
        if chosen is None:
            yield by.of("no_sn", "—", s)
            return
        number, size = chosen
        low, high = sizes.load_rate
        bounds = (Given("β1", low, "", Source.RULE), Given("β2", high, "", Source.RULE))
        sn = by.of("sn", size, s, *bounds)
        yield sn
        count = by.of("count", Decimal(number), s, sn.given_as())
        if number > 1 or rules is not None:
            yield count
        beta = carried.number / (number * size)
        yield by.of(
            "beta",
            beta,
            s,
            count.given_as(),
            sn.given_as(),
            verdict="fine" if beta >= low else "advise",
        )
        if rules is None:
            return
        qk = found["qk"]
        share = qk.number / (number * size)
        usual = rules.compensation_share[0] <= share <= rules.compensation_share[1]
        yield by.of(
            "qk_share", share * _HUNDRED, qk.given_as(), count.given_as(), sn.given_as(),
            verdict="fine" if usual or qk.number == 0 else "advise",
        )  # fmt: skip
        low_side = Given("U2n", rules.transformer_kv, "kV", Source.RULE)
        yield by.of("i_lv", size / (ROOT_3 * rules.transformer_kv), sn.given_as(), low_side)
        if "s1" in found:
            s1, supply = found["s1"], Given("U1", supply_kv, "kV", Source.CASE)
            yield by.of("i_hv", s1.number / (ROOT_3 * supply_kv), s1.given_as(), supply)


def transformers_for(
    s_kva: Decimal, sizes: Sizes, most: int = 1, backup: Backup = Backup()
) -> tuple[int, Kva] | None:
    """How many transformers of which rating: the fewest, then the smallest, within the load rate.

    Each is at least as large as the vital load where they stand in for each other; where that
    leaves none within the load rate, the smallest that is not overloaded.
    """
    low, _ = sizes.load_rate
    if backup.at_least > 1 and not _fits(s_kva, sizes, low, most, backup):
        low = Decimal(0)
    return _fits(s_kva, sizes, low, most, backup)


def _fits(
    s_kva: Decimal, sizes: Sizes, low: Decimal, most: int, backup: Backup
) -> tuple[int, Kva] | None:
    high = sizes.load_rate[1]
    for number in range(backup.at_least, max(most, backup.at_least) + 1):
        for size in sorted(sizes.transformer_kva):
            alone = size >= backup.vital_kva or number == 1
            if alone and low <= s_kva / (number * size) <= high:
                return number, size
    return None


def feasible_voltages(
    bands: Sequence[VoltageBand], kw: Decimal, kva: Decimal, *, single_phase: bool
) -> tuple[VoltageBand, ...]:
    """Every level that can supply this, the lowest first; overlaps are meant.

    `kw` is the power of the whole list, `kva` the capacity of the transformers it would need.
    """
    return tuple(band for band in bands if _supplies(band, kw, kva, single_phase))


def reckon_voltage(
    bands: Sequence[VoltageBand], kw: Given, kva: Given, by: Reckoner, *, single_phase: bool
) -> Iterator[Reckoning]:
    """Which voltages can supply this; the lowest first, marked."""
    feasible = feasible_voltages(bands, kw.value, kva.value, single_phase=single_phase)
    if feasible:
        yield by.of("voltage", feasible[0].zh, kw, kva)
        yield by.of("voltages", "　".join(band.zh for band in feasible), kw, kva)


def _supplies(band: VoltageBand, kw: Decimal, kva: Decimal, single_phase: bool) -> bool:
    if band.only_single_phase and not single_phase:
        return False
    if band.at_most_kw is not None:
        return kw <= band.at_most_kw
    enough = band.from_kva is None or kva >= band.from_kva
    return enough and (band.to_kva is None or kva <= band.to_kva)


def _steps(p: Decimal, q: Decimal, target: Decimal, sizes: Sizes, *, high_voltage: bool) -> Decimal:
    losses = sizes.losses if high_voltage else (_NOTHING, _NOTHING)
    step, wanted = sizes.step_kvar, q - p * tan_of(target)
    fewest = max(int((wanted / step).to_integral_value(ROUND_CEILING)), 0)
    most = max(int((q / step).to_integral_value(ROUND_CEILING)), fewest)
    # The more steps, the better the power factor: halved, for a slip of the finger may be huge.
    while fewest < most:
        middle = (fewest + most) // 2
        if _metered_cos(p, q - middle * step, losses) >= target:
            most = middle
        else:
            fewest = middle + 1
    return fewest * step


def _metered_cos(p: Decimal, q: Decimal, losses: tuple[Decimal, Decimal]) -> Decimal:
    carried = length_of(p, q)
    active, reactive = p + losses[0] * carried, q + losses[1] * carried
    return active / length_of(active, reactive)


def _reached(cos: Decimal, target: Decimal) -> str:
    return "fine" if cos >= target else "short"
