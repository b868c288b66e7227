"""The site survey on the real screens: from the day agreed on to the paper that can be signed."""

import io
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from pytestqt.qtbot import QtBot

from app.actions.open_workspace import close_workspace, open_workspace
from app.domain.process import Status
from app.views.cases import case_page, case_rows
from app.views.visits import inspection_page
from app.workspace import Workspace
from tests.ui.conftest import PASSWORD, a_small_photo, a_window
from tests.ui.survey_tablet import a_tablet_before_the_survey
from ui.background import Background
from ui.demo import survey_cast as cast
from ui.demo.hands import click, settle, wait_for
from ui.demo.survey import fill_in_survey
from ui.demo.visit import window_inspection
from ui.forms.load_grid import LoadGrid
from ui.main_window import MainWindow


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    folder = a_tablet_before_the_survey(tmp_path / "survey", PASSWORD)
    opened = open_workspace(folder, PASSWORD)
    yield opened
    close_workspace(opened)


@pytest.fixture
def survey(qtbot: QtBot, ws: Workspace, background: Background) -> MainWindow:
    """The window with the survey open, its day agreed on."""
    window = a_window(qtbot, ws, background)
    window.open_case(case_rows(ws)[0].id)
    settle(background)
    case = window.screen_named("case")
    click(case, "next_step")
    click(case, "agree_day")
    settle(background)
    wait_for(
        "the survey is due",
        lambda: case_page(ws, case_rows(ws)[0].id).state.status is Status.SURVEY,
    )
    settle(background)
    click(case, "next_step")
    settle(background)
    wait_for(
        "the survey", lambda: window.stack.currentWidget() is window.screen_named("inspection")
    )
    settle(background)
    return window


def test_a_survey_is_filled_recorded_and_comes_to_its_paper(
    survey: MainWindow, ws: Workspace, tmp_path: Path
) -> None:
    photos = [a_small_photo(tmp_path / f"{number}.jpg") for number in range(6)]
    fill_in_survey(survey, ws, photos)
    page = inspection_page(ws, window_inspection(ws))
    assert page.missing == ()
    assert page.sheet is not None
    assert page.sheet.number("sn") is not None
    click(survey.screen_named("inspection"), "record")
    wait_for("the paper", lambda: survey.stack.currentWidget() is survey.screen_named("report"))
    settle(survey.background)
    report = inspection_page(ws, page.inspection.id).report
    assert report is not None
    assert report.doc_no.startswith("F01-")
    with pikepdf.open(io.BytesIO(ws.blobs.get(report.pdf))) as pdf:
        assert len(pdf.pages) == report.pages
        assert len(pdf.Root.AcroForm.Fields) == 3


def test_what_is_typed_in_the_form_is_there_after_the_program_was_cut(
    qtbot: QtBot, survey: MainWindow, ws: Workspace, background: Background, tmp_path: Path
) -> None:
    fill_in_survey(survey, ws, [a_small_photo(tmp_path / "1.jpg")])
    again = a_window(qtbot, ws, background)  # as after a new start: all of it comes from the disk
    entry = inspection_page(ws, window_inspection(ws)).entry
    assert entry is not None
    fields = entry.form.fields
    # When he came and left is entered as it is, not as it was made up.
    told = {n: text for n, text in cast.FIELDS.items() if n not in ("arrived_at", "left_at")}
    assert {n: entry.text(fields[n]) for n in told} == told
    loads = [row.cells for row in entry.of(entry.form.tables["loads"])]
    assert [row["equipment_name"] for row in loads] == [x["equipment_name"] for x in cast.LOADS]
    assert all(row["demand_factor"] and row["power_factor"] for row in loads)
    form = again.screen_named("inspection")
    click(form, "section_loads")
    settle(background)
    shown = next(grid for grid in form.findChildren(LoadGrid) if grid.isVisible())
    assert len(shown.model.rows) == len(cast.LOADS)


def test_a_row_taken_away_comes_back_by_undo(survey: MainWindow, ws: Workspace) -> None:
    form = survey.screen_named("inspection")
    click(form, "section_visit")
    settle(survey.background)
    click(form, "add_participants")
    settle(survey.background)
    click(form, "remove_participants_1")
    settle(survey.background)
    assert inspection_page(ws, window_inspection(ws)).inspection.rows == ()
    click(survey.notice, "notice_undo")
    settle(survey.background)
    (row,) = inspection_page(ws, window_inspection(ws)).inspection.rows
    assert row.table == "participants"


def test_a_visit_that_is_not_safe_asks_for_nothing_else(survey: MainWindow, ws: Workspace) -> None:
    form = survey.screen_named("inspection")
    click(form, "section_visit")
    settle(survey.background)
    click(form, "input_safety_ok_no")
    settle(survey.background)
    missing = {thing.item for thing in inspection_page(ws, window_inspection(ws)).missing}
    assert missing == {"safety_notes"}
