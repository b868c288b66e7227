"""Every entry of what is missing leads to its place on the screen, with the focus in it."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QWidget

from app.actions.keep_entry import keep_rows
from app.domain.entry import FormRow
from app.domain.inspection import Missing
from app.views.visits import inspection_page
from app.workspace import Workspace
from tests.flows.visits import HERE
from tests.ui.conftest import a_visit, the_case_id
from ui.demo.cast import an_event
from ui.demo.hands import click, settle, wait_for
from ui.inspection.checklist_form import ChecklistForm
from ui.inspection.question_card import QuestionCard
from ui.main_window import MainWindow
from ui.parts.widgets import ValueButton
from ui.wording import missing as missing_words


@pytest.fixture
def form(window: MainWindow, tablet: Workspace) -> ChecklistForm:
    visit = a_visit(tablet)
    keep_rows(tablet, visit, [FormRow("participants", "second", {"name": "林岚"})], (), HERE)
    window.open_inspection(visit)
    settle(window.background)
    made = window.screen_named("inspection")
    assert isinstance(made, ChecklistForm)
    return made


def inside(widget: QWidget | None, name: str) -> bool:
    """Whether this widget is the part of this name, or stands in it."""
    while widget is not None:
        if widget.objectName() == name:
            return True
        widget = widget.parentWidget()
    return False


def test_each_entry_leads_to_its_own_place(
    form: ChecklistForm, window: MainWindow, tablet: Workspace
) -> None:
    visit = form._page.inspection.id  # type: ignore[union-attr]
    missing = inspection_page(tablet, visit).missing
    assert {m.what for m in missing} >= {"safety", "field", "answer", "photo", "opinion"}
    one_of_each = {(m.what, m.item.partition(".")[0]): m for m in missing}
    for thing in one_of_each.values():
        form.go_to(thing)
        settle(window.background)
        wait_for(f"{thing.what} {thing.item}", lambda t=thing: _is_at(window, t))  # type: ignore[misc]


def _is_at(window: MainWindow, thing: Missing) -> bool:
    here = window.focusWidget()
    match thing.what:
        case "safety":
            return inside(here, "safety")
        case "opinion":
            return isinstance(here, QPlainTextEdit) and here.objectName() == "opinion"
        case "field":
            asked = thing.item.rpartition(".")[2]
            return inside(here, f"input_{asked}")
        case "rows":
            return inside(here, f"add_{thing.item}")
        case "check":  # of what is not said yet: who built and tested it, who else was there
            return inside(here, "add_units" if "known" in thing.item else "add_participants")
        case _:
            return isinstance(here, QuestionCard) and here.question.item.id == thing.item


def test_one_list_shows_all_at_once_and_each_line_leads_on(
    form: ChecklistForm, window: MainWindow, tablet: Workspace
) -> None:
    visit = form._page.inspection.id  # type: ignore[union-attr]
    missing = inspection_page(tablet, visit).missing
    click(form, "missing_unfold")
    listed = [made for made in form.findChildren(ValueButton) if made.value.isdigit()]
    assert len([made for made in listed if made.isVisible()]) == len(missing)
    place = [m.item for m in missing].index("test_known")
    click(form, f"missing_{place}")
    settle(window.background)
    wait_for("the units", lambda: inside(window.focusWidget(), "add_units"))
    assert not form.findChild(QWidget, "missing_list").isVisible()  # type: ignore[union-attr]
    assert form.findChild(QWidget, "units_none") is not None
    # What stands above a section goes away with it, and comes again.
    for section in ("general", "units"):
        click(form, f"section_{section}")
        window.presenters["inspection"].read()
        settle(window.background)
        assert form._known.isVisible() is (section == "units")


def test_what_the_process_would_refuse_is_among_what_is_missing(
    form: ChecklistForm, window: MainWindow, tablet: Workspace
) -> None:
    visit = form._page.inspection.id  # type: ignore[union-attr]
    assert "stage" not in {m.what for m in inspection_page(tablet, visit).missing}
    now = tablet.clock.now()
    gone = an_event(the_case_id(tablet), tablet.who, tablet.ids, "application.withdrawn", now)
    with tablet.unit("withdrawn") as unit:
        unit.save(replace(gone, facts={"request": "客户来函"}))
    told = [m for m in inspection_page(tablet, visit).missing if m.what == "stage"]
    assert [m.item for m in told] == ["wrong_stage"]
    assert missing_words(told[0], "").startswith("工单当前环节不允许这一步；请")


def test_a_tester_that_is_not_noted_is_noted_beside_the_whole(
    form: ChecklistForm, window: MainWindow, tablet: Workspace
) -> None:
    page = inspection_page(tablet, form._page.inspection.id)  # type: ignore[union-attr]
    read = next(
        f.question.item for f in page.findings if "ground_tester" in f.question.item.instruments
    )
    form.go_to(Missing("instrument", read.id))
    settle(window.background)
    wait_for("the tester", lambda: inside(window.focusWidget(), "instrument_model"))
    kind = form.findChild(QComboBox, "instrument_kind")
    assert kind is not None
    assert kind.currentData() == read.instruments[0]


def test_a_cell_of_a_row_is_found_in_its_own_row(form: ChecklistForm, window: MainWindow) -> None:
    form.go_to(Missing("field", "participants.specialty", "second"))
    settle(window.background)
    wait_for("the cell", lambda: inside(window.focusWidget(), "input_specialty"))
    rows = [made for made in form.findChildren(QWidget, "input_specialty") if made.isVisible()]
    assert len(rows) == 2
    assert inside(window.focusWidget(), "input_specialty")
    assert rows[1].isAncestorOf(window.focusWidget()) or rows[1] is window.focusWidget()  # type: ignore[arg-type]
