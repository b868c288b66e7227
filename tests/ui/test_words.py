"""Words that designate a unit are told below the field while they are typed; a reason is kept."""

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QScrollArea
from pytestqt.qtbot import QtBot

from app.domain.defect import Defect
from app.domain.impartiality import Guard
from app.domain.inspection import Inspection
from app.reference.library import open_reference
from app.views.visits import inspection_page
from app.workspace import Workspace
from tests.ui.conftest import a_visit
from tests.ui.test_visit import the_card
from ui.demo.hands import click, find, settle, type_in, wait_for
from ui.inspection.checklist_form import ChecklistForm
from ui.main_window import MainWindow
from ui.parts.words_line import WordsLine, WordsWatch

ODD = "施工单位口碑好"
BAD = "推荐你找宏达公司"


@pytest.fixture
def form(window: MainWindow, tablet: Workspace) -> ChecklistForm:
    window.open_inspection(a_visit(tablet))
    settle(window.background)
    made = window.screen_named("inspection")
    assert isinstance(made, ChecklistForm)
    return made


@pytest.fixture
def line(qtbot: QtBot) -> tuple[WordsLine, WordsWatch]:
    watch = WordsWatch()
    made = WordsLine("opinion", watch)
    qtbot.addWidget(made)
    watch.show_guard(Guard(open_reference().phrases), {})
    return made, watch


def test_a_line_speaks_while_the_words_stand_and_is_silent_after(
    line: tuple[WordsLine, WordsWatch],
) -> None:
    shown, _ = line
    assert shown.isHidden()
    shown.look(BAD)
    told = find(shown, QLabel, "words_found").text()
    assert "推荐你找宏达公司" in told
    assert "技术要求" in told
    shown.look("检验合格")
    assert shown.isHidden()


def test_a_reason_is_asked_for_a_warning_only(line: tuple[WordsLine, WordsWatch]) -> None:
    shown, watch = line
    shown.look("由宏达公司的三产公司施工，必须用宏达公司的柜子")
    assert shown.findChild(QLineEdit, "words_reason") is None
    shown.look(ODD)
    reason = shown.findChild(QLineEdit, "words_reason")
    assert reason is not None
    given: list[tuple[str, str]] = []
    watch.explained.connect(lambda key, text: given.append((key, text)))
    reason.setFocus()
    type_in(reason, "引述客户")
    shown.keep_now()
    assert given == [("opinion|PH07", "引述客户")]


def test_an_opinion_is_explained_and_the_reason_is_kept_with_the_visit(
    form: ChecklistForm, window: MainWindow, tablet: Workspace
) -> None:
    opinion = find(form, QPlainTextEdit, "opinion")
    opinion.setFocus()
    type_in(opinion, ODD)
    shown = find(form, WordsLine, "words_opinion")
    area = find(form, QScrollArea, "questions").viewport()

    def in_view() -> bool:
        return area.rect().contains(shown.mapTo(area, shown.rect().bottomLeft()))

    wait_for("it is in view", in_view)
    reason = find(shown, QLineEdit, "words_reason")
    type_in(reason, "引述客户")
    wait_for("it is kept", lambda: not shown._timer.isActive())
    settle(window.background)
    page = inspection_page(tablet, _id(form))
    assert dict(page.inspection.reasons) == {"opinion|PH07": "引述客户"}
    assert "reason" not in {m.what for m in page.missing}
    assert reason.text() == "引述客户"


def test_what_is_missing_leads_to_the_note(form: ChecklistForm, window: MainWindow) -> None:
    card = the_card(form, "com.tx.clear")
    type_in(find(card, QLineEdit, "input_note"), BAD)
    wait_for("the note is kept", lambda: not card._timer.isActive())
    settle(window.background)
    assert form._page is not None
    words = [m for m in form._page.missing if m.what in ("phrase", "reason")]
    assert {(m.what, m.item) for m in words} == {
        ("phrase", "com.tx.clear"),
        ("reason", "com.tx.clear"),
    }
    assert any(shown.isVisible() for shown in card.findChildren(WordsLine))


def test_a_defect_that_names_a_unit_stays_open_until_it_is_reworded(
    form: ChecklistForm, window: MainWindow, tablet: Workspace
) -> None:
    card = the_card(form, "com.tx.clear")
    type_in(find(card, QLineEdit, "input_x"), "0.20")
    wait_for("the field is kept", lambda: not card._timer.isActive())
    settle(window.background)
    click(card, "describe_defect")
    field = find(form, QLineEdit, "defect_description")
    type_in(field, BAD)
    click(form, "defect_done")
    settle(window.background)
    assert "不能写入记录" in window.notice.text
    assert field.text() == BAD
    field.selectAll()
    type_in(field, "净距不足，客户拟更换施工单位")
    type_in(find(form, QLineEdit, "words_reason"), "客户自己提出")
    click(form, "defect_done")
    settle(window.background)
    with tablet.read() as unit:
        (kept,) = unit.find(Defect)
        assert unit.get(Inspection, _id(form)).recorded_at is None
    assert dict(kept.reasons) == {"description|PH10": "客户自己提出"}


def _id(form: ChecklistForm) -> str:
    assert form._page is not None
    return form._page.inspection.id
