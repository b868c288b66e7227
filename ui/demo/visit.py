"""The visit on the real screens: every question answered, photos added, the opinion written.

Each step begins by looking at what is there already, so a visit that was cut can be gone on with.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from app.domain.checklist import Judgement, Lack, Question
from app.domain.inspection import InspectionKind
from app.views.visits import inspection_page
from app.workspace import Workspace
from ui.demo.cast import INSTRUMENTS, JOIN, NOT_HERE, OPINION, READINGS, VISIT_FIELDS, VISIT_ROWS
from ui.demo.forms import fill_opinion_form
from ui.demo.hands import choose, click, find, settle, type_in, wait_for
from ui.demo.pictures import SUBJECTS, Subject
from ui.inspection.checklist_form import ChecklistForm
from ui.inspection.general_panel import GENERAL
from ui.inspection.question_card import QuestionCard, card_name
from ui.main_window import MainWindow

Readings = Mapping[str, Mapping[str, str]]
Told = Callable[[Question], None]


def answer_everything(
    window: MainWindow,
    ws: Workspace,
    kept: Told,
    readings: Readings = READINGS,
    not_here: frozenset[str] = frozenset(),
    nothing_of_it: frozenset[str] = frozenset(),
) -> int:
    """Answer every question of the open visit that has no answer yet; returns how many.

    What is not among the readings is found good, unless it is `not_here` (not applicable) or there
    is `nothing_of_it`. `kept` hears of each question once its answer is on the disk.
    """
    form: ChecklistForm = window.screen_named("inspection")
    page = inspection_page(ws, window_inspection(ws))
    unanswered = [f.question for f in page.findings if f.lack in (Lack.ANSWER, Lack.INPUTS)]
    names = {card_name(question) for question in unanswered}
    for section in dict.fromkeys(question.section.id for question in unanswered):
        click(form, f"section_{section}")
        settle(window.background)
        for card in form.findChildren(QuestionCard):
            if card.isVisible() and card.objectName() in names:
                judged = dict.fromkeys(not_here, Judgement.NOT_APPLICABLE)
                judged |= dict.fromkeys(nothing_of_it, Judgement.FAIL)
                _answer(card, readings, judged.get(card.question.item.id, Judgement.PASS))
                settle(window.background)
                kept(card.question)
    return len(unanswered)


def describe_defect(window: MainWindow, ws: Workspace, item: str, words: str, photo: Path) -> None:
    """Describe the defect of an item that failed, with its photo."""
    form: ChecklistForm = window.screen_named("inspection")
    page = inspection_page(ws, window_inspection(ws))
    question = next(f.question for f in page.findings if f.question.item.id == item)
    click(form, f"section_{question.section.id}")
    settle(window.background)
    form.add_photos([photo], item, question.device_id)
    settle(window.background)
    card = find(form, QuestionCard, card_name(question))
    click(card, "describe_defect")
    type_in(find(form, QLineEdit, "defect_description"), words)
    click(form, "defect_done")
    settle(window.background)


def give_opinion(window: MainWindow, ws: Workspace, opinion: str = OPINION) -> None:
    """Say that people were briefed, note the instruments, and write the opinion."""
    form: ChecklistForm = window.screen_named("inspection")
    click(form, f"section_{GENERAL}")
    settle(window.background)
    visit = inspection_page(ws, window_inspection(ws)).inspection
    if visit.safety_briefed is None and visit.kind is not InspectionKind.SURVEY:
        choose(form, "safety", "yes")
    noted = {instrument.serial_no for instrument in visit.instruments}
    for kind, model, serial, until in INSTRUMENTS:
        if serial in noted:
            continue
        choose(form, "instrument_kind", kind)
        for name, words in (("model", model), ("serial", serial), ("until", until)):
            type_in(find(form, QLineEdit, f"instrument_{name}"), words)
        click(form, "instrument_add")
        settle(window.background)
    entry = inspection_page(ws, window_inspection(ws)).entry
    if entry is not None and visit.kind is not InspectionKind.SURVEY:
        whole = visit.kind is InspectionKind.COMPLETION and not visit.is_recheck
        people = (*VISIT_ROWS["participants"], *(JOIN if whole else ()))
        fill_opinion_form(window, entry, VISIT_FIELDS, {**VISIT_ROWS, "participants": people})
        click(form, f"section_{GENERAL}")
        settle(window.background)
    field = find(form, QPlainTextEdit, "opinion")
    field.selectAll()
    type_in(field, opinion)
    settle_opinion(window, ws, opinion)


def settle_opinion(window: MainWindow, ws: Workspace, opinion: str) -> None:
    """Wait until the opinion, which is kept a moment after the last key, is on the disk."""
    visit = window_inspection(ws)

    def kept() -> bool:
        return inspection_page(ws, visit).inspection.opinion == opinion

    wait_for("the opinion is kept", kept)
    settle(window.background)


def add_photos(
    window: MainWindow,
    ws: Workspace,
    photos: Sequence[Path],
    whole_set: str = "com.result.photos",
    kept: Told | None = None,
    subjects: Sequence[Subject] = SUBJECTS,
) -> None:
    """Give each item that lacks its photo one that shows it, the rest to the set of the whole site.

    `kept` hears of each question once its photo is on the disk; `subjects` are those of the photos.
    """
    form: ChecklistForm = window.screen_named("inspection")
    waiting = list(photos)
    shows = {each.item: path for each, path in zip(subjects, photos, strict=False) if each.item}
    page = inspection_page(ws, window_inspection(ws))
    shown = {(photo.item, photo.device) for photo in page.photos}
    for question in (finding.question for finding in page.findings):
        wanted = question.item.photo == "required" and question.item.kind != "photo_required"
        if wanted and waiting and (question.item.id, question.device_id) not in shown:
            photo = shows.pop(question.item.id, waiting[0])
            waiting.remove(photo)
            form.add_photos([photo], question.item.id, question.device_id)
            if kept is not None:
                settle(window.background)
                kept(question)
    form.add_photos(waiting, whole_set, "")
    settle(window.background, 120)


def window_inspection(ws: Workspace) -> str:
    """The id of the visit that the person is on."""
    with ws.read() as unit:
        place = unit.drafts.place()
    assert place is not None
    return place.record_id


def _answer(card: QuestionCard, readings: Readings, judged: Judgement) -> None:
    item = card.question.item
    for name, value in readings.get(item.id, {}).items():
        typed = card.findChildren(QLineEdit, f"input_{name}")
        if typed:
            typed[0].selectAll()
            type_in(typed[0], value)
            card.keep_now()
        elif any(spec.name == name for spec in card.question.typed):
            choose(card, f"input_{name}", value)
    if judged is Judgement.NOT_APPLICABLE:
        type_in(find(card, QLineEdit, "input_note"), NOT_HERE)
    measured = bool(item.limit) or item.kind == "text"
    if not measured or judged is Judgement.NOT_APPLICABLE:
        choose(card, "judgement", judged.value)
