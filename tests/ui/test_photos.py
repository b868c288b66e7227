"""Photos on the screen: several at once, the camera where there is one, where each of them is."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.domain.evidence import Photo
from app.errors import NotAPicture
from app.ids import Digest
from app.media.develop import MAX_PIXELS
from app.media.photo import MAX_BYTES
from app.views.cases import case_page
from app.views.visits import inspection_page
from app.views.ways import Way
from app.workspace import BlobState, LineState, Workspace
from tests.ui.conftest import a_small_photo, a_visit, the_case_id
from ui.demo.hands import click, settle, wait_for
from ui.inspection.checklist_form import ChecklistForm
from ui.main_window import MainWindow
from ui.parts.photo_strip import PhotoStrip
from ui.photos.camera_panel import CameraPanel
from ui.photos.photo_intake import IntakeProgress
from ui.wording import sentence

ITEM = "com.tx.nameplate"


@pytest.fixture
def form(window: MainWindow, tablet: Workspace) -> ChecklistForm:
    window.open_inspection(a_visit(tablet))
    settle(window.background)
    shown: ChecklistForm = window.screen_named("inspection")
    click(shown, "section_tx")
    settle(window.background)
    return shown


def photos(tablet: Workspace, form: ChecklistForm) -> tuple[Photo, ...]:
    assert form._page is not None
    return inspection_page(tablet, form._page.inspection.id).photos


def test_one_bad_photo_among_many_is_named_and_stops_no_other(
    form: ChecklistForm, window: MainWindow, tablet: Workspace, tmp_path: Path
) -> None:
    files = [a_small_photo(tmp_path / f"{number}.jpg") for number in range(4)]
    files[1].write_bytes(b"no picture at all")
    seen: list[IntakeProgress] = []
    window.presenters["inspection"].intake.moved.connect(seen.append)
    form.add_photos(files, ITEM, "")
    wait_for("the set is done with", lambda: seen[-1] == IntakeProgress(0, 0))
    settle(window.background)
    assert len(photos(tablet, form)) == 3
    assert "1.jpg" in window.notice.text
    assert [step.done for step in seen if step.total == 4] == [0, 1, 2, 3, 4]


def test_the_rest_can_be_left_and_what_is_taken_in_stays(
    form: ChecklistForm, window: MainWindow, tablet: Workspace, tmp_path: Path
) -> None:
    files = [a_small_photo(tmp_path / f"{number}.jpg") for number in range(6)]
    intake = window.presenters["inspection"].intake
    intake.attached.connect(lambda _photo: click(form, "intake_stop"))
    form.add_photos(files, ITEM, "")
    wait_for("the set is done with", lambda: not form.intake_bar.isVisible())
    settle(window.background)
    assert len(photos(tablet, form)) == 1
    assert not window.notice.isVisible()


def test_the_same_photo_of_the_same_item_is_counted_once(
    form: ChecklistForm, window: MainWindow, tablet: Workspace, tmp_path: Path
) -> None:
    file = a_small_photo(tmp_path / "铭牌.jpg")
    form.add_photos([file, file], ITEM, "")
    settle(window.background)
    wait_for("it is said", lambda: "铭牌.jpg" in window.notice.text)
    assert len(photos(tablet, form)) == 1
    form.add_photos([file], "com.tx.tap", "")
    settle(window.background)
    assert len(photos(tablet, form)) == 2


def test_each_photo_says_where_it_is(
    form: ChecklistForm, window: MainWindow, tablet: Workspace, tmp_path: Path
) -> None:
    assert form._page is not None
    questions = (finding.question for finding in form._page.findings)
    device = next(question.device_id for question in questions if question.item.id == ITEM)
    form.add_photos([a_small_photo(tmp_path / "1.jpg")], ITEM, device)
    settle(window.background)
    (photo,) = photos(tablet, form)
    way = ("photo", photo.id)
    assert case_page(tablet, the_case_id(tablet)).ways[way] is Way.QUEUED

    def received(digest: Digest) -> None:
        with tablet.unit("received") as unit:
            unit.shelf.mark(digest, BlobState.RECEIVED)

    def settled(state: LineState) -> None:
        with tablet.unit("settled") as unit:
            for line in unit.outbox.of_record(*way):
                unit.outbox.mark(line.change.id, state)

    def seen_again() -> None:
        with tablet.unit("seen") as unit:
            for line in unit.outbox.of_record(*way):
                unit.outbox.drop(line.change.id)

    for deed, words in (
        (lambda: settled(LineState.RECEIVED), "待发送"),
        (lambda: received(photo.bounded), "原片待传"),
        (lambda: received(photo.original), "已送达"),
        (lambda: settled(LineState.REFUSED), "被退回"),
        (seen_again, "已确认"),
    ):
        deed()
        window.presenters["inspection"].read()
        settle(window.background)
        shown = [s.item(0).text() for s in form.findChildren(PhotoStrip, "photos") if s.count()]
        assert any(words in text for text in shown), shown
    assert way not in case_page(tablet, the_case_id(tablet)).ways


class StandIn(QObject):
    """No camera: a virtual one cannot be had here. It writes a real JPEG when it shoots."""

    taken = Signal(Path)
    failed = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder, self._view = folder, QLabel("what it sees")
        self.on, self.shots, self.broken = False, 0, False

    def view(self) -> QWidget:
        return self._view

    def start(self) -> None:
        self.on = True

    def stop(self) -> None:
        self.on = False

    def shoot(self) -> None:
        self.shots += 1
        if self.broken:
            self.failed.emit()
        else:
            self.taken.emit(a_small_photo(self._folder / f"{self.shots}.jpg"))


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    """A page for the panel to lie over."""
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    return made


def a_panel(page: QWidget, camera: StandIn) -> CameraPanel:
    panel = CameraPanel(lambda: camera)
    panel.setParent(page)
    panel.setGeometry(page.rect())
    return panel


def test_a_shot_is_kept_only_when_the_person_says_so(page: QWidget, tmp_path: Path) -> None:
    camera = StandIn(tmp_path)
    panel = a_panel(page, camera)
    kept: list[Path] = []
    panel.kept.connect(kept.append)
    assert panel.open("铭牌")
    assert camera.on
    click(panel, "camera_shoot")
    click(panel, "camera_again")
    assert kept == []
    click(panel, "camera_shoot")
    click(panel, "camera_keep")
    assert [path.name for path in kept] == ["2.jpg"]
    click(panel, "camera_close")
    assert not camera.on


def test_a_camera_that_fails_says_so_and_files_can_be_picked(
    page: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    camera = StandIn(tmp_path)
    camera.broken = True
    panel = a_panel(page, camera)
    panel.open("铭牌")
    click(panel, "camera_shoot")
    assert "没有拍成" in panel.findChildren(QLabel, "camera_words")[0].text()
    with qtbot.waitSignal(panel.files_wanted):
        click(panel, "camera_files")
    assert not camera.on


BLOCKED = """
import sys
sys.modules["PySide6.QtMultimedia"] = None
from ui.photos.camera import find_camera
print(find_camera())
"""
WITHOUT = """
from PySide6.QtWidgets import QApplication
application = QApplication([])
from ui.photos.camera import find_camera
print(find_camera())
"""


@pytest.mark.parametrize("program", [BLOCKED, WITHOUT], ids=["no library", "no camera"])
def test_no_camera_is_no_error(program: str) -> None:
    """In a process of its own: the multimedia library stays with whoever loaded it."""
    told = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        check=False,
    )
    assert (told.returncode, told.stdout.strip().splitlines()[-1:]) == (0, ["None"]), told.stderr


@pytest.mark.parametrize(("why", "says"), [("format", "JPEG"), ("too_large", "分辨率")])
def test_a_photo_that_would_be_refused_again_says_what_to_set_on_the_camera(
    why: str, says: str
) -> None:
    told = sentence(NotAPicture("IMG_1.heic", why))
    assert says in told
    assert "请重新拍摄" not in told


def test_what_is_said_of_the_largest_photo_is_what_is_taken_in() -> None:
    told = sentence(NotAPicture("a.jpg", "too_large"))
    assert f"{MAX_PIXELS // 10_000} 万像素、{MAX_BYTES >> 20} MB" in told
