"""Which kind of user draws power like this: the day's shape beside reference shapes."""

from collections.abc import Sequence

import numpy as np

from app.analysis.series import Values
from app.domain.load_findings import Likeness, TypicalDay
from app.domain.tariff import DayShape


def likenesses(typical: Sequence[TypicalDay], shapes: Sequence[DayShape]) -> tuple[Likeness, ...]:
    """Every reference with its distance, the nearest first.

    Both are divided by the mean of their day. The distance is the root of the mean square of the
    24 hourly differences, of days worked and days off weighted five to two.
    """
    hours = {
        each.kind: mine
        for each in typical
        if each.season == "year" and (mine := hourly_shape(each.kw)) is not None
    }
    if not hours:
        return ()
    found = []
    for shape in shapes:
        working, off = _distance(hours, "working", shape), _distance(hours, "off", shape)
        told = [(value, weight) for value, weight in ((working, 5), (off, 2)) if value is not None]
        if not told:
            continue
        whole = sum(value * weight for value, weight in told) / sum(weight for _, weight in told)
        first = working if working is not None else whole
        found.append(Likeness(shape.id, shape.zh, shape.en, whole, first, off, shape.source))
    return tuple(sorted(found, key=lambda each: (each.distance, each.id)))


def hourly_shape(kw: Sequence[float]) -> Values | None:
    """24 hourly means over the day's mean; None where the day has no mean, or parts otherwise."""
    values = np.asarray(kw)
    if len(values) < 24 or len(values) % 24 or not np.isfinite(values).all():
        return None
    mean = float(values.mean())
    if mean <= 0:
        return None
    shape: Values = values.reshape(24, -1).mean(axis=1) / mean
    return shape


def _distance(hours: dict[str, Values], kind: str, shape: DayShape) -> float | None:
    mine = hours.get(kind)
    if mine is None:
        return None
    other = np.asarray(shape.working if kind == "working" else shape.off)
    return float(np.sqrt(np.mean((mine - other) ** 2)))
