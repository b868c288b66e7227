"""What a load list comes to: demand, compensation and transformer, by the demand-factor method.

Source: the load calculation reference, sections 1 and 2. Powers in kW, kvar and kVA. Calculated
with 28 digits; only what is shown is rounded.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal, localcontext
from typing import Final

from app.domain.reading import number_of
from app.domain.units import Kva, Kw, plain

_LOSSES: Final = (Decimal("0.01"), Decimal("0.05"))
"""Of a transformer, active and reactive, as shares of what it carries (section 2, an estimate)."""

_NAMEPLATE: Final = re.compile(r"(\S+?)\s*(kva|hp|ps|马力|匹)", re.IGNORECASE)
_HORSEPOWER_KW: Final = Decimal("0.7355")
_USUAL_COS: Final = Decimal("0.85")


@dataclass(frozen=True)
class LoadLine:
    """One line of the load list that counts for the normal load."""

    power_kw: Kw
    """Equipment power of all its machines, Pe."""
    factor: Decimal
    """Demand factor Kx, above 0 and up to 1."""
    cos: Decimal
    """Power factor, above 0 and up to 1."""


@dataclass(frozen=True)
class Sizes:
    """What is proposed from: standard ratings, the load rate wanted, one capacitor step."""

    transformer_kva: tuple[Kva, ...]
    load_rate: tuple[Decimal, Decimal]
    step_kvar: Decimal


@dataclass(frozen=True)
class LoadCategory:
    """A kind of load with the demand factor and power factor that are proposed for it."""

    id: str
    zh: str
    en: str
    factor: Decimal
    cos: Decimal
    excluded: bool
    """Fire equipment: no part of the normal load."""


@dataclass(frozen=True)
class LoadRules:
    """What a load list is calculated with."""

    version: str
    source: str
    categories: Mapping[str, LoadCategory]
    sizes: Sizes


@dataclass(frozen=True)
class Demand:
    """The calculated demand at the low-voltage bus, and what is proposed for it.

    `installed_kw` is the sum of equipment power; `compensation_kvar` is in whole steps and
    `compensated_kva` is what is left with it; `transformer_kva` is the smallest standard rating
    within the load rate, None where one transformer does not do; `rate` is its load rate.
    `metered_cos` is the power factor where it is metered: behind the transformer, with its losses,
    where that is at high voltage.
    """

    installed_kw: Kw
    p_kw: Kw
    q_kvar: Decimal
    s_kva: Kva
    cos: Decimal
    compensation_kvar: Decimal
    compensated_kva: Kva
    metered_cos: Decimal
    transformer_kva: Kva | None
    rate: Decimal | None


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


def demand_of(
    lines: Sequence[LoadLine],
    simultaneity: tuple[Decimal, Decimal],
    target_cos: Decimal,
    sizes: Sizes,
    *,
    high_voltage: bool,
) -> Demand | None:
    """The demand of these lines; None where they come to nothing.

    `simultaneity` is (active, reactive); `target_cos` the power factor wanted at the meter, which
    stands at `high_voltage` or not.
    """
    with localcontext() as context:
        context.prec = 28
        p_kw = simultaneity[0] * sum((_active(line) for line in lines), Decimal(0))
        q_kvar = simultaneity[1] * sum(
            (_active(line) * _tan(line.cos) for line in lines), Decimal(0)
        )
        if p_kw <= 0:
            return None
        s_kva = _length(p_kw, q_kvar)
        losses = _LOSSES if high_voltage else (Decimal(0), Decimal(0))
        wanted = q_kvar - p_kw * _tan(target_cos)
        steps = max((wanted / sizes.step_kvar).to_integral_value(ROUND_CEILING), Decimal(0))
        while _metered_cos(p_kw, q_kvar - steps * sizes.step_kvar, losses) < target_cos:
            if q_kvar <= steps * sizes.step_kvar:
                break
            steps += 1
        compensation = steps * sizes.step_kvar
        left = _length(p_kw, q_kvar - compensation)
        size = _smallest(left, sizes)
        return Demand(
            installed_kw=Kw(sum((line.power_kw for line in lines), Decimal(0))),
            p_kw=Kw(p_kw),
            q_kvar=q_kvar,
            s_kva=Kva(s_kva),
            cos=p_kw / s_kva,
            compensation_kvar=compensation,
            compensated_kva=Kva(left),
            metered_cos=_metered_cos(p_kw, q_kvar - compensation, losses),
            transformer_kva=size,
            rate=None if size is None else left / size,
        )


def _active(line: LoadLine) -> Decimal:
    return line.factor * line.power_kw


def _tan(cos: Decimal) -> Decimal:
    return (1 - cos * cos).sqrt() / cos


def _length(p_kw: Decimal, q_kvar: Decimal) -> Decimal:
    return (p_kw * p_kw + q_kvar * q_kvar).sqrt()


def _metered_cos(p_kw: Decimal, q_kvar: Decimal, losses: tuple[Decimal, Decimal]) -> Decimal:
    carried = _length(p_kw, q_kvar)
    active, reactive = p_kw + losses[0] * carried, q_kvar + losses[1] * carried
    return active / _length(active, reactive)


def _smallest(s_kva: Decimal, sizes: Sizes) -> Kva | None:
    low, high = sizes.load_rate
    fitting: Iterable[Kva] = (
        size for size in sorted(sizes.transformer_kva) if low <= s_kva / size <= high
    )
    return next(iter(fitting), None)
