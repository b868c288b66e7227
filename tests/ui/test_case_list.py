"""Today's list with more cases than a screen holds: pages as they are wanted, kept where it was."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from app.domain.case import ConnectionCase
from app.ids import CaseId, RecordId
from app.views.cases import LIST_PAGE
from app.workspace import Workspace
from tests.builders import an_event
from ui.cases.case_list import CaseList
from ui.cases.case_model import GROUP
from ui.demo.hands import find, settle, take_case, wait_for
from ui.main_window import MainWindow

MANY = 2 * LIST_PAGE + 20


def add_cases(ws: Workspace, count: int = MANY) -> None:
    """So many cases more, accepted on different days."""
    with ws.unit("come_down") as unit:
        known = unit.find(ConnectionCase)[0]
        for number in range(count):
            case_id = CaseId(f"case-{number:04}")
            name = replace(known.customer, name=f"第 {number} 号铸造厂")
            no = f"7{number:04}"
            unit.save(replace(known, id=case_id, application_no=no, customer=name))
            for step, code in enumerate(("application.submitted", "application.accepted")):
                at = ws.clock.now() - timedelta(days=number % 12, minutes=9 - step)
                event = replace(an_event(code, at), org=known.org, case_id=case_id)
                unit.save(replace(event, id=RecordId(f"{code}-{number:04}")))


@pytest.fixture
def screen(tablet: Workspace, window: MainWindow) -> CaseList:
    add_cases(tablet)
    window.go("today")
    settle(window.background)
    made = window.screen_named("today")
    assert isinstance(made, CaseList)
    wait_for("the first page", lambda: len(made._model.rows) == LIST_PAGE)
    return made


def to_the_end(screen: CaseList) -> None:
    """Scroll to the last row, laid out first: until then the bar ends where it ended before."""
    screen._view.scrollToBottom()


def test_a_page_is_read_when_the_person_comes_to_it(screen: CaseList, window: MainWindow) -> None:
    assert len(screen._model.rows) == LIST_PAGE
    to_the_end(screen)
    wait_for("the second page", lambda: len(screen._model.rows) == 2 * LIST_PAGE)
    to_the_end(screen)
    wait_for("all of them", lambda: len(screen._model.rows) == MANY + 1)
    to_the_end(screen)
    settle(window.background)
    rows = screen._model.rows
    assert len({row.id for row in rows}) == MANY + 1
    assert list(rows) == sorted(rows, key=lambda row: (row.due, row.application_no))
    groups = [screen._model.index(n).data(GROUP) for n in range(len(rows))]
    assert len(list(filter(None, groups))) == len(set(filter(None, groups))) > 1


def test_the_list_stays_where_it_was_when_something_else_is_done(
    screen: CaseList, window: MainWindow
) -> None:
    to_the_end(screen)
    wait_for("the second page", lambda: len(screen._model.rows) == 2 * LIST_PAGE)
    bar = screen._view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    at = bar.value()
    window.background.touched.emit()
    settle(window.background)
    assert len(screen._model.rows) == 2 * LIST_PAGE
    assert bar.value() == at


def test_a_search_begins_at_its_top_and_only_the_last_word_counts(
    screen: CaseList, window: MainWindow
) -> None:
    search = find(screen, QLineEdit, "search")
    for typed in ("第", "第 7", "第 77", "第 77 号"):
        search.setText(typed)
    wait_for("the one that is meant", lambda: len(screen._model.rows) == 1)
    assert screen._model.rows[0].customer_name == "第 77 号铸造厂"
    search.setText("")
    wait_for("all again", lambda: len(screen._model.rows) == LIST_PAGE)


def test_a_case_is_taken_by_a_finger_or_by_the_keys(screen: CaseList, window: MainWindow) -> None:
    opened: list[str] = []
    screen.chosen.connect(opened.append)
    take_case(window, screen._model.rows[3].application_no)
    window.go("today")
    settle(window.background)
    screen._view.setFocus()
    screen._view.setCurrentIndex(screen._model.index(0))
    QTest.keyClick(screen._view, Qt.Key.Key_Down)
    QTest.keyClick(screen._view, Qt.Key.Key_Return)
    assert opened == [screen._model.rows[3].id, screen._model.rows[1].id]
    settle(window.background)
