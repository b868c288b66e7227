"""A dressed application, and a tablet with one case whose completion inspection is due."""

import gc
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.actions.issue_report import issue_report
from app.actions.open_workspace import close_workspace, create_workspace, open_workspace
from app.actions.sign_report import sign_report
from app.actions.start_inspection import start_inspection
from app.clock import SystemClock
from app.domain.case import ConnectionCase
from app.domain.checklist import Answer, Conclusion, Judgement
from app.domain.inspection import Inspection, InspectionKind
from app.domain.staff import Identity
from app.ids import CaseId, DeviceId, Minter, UserId
from app.views.visits import inspection_page
from app.workspace import AUTHORITY, CERTIFICATE, DEVICE_KEY, Workspace
from tests.app.sealed_papers import ROOT, an_identity, pem_of
from tests.flows.visits import next_act
from ui.background import Background
from ui.demo.cast import INSPECTOR, ORG, the_case, the_devices, the_history
from ui.demo.hands import settle, wait_for
from ui.look import Look, wear
from ui.main_window import MainWindow

PASSWORD = "高原 2026"
Shown = Callable[[], MainWindow]


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> None:
    # The application collects when it is idle, which it never is in a test: what the tests before
    # left would be dressed again and again.
    gc.collect(1)
    wear(qapp, Look())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the workspace of the inspector, closed."""
    who = Identity(UserId(INSPECTOR.user), INSPECTOR.name, ORG, INSPECTOR.roles, DeviceId("tab-1"))
    ws = create_workspace(tmp_path / "tablet", PASSWORD, who)
    clock = SystemClock()
    ids = Minter(clock)
    case = the_case(ids)
    with ws.unit("come_down") as unit:
        unit.save(case)
        for record in (*the_devices(case, ids), *the_history(case, who, ids, clock.now())):
            unit.save(record)
    close_workspace(ws)
    return ws.folder


@pytest.fixture
def tablet(folder: Path) -> Iterator[Workspace]:
    """That workspace, open."""
    ws = open_workspace(folder, PASSWORD)
    yield ws
    close_workspace(ws)


@pytest.fixture
def signing(tablet: Workspace) -> Workspace:
    """The tablet with a device key that our authority has certified."""
    identity = an_identity(ROOT)
    with tablet.unit("join") as unit:
        unit.settings.put(DEVICE_KEY, identity.key_pem.encode())
        unit.settings.put(CERTIFICATE, identity.certificate_pem.encode())
        unit.settings.put(AUTHORITY, pem_of(ROOT[1]).encode())
    return tablet


@pytest.fixture
def background() -> Iterator[Background]:
    made = Background()
    yield made
    made.finish()


@pytest.fixture
def window(qtbot: QtBot, tablet: Workspace, background: Background) -> MainWindow:
    """The window of that tablet, filled and shown."""
    return a_window(qtbot, tablet, background)


def a_window(qtbot: QtBot, ws: Workspace, background: Background) -> MainWindow:
    """A window on this workspace, where the person was."""
    made = MainWindow(ws, background)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    made.fill()
    wait_for("the first screen", lambda: made.stack.count() > 0)
    settle(background)
    return made


def the_case_id(ws: Workspace) -> CaseId:
    """The one case of that tablet."""
    with ws.read() as unit:
        return unit.find(ConnectionCase)[0].id


def a_visit(ws: Workspace) -> str:
    """Begin the completion inspection; its id."""
    return start_inspection(ws, the_case_id(ws), InspectionKind.COMPLETION).id


def a_paper(ws: Workspace, visit_id: str) -> str:
    """Record this visit as one that asked a single thing, which passed; the id of its paper."""
    findings = inspection_page(ws, visit_id).findings
    asked = next(f.question for f in findings if not f.question.item.limit)
    answers = (Answer(*asked.key, Judgement.PASS),)
    with ws.unit("record") as unit:
        visit = replace(unit.get(Inspection, visit_id), answers=answers, asks=(asked.place,))
        passed = replace(visit, opinion="同意接电。", conclusion=Conclusion.PASS)
        unit.save(replace(passed, recorded_at=ws.clock.now()))
    return issue_report(ws, visit_id).id


def sealed(ws: Workspace, signers: int = 2) -> str:
    """The id of a paper that so many have signed."""
    paper = a_paper(ws, a_visit(ws))
    for _ in range(signers):
        sign_report(ws, paper, next_act(ws, paper))
    return paper


def a_small_photo(path: Path) -> Path:
    """A picture large enough to be accepted and small enough to be quick."""
    Image.effect_noise((320, 240), 60).convert("RGB").save(path, "JPEG", quality=88)
    return path
