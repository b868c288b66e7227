"""A load curve by the calendar: periods of a tariff, months, typical days."""

from datetime import date, datetime, timedelta
from typing import Final

import numpy as np

from app.analysis.series import DAY_S, Numbers, Series, Values, months_of
from app.clock import CHINA
from app.domain.load_findings import LEAST_VALID, Month, Split, TypicalDay
from app.domain.tariff import Tariff
from app.domain.working_days import Calendar

_COARSEST_S: Final = 900
SEASONS: Final = {
    "spring": (3, 4, 5),
    "summer": (6, 7, 8),
    "autumn": (9, 10, 11),
    "winter": (12, 1, 2),
}


def split_by(series: Series, tariff: Tariff) -> Split:
    """Energy by the periods of a tariff, kWh; a step across a border is parted by time."""
    there = np.isfinite(series.values)
    local, kwh = series.local[there], series.values[there] * series.hours
    second = local % DAY_S
    length = series.interval_s
    today = np.minimum(second + length, DAY_S) - second
    _, months = months_of(local)
    _, next_months = months_of(local + length)
    found = {}
    for name in tariff.names:
        seconds = _until(tariff, name, months, second + today) - _until(
            tariff, name, months, second
        )
        seconds += _until(tariff, name, next_months, length - today)
        found[name] = float(np.sum(kwh * seconds)) / length
    return Split(tariff.id, tariff.zh, tariff.conf, tariff.source, found)


def _until(tariff: Tariff, name: str, months: Numbers, second: Numbers) -> Values:
    """How many seconds of this period lie between midnight and this second of the day."""
    result = np.zeros(len(second))
    for month, periods in tariff.months.items():
        chosen = months == month
        if not chosen.any():
            continue
        for period in periods:
            if period.name == name:
                begin, end = period.start_min * 60, period.end_min * 60
                result[chosen] += np.clip(second[chosen], begin, end) - begin
    return result


def by_month(series: Series) -> tuple[Month, ...]:
    """Each month of the curve, with how much of it was measured."""
    months, _ = months_of(series.local)
    found = []
    for month in np.unique(months):
        values = series.values[months == month]
        there = values[np.isfinite(values)]
        if len(there):
            found.append(
                Month(
                    date(1970 + int(month) // 12, int(month) % 12 + 1, 1),
                    float(np.sum(there)) * series.hours,
                    float(np.mean(there)),
                    float(np.max(there)),
                    len(there) / len(values),
                )
            )
    return tuple(found)


def days_of(series: Series) -> tuple[tuple[date, ...], Values] | None:
    """The days, and their values one row a day, from midnight to midnight of China's clock.

    None where the interval does not part a day evenly.
    """
    a_day, rest = divmod(DAY_S, series.interval_s)
    before, off = divmod(series.first_s % DAY_S, series.interval_s)
    if rest or off or a_day < 2:
        return None
    after = -(before + len(series.values)) % a_day
    padded = np.concatenate((np.full(before, np.nan), series.values, np.full(after, np.nan)))
    rows: Values = padded.reshape(-1, a_day)
    first = series.samples.start.astimezone(CHINA).date()
    return tuple(first + timedelta(days=n) for n in range(len(rows))), rows


def kind_of(day: date, calendar: Calendar) -> str:
    """Working | off | holiday: a listed day off is a holiday, another that is not worked is off."""
    if calendar.is_working(day):
        return "working"
    return "holiday" if day in calendar.holidays else "off"


def typical_days(series: Series, calendar: Calendar) -> tuple[tuple[TypicalDay, ...], bool]:
    """The mean day of each kind, of the year and of each season; and whether that is provisional.

    Days with too few valid samples are left out. The steps of a day are a quarter of an hour, or
    the file's own where that is longer.
    """
    found = days_of(series)
    if found is None:
        return (), False
    dates, rows = found
    a_day = rows.shape[1]
    joined = max(_COARSEST_S // series.interval_s, 1)
    joined = joined if a_day % joined == 0 else 1
    enough = np.isfinite(rows).mean(axis=1) >= LEAST_VALID
    kinds = np.array([kind_of(day, calendar) for day in dates])
    months = np.array([day.month for day in dates])
    typical = []
    for season, wanted in {"year": tuple(range(1, 13)), **SEASONS}.items():
        for kind in ("working", "off", "holiday"):
            chosen = rows[enough & (kinds == kind) & np.isin(months, wanted)]
            if len(chosen):
                mean = _mean(chosen).reshape(-1, joined)
                steps = tuple(float(value) for value in _mean(mean.T))
                typical.append(TypicalDay(kind, season, len(chosen), steps))
    years = {day.year for day in dates}
    return tuple(typical), not years <= calendar.published_years


def _mean(rows: Values) -> Values:
    """The mean of each column without what is missing; NaN where all is."""
    there = np.isfinite(rows)
    count = there.sum(axis=0)
    total = np.where(there, rows, 0.0).sum(axis=0)
    mean: Values = np.where(count > 0, total / np.maximum(count, 1), np.nan)
    return mean


def midnight(day: date) -> datetime:
    """When this day begins."""
    return datetime(day.year, day.month, day.day, tzinfo=CHINA)
