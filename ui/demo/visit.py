"""The visit on the real screens: every question answered, photos added, the opinion written."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from app.domain.checklist import Judgement
from app.views import inspection_page
from app.workspace import Workspace
from ui.demo.cast import OPINION, READINGS
from ui.demo.hands import choose, click, find, settle, type_in, wait_for
from ui.inspection.checklist_form import GENERAL, ChecklistForm
from ui.inspection.question_card import QuestionCard
from ui.main_window import MainWindow

Told = Callable[[str], None]


def answer_everything(window: MainWindow, ws: Workspace, kept: Told) -> int:
    """Answer every question of the open visit, section by section; returns how many.

    `kept` hears of each question once its answer is on the disk.
    """
    form: ChecklistForm = window.screen_named("inspection")
    page = inspection_page(ws, window_inspection(ws))
    sections = list(dict.fromkeys(f.question.section.id for f in page.findings))
    answered = 0
    for section in sections:
        click(form, f"section_{section}")
        settle(window.background)
        for card in form.findChildren(QuestionCard):
            if card.isHidden() or card.question.item.kind == "photo_required":
                continue
            _answer(card)
            settle(window.background)
            kept(card.question.item.id)
            answered += 1
    click(form, f"section_{GENERAL}")
    settle(window.background)
    choose(form, "safety", "yes")
    type_in(find(form, QPlainTextEdit, "opinion"), OPINION)
    settle_opinion(window, ws)
    return answered


def settle_opinion(window: MainWindow, ws: Workspace) -> None:
    """Wait until the opinion, which is kept a moment after the last key, is on the disk."""
    visit = window_inspection(ws)
    wait_for("the opinion is kept", lambda: inspection_page(ws, visit).inspection.opinion != "")
    settle(window.background)


def add_photos(window: MainWindow, ws: Workspace, photos: list[Path]) -> None:
    """Give each item that must have a photo one, and the rest to the set of the whole site."""
    form: ChecklistForm = window.screen_named("inspection")
    page = inspection_page(ws, window_inspection(ws))
    waiting = list(photos)
    for finding in page.findings:
        item = finding.question.item
        if item.photo == "required" and item.kind != "photo_required" and waiting:
            form.add_photos([waiting.pop(0)], item.id, finding.question.device_id)
    form.add_photos(waiting, "com.result.photos", "")
    settle(window.background, 120)


def window_inspection(ws: Workspace) -> str:
    """The id of the visit that the person is on."""
    with ws.read() as unit:
        place = unit.drafts.place()
    assert place is not None
    return place.record_id


def _answer(card: QuestionCard) -> None:
    item = card.question.item
    readings = READINGS.get(item.id, {})
    for name, value in readings.items():
        typed = card.findChildren(QLineEdit, f"input_{name}")
        if typed:
            type_in(typed[0], value)
            card.keep_now()
        elif any(spec.name == name for spec in card.question.typed):
            choose(card, f"input_{name}", value)
    if not item.limit and item.kind != "text":
        choose(card, "judgement", Judgement.PASS.value)
