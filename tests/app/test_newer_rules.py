"""A colleague's record that was made by rules which are not here yet."""

from pathlib import Path

from app.actions.open_workspace import close_workspace, create_workspace
from app.domain.inspection import InspectionKind
from app.views.cases import case_page
from tests.app.test_trail import PASSWORD, WHO
from tests.builders import MORNING, a_case, a_visit


def test_a_survey_by_newer_rules_does_not_keep_the_case_from_being_shown(tmp_path: Path) -> None:
    ws = create_workspace(tmp_path / "tablet", PASSWORD, WHO)
    survey = a_visit(
        kind=InspectionKind.SURVEY, checklist="site_survey", checklist_version="2999.1",
        form="F01", form_version="2999.1", recorded_at=MORNING,
    )  # fmt: skip
    with ws.unit("come_down") as unit:
        unit.save(a_case())
        unit.save(survey)
    page = case_page(ws, survey.case_id)
    assert [visit.id for visit in page.inspections] == [survey.id]
    assert page.planned == ()
    close_workspace(ws)
