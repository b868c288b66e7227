"""Every screen in three themes and two languages, lying and upright, small and large.

Fingers hit what they aim at, gloves too, and no word is cut.

With KANYAN_SCREENS=DIR each screen is kept there as a picture, to be looked at.
"""

import os
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.actions.open_workspace import close_workspace, open_workspace
from app.errors import WrongPassword
from app.ids import Digest
from app.views.exchange import SyncPage, sync_page
from app.workspace import BlobState, Conflict, LineState, Shelved, Workspace
from tests.flows.filings import a_tablet
from tests.ui.conftest import PASSWORD, a_paper, a_small_photo, a_visit, a_window, the_case_id
from tests.ui.filing_walk import FILING_WALK, walk_filing
from tests.ui.survey_tablet import a_tablet_before_the_survey
from ui.background import Background
from ui.demo.hands import click, settle, wait_for
from ui.demo.load_file import look_at_load, take_load
from ui.demo.samples import make_bad_load_files, make_load_csv
from ui.exchange.door import Door
from ui.forms.load_grid import LoadGrid
from ui.forms.row_cards import RowCards
from ui.look import Look, wear
from ui.main_window import MainWindow
from ui.palette import THEMES
from ui.theme import target
from ui.wording import sentence

CATALOGUE = Path(__file__).parents[2] / "resources" / "translations" / "kanyan_en.ts"
_LOOKS = 50
"""How often a page is looked at before what is wrong with it counts."""
SIZES = {"lying": (1280, 800), "upright": (800, 1280)}
WALK = (
    *("today", "load-refused", "load-file", "load-curve", "load-days", "case"),
    *("study", "study-user", "general"),
    *("inspection", "photo", "refused", "sync", "trouble"),
    *("settings", "diagnostics", "reports", "paper"),
)
SURVEY_WALK = ("schedule", "visit", "loads", "source", "sketch", "result")
NIGHTLY = os.environ.get("KANYAN_NIGHTLY") == "1"
LOOKS = [
    *((Look(theme=theme), size) for theme, size in product(THEMES, SIZES)),
    *((Look(language="en"), size) for size in SIZES),
    *((Look(text="largest", gloves=True), size) for size in SIZES),
]
if not NIGHTLY:
    # A theme changes colours and nothing's size, and English is longest where there is least room.
    LOOKS = [
        (Look(), "lying"),
        (Look(theme="sunlight"), "upright"),
        (Look(language="en"), "upright"),
        *((Look(text="largest", gloves=True), size) for size in SIZES),
    ]


def _named(value: object) -> str:
    if isinstance(value, Look):
        return "-".join([value.theme, value.language, *(["gloves"] if value.gloves else [])])
    return str(value)


