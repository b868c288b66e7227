"""What a record of voltage quality says of a case: judged at its voltage and connection point."""

from app.analysing import quality_at
from app.domain.case import ConnectionCase
from app.domain.inspection import Inspection
from app.domain.load import Samples
from app.domain.quality_findings import QualityFindings
from app.domain.survey import last_survey
from app.workspace import Workspace


def case_quality(ws: Workspace, case_id: str, samples: Samples) -> QualityFindings | None:
    """The record held against the limits of this case; None where nothing of it was measured.

    Harmonic currents are judged by what the newest recorded survey says of the connection point.

    Raises:
        UnknownRecord: there is no such case here.
    """
    with ws.read() as unit:
        case = unit.get(ConnectionCase, case_id)
        survey = last_survey(unit.find(Inspection, case.id))
    return quality_at(samples, case, survey, ws.reference)
