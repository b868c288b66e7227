"""The lanes: what holds up what, and what is asked of them when the program ends."""

from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from ui.background import Background


def test_a_round_that_hangs_holds_up_no_print(qtbot: QtBot) -> None:
    background, line_back, sheets = Background(), Event(), list[str]()
    background.round(line_back.wait, 10)
    background.print_paper(lambda: "one sheet", done=sheets.append)
    qtbot.waitUntil(lambda: sheets == ["one sheet"])
    assert (background.waiting, background.telling) == (1, 1)
    line_back.set()
    qtbot.waitUntil(lambda: background.idle)
    background.finish()


def test_what_ends_with_the_program_asks_for_nothing_more_to_be_shown(qtbot: QtBot) -> None:
    background, go_on, read = Background(), Event(), list[str]()

    def read_again() -> None:
        background.deed(read.append, "after the end", touches=False)

    background.round(go_on.wait, 10, done=lambda value: read_again())
    go_on.set()
    background.finish()
    qtbot.waitUntil(lambda: background.idle)
    assert read == []


def test_a_deed_after_the_end_is_never_dropped_in_silence(qtbot: QtBot) -> None:
    background = Background()
    background.finish()
    with pytest.raises(RuntimeError, match="after shutdown"):
        background.deed(print)
