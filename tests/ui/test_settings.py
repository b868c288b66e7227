"""The look of a device: applied at once, remembered beside the workspace, known before unlock."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QPushButton

from app.actions.keep_draft import keep_draft
from app.domain.inspection import Inspection
from app.domain.instrument import Instrument
from app.workspace import Place, Workspace
from tests.ui.conftest import PASSWORD, a_visit
from ui.application import Application
from ui.demo.hands import click, find, settle, type_in, wait_for
from ui.language import LANGUAGES
from ui.look import TEXT_STEPS, Look, read_look, wear, write_look
from ui.main_window import MainWindow
from ui.palette import DARK, THEMES
from ui.theme import GLOVED_PX


@pytest.fixture
def application(folder: Path, qapp: QApplication) -> Iterator[Application]:
    made = Application(folder)
    yield made
    made.close()
    wear(qapp, Look())


def enter(application: Application) -> MainWindow:
    type_in(find(application.door, QLineEdit, "password"), PASSWORD)
    click(application.door, "enter")
    wait_for("the window", lambda: application.window is not None)
    window = application.window
    assert isinstance(window, MainWindow)
    wait_for("today's list", lambda: window.stack.count() > 0)
    settle(window.background)
    return window


def choose(window: MainWindow, name: str) -> None:
    click(window, name)
    settle(window.background)


def text_of(window: MainWindow, name: str) -> str:
    return find(window, QPushButton, name).text()


def test_another_language_is_spoken_at_once_and_at_the_next_door(
    application: Application, folder: Path, qapp: QApplication
) -> None:
    window = enter(application)
    choose(window, "go_settings")
    assert text_of(window, "go_today") == "今日"
    choose(window, "look_language_en")
    assert text_of(window, "go_today") == "Today"
    assert find(window, QPushButton, "look_language_en").isChecked()
    application.close()
    wear(qapp, Look())
    again = Application(folder)
    assert text_of(again.door, "enter") == "Unlock"
    assert find(again.door, QLabel, "door_person").text() == "张海峰"
    again.close()


def test_colours_text_and_targets_change_at_once(application: Application, folder: Path) -> None:
    window = enter(application)
    choose(window, "go_settings")
    before = find(window, QPushButton, "go_today").fontMetrics().height()
    for name in ("look_theme_dark", "look_text_largest", "look_gloves_yes"):
        choose(window, name)
    QTest.qWait(30)
    assert window.palette().color(QPalette.ColorRole.Window).name() == DARK.page
    assert find(window, QPushButton, "go_today").fontMetrics().height() > before
    assert find(window, QPushButton, "go_today").height() >= GLOVED_PX
    assert read_look(folder) == Look(
        "dark", "largest", gloves=True, person="张海峰", org="高原供电公司（示例）"
    )


def test_what_is_being_typed_outlives_another_language(application: Application) -> None:
    window = enter(application)
    assert application.ws is not None
    visit = a_visit(application.ws)
    window.open_inspection(visit)
    settle(window.background)
    type_in(find(window, QPlainTextEdit, "opinion"), "基础已完工")
    window.look_wanted.emit(replace(application.look, language="en"))
    QTest.qWait(800)  # a field is kept 0.6 s after the last key
    settle(window.background)
    with application.ws.read() as unit:
        assert unit.working(Inspection, visit).opinion == "基础已完工"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[1]",
        '{"theme": "pink", "text": 3, "gloves": "yes", "language": "xx"}',
        '{"person": "' + "长" * 300 + '"}',
        "\x00",
    ],
)
def test_a_device_file_that_cannot_be_used_is_as_on_a_new_device(tmp_path: Path, text: str) -> None:
    (tmp_path / "device.json").write_text(text, encoding="utf-8")
    assert read_look(tmp_path) == Look()


def test_what_is_remembered_is_what_was_chosen(tmp_path: Path) -> None:
    for theme, text, language in zip(THEMES, TEXT_STEPS, ["zh", "en", "en"], strict=True):
        look = Look(theme, text, gloves=True, language=language, digits=True, person="张海峰")
        write_look(tmp_path / "new", look)
        assert read_look(tmp_path / "new") == look


def test_each_language_is_called_what_it_calls_itself() -> None:
    assert LANGUAGES == {"zh": "中文", "en": "English"}


def test_tapping_what_is_chosen_does_not_take_it_away(window: MainWindow) -> None:
    told: list[Look] = []
    choose(window, "go_settings")
    window.look_wanted.connect(told.append)
    choose(window, "look_theme_light")
    assert find(window, QPushButton, "look_theme_light").isChecked()
    assert told == []


def test_the_testers_that_were_used_are_listed_with_their_calibration(
    window: MainWindow, tablet: Workspace
) -> None:
    visit = a_visit(tablet)
    testers = (
        Instrument("i-1", "clamp", "F319", "77", "2020-01-31"),
        Instrument("i-2", "multimeter", "F117", "78", "2099-10-01"),
    )
    keep_draft(tablet, visit, {"instruments": testers}, Place("inspection"))
    choose(window, "go_settings")
    assert "✘" in find(window, QLabel, "instrument_77").text()
    assert "2099年10月1日" in find(window, QLabel, "instrument_78").text()


def test_what_goes_into_the_diagnostic_file_is_shown_first(
    window: MainWindow, tmp_path: Path
) -> None:
    choose(window, "go_settings")
    screen = window.screen_named("settings")
    assert not find_save(window)
    choose(window, "see_diagnostics")
    assert find_save(window)
    assert "kanyan" in find(screen, QPlainTextEdit, "diagnostics_text").toPlainText()
    choose(window, "part_counts.json")
    assert "records" in find(screen, QPlainTextEdit, "diagnostics_text").toPlainText()
    screen.diagnostics_accepted.emit(tmp_path / "d.zip", screen._diagnostics._texts)
    settle(window.background)
    assert (tmp_path / "d.zip").exists()
    screen.diagnostics_accepted.emit(tmp_path / "nowhere" / "d.zip", {"a": "b"})
    settle(window.background)
    assert "不能写入" in window.notice.text


def find_save(window: MainWindow) -> bool:
    return window.findChild(QPushButton, "save_diagnostics").isVisible()
