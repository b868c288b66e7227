"""The other pages: the door, today's list, the paper and the pad, the state of sync."""

import threading
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from app.actions.issue_report import issue_report
from app.actions.open_workspace import close_workspace, open_workspace
from app.actions.sign_report import SigningAct
from app.domain.case import ConnectionCase
from app.domain.checklist import Conclusion
from app.domain.inspection import Inspection
from app.domain.report import Signature
from app.domain.signer import SignerRole
from app.errors import Offline, SignInFailed
from app.ids import DeviceId, RecordId, UserId
from app.views.cases import case_page, case_rows
from app.views.exchange import SyncPage
from app.workspace import Conflict, Workspace
from tests.ui.conftest import PASSWORD, a_visit, the_case_id
from ui.background import Background
from ui.cases.case_list import CaseList
from ui.demo.hands import click, find, settle, sign, type_in, wait_for
from ui.demo.load_file import look_at_load, take_load
from ui.demo.samples import make_load_csv
from ui.exchange.door import Door
from ui.exchange.presenter import DoorPresenter
from ui.exchange.sync_view import SyncView
from ui.main_window import MainWindow
from ui.parts.signature_pad import SignaturePad
from ui.report.report_page import ReportView
from ui.wording import sentence


def a_door(qtbot: QtBot, folder: Path, background: Background) -> Door:
    """The door of this folder, with its presenter behind it."""
    door = Door(known=(folder / "key.json").exists())
    qtbot.addWidget(door)
    presenter = DoorPresenter(folder, background)
    presenter.setParent(door)
    presenter.refused.connect(door.refuse)
    door.unlocked.connect(presenter.unlock)
    door.joined.connect(presenter.join)
    door.show()
    return door


def the_words(door: Door) -> str:
    return find(door, QLabel, "door_words").text()


def test_a_wrong_password_is_said_and_may_be_tried_again(
    qtbot: QtBot, folder: Path, background: Background
) -> None:
    door = a_door(qtbot, folder, background)
    type_in(find(door, QLineEdit, "password"), "wrong")
    click(door, "enter")
    settle(background)
    assert "密码不对" in the_words(door)
    assert find(door, QPushButton, "enter").isEnabled()


def test_no_password_is_asked_for_at_once(
    qtbot: QtBot, folder: Path, background: Background
) -> None:
    door = a_door(qtbot, folder, background)
    click(door, "enter")
    assert the_words(door) == "请填写：密码"


def test_a_second_start_is_told_that_one_is_running(
    qtbot: QtBot, folder: Path, background: Background
) -> None:
    first = open_workspace(folder, PASSWORD)
    door = a_door(qtbot, folder, background)
    type_in(find(door, QLineEdit, "password"), PASSWORD)
    click(door, "enter")
    settle(background)
    assert "已经在运行" in the_words(door)
    close_workspace(first)


@pytest.mark.parametrize(
    ("url", "words"), [("http://127.0.0.1:9", "连不上"), ("not an address", "。")]
)
def test_joining_a_centre_that_is_not_there_keeps_what_was_typed(
    qtbot: QtBot, tmp_path: Path, background: Background, url: str, words: str
) -> None:
    door = a_door(qtbot, tmp_path / "fresh", background)
    for name, text in (("centre_url", url), ("user", "zhang"), ("password", "secret")):
        type_in(find(door, QLineEdit, name), text)
    click(door, "enter")
    settle(background)
    assert words in the_words(door)
    assert find(door, QLineEdit, "centre_url").text() == url


def test_todays_list_finds_by_any_word(window: MainWindow) -> None:
    screen = window.screen_named("today")
    search = find(screen, QLineEdit, "search")
    for words, found in (("铸造", True), ("6301202611090017", True), ("没有这样的户名", False)):
        search.setText(words)
        settle(window.background)
        wait_for(words, lambda due=found: bool(screen._model.rows) is due)
        settle(window.background)
        assert screen.findChild(QLabel, "empty").isVisible() is not found


def test_an_empty_day_says_what_to_do(qtbot: QtBot) -> None:
    screen = CaseList()
    qtbot.addWidget(screen)
    screen.show_rows(())
    assert "联网同步" in find(screen, QLabel, "empty").text()


