"""A filed form on the screen: begun from its case, kept as typed, recorded, signed, refused."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.actions.keep_entry import keep_rows
from app.actions.open_workspace import close_workspace
from app.actions.sign_report import sign_report
from app.domain.case import ConnectionCase
from app.domain.entry import FormRow
from app.domain.filing import Filing
from app.domain.inspection import Missing
from app.domain.report import Report
from app.views.filings import filing_page
from app.workspace import Workspace
from tests.flows.filings import HERE, a_tablet, filled, issued, signed_by_all
from tests.flows.visits import next_act
from tests.ui.conftest import a_small_photo, a_window, the_case_id
from ui.background import Background
from ui.demo.hands import choose, click, find, settle, type_in, wait_for
from ui.forms.row_cards import RowCards
from ui.main_window import MainWindow
from ui.parts.widgets import ValueButton

MOMENTS = ("contract_signed_at", "inspection_passed_at")


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    """A tablet whose case is ready to be connected."""
    made = a_tablet(tmp_path / "tablet", "READY_TO_CONNECT")
    yield made
    close_workspace(made)


@pytest.fixture
def window(qtbot: QtBot, ws: Workspace, background: Background) -> MainWindow:
    return a_window(qtbot, ws, background)


def begun(window: MainWindow, ws: Workspace, code: str) -> str:
    """Begin this form from the panel of its case; its id."""
    window.open_case(the_case_id(ws))
    settle(window.background)
    case = window.screen_named("case")
    choose(case, "form_choice", code)
    click(case, "begin_filing")
    form = window.screen_named("filing")
    wait_for("the form", lambda: window.stack.currentWidget() is form)
    settle(window.background)
    with ws.read() as unit:
        return unit.find(Filing)[-1].id


def words(window: MainWindow, name: str) -> str:
    return find(window, QLabel, name).text()


def test_a_case_offers_the_forms_of_its_stage_and_shows_how_far_each_is(
    window: MainWindow, ws: Workspace, tmp_path: Path
) -> None:
    window.open_case(the_case_id(ws))
    settle(window.background)
    combo = find(window.screen_named("case"), QComboBox, "form_choice")
    offered = {combo.itemData(number) for number in range(combo.count())}
    assert offered == {"F08", "F10", "F13"}
    filing = filled(ws, tmp_path, "F08")
    for expected in ("填写中", "待签字 0/3"):
        window.open_case(the_case_id(ws))
        settle(window.background)
        assert words(window, f"filing_state_{filing.id}") == expected
        if expected == "填写中":
            report = issued(ws, filing)
    signed_by_all(ws, report)
    window.open_case(the_case_id(ws))
    settle(window.background)
    assert words(window, f"filing_state_{filing.id}") == "已封存"


def test_what_is_typed_is_kept_and_comes_back(window: MainWindow, ws: Workspace) -> None:
    filing_id = begun(window, ws, "F08")
    form = window.screen_named("filing")
    number = find(form, QLineEdit, "input_work_order_no")
    type_in(number, "ZJ-0917")
    click(form, "section_meters")
    settle(window.background)
    kept = filing_page(ws, filing_id)
    assert kept.filing.values["work_order_no"] == "ZJ-0917"
    cards = next(c for c in form.findChildren(RowCards) if c.table_id == "meters")
    cards.add_row()
    settle(window.background)
    assert [row.table for row in filing_page(ws, filing_id).filing.rows] == ["meters"]
    click(form, "remove_meters_1")
    settle(window.background)
    assert filing_page(ws, filing_id).filing.rows == ()
    click(window, "notice_undo")
    settle(window.background)
    assert len(filing_page(ws, filing_id).filing.rows) == 1


def test_what_is_known_is_shown_with_where_it_comes_from(window: MainWindow, ws: Workspace) -> None:
    begun(window, ws, "F08")
    form = window.screen_named("filing")
    contract = find(form, QLineEdit, "input_contract_no")
    assert contract.text() == "HT-2026-0917"
    assert words(window, "remark_contract_no") == "来自系统，可以更正"
    signed = find(form, QLineEdit, "input_contract_signed_at")
    assert signed.isReadOnly()
    assert words(window, "remark_contract_signed_at") == "来自系统"
    hidden = {field: form.findChild(QPushButton, f"now_{field}").isHidden() for field in MOMENTS}
    assert hidden == {"contract_signed_at": True, "inspection_passed_at": True}
    assert not contract.isReadOnly()


def test_the_list_of_what_is_missing_leads_to_each_field(window: MainWindow, ws: Workspace) -> None:
    filing_id = begun(window, ws, "F08")
    form = window.screen_named("filing")
    things = filing_page(ws, filing_id).missing
    assert words(window, "missing_count") == f"还缺 {len(things)} 项"
    wanted = [thing.item for thing in things]
    click(form, "missing_unfold")
    click(form, f"missing_{wanted.index('energised_at')}")
    QTest.qWait(20)
    assert window.focusWidget() is find(form, QLineEdit, "input_energised_at")
    click(form, "missing_unfold")
    click(form, f"missing_{wanted.index('seal_photos')}")
    QTest.qWait(20)
    assert window.focusWidget() is find(form, QPushButton, "add_photo_seal_photos")
    click(form, "missing_unfold")
    click(form, f"missing_{wanted.index('crew')}")
    QTest.qWait(20)
    assert window.focusWidget() is find(form, QPushButton, "add_crew")


def test_the_section_one_is_in_stays_marked_when_it_is_pressed_again(
    window: MainWindow, ws: Workspace
) -> None:
    begun(window, ws, "F08")
    form = window.screen_named("filing")
    for section in ("order", "meters", "meters"):
        click(form, f"section_{section}")
        settle(window.background)
    marked = [b.objectName() for b in form.findChildren(ValueButton) if b.isChecked()]
    assert [name for name in marked if name.startswith("section_")] == ["section_meters"]


def test_what_is_missing_in_a_row_leads_to_its_cell(window: MainWindow, ws: Workspace) -> None:
    filing_id = begun(window, ws, "F08")
    meters = [FormRow("meters", name, {"type": "single_phase"}) for name in ("a", "b")]
    keep_rows(ws, filing_id, meters, (), HERE, Filing)
    window.presenters["filing"].read()
    settle(window.background)
    form = window.screen_named("filing")
    things = filing_page(ws, filing_id).missing
    place = things.index(Missing("field", "meters.seal_nos", "b"))
    click(form, "missing_unfold")
    click(form, f"missing_{place}")
    QTest.qWait(20)
    cells = form.findChildren(QLineEdit, "input_seal_nos")
    assert [cell is window.focusWidget() for cell in cells] == [False, True]
    click(form, "record_filing")
    settle(window.background)
    assert window.stack.currentWidget() is form


def test_a_photo_answers_its_field(window: MainWindow, ws: Workspace, tmp_path: Path) -> None:
    filing_id = begun(window, ws, "F08")
    form = window.screen_named("filing")
    click(form, "section_photos")
    form.add_photos([a_small_photo(tmp_path / "表.jpg")], "meter_photos")
    settle(window.background)
    page = filing_page(ws, filing_id)
    assert [photo.item for photo in page.photos] == ["meter_photos"]
    assert "meter_photos" not in [thing.item for thing in page.missing]
    form._look_at(page.photos[0])
    settle(window.background)
    click(form, "photo_withdraw")
    settle(window.background)
    assert filing_page(ws, filing_id).photos == ()
    click(window, "notice_undo")
    settle(window.background)
    assert len(filing_page(ws, filing_id).photos) == 1


def test_a_whole_form_becomes_a_paper_and_goes_back_while_nobody_signed(
    window: MainWindow, ws: Workspace, tmp_path: Path
) -> None:
    filing = filled(ws, tmp_path, "F08")
    window.open_case(the_case_id(ws))
    window.open_filing(filing.id)
    settle(window.background)
    assert words(window, "missing_count") == "✔ 全部完成"
    click(window.screen_named("filing"), "record_filing")
    paper = window.screen_named("report")
    wait_for("the paper", lambda: window.stack.currentWidget() is paper)
    settle(window.background)
    with ws.read() as unit:
        [report] = unit.find(Report)
    assert words(window, "title") == report.doc_no
    click(paper, "reopen")
    form = window.screen_named("filing")
    wait_for("the form", lambda: window.stack.currentWidget() is form)
    settle(window.background)
    assert filing_page(ws, filing.id).is_draft


def test_a_refusal_begins_from_the_paper(window: MainWindow, ws: Workspace, tmp_path: Path) -> None:
    report = issued(ws, filled(ws, tmp_path, "F08"))
    window.open_case(the_case_id(ws))
    window.open_report(report.id)
    settle(window.background)
    paper = window.screen_named("report")
    assert paper.findChild(QPushButton, "refusal").isHidden()
    for _ in range(2):
        sign_report(ws, report.id, next_act(ws, report.id))
    window.presenters["report"].read()
    settle(window.background)
    click(paper, "refusal")
    form = window.screen_named("filing")
    wait_for("the record", lambda: window.stack.currentWidget() is form)
    settle(window.background)
    assert words(window, "filing_about") == f"关于 {report.doc_no}"
    assert find(form, QLineEdit, "input_source_doc_no").text() == report.doc_no
    click(form, "section_what")
    settle(window.background)
    reason = find(form, QPlainTextEdit, "input_reason")
    type_in(reason, "客户称须先与负责人商量")
    click(form, "section_paper")
    settle(window.background)
    with ws.read() as unit:
        [refusal] = [f for f in unit.find(Filing) if f.form == "F14"]
        assert unit.find(ConnectionCase)[0].id == refusal.case_id
    assert filing_page(ws, refusal.id).filing.values["reason"] == "客户称须先与负责人商量"
