"""A load file on the real screens: looked at, refused in a sentence, or taken in with its curve."""

from pathlib import Path

from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from ui.demo.hands import click, find, settle, wait_for
from ui.main_window import MainWindow


def look_at_load(window: MainWindow, path: Path) -> None:
    """Pick this file on the page of the open case and wait until it is read."""
    window.screen_named("case").load_chosen.emit(path)
    page = window.screen_named("load")
    wait_for("the file is read", find(page, QPushButton, "load_accept").isEnabled)
    settle(window.background)


def refused_load(window: MainWindow, path: Path) -> str:
    """Pick a file that cannot be read; the sentence that says why. The person goes back."""
    window.screen_named("case").load_chosen.emit(path)
    settle(window.background)
    page = window.screen_named("load")
    state = find(page, QLabel, "load_state")
    wait_for("a refusal", lambda: state.text().startswith("✘"))
    words = state.text().removeprefix("✘").strip()
    click(page, "load_leave")
    settle(window.background)
    return words


def take_load(window: MainWindow) -> None:
    """Take the curve in, and wait until the case shows it."""
    click(window.screen_named("load"), "load_accept")
    settle(window.background)
    case = window.screen_named("case")
    wait_for("the case", lambda: window.stack.currentWidget() is case)
    wait_for("the curve", lambda: case.findChild(QWidget, "load_plot") is not None)
    settle(window.background)
