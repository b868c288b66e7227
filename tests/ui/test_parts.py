"""The pieces that screens are made of: the toolkit itself, threads, notices, colours, the pad."""

import gc
import logging
import sys
import threading
import weakref
from itertools import product

import pytest
from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.errors import NoRoom, Offline
from ui.background import Background
from ui.demo.hands import click, settle, wait_for
from ui.look import Look, wear
from ui.palette import SUNLIGHT, THEMES, Theme
from ui.parts.signature_pad import SignaturePad
from ui.parts.widgets import Notice, Segments
from ui.wording import sentence, unexpected


class _Sender(QObject):
    sent = Signal(object)


def test_sending_signals_costs_no_references() -> None:
    """PySide6 6.12.0 took one reference to True with each signal until the process died of it."""
    sender = _Sender()
    before = sys.getrefcount(True)
    for _ in range(1000):
        sender.sent.emit(None)
    assert sys.getrefcount(True) > before - 100


def test_a_known_error_becomes_its_sentence(background: Background) -> None:
    def full() -> None:
        raise NoRoom("/data")

    told: list[str] = []
    background.deed(full, failed=told.append)
    settle(background)
    assert told == [sentence(NoRoom("/data"))]


def test_what_nobody_expected_is_logged_and_told_plainly(
    background: Background, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> None:
        raise ZeroDivisionError("secret detail")

    told: list[str] = []
    with caplog.at_level(logging.ERROR, "kanyan"):
        background.deed(broken, failed=told.append)
        settle(background)
    assert told == [unexpected()]
    assert "secret detail" not in told[0]
    assert any(record.exc_info for record in caplog.records)


def test_deeds_are_done_one_at_a_time_in_their_order(background: Background) -> None:
    done: list[int] = []
    running = threading.Semaphore(1)

    def deed(number: int) -> None:
        assert running.acquire(blocking=False)
        done.append(number)
        running.release()

    for number in range(30):
        background.deed(deed, number)
    settle(background)
    assert done == list(range(30))


def test_a_long_round_does_not_hold_up_a_deed(background: Background) -> None:
    gate = threading.Event()
    seen: list[str] = []
    background.round(gate.wait, 30, done=lambda _: seen.append("round"))
    background.deed(gate.set, done=lambda _: seen.append("deed"))
    settle(background)
    assert sorted(seen) == ["deed", "round"]


def test_garbage_is_never_collected_beside_the_gui(background: Background) -> None:
    """A widget in a circle of garbage, freed by another thread, ends the process."""
    threads: list[int] = []

    def collecting(_phase: str, _facts: dict[str, int]) -> None:
        threads.append(threading.get_ident())

    def make_much() -> int:
        return len([[number] for number in range(300_000)])

    class Circle:
        pass

    circle = Circle()
    circle.itself = circle  # type: ignore[attr-defined]
    left = weakref.ref(circle)
    del circle
    gc.callbacks.append(collecting)
    try:
        for _ in range(3):
            background.deed(make_much)
        settle(background)
        wait_for("the garbage is collected", lambda: left() is None)
    finally:
        gc.callbacks.remove(collecting)
    assert set(threads) == {threading.main_thread().ident}


def test_an_error_nobody_answers_for_reaches_the_window(background: Background) -> None:
    def cut() -> None:
        raise Offline()

    told: list[str] = []
    background.failed.connect(told.append)
    background.round(cut)
    settle(background)
    assert told == [sentence(Offline())]


def test_a_notice_offers_its_way_back_once(qtbot: QtBot) -> None:
    notice = Notice()
    qtbot.addWidget(notice)
    undone: list[str] = []
    notice.say("已删除 1 张照片", way_back=lambda: undone.append("back"))
    click(notice, "notice_undo")
    assert undone == ["back"]
    assert not notice.isVisible()
    notice.say("已保存", "good")
    assert notice.findChild(QPushButton, "notice_undo").isHidden()


def test_a_choice_can_be_taken_back(qtbot: QtBot) -> None:
    segments = Segments({"pass": "合格", "fail": "不合格"}, "judgement")
    qtbot.addWidget(segments)
    segments.show()
    told: list[str] = []
    segments.chosen.connect(told.append)
    for name in ("pass", "fail", "fail"):
        click(segments, f"judgement_{name}")
    assert told == ["pass", "fail", ""]


def test_the_pad_keeps_strokes_with_their_times(qtbot: QtBot) -> None:
    pad = SignaturePad()
    qtbot.addWidget(pad)
    pad.resize(600, 200)
    pad.show()
    for start in (50, 200):
        QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(start, 100))
        for step in range(1, 6):
            QTest.mouseMove(pad, QPoint(start + step * 12, 100 + step * 5))
            QTest.qWait(3)
        QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(start + 60, 125))
    first, second = pad.strokes.lines
    assert len(first) > 3
    assert [p.t_ms for p in (*first, *second)] == sorted(p.t_ms for p in (*first, *second))
    assert second[0].t_ms > first[0].t_ms
    pad.take_back()
    assert len(pad.strokes.lines) == 1
    pad.clear()
    assert pad.strokes.is_empty


def test_a_mere_touch_is_no_signature(qtbot: QtBot) -> None:
    pad = SignaturePad()
    qtbot.addWidget(pad)
    pad.show()
    QTest.mouseClick(pad, Qt.MouseButton.LeftButton, pos=QPoint(40, 40))
    assert pad.strokes.is_empty


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_words_stand_out_from_what_is_behind_them(theme: Theme) -> None:
    """WCAG 2.1 contrast: 4.5 for words, 7 for the theme that is read in the sun."""
    needed = 7.0 if theme is SUNLIGHT else 4.5
    inks = (theme.text, theme.quiet, theme.hint, theme.good, theme.bad, theme.warn)
    pairs = [*product(inks, (theme.card, theme.page)), (theme.on_accent, theme.accent)]
    pairs += [(theme.card, theme.good), (theme.card, theme.bad)]
    weak = {pair: round(_contrast(*pair), 2) for pair in pairs if _contrast(*pair) < needed}
    assert weak == {}


@pytest.mark.parametrize("name", THEMES)
def test_a_hint_in_an_empty_field_can_be_read(name: str, qapp: QApplication, qtbot: QtBot) -> None:
    """A style sheet that says `color` makes hints half transparent unless it says theirs too."""
    wear(qapp, Look(theme=name))
    try:
        for field in (QLineEdit(), QPlainTextEdit()):
            qtbot.addWidget(field)
            field.setPlaceholderText("…")
            field.show()
            colour = field.palette().color(QPalette.ColorRole.PlaceholderText)
            assert (colour.name(), colour.alpha()) == (THEMES[name].hint, 255)
    finally:
        wear(qapp, Look())


def _contrast(first: str, second: str) -> float:
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
