"""The study of a kept load curve: at the voltage and connection point of its case."""

from collections.abc import Callable
from dataclasses import dataclass

from app.analysing import Study, level_of, nominal_kv_of, study_of
from app.domain.case import ConnectionCase
from app.domain.inspection import Inspection
from app.domain.load import LoadProfile
from app.domain.survey import connection_point, last_survey
from app.instruments.samples_blob import unpack_samples
from app.workspace import Workspace


@dataclass(frozen=True)
class StudyPage:
    """A study, and what it can be made by instead."""

    load: LoadProfile
    study: Study
    tariffs: tuple[tuple[str, str], ...]
    """Id and name of each set of tariff periods."""
    levels_kv: tuple[float, ...]
    """The voltage of the case, and the one nearest to what was measured where that is another."""


def load_study(
    ws: Workspace,
    load: LoadProfile,
    tariff: str = "",
    un_kv: float = 0.0,
    step: Callable[[float], None] = lambda _share: None,
) -> StudyPage:
    """All that this curve says. `tariff` "" is the first, `un_kv` 0 the level of its own voltages.

    `step` hears the share that is done, and stops it by raising.

    Raises:
        UnknownRecord: its case is not here.
        Damaged: its samples are not what was stored, or not here.
    """
    with ws.read() as unit:
        case = unit.get(ConnectionCase, load.case_id)
        survey = last_survey(unit.find(Inspection, case.id))
    samples = unpack_samples(ws.blobs.get(load.samples))
    own, measured = float(case.supply_kv), nominal_kv_of(samples)
    study = study_of(
        samples,
        load.sample_kind,
        ws.reference,
        tariff=tariff,
        un_kv=un_kv or level_of(samples, own),
        point=connection_point(survey, case),
        step=step,
    )
    voltages = any(name.startswith("u_") for name in samples.channels)
    levels = (own, measured) if voltages and measured != own else (own,)
    tariffs = tuple((each.id, each.zh) for each in ws.reference.load_books.tariffs)
    return StudyPage(load, study, tariffs, levels)
