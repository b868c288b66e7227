"""The first window: an empty one in the colour this device was left in, then the door."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from ui.demo.hands import wait_for
from ui.look import Look, wear, write_look
from ui.palette import DARK, LIGHT, SUNLIGHT
from ui.startup import Starter, page_colour


def test_the_door_follows_the_empty_window_and_takes_its_place(
    folder: Path, qapp: QApplication
) -> None:
    write_look(folder, Look(theme="dark"))
    starter = Starter(folder)
    assert starter.application is None
    assert DARK.page in starter.shell.styleSheet()
    starter.shell.resize(1000, 700)
    wait_for("the door", lambda: starter.application is not None)
    wait_for("the empty window is gone", lambda: not starter.shell.isVisible())
    assert starter.application.door.isVisible()
    assert starter.application.door.width() == 1000
    starter.close()
    wear(qapp, Look())


@pytest.mark.parametrize(
    ("kept", "asked", "colour"),
    [
        ('{"theme": "dark"}', "", DARK.page),
        ('{"theme": "dark"}', "sunlight", SUNLIGHT.page),
        ('{"theme": ["dark"]}', "", LIGHT.page),
        ("[]", "", LIGHT.page),
        ("\x00", "pink", LIGHT.page),
    ],
)
def test_the_empty_window_has_the_colour_of_the_page(
    tmp_path: Path, kept: str, asked: str, colour: str
) -> None:
    (tmp_path / "device.json").write_text(kept, encoding="utf-8")
    assert page_colour(tmp_path, asked) == colour


def test_a_program_that_cannot_be_loaded_does_not_stay_an_empty_window(
    folder: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.startup._APPLICATION", "ui.not_there")
    codes: list[int] = []
    starter = Starter(folder)
    starter.shell.painted.disconnect()
    monkeypatch.setattr(starter, "qt", type("Qt", (), {"exit": codes.append}))
    with pytest.raises(ModuleNotFoundError):
        starter._load()
    assert codes == [1]
    starter.shell.hide()
