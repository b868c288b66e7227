"""Defects on the screens: the customer's report, the request, the re-inspection and its extras."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.actions.keep_answer import keep_answer
from app.actions.keep_draft import keep_draft
from app.actions.open_workspace import close_workspace, open_workspace
from app.domain.checklist import Answer
from app.domain.defect import Defect, DefectState
from app.domain.inspection import InspectionKind
from app.views.cases import case_page
from app.views.visits import inspection_page
from app.workspace import Workspace
from tests.flows.test_defects import WHO as INSPECTS
from tests.flows.test_defects import a_failed_visit, a_recheck, the_defect
from tests.flows.visits import HERE
from tests.ui.conftest import PASSWORD, a_small_photo, the_case_id
from tests.ui.test_visit import the_card
from ui.cases.defects_panel import DefectsPanel
from ui.demo.hands import choose, click, find, settle, type_in, wait_for
from ui.inspection.checklist_form import ChecklistForm
from ui.inspection.general_panel import GENERAL
from ui.inspection.queries_panel import QueriesPanel
from ui.inspection.recheck_panel import RecheckPanel
from ui.main_window import MainWindow


@pytest.fixture
def tablet(folder: Path) -> Iterator[Workspace]:
    """That of somebody who inspects and serves the customer as well."""
    ws = open_workspace(folder, PASSWORD)
    both = (*ws.who.roles, "account_manager")
    yield replace(ws, who=replace(ws.who, roles=both))
    close_workspace(ws)


def the_panel(window: MainWindow, ws: Workspace) -> DefectsPanel:
    window.open_case(the_case_id(ws))
    settle(window.background)
    return find(window.screen_named("case"), DefectsPanel, "defects_panel")


def test_the_customers_report_leads_to_the_request_for_re_inspection(
    window: MainWindow, tablet: Workspace, tmp_path: Path
) -> None:
    _, grave, _ = a_failed_visit(tablet)
    panel = the_panel(window, tablet)
    click(panel, "ask_reinspection")
    settle(window.background)
    assert "逐条记录客户整改情况" in window.notice.text
    click(panel, f"fix_{grave.id}")
    type_in(find(panel, QLineEdit, "fix_text"), "已加弹簧垫圈并紧固")
    click(panel, "fix_done")
    settle(window.background)
    panel.add_photos([a_small_photo(tmp_path / "整改.jpg")])
    settle(window.background)
    assert the_defect(tablet, grave.id).state is DefectState.REPORTED_FIXED
    assert "客户报：已加弹簧垫圈并紧固" in all_words(panel)
    click(panel, "ask_reinspection")
    settle(window.background)
    page = case_page(tablet, the_case_id(tablet))
    assert page.state.due_inspection is InspectionKind.COMPLETION
    assert page.events[-1].facts == {"rectified": "2", "fixed": "F06-1-01"}
    assert [photo.owner_id for photo in page.photos] == [grave.id]
    assert panel.findChild(QPushButton, "ask_reinspection").isHidden()


def test_whoever_only_inspects_asks_for_no_re_inspection(tablet: Workspace, qtbot: QtBot) -> None:
    a_failed_visit(tablet)
    panel = DefectsPanel()
    qtbot.addWidget(panel)
    panel.show_page(case_page(replace(tablet, who=INSPECTS), the_case_id(tablet)))
    asks = panel.findChild(QPushButton, "ask_reinspection")
    others = panel.findChild(QLabel, "others_ask")
    assert (asks.isHidden(), others.isHidden()) == (True, False)
    panel.show_page(case_page(tablet, the_case_id(tablet)))
    assert (asks.isHidden(), others.isHidden()) == (False, True)


def all_words(widget: DefectsPanel) -> str:
    return "\n".join(shown.text() for shown in widget.findChildren(QLabel))


@pytest.fixture
def recheck(window: MainWindow, tablet: Workspace) -> tuple[ChecklistForm, Defect, Defect]:
    """The open re-inspection of a grave and a small defect."""
    _, grave, small = a_failed_visit(tablet)
    window.open_inspection(a_recheck(tablet))
    settle(window.background)
    form = window.screen_named("inspection")
    assert isinstance(form, ChecklistForm)
    return form, grave, small


def test_a_suggestion_is_waived_with_a_reason_and_asked_for_after_all(
    window: MainWindow, tablet: Workspace, recheck: tuple[ChecklistForm, Defect, Defect]
) -> None:
    form, grave, small = recheck
    panel = find(form, RecheckPanel, "recheck")
    assert panel.findChild(QLabel, f"recheck_{grave.id}") is not None
    click(panel, f"waive_{small.id}")
    click(panel, "waive_done")
    settle(window.background)
    assert "请写明理由" in window.notice.text
    click(panel, f"waive_{small.id}")
    type_in(find(panel, QLineEdit, "waive_reason"), "客户已另行安排更换")
    click(panel, "waive_done")
    settle(window.background)
    assert the_defect(tablet, small.id).state is DefectState.WAIVED
    click(panel, f"waive_{small.id}")
    settle(window.background)
    assert the_defect(tablet, small.id).state is DefectState.OPEN


def test_one_more_item_is_added_and_what_is_found_there_is_new_or_missed(
    window: MainWindow,
    tablet: Workspace,
    recheck: tuple[ChecklistForm, Defect, Defect],
    qtbot: QtBot,
) -> None:
    form, grave, _ = recheck
    panel = find(form, RecheckPanel, "recheck")
    choose(panel, "recheck_more", f"com.tx.group|{grave.device}")
    click(panel, "recheck_add")
    settle(window.background)
    card = the_card(form, "com.tx.group")
    choose(card, "judgement", "fail")
    settle(window.background)
    click(card, "describe_defect")
    type_in(find(form, QLineEdit, "defect_description"), "联结组别与铭牌不一致")
    click(form, "defect_done")
    settle(window.background)
    visit = window.screen_named("inspection")._page.inspection.id
    assert ("missed", "com.tx.group") in {
        (m.what, m.item) for m in inspection_page(tablet, visit).missing
    }
    click(card, "describe_defect")
    choose(form, "defect_missed", "missed")
    click(form, "defect_done")
    settle(window.background)
    found = [d for d in inspection_page(tablet, visit).defects if d.inspection_id == visit]
    assert [defect.missed for defect in found] == [True]
    click(form, f"section_{GENERAL}")
    wait_for("the scope is shown", lambda: panel.isVisible())


def test_what_looks_odd_asks_for_a_word_and_keeps_it(
    window: MainWindow, tablet: Workspace, recheck: tuple[ChecklistForm, Defect, Defect]
) -> None:
    form, grave, _ = recheck
    visit = form._page.inspection.id  # type: ignore[union-attr]
    panel = find_part(form, QueriesPanel, "queries")
    assert panel.isHidden()
    odd = Answer("com.tx.ir", grave.device, inputs={"r_t": "-3", "t_c": "18"})
    keep_draft(tablet, visit, {"also": (f"com.tx.ir|{grave.device}",)}, HERE)
    keep_answer(tablet, visit, odd, HERE)
    window.presenters["inspection"].read()
    settle(window.background)
    assert not panel.isHidden()
    (field,) = panel.findChildren(QLineEdit)
    field.setFocus()
    type_in(field, "引线接反，已更正")
    form.setFocus()
    settle(window.background)
    page = inspection_page(tablet, visit)
    assert list(page.inspection.words.values()) == ["引线接反，已更正"]
    assert [o.what for o in page.oddities] == ["not_positive"]
    assert "phrase" not in {m.what for m in page.missing}


def find_part(form: ChecklistForm, kind: type[QueriesPanel], name: str) -> QueriesPanel:
    return next(part for part in form.findChildren(kind) if part.objectName() == name)
