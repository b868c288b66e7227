"""Harmonic currents that a customer may inject: power_quality.md §3, GB/T 14549 annex C."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from app.domain.quality_findings import CurrentLimits

_ALPHA: Final = {3: 1.1, 5: 1.2, 7: 1.4, 11: 1.8, 13: 1.9}
_TOGETHER: Final = {3: 1.62, 5: 1.28, 7: 0.72, 11: 0.18, 13: 0.08}


def allowed_current(
    table: CurrentLimits, order: int, sk_mva: float, customer_mva: float, point_mva: float
) -> float:
    """What one customer may inject of this order, A: by short circuit and by his share.

    `sk_mva` is the least short-circuit capacity, `customer_mva` the agreed capacity, `point_mva`
    what the point of connection supplies.
    """
    whole = table.amperes[order] * sk_mva / table.base_mva
    return float(whole * (customer_mva / point_mva) ** (1 / _ALPHA.get(order, 2)))


def together(order: int, currents: Sequence[float]) -> float:
    """Two sources of unknown phase angle joined, A."""
    first, second = currents
    both = first * first + second * second + _TOGETHER.get(order, 0) * first * second
    return float(np.sqrt(both))