def test_the_most_urgent_case_stands_first(tablet: Workspace) -> None:
    with tablet.unit("come_down") as unit:
        case = unit.find(ConnectionCase)[0]
        unit.save(replace(case, id=type(case.id)("case-without-clock"), application_no="2"))
    rows = case_rows(tablet)
    assert [row.application_no for row in rows] == [case.application_no, "2"]


@pytest.fixture
def paper(window: MainWindow, tablet: Workspace) -> ReportView:
    """The paper of a recorded visit, on the screen."""
    visit_id = a_visit(tablet)
    with tablet.unit("record") as unit:
        visit, now = unit.get(Inspection, visit_id), tablet.clock.now()
        unit.save(replace(visit, recorded_at=now, conclusion=Conclusion.PASS, opinion="同意接电。"))
    window.open_report(issue_report(tablet, visit_id).id)
    settle(window.background)
    shown = window.screen_named("report")
    assert isinstance(shown, ReportView)
    return shown


def test_nobody_signs_what_was_not_read_to_its_end(paper: ReportView) -> None:
    assert paper.findChild(QPushButton, "sign").isHidden()
    assert find(paper, QPushButton, "read_to_end").isVisible()
    assert "阅至末页" in find(paper, QLabel, "sign_hint").text()
    assert paper.findChild(SignaturePad).isHidden() or not paper.findChild(SignaturePad).isVisible()
    bar = paper._view.verticalScrollBar()
    assert isinstance(bar, QScrollBar)
    bar.setValue(bar.maximum() // 2)
    assert paper.findChild(QPushButton, "sign").isHidden()


def test_nobody_signs_with_an_empty_pad_or_no_name(qtbot: QtBot, paper: ReportView) -> None:
    acts: list[SigningAct] = []
    paper.signed.disconnect()
    paper.signed.connect(acts.append)
    paper.read_to_end()
    wait_for("the pad", lambda: find(paper, SignaturePad, "signature_pad").isVisible())
    button = find(paper, QPushButton, "sign")
    assert not button.isEnabled()
    sign(find(paper, SignaturePad, "signature_pad"), 3)
    assert button.isEnabled()
    name = find(paper, QLineEdit, "signer_name")
    name.clear()
    assert not button.isEnabled()
    name.setText("张海峰")
    click(paper, "sign")
    (act,) = acts
    assert (act.role.value, act.signer_name, act.identified_by) == (
        "inspector",
        "张海峰",
        "staff_login",
    )
    assert len(act.strokes.lines) == 5


def test_whoever_has_read_to_the_end_sees_where_to_sign(qtbot: QtBot, paper: ReportView) -> None:
    bar = paper._view.verticalScrollBar()
    bar.setValue(bar.maximum())
    paper.read_to_end()
    wait_for("the pad", lambda: find(paper, SignaturePad, "signature_pad").isVisible())
    # The opinion and the headings of the places to sign, not the empty end of a last page.
    qtbot.waitUntil(lambda: _ink(paper._view) > 200)
    seen_at = bar.value()
    bar.setValue(0)
    paper.read_to_end()
    qtbot.waitUntil(lambda: 0 < bar.value() < bar.maximum())
    assert bar.value() == seen_at
    paper.window().resize(1024, 768)
    qtbot.waitUntil(lambda: bar.value() != seen_at)
    qtbot.waitUntil(lambda: _ink(paper._view) > 200)


def test_a_paper_that_many_have_signed_is_no_wider_than_a_tablet(
    qtbot: QtBot, paper: ReportView
) -> None:
    """Each signature lengthens the line beside the number; it wraps, the window stays."""
    page = paper._page
    assert page is not None
    held = page.report
    roles = [SignerRole.INSPECTOR, SignerRole.INSPECTOR_2, SignerRole.INSPECTOR_3]
    signed = tuple(
        Signature(
            RecordId(f"s-{role}"),
            held.case_id,
            held.org,
            held.id,
            role,
            "欧阳海峰",
            "work_card",
            held.issued_at,
            strokes=held.pdf,
            evidence=held.pdf,
            pdf=held.pdf,
            device=DeviceId("tablet"),
            by=UserId("zhang"),
        )
        for role in (*roles, SignerRole.INSPECTOR_4, SignerRole.CUSTOMER)
    )
    paper.show_page(replace(page, signatures=signed, along=(held,)))
    state = find(paper, QLabel, "report_state")
    assert "客户经办人" in state.text()
    assert state.minimumSizeHint().width() < 400
    qtbot.waitUntil(lambda: 0 < state.heightForWidth(state.width()) <= state.height())


def _ink(view: QWidget) -> int:
    shown = view.grab().toImage()
    places = product(range(0, shown.width(), 3), range(0, shown.height(), 3))
    return sum(shown.pixelColor(x, y).lightness() < 128 for x, y in places)


def test_a_tablet_without_a_certificate_says_how_to_get_one(
    paper: ReportView, window: MainWindow
) -> None:
    paper.read_to_end()
    wait_for("the pad", lambda: find(paper, SignaturePad, "signature_pad").isVisible())
    sign(find(paper, SignaturePad, "signature_pad"), 3)
    click(paper, "sign")
    settle(window.background)
    assert "联网登录" in window.notice.text
    assert "待签字" in find(paper, QLabel, "report_state").text()


def test_the_paper_is_where_the_person_was(
    paper: ReportView, window: MainWindow, tablet: Workspace, background: Background
) -> None:
    with tablet.read() as unit:
        place = unit.drafts.place()
    assert place is not None
    assert place.screen == "report"
    window.go("sync")
    window._reopen(place)
    settle(background)
    assert window.stack.currentWidget() is paper


@pytest.fixture
def sync_view(qtbot: QtBot) -> SyncView:
    view = SyncView()
    qtbot.addWidget(view)
    view.resize(1000, 700)
    view.show()
    return view


NOTHING = SyncPage(0, 0, 0, (), (), 0, (), (), "", joined=True)


def test_a_failure_stays_on_the_page_when_it_is_read_again(sync_view: SyncView) -> None:
    sync_view.show_failure(sentence(Offline()))
    sync_view.show_page(NOTHING)
    assert "连不上" in find(sync_view, QLabel, "sync_state").text()
    assert find(sync_view, QPushButton, "sync_now").isEnabled()


def test_an_ended_sign_in_asks_for_the_password_again(sync_view: SyncView) -> None:
    told: list[str] = []
    sync_view.signed_in.connect(told.append)
    sync_view.show_failure(sentence(Offline()))
    assert sync_view.findChild(QLineEdit, "sync_password").isHidden() or not (
        sync_view.findChild(QLineEdit, "sync_password").isVisible()
    )
    sync_view.show_failure(sentence(SignInFailed()))
    type_in(find(sync_view, QLineEdit, "sync_password"), "again")
    click(sync_view, "sign_in_again")
    assert told == ["again"]


def test_a_conflict_shows_both_sides_and_takes_a_choice(sync_view: SyncView) -> None:
    conflict = Conflict(
        "conflict-1", "inspection", "i", "c", "x", ("opinion",),
        "同意接电", "张海峰", "2026-11-23T09:00", "暂缓接电", "李强", "2026-11-23T10:00",
    )  # fmt: skip
    told: list[tuple[str, str]] = []
    sync_view.settled.connect(lambda *choice: told.append(choice))
    sync_view.show_page(replace(NOTHING, conflicts=(conflict,)))
    words = " ".join(part.text() for part in sync_view.findChildren(QLabel))
    assert all(said in words for said in ("同意接电", "张海峰", "暂缓接电", "李强"))
    click(sync_view, "keep_theirs_conflict-1")
    assert told == [("conflict-1", "theirs")]
    assert sync_view.findChildren(QComboBox) == []


def test_work_that_takes_a_while_is_told_of_until_it_is_done(
    window: MainWindow, background: Background
) -> None:
    gate = threading.Event()
    for _ in range(3):
        background.deed(gate.wait, 30)
    wait_for("the words", lambda: find(window, QLabel, "bar_busy").text() == "正在处理 3 项…")
    gate.set()
    settle(background)
    assert find(window, QLabel, "bar_busy").text() == ""


def test_a_wrong_load_file_can_be_taken_back(
    window: MainWindow, tablet: Workspace, tmp_path: Path
) -> None:
    make_load_csv(tmp_path / "别人的.csv", 480.0, tablet.clock.now(), 7)
    window.open_case(the_case_id(tablet))
    settle(window.background)
    look_at_load(window, tmp_path / "别人的.csv")
    take_load(window)
    assert "别人的.csv" in window.notice.text
    click(window, "notice_undo")
    settle(window.background)
    assert case_page(tablet, the_case_id(tablet)).loads == ()
