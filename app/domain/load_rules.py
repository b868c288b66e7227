"""What a load list is reckoned with: demand factors, standard sizes, bounds."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from app.domain.units import Kva


@dataclass(frozen=True)
class Sizes:
    """What is proposed from: standard ratings, the load rate wanted, one capacitor step."""

    transformer_kva: tuple[Kva, ...]
    load_rate: tuple[Decimal, Decimal]
    step_kvar: Decimal
    losses: tuple[Decimal, Decimal] = (Decimal("0.01"), Decimal("0.05"))
    """Of a transformer, active and reactive, as shares of what it carries (an estimate)."""


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
    pe_rule: str = ""
    """How nameplate power is converted by its duty: crane_25 | welder_100 | nothing."""


@dataclass(frozen=True)
class VoltageBand:
    """One level of supply voltage and what it is for; None = no bound of that kind."""

    id: str
    zh: str
    at_most_kw: Decimal | None = None
    """Of the whole list: for low voltage."""
    from_kva: Decimal | None = None
    to_kva: Decimal | None = None
    only_single_phase: bool = False


@dataclass(frozen=True)
class Cable:
    """One size of cable: ohm/km at operating temperature."""

    mm2: str
    r0: Decimal
    x0: Decimal


@dataclass(frozen=True)
class CtRules:
    """How a current transformer is chosen: primaries in A, where the normal current should lie."""

    primaries: tuple[Decimal, ...]
    band: tuple[Decimal, Decimal]
    best: Decimal
    relaxed: Decimal
    """Where none fits: the primary may be this share of the rated current."""
    usual_rate: Decimal
    """The load rate that is expected where none is reckoned."""
    secondary_a: Decimal


@dataclass(frozen=True)
class SourceNeed:
    """What the supply of one class of important customer needs."""

    level: str
    sources: int
    substations: int
    zh: str


@dataclass(frozen=True)
class OutageTechnique:
    """What carries a load through a permitted outage of up to so many seconds; None = longer."""

    up_to_s: Decimal | None
    zh: str


@dataclass(frozen=True)
class CapacityBounds:
    """Within these what was applied for, reckoned, measured and is there fit each other."""

    high: tuple[Decimal, Decimal]
    low: tuple[Decimal, Decimal]
    measured: tuple[Decimal, Decimal]
    existing: tuple[Decimal, Decimal]


@dataclass(frozen=True)
class SupplyRules:
    """What the rules know of supply beside the demand itself, since 2026.12."""

    compensation_share: tuple[Decimal, Decimal]
    most_transformers: int
    unbalanced_share: Decimal
    few_machines: tuple[tuple[int, Decimal], ...]
    load_kv: Decimal
    transformer_kv: Decimal
    phase_v: Decimal
    voltages: tuple[VoltageBand, ...]
    cables: Mapping[str, Cable]
    drop_pct: Decimal
    short_c: Decimal
    uk_pct: tuple[tuple[Kva, Decimal], ...]
    user_unbalance_pct: Decimal
    ct: CtRules
    high_metering_kva: Kva
    direct_a: Decimal
    vt_secondary_kv: Decimal
    importance: Mapping[str, SourceNeed]
    own_share: Decimal
    outage: tuple[OutageTechnique, ...]
    capacity: CapacityBounds


@dataclass(frozen=True)
class LoadRules:
    """What a load list is calculated with."""

    version: str
    source: str
    categories: Mapping[str, LoadCategory]
    sizes: Sizes
    supply: SupplyRules | None = None
    """None in a version of before there was any: then nothing but the demand is reckoned."""
