"""One load curve looked at from every side."""

import numpy as np

from app.analysis.calendar import by_month, split_by, typical_days
from app.analysis.demand import block_demand, sliding_demand
from app.analysis.energy import descending, duration_at, energy_of
from app.analysis.likeness import likenesses
from app.analysis.phases import factor_of, unbalance_of
from app.analysis.series import channel, power_of
from app.domain.load import EmptyLoad, Samples
from app.domain.load_findings import BASE_SHARE, LoadFindings
from app.domain.tariff import LoadBooks, Tariff
from app.domain.working_days import Calendar

_YEAR_H = 8760


def analyse(
    samples: Samples,
    kind: str,
    calendar: Calendar,
    books: LoadBooks,
    tariff: Tariff | None = None,
) -> LoadFindings:
    """All that this curve says. `kind` is what a sample is: mean | instant.

    Raises:
        EmptyLoad: there is no power in it.
    """
    series = power_of(samples)
    present = series.present
    if not len(present):
        raise EmptyLoad
    peak_at = int(np.nanargmax(series.values))
    peak, mean = float(present.max()), float(np.mean(present))
    ordered = descending(series)
    typical, provisional = typical_days(series, calendar)
    flags = channel(samples, "flags")
    factor = mean / peak if peak > 0 else 0.0
    return LoadFindings(
        start=series.at(0),
        end=series.at(len(series.values)),
        interval_s=samples.interval_s,
        kind=kind,
        points=len(present),
        expected=len(series.values),
        flagged=0 if flags is None else int((flags == 1).sum()),
        peak_kw=peak,
        peak_at=series.at(peak_at),
        mean_kw=mean,
        least_kw=float(present.min()),
        base_kw=duration_at(ordered, BASE_SHARE),
        load_factor=factor,
        block=block_demand(series),
        sliding=sliding_demand(series),
        utilisation_h=factor * _YEAR_H,
        energy=energy_of(series, kind),
        duration=tuple(duration_at(ordered, n / 20) for n in range(21)),
        split=split_by(series, tariff) if tariff is not None else None,
        typical=typical,
        provisional=provisional,
        months=by_month(series),
        unbalance=unbalance_of(samples),
        factor=factor_of(series),
        likeness=likenesses(typical, books.shapes),
    )
