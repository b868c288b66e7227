"""The demo's visit as a process that may be killed; it says aloud only what is on the disk.

`python -m tests.flows.killed_visit FOLDER PHOTOS` goes on where the workspace in FOLDER stands.
Each line is said after the commit it tells of, and at once: what a reader has seen must be there
however this process ends.
"""

import json
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.actions.open_workspace import close_workspace, open_workspace
from app.domain.case import ConnectionCase
from app.domain.checklist import Question
from app.domain.evidence import Photo
from app.domain.inspection import Inspection
from app.views.visits import inspection_page
from app.workspace import Workspace
from tests.flows.visits import signatures_of_visit
from tests.sync.centres import PASSWORD
from ui.background import Background
from ui.demo.hands import click, find, settle, sign, wait_for
from ui.demo.visit import add_photos, answer_everything, give_opinion, window_inspection
from ui.main_window import MainWindow
from ui.palette import LIGHT
from ui.parts.signature_pad import SignaturePad
from ui.theme import dress


def say(what: str, *facts: object) -> None:
    """Tell one thing that is on the disk."""
    sys.stdout.write(json.dumps([what, *facts], ensure_ascii=False) + "\n")
    sys.stdout.flush()


def main(folder: Path, photos: Path) -> None:
    """Go on with the visit to its end."""
    qt = QApplication([])
    dress(qt, LIGHT)
    ws = open_workspace(folder, PASSWORD)
    window = MainWindow(ws, Background())
    window.resize(1280, 800)
    window.show()
    window.fill()
    wait_for("the first screen", lambda: window.stack.count() > 0)
    settle(window.background)
    say("open", shown(window))
    if shown(window) in ("today", "case"):
        begin(window, ws)
    if shown(window) == "inspection":
        visit(window, ws, sorted(photos.glob("*.jpg")))
    wait_for("the paper", lambda: shown(window) == "report")
    settle(window.background)
    sign_what_is_open(window, ws)
    say("finished")
    window.close()
    close_workspace(ws)


def begin(window: MainWindow, ws: Workspace) -> None:
    """Go from the list or the case to the visit (or to its paper)."""
    with ws.read() as unit:
        case = unit.find(ConnectionCase)[0]
    window.open_case(case.id)
    settle(window.background)
    click(window, "next_step")
    settle(window.background)
    say("begun", window_inspection(ws))


def visit(window: MainWindow, ws: Workspace, photos: list[Path]) -> None:
    """Photos, answers, opinion, record; each only where it is still lacking."""
    visit_id = window_inspection(ws)

    def photo_kept(_question: Question) -> None:
        with ws.read() as unit:
            say("photos", [photo.original for photo in unit.find(Photo)])

    def answer_kept(question: Question) -> None:
        with ws.read() as unit:
            answer = unit.working(Inspection, visit_id).answer(question.key)
        assert answer is not None
        say("answer", list(question.key), answer.judgement, dict(answer.inputs), answer.text)

    if inspection_page(ws, visit_id).is_draft:
        add_photos(window, ws, photos, kept=photo_kept)
        answer_everything(window, ws, answer_kept)
        give_opinion(window, ws)
        say("opinion", inspection_page(ws, visit_id).inspection.opinion)
        click(window.screen_named("inspection"), "record")
        settle(window.background)
        with ws.read() as unit:
            say("recorded", str(unit.get(Inspection, visit_id).recorded_at))


SIGNERS = 5
"""Four specialties at high voltage, and the customer."""


def sign_what_is_open(window: MainWindow, ws: Workspace) -> None:
    """Whoever has not signed yet signs."""
    page = window.screen_named("report")
    with ws.read() as unit:
        signed = len(signatures_of_visit(unit))
    for number in range(signed, SIGNERS):
        page.read_to_end()
        wait_for("the pad", lambda: find(page, SignaturePad, "signature_pad").isVisible())
        sign(find(page, SignaturePad, "signature_pad"), number + 2)
        click(page, "sign")
        settle(window.background)
        with ws.read() as unit:
            say("signed", [signature.pdf for signature in signatures_of_visit(unit)])


def shown(window: MainWindow) -> str:
    """The name of the screen that is shown."""
    current = window.stack.currentWidget()
    return next(name for name, screen in window._screens.items() if screen is current)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