@pytest.fixture(params=LOOKS, ids=lambda look: "-".join(map(_named, look)))
def look(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[tuple[Look, str]]:
    shown, size = request.param
    wear(qapp, shown)
    yield shown, size
    wear(qapp, Look())


def test_every_screen_can_be_read_and_hit(
    look: tuple[Look, str], qtbot: QtBot, tablet: Workspace, background: Background, tmp_path: Path
) -> None:
    window = a_window(qtbot, tablet, background)
    window.resize(*SIZES[look[1]])
    assert _faults(window, _walk(window, tablet, tmp_path), look) == {name: [] for name in WALK}


def test_the_survey_can_be_read_and_hit(
    look: tuple[Look, str], qtbot: QtBot, background: Background, tmp_path: Path
) -> None:
    ws = open_workspace(a_tablet_before_the_survey(tmp_path / "survey", PASSWORD), PASSWORD)
    try:
        window = a_window(qtbot, ws, background)
        window.resize(*SIZES[look[1]])
        found = _faults(window, _walk_survey(window, ws), look)
        assert found == {name: [] for name in SURVEY_WALK}
    finally:
        background.finish()
        close_workspace(ws)


def test_the_filed_form_can_be_read_and_hit(
    look: tuple[Look, str], qtbot: QtBot, background: Background, tmp_path: Path
) -> None:
    ws = a_tablet(tmp_path / "tablet", "SCHEME_APPROVAL")
    try:
        window = a_window(qtbot, ws, background)
        window.resize(*SIZES[look[1]])
        found = _faults(window, walk_filing(window, ws, tmp_path), look)
        assert found == {name: [] for name in FILING_WALK}
    finally:
        background.finish()
        close_workspace(ws)


def _faults(
    window: MainWindow, walk: Iterator[str], look: tuple[Look, str]
) -> dict[str, list[str]]:
    """What is wrong with each screen of this walk."""
    faults: dict[str, list[str]] = {}
    for name in walk:
        faults[name] = _settled(lambda: _faults_of(window, look))
        _keep(window, f"{name}-{'-'.join(map(_named, look))}")
    return faults


def _settled(look_at: Callable[[], list[str]]) -> list[str]:
    """What is still wrong when the page has had time to lay itself out on a busy machine."""
    for _ in range(_LOOKS):
        QTest.qWait(40)
        if not (found := look_at()):
            return []
    return found


def _faults_of(window: MainWindow, look: tuple[Look, str]) -> list[str]:
    found = [*_too_small(window), *_cut(window)]
    if look[0].language == "en":
        found += _left_in_chinese(window)
    if (window.width(), window.height()) != SIZES[look[1]]:
        found.append(f"the window has become {window.width()} x {window.height()}")
    return found


@pytest.mark.parametrize("known", [True, False])
def test_the_door_can_be_read_and_hit(look: tuple[Look, str], qtbot: QtBot, *, known: bool) -> None:
    door = Door(known=known, look=replace(look[0], digits=True, person="张海峰", org="示例公司"))
    qtbot.addWidget(door)
    door.resize(*SIZES[look[1]])
    door.show()
    door.hold_up(75)
    door.refuse(sentence(WrongPassword(75)))
    left = _settled(lambda: _faults_of_door(door, look[0]))
    _keep(door, f"door-{known}-{'-'.join(map(_named, look))}")
    assert left == []


def _faults_of_door(door: Door, look: Look) -> list[str]:
    chinese = _left_in_chinese(door) if look.language == "en" else []
    return [*_too_small(door), *_cut(door), *chinese]


def _walk_survey(window: MainWindow, ws: Workspace) -> Iterator[str]:
    window.open_case(the_case_id(ws))
    settle(window.background)
    case = window.screen_named("case")
    click(case, "next_step")
    settle(window.background)
    yield "schedule"
    click(case, "agree_day")
    settle(window.background)
    settle(window.background)
    click(case, "next_step")
    form = window.screen_named("inspection")
    wait_for("the survey", lambda: window.stack.currentWidget() is form)
    settle(window.background)
    for section in ("visit", "loads", "source", "sketch", "result"):
        click(form, f"section_{section}")
        settle(window.background)
        for cards in form.findChildren(RowCards):
            if cards.isVisible():
                cards.add_row()
                settle(window.background)
        for loads in form.findChildren(LoadGrid):
            if loads.isVisible():
                for place, text in enumerate(("Press 2", "machine_mass", "3", "75")):
                    loads.model.setData(loads.model.index(0, place), text)
                settle(window.background)
        yield section


def _walk_load(window: MainWindow, ws: Workspace, folder: Path) -> Iterator[str]:
    load = folder / "负荷曲线.csv"
    make_load_csv(load, 480.0, ws.clock.now(), 7)
    window.open_case(the_case_id(ws))
    settle(window.background)
    window.screen_named("case").load_chosen.emit(make_bad_load_files(folder)[0].path)
    settle(window.background)
    yield "load-refused"
    look_at_load(window, load)
    yield "load-file"
    click(window.screen_named("load"), "load_side_curve")
    yield "load-curve"
    click(window.screen_named("load"), "load_view_days")
    yield "load-days"
    take_load(window)
    yield "case"
    click(window.screen_named("case"), "open_load")
    settle(window.background)
    click(window.screen_named("load"), "load_side_study")
    yield "study"
    click(window.screen_named("load"), "study_kind_like")
    yield "study-user"


def _walk(window: MainWindow, ws: Workspace, folder: Path) -> Iterator[str]:
    yield "today"
    yield from _walk_load(window, ws, folder)
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
    window.screen_named("sync").show_page(_a_troubled_page(ws))
    yield "trouble"
    window.go("settings")
    settle(window.background)
    yield "settings"
    click(window, "see_diagnostics")
    settle(window.background)
    area = window.findChild(QScrollArea, "settings_scroll")
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    yield "diagnostics"
    window.go("reports")
    settle(window.background)
    yield "reports"
    window.open_paper(a_paper(ws, form._page.inspection.id))
    settle(window.background)
    click(window, "paper_print")
    yield "paper"


def _a_troubled_page(ws: Workspace) -> SyncPage:
    """A conflict, a change that came back, a damaged file."""
    page = sync_page(ws)
    conflict = Conflict(
        "conflict-1", "inspection", "i", the_case_id(ws), "x", ("opinion",),
        "同意接电，竣工资料齐全，所列项目全部合格。", "张海峰", "2026-11-23T09:00:00+08:00",
        "暂缓接电：1号变压器接地电阻复测后再定。", "李强", "2026-11-23T10:00:00+08:00",
    )  # fmt: skip
    with ws.read() as unit:
        line = replace(unit.outbox.all()[0], state=LineState.REFUSED, reason="not_allowed")
    file = Shelved(Digest("ab" * 32), 2_400_000, 2, BlobState.ATTENTION, "", "DigestMismatch")
    return replace(page, conflicts=(conflict,), refused=(line,), attention=(file,))


def _keep(window: QWidget, name: str) -> None:
    if folder := os.environ.get("KANYAN_SCREENS"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        window.grab().save(str(Path(folder) / f"{name}.png"))


def _too_small(window: QWidget) -> list[str]:
    """Buttons and fields that a gloved finger misses."""
    parts = [
        *window.findChildren(QAbstractButton),
        *window.findChildren(QLineEdit),
        *window.findChildren(QComboBox),
    ]
    small = [
        f"{part.objectName()} is {part.width()} x {part.height()}"
        for part in parts
        if part.isVisible() and not _is_inside(part) and part.height() < target() - 4
    ]
    return small + [
        f"a line of {box.objectName()} is {box.view().sizeHintForRow(0)} high"
        for box in window.findChildren(QComboBox)
        if box.count() and box.view().sizeHintForRow(0) < target()
    ]


def _cut(window: QWidget) -> list[str]:
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
        around = part.parentWidget()
        if (
            part.y() + part.height() > around.height() + 2
            and around.objectName() != "qt_scrollarea_viewport"
        ):
            found.append(f"{part.text()} is cut off below")
        seen = part.visibleRegion().boundingRect()
        if 0 < seen.width() < part.width():
            found.append(f"{part.text()} shows {seen.width()} of {part.width()}")
    return found


@cache
def _sources() -> tuple[re.Pattern[str], ...]:
    """What the catalogue knows in Chinese; what is in its places may be anything."""
    known = ET.parse(CATALOGUE).getroot().iter("message")
    texts = [(each.findtext("source", ""), each.findtext("translation", "")) for each in known]
    return tuple(
        re.compile(".*".join(map(re.escape, re.split(r"\{[^}]*\}", source))), re.DOTALL)
        for source, english in texts
        if len(re.findall("[一-鿿]", source)) > 1 and source != english
    )


def _left_in_chinese(window: QWidget) -> list[str]:
    """Words that the catalogue knows in English and that are shown in Chinese."""
    shown = [part.text() for part in window.findChildren(QLabel) if part.isVisible()]
    shown += [part.text() for part in window.findChildren(QAbstractButton) if part.isVisible()]
    shown += [part.placeholderText() for part in window.findChildren(QLineEdit)]
    shown += [part.placeholderText() for part in window.findChildren(QPlainTextEdit)]
    for box in window.findChildren(QComboBox):
        shown += [box.itemText(number) for number in range(box.count())]
    words = {word.strip("✔✘●○ ") for text in shown for word in re.split("[　·]", text)}
    return sorted(w for w in words if any(each.fullmatch(w) for each in _sources()))


def _is_inside(part: QWidget) -> bool:
    """A part of a larger control of the toolkit: a field's own icon, where a list is typed into."""
    return part.objectName().startswith("qt_") or isinstance(part.parent(), QLineEdit | QComboBox)
