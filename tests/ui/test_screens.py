"""Every screen in three themes, lying and upright: fingers hit what they aim at, no word is cut.

With KANYAN_SCREENS=DIR each screen is kept there as a picture, to be looked at.
"""

import os
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.actions.import_load import import_load
from app.workspace import Workspace
from tests.ui.conftest import a_small_photo, a_visit, a_window, the_case_id
from ui.background import Background
from ui.demo.hands import click, settle, wait_for
from ui.demo.samples import make_load_csv
from ui.main_window import MainWindow
from ui.theme import LIGHT, TARGET_PX, THEMES, dress

SIZES = {"lying": (1280, 800), "upright": (800, 1280)}
LOOKS = list(product(THEMES, SIZES))


@pytest.fixture(params=LOOKS, ids=lambda look: "-".join(look))
def look(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[tuple[str, str]]:
    theme, size = request.param
    dress(qapp, THEMES[theme])
    yield theme, size
    dress(qapp, LIGHT)


def test_every_screen_can_be_read_and_hit(
    look: tuple[str, str], qtbot: QtBot, tablet: Workspace, background: Background, tmp_path: Path
) -> None:
    window = a_window(qtbot, tablet, background)
    window.resize(*SIZES[look[1]])
    faults: dict[str, list[str]] = {}
    for name in _walk(window, tablet, tmp_path):
        QTest.qWait(40)
        _keep(window, f"{name}-{'-'.join(look)}")
        faults[name] = [*_too_small(window), *_cut(window)]
    assert {name: found for name, found in faults.items() if found} == {}
    assert len(faults) == 7


def _walk(window: MainWindow, ws: Workspace, folder: Path) -> Iterator[str]:
    yield "today"
    load = folder / "负荷曲线.csv"
    make_load_csv(load, 480.0, ws.clock.now(), 7)
    import_load(ws, the_case_id(ws), load)
    window.open_case(the_case_id(ws))
    settle(window.background)
    wait_for("the curve", lambda: window.findChild(QLabel, "load_readout") is not None)
    yield "case"
    window.open_inspection(a_visit(ws))
    settle(window.background)
    form = window.screen_named("inspection")
    yield "general"
    click(form, "section_tx")
    settle(window.background)
    form.add_photos([a_small_photo(folder / "铭牌.jpg")], "com.tx.nameplate", "")
    settle(window.background)
    yield "inspection"
    form._look_at(form._page.photos[0])
    settle(window.background)
    yield "photo"
    click(form, "photo_close")
    window.refuse("“25点.csv”没有导入：第 3 行“数据时间”列没有这样的时间。请改正后重新导入。")
    yield "refused"
    window.notice.hide()
    window.go("sync")
    settle(window.background)
    yield "sync"


def _keep(window: MainWindow, name: str) -> None:
    if folder := os.environ.get("KANYAN_SCREENS"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        window.grab().save(str(Path(folder) / f"{name}.png"))


def _too_small(window: MainWindow) -> list[str]:
    """Buttons and fields that a gloved finger misses."""
    parts = [*window.findChildren(QAbstractButton), *window.findChildren(QLineEdit)]
    return [
        f"{part.objectName()} is {part.width()} x {part.height()}"
        for part in parts
        if part.isVisible() and not _is_inside(part) and part.height() < TARGET_PX - 4
    ]


def _cut(window: MainWindow) -> list[str]:
    """Words that do not fit where they stand, and parts of which the sides are hidden."""
    found = []
    for part in [*window.findChildren(QLabel), *window.findChildren(QAbstractButton)]:
        if not part.isVisible() or not part.text() or _is_inside(part):
            continue
        if isinstance(part, QLabel) and part.wordWrap():
            needed = part.heightForWidth(part.width())
            if needed > part.height() + 2:
                found.append(f"{part.text()} needs a height of {needed}, has {part.height()}")
        elif part.fontMetrics().horizontalAdvance(part.text()) > part.width():
            found.append(f"{part.text()} does not fit in {part.width()}")
        seen = part.visibleRegion().boundingRect()
        if 0 < seen.width() < part.width():
            found.append(f"{part.text()} shows {seen.width()} of {part.width()}")
    return found


def _is_inside(part: QWidget) -> bool:
    """A part of a larger control of the toolkit (a field's own icon)."""
    return part.objectName().startswith("qt_") or isinstance(part.parent(), QLineEdit)
