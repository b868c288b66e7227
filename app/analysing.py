"""The one door to the analysis of curves: numpy is loaded when the first one is looked at."""

import importlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from app.domain.case import ConnectionCase
from app.domain.inspection import Inspection
from app.domain.limit import Limit
from app.domain.load import Samples
from app.domain.load_figures import LoadFigures
from app.domain.load_findings import LoadFindings
from app.domain.load_pictures import Picture, Spot
from app.domain.quality_findings import (
    ConnectionPoint,
    CurrentLimits,
    PermittedCurrents,
    QualityFindings,
)
from app.domain.survey import connection_point
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


def level_of(samples: Samples, supply_kv: float) -> float:
    """The nominal voltage by which a record is judged, kV: that of the supply, or of its own.

    Its own counts where its voltages are of another level: it was taken behind the transformer.
    """
    quality = importlib.import_module("app.analysis.quality")
    return supply_kv if quality.fits_level(samples, supply_kv) else nominal_kv_of(samples)


def quality_at(
    samples: Samples, case: ConnectionCase, survey: Inspection | None, reference: Reference
) -> QualityFindings | None:
    """The record held against the limits of this case; None where nothing of it was measured.

    It is judged at the supply voltage, or, where other voltages were measured, at the level that
    these are of. Harmonic currents are judged by what the `survey` says of the connection point.
    """
    level = level_of(samples, float(case.supply_kv))
    point = connection_point(survey, case)
    return quality_of(samples, level, reference.limits, point, reference.current_limits)


def permitted_at(
    case: ConnectionCase, survey: Inspection | None, reference: Reference
) -> PermittedCurrents | None:
    """The harmonic currents that this customer may inject; None until the survey says the point."""
    point = connection_point(survey, case)
    if point is None:
        return None
    injection = importlib.import_module("app.analysis.injection")
    found = injection.permitted_currents(point, reference.current_limits)
    return cast(PermittedCurrents | None, found)


@dataclass(frozen=True)
class Study:
    """One record from every side: what was found, as pictures, and the moments to look at."""

    load: LoadFindings | None
    quality: QualityFindings | None
    pictures: tuple[Picture, ...]
    spots: tuple[Spot, ...]
    tariff: str
    """The periods that it was parted by; empty = none."""
    un_kv: float
    """The nominal voltage that it was held against."""


def pictures_of(
    samples: Samples,
    load: LoadFindings | None,
    quality: QualityFindings | None,
    reference: Reference,
) -> tuple[Picture, ...]:
    """What is drawn of these findings; see `app/domain/load_pictures.py`."""
    made: list[Picture] = []
    if load is not None:
        drawn = importlib.import_module("app.analysis.pictures")
        made += drawn.load_pictures(samples, load, reference.load_books)
    if quality is not None:
        made += importlib.import_module("app.analysis.quality_pictures").quality_pictures(quality)
        trends = importlib.import_module("app.analysis.quality_trends")
        made += trends.trend_pictures(samples, quality)
    return tuple(made)


def nominal_kv_of(samples: Samples) -> float:
    """The nominal voltage nearest to what was measured, kV; 0.38 where no voltage was."""
    return cast(float, importlib.import_module("app.analysis.stretch").nominal_kv(samples))


def study_of(
    samples: Samples,
    kind: str,
    reference: Reference,
    *,
    tariff: str = "",
    un_kv: float = 0.0,
    point: ConnectionPoint | None = None,
    step: Callable[[float], None] = lambda _share: None,
) -> Study:
    """The whole study of a record. `un_kv` 0 is the level nearest to what was measured.

    `step` hears the share that is done, and stops it by raising.
    """
    step(0.05)
    load = findings_of(samples, kind, reference, tariff)
    step(0.5)
    level = un_kv or nominal_kv_of(samples)
    tables = reference.current_limits
    quality = quality_of(samples, level, reference.limits, point, tables)
    step(0.7)
    pictures = pictures_of(samples, load, quality, reference)
    step(0.95)
    spots = importlib.import_module("app.analysis.stretch").spots_of(load, quality)
    chosen = load.split.tariff if load is not None and load.split is not None else ""
    return Study(load, quality, pictures, spots, chosen, level)
