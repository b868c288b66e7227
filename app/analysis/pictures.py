"""An analysis as pictures: what is drawn of a load curve and of a record of voltage quality."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from math import isnan, nan
from typing import Final

import numpy as np

from app.analysis.energy import descending
from app.analysis.likeness import hourly_shape
from app.analysis.series import DAY_S, Series, Values, power_of
from app.domain.load import Samples
from app.domain.load_findings import (
    BASE_SHARE,
    LEAST_VALID,
    Likeness,
    LoadFindings,
    Month,
    TypicalDay,
)
from app.domain.load_pictures import Axis, Bar, Cells, Line, Mark, Picture
from app.domain.load_words import DAY_KIND_NAMES, SEASON_NAMES, Part
from app.domain.picture_words import PICTURE_WORDS
from app.domain.tariff import PERIOD_NAMES, DayShape, LoadBooks

_POINTS: Final = 400
"""So many points draw a duration curve: it only falls, so none between them is hidden."""
_HEADROOM: Final = 1.08
_HOUR_S: Final = 3600
_KINDS: Final = ("working", "off", "holiday")
_NEAREST: Final = 3
"""So many reference shapes are drawn over the customer's own."""
_EPOCH: Final = date(1970, 1, 1)


def load_pictures(samples: Samples, found: LoadFindings, books: LoadBooks) -> tuple[Picture, ...]:
    """Every picture of a load curve that its samples allow."""
    series = power_of(samples)
    return tuple(
        picture
        for picture in (
            duration_picture(series, found),
            heat_picture(series),
            *day_pictures(found.typical),
            *likeness_pictures(found, books.shapes),
            months_picture(found.months),
            split_picture(found),
        )
        if picture is not None
    )


def duration_picture(series: Series, found: LoadFindings) -> Picture:
    """Power over the hours at which it is drawn or exceeded; what was not measured comes last."""
    ordered = descending(series)
    count, hours = len(ordered), series.hours
    places = np.unique(np.linspace(0, count - 1, min(_POINTS, count)).astype(np.int64))
    reached: Values = (places + 1).astype(np.float64) * hours
    base = (BASE_SHARE * count * hours, found.base_kw)
    every = len(series.values) * hours
    return Picture(
        key="duration",
        title=_words("duration"),
        x=Axis(PICTURE_WORDS["hours"], "h", 0.0, every),
        y=_power_axis(float(ordered[-1]), float(ordered[0])),
        lines=(
            Line(
                "total",
                _words("total"),
                (0.0, *_numbers(reached)),
                (float(ordered[0]), *_numbers(ordered[places])),
            ),
            _level("mean", found.mean_kw, count * hours),
        ),
        marks=(
            Mark(0.0, float(ordered[0]), _words("highest", f"{ordered[0]:,.1f}")),
            Mark(*base, _words("base", f"{found.base_kw:,.1f}")),
        ),
        gaps=((count * hours, every),) if count < len(series.values) else (),
        note=_words("duration_note", _share(0.5, ordered), _share(0.8, ordered)),
    )


