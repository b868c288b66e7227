"""The main figures of an analysis, as a load profile's record holds and sends them.

They are reckoned once, on the tablet that takes the file in (`app/analysis/figures.py`); whoever
asks for the demand of a case afterwards, tablet or centre, takes it from here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from app.domain.units import Kw, Kwh


@dataclass(frozen=True)
class LoadFigures:
    """What one load curve comes to; exact decimals, so that every end has the same digits.

    `demand_kw` is the highest mean of a window of `period_s` seconds that begins every `step_s`,
    and `demand_ends_at` its end; None where no window had samples enough.
    """

    mean_kw: Kw
    base_kw: Kw
    load_factor: Decimal
    """Mean over the peak at the file's interval, 0 to 1."""
    energy_kwh: Kwh
    """As measured: of means their sum, of spot values trapezoids; nothing of the gaps."""
    coverage: Decimal
    """Share of the time that was measured, 0 to 1."""
    missing: int
    """Steps without a value."""
    rules: str
    """The versions of the tariffs and of the reference shapes."""
    demand_kw: Kw | None = None
    demand_ends_at: datetime | None = None
    period_s: int = 0
    step_s: int = 0
    tariff: str = ""
    """Id of the tariff whose periods `split_kwh` is by; empty where there was none."""
    tariff_zh: str = ""
    split_kwh: Mapping[str, Kwh] = field(default_factory=dict)
    like: str = ""
    """Id of the reference shape that is nearest; empty where no whole day was measured."""
    like_zh: str = ""
    """What that kind of user was called: another end may not have this shape."""
    distance: Decimal | None = None
