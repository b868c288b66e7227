"""What the story has at hand, and the steps that every visit of it takes."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtWidgets import QLabel

from app.clock import SystemClock
from app.domain.authority import speaks_as
from app.domain.names import AT_THE_SITE, ROLE_NAMES
from app.ids import CaseId, Minter
from app.views.exchange import sync_page
from app.workspace import Workspace
from ui.demo.cast import CLERK, COLLEAGUE, DESIGNER, an_event, the_materials
from ui.demo.centre import CentreProcess, Office
from ui.demo.hands import NotSeen, click, find, picture, settle, sign, take_case, wait_for
from ui.main_window import MainWindow
from ui.parts.signature_pad import SignaturePad
from ui.wording import role


@dataclass
class Stage:
    """What the story has at hand."""

    out: Path
    seed: int
    home: Path
    centre: CentreProcess
    clock: SystemClock = field(default_factory=SystemClock)
    started: float = field(default_factory=time.monotonic)
    times: dict[str, float] = field(default_factory=dict)
    step: int = 0
    pictures: int = 0

    def __post_init__(self) -> None:
        self.ids = Minter(self.clock)

    def say(self, zh: str, en: str) -> None:
        """Tell one step, and note when it began."""
        self.step += 1
        passed = time.monotonic() - self.started
        self.times[en] = round(passed, 2)
        print(f"{self.step:>2}. {zh}\n    {en}", flush=True)

    def add(self, zh: str, en: str) -> None:
        """Tell something more of the same step."""
        print(f"    · {zh} / {en}", flush=True)

    def look(self, window: MainWindow, name: str) -> None:
        """Keep a picture of the window; they are numbered as they come."""
        self.pictures += 1
        picture(window, self.out, f"{self.pictures:02}-{name}")

    def office_says(self, case_id: CaseId, *codes: str) -> None:
        """Let whoever may say so note these events of the case, one after the other."""
        speaker, office = CLERK, Office(self.centre.url, CLERK, self.ids)
        for code in codes:
            person = next(one for one in (CLERK, DESIGNER, COLLEAGUE) if speaks_as(code, one.roles))
            if person is not speaker:
                office.close()
                speaker, office = person, Office(self.centre.url, person, self.ids)
            now = self.clock.now()
            office.post([an_event(case_id, office.who, self.ids, code, now)], now)
        office.close()

    def office_receives(self, case_id: CaseId, stage: str, *materials: str) -> None:
        """Let the clerk take in these papers of the customer's, at this stage of the case."""
        office, now = Office(self.centre.url, CLERK, self.ids), self.clock.now()
        office.post(the_materials(case_id, office.who, self.ids, now, stage, *materials), now)
        office.close()


def sync_all(window: MainWindow, ws: Workspace) -> None:
    """Sync until the centre has everything.

    Raises:
        NotSeen: something is left.
    """
    _press_sync(window)
    page = sync_page(ws)
    if page.queued or page.received or page.files_waiting:
        raise NotSeen("everything received by the centre")


def sync_once(window: MainWindow) -> None:
    """Sync, whatever comes of it."""
    _press_sync(window)


def _press_sync(window: MainWindow) -> None:
    click(window, "go_sync")
    settle(window.background)
    click(window, "sync_now")
    settle(window.background, 300)


def open_the_case(window: MainWindow) -> None:
    """Go from today's list to the one case."""
    click(window, "go_today")
    settle(window.background)
    take_case(window, "6301202611090017")
    settle(window.background)


def go_on(window: MainWindow) -> None:
    """Press the one next step of the case."""
    click(window, "next_step")
    settle(window.background)


def refused(window: MainWindow, try_it: Callable[[], object]) -> str:
    """Try something that must be refused; the sentence that says so."""
    window.notice.hide()
    try_it()
    settle(window.background)
    wait_for("a refusal", window.notice.isVisible)
    words = window.notice.text
    window.notice.hide()
    return words


def record(window: MainWindow) -> None:
    """Record the visit, so that its paper is drawn."""
    form = window.screen_named("inspection")
    click(form, "record")
    try:
        wait_for("the paper", lambda: window.stack.currentWidget() is window.screen_named("report"))
    except NotSeen as error:
        raise NotSeen(f"the paper: {find(form, QLabel, 'missing_count').text()}") from error
    settle(window.background)


def sign_the_paper(stage: Stage, window: MainWindow) -> None:
    """Read the paper to its end and sign it: each of the utility's people, then the customer."""
    stage.say("阅至末页，各检验员与客户签字", "The paper is read to its end; all of them sign")
    page = window.screen_named("report")
    state, who = find(page, QLabel, "report_state"), find(page, QLabel, "signer_role")
    codes = {role(code, form): code for form in ("", *AT_THE_SITE) for code in ROLE_NAMES}
    for turn in range(len(ROLE_NAMES)):
        if "已封存" in state.text():
            break
        page.read_to_end()
        wait_for("the pad", lambda: not find(page, SignaturePad, "signature_pad").isHidden())
        pad = find(page, SignaturePad, "signature_pad")
        pad.clear()
        sign(pad, stage.seed + turn + 2)
        stage.look(window, f"sign-{codes[who.text()]}")
        click(page, "sign")
        settle(window.background)
    wait_for("the paper is sealed", lambda: "已封存" in state.text())
    stage.look(window, "sealed")