def heat_picture(series: Series) -> Picture | None:
    """The mean of every hour, a column a day; an hour that was hardly measured stays empty.

    None where the steps are longer than an hour.
    """
    if series.interval_s > _HOUR_S:
        return None
    first = series.first_s // DAY_S
    hour = series.local // _HOUR_S - first * 24
    count = int(hour[-1]) // 24 * 24 + 24
    there = np.isfinite(series.values)
    valid = np.bincount(hour, weights=there.astype(float), minlength=count)
    total = np.bincount(hour, weights=np.where(there, series.values, 0.0), minlength=count)
    enough = valid >= LEAST_VALID * _HOUR_S / series.interval_s
    means: Values = np.where(enough, total / np.maximum(valid, 1), np.nan)
    if not enough.any():
        return None
    days = means.reshape(-1, 24)
    highest = int(np.nanargmax(means))
    at = (float(first + highest // 24), float(highest % 24))
    return Picture(
        key="heat",
        title=_words("heat"),
        x=Axis(PICTURE_WORDS["day"], "", float(first), float(first + len(days)), "day"),
        y=Axis(PICTURE_WORDS["clock"], "", 0.0, 24.0, "clock"),
        cells=Cells(
            tuple(_numbers(day) for day in days),
            float(np.nanmin(means)),
            float(np.nanmax(means)),
            "kW",
        ),
        marks=(Mark(at[0] + 0.5, at[1] + 0.5, _words("highest", f"{means[highest]:,.1f}")),),
        note=_words(
            "heat_note",
            _EPOCH + timedelta(days=int(at[0])),
            f"{highest % 24}:00",
            f"{means[highest]:,.1f}",
        ),
    )


def day_pictures(typical: Sequence[TypicalDay]) -> Iterator[Picture]:
    """The typical days of the year and of each season, all on one scale."""
    every = [value for day in typical for value in day.kw if not isnan(value)]
    if not every:
        return
    axis = _power_axis(min(every), max(every))
    for season, name in SEASON_NAMES.items():
        days = [day for day in typical if day.season == season]
        if days:
            order = sorted(days, key=lambda day: _KINDS.index(day.kind))
            lines = tuple(_day_line(day) for day in order)
            yield Picture(
                key=f"day_{season}",
                title=_words("typical", name),
                x=Axis(PICTURE_WORDS["clock"], "", 0.0, 24.0, "clock"),
                y=axis,
                lines=lines,
                gaps=_unmeasured(order),
                note=_day_note(order),
            )


def _day_line(day: TypicalDay) -> Line:
    # Each mean stands for its stretch: drawn as steps, so that no hour looks sharper than it is.
    step = 24 / len(day.kw)
    x = tuple(round(edge * step, 6) for n in range(len(day.kw)) for edge in (n, n + 1))
    y = tuple(value for each in day.kw for value in (each, each))
    return Line(day.kind, _words("days", DAY_KIND_NAMES[day.kind], day.days), x, y)


def _unmeasured(days: Sequence[TypicalDay]) -> tuple[tuple[float, float], ...]:
    """Hours at which no day of any kind has a value."""
    steps = len(days[0].kw)
    empty = [all(isnan(day.kw[n]) for day in days) for n in range(steps)]
    return tuple((n * 24 / steps, (n + 1) * 24 / steps) for n in range(steps) if empty[n])


def _day_note(days: Sequence[TypicalDay]) -> Part | None:
    """When the day worked is at its highest, and how the day off stands beside it."""
    told = {day.kind: [value for value in day.kw if not isnan(value)] for day in days}
    working, off = told.get("working"), told.get("off")
    first = next(day for day in days if told[day.kind])
    peak = max(range(len(first.kw)), key=lambda n: -1 if isnan(first.kw[n]) else first.kw[n])
    minutes = round(peak * 24 * 60 / len(first.kw))
    clock = f"{minutes // 60}:{minutes % 60:02}"
    kind, top = DAY_KIND_NAMES[first.kind], f"{first.kw[peak]:,.1f}"
    if working and off and sum(working) > 0:
        share = (sum(off) / len(off)) / (sum(working) / len(working))
        return _words("day_note_both", kind, clock, top, f"{100 * share:.0f}")
    return _words("day_note", kind, clock, top)


def likeness_pictures(found: LoadFindings, shapes: Sequence[DayShape]) -> Iterator[Picture]:
    """The customer's day over each of the nearest reference shapes, both over their mean."""
    known = {shape.id: shape for shape in shapes}
    mine = {
        day.kind: shape
        for day in found.typical
        if day.season == "year" and (shape := hourly_shape(day.kw)) is not None
    }
    for number, near in enumerate(found.likeness[:_NEAREST]):
        for kind in ("working", "off"):
            if kind in mine and near.id in known:
                other = known[near.id].working if kind == "working" else known[near.id].off
                distance = near.working if kind == "working" else near.off
                shown = nan if distance is None else distance
                yield _likeness(f"like_{number}_{kind}", near, kind, mine[kind], other, shown)


def _likeness(
    key: str, near: Likeness, kind: str, mine: Values, other: Sequence[float], distance: float
) -> Picture:
    hours = tuple(float(edge) for n in range(24) for edge in (n, n + 1))
    high = max(float(mine.max()), *other)
    lines = (
        Line("mine", _words("mine", DAY_KIND_NAMES[kind]), hours, _steps(mine)),
        Line("reference", _words("reference", near.zh), hours, _steps(other)),
    )
    return Picture(
        key=key,
        title=_words("like", near.zh, f"{distance:.2f}"),
        x=Axis(PICTURE_WORDS["clock"], "", 0.0, 24.0, "clock"),
        y=Axis(PICTURE_WORDS["over_mean"], "", 0.0, high * _HEADROOM),
        lines=lines,
        note=_words("like_note", DAY_KIND_NAMES[kind], f"{distance:.2f}", near.source),
    )


def months_picture(months: Sequence[Month]) -> Picture | None:
    """Mean and peak of each month; one that was not measured is a gap. None of less than two."""
    if len(months) < 2:
        return None
    first = _month_number(months[0].first)
    count = _month_number(months[-1].first) - first + 1
    there = {_month_number(month.first) - first: month for month in months}
    names = tuple((n + 0.5, _month_name(first + n)) for n in range(count))
    bars = tuple(
        Bar(
            "plain",
            _month_name(first + n),
            n + 0.5,
            0.7,
            month.mean_kw,
            _words(
                "month",
                f"{month.mean_kw:,.1f}",
                f"{month.peak_kw:,.1f}",
                f"{month.energy_kwh:,.0f}",
                f"{100 * month.coverage:.1f}",
            ),
            limit=month.peak_kw,
        )
        for n, month in there.items()
    )
    peaks = max(months, key=lambda month: month.peak_kw)
    low = min(0.0, *(month.mean_kw for month in months))
    return Picture(
        key="months",
        title=_words("months"),
        x=Axis(PICTURE_WORDS["month_axis"], "", 0.0, float(count), "name", names),
        y=_power_axis(low, peaks.peak_kw),
        bars=bars,
        gaps=tuple((float(n), n + 1.0) for n in range(count) if n not in there),
        note=_words("months_note", _said_month(peaks.first), f"{peaks.peak_kw:,.1f}"),
    )


def split_picture(found: LoadFindings) -> Picture | None:
    """Energy by the periods of the tariff, in per cent; None where none was drawn."""
    split = found.split
    if split is None or sum(split.kwh.values()) <= 0:
        return None
    bars = tuple(
        Bar(
            name,
            (PERIOD_NAMES[name], ()),
            n + 0.5,
            0.7,
            100 * split.share(name),
            _words("period", f"{split.kwh[name]:,.0f}", f"{100 * split.share(name):.1f}"),
        )
        for n, name in enumerate(split.kwh)
    )
    high = max(bar.value for bar in bars)
    return Picture(
        key="split",
        title=_words("split", split.zh),
        x=Axis("", "", 0.0, float(len(bars)), "name", tuple((b.at, b.name) for b in bars)),
        y=Axis(PICTURE_WORDS["share"], "%", 0.0, high * _HEADROOM),
        bars=bars,
        note=_words("split_verify" if split.conf == "verify" else "split_note", split.source),
    )


def _power_axis(low: float, high: float) -> Axis:
    """From nothing to a little above the highest; below nothing where power was sent back."""
    low, high = min(low, 0.0), max(high, 0.0)
    high = high if high > low else low + 1.0
    return Axis(PICTURE_WORDS["power"], "kW", low * _HEADROOM, low + (high - low) * _HEADROOM)


def _level(key: str, value: float, until: float) -> Line:
    return Line("level", _words(key, f"{value:,.1f}"), (0.0, until), (value, value))


def _share(of_peak: float, ordered: Values) -> str:
    """For how much of the time so much of the peak is drawn or exceeded, in per cent."""
    return f"{100 * float((ordered >= of_peak * ordered[0]).mean()):.1f}"


def _steps(values: Values | Sequence[float]) -> tuple[float, ...]:
    return tuple(float(value) for value in values for _ in range(2))


def _numbers(values: Values) -> tuple[float, ...]:
    return tuple(values.tolist())


def _month_number(first: date) -> int:
    return first.year * 12 + first.month - 1


def _month_name(number: int) -> Part:
    if number % 12 == 0:
        return _words("january", number // 12)
    return _words("month_name", number % 12 + 1)


def _said_month(first: date) -> str:
    return f"{first:%Y-%m}"


def _words(key: str, *values: object) -> Part:
    return PICTURE_WORDS[key], values
