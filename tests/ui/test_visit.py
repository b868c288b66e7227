"""The inspection page on a real tablet: verdicts while typing, autosave, back after a kill."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.actions.keep_answer import keep_answer
from app.actions.keep_draft import keep_draft
from app.actions.open_workspace import close_workspace, open_workspace
from app.domain.checklist import Answer, Conclusion
from app.domain.evidence import Photo
from app.domain.inspection import Inspection
from app.domain.limit import Verdict
from app.views.visits import inspection_page
from app.workspace import Place, Workspace
from tests.flows.visits import HERE, TESTERS
from tests.ui.conftest import PASSWORD, a_small_photo, a_visit, a_window
from ui.background import Background
from ui.demo.hands import choose, click, find, settle, type_in, wait_for
from ui.inspection.checklist_form import ChecklistForm
from ui.inspection.question_card import QuestionCard
from ui.look import Look, wear
from ui.main_window import MainWindow
from ui.parts.photo_strip import PhotoStrip
from ui.parts.words_line import WordsWatch


@pytest.fixture
def form(window: MainWindow, tablet: Workspace) -> ChecklistForm:
    window.open_inspection(a_visit(tablet))
    settle(window.background)
    made = window.screen_named("inspection")
    assert isinstance(made, ChecklistForm)
    return made


def the_card(form: ChecklistForm, item: str) -> QuestionCard:
    """The (first) card of this item; its section is shown."""
    section = item.split(".")[1]
    click(form, f"section_{section}")

    def shown() -> list[QuestionCard]:
        cards = form.findChildren(QuestionCard)
        return [card for card in cards if card.isVisible() and card.question.item.id == item]

    wait_for(item, lambda: bool(shown()))
    return shown()[0]


def typed(card: QuestionCard, name: str, text: str, window: MainWindow) -> str:
    """Type a reading as a person does, wait until it is kept; the verdict that is shown."""
    field = find(card, QLineEdit, f"input_{name}")
    field.selectAll()
    type_in(field, text)
    wait_for("the field is kept", lambda: not card._timer.isActive())
    settle(window.background)
    return find(card, QLabel, "verdict").text()


def test_a_reading_is_judged_and_kept_while_it_is_typed(
    form: ChecklistForm, window: MainWindow, tablet: Workspace
) -> None:
    card = the_card(form, "com.tx.clear")
    assert "✔" not in find(card, QLabel, "verdict").text()
    assert "请先在“检验仪器”中登记" in typed(card, "x", "1.31", window)
    assert find(card, QComboBox, "instrument_used").currentText() == "先登记检验仪器"
    keep_draft(tablet, _id(form), {"instruments": TESTERS}, HERE)
    assert typed(card, "x", "1.30", window).startswith("✔ 合格 · 1.3 m")
    assert find(card, QComboBox, "instrument_used").currentText() == "测距仪 CJ-50 1"
    shown = typed(card, "x", "0.20", window)
    assert shown.startswith("✘ 不合格")
    assert "请写明缺陷" in shown
    assert find(card, QPushButton, "describe_defect").isVisible()
    answer = inspection_page(tablet, form._page.inspection.id).inspection.answers[0]  # type: ignore[union-attr]
    assert dict(answer.inputs) == {"x": "0.20"}


def test_no_part_of_a_page_lives_on_outside_of_its_window(
    form: ChecklistForm, window: MainWindow
) -> None:
    """What nobody holds is dressed with each change of the look, and never let go."""
    before = set(QApplication.topLevelWidgets())
    for section in ("tx", "cable", "general"):
        click(form, f"section_{section}")
        settle(window.background)
    alone = {part for part in QApplication.topLevelWidgets() if part.parent() is None}
    assert alone - before == set()
    assert [part.objectName() for part in alone if part is not window] == []


def test_a_failed_card_in_large_type_fits_a_tablet_held_upright(
    form: ChecklistForm, window: MainWindow, tablet: Workspace, qapp: QApplication, qtbot: QtBot
) -> None:
    typed(the_card(form, "com.tx.clear"), "x", "0.20", window)
    findings = inspection_page(tablet, _id(form)).findings
    failed = next(each for each in findings if each.verdict is Verdict.FAIL)
    wear(qapp, Look(theme="sunlight"))
    card = QuestionCard(failed, WordsWatch(form))
    qtbot.addWidget(card)
    card.show()
    assert find(card, QPushButton, "describe_defect").isVisible()
    assert card.minimumSizeHint().width() <= 534  # the page is 800 wide, its rail 188


def test_what_is_no_number_is_kept_but_never_passes(
    form: ChecklistForm, window: MainWindow
) -> None:
    card = the_card(form, "com.tx.clear")
    assert "合格" not in typed(card, "x", "约1米", window).replace("不合格", "")


def test_a_failed_item_without_its_defect_cannot_be_recorded(
    form: ChecklistForm, window: MainWindow, tablet: Workspace
) -> None:
    card = the_card(form, "com.tx.clear")
    typed(card, "x", "0.20", window)
    lacks = {(m.item, m.what) for m in inspection_page(tablet, _id(form)).missing}
    assert ("com.tx.clear", "defect") in lacks
    click(card, "describe_defect")
    type_in(find(form, QLineEdit, "defect_description"), "净距")
    click(form, "defect_done")
    settle(window.background)
    assert "至少 5 个字" in window.notice.text
    type_in(find(form, QLineEdit, "defect_description"), "不足，应不小于 0.6 m")
    click(form, "defect_done")
    settle(window.background)
    assert not find_hidden(form, "defect_panel").isVisible()
    assert "净距不足，应不小于 0.6 m" in find(card, QLabel, "defect_words").text()
    lacks = {(m.item, m.what) for m in inspection_page(tablet, _id(form)).missing}
    assert ("com.tx.clear", "defect") not in lacks
    assert ("com.tx.clear", "photo") in lacks


def test_a_described_defect_can_be_changed_taken_back_and_brought_back(
    form: ChecklistForm, window: MainWindow, tablet: Workspace
) -> None:
    card = the_card(form, "com.tx.clear")
    typed(card, "x", "0.20", window)
    for words in ("净距不足，应不小于 0.6 m", "净距只有 0.20 m，应不小于 0.6 m"):
        click(card, "describe_defect")
        field = find(form, QLineEdit, "defect_description")
        field.selectAll()
        type_in(field, words)
        click(form, "defect_done")
        settle(window.background)
    (defect,) = inspection_page(tablet, _id(form)).defects
    assert defect.description == words
    click(card, "describe_defect")
    click(form, "defect_withdraw")
    settle(window.background)
    assert inspection_page(tablet, _id(form)).defects == ()
    click(window, "notice_undo")
    settle(window.background)
    assert [d.id for d in inspection_page(tablet, _id(form)).defects] == [defect.id]


def test_recording_leads_to_what_is_missing_and_says_it(
    form: ChecklistForm, window: MainWindow, tablet: Workspace
) -> None:
    click(form, "record")
    settle(window.background)
    assert inspection_page(tablet, _id(form)).is_draft
    assert "：" in find(form, QLabel, "missing_count").text() or "安全交底" in (
        find(form, QLabel, "missing_count").text()
    )


def test_a_photo_goes_to_its_question_and_can_be_taken_back(
    form: ChecklistForm, window: MainWindow, tablet: Workspace, tmp_path: Path
) -> None:
    card = the_card(form, "com.tx.nameplate")
    device = card.question.device_id
    form.add_photos([a_small_photo(tmp_path / "铭牌.jpg")], "com.tx.nameplate", device)
    settle(window.background)
    (photo,) = the_photos(tablet)
    assert photo.item == "com.tx.nameplate"
    strip = find(card, PhotoStrip, "photos")
    at = strip.visualItemRect(strip.item(0)).center()
    QTest.mouseClick(strip.viewport(), Qt.MouseButton.LeftButton, pos=at)
    settle(window.background)
    picture = find(form, QLabel, "photo_view").pixmap()
    assert picture.width() / picture.height() == pytest.approx(320 / 240, rel=0.02)
    click(form, "photo_withdraw")
    settle(window.background)
    assert the_photos(tablet) == ()
    click(window, "notice_undo")
    settle(window.background)
    assert [back.id for back in the_photos(tablet)] == [photo.id]


def the_photos(ws: Workspace) -> tuple[Photo, ...]:
    with ws.read() as unit:
        return unit.find(Photo)


def test_what_is_no_picture_is_refused_in_a_sentence(
    form: ChecklistForm, window: MainWindow, tmp_path: Path
) -> None:
    page = tmp_path / "网页.jpg"
    page.write_text("<html>登录</html>")
    form.add_photos([page], "com.tx.nameplate", "")
    settle(window.background)
    assert "网页.jpg" in window.notice.text
    assert window.notice.isVisible()


def test_after_a_kill_the_same_page_opens_with_the_same_words(
    qtbot: QtBot, folder: Path, background: Background
) -> None:
    ws = open_workspace(folder, PASSWORD)
    window = a_window(qtbot, ws, background)
    visit = a_visit(ws)
    window.open_inspection(visit)
    settle(background)
    form = window.screen_named("inspection")
    card = the_card(form, "com.earth.cont")
    note = find(card, QLineEdit, "input_note")
    note.setFocus()
    type_in(note, "引下线两处")
    note.setCursorPosition(3)
    wait_for("the words are kept", lambda: not card._timer.isActive())
    settle(background)
    window.hide()  # nobody closes it in order: the process is as good as gone
    close_workspace(ws)

    again = open_workspace(folder, PASSWORD)
    fresh = Background()
    reopened = a_window(qtbot, again, fresh)
    settle(fresh)
    assert reopened.stack.currentWidget() is reopened.screen_named("inspection")
    QApplication.processEvents()
    fields = [f for f in reopened.findChildren(QLineEdit, "input_note") if f.text()]
    assert [(f.text(), f.cursorPosition()) for f in fields] == [("引下线两处", 3)]
    fresh.finish()
    close_workspace(again)


def test_l1_what_is_recorded_after_the_window_was_made_anew_waits_to_be_sent(
    window: MainWindow, tablet: Workspace, tmp_path: Path
) -> None:
    visit = a_visit(tablet)
    window.presenters["cases"].read_list()
    window.remake()
    settle(window.background)
    window.open_inspection(visit)
    settle(window.background)
    form = window.screen_named("inspection")
    typed(the_card(form, "com.earth.cont"), "note", "引下线两处", window)
    click(form, "section_tx")  # leaving a section records it
    settle(window.background)
    # What lies on the disk now is what a kill leaves; it is started again.
    killed = shutil.copytree(tablet.folder, tmp_path / "killed")
    again = open_workspace(killed, PASSWORD)
    with again.read() as unit:
        lines = unit.outbox.of_record("inspection", visit)
        (answer,) = unit.get(Inspection, visit).answers
    close_workspace(again)
    assert answer.note == "引下线两处"
    edits = [edit for line in lines for edit in line.change.edits]
    assert any("com.earth.cont" in edit.path for edit in edits)


def test_a_recorded_visit_without_its_paper_gets_it_when_it_is_opened(
    form: ChecklistForm, window: MainWindow, tablet: Workspace
) -> None:
    with tablet.unit("as cut between record and paper") as unit:
        visit = unit.get(Inspection, _id(form))
        now = tablet.clock.now()
        unit.save(replace(visit, recorded_at=now, conclusion=Conclusion.PASS))
    window.open_inspection(visit.id)
    wait_for("the paper", lambda: window.stack.currentWidget() is window.screen_named("report"))
    settle(window.background)
    assert find(window, QLabel, "report_state").text() == "待签字 0/2"


def find_hidden(form: ChecklistForm, name: str) -> QWidget:
    """A part of the page, shown or not."""
    found = form.findChild(QWidget, name)
    assert isinstance(found, QWidget)
    return found


def _id(form: ChecklistForm) -> str:
    assert form._page is not None
    return form._page.inspection.id


def test_an_opinion_typed_on_an_overtaken_page_takes_no_answer_away(
    form: ChecklistForm, window: MainWindow, tablet: Workspace
) -> None:
    given = Answer("com.tx.clear", note="刚刚写下")
    keep_answer(
        tablet, _id(form), given, Place("inspection", _id(form))
    )  # the page has not seen it
    type_in(find(form, QPlainTextEdit, "opinion"), "同意接电。")
    wait_for("the opinion is kept", lambda: not form._general._timer.isActive())
    settle(window.background)
    visit = inspection_page(tablet, _id(form)).inspection
    assert (visit.opinion, visit.answer(given.key)) == ("同意接电。", given)


def test_instruments_are_noted_and_an_expired_one_is_told(
    form: ChecklistForm, window: MainWindow, tablet: Workspace
) -> None:
    def add(serial: str, until: str) -> None:
        choose(form, "instrument_kind", "ground_tester")
        for name, words in (("serial", serial), ("until", until)):
            field = find(form, QLineEdit, f"instrument_{name}")
            field.clear()
            type_in(field, words)
        click(form, "instrument_add")
        settle(window.background)

    add("D1", "明年三月")
    assert "请填写检定有效期" in find(form, QLabel, "instrument_words").text()
    assert inspection_page(tablet, _id(form)).inspection.instruments == ()
    add("D1", "2099-03-31")
    assert form.findChild(QLabel, "instrument_words").isHidden()
    add("D2", "2020-03-31")
    assert "超过检定有效期" in find(form, QLabel, "instrument_words").text()
    click(form, "instrument_away_ground_tester-D2")
    settle(window.background)
    noted = inspection_page(tablet, _id(form)).inspection.instruments
    assert [instrument.serial_no for instrument in noted] == ["D1"]
