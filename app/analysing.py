"""The one door to the analysis of curves: numpy is loaded when the first one is looked at."""

import importlib
from collections.abc import Mapping, Sequence
from typing import cast

from app.domain.limit import Limit
from app.domain.load import Samples
from app.domain.load_figures import LoadFigures
from app.domain.load_findings import LoadFindings
from app.domain.quality_findings import ConnectionPoint, CurrentLimits, QualityFindings
from app.reference.library import Reference


def findings_of(
    samples: Samples, kind: str, reference: Reference, tariff: str = ""
) -> LoadFindings | None:
    """What a load curve says; None where no power was measured.

    `kind` is what a sample is: mean | instant. `tariff` names the periods; empty = the first.
    """
    if not samples.phases:
        return None
    whole = importlib.import_module("app.analysis.whole")
    books = reference.load_books
    found = whole.analyse(samples, kind, reference.calendar, books, books.tariff(tariff))
    return cast(LoadFindings, found)


def figures_of(samples: Samples, kind: str, reference: Reference) -> LoadFigures | None:
    """What a load profile's record holds of its analysis; None where there is no power in it."""
    found = findings_of(samples, kind, reference)
    if found is None:
        return None
    figures = importlib.import_module("app.analysis.figures")
    return cast(LoadFigures, figures.main_figures(found, reference.load_books.rules))


def quality_of(
    samples: Samples,
    un_kv: float,
    limits: Mapping[str, Limit],
    point: ConnectionPoint | None = None,
    tables: Sequence[CurrentLimits] = (),
) -> QualityFindings | None:
    """What a record of voltage quality says; None where nothing of it was measured.

    With the `point` of connection and the `tables` (`Reference.current_limits`) its harmonic
    currents are judged too.
    """
    quality = importlib.import_module("app.analysis.quality")
    found = cast(QualityFindings, quality.analyse_quality(samples, un_kv, limits, point, tables))
    return found if found.quantities or found.harmonics or found.currents else None
